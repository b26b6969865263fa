// Readers of dates that are told by where they stand from the publication date or from an earlier
// date.
#include <algorithm>

#include "extractors/date/date_match.h"
#include "extractors/date/date_resolve.h"

namespace dealwire {
namespace {

// The day that a TIMEX3 date value begins with, if it has one.
std::optional<Day> FirstDay(const std::string& timex3) {
  const auto bounds = BoundsOf(timex3, "");
  return bounds ? std::optional(bounds->first) : std::nullopt;
}

// "2026", "2026-04", "2026-W18" ... of a day, shifted by n units.
std::string Shifted(const Day& from, const std::string& unit, int n) {
  if (unit == "Y") return std::to_string(from.year + n);
  if (unit == "M") {
    const Day day = AddMonths({from.year, from.month, 1}, n);
    return FormatMonth(day.year, day.month);
  }
  if (unit == "Q") {
    const int index = from.year * 4 + QuarterOf(from.month) - 1 + n;
    return FormatQuarter(index / 4, index % 4 + 1);
  }
  if (unit == "W") return FormatWeek(AddDays(from, 7L * n));
  if (unit == "2W") return FormatDay(AddDays(from, 14L * n));
  if (unit == "WE") return FormatWeek(AddDays(from, 7L * n)) + "-WE";
  if (unit == "D") return FormatDay(AddDays(from, n));
  if (unit == "E") return std::to_string((from.year + 10 * n) / 10);
  if (unit == "C") return std::to_string((from.year + 100 * n) / 100);
  return "";
}

}  // namespace

std::optional<Day> DateResolver::Match::LastDay() const {
  auto day = FirstDay(context.last_date);
  if (day) from_date = true;
  return day;
}

std::optional<Day> DateResolver::Match::LastDayOrToday() const {
  if (auto day = LastDay()) return day;
  from_publication = known();
  return context.published;
}

bool DateResolver::ReadWeekday(const Match& m, DateMention* d) const {
  const int weekday = WeekdayOf(m.g["weekday"]);
  const std::string part = Cell(parts_, m.g["part"]);
  const std::string_view form = m.g["weekday"];
  if (form.back() == 's' ||
      (m.g.Has("part") && m.g["part"].back() == 's')) {  // "Mondays", "Tuesday nights"
    d->kind = DateKind::kSet;
    d->timex3 = "XXXX-WXX-" + std::to_string(weekday) + (part.empty() ? "" : "T" + part);
    return true;
  }
  if (!part.empty()) d->kind = DateKind::kTime;
  if (!m.known()) {
    d->timex3 = "XXXX-WXX-" + std::to_string(weekday) + (part.empty() ? "" : "T" + part);
    return true;
  }
  const int today = Weekday(m.today());
  const int back = (today - weekday + 7) % 7, ahead = (weekday - today + 7) % 7;
  const std::string rel = m.Lower("rel");
  int shift;
  if (m.g.Has("weekrel")) {
    shift = weekday - today + 7 * Direction(m.g["weekrel"]);
  } else if (rel == "last" || rel == "previous" || rel == "past" || rel == "this past") {
    shift = -(back == 0 ? 7 : back);
  } else if (rel == "next" || rel == "coming" || rel == "following" || rel == "this coming") {
    shift = ahead == 0 ? 7 : ahead;
  } else if (m.tense() == Tense::kFuture || (rel == "this" && m.tense() != Tense::kPast)) {
    shift = ahead;
  } else {
    shift = -back;
  }
  d->timex3 = FormatDay(AddDays(m.today(), shift)) + (part.empty() ? "" : "T" + part);
  d->mod = ModOf(m.g["mod"]);
  return true;
}

bool DateResolver::ReadDayRef(const Match& m, DateMention* d) const {
  const std::string word = m.Lower("word");
  const int shift = word == "yesterday"                  ? -1
                    : word == "tomorrow"                 ? 1
                    : word == "the day before yesterday" ? -2
                    : word == "the day after tomorrow"   ? 2
                                                         : 0;
  std::string part = Cell(parts_, m.g["part"]);
  if (part.empty()) part = Cell(parts_, m.g["midpart"]);
  if (!part.empty()) d->kind = DateKind::kTime;
  if (!m.known()) {
    d->timex3 = shift == 0 ? "PRESENT_REF" : "";
    return true;
  }
  d->timex3 = FormatDay(AddDays(m.today(), shift)) + (part.empty() ? "" : "T" + part);
  d->mod = ModOf(m.g["mod"]);
  return true;
}

bool DateResolver::ReadPart(const Match& m, DateMention* d) const {
  d->kind = DateKind::kTime;
  const std::string word = m.Lower("word"), rel = m.Lower("rel");
  const std::string part = word.empty() ? Cell(parts_, m.g["part"]) : "NI";
  int shift = 0;
  // "the next morning": from the date before it
  const bool anaphoric = !rel.empty() && rel != "this" && rel != "last" && word != "overnight";
  const std::optional<Day> day = anaphoric ? m.LastDayOrToday() : m.Today();
  if (rel == "last" || word == "overnight") {
    shift = -1;
  } else if (anaphoric) {
    shift = rel == "the next" || rel == "the following" ? 1 : rel == "the previous" ? -1 : 0;
  }
  if (day) d->timex3 = FormatDay(AddDays(*day, shift)) + "T" + part;
  d->mod = ModOf(m.g["mod"]);
  return true;
}

bool DateResolver::ReadRelative(const Match& m, DateMention* d) const {
  const std::string unit = Unit(m.g["unit"]), rel = m.Lower("rel");
  d->mod = ModOf(m.g["mod"]);
  int shift = Direction(rel);
  // "the following year", "that month", "the same week" go by the date before them.
  const bool anaphoric = rel == "following" || rel == "that" || rel == "same" ||
                         rel == "previous" || rel == "preceding" || rel == "prior";
  const std::optional<Day> from = anaphoric ? m.LastDayOrToday() : m.Today();
  if (rel == "latest") shift = -1;
  if (rel == "latest" && unit != "Y") shift = 0;
  if (unit == "E" && (rel == "past" || rel == "last") && m.g["mod"].empty()) {
    d->kind = DateKind::kDuration;
    d->timex3 = "P10Y";
    return true;
  }
  if (unit == "SE") return false;
  if (!from) return true;
  if (m.from_date && unit == "D" && shift == 0 && m.context.last_date.size() < 10) {
    d->timex3 = m.context.last_date;  // the day is not known more closely
    return true;
  }
  d->timex3 = Shifted(*from, unit, shift);
  return !d->timex3.empty();
}

bool DateResolver::ReadTheUnit(const Match& m, DateMention* d) const {
  const std::string unit = Unit(m.g["unit"]);
  d->mod = ModOf(m.g["mod"]);
  if (m.g.Has("tail")) d->mod = "END";
  if (!m.known()) return false;
  if (unit == "Q") {
    d->timex3 =
        m.context.last_quarter.empty() ? Shifted(m.today(), "Q", -1) : m.context.last_quarter;
    return true;
  }
  Day day = m.today();
  // On a Monday "the weekend" is the one before.
  if (unit == "WE" && m.tense() != Tense::kFuture) day = AddDays(day, -(Weekday(day) % 7));
  d->timex3 = Shifted(day, unit, 0);
  return true;
}

bool DateResolver::ReadYearEnd(const Match& m, DateMention* d) const {
  int year = Year(m);
  if (year == 0 && m.known()) {
    year = m.today().year + Direction(m.g["rel"]);
    if (!m.g.Has("rel") && m.tense() == Tense::kPast && m.today().month < 4) --year;
  }
  if (year == 0) return false;
  const std::string words = LowerCase(m.doc.Words(m.span));
  d->mod = "END";
  d->timex3 = std::to_string(year);
  if (words.find("year-end") != std::string::npos) d->timex3 += "-12-31";
  return true;
}

bool DateResolver::ReadAgo(const Match& m, DateMention* d) const {
  if (m.span.end < m.g.Span("dir").begin) return ReadDuration(m, d);  // "a week after the sale"
  const std::string unit = Unit(m.g["unit"]), quantity = Quantity(m), dir = m.Lower("dir");
  const bool back =
      dir == "ago" || dir == "earlier" || dir == "before" || dir == "previously" || dir == "prior";
  if (quantity.empty() && dir != "ago") return false;
  if (quantity.empty() || quantity == "X") {
    d->timex3 = back ? "PAST_REF" : "FUTURE_REF";
    return true;
  }
  if (unit.empty() || unit[0] == 'T') {
    d->kind = DateKind::kDuration;
    if (unit.empty()) return false;
    d->timex3 = "PT" + quantity + unit.substr(1);
    return true;
  }
  const int count = std::max(1, ToInt(quantity.substr(0, quantity.find('.'))));
  const int shift = back ? -count : count;
  // A year before a quarter is a quarter.
  const bool near_quarter =
      !m.context.last_quarter.empty() && m.span.begin < m.context.last_quarter_at + 400;
  if (unit == "Y" && near_quarter && dir != "hence") {
    d->timex3 = FormatQuarter(ToInt(m.context.last_quarter.substr(0, 4)) + shift,
                              m.context.last_quarter[6] - '0');
    return true;
  }
  const bool from_date = dir != "ago" && dir != "from now" && dir != "hence" &&
                         (unit != "D" || m.context.last_date.size() >= 10);
  const std::optional<Day> from = from_date ? m.LastDayOrToday() : m.Today();
  if (!from) return true;
  if (unit == "W") {
    d->timex3 = count < 4 ? FormatDay(AddDays(*from, 7L * shift)) : Shifted(*from, "W", shift);
  } else {
    d->timex3 = Shifted(*from, unit, shift);
  }
  // More than a year ago is before the day a year ago; more than a year later is after it.
  d->mod = m.AmountMod();
  if (d->mod == "MORE_THAN") d->mod = back ? "BEFORE" : "AFTER";
  if (d->mod == "LESS_THAN") d->mod = back ? "AFTER" : "BEFORE";
  if (d->mod == "EQUAL_OR_MORE") d->mod = back ? "ON_OR_BEFORE" : "ON_OR_AFTER";
  if (d->mod == "EQUAL_OR_LESS") d->mod = back ? "ON_OR_AFTER" : "ON_OR_BEFORE";
  return !d->timex3.empty();
}

bool DateResolver::ReadYearAgo(const Match& m, DateMention* d) const {
  if (!m.known()) return false;
  if (m.g.Has("n")) {
    d->timex3 = FormatQuarter(m.today().year - 1, ToInt(Cell(ordinals_, m.g["n"])));
  } else if (!m.context.last_quarter.empty()) {
    d->timex3 = FormatQuarter(ToInt(m.context.last_quarter.substr(0, 4)) - 1,
                              m.context.last_quarter[6] - '0');
  } else if (m.Lower("what") == "quarter") {
    d->timex3 = Shifted(m.today(), "Q", -5);
  } else {
    d->timex3 = std::to_string(m.today().year - 1);
  }
  return true;
}

bool DateResolver::ReadNextDay(const Match& m, DateMention* d) const {
  if (m.g.Has("side")) {  // "the week before"
    const bool night = m.Lower("unit3") == "night";
    const std::string unit = night ? "D" : Unit(m.g["unit3"]);
    const bool known = unit != "D" || m.context.last_date.size() >= 10;
    const std::optional<Day> from = known ? m.LastDayOrToday() : m.Today();
    if (!from) return false;
    d->timex3 = Shifted(*from, unit, m.Lower("side") == "before" ? -1 : 1);
    if (night) {
      d->kind = DateKind::kTime;
      d->timex3 += "TNI";
    }
    return true;
  }
  const std::string words = LowerCase(m.g["span"]), rel = m.Lower("rel");
  const std::optional<Day> anchor = m.LastDay();
  const bool whole_day = m.context.last_date.size() >= 10;
  const int shift = rel == "next" || rel == "following" || rel == "day after" ? 1
                    : rel == "previous" || rel == "day before"                ? -1
                                                                              : 0;
  const std::string unit = m.Lower("unit");
  const bool part = !Cell(parts_, unit).empty();
  if (part) d->kind = DateKind::kTime;
  if (!anchor || (!whole_day && !part && unit != "month")) {
    // The day is not known more closely than the month before it.
    if (anchor && shift == 0) {
      d->timex3 = m.context.last_date;
      return true;
    }
    m.from_date = false;
    if (m.known()) d->timex3 = FormatDay(AddDays(m.today(), shift));
    return true;
  }
  if (unit == "month" || unit == "week") {
    d->timex3 = Shifted(*anchor, unit == "month" ? "M" : "W", shift);
  } else {
    d->timex3 = FormatDay(AddDays(*anchor, shift)) + (part ? "T" + Cell(parts_, unit) : "");
  }
  return true;
}

// An event in place of a date. What has happened is on the date that stands before it.
bool DateResolver::ReadEvent(const Match& m, DateMention* d) const {
  d->event = std::string(m.doc.Words(m.g.Has("event") ? m.g.Span("event") : m.span));
  const bool until = m.rule.Attribute("op") == "event_until";
  if (until) {
    d->bound = Bound::kEnd;
    return true;
  }
  const bool open = d->event.find(" would ") != std::string::npos ||
                    d->event.find(" will ") != std::string::npos ||
                    d->event.find(" could ") != std::string::npos ||
                    d->event.find(" can ") != std::string::npos;
  if (!open && m.LastDay()) d->timex3 = m.context.last_date;
  return true;
}

}  // namespace dealwire
