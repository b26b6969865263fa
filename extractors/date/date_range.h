// Ranges: two dates that are the ends of one stretch of time, and durations that are reckoned from
// a date. Internal to extractors/date.
#ifndef DEALWIRE_EXTRACTORS_DATE_DATE_RANGE_H_
#define DEALWIRE_EXTRACTORS_DATE_DATE_RANGE_H_

#include <vector>

#include "extractors/date/date_types.h"
#include "extractors/rules/rule_set.h"
#include "pipeline/text/document.h"

namespace dealwire {

// An accepted match that is not yet read.
struct DateCandidate {
  TextSpan span;
  const Rule* rule;
  Captures captures;
};

// "April 27-30, 2026", "27 to 30 April": adds the other day, with the month and year of its fellow.
void AddOtherDays(const Document& doc, std::vector<DateCandidate>* candidates);

// `d` is the next date after `before`, and will have the place `index` in the list of dates. Where
// they belong together ("from May to July", "the three months to March") sets bounds and anchors
// and mends the year or week of an end that comes before its beginning. True if `before` was
// changed.
bool LinkDates(const Document& doc, size_t index, DateMention* before, DateMention* d);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_DATE_DATE_RANGE_H_
