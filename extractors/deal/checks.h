// Fields of an article's deals that must agree, and whether they do.
#ifndef DEALWIRE_EXTRACTORS_DEAL_CHECKS_H_
#define DEALWIRE_EXTRACTORS_DEAL_CHECKS_H_

#include "extractors/deal/extraction.h"
#include "pipeline/text/document.h"

namespace dealwire {

// The results, by rule:
//   equal_totals        a total told more than once is the same
//   parts_sum_to_total  what is paid at once and what depends on something make the total
//   dates_agree         a deal's date told more than once is the same, or one lies in the other
//   timeline_agrees     the same, where one of them stands in a timeline
//   term_agrees         how long a deal runs is what lies between its begin and its end
//   exclusivity_agrees  rights that end on one day are exclusive in all sentences or in none
//   conditions_agree    conditions are not left open in one place and named in another
//   speakers_agree      a joint statement has more than one speaker
// Dates must not have been settled yet.
void BuildChecks(const Document& doc, Extraction* x);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_DEAL_CHECKS_H_
