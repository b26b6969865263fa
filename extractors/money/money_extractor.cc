#include "extractors/money/money_extractor.h"

#include <algorithm>

#include "extractors/money/money_context.h"
#include "extractors/money/money_resolve.h"
#include "extractors/rules/keep_longest.h"

namespace dealwire {
namespace {

bool IsPercentRule(const Rule& rule) { return rule.name.starts_with("percent."); }

// All matches of a rule in a sentence, through `resolve`, which may refuse one.
template <class Item, class Resolve>
void Scan(const Rule& rule, const Document& doc, const TriggerBits& bits, const Resolve& resolve,
          std::vector<Item>* out) {
  ScanRule(rule, doc, bits, [&](TextSpan match) -> uint32_t {
    Captures captures;
    if (!rule.Capture(doc.text(), match, &captures)) return 0;
    auto item = resolve(rule, doc, captures);
    if (!item) return 0;
    const uint32_t end = item->span.end;
    out->push_back(std::move(*item));
    return end;
  });
}

// Of two that overlap and are as long, the surer.
const auto kSurer = [](const auto& a, const auto& b) { return a.confidence > b.confidence; };

// "a quarter of a million pounds" is money, no share. Both are in the order of the text.
void DropInside(const std::vector<MoneyMention>& money, std::vector<PercentMention>* percents) {
  auto m = money.begin();
  std::erase_if(*percents, [&](const PercentMention& p) {
    while (m != money.end() && m->span.end <= p.span.begin) ++m;
    return m != money.end() && m->span.Overlaps(p.span);
  });
}

// Both ends of a range ("10 to 12 percent of sales") are of one kind.
void ShareKinds(std::vector<PercentMention>* percents) {
  for (size_t i = 0; i + 1 < percents->size(); ++i) {
    PercentMention &first = (*percents)[i], &second = (*percents)[i + 1];
    if (first.rule != "percent.range_start") continue;
    if (first.kind == PercentKind::kNone) first.kind = second.kind;
    if (second.kind == PercentKind::kNone) second.kind = first.kind;
  }
}

std::string ExampleValue(const MoneyMention& m) {
  std::string value = m.currency + " " + m.value;
  if (!m.min.empty() || !m.max.empty()) value += m.min + ".." + m.max;
  if (!m.magnitude.empty()) value += "~" + m.magnitude;
  return value;
}

}  // namespace

struct MoneyExtractor::Impl {
  const RuleSet* rules;
  NamedTriggers glued = 0;  // what a word with a digit in it may hold: "RM50", "USD50", "10k"

  MoneyResolver resolver;
  MoneyContext context;
};

MoneyExtractor::MoneyExtractor(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
MoneyExtractor::MoneyExtractor(MoneyExtractor&&) noexcept = default;
MoneyExtractor& MoneyExtractor::operator=(MoneyExtractor&&) noexcept = default;
MoneyExtractor::~MoneyExtractor() = default;

Result<MoneyExtractor> MoneyExtractor::Make(const RuleBook& book) {
  const RuleSet& rules = book.Kind("money");
  Result<MoneyResolver> resolver = MoneyResolver::Make(book);
  if (!resolver.ok()) return resolver.status();
  Result<MoneyContext> context = MoneyContext::Make(rules);
  if (!context.ok()) return context.status();
  NamedTriggers glued = 0;
  for (const char* name : {"number", "digit_word"}) glued |= rules.Trigger(name).named();
  return MoneyExtractor(
      std::make_unique<Impl>(Impl{&rules, glued, resolver.Take(), context.Take()}));
}

std::vector<MoneyExtractor::Amounts> MoneyExtractor::Extract(std::span<const Document> docs) const {
  const auto money = [this](const Rule& r, const Document& d, const Captures& c) {
    return impl_->resolver.Money(r, d, c);
  };
  const auto percent = [this](const Rule& r, const Document& d, const Captures& c) {
    return impl_->resolver.Percent(r, d, c);
  };
  std::vector<Amounts> found(docs.size());
  std::vector<TriggerBits> bits;
  for (const Document& doc : docs) bits.push_back(impl_->rules->Triggers(doc, impl_->glued));
  for (const Rule& rule : impl_->rules->rules()) {
    if (MoneyContext::IsContextRule(rule)) continue;
    for (size_t i = 0; i < docs.size(); ++i) {
      if (IsPercentRule(rule)) {
        Scan(rule, docs[i], bits[i], percent, &found[i].percents);
      } else {
        Scan(rule, docs[i], bits[i], money, &found[i].money);
      }
    }
  }
  for (size_t i = 0; i < docs.size(); ++i) {
    Amounts& of = found[i];
    KeepLongest(0, &of.money, kSurer);
    KeepLongest(0, &of.percents, kSurer);
    DropInside(of.money, &of.percents);
    for (MoneyMention& m : of.money) impl_->context.Qualify(docs[i], &m);
    for (PercentMention& p : of.percents) impl_->context.Qualify(docs[i], &p);
    ShareKinds(&of.percents);
  }
  return found;
}

std::vector<Found> MoneyExtractor::RunExample(const Rule& rule, const Document& doc) const {
  if (MoneyContext::IsContextRule(rule)) return MoneyContext::RunExample(rule, doc);
  std::vector<Found> found;
  std::vector<PercentMention> percents;
  std::vector<MoneyMention> money;
  const TriggerBits bits = impl_->rules->Triggers(doc, impl_->glued);
  if (IsPercentRule(rule)) {
    Scan(
        rule, doc, bits,
        [&](const Rule& r, const Document& d, const Captures& c) {
          return impl_->resolver.Percent(r, d, c);
        },
        &percents);
  } else {
    Scan(
        rule, doc, bits,
        [&](const Rule& r, const Document& d, const Captures& c) {
          return impl_->resolver.Money(r, d, c);
        },
        &money);
  }
  for (const PercentMention& p : percents) found.push_back({p.span, p.value + " percent"});
  for (const MoneyMention& m : money) found.push_back({m.span, ExampleValue(m)});
  return found;
}

}  // namespace dealwire
