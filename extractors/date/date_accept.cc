// DateResolver::Accept: whether a match is a date at all, by its words and its neighbours.
#include "extractors/date/date_match.h"
#include "extractors/date/date_resolve.h"
#include "pipeline/text/ascii.h"
#include "pipeline/text/word_set.h"

namespace dealwire {
namespace {

// Not in the middle of a word or number.
bool CleanEdges(std::string_view text, TextSpan span) {
  if (span.begin > 0 && IsWordByte(text[span.begin]) && text[span.begin - 1] > 0 &&
      IsWordByte(text[span.begin - 1]))
    return false;
  if (span.end < text.size() && IsWordByte(text[span.end - 1]) && text[span.end] > 0 &&
      IsWordByte(text[span.end]))
    return false;
  return true;
}

// "May" and "March" are months only where something says so.
bool IsMonthWord(const Document& doc, TextSpan month, bool alone) {
  const std::string_view form = doc.Words(month);
  if (form != "May" && form != "March" && form != "MAY" && form != "MARCH" && form != "Mar" &&
      form != "Jan" && form != "Jun")
    return true;
  if (!alone) return true;
  static const WordSet kBefore = {
      "in",    "of",   "by",  "since",   "until",  "till",     "last",      "next",  "this",
      "early", "late", "mid", "through", "before", "after",    "during",    "from",  "to",
      "and",   "for",  "end", "between", "or",     "previous", "following", "around"};
  const uint32_t token = doc.TokenAt(month.begin);
  if (token > 0 && doc.tokens()[token - 1].IsMark('-')) return true;
  return kBefore.HasBefore(doc, month.begin);
}

// A four-digit number that is a year.
bool IsYear(const Document& doc, TextSpan year, bool marked) {
  const std::string_view text = doc.text();
  const char before = year.begin > 0 ? text[year.begin - 1] : ' ';
  if (marked && (before == ' ' || before == '-')) return true;
  if (std::string_view("$#./:+@").find(before) != std::string_view::npos) return false;
  if (before == ',' && year.begin > 1 && IsDigit(text[year.begin - 2])) return false;
  if (before == '-' && year.begin > 1 && !IsDigit(text[year.begin - 2])) return false;
  if (year.end < text.size()) {
    const char after = text[year.end];
    if (after == '%' || after == ':' || after == '/') return false;
    if ((after == '.' || after == ',') && year.end + 1 < text.size() && IsDigit(text[year.end + 1]))
      return false;
    if (after == '-' && year.end + 1 < text.size() && !IsDigit(text[year.end + 1])) {
      static const WordSet kJoined = {"based", "style", "era", "built", "model", "listed"};
      if (!kJoined.HasAfter(doc, year.end + 1)) return false;
    }
  }
  if (marked) return true;
  static const WordSet kQuantity = {
      "about",  "some",    "nearly",  "than",    "almost",  "around", "approximately",
      "least",  "over",    "roughly", "another", "up",      "no",     "number",
      "flight", "route",   "room",    "page",    "channel", "box",    "highway",
      "top",    "russell", "suite",   "exactly", "only"};
  static const WordSet kCounted = {
      "people",    "shares",    "points",    "workers",   "jobs",       "employees",  "miles",
      "meters",    "metres",    "feet",      "dollars",   "pounds",     "euros",      "yen",
      "tonnes",    "tons",      "units",     "cars",      "barrels",    "homes",      "troops",
      "students",  "stores",    "percent",   "mln",       "million",    "kilometers", "km",
      "vehicles",  "members",   "rooms",     "square",    "times",      "hours",      "dlrs",
      "pct",       "companies", "customers", "calories",  "votes",      "words",      "soldiers",
      "acres",     "mg",        "rpm",       "mm",        "bc",         "index",      "locations",
      "different", "of",        "pages",     "residents", "passengers", "kg",         "grams",
      "stg",       "cts",       "basis",     "francs",    "marks",      "households", "tokens",
      "trees",     "gmt",       "hrs"};
  if (before == ' ' && kQuantity.HasBefore(doc, year.begin)) return false;
  if (kCounted.HasAfter(doc, year.end)) return false;
  // "Windows 2000", "Expo 1988": a capitalised word in front that is neither a sentence start nor a
  // preposition.
  const uint32_t token = doc.TokenAt(year.begin);
  if (token > 0 && before == ' ') {
    const Token& t = doc.tokens()[token - 1];
    const bool start = doc.SentenceOf(year.begin).first_token == token - 1;
    if (t.word() && t.Is(Token::kCapital) && !start) return false;
    if (t.number()) return false;
  }
  return true;
}

// "the two-year plan": the determiner belongs to the plan. "A second group", "three-quarters of it"
// are no durations.
bool AcceptDuration(const Document& doc, const Groups& g, TextSpan* span) {
  const TextSpan count = g.Span("count"), unit = g.Span("unit");
  if (count.empty()) return true;
  const bool hyphen = doc.text()[unit.begin - 1] == '-';
  const std::string word = LowerCase(doc.Words(unit)), number = LowerCase(doc.Words(count));
  if ((word == "second" || word == "quarter") && (number == "a" || number == "another"))
    return false;
  static const WordSet kOf = {"of"};
  if (word.starts_with("quarter") && (hyphen || kOf.HasAfter(doc, unit.end))) return false;
  if (word == "second" && number == "one") return false;
  if (hyphen && !g.Has("lead") && !g.Has("about")) span->begin = count.begin;
  return true;
}

// "two days before they met": reckoned from an event, not from a date.
bool EventBehind(const Document& doc, const Groups& g) {
  const std::string dir = LowerCase(g["dir"]);
  static const WordSet kThan = {"than"};
  if (kThan.HasAfter(doc, g.Span("dir").end)) return true;  // "a year earlier than planned"
  if (dir != "after" && dir != "before") return false;
  const uint32_t next = doc.TokenAt(g.Span("dir").end);
  return next < doc.tokens().size() && !doc.tokens()[next].mark() &&
         doc.SentenceAt(doc.tokens()[next].begin) == doc.SentenceAt(g.Span("dir").begin);
}

// "until the court rules [on Monday and ...]": the clause ends where another one or a date begins.
// No clause: "until recently closed", "until next year is over".
bool AcceptClause(const Document& doc, const Groups& g, const Lexicon& months,
                  const Lexicon& weekdays, TextSpan* span) {
  static const WordSet kNoSubject = {"now",  "then",  "late", "early", "last",   "next",
                                     "this", "today", "very", "mid",   "around", "about"};
  static const WordSet kStops = {
      "and",  "but",   "or",      "which", "who",   "while",  "when", "said",  "says",
      "if",   "as",    "because", "on",    "after", "before", "so",   "where", "whereupon",
      "then", "early", "late",    "next",  "last",  "later",  "this", "at",    "sometime"};
  static const WordSet kOf = {"of", "for", "in", "on", "to", "at", "from"};
  const uint32_t first = doc.TokenAt(span->begin);
  if (kNoSubject.Has(doc.tokens()[first]) || IsAdverb(doc, doc.tokens()[first])) return false;
  const TextSpan tail = g.Has("tail2") ? g.Span("tail2") : g.Span("tail");
  const uint32_t verb_end = tail.empty() ? span->end : tail.begin;
  for (uint32_t k = first; doc.tokens()[k].begin < verb_end; ++k) {
    if (kOf.Has(doc.tokens()[k]) || (k == first + 1 && kNoSubject.Has(doc.tokens()[k])))
      return false;
  }
  for (uint32_t k = doc.TokenAt(verb_end);
       k < doc.tokens().size() && doc.tokens()[k].begin < span->end; ++k) {
    const Token& t = doc.tokens()[k];
    const std::string_view word = doc.Words(t);
    const bool day = t.Is(Token::kCapital) && (months.Find(word) >= 0 || weekdays.Find(word) >= 0);
    if (!kStops.Has(t) && !day) continue;
    span->end = doc.tokens()[k - 1].end;
    break;
  }
  static const WordSet kLoose = {"in", "on", "at", "by",  "to",  "the",
                                 "a",  "an", "of", "for", "from"};
  while (span->end > verb_end && kLoose.HasBefore(doc, span->end)) {
    span->end = doc.tokens()[doc.TokenAt(span->end) - 2].end;
  }
  return true;
}

// Whether the words beside a match speak for it: a bare "summer", "the year", "12:30" is a date
// only behind certain words.
bool FitsItsNeighbours(const Rule& rule, const Document& doc, const Groups& g, TextSpan span) {
  const std::string_view op = rule.Attribute("op");
  if (op == "season" && !g.Has("rel") && !g.Has("year") && !g.Has("yearword") &&
      !g.Has("yearrel") && !g.Has("mod")) {
    static const WordSet kBefore = {"in",     "of",      "by",   "since", "until",
                                    "during", "through", "next", "after", "before"};
    // Not "spring" and "fall", which are verbs too.
    static const WordSet kNouns = {"summer", "winter", "autumn"};
    return kNouns.HasAfter(doc, g.Span("season").begin) && kBefore.HasBefore(doc, span.begin);
  }
  if (op == "the_unit") {
    static const WordSet kBefore = {"for",        "in",      "of",     "during", "over",
                                    "throughout", "through", "this",   "later",  "into",
                                    "half",       "on",      "earlier"};
    static const WordSet kAfter = {"of", "when", "that"};
    return (g.Has("mod") || kBefore.HasBefore(doc, span.begin)) && !kAfter.HasAfter(doc, span.end);
  }
  if (op == "a_unit") {  // "$3 million a year", "40 barrels per day"
    static const WordSet kCounted = {
        "dollars", "cents",  "million", "billion", "times",  "once", "barrel", "barrels",
        "ton",     "tons",   "tonnes",  "units",   "people", "cars", "euros",  "passengers",
        "flights", "pounds", "yen",     "percent", "salary", "hours"};
    const uint32_t token = doc.TokenAt(span.begin);
    if (token == 0) return false;
    const Token& before = doc.tokens()[token - 1];
    return before.number() || before.IsMark('%') || before.Is(Token::kHasDigit) ||
           kCounted.Has(before);
  }
  if (op == "next_day" && g.Has("side")) {  // not "the day before the vote"
    const uint32_t next = doc.TokenAt(span.end);
    return next >= doc.tokens().size() || doc.tokens()[next].mark() ||
           doc.tokens()[next].Is(Token::kLineStart);
  }
  if (op == "next_day" && g.Has("unit2")) {
    static const WordSet kBefore = {"that", "on", "earlier", "later", "of"};
    static const WordSet kThat = {"that"};
    return kThat.HasAfter(doc, span.begin) || kBefore.HasBefore(doc, span.begin);
  }
  if (rule.name == "date.clock" && !g.Has("zone")) {
    static const WordSet kBefore = {"at",     "by",    "until", "from", "around", "about",
                                    "before", "after", "to",    "till", "since"};
    return kBefore.HasBefore(doc, span.begin);
  }
  // "the 2009-10 season" runs from one year to the next.
  if (rule.name == "date.year_month") return ToInt(g["mm"]) <= ToInt(g["year"]) % 100;
  if (rule.name == "date.future_ref") {  // "as soon as it can", "this soon"
    static const WordSet kHowSoon = {"as", "this", "that", "so", "too", "how"}, kAs = {"as"};
    return !kHowSoon.HasBefore(doc, span.begin) &&
           !(kAs.HasAfter(doc, span.end) && LowerCase(doc.Words(span)) == "soon");
  }
  if (rule.name == "date.past_ref" && LowerCase(doc.Words(span)) == "the past") {
    // "the past decade", "the past is past": nothing but a clause may follow.
    const uint32_t next = doc.TokenAt(span.end);
    static const WordSet kClause = {"and", "but", "as", "have", "has"};
    return next >= doc.tokens().size() || doc.tokens()[next].span().size() < 2 ||
           kClause.Has(doc.tokens()[next]);
  }
  return true;
}

}  // namespace

std::optional<TextSpan> DateResolver::Accept(const Rule& rule, const Document& doc,
                                             const Captures& captures) const {
  const Groups g(rule, doc.text(), captures);
  TextSpan span = captures[0];
  if (g.Has("span")) span = g.Span("span");
  if (g.Has("veto")) return std::nullopt;
  const std::string_view op = rule.Attribute("op");
  if (op == "event_until" || op == "event_day" || op == "after_event") {
    span = g.Has("span") ? g.Span("span") : g.Span("event");
  }
  if (rule.name == "date.event_clause" && !AcceptClause(doc, g, *months_, *weekdays_, &span))
    return std::nullopt;
  while (span.size() > 1 && (doc.text()[span.end - 1] == ' ' || doc.text()[span.end - 1] == ','))
    --span.end;
  if (!CleanEdges(doc.text(), span)) return std::nullopt;
  if (op == "month" && !IsMonthWord(doc, g.Span("month"), span == g.Span("month")))
    return std::nullopt;
  if (rule.name == "date.year") {
    const std::string mod = LowerCase(g["mod"]);
    const bool about = mod == "about" || mod == "around";
    if (!IsYear(doc, g.Span("year"), g.Has("label") || (!mod.empty() && !about)))
      return std::nullopt;
    if (about) span.begin = g.Span("year").begin;
  }
  if (op == "ago" && !g.Has("count") &&
      (LowerCase(g["dir"]) != "ago" || LowerCase(g["unit"]).back() != 's'))
    return std::nullopt;
  if (op == "ago" && EventBehind(doc, g)) {
    span.end = g.Span("unit").end;  // "two years after the merger": the amount of time
  }
  if (op == "duration" && !AcceptDuration(doc, g, &span)) return std::nullopt;
  if (op == "quarter" && g.Has("n") &&
      doc.Words(TextSpan{g.Span("n").end, g.Span("n").end + 1}) == "-" && g.Has("the") &&
      !g.Has("mod")) {
    span.begin = g.Span("the").end;  // "the third-quarter loss": the determiner belongs to the loss
  }
  if (!FitsItsNeighbours(rule, doc, g, span)) return std::nullopt;
  return span;
}

}  // namespace dealwire
