// Readers of durations, repeated times, times of day and references to present, past and future.
#include <algorithm>
#include <array>

#include "extractors/date/date_match.h"
#include "extractors/date/date_resolve.h"
#include "extractors/rules/numbers.h"
#include "pipeline/text/word_set.h"

namespace dealwire {
namespace {

// "P6Y", "PT4H", "P10Y" for a decade.
std::string Period(std::string quantity, const std::string& unit) {
  if (unit == "E" && quantity != "X") return "P" + MultiplyDecimal(quantity, "10") + "Y";
  if (unit == "C" && quantity != "X") return "P" + MultiplyDecimal(quantity, "100") + "Y";
  if (unit == "L" && quantity != "X") return "P" + quantity + "L";
  if (unit == "2W" && quantity != "X") return "P" + MultiplyDecimal(quantity, "2") + "W";
  if (unit == "Y" && quantity == "0.5") return "P6M";
  if (unit[0] == 'T') return "PT" + quantity + unit.substr(1);
  return "P" + quantity + unit;
}

// "3 p.m." -> "15:00", "10.30" -> "10:30", "noon" -> "12:00"; "" if it is no time.
std::string Clock(std::string_view words) {
  const std::string w = LowerCase(words);
  if (w == "noon" || w == "midday") return "12:00";
  if (w == "midnight") return "24:00";
  size_t at = 0;
  while (at < w.size() && w[at] >= '0' && w[at] <= '9') ++at;
  int hour = ToInt(w.substr(0, at));
  if (const size_t clock = w.find(" o'clock"); clock != std::string::npos) {
    hour = ToInt(ParseDecimal(w.substr(0, clock)));
    if (w.find("evening") != std::string::npos || w.find("night") != std::string::npos ||
        w.find("afternoon") != std::string::npos)
      hour += hour < 12 ? 12 : 0;
    return hour > 24 ? "" : (hour < 10 ? "0" : "") + std::to_string(hour) + ":00";
  }
  std::string minutes = "00", seconds;
  if (at >= 3) {  // "1530 hours"
    minutes = w.substr(at - 2, 2);
    hour = ToInt(w.substr(0, at - 2));
  }
  if (at + 2 < w.size() && (w[at] == ':' || w[at] == '.') && w[at + 1] >= '0' && w[at + 1] <= '9') {
    minutes = w.substr(at + 1, 2);
    if (at + 5 < w.size() && w[at + 3] == ':') seconds = w.substr(at + 3, 3);
  }
  const bool pm = w.find('p', at) != std::string::npos, am = w.find('a', at) != std::string::npos;
  if (pm && hour < 12) hour += 12;
  if (am && hour == 12) hour = 0;
  if (hour > 24 || ToInt(minutes) > 59) return "";
  return (hour < 10 ? "0" : "") + std::to_string(hour) + ":" + minutes + seconds;
}

}  // namespace

std::string ModOfAmount(std::string_view words) {
  const std::string w = LowerCase(words);
  if (w.empty() || w.find("another") == 0 || w.find("an additional") == 0 ||
      w.find("a further") == 0)
    return "";
  const bool negated = w.find("no") == 0;
  auto has = [&](const char* s) { return w.find(s) != std::string::npos; };
  if (has("at least") || has("as little as") || (negated && (has("less") || has("fewer"))))
    return "EQUAL_OR_MORE";
  if (has("up to") || has("at most") || has("as long as") || has("within") ||
      (negated && has("more")))
    return "EQUAL_OR_LESS";
  if (has("more than") || has("over") || w == "above") return "MORE_THAN";
  if (has("less than") || has("fewer than") || has("under") || has("nearly") || has("almost"))
    return "LESS_THAN";
  return "APPROX";
}

std::string DateResolver::Match::AmountMod() const {
  static const WordSet kNot = {"not", "barely", "hardly"};
  if (!g.Has("about") && kNot.HasBefore(doc, span.begin)) return "LESS_THAN";
  return ModOfAmount(g["about"]);
}

std::string DateResolver::Quantity(const Match& m, std::string_view group) const {
  std::string count = m.Lower(group);
  if (count.empty()) return "";
  for (const char* vague : {"few", "several", "some", "many", "dozens", "hundreds of"}) {
    if (count.find(vague) != std::string::npos) return "X";
  }
  if (count.find("couple") != std::string::npos) return "2";
  std::string number;
  const size_t slash = count.find('/');
  if (slash != std::string::npos && slash + 1 < count.size()) {  // "2 1/2"
    const size_t gap = count.find_first_of(" -");
    number = count.substr(0, gap);
    const std::string fraction = count.substr(gap + 1);
    number = AddDecimal(ParseDecimal(number), fraction == "1/2"   ? "0.5"
                                              : fraction == "1/4" ? "0.25"
                                              : fraction == "3/4" ? "0.75"
                                                                  : "0");
  } else {
    number = ParseDecimal(count);
  }
  if (number.empty()) return "";
  if (m.g.Has("half")) number = AddDecimal(number, "0.5");
  return number;
}

bool DateResolver::ReadDuration(const Match& m, DateMention* d) const {
  d->kind = DateKind::kDuration;
  std::string unit = Unit(m.g["unit"]);
  if (unit.empty()) unit = Unit(m.g["unit2"]);
  const std::string_view op = m.rule.Attribute("op");
  if (unit.empty() && op == "age") unit = "Y";  // "aged 35"
  if (unit.empty()) return false;
  std::string quantity = m.g.Has("count") ? Quantity(m) : "X";
  if (quantity.empty()) return false;
  if (op == "vague" && m.Lower("lead") == "future") {
    d->kind = DateKind::kDate;
    d->timex3 = "FUTURE_REF";
    return true;
  }
  d->timex3 = Period(quantity, unit);
  const std::string most = Quantity(m, "count2");  // "two to three weeks"
  if (!most.empty() && most != quantity) d->alternatives.push_back(Period(most, unit));
  d->mod = m.AmountMod();
  // ""the past two years", "the next six months": up to now, or from now.
  static const std::array kFromNow = {"last", "past", "next", "coming", "recent", "upcoming"};
  const std::string lead = m.Lower("lead");
  if (std::find(kFromNow.begin(), kFromNow.end(), lead) != kFromNow.end()) m.Today();
  return true;
}

bool DateResolver::ReadPastUnit(const Match& m, DateMention* d) const {
  d->kind = DateKind::kDuration;
  const std::string unit = m.Lower("unit");
  m.Today();
  d->timex3 = unit == "24 hours" ? "PT24H" : Period("1", Unit(unit));
  return true;
}

bool DateResolver::ReadSet(const Match& m, DateMention* d) const {
  d->kind = DateKind::kSet;
  if (m.g.Has("weekday")) {
    const std::string part = Cell(parts_, m.g["part"]);
    d->timex3 =
        "XXXX-WXX-" + std::to_string(WeekdayOf(m.g["weekday"])) + (part.empty() ? "" : "T" + part);
    return true;
  }
  if (m.g.Has("month")) {
    d->timex3 = "XXXX-" + FormatMonth(0, Month(m.g["month"])).substr(5);
    return true;
  }
  const std::string unit = Unit(m.g["unit"]);
  if (unit.empty()) return false;
  std::string count = m.Lower("count");
  if (count == "other") count = "2";
  if (unit == "SU" || unit == "WI") {
    d->timex3 = "XXXX-" + unit;
  } else if (unit == "MO" || unit == "EV" || unit == "NI") {
    d->timex3 = "XXXX-XX-XXT" + unit;
  } else {
    d->timex3 = Period(count.empty() ? "1" : ParseDecimal(count), unit);
  }
  return true;
}

bool DateResolver::ReadFrequency(const Match& m, DateMention* d) const {
  d->kind = DateKind::kSet;
  const std::string word = m.Lower("word");
  d->timex3 = word == "daily" || word == "nightly"          ? "P1D"
              : word == "weekly"                            ? "P1W"
              : word == "biweekly" || word == "fortnightly" ? "P2W"
              : word == "monthly"                           ? "P1M"
              : word == "quarterly"                         ? "P3M"
              : word == "hourly"                            ? "PT1H"
              : word == "semiannually"                      ? "P6M"
                                                            : "P1Y";
  return true;
}

bool DateResolver::ReadTime(const Match& m, DateMention* d) const {
  const std::string clock = Clock(m.g["time"]);
  if (clock.empty()) return false;
  d->kind = DateKind::kTime;
  std::string zone(m.g["zone"]);
  const bool utc =
      zone == "GMT" || zone == "UTC" || zone == "Z" || zone == "(GMT)" || zone == "(UTC)";
  std::optional<Day> day = m.Today();
  if (day && m.g.Has("weekday")) {
    const int ahead = (WeekdayOf(m.g["weekday"]) - Weekday(*day) + 7) % 7;
    day = AddDays(*day, m.tense() == Tense::kFuture ? ahead : ahead == 0 ? 0 : ahead - 7);
  }
  if (day && m.g.Has("dayref")) {
    const std::string word = m.Lower("dayref");
    day = AddDays(*day, word == "yesterday" ? -1 : word == "tomorrow" ? 1 : 0);
  }
  for (const auto& [month, date] : {std::pair{"month", "day"}, {"month2", "day2"}}) {
    if (!day || !m.g.Has(month)) continue;
    const Day named{day->year, Month(m.g[month]), ToInt(m.g[date])};
    if (!IsValid(named)) return false;
    day = named;
  }
  d->timex3 = (day ? FormatDay(*day) : "XXXX-XX-XX") + "T" + clock + (utc ? "Z" : "");
  return true;
}

bool DateResolver::ReadReference(const Match& m, DateMention* d) const {
  if (m.rule.Attribute("op") == "the_time") {
    d->timex3 = m.LastDay() ? m.context.last_date : "PAST_REF";
    return true;
  }
  d->timex3 = std::string(m.rule.Attribute("ref"));
  return !d->timex3.empty();
}

}  // namespace dealwire
