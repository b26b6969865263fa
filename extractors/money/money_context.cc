#include "extractors/money/money_context.h"

#include <algorithm>

#include "extractors/rules/names.h"
#include "pipeline/text/word_set.h"

namespace dealwire {
namespace {

constexpr uint32_t kReach = 64;       // bytes on either side
constexpr uint32_t kNearTokens = 12;  // tokens on either side that may hold a trigger

// The words of the sentence up to `at`, not split inside a code point.
std::string_view LeftOf(const Document& doc, uint32_t at) {
  const Sentence& sentence = doc.SentenceOf(at);
  uint32_t begin = std::max(sentence.span.begin, at > kReach ? at - kReach : 0);
  while (begin < at && (doc.text()[begin] & 0xC0) == 0x80) ++begin;
  return doc.Words(TextSpan{begin, std::max(begin, at)});
}

std::string_view RightOf(const Document& doc, uint32_t at) {
  const Sentence& sentence = doc.SentenceOf(at == 0 ? 0 : at - 1);
  uint32_t end = std::min(sentence.span.end, at + kReach);
  while (end > at && end < doc.text().size() && (doc.text()[end] & 0xC0) == 0x80) --end;
  return end > at ? doc.Words(TextSpan{at, end}) : std::string_view();
}

// Calls `hit` with each entry whose words stand beside `span`.
template <class Entries, class Hit>
void ForEachHit(const RuleSet& rules, const Entries& entries, const Document& doc, TextSpan span,
                const Hit& hit) {
  const std::string_view left = LeftOf(doc, span.begin), right = RightOf(doc, span.end);
  const uint32_t first = doc.TokenAt(span.begin), end = doc.TokenAt(span.end);
  const auto size = static_cast<uint32_t>(doc.tokens().size());
  const TriggerMask left_bits =
      rules.Triggers(doc.tokens(), first > kNearTokens ? first - kNearTokens : 0, first);
  const TriggerMask right_bits =
      rules.Triggers(doc.tokens(), end, std::min(size, end + kNearTokens));
  for (const auto& entry : entries) {
    const TriggerMask& needs = entry.rule->needs;
    if (!(entry.left ? left_bits : right_bits).Holds(needs)) continue;
    const std::string_view words = entry.left ? left : right;
    TextSpan match;
    Captures captures;
    if (words.empty() || !entry.rule->pattern.Find(words, 0, words.size(), &match)) continue;
    if (!entry.rule->pattern.MatchAt(words, match.begin, words.size(), &captures)) continue;
    const Fields fields(*entry.rule, words, captures);
    if (!fields.Has("veto")) hit(entry, fields);
  }
}

std::string PeriodOf(std::string_view word) {
  if (word == "annually" || word == "yearly") return "year";
  if (word == "daily") return "day";
  if (word.size() > 2 && word.substr(word.size() - 2) == "ly")
    return std::string(word.substr(0, word.size() - 2));
  return std::string(word);
}

// What "each" means: "bought shares at $26 each", "offers $26 each for the shares".
std::string PricedThing(const Document& doc, TextSpan money) {
  static const WordSet kShares = {"share", "shares", "ads", "adss"};
  constexpr uint32_t kBehind = 5;
  const Sentence& sentence = doc.SentenceOf(money.begin);
  const uint32_t at = doc.TokenAt(money.begin), end = doc.TokenAt(money.end);
  const uint32_t first = std::max(sentence.first_token, at > kNearTokens ? at - kNearTokens : 0);
  const uint32_t last = std::min(sentence.end_token, end + kBehind);
  const auto begin = doc.tokens().begin();
  return std::any_of(begin + first, begin + std::max(first, last),
                     [](const Token& token) { return kShares.Has(token); })
             ? "share"
             : "";
}

}  // namespace

Result<MoneyContext> MoneyContext::Make(const RuleSet& rules) {
  MoneyContext out;
  out.rules_ = &rules;
  for (const Rule& rule : rules.rules()) {
    if (!IsContextRule(rule)) continue;
    Entry entry{&rule, rule.Attribute("side") == "left",
                IndexOf(kQualifierNames, rule.Attribute("qualifier")),
                IndexOf(kPercentKindNames, rule.Attribute("kind"))};
    if (!rule.Attribute("qualifier").empty() && entry.qualifier < 0) {
      return Status::Error(rule.where + ": " + rule.name + ": unknown qualifier");
    }
    if (!rule.Attribute("kind").empty() && entry.kind < 0) {
      return Status::Error(rule.where + ": " + rule.name + ": unknown kind");
    }
    out.entries_.push_back(entry);
  }
  return out;
}

void MoneyContext::Qualify(const Document& doc, MoneyMention* money) const {
  ForEachHit(*rules_, entries_, doc, money->span, [&](const Entry& entry, const Fields& fields) {
    if (entry.qualifier >= 0) money->qualifiers.push_back(static_cast<Qualifier>(entry.qualifier));
    if (fields.Has("per")) money->per = std::string(fields.Get("per"));
    if (fields.Has("period")) money->period = PeriodOf(fields.Get("period"));
  });
  if (money->per == "each" || money->per == "apiece") money->per = PricedThing(doc, money->span);
  auto& q = money->qualifiers;
  std::sort(q.begin(), q.end());
  q.erase(std::unique(q.begin(), q.end()), q.end());
  auto has = [&](Qualifier x) { return std::find(q.begin(), q.end(), x) != q.end(); };
  money->approximate = has(Qualifier::kAbout) || has(Qualifier::kEstimated);
  if (money->value.empty()) return;
  // A bound is no value: "up to $50 billion" has a maximum only.
  if (has(Qualifier::kUpTo) || has(Qualifier::kLessThan)) {
    money->max = std::move(money->value);
    money->value.clear();
  } else if (has(Qualifier::kAtLeast) || has(Qualifier::kMoreThan)) {
    money->min = std::move(money->value);
    money->value.clear();
  }
}

void MoneyContext::Qualify(const Document& doc, PercentMention* percent) const {
  ForEachHit(*rules_, entries_, doc, percent->span, [&](const Entry& entry, const Fields&) {
    if (entry.qualifier == static_cast<int>(Qualifier::kAbout)) percent->approximate = true;
    if (entry.kind > 0 && percent->kind == PercentKind::kNone)
      percent->kind = static_cast<PercentKind>(entry.kind);
  });
}

std::vector<Found> MoneyContext::RunExample(const Rule& rule, const Document& doc) {
  std::vector<Found> found;
  Captures captures;
  if (!rule.pattern.Find(doc.text(), 0, doc.text().size(), &captures)) return found;
  std::string value(rule.Attribute("qualifier"));
  if (value.empty()) value = std::string(rule.Attribute("kind"));
  const Fields fields(rule, doc.text(), captures);
  if (fields.Has("veto")) return found;
  for (const char* name : {"per", "period"}) {
    if (value.empty()) value = std::string(fields.Get(name));
  }
  found.push_back({captures[0], value});
  return found;
}

}  // namespace dealwire
