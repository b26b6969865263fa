// The dated events of an article in calendar order.
#ifndef DEALWIRE_EXTRACTORS_DEAL_TIMELINE_H_
#define DEALWIRE_EXTRACTORS_DEAL_TIMELINE_H_

#include <cstdint>
#include <vector>

#include "extractors/deal/extraction.h"
#include "pipeline/text/document.h"

namespace dealwire {

// A place that tells about a deal.
struct Telling {
  TextSpan span;
  int deal = -1;
};

// All tellings in text order; the deal of the last one that begins before `end`, or -1.
std::vector<Telling> TellingsOf(const Extraction& x);
int LastDealBefore(const std::vector<Telling>& tellings, uint32_t end);

// Whether a date begins its paragraph, behind nothing but a mark: the entry of a timeline.
bool BeginsEntry(const Document& doc, const DateMention& date);

// Paragraphs that begin with a date ("- October 2025: Alder and Quillon sign ...") and sentences
// that date a deal.
void BuildTimeline(const Document& doc, Extraction* x);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_DEAL_TIMELINE_H_
