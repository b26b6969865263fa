// DateResolver::Match: one accepted match with all that a reader of its groups needs. Internal.
#ifndef DEALWIRE_EXTRACTORS_DATE_DATE_MATCH_H_
#define DEALWIRE_EXTRACTORS_DATE_DATE_MATCH_H_

#include <optional>
#include <string>
#include <string_view>

#include "extractors/date/date_resolve.h"

namespace dealwire {

struct DateResolver::Match {
  const Rule& rule;
  const Document& doc;
  Groups g;
  TextSpan span;
  const DateContext& context;

  std::string Lower(std::string_view group) const { return LowerCase(g[group]); }
  // What the value is reckoned from, as far as it was asked for.
  mutable bool from_publication = false, from_date = false;

  bool known() const { return context.published.has_value(); }
  const Day& today() const {
    from_publication = true;
    return *context.published;
  }
  std::optional<Day> Today() const {
    from_publication = known();
    return context.published;
  }
  // The first day of the last date before this one, or else the publication date.
  std::optional<Day> LastDay() const;
  std::optional<Day> LastDayOrToday() const;
  std::string AmountMod() const;  // of the words before an amount of time
  Tense tense() const { return TenseAround(doc, span); }
};

inline int ToInt(std::string_view digits) {
  int value = 0;
  for (const char c : digits) {
    if (c >= '0' && c <= '9') value = value * 10 + (c - '0');
  }
  return value;
}

// "last", "past", "previous" -1; "next", "coming", "following" +1; "this", "current" 0.
int Direction(std::string_view rel);

// TIMEX3 mod of an amount of time: "more than", "at least", "about" ...; "" if it is none.
std::string ModOfAmount(std::string_view words);

// TIMEX3 mod of "the end of", "early", "mid-" ...; "" if it is none.
std::string ModOf(std::string_view words);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_DATE_DATE_MATCH_H_
