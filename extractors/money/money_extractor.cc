#include "extractors/money/money_extractor.h"

namespace dealwire {

Result<MoneyExtractor> MoneyExtractor::Make(const RuleBook& book) { return MoneyExtractor(book); }

void MoneyExtractor::Extract(const Document&, std::vector<MoneyMention>*, std::vector<PercentMention>*) const {}

std::vector<Found> MoneyExtractor::RunExample(const Rule&, const Document&) const { return {}; }

}  // namespace dealwire
