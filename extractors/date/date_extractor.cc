#include "extractors/date/date_extractor.h"

#include <algorithm>

#include "extractors/date/calendar.h"
#include "extractors/date/date_resolve.h"
#include "pipeline/text/word_set.h"

namespace dealwire {
namespace {

constexpr uint32_t kHeadBytes = 400;  // a dateline or a date under the headline stands within

struct Candidate {
  TextSpan span;
  const Rule* rule;
  Captures captures;
};

// "through 2032" ends, inclusive; "since May" begins; "from May to July" does both.
Bound BoundBefore(const Document& doc, TextSpan span) {
  static const WordSet kEnds = {"through", "until",   "till",     "by",     "thru",
                                "before",  "expires", "expiring", "ending", "ended"};
  static const WordSet kBegins = {"since", "from", "starting", "beginning", "effective", "after"};
  if (kEnds.HasBefore(doc, span.begin)) return Bound::kEnd;
  if (kBegins.HasBefore(doc, span.begin)) return Bound::kStart;
  return Bound::kNone;
}

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
void AnchorDuration(const Document& doc, size_t index, DateMention* d, DateMention* before) {
  static const WordSet kLinks = {"to",        "ended", "ending", "through", "until",
                                 "till",      "from",  "since",  "after",   "starting",
                                 "beginning", "of",    "before"};
  if (IsDay(*before) || d->kind != DateKind::kDate || d->timex3.empty()) return;
  if (d->span.begin <= before->span.end || d->span.begin - before->span.end > 12) return;
  const uint32_t link = doc.TokenAt(before->span.end);
  if (doc.tokens()[link].begin < d->span.begin && link + 1 == doc.TokenAt(d->span.begin) &&
      kLinks.Has(doc.tokens()[link])) {
    static const WordSet kTo = {"to"};  // the others are told by BoundBefore
    if (kTo.Has(doc.tokens()[link])) d->bound = Bound::kEnd;
    before->anchor.clear();
    before->anchor_date = static_cast<int>(index);
  }
}

void Finish(DateMention* d) {
  if (d->kind == DateKind::kDate || d->kind == DateKind::kTime) {
    if (const auto bounds = BoundsOf(d->timex3, d->mod)) {
      d->earliest = FormatDay(bounds->first);
      d->latest = FormatDay(bounds->second);
    }
    d->edtf = ToEdtf(d->timex3);
    if (!d->edtf.empty() && d->edtf.find('/') == std::string::npos) {
      if (d->bound == Bound::kEnd) d->edtf = "/" + d->edtf;
      if (d->bound == Bound::kStart) d->edtf += "/..";
    }
  }
  if (d->bound == Bound::kEnd || d->mod.ends_with("BEFORE")) d->earliest.clear();
  if (d->bound == Bound::kStart || d->mod.ends_with("AFTER")) d->latest.clear();
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

}  // namespace

struct DateExtractor::Impl {
  const RuleSet* rules;
  uint64_t number;  // the trigger bit of numbers
  DateResolver resolver;

  void Scan(const Rule& rule, const Document& doc, const TriggerBits& bits,
            std::vector<Candidate>* out) const {
    ScanRule(rule, doc, bits, [&](TextSpan match) -> uint32_t {
      Candidate c{{}, &rule, {}};
      if (!rule.Capture(doc.text(), match, &c.captures)) return 0;
      const auto span = resolver.Accept(rule, doc, c.captures);
      if (!span) return match.end;
      c.span = *span;
      out->push_back(std::move(c));
      return span->end;
    });
  }

  // The longest of those that overlap, in text order; of equals the one whose rule comes first.
  static void KeepLongest(std::vector<Candidate>* all) {
    std::stable_sort(all->begin(), all->end(), [](const Candidate& a, const Candidate& b) {
      return a.span.begin != b.span.begin ? a.span.begin < b.span.begin
                                          : a.span.size() > b.span.size();
    });
    std::vector<Candidate> kept;
    for (size_t i = 0; i < all->size();) {
      // A run of candidates that hang together by overlaps is settled by itself.
      size_t end = i + 1;
      for (uint32_t reach = (*all)[i].span.end; end < all->size() && (*all)[end].span.begin < reach;
           ++end)
        reach = std::max(reach, (*all)[end].span.end);
      const size_t first = kept.size();
      std::stable_sort(all->begin() + static_cast<std::ptrdiff_t>(i),
                       all->begin() + static_cast<std::ptrdiff_t>(end),
                       [](const Candidate& a, const Candidate& b) {
                         return a.span.size() != b.span.size() ? a.span.size() > b.span.size()
                                                               : a.rule < b.rule;
                       });
      for (; i < end; ++i) {
        Candidate& c = (*all)[i];
        const bool free =
            std::none_of(kept.begin() + static_cast<std::ptrdiff_t>(first), kept.end(),
                         [&](const Candidate& k) { return k.span.Overlaps(c.span); });
        if (free) kept.push_back(std::move(c));
      }
    }
    std::sort(kept.begin(), kept.end(),
              [](const Candidate& a, const Candidate& b) { return a.span < b.span; });
    all->swap(kept);
  }

