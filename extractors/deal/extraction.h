// Everything found in one article, with all references as indexes into these vectors. The record
// room turns it into ids and source offsets.
#ifndef DEALWIRE_EXTRACTORS_DEAL_EXTRACTION_H_
#define DEALWIRE_EXTRACTORS_DEAL_EXTRACTION_H_

#include <vector>

#include "extractors/date/date_types.h"
#include "extractors/deal/deal_types.h"
#include "extractors/money/money_types.h"
#include "extractors/party/party_types.h"
#include "extractors/quote/quote_types.h"
#include "pipeline/base/article.h"

namespace dealwire {

struct Extraction {
  PublishedDate published;
  std::vector<MoneyMention> money;  // each kind in text order
  std::vector<PercentMention> percents;
  std::vector<DateMention> dates;
  std::vector<Party> parties;  // in order of first mention
  std::vector<QuoteMention> quotes;
  std::vector<Deal> deals;
  std::vector<TimelineEntry> timeline;
  std::vector<Check> checks;
  std::vector<Diagnostic> warnings;  // beside those of the document
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_DEAL_EXTRACTION_H_
