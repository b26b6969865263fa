#include "extractors/deal/deal_value.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <sstream>
#include <string>
#include <utility>

#include "extractors/rules/names.h"

namespace dealwire {
namespace {

bool Has(const std::vector<int>& items, int item) {
  return std::find(items.begin(), items.end(), item) != items.end();
}

bool Holds(const DealValue& v, int money) {
  return Has(v.total, money) || Has(v.up_front, money) || Has(v.contingent, money) ||
         Has(v.per_share, money) || Has(v.annual, money);
}

bool HasMoney(const Clause& clause) {
  return std::any_of(clause.mentions.begin(), clause.mentions.end(),
                     [](const SlotMention& m) { return m.slot == Slot::kMoney; });
}

}  // namespace

void PlaceAmount(const Extraction& x, int money, DealValue* value) {
  if (Holds(*value, money)) return;
  const MoneyMention& m = x.money[money];
  auto is = [&m](Qualifier q) {
    return std::find(m.qualifiers.begin(), m.qualifiers.end(), q) != m.qualifiers.end();
  };
  if (!m.per.empty()) {
    value->per_share.push_back(money);
  } else if (!m.period.empty()) {
    value->annual.push_back(money);
  } else if (is(Qualifier::kContingent)) {
    value->contingent.push_back(money);
  } else if (is(Qualifier::kInitial)) {
    value->up_front.push_back(money);
  } else {
    value->total.push_back(money);
  }
  value->disclosed = is(Qualifier::kEstimated) || is(Qualifier::kReported) ? Disclosed::kEstimated
                                                                           : Disclosed::kDisclosed;
}

void PlaceContingent(int money, DealValue* value) {
  value->total.erase(std::remove(value->total.begin(), value->total.end(), money),
                     value->total.end());
  if (Holds(*value, money)) return;
  value->contingent.push_back(money);
  value->disclosed = std::max(value->disclosed, Disclosed::kDisclosed);
}

void SettleTotal(const Extraction& x, DealValue* value) {
  auto vague = [&x](int money) {
    const MoneyMention& m = x.money[money];
    return m.value.empty() && m.min.empty() && m.max.empty();
  };
  if (std::all_of(value->total.begin(), value->total.end(), vague)) return;
  value->total.erase(std::remove_if(value->total.begin(), value->total.end(), vague),
                     value->total.end());
}

bool ValueReader::Worth(const TriggerMask& bits) const {
  return std::any_of(values_.begin(), values_.end(), [bits](const Entry& entry) {
    return entry.following && bits.Holds(entry.rule->needs);
  });
}

Result<ValueReader> ValueReader::Make(const RuleSet& rules) {
  ValueReader reader;
  reader.rules_ = &rules;
  for (const Rule& rule : rules.rules()) {
    const Pattern& p = rule.pattern;
    if (rule.name.starts_with("deal.share.")) reader.shares_.push_back(&rule);
    if (rule.name.starts_with("deal.undisclosed."))
      reader.undisclosed_.push_back({&rule, p.GroupIndex("words"), p.GroupIndex("words2")});
    if (!rule.name.starts_with("deal.value.")) continue;
    Entry entry{&rule, p.GroupIndex("amount"), !rule.Attribute("skip").empty(),
                !rule.Attribute("following").empty()};
    entry.up_front = rule.Attribute("place") == "up_front";
    entry.contingent = rule.Attribute("place") == "contingent";
    entry.skip_elsewhere = rule.Attribute("elsewhere") == "skip";
    entry.amount2 = p.GroupIndex("amount2");
    entry.of = p.GroupIndex("of");
    entry.by = p.GroupIndex("by");
    std::istringstream types{std::string(rule.Attribute("types"))};
    for (std::string name; types >> name;) {
      const int type = IndexOf(kDealTypeNames, name);
      if (type < 0) return Status::Error(rule.where + ": " + rule.name + ": unknown type " + name);
      if (entry.types == ~0U) entry.types = 0;
      entry.types |= 1U << static_cast<uint32_t>(type);
    }
    reader.values_.push_back(entry);
  }
  return reader;
}

bool ValueReader::OfType(const Entry& entry, const Deal& deal) {
  return (entry.types >> static_cast<uint32_t>(deal.type) & 1U) != 0;
}

// "A $3 million bid for Quillon" is no part of a deal that is not for Quillon.
bool ValueReader::IsOf(const Entry& entry, const Clause& clause, const Captures& captures,
                       const Deal& deal) {
  auto among = [&](int group, bool pays_too) {
    if (!captures.Has(group)) return true;
    const std::vector<SlotMention> party = clause.In(captures[group], Slot::kParty);
    return party.empty() ||
           std::any_of(deal.parties.begin(), deal.parties.end(), [&](const DealParty& p) {
             const bool pays =
                 p.role == Role::kAcquirer || p.role == Role::kInvestor || p.role == Role::kHolder;
             return p.party == party[0].item && (pays_too || !pays);
           });
  };
  return among(entry.of, false) && among(entry.by, true);
}

void ValueReader::Read(const Extraction& x, const Clause& clause, const TriggerMask& bits,
                       std::vector<DealCandidate*> deals) const {
  if (deals.empty()) return;
  std::set<int> taken;
  for (DealCandidate* deal : deals) {
    for (const int money : std::vector<int>(deal->deal.value.total)) taken.insert(money);
  }
  for (DealCandidate* deal : deals) {
    // What the deal's own rule caught goes where its qualifiers say.
    const std::vector<int> own = std::exchange(deal->deal.value.total, {});
    for (const int money : own) PlaceAmount(x, money, &deal->deal.value);
  }
  if (!HasMoney(clause)) return;
  const auto end = static_cast<uint32_t>(clause.text.size());
  for (const Entry& entry : values_) {
    if (entry.following || !bits.Holds(entry.rule->needs)) continue;
    Captures captures;
    for (uint32_t at = 0; at < end && entry.rule->pattern.Find(clause.text, at, end, &captures);) {
      at = std::max(captures[0].end, captures[0].begin + 1);
      const int amount = captures.Has(entry.amount) ? entry.amount : entry.amount2;
      if (!captures.Has(amount)) continue;
      for (const SlotMention& m : clause.In(captures[amount], Slot::kMoney)) {
        if (!taken.insert(m.item).second || entry.skip) continue;
        // The deal told last before the amount, else the first.
        DealCandidate* home = nullptr;
        for (DealCandidate* deal : deals) {
          const bool fits = OfType(entry, deal->deal) && IsOf(entry, clause, captures, deal->deal);
          if (!fits) continue;
          if (home == nullptr || deal->match.begin <= captures[amount].begin) home = deal;
        }
        if (home != nullptr) PlaceAmount(x, m.item, &home->deal.value);
      }
    }
  }
}

void ValueReader::ReadShare(const Clause& clause, Deal* deal) const {
  const bool invests = deal->type == DealType::kInvestment ||
                       deal->type == DealType::kFundingRound || deal->type == DealType::kStake;
  if (!invests || deal->stake.percent >= 0) return;
  const auto end = static_cast<uint32_t>(clause.text.size());
  for (const Rule* rule : shares_) {
    Captures captures;
    if (!rule->pattern.Find(clause.text, 0, end, &captures)) continue;
    const int group = rule->pattern.GroupIndex("percent");
    for (const SlotMention& m : clause.In(captures[group], Slot::kPercent))
      deal->stake.percent = m.item;
  }
}

void ValueReader::ReadFollowing(const Extraction& x, const Clause& clause, const TriggerMask& bits,
                                Deal* deal) const {
  if (!HasMoney(clause)) return;
  const auto end = static_cast<uint32_t>(clause.text.size());
  std::set<int> taken;
  for (const Entry& entry : values_) {
    if (!entry.following || !bits.Holds(entry.rule->needs)) continue;
    const bool of_type = OfType(entry, *deal);
    if (!of_type && !entry.skip_elsewhere) continue;
    Captures captures;
    for (uint32_t at = 0; at < end && entry.rule->pattern.Find(clause.text, at, end, &captures);) {
      at = std::max(captures[0].end, captures[0].begin + 1);
      const int amount = captures.Has(entry.amount) ? entry.amount : entry.amount2;
      if (!captures.Has(amount)) continue;
      const bool skip = entry.skip || !of_type || !IsOf(entry, clause, captures, *deal);
      for (const SlotMention& m : clause.In(captures[amount], Slot::kMoney)) {
        if (taken.insert(m.item).second && !skip) Place(x, entry, m.item, deal);
      }
      const bool known = std::find(deal->evidence.begin(), deal->evidence.end(), clause.span) !=
                         deal->evidence.end();
      if (!skip && !known) deal->evidence.push_back(clause.span);
    }
  }
}

void ValueReader::Place(const Extraction& x, const Entry& entry, int money, Deal* deal) {
  if (entry.up_front && !Holds(deal->value, money)) {
    deal->value.up_front.push_back(money);
    deal->value.disclosed = Disclosed::kDisclosed;
  } else if (entry.contingent) {
    PlaceContingent(money, &deal->value);
  } else {
    PlaceAmount(x, money, &deal->value);
  }
}

bool ValueReader::ReadUndisclosed(const Document& doc, const Sentence& sentence,
                                  const TriggerMask& bits, Deal* deal) const {
  for (const Untold& entry : undisclosed_) {
    const Rule& rule = *entry.rule;
    TextSpan match;
    if (!bits.Holds(rule.needs) || !rules_->FindIn(rule, doc, sentence, &match)) continue;
    Captures captures;
    if (!rule.pattern.MatchAt(doc.text(), match.begin, sentence.span.end, &captures)) continue;
    if (deal == nullptr || !deal->value.disclosed_span.empty() || !deal->value.total.empty())
      return true;
    deal->value.disclosed = Disclosed::kUndisclosed;
    const int words = captures.Has(entry.words) ? entry.words : entry.words2;
    deal->value.disclosed_span = captures.Has(words) ? captures[words] : captures[0];
    return true;
  }
  return false;
}

}  // namespace dealwire
