#include "extractors/date/date_extractor.h"

#include <algorithm>

#include "extractors/date/calendar.h"
#include "extractors/date/date_range.h"
#include "extractors/date/date_resolve.h"
#include "extractors/rules/keep_longest.h"
#include "pipeline/text/word_set.h"

namespace dealwire {
namespace {

constexpr uint32_t kHeadBytes = 400;  // a dateline or a date under the headline stands within

// "up 4 percent from 1985" compares, it does not begin. `from`: the token of that word.
bool Compares(const Document& doc, uint32_t from) {
  static const WordSet kMeasures = {
      "pct",      "percent",  "cent",        "points",    "dlrs",    "dollars", "euros",  "pounds",
      "yen",      "cents",    "mln",         "bln",       "million", "billion", "tonnes", "barrels",
      "up",       "down",     "lower",       "higher",    "rise",    "fall",    "drop",   "decline",
      "decrease", "increase", "improvement", "unchanged", "change",  "jump",    "gain"};
  static const WordSet kFrom = {"from"};
  if (from == 0 || !kFrom.Has(doc.tokens()[from])) return false;
  const Token& before = doc.tokens()[from - 1];
  return before.number() || doc.Words(before) == "%" || kMeasures.Has(before);
}

// "through 2032" ends, inclusive; "since May" begins; "from May to July" does both.
Bound BoundBefore(const Document& doc, TextSpan span) {
  static const WordSet kEnds = {"through", "until",   "till",     "by",     "thru",
                                "before",  "expires", "expiring", "ending", "ended"};
  static const WordSet kBegins = {"since", "from", "starting", "beginning", "effective", "after"};
  static const WordSet kThan = {"than"}, kLater = {"later"}, kEarlier = {"earlier", "sooner"};
  const uint32_t token = doc.TokenAt(span.begin);
  if (token > 1 && kThan.Has(doc.tokens()[token - 1])) {  // "no later than June"
    if (kLater.Has(doc.tokens()[token - 2])) return Bound::kEnd;
    if (kEarlier.Has(doc.tokens()[token - 2])) return Bound::kStart;
  }
  if (kEnds.HasBefore(doc, span.begin)) return Bound::kEnd;
  if (token > 0 && kBegins.HasBefore(doc, span.begin) && !Compares(doc, token - 1))
    return Bound::kStart;
  return Bound::kNone;
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

}  // namespace

struct DateExtractor::Impl {
  const RuleSet* rules;
  NamedTriggers number;  // the trigger bit of numbers
  DateResolver resolver;

  void Scan(const Rule& rule, const Document& doc, const TriggerBits& bits,
            std::vector<DateCandidate>* out) const {
    ScanRule(rule, doc, bits, [&](TextSpan match) -> uint32_t {
      DateCandidate c{{}, &rule, {}};
      if (!rule.Capture(doc.text(), match, &c.captures)) return 0;
      const auto span = resolver.Accept(rule, doc, c.captures);
      if (!span) return match.end;
      c.span = *span;
      out->push_back(std::move(c));
      return span->end;
    });
  }

  // All candidates of each document, without overlaps.
  std::vector<std::vector<DateCandidate>> Candidates(std::span<const Document> docs) const {
    std::vector<std::vector<DateCandidate>> candidates(docs.size());
    std::vector<TriggerBits> bits;
    for (const Document& doc : docs) bits.push_back(rules->Triggers(doc, number));
    for (const Rule& rule : rules->rules()) {
      for (size_t i = 0; i < docs.size(); ++i) Scan(rule, docs[i], bits[i], &candidates[i]);
    }
    for (size_t i = 0; i < docs.size(); ++i) {
      AddOtherDays(docs[i], &candidates[i]);
      KeepLongest(0, &candidates[i],
                  [](const DateCandidate& a, const DateCandidate& b) { return a.rule < b.rule; });
    }
    return candidates;
  }

  std::optional<DateMention> Resolve(const Document& doc, const DateCandidate& c,
                                     const DateContext& context) const {
    auto date = resolver.Resolve(*c.rule, doc, c.captures, c.span, context);
    if (!date) return std::nullopt;
    if (date->bound == Bound::kNone && date->kind == DateKind::kDate)
      date->bound = BoundBefore(doc, c.span);
    return date;
  }

  // The candidates' values, one after the other, as a date may lean on the one before it.
  void Read(const Document& doc, const std::vector<DateCandidate>& candidates,
            PublishedDate* published, std::vector<DateMention>* dates) const {
    if (published->value.empty() || published->basis == PublishedBasis::kFile)
      FindPublished(doc, candidates, published);
    DateContext context;
    context.published = ParseDay(published->value);
    for (const DateCandidate& c : candidates) {
      auto date = Resolve(doc, c, context);
      if (!date) continue;
      DateMention* before = dates->empty() ? nullptr : &dates->back();
      if (before != nullptr && LinkDates(doc, dates->size(), before, &*date)) Finish(before);
      Finish(&*date);
      Remember(doc, *date, dates->size(), &context);
      dates->push_back(std::move(*date));
    }
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
  void FindPublished(const Document& doc, const std::vector<DateCandidate>& candidates,
                     PublishedDate* published) const {
    for (const DateCandidate& c : candidates) {
      if (c.span.begin > doc.body_begin() + kHeadBytes) return;
      const auto date = resolver.Resolve(*c.rule, doc, c.captures, c.span, DateContext());
      if (!date || date->timex3.size() < 10 || !ParseDay(date->timex3) ||
          date->kind != DateKind::kDate)
        continue;
      // Alone on its line, or behind a place and before a dash: a dateline.
      const Sentence& sentence = doc.SentenceOf(c.span.begin);
      const bool alone = c.span.size() + 12 > sentence.span.size();
      const std::string_view behind = doc.text().substr(c.span.end, 24);
      const bool dash = behind.find(" - ") != std::string_view::npos ||
                        behind.find("—") != std::string_view::npos ||
                        behind.find("–") != std::string_view::npos ||
                        behind.find(" _ ") != std::string_view::npos;
      // The date of the file is better than one that may be of something else.
      if (!alone && !dash && !published->value.empty()) return;
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
      std::make_unique<Impl>(Impl{&rules, rules.Trigger("number").named(), resolver.Take()}));
}

std::vector<std::vector<DateMention>> DateExtractor::Extract(
    std::span<const Document> docs, std::span<PublishedDate* const> published) const {
  const std::vector<std::vector<DateCandidate>> candidates = impl_->Candidates(docs);
  std::vector<std::vector<DateMention>> found(docs.size());
  for (size_t i = 0; i < docs.size(); ++i)
    impl_->Read(docs[i], candidates[i], published[i], &found[i]);
  return found;
}

std::vector<Found> DateExtractor::RunExample(const Rule& rule, const Document& doc) const {
  std::vector<Found> found;
  DateContext context;
  const std::string_view published = rule.Attribute("published");
  context.published = ParseDay(published.empty() ? "2026-04-27" : published);
  std::vector<DateCandidate> candidates;
  impl_->Scan(rule, doc, impl_->rules->Triggers(doc, impl_->number), &candidates);
  for (const DateCandidate& c : candidates) {
    const auto date = impl_->Resolve(doc, c, context);
    if (!date) continue;
    Impl::Remember(doc, *date, found.size(), &context);
    found.push_back(
        {date->span, date->timex3.empty() && !date->event.empty() ? "event" : date->timex3});
  }
  return found;
}

}  // namespace dealwire
