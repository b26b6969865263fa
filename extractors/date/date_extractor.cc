#include "extractors/date/date_extractor.h"

namespace dealwire {

Result<DateExtractor> DateExtractor::Make(const RuleBook& book) { return DateExtractor(book); }

void DateExtractor::Extract(const Document&, PublishedDate*, std::vector<DateMention>*) const {}

std::vector<Found> DateExtractor::RunExample(const Rule&, const Document&) const { return {}; }

}  // namespace dealwire
