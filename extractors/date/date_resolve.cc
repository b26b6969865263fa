// DateResolver: set-up, shared look-ups, and the readers of calendar dates. Relative dates and
// durations are read in date_relative.cc and date_duration.cc.
#include "extractors/date/date_resolve.h"

#include <cstdlib>
#include <utility>

#include "extractors/date/date_match.h"
#include "extractors/date/holidays.h"
#include "extractors/rules/numbers.h"

namespace dealwire {

int Direction(std::string_view rel) {
  const std::string r = LowerCase(rel);
  if (r == "next" || r == "coming" || r == "following" || r == "the following" || r == "upcoming" ||
      r == "this coming")
    return 1;
  if (r == "last" || r == "past" || r == "previous" || r == "prior" || r == "preceding" ||
      r == "the previous" || r == "this past") {
    return -1;
  }
  return 0;
}

std::string ModOf(std::string_view words) {
  const std::string w = LowerCase(words);
  auto has = [&](const char* s) { return w.find(s) != std::string::npos; };
  if (has("end") || has("late") || has("close") || has("second half"))
    return w.starts_with("later") ? "" : "END";
  if (has("begin") || has("start") || has("first half") || has("early")) return "START";
  if (has("mid")) return "MID";
  if (has("about") || has("around")) return "APPROX";
  return "";
}

Result<DateResolver> DateResolver::Make(const RuleBook& book) {
  DateResolver r;
  using R = DateResolver;
  r.readers_ = {{"ymd", &R::ReadYmd},
                {"numeric", &R::ReadNumeric},
                {"nth_day", &R::ReadNthDay},
                {"month", &R::ReadMonth},
                {"year", &R::ReadYear},
                {"quarter", &R::ReadQuarter},
                {"half", &R::ReadHalf},
                {"decade", &R::ReadDecade},
                {"century", &R::ReadCentury},
                {"season", &R::ReadSeason},
                {"holiday", &R::ReadHoliday},
                {"weekday", &R::ReadWeekday},
                {"dayref", &R::ReadDayRef},
                {"part", &R::ReadPart},
                {"relative", &R::ReadRelative},
                {"the_unit", &R::ReadTheUnit},
                {"year_end", &R::ReadYearEnd},
                {"ago", &R::ReadAgo},
                {"year_ago", &R::ReadYearAgo},
                {"next_day", &R::ReadNextDay},
                {"event_day", &R::ReadEvent},
                {"event_until", &R::ReadEvent},
                {"after_event", &R::ReadEvent},
                {"duration", &R::ReadDuration},
                {"multi", &R::ReadDuration},
                {"vague", &R::ReadDuration},
                {"bare", &R::ReadDuration},
                {"age", &R::ReadDuration},
                {"past_unit", &R::ReadPastUnit},
                {"set", &R::ReadSet},
                {"times_a", &R::ReadSet},
                {"a_unit", &R::ReadSet},
                {"frequency", &R::ReadFrequency},
                {"time", &R::ReadTime},
                {"ref", &R::ReadReference},
                {"the_time", &R::ReadReference}};
  for (const Rule& rule : book.Kind("date").rules()) {
    if (r.readers_.count(rule.Attribute("op")) == 0) {
      return Status::Error(rule.where + ": " + rule.name + ": unknown op '" +
                           std::string(rule.Attribute("op")) + "'");
    }
  }
  const std::pair<const char*, const Lexicon**> lexicons[] = {
      {"months", &r.months_},     {"weekdays", &r.weekdays_}, {"time_units", &r.units_},
      {"seasons", &r.seasons_},   {"day_parts", &r.parts_},   {"ordinals", &r.ordinals_},
      {"holidays", &r.holidays_}, {"decades", &r.decades_}};
  for (const auto& [name, slot] : lexicons) {
    *slot = book.FindLexicon(name);
    if (*slot == nullptr) return Status::Error(std::string("no lexicon '") + name + "'");
  }
  return r;
}

std::optional<DateMention> DateResolver::Resolve(const Rule& rule, const Document& doc,
                                                 const Captures& captures, TextSpan span,
                                                 const DateContext& context) const {
  DateMention date;
  date.span = span;
  date.rule = rule.name;
  date.confidence = rule.confidence;
  const Match match{rule, doc, Groups(rule, doc.text(), captures), span, context};
  const Reader reader = readers_.at(rule.Attribute("op"));
  if (!(this->*reader)(match, &date)) return std::nullopt;
  if (date.timex3.empty()) return date;
  if (match.from_date) {
    date.anchor_date = context.last_index;
  } else if (match.from_publication) {
    date.anchor = "publication";
  }
  return date;
}

std::string DateResolver::Cell(const Lexicon* lexicon, std::string_view form) const {
  const int row = form.empty() ? -1 : lexicon->Find(form);
  return row < 0 ? std::string() : std::string(lexicon->Cell(row, 1));
}

int DateResolver::Month(std::string_view form) const { return ToInt(Cell(months_, form)); }
int DateResolver::WeekdayOf(std::string_view form) const { return ToInt(Cell(weekdays_, form)); }
std::string DateResolver::Unit(std::string_view form) const { return Cell(units_, form); }

// "nineteen ninety-six", "two thousand and five", "twenty ten".
static int SpelledYear(std::string_view words) {
  std::string w = LowerCase(words);
  if (w.starts_with("the year ")) w = w.substr(9);
  for (const auto& [head, base] :
       {std::pair{"nineteen ", 1900}, {"eighteen ", 1800}, {"twenty ", 2000}}) {
    if (w.rfind(head, 0) != 0) continue;
    std::string rest = w.substr(std::string_view(head).size());
    if (rest == "hundred") return base;
    if (rest.starts_with("oh")) rest = rest.substr(3);
    return base + ToInt(ParseDecimal(rest));
  }
  return ToInt(ParseDecimal(w));
}

int DateResolver::Year(const Match& m) const {
  for (const char* group : {"year", "year2", "yearpre"}) {
    const std::string_view year = m.g[group];
    if (year.empty()) continue;
    if (year[0] >= '0' && year[0] <= '9') {
      const int value = ToInt(year);
      return year.size() > 2 ? value : value < 50 ? 2000 + value : 1900 + value;
    }
    if (m.known()) return m.today().year + Direction(year.substr(0, 4));  // "last year's"
  }
  if (m.g.Has("yy"))
    return ToInt(m.g["yy"]) < 50 ? 2000 + ToInt(m.g["yy"]) : 1900 + ToInt(m.g["yy"]);
  if (m.g.Has("yearword")) return SpelledYear(m.g["yearword"]);
  if (m.g.Has("yearrel") && m.known()) return m.today().year + Direction(m.g["yearrel"]);
  return 0;
}

bool DateResolver::ReadYmd(const Match& m, DateMention* d) const {
  Day day;
  day.month = m.g.Has("mm") ? ToInt(m.g["mm"]) : Month(m.g["month"]);
  day.day = m.g.Has("ordinal") ? ToInt(Cell(ordinals_, m.g["ordinal"])) : ToInt(m.g["day"]);
  day.year = Year(m);
  const bool given = day.year != 0;
  if (!given) {
    if (!m.known()) {
      d->timex3 = "XXXX-" + FormatMonth(0, day.month).substr(5) + (day.day < 10 ? "-0" : "-") +
                  std::to_string(day.day);
      return day.month > 0 && day.day <= 31;
    }
    // The year that puts it nearest to publication, on the side that the verb speaks of.
    day.year = m.today().year;
    const Tense tense = m.tense();
    long best = 1000;
    int year = day.year;
    for (int y = day.year - 1; y <= day.year + 1; ++y) {
      const long distance =
          ToDayNumber({y, day.month, std::min(day.day, DaysInMonth(y, day.month))}) -
          ToDayNumber(m.today());
      const bool wrong_side =
          (tense == Tense::kPast && distance > 7) || (tense == Tense::kFuture && distance < -60);
      const long cost = std::labs(distance) + (wrong_side ? 200 : 0);
      if (cost < best) best = cost, year = y;
    }
    day.year = year;
  }
  if (!IsValid(day)) return false;
  d->timex3 = FormatDay(day);
  if (m.g.Has("time")) {
    d->timex3 += "T" + std::string(m.g["time"]) + std::string(m.g["zone"]);
    d->kind = DateKind::kTime;
  }
  d->mod = ModOf(m.g["mod"]);
  return true;
}

bool DateResolver::ReadNumeric(const Match& m, DateMention* d) const {
  const int a = ToInt(m.g["a"]), b = ToInt(m.g["b"]), year = Year(m);
  // Month first in US style; day first with dots (German, Russian) or where the month would be
  // over 12.
  const Day us{year, a, b}, european{year, b, a};
  const bool dots = m.g["sep"] == ".";
  const bool first_us = !dots && IsValid(us);
  if (!first_us && !IsValid(european)) return false;
  if (dots && m.g["year"].size() == 2 && m.g["a"].size() < 2) return false;  // a version number
  d->timex3 = FormatDay(first_us ? us : european);
  if (first_us && !dots && IsValid(european) && a != b)
    d->alternatives.push_back(FormatDay(european));
  return true;
}

bool DateResolver::ReadMonth(const Match& m, DateMention* d) const {
  const int month = m.g.Has("mm") ? ToInt(m.g["mm"]) : Month(m.g["month"]);
  if (month == 0) return false;
  int year = Year(m);
  d->mod = ModOf(m.g["mod"]);
  if (year == 0) {
    if (!m.known()) {
      d->timex3 = "XXXX-" + FormatMonth(0, month).substr(5);
      return true;
    }
    const int now = m.today().month;
    year = m.today().year;
    const std::string rel = m.Lower("rel");
    if (Direction(rel) < 0) {
      year -= month >= now ? 1 : 0;
    } else if (Direction(rel) > 0) {
      year += month <= now ? 1 : 0;
    } else if (rel.empty()) {
      const Tense tense = m.tense();
      if (tense == Tense::kFuture) {
        year += month < now ? 1 : 0;
      } else {
        year -= month > now ? 1 : 0;
      }
    }
  }
  d->timex3 = FormatMonth(year, month);
  return true;
}

// "the last day of June", "the first Monday in May".
bool DateResolver::ReadNthDay(const Match& m, DateMention* d) const {
  if (!ReadMonth(m, d) || d->timex3[0] == 'X') return false;
  int year = ToInt(d->timex3.substr(0, 4));
  const int month = ToInt(d->timex3.substr(5));
  // Without a year or a verb that tells, the nearest one.
  if (Year(m) == 0 && m.tense() == Tense::kUnknown) {
    const int months = (m.today().year - year) * 12 + m.today().month - month;
    if (months > 6) ++year;
  }
  const std::string n = Cell(ordinals_, m.g["ordinal"]);
  const bool last = n == "-1";
  const int weekday = WeekdayOf(m.g["weekday"]), days = DaysInMonth(year, month);
  Day day{year, month, last ? days : ToInt(n)};
  if (weekday > 0) {
    const int first = (weekday - Weekday({year, month, 1}) + 7) % 7 + 1;
    day.day = last ? first + (days - first) / 7 * 7 : first + 7 * (ToInt(n) - 1);
  }
  if (!IsValid(day)) return false;
  d->timex3 = FormatDay(day);
  return true;
}

bool DateResolver::ReadYear(const Match& m, DateMention* d) const {
  const int year = Year(m);
  if (year == 0) return false;
  d->timex3 = std::to_string(year);
  d->mod = ModOf(m.g["mod"]);
  return true;
}

bool DateResolver::ReadQuarter(const Match& m, DateMention* d) const {
  int n = ToInt(m.g["q"]) + ToInt(m.g["q2"]);
  if (m.g.Has("n")) {
    const std::string number = Cell(ordinals_, m.g["n"]);
    n = number == "-1" ? 4 : ToInt(number);
  }
  if (n > 4) return false;
  int year = Year(m);
  d->mod = ModOf(m.g["mod"]);
  const std::string adj = m.Lower("adj"), rel = m.Lower("rel");
  const bool year_back = adj.starts_with("year-") || rel.find("year-") != std::string::npos ||
                         m.g.Has("yearago") || adj == "comparable" || rel == "corresponding" ||
                         rel == "same";
  if (!m.known() && year == 0) {
    d->timex3 = n > 0 ? "XXXX-Q" + std::to_string(n) : "";
    return true;
  }
  if (n == 0) {  // "the last quarter", "this quarter", "the year-ago period"
    const bool recent = rel == "latest" || rel == "most recent" || rel == "just-ended";
    if (m.Lower("what") == "period" && !year_back && !recent) return false;
    if (rel == "that" && m.context.last_quarter.empty()) return false;
    int index = m.today().year * 4 + QuarterOf(m.today().month) - 1 + Direction(rel);
    if ((recent || year_back || rel == "that") && !m.context.last_quarter.empty()) {
      index = ToInt(m.context.last_quarter.substr(0, 4)) * 4 + m.context.last_quarter[6] - '1';
    } else if (recent || year_back) {
      --index;
    }
    if (year_back) index -= 4;
    d->timex3 = FormatQuarter(index / 4, index % 4 + 1);
    // The last reported fiscal quarter may be the one before.
    if (rel == "last")
      d->alternatives.push_back(FormatQuarter((index - 1) / 4, (index - 1) % 4 + 1));
    return true;
  }
  if (year == 0) {
    year = m.today().year;
    const int now = QuarterOf(m.today().month);
    const Tense tense = m.tense();
    if (tense == Tense::kFuture ? n < now : false) ++year;
    if (tense != Tense::kFuture && n > now) --year;
    if (year_back) --year;
  }
  d->timex3 = FormatQuarter(year, n);
  return true;
}

bool DateResolver::ReadHalf(const Match& m, DateMention* d) const {
  const std::string n = m.Lower("n");
  const int half = m.g.Has("h") ? ToInt(m.g["h"]) : n == "first" ? 1 : 2;
  if (m.Lower("what").find("months") != std::string::npos) {
    d->kind = DateKind::kDuration;
    d->timex3 = m.Lower("what").rfind("six", 0) == 0 ? "P6M" : "P9M";
    return true;
  }
  int year = Year(m);
  if (year == 0 && m.known()) {
    year = m.today().year;
    if (m.tense() != Tense::kFuture && half == 2 && m.today().month <= 6) --year;
  }
  d->timex3 = (year == 0 ? "XXXX" : std::to_string(year)) + "-H" + std::to_string(half);
  return true;
}

bool DateResolver::ReadDecade(const Match& m, DateMention* d) const {
  const int tens = m.g.Has("name") ? ToInt(Cell(decades_, m.Lower("name"))) : ToInt(m.g["tens"]);
  const int century = m.g.Has("century")                                ? ToInt(m.g["century"])
                      : tens <= 2 && m.known() && m.today().year > 2010 ? 20
                                                                        : 19;
  d->timex3 = std::to_string(century) + std::to_string(tens);
  d->mod = ModOf(m.g["mod"]);
  return true;
}

bool DateResolver::ReadCentury(const Match& m, DateMention* d) const {
  const int n = m.g.Has("n") ? ToInt(m.g["n"]) : ToInt(Cell(ordinals_, m.g["ordinal"]));
  if (n < 1 || n > 22) return false;
  d->timex3 = (n <= 10 ? "0" : "") + std::to_string(n - 1);
  d->mod = ModOf(m.g["mod"]);
  return true;
}

bool DateResolver::ReadSeason(const Match& m, DateMention* d) const {
  const std::string season = Cell(seasons_, m.g["season"]);
  int year = Year(m);
  if (year == 0) {
    if (!m.known()) {
      d->timex3 = "XXXX-" + season;
      return true;
    }
    year = m.today().year;
    const auto bounds = BoundsOf(std::to_string(year) + "-" + season, "");
    const int direction = Direction(m.g["rel"]);
    const bool begun = bounds && !(m.today() < bounds->first);
    const bool over = bounds && bounds->second < m.today();
    if (direction < 0 || (direction == 0 && m.Lower("rel") != "this" && m.tense() == Tense::kPast))
      year -= begun ? 0 : 1;
    if (direction > 0 || (direction == 0 && m.tense() == Tense::kFuture)) year += over ? 1 : 0;
  }
  d->timex3 = std::to_string(year) + "-" + season;
  d->mod = ModOf(m.g["mod"]);
  return true;
}

bool DateResolver::ReadHoliday(const Match& m, DateMention* d) const {
  const std::string when = Cell(holidays_, m.g["holiday"]);
  int year = Year(m);
  if (year == 0) {
    if (!m.known()) return false;
    year = m.today().year;
    const auto day = HolidayIn(year, when);
    const bool future = m.tense() == Tense::kFuture || Direction(m.g["rel"]) > 0;
    if (day && future && *day < m.today()) ++year;
    if (day && !future && m.today() < *day) --year;
  }
  const auto day = HolidayIn(year, when);
  if (!day) return false;
  d->timex3 = FormatDay(*day);
  return true;
}

}  // namespace dealwire
