// MoneyExtractor: amounts of money and percentages, with exact values, currencies and qualifiers.
//
//   "up to US$1.2 billion"  ->  [US$1.2 billion]  USD, max 1200000000, up_to
//
// Patterns and words stand in rules/; what patterns cannot say (scales, ranges, country cues for a bare
// "$", qualifiers around the amount) is in money_resolve.cc. Immutable and thread-safe once made.
#ifndef DEALWIRE_EXTRACTORS_MONEY_MONEY_EXTRACTOR_H_
#define DEALWIRE_EXTRACTORS_MONEY_MONEY_EXTRACTOR_H_

#include <vector>

#include "extractors/money/money_types.h"
#include "extractors/rules/rule_set.h"
#include "pipeline/base/status.h"
#include "pipeline/text/document.h"

namespace dealwire {

class MoneyExtractor {
 public:
  // `book` must outlive the extractor.
  static Result<MoneyExtractor> Make(const RuleBook& book);

  // Appends what `doc` holds, in text order, without overlaps.
  void Extract(const Document& doc, std::vector<MoneyMention>* money,
               std::vector<PercentMention>* percents) const;

  // For CheckExamples: what one rule alone makes of a text. Values are written "USD 1200000000",
  // "USD 10000000..12000000", "USD ~1000000000" (magnitude), "27 percent".
  std::vector<Found> RunExample(const Rule& rule, const Document& doc) const;

 private:
  explicit MoneyExtractor(const RuleBook& book) : book_(&book) {}
  const RuleBook* book_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_MONEY_MONEY_EXTRACTOR_H_
