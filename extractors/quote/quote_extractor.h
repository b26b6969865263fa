// QuoteExtractor: direct quotations, quoted clauses and terms, and indirect speech, with speaker
// and cue.
//
//   "We will fight," Mr Harker said, "to the end."  ->  two statements, speaker "Mr Harker", cue
//   "said"
//
// Immutable and thread-safe once made.
#ifndef DEALWIRE_EXTRACTORS_QUOTE_QUOTE_EXTRACTOR_H_
#define DEALWIRE_EXTRACTORS_QUOTE_QUOTE_EXTRACTOR_H_

#include <memory>
#include <vector>

#include "extractors/party/party_types.h"
#include "extractors/quote/quote_types.h"
#include "extractors/rules/rule_set.h"
#include "pipeline/base/status.h"
#include "pipeline/text/document.h"

namespace dealwire {

class QuoteExtractor {
 public:
  // `book` must outlive the extractor.
  static Result<QuoteExtractor> Make(const RuleBook& book);
  QuoteExtractor(QuoteExtractor&&) noexcept;
  QuoteExtractor& operator=(QuoteExtractor&&) noexcept;
  ~QuoteExtractor();

  // Appends quotations in text order. `parties` (of this document) help to find and resolve
  // speakers.
  void Extract(const Document& doc, const std::vector<Party>& parties,
               std::vector<QuoteMention>* quotes) const;

 private:
  struct Impl;
  explicit QuoteExtractor(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_QUOTE_QUOTE_EXTRACTOR_H_
