// The dated events of an article in calendar order, and checks of amounts that must agree.
#ifndef DEALWIRE_EXTRACTORS_DEAL_TIMELINE_H_
#define DEALWIRE_EXTRACTORS_DEAL_TIMELINE_H_

#include "extractors/deal/extraction.h"
#include "pipeline/text/document.h"

namespace dealwire {

// Paragraphs that begin with a date ("- October 2025: Alder and Quillon sign ...") and sentences
// that date a deal.
void BuildTimeline(const Document& doc, Extraction* x);

// Parts that sum to a deal's total; totals that are told more than once.
void BuildChecks(Extraction* x);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_DEAL_TIMELINE_H_
