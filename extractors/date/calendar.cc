#include "extractors/date/calendar.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

namespace dealwire {
namespace {

std::string Format(const char* format, int a, int b, int c = 0) {
  std::array<char, 40> buffer{};
  std::snprintf(buffer.data(), buffer.size(), format, a, b, c);
  return buffer.data();
}

bool Digits(std::string_view s) {
  return !s.empty() && std::all_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int Int(std::string_view s) { return std::atoi(std::string(s).c_str()); }

std::pair<Day, Day> Months(int year, int first, int last) {
  return {{year, first, 1}, {year, last, DaysInMonth(year, last)}};
}

// "W18", "Q1", "H2", "SU" behind a year.
std::optional<std::pair<Day, Day>> PartOfYear(int year, std::string_view part) {
  if (part.size() >= 3 && part[0] == 'W' && Digits(part.substr(1, 2))) {
    // Week 1 holds 4 January.
    const Day fourth{year, 1, 4};
    const Day monday = AddDays(fourth, 1 - Weekday(fourth) + 7 * (Int(part.substr(1, 2)) - 1));
    const bool weekend = part.size() > 3 && part.substr(3) == "-WE";
    return std::pair{weekend ? AddDays(monday, 5) : monday, AddDays(monday, 6)};
  }
  if (part.size() == 2 && part[0] == 'Q' && part[1] >= '1' && part[1] <= '4') {
    const int first = (part[1] - '1') * 3 + 1;
    return Months(year, first, first + 2);
  }
  if (part == "H1") return Months(year, 1, 6);
  if (part == "H2") return Months(year, 7, 12);
  if (part == "SP") return Months(year, 3, 5);
  if (part == "SU") return Months(year, 6, 8);
  if (part == "FA") return Months(year, 9, 11);
  if (part == "WI") return std::pair{Day{year, 12, 1}, Day{year + 1, 2, DaysInMonth(year + 1, 2)}};
  return std::nullopt;
}

std::optional<std::pair<Day, Day>> Whole(std::string_view v) {
  const size_t time = v.find('T');
  if (time != std::string_view::npos) v = v.substr(0, time);
  if (v.starts_with("FY")) v.remove_prefix(2);
  if (!Digits(v.substr(0, std::min<size_t>(4, v.find('-'))))) return std::nullopt;
  if (v.size() == 2) return std::pair{Day{Int(v) * 100, 1, 1}, Day{Int(v) * 100 + 99, 12, 31}};
  if (v.size() == 3) return std::pair{Day{Int(v) * 10, 1, 1}, Day{Int(v) * 10 + 9, 12, 31}};
  const int year = Int(v.substr(0, 4));
  if (v.size() == 4) return Months(year, 1, 12);
  if (v.size() < 7 || v[4] != '-') return std::nullopt;
  if (!Digits(v.substr(5, 2))) return PartOfYear(year, v.substr(5));
  const int month = Int(v.substr(5, 2));
  if (month < 1 || month > 12) return std::nullopt;
  if (v.size() == 7) return Months(year, month, month);
  const Day day{year, month, v.size() >= 10 && Digits(v.substr(8, 2)) ? Int(v.substr(8, 2)) : 0};
  if (!IsValid(day)) return std::nullopt;
  return std::pair{day, day};
}

}  // namespace

int DaysInMonth(int year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

bool IsValid(const Day& d) {
  return d.month >= 1 && d.month <= 12 && d.day >= 1 && d.day <= DaysInMonth(d.year, d.month);
}

// Howard Hinnant, "chrono-compatible low-level date algorithms".
long ToDayNumber(const Day& d) {
  const long y = d.month <= 2 ? d.year - 1 : d.year;
  const long era = (y >= 0 ? y : y - 399) / 400;
  const long yoe = y - era * 400;
  const long doy = (153L * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
  return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

Day FromDayNumber(long z) {
  z += 719468;
  const long era = (z >= 0 ? z : z - 146096) / 146097;
  const long doe = z - era * 146097;
  const long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const long doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const long mp = (5 * doy + 2) / 153;
  const int month = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
  return {static_cast<int>(yoe + era * 400 + (month <= 2 ? 1 : 0)), month,
          static_cast<int>(doy - (153 * mp + 2) / 5 + 1)};
}

Day AddDays(const Day& day, long days) { return FromDayNumber(ToDayNumber(day) + days); }

Day AddMonths(const Day& day, int months) {
  const int index = day.year * 12 + day.month - 1 + months;
  Day out{index / 12, index % 12 + 1, day.day};
  out.day = std::min(out.day, DaysInMonth(out.year, out.month));
  return out;
}

int Weekday(const Day& day) {
  const long n = (ToDayNumber(day) + 3) % 7;  // 1970-01-01 was a Thursday
  return static_cast<int>(n < 0 ? n + 7 : n) + 1;
}

std::pair<int, int> IsoWeek(const Day& day) {
  const Day thursday = AddDays(day, 4 - Weekday(day));
  const long first = ToDayNumber({thursday.year, 1, 1});
  return {thursday.year, static_cast<int>((ToDayNumber(thursday) - first) / 7) + 1};
}

std::string FormatDay(const Day& d) { return Format("%04d-%02d-%02d", d.year, d.month, d.day); }
std::string FormatMonth(int year, int month) { return Format("%04d-%02d", year, month); }
std::string FormatWeek(const Day& day) {
  const auto [year, week] = IsoWeek(day);
  return Format("%04d-W%02d", year, week);
}
std::string FormatQuarter(int year, int quarter) { return Format("%04d-Q%d", year, quarter); }
int QuarterOf(int month) { return (month - 1) / 3 + 1; }

std::optional<Day> ParseDay(std::string_view iso) {
  Day day;
  if (iso.size() >= 10 && iso[4] == '-' && iso[7] == '-' && Digits(iso.substr(0, 4)) &&
      Digits(iso.substr(5, 2)) && Digits(iso.substr(8, 2))) {
    day = {Int(iso.substr(0, 4)), Int(iso.substr(5, 2)), Int(iso.substr(8, 2))};
  } else if (iso.size() >= 8 && Digits(iso.substr(0, 8))) {
    day = {Int(iso.substr(0, 4)), Int(iso.substr(4, 2)), Int(iso.substr(6, 2))};
  } else {
    return std::nullopt;
  }
  return IsValid(day) ? std::optional(day) : std::nullopt;
}

std::optional<std::pair<Day, Day>> BoundsOf(std::string_view timex3, std::string_view mod) {
  auto bounds = Whole(timex3);
  if (!bounds || mod.empty()) return bounds;
  const long first = ToDayNumber(bounds->first), last = ToDayNumber(bounds->second);
  const long third = (last - first + 1) / 3;
  if (third == 0) return bounds;
  if (mod == "START") bounds->second = FromDayNumber(first + third);
  if (mod == "END") bounds->first = FromDayNumber(last - third);
  if (mod == "MID") bounds = std::pair{FromDayNumber(first + third), FromDayNumber(last - third)};
  return bounds;
}

std::string ToEdtf(std::string_view v) {
  const size_t time = v.find('T');
  if (time != std::string_view::npos) v = v.substr(0, time);
  if (v.starts_with("FY")) v.remove_prefix(2);
  const bool plain = v.size() >= 4 && Digits(v.substr(0, 4));
  if (Digits(v) && v.size() == 3) return std::string(v) + "X";
  if (Digits(v) && v.size() == 2) return std::string(v) + "XX";
  if (!plain) return "";
  if (v.size() == 4) return std::string(v);
  const std::string year(v.substr(0, 4)), part(v.substr(5));
  constexpr std::array<std::pair<const char*, const char*>, 10> kParts = {{{"Q1", "33"},
                                                                           {"Q2", "34"},
                                                                           {"Q3", "35"},
                                                                           {"Q4", "36"},
                                                                           {"H1", "40"},
                                                                           {"H2", "41"},
                                                                           {"SP", "21"},
                                                                           {"SU", "22"},
                                                                           {"FA", "23"},
                                                                           {"WI", "24"}}};
  for (const auto& [name, code] : kParts) {
    if (part == name) return year + "-" + code;
  }
  if (part.size() >= 2 && Digits(std::string_view(part).substr(0, 2))) return std::string(v);
  if (const auto bounds = Whole(v))
    return FormatDay(bounds->first) + "/" + FormatDay(bounds->second);
  return "";
}

}  // namespace dealwire
