// Mentions for the examples of deal rules, where the extractors of other kinds are not at hand:
// every run of capitalised words is a party, "$3 million" is money, "20 percent" a percentage.
#ifndef DEALWIRE_EXTRACTORS_DEAL_RULE_EXAMPLE_H_
#define DEALWIRE_EXTRACTORS_DEAL_RULE_EXAMPLE_H_

#include "extractors/deal/extraction.h"
#include "pipeline/text/document.h"

namespace dealwire {

Extraction ExampleMentions(const Document& doc);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_DEAL_RULE_EXAMPLE_H_
