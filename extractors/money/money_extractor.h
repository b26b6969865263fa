// MoneyExtractor: amounts of money and percentages, with exact values, currencies and qualifiers.
//
//   "up to US$1.2 billion"  ->  [US$1.2 billion]  USD, max 1200000000, up_to
//
// Patterns and words stand in rules/ (money.toml, percent.toml, qualifiers.toml and the lexicons
// beside them); what patterns cannot say (scales, ranges, the currency of a bare "$") is in
// money_resolve.cc, the words around an amount in money_context.cc. Immutable and thread-safe once
// made.
#ifndef DEALWIRE_EXTRACTORS_MONEY_MONEY_EXTRACTOR_H_
#define DEALWIRE_EXTRACTORS_MONEY_MONEY_EXTRACTOR_H_

#include <memory>
#include <span>
#include <vector>

#include "extractors/money/money_types.h"
#include "extractors/rules/rule_set.h"
#include "pipeline/base/status.h"
#include "pipeline/text/document.h"

namespace dealwire {

class MoneyExtractor {
 public:
  // `book` must outlive the extractor. Fails if a lexicon that the resolver needs is missing.
  static Result<MoneyExtractor> Make(const RuleBook& book);
  MoneyExtractor(MoneyExtractor&&) noexcept;
  MoneyExtractor& operator=(MoneyExtractor&&) noexcept;
  ~MoneyExtractor();

  // What one document holds, in text order, without overlaps.
  struct Amounts {
    std::vector<MoneyMention> money;
    std::vector<PercentMention> percents;
  };
  // Of each document. A rule runs over all of them before the next one, which is quicker.
  std::vector<Amounts> Extract(std::span<const Document> docs) const;

  // For CheckExamples: what one rule alone makes of a text. Values are written "USD 1200000000",
  // "USD 10000000..12000000", "USD ~1000000000" (magnitude), "27 percent"; of a context rule, its
  // meaning.
  std::vector<Found> RunExample(const Rule& rule, const Document& doc) const;

 private:
  struct Impl;
  explicit MoneyExtractor(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_MONEY_MONEY_EXTRACTOR_H_
