// Fields of an article's deals that must agree, and whether they do.
#ifndef DEALWIRE_EXTRACTORS_DEAL_CHECKS_H_
#define DEALWIRE_EXTRACTORS_DEAL_CHECKS_H_

#include "extractors/deal/extraction.h"

namespace dealwire {

// deal.check.*: parts that sum to a deal's total; totals that are told more than once.
void BuildChecks(Extraction* x);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_DEAL_CHECKS_H_
