// PartyExtractor: companies, people, organisations, places ... one Party each, with all its
// mentions.
//
// Evidence, strongest first: the user's gazetteer, lexicons (rules/*.tsv), legal forms, titles and
// positions, verbs, the rest of the document. Immutable and thread-safe once made.
#ifndef DEALWIRE_EXTRACTORS_PARTY_PARTY_EXTRACTOR_H_
#define DEALWIRE_EXTRACTORS_PARTY_PARTY_EXTRACTOR_H_

#include <memory>
#include <string>
#include <vector>

#include "extractors/party/party_types.h"
#include "extractors/rules/rule_set.h"
#include "pipeline/base/status.h"
#include "pipeline/text/document.h"

namespace dealwire {

class PartyExtractor {
 public:
  // `book` must outlive the extractor. `gazetteer`: path of a TSV file (name, kind, id), or empty;
  // refused with file:line and reason if it cannot be read or names an unknown kind.
  static Result<PartyExtractor> Make(const RuleBook& book, const std::string& gazetteer);
  PartyExtractor(PartyExtractor&&) noexcept;
  PartyExtractor& operator=(PartyExtractor&&) noexcept;
  ~PartyExtractor();

  // Appends parties in the order of their first mention; mentions of all parties do not overlap.
  void Extract(const Document& doc, std::vector<Party>* parties) const;

 private:
  struct Impl;
  explicit PartyExtractor(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_PARTY_PARTY_EXTRACTOR_H_
