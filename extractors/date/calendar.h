// Calendar arithmetic on the proleptic Gregorian calendar, and the ISO 8601 spellings that TIMEX3
// and EDTF need. Pure functions, no time zone, no clock.
#ifndef DEALWIRE_EXTRACTORS_DATE_CALENDAR_H_
#define DEALWIRE_EXTRACTORS_DATE_CALENDAR_H_

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace dealwire {

// A day; month 1-12, day 1-31. Comparable.
struct Day {
  int year = 0, month = 1, day = 1;
  friend bool operator==(const Day& a, const Day& b) {
    return a.year == b.year && a.month == b.month && a.day == b.day;
  }
  friend bool operator<(const Day& a, const Day& b) {
    return a.year != b.year     ? a.year < b.year
           : a.month != b.month ? a.month < b.month
                                : a.day < b.day;
  }
};

bool IsValid(const Day& day);
int DaysInMonth(int year, int month);

// Days since 1970-01-01, and back.
long ToDayNumber(const Day& day);
Day FromDayNumber(long number);

Day AddDays(const Day& day, long days);
// Same day of the month, or its last day: 31 January + 1 month is 28 or 29 February.
Day AddMonths(const Day& day, int months);

int Weekday(const Day& day);                  // 1 Monday to 7 Sunday
std::pair<int, int> IsoWeek(const Day& day);  // week-numbering year and week

std::string FormatDay(const Day& day);  // 2026-04-27
std::string FormatMonth(int year, int month);
std::string FormatWeek(const Day& day);            // 2026-W18
std::string FormatQuarter(int year, int quarter);  // 2026-Q1
int QuarterOf(int month);

// The day that an ISO 8601 date or date-time begins with ("2026-04-27", "2026-04-27T10:00:00Z",
// "20260427").
std::optional<Day> ParseDay(std::string_view iso);

// First and last day of a TIMEX3 date value (2026, 2026-04, 2026-04-27, 2026-W18, 2026-Q1, 2026-H1,
// 2026-SU, 202, 19 ...); nothing for values without a calendar place. `mod` START, MID, END narrows
// it to a third.
std::optional<std::pair<Day, Day>> BoundsOf(std::string_view timex3, std::string_view mod);

// The EDTF (ISO 8601-2) spelling of a TIMEX3 date value, or "" if there is none: 2026-Q1 is
// 2026-33.
std::string ToEdtf(std::string_view timex3);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_DATE_CALENDAR_H_
