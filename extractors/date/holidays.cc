#include "extractors/date/holidays.h"

#include <array>
#include <cstdlib>
#include <string>

namespace dealwire {
namespace {

// The n-th weekday (1 Monday) of a month; n = -1 is the last.
Day NthWeekday(int year, int month, int weekday, int n) {
  if (n < 0) {
    const Day last{year, month, DaysInMonth(year, month)};
    return AddDays(last, -((Weekday(last) - weekday + 7) % 7));
  }
  const Day first{year, month, 1};
  return AddDays(first, (weekday - Weekday(first) + 7) % 7 + 7 * (n - 1));
}

// Gregorian Easter, after the anonymous algorithm of Nature (1876).
Day Easter(int year) {
  const int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25;
  const int g = (b - f + 1) / 3, h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4;
  const int l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
  const int month = (h + l - 7 * m + 114) / 31, day = (h + l - 7 * m + 114) % 31 + 1;
  return {year, month, day};
}

struct Movable {
  std::string_view name;
  int month, weekday, n;
};
constexpr std::array<Movable, 8> kMovable = {{{"thanksgiving", 11, 4, 4},
                                              {"labor", 9, 1, 1},
                                              {"memorial", 5, 1, -1},
                                              {"mlk", 1, 1, 3},
                                              {"presidents", 2, 1, 3},
                                              {"columbus", 10, 1, 2},
                                              {"mothers", 5, 7, 2},
                                              {"fathers", 6, 7, 3}}};

}  // namespace

std::optional<Day> HolidayIn(int year, std::string_view when) {
  if (when.size() == 5 && when[2] == '-') {
    return Day{year, std::atoi(std::string(when.substr(0, 2)).c_str()),
               std::atoi(std::string(when.substr(3)).c_str())};
  }
  if (when == "easter") return Easter(year);
  if (when == "good_friday") return AddDays(Easter(year), -2);
  if (when == "black_friday") return AddDays(NthWeekday(year, 11, 4, 4), 1);
  for (const Movable& m : kMovable) {
    if (m.name == when) return NthWeekday(year, m.month, m.weekday, m.n);
  }
  return std::nullopt;
}

}  // namespace dealwire
