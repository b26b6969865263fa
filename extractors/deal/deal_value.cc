#include "extractors/deal/deal_value.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <sstream>
#include <string>
#include <utility>

namespace dealwire {
namespace {

bool Has(const std::vector<int>& items, int item) {
  return std::find(items.begin(), items.end(), item) != items.end();
}

bool Holds(const DealValue& v, int money) {
  return Has(v.total, money) || Has(v.up_front, money) || Has(v.contingent, money) ||
         Has(v.per_share, money) || Has(v.annual, money);
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

bool ValueReader::Worth(uint64_t bits) const {
  return std::any_of(values_.begin(), values_.end(), [bits](const Entry& entry) {
    return entry.following && (bits & entry.rule->needs) == entry.rule->needs;
  });
}

Result<ValueReader> ValueReader::Make(const RuleSet& rules) {
  ValueReader reader;
  for (const Rule& rule : rules.rules()) {
    const Pattern& p = rule.pattern;
    if (rule.name.rfind("deal.share.", 0) == 0) reader.shares_.push_back(&rule);
    if (rule.name.rfind("deal.undisclosed.", 0) == 0)
      reader.undisclosed_.push_back({&rule, p.GroupIndex("words"), p.GroupIndex("words2")});
    if (rule.name.rfind("deal.value.", 0) != 0) continue;
    Entry entry{&rule, p.GroupIndex("amount"), !rule.Attribute("skip").empty(),
                !rule.Attribute("following").empty()};
    entry.up_front = rule.Attribute("place") == "up_front";
    entry.contingent = rule.Attribute("place") == "contingent";
    entry.skip_elsewhere = rule.Attribute("elsewhere") == "skip";
    entry.of = p.GroupIndex("of");
    std::istringstream types{std::string(rule.Attribute("types"))};
    for (std::string name; types >> name;) {
      const int type = FindName(name, kDealTypeNames, std::size(kDealTypeNames));
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
  if (!captures.Has(entry.of)) return true;
  const std::vector<SlotMention> of = clause.In(captures[entry.of], Slot::kParty);
  return of.empty() ||
         std::any_of(deal.parties.begin(), deal.parties.end(), [&of](const DealParty& p) {
           const bool pays =
               p.role == Role::kAcquirer || p.role == Role::kInvestor || p.role == Role::kHolder;
           return p.party == of[0].item && !pays;
         });
}

void ValueReader::Read(const Extraction& x, const Clause& clause, uint64_t bits,
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
  const auto end = static_cast<uint32_t>(clause.text.size());
  for (const Entry& entry : values_) {
    if (entry.following || (bits & entry.rule->needs) != entry.rule->needs) continue;
    Captures captures;
    for (uint32_t at = 0; at < end && entry.rule->pattern.Find(clause.text, at, end, &captures);) {
      at = std::max(captures[0].end, captures[0].begin + 1);
      if (!captures.Has(entry.amount)) continue;
      for (const SlotMention& m : clause.In(captures[entry.amount], Slot::kMoney)) {
        if (!taken.insert(m.item).second || entry.skip) continue;
        // The deal told last before the amount, else the first.
        DealCandidate* home = nullptr;
        for (DealCandidate* deal : deals) {
          const bool fits = OfType(entry, deal->deal) && IsOf(entry, clause, captures, deal->deal);
          if (!fits) continue;
          if (home == nullptr || deal->match.begin <= captures[entry.amount].begin) home = deal;
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

void ValueReader::ReadFollowing(const Extraction& x, const Clause& clause, uint64_t bits,
                                Deal* deal) const {
  const auto end = static_cast<uint32_t>(clause.text.size());
  std::set<int> taken;
  for (const Entry& entry : values_) {
    if (!entry.following || (bits & entry.rule->needs) != entry.rule->needs) continue;
    Captures captures;
    if (!entry.rule->pattern.Find(clause.text, 0, end, &captures) || !captures.Has(entry.amount))
      continue;
    const bool of_type = OfType(entry, *deal);
    if (!of_type && !entry.skip_elsewhere) continue;
    const bool skip = entry.skip || !of_type || !IsOf(entry, clause, captures, *deal);
    for (const SlotMention& m : clause.In(captures[entry.amount], Slot::kMoney)) {
      if (!taken.insert(m.item).second || skip) continue;
      if (entry.up_front && !Holds(deal->value, m.item)) {
        deal->value.up_front.push_back(m.item);
        deal->value.disclosed = Disclosed::kDisclosed;
      } else if (entry.contingent) {
        PlaceContingent(m.item, &deal->value);
      } else {
        PlaceAmount(x, m.item, &deal->value);
      }
    }
    if (skip) continue;
    if (std::find(deal->evidence.begin(), deal->evidence.end(), clause.span) ==
        deal->evidence.end()) {
      deal->evidence.push_back(clause.span);
    }
  }
}

bool ValueReader::ReadUndisclosed(const Document& doc, const Sentence& sentence, uint64_t bits,
                                  Deal* deal) const {
  for (const Untold& entry : undisclosed_) {
    const Rule& rule = *entry.rule;
    Captures captures;
    if ((bits & rule.needs) != rule.needs) continue;
    if (!rule.pattern.Find(doc.text(), sentence.span.begin, sentence.span.end, &captures)) continue;
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
