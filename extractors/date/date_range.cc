#include "extractors/date/date_range.h"

#include <optional>

#include "extractors/date/calendar.h"
#include "extractors/date/date_match.h"
#include "extractors/date/date_resolve.h"
#include "pipeline/text/ascii.h"
#include "pipeline/text/word_set.h"

namespace dealwire {
namespace {

bool IsDay(const DateMention& d) { return d.kind == DateKind::kDate || d.kind == DateKind::kTime; }

// "from May to July", "between 1990 and 1995": the date before this one is the other end.
bool EndsRange(const Document& doc, const DateMention& before, const DateMention& d) {
  if (!IsDay(before) || !IsDay(d) || before.span.end > d.span.begin ||
      d.span.begin - before.span.end > 7)
    return false;
  const std::string_view gap = doc.Words(TextSpan{before.span.end, d.span.begin});
  for (const std::string_view link :
       {" to ", "-", " - ", "–", " – ", " until ", " till ", " through "}) {
    if (gap == link) return true;
  }
  static const WordSet kBetween = {"between"};
  return gap == " and " && kBetween.HasBefore(doc, before.span.begin);
}

// "the three months to March", "six weeks from Monday", "monthly since 2019": a duration or a set
// that is reckoned from the date behind it.
bool AnchorDuration(const Document& doc, size_t index, DateMention* d, DateMention* before) {
  static const WordSet kLinks = {"to",        "ended", "ending", "through", "until",
                                 "till",      "from",  "since",  "after",   "starting",
                                 "beginning", "of",    "before"};
  if (IsDay(*before) || d->kind != DateKind::kDate || d->timex3.empty()) return false;
  if (d->span.begin <= before->span.end || d->span.begin - before->span.end > 12) return false;
  const uint32_t link = doc.TokenAt(before->span.end);
  if (doc.tokens()[link].begin < d->span.begin && link + 1 == doc.TokenAt(d->span.begin) &&
      kLinks.Has(doc.tokens()[link])) {
    static const WordSet kTo = {"to"};  // the others are told by BoundBefore
    if (kTo.Has(doc.tokens()[link])) d->bound = Bound::kEnd;
    before->anchor.clear();
    before->anchor_date = static_cast<int>(index);
    return true;
  }
  return false;
}

// Whether the words name no year or week, so that it can be moved by one.
bool Floats(const Document& doc, const DateMention& d) {
  if (d.timex3.size() < 7 || !ParseDay(d.timex3.size() == 7 ? d.timex3 + "-01" : d.timex3))
    return false;
  int digits = 0;
  for (const char c : doc.Words(d.span)) {
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    if (digits == 4) return false;
  }
  return true;
}

// A day or month that is one week (where weekdays are named) or one year earlier or later.
void Move(DateMention* d, bool week, int n) {
  const std::string rest = d->timex3.substr(d->timex3.size() == 7 ? 7 : 10);
  const Day day = *ParseDay(d->timex3.size() == 7 ? d->timex3 + "-01" : d->timex3);
  const Day moved = week ? AddDays(day, 7L * n) : AddMonths(day, 12 * n);
  d->timex3 =
      (d->timex3.size() == 7 ? FormatMonth(moved.year, moved.month) : FormatDay(moved)) + rest;
}

// "from Monday to Friday", "from November to February" end after they begin: one of the two was
// taken for the wrong week or year. In the past it is the beginning.
void OrderRange(const Document& doc, DateMention* before, DateMention* d) {
  if (d->timex3.size() != before->timex3.size() || !(d->timex3 < before->timex3)) return;
  if (!Floats(doc, *d)) return;
  const bool week = d->rule == "date.weekday";
  if (week != (before->rule == "date.weekday")) return;
  if (Floats(doc, *before) && TenseAround(doc, before->span) == Tense::kPast) {
    Move(before, week, -1);
  } else {
    Move(d, week, 1);
  }
}

// ---------------------------------------------------------------- the other day of a month

const WordSet& Suffixes() {
  static const WordSet kSet = {"st", "nd", "rd", "th"};
  return kSet;
}

// The day of the month that the number token says, or 0.
int DayOf(const Document& doc, const Token& t) {
  if (!t.number() || t.span().size() > 2) return 0;
  const int day = ToInt(doc.Words(t));
  return day <= 31 ? day : 0;
}

// One past a number and the "st" or "th" glued to it.
uint32_t BehindDay(const Document& doc, uint32_t at) {
  const auto& tokens = doc.tokens();
  const bool suffix = at + 1 < tokens.size() && Suffixes().Has(tokens[at + 1]) &&
                      !tokens[at + 1].Is(Token::kSpaceBefore);
  return suffix ? at + 2 : at + 1;
}

bool IsLink(const Token& t, bool* word) {
  static const WordSet kWords = {"to", "and", "through", "until", "till"};
  *word = kWords.Has(t);
  return *word || t.IsMark('-') || t.IsMark(0x2013);
}

// A copy with another day.
DateCandidate WithDay(const DateCandidate& c, TextSpan day, TextSpan span) {
  DateCandidate other = c;
  other.captures.groups[c.rule->grouping().GroupIndex("day")] = day;
  other.captures.groups[0] = other.span = span;
  return other;
}

// "April 27" before "-30, 2026".
std::optional<DateCandidate> DayBehind(const Document& doc, int day, DateCandidate* c) {
  const auto& tokens = doc.tokens();
  const int year_group = c->rule->grouping().GroupIndex("year");
  uint32_t at = doc.TokenAt(c->span.end);
  bool word = false;
  if (at + 1 >= tokens.size() || !IsLink(tokens[at], &word)) return std::nullopt;
  const uint32_t number = at + 1;
  if (DayOf(doc, tokens[number]) <= day) return std::nullopt;
  at = BehindDay(doc, number);
  TextSpan span{tokens[number].begin, tokens[at - 1].end};
  const uint32_t comma = at < tokens.size() && tokens[at].IsMark(',') ? at + 1 : at;
  if (comma < tokens.size() && tokens[comma].number() && tokens[comma].span().size() == 4 &&
      year_group >= 0) {
    const int year = ToInt(doc.Words(tokens[comma]));
    if (year < 1400 || year > 2099) return std::nullopt;
    span.end = tokens[comma].end;
    c->captures.groups[year_group] = tokens[comma].span();
  } else if (at < tokens.size()) {  // "on April 5 to 20 percent of them"
    const Token& next = tokens[at];
    const bool counts = next.word() && !next.Is(Token::kCapital);
    if ((word && counts) || next.IsMark('%') ||
        (next.mark() && !next.Is(Token::kSpaceBefore) && at + 1 < tokens.size() &&
         tokens[at + 1].number()))
      return std::nullopt;
  }
  return WithDay(*c, tokens[number].span(), span);
}

// "27-" before "30 April".
std::optional<DateCandidate> DayBefore(const Document& doc, int day, const DateCandidate& c) {
  const auto& tokens = doc.tokens();
  uint32_t at = doc.TokenAt(c.span.begin);
  bool word = false;
  if (at < 2 || !IsLink(tokens[at - 1], &word)) return std::nullopt;
  at -= 2;
  if (at > 0 && Suffixes().Has(tokens[at]) && !tokens[at].Is(Token::kSpaceBefore)) --at;
  const int other = DayOf(doc, tokens[at]);
  if (other == 0 || other >= day || !tokens[at].Is(Token::kSpaceBefore)) return std::nullopt;
  return WithDay(c, tokens[at].span(), {tokens[at].begin, tokens[BehindDay(doc, at) - 1].end});
}

}  // namespace

void AddOtherDays(const Document& doc, std::vector<DateCandidate>* candidates) {
  const size_t count = candidates->size();
  for (size_t i = 0; i < count; ++i) {
    DateCandidate& c = (*candidates)[i];
    const Groups g(*c.rule, doc.text(), c.captures);
    if (!g.Has("day") || !g.Has("month")) continue;
    const int day = ToInt(g["day"]);
    std::optional<DateCandidate> other;
    if (g.Span("day").begin < g.Span("month").begin) {
      other = DayBefore(doc, day, c);
    } else if (!g.Has("year") && !g.Has("year2") && !g.Has("yearrel")) {
      other = DayBehind(doc, day, &c);
    }
    if (other) candidates->push_back(std::move(*other));
  }
}

bool LinkDates(const Document& doc, size_t index, DateMention* before, DateMention* d) {
  if (AnchorDuration(doc, index, d, before)) return true;
  if (!EndsRange(doc, *before, *d)) return false;
  d->bound = Bound::kEnd;
  if (before->bound == Bound::kNone) before->bound = Bound::kStart;
  OrderRange(doc, before, d);
  return true;
}

}  // namespace dealwire