  // All candidates of the document, without overlaps.
  std::vector<Candidate> Candidates(const Document& doc) const {
    std::vector<Candidate> candidates;
    const TriggerBits bits = rules->Triggers(doc, number);
    for (const Rule& rule : rules->rules()) Scan(rule, doc, bits, &candidates);
    KeepLongest(&candidates);
    return candidates;
  }

  std::optional<DateMention> Resolve(const Document& doc, const Candidate& c,
                                     const DateContext& context) const {
    auto date = resolver.Resolve(*c.rule, doc, c.captures, c.span, context);
    if (!date) return std::nullopt;
    if (date->bound == Bound::kNone && date->kind == DateKind::kDate)
      date->bound = BoundBefore(doc, c.span);
    return date;
  }

  static void Remember(const Document& doc, const DateMention& d, size_t index,
                       DateContext* context) {
    if (d.kind != DateKind::kDate || d.timex3.empty() || d.timex3[0] < '0' || d.timex3[0] > '9')
      return;
    const std::string words = LowerCase(doc.Words(d.span));
    // "The latest quarter" is not the one that it is compared with.
    const bool compared = words.find("ago") != std::string::npos ||
                          words.find("earlier") != std::string::npos ||
                          words.find("last year") != std::string::npos;
    if (compared) return;
    if (d.timex3.size() == 7 && d.timex3[5] == 'Q') {
      context->last_quarter = d.timex3;
      context->last_quarter_at = d.span.end;
    }
    context->last_date = d.timex3;
    context->last_index = static_cast<int>(index);
  }

  // A full date in the head of the text, if the caller gave no publication date.
  void FindPublished(const Document& doc, const std::vector<Candidate>& candidates,
                     PublishedDate* published) const {
    for (const Candidate& c : candidates) {
      if (c.span.begin > doc.body_begin() + kHeadBytes) return;
      const auto date = resolver.Resolve(*c.rule, doc, c.captures, c.span, DateContext());
      if (!date || date->timex3.size() < 10 || !ParseDay(date->timex3) ||
          date->kind != DateKind::kDate)
        continue;
      // Alone on its line, or behind a place and before a dash: a dateline.
      const Sentence& sentence = doc.sentences()[doc.SentenceAt(c.span.begin)];
      const bool alone = c.span.size() + 12 > sentence.span.size();
      const std::string_view behind = doc.text().substr(c.span.end, 24);
      const bool dash = behind.find(" - ") != std::string_view::npos ||
                        behind.find("—") != std::string_view::npos ||
                        behind.find("–") != std::string_view::npos ||
                        behind.find(" _ ") != std::string_view::npos;
      published->value = date->timex3.substr(0, 10);
      published->basis = alone || dash ? PublishedBasis::kDateline : PublishedBasis::kText;
      return;
    }
  }
};

DateExtractor::DateExtractor(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
DateExtractor::DateExtractor(DateExtractor&&) noexcept = default;
DateExtractor& DateExtractor::operator=(DateExtractor&&) noexcept = default;
DateExtractor::~DateExtractor() = default;

Result<DateExtractor> DateExtractor::Make(const RuleBook& book) {
  Result<DateResolver> resolver = DateResolver::Make(book);
  if (!resolver.ok()) return resolver.status();
  const RuleSet& rules = book.Kind("date");
  return DateExtractor(
      std::make_unique<Impl>(Impl{&rules, rules.TriggerBit("number"), resolver.Take()}));
}

void DateExtractor::Extract(const Document& doc, PublishedDate* published,
                            std::vector<DateMention>* dates) const {
  const std::vector<Candidate> candidates = impl_->Candidates(doc);
  if (published->value.empty()) impl_->FindPublished(doc, candidates, published);
  DateContext context;
  context.published = ParseDay(published->value);
  const size_t first = dates->size();
  for (const Candidate& c : candidates) {
    auto date = impl_->Resolve(doc, c, context);
    if (!date) continue;
    DateMention* before = dates->size() > first ? &dates->back() : nullptr;
    if (before != nullptr) {
      AnchorDuration(doc, dates->size(), &*date, before);
      if (EndsRange(doc, *before, *date)) {
        date->bound = Bound::kEnd;
        if (before->bound == Bound::kNone) before->bound = Bound::kStart;
        OrderRange(doc, before, &*date);
        Finish(before);
      }
    }
    Finish(&*date);
    Impl::Remember(doc, *date, dates->size(), &context);
    dates->push_back(std::move(*date));
  }
}

std::vector<Found> DateExtractor::RunExample(const Rule& rule, const Document& doc) const {
  std::vector<Found> found;
  DateContext context;
  const std::string_view published = rule.Attribute("published");
  context.published = ParseDay(published.empty() ? "2026-04-27" : published);
  std::vector<Candidate> candidates;
  impl_->Scan(rule, doc, impl_->rules->Triggers(doc, impl_->number), &candidates);
  for (const Candidate& c : candidates) {
    const auto date = impl_->Resolve(doc, c, context);
    if (!date) continue;
    Impl::Remember(doc, *date, found.size(), &context);
    found.push_back(
        {date->span, date->timex3.empty() && !date->event.empty() ? "event" : date->timex3});
  }
  return found;
}

}  // namespace dealwire
