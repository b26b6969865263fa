// IsoDate: "Mon, 27 Apr 2026 10:00:00 GMT" -> "2026-04-27T10:00:00Z".
#include <algorithm>
#include <array>
#include <cstdio>

#include "pipeline/input/readers.h"

namespace dealwire {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// The next word of a date, without the commas and blanks between.
std::string_view NextWord(std::string_view* text) {
  while (!text->empty() && (text->front() == ' ' || text->front() == ',' || text->front() == '\t'))
    text->remove_prefix(1);
  const size_t end = std::min(text->find_first_of(" ,\t"), text->size());
  const std::string_view word = text->substr(0, end);
  text->remove_prefix(end);
  return word;
}

int Number(std::string_view digits) {
  int value = 0;
  if (digits.empty() || digits.size() > 4) return -1;
  for (const char c : digits) {
    if (!IsDigit(c)) return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

int Month(std::string_view word) {
  static constexpr std::string_view kMonths = "janfebmaraprmayjunjulaugsepoctnovdec";
  if (word.size() < 3) return -1;
  std::string lower;
  for (const char c : word.substr(0, 3)) lower += static_cast<char>(c | 0x20);
  const size_t at = kMonths.find(lower);
  return at == std::string_view::npos || at % 3 != 0 ? -1 : static_cast<int>(at / 3) + 1;
}

// "GMT", "+0200", "EST" (RFC 822); empty if it is something else.
std::string Zone(std::string_view word) {
  static constexpr std::array<std::pair<std::string_view, const char*>, 11> kZones = {
      {{"GMT", "Z"},
       {"UTC", "Z"},
       {"UT", "Z"},
       {"Z", "Z"},
       {"EST", "-05:00"},
       {"EDT", "-04:00"},
       {"CST", "-06:00"},
       {"CDT", "-05:00"},
       {"MST", "-07:00"},
       {"PST", "-08:00"},
       {"PDT", "-07:00"}}};
  for (const auto& [name, zone] : kZones) {
    if (word == name) return zone;
  }
  if (word.size() == 5 && (word[0] == '+' || word[0] == '-') && Number(word.substr(1)) >= 0)
    return std::string(word.substr(0, 3)) + ":" + std::string(word.substr(3));
  return "";
}

// "20260427", "20260427T093000Z" (ISO 8601's basic form) with dashes; empty if it is something
// else.
std::string FromCompact(std::string_view text) {
  const size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  if (digits != 8 && digits != 14) return "";
  std::string out(text.substr(0, 4));
  out.append("-").append(text.substr(4, 2)).append("-").append(text.substr(6, 2));
  if (digits == 8 && (text.size() < 15 || text[8] != 'T')) return out;
  const std::string_view clock = text.substr(digits == 8 ? 9 : 8, 6);
  if (Number(clock.substr(0, 4)) < 0) return out;
  out.append("T").append(clock.substr(0, 2)).append(":").append(clock.substr(2, 2)).append(":");
  out.append(clock.substr(4, 2));
  const std::string_view zone = digits == 8 ? text.substr(15) : "";
  return out + (zone.size() == 5 ? Zone(zone) : std::string(zone));
}

}  // namespace

std::string IsoDate(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\n' || text.front() == '\t' ||
                           text.front() == '\r'))
    text.remove_prefix(1);
  while (!text.empty() &&
         (text.back() == ' ' || text.back() == '\n' || text.back() == '\t' || text.back() == '\r'))
    text.remove_suffix(1);
  std::array<char, 40> iso;
  if (std::string out = FromCompact(text); !out.empty()) return out;
  std::string_view rest = text;
  std::string_view word = NextWord(&rest);
  if (!word.empty() && !IsDigit(word[0])) word = NextWord(&rest);  // the weekday
  const int day = word.size() <= 2 ? Number(word) : -1;
  const int month = Month(NextWord(&rest));
  int year = Number(NextWord(&rest));
  if (year >= 0 && year < 100) year += year < 50 ? 2000 : 1900;
  if (day < 1 || day > 31 || month < 1 || year < 1900) return std::string(text);
  std::snprintf(iso.data(), iso.size(), "%04d-%02d-%02d", year, month, day);
  std::string out = iso.data();
  word = NextWord(&rest);
  const bool clock = word.size() >= 5 && word[2] == ':' && Number(word.substr(0, 2)) >= 0 &&
                     Number(word.substr(3, 2)) >= 0;
  const std::string zone = Zone(NextWord(&rest));
  if (!clock || zone.empty()) return out;
  const std::string_view seconds = word.size() >= 8 ? word.substr(5, 3) : ":00";
  return out + "T" + std::string(word.substr(0, 5)) + std::string(seconds) + zone;
}

}  // namespace dealwire
