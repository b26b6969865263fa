#include "extractors/deal/money_flow.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <string>
#include <unordered_map>

#include "extractors/deal/deal_reference.h"
#include "extractors/rules/names.h"

namespace dealwire {
namespace {

int PartyIn(const Deal& deal, std::initializer_list<Role> roles) {
  for (const Role role : roles) {
    for (const DealParty& p : deal.parties) {
      if (p.role == role) return p.party;
    }
  }
  return -1;
}

// The other one of a deal's two parties, or -1.
int OtherThan(const Deal& deal, int party) {
  const std::vector<DealParty>& p = deal.parties;
  if (party < 0 || p.size() != 2) return -1;
  return p[0].party == party ? p[1].party : p[1].party == party ? p[0].party : -1;
}

struct Flow {
  int payer = -1, payee = -1;
  Purpose purpose = Purpose::kOther;
};

Flow FlowOf(const Deal& d) {
  switch (d.type) {
    case DealType::kAcquisition:
    case DealType::kAssetSale:
    case DealType::kStake:
      return {PartyIn(d, {Role::kAcquirer}), PartyIn(d, {Role::kSeller, Role::kTarget}),
              Purpose::kPurchase};
    case DealType::kInvestment:
    case DealType::kFundingRound:
      return {PartyIn(d, {Role::kInvestor}), PartyIn(d, {Role::kInvestee}), Purpose::kInvestment};
    case DealType::kPurchaseContract:
      return {PartyIn(d, {Role::kBuyer}), PartyIn(d, {Role::kSupplier, Role::kSeller}),
              Purpose::kPurchase};
    case DealType::kLoan:
      return {PartyIn(d, {Role::kLender}), PartyIn(d, {Role::kBorrower}), Purpose::kDebt};
    case DealType::kLicence:
      return {PartyIn(d, {Role::kLicensee}), PartyIn(d, {Role::kLicensor}), Purpose::kLicence};
    case DealType::kRevenueShare:
      return {PartyIn(d, {Role::kPayer}), PartyIn(d, {Role::kPayee}), Purpose::kRevenueShare};
    case DealType::kSettlement:
    case DealType::kLawsuit:
      return {PartyIn(d, {Role::kDefendant}), PartyIn(d, {Role::kPlaintiff}), Purpose::kPenalty};
    case DealType::kBuyback:
      return {PartyIn(d, {Role::kOther}), -1, Purpose::kPurchase};
    default:
      return {};
  }
}

}  // namespace

Result<FlowReader> FlowReader::Make(const RuleSet& rules) {
  FlowReader reader;
  for (const Rule& rule : rules.rules()) {
    if (rule.name.starts_with("deal.flow_of.")) {
      const int type = IndexOf(kDealTypeNames, rule.Attribute("of"));
      if (type < 0) return Status::Error(rule.where + ": " + rule.name + ": unknown type");
      reader.of_.push_back({&rule, static_cast<DealType>(type), rule.pattern.GroupIndex("amount")});
    }
    if (!rule.name.starts_with("deal.flow.")) continue;
    const int purpose = IndexOf(kPurposeNames, rule.Attribute("purpose"));
    if (purpose < 0) return Status::Error(rule.where + ": " + rule.name + ": unknown purpose");
    const Pattern& p = rule.pattern;
    reader.entries_.push_back({&rule, static_cast<Purpose>(purpose), p.GroupIndex("payer"),
                               p.GroupIndex("payee"), p.GroupIndex("amount"),
                               p.GroupIndex("holder"), p.GroupIndex("of"),
                               p.GroupIndex("percent")});
  }
  return reader;
}

bool FlowReader::Worth(const TriggerMask& bits) const {
  return std::any_of(entries_.begin(), entries_.end(),
                     [bits](const Entry& entry) { return bits.Holds(entry.rule->needs); });
}

void FlowReader::Read(const Clause& clause, const TriggerMask& bits, Extraction* x) const {
  const bool amounts = std::any_of(
      clause.mentions.begin(), clause.mentions.end(),
      [](const SlotMention& m) { return m.slot == Slot::kMoney || m.slot == Slot::kPercent; });
  if (!amounts) return;
  const auto end = static_cast<uint32_t>(clause.text.size());
  for (const Entry& entry : entries_) {
    if (!bits.Holds(entry.rule->needs)) continue;
    Captures captures;
    for (uint32_t at = 0; at < end && entry.rule->pattern.Find(clause.text, at, end, &captures);) {
      at = std::max(captures[0].end, captures[0].begin + 1);
      auto first = [&](int group, Slot slot) {
        if (!captures.Has(group)) return -1;
        const std::vector<SlotMention> found = clause.In(captures[group], slot);
        return found.empty() ? -1 : found[0].item;
      };
      if (const int money = first(entry.amount, Slot::kMoney); money >= 0) {
        MoneyMention& m = x->money[money];
        if (m.payer < 0) m.payer = first(entry.payer, Slot::kParty);
        if (m.payee < 0) m.payee = first(entry.payee, Slot::kParty);
        if (m.purpose == Purpose::kNone) m.purpose = entry.purpose;
      }
      if (const int percent = first(entry.percent, Slot::kPercent); percent >= 0) {
        PercentMention& p = x->percents[percent];
        if (p.holder < 0) p.holder = first(entry.holder, Slot::kParty);
        if (p.of < 0) p.of = first(entry.of, Slot::kParty);
      }
    }
  }
}

void FlowReader::ReadOf(const Clause& clause, const TriggerMask& bits,
                        const std::vector<DealCandidate>& told, Extraction* x) const {
  const auto end = static_cast<uint32_t>(clause.text.size());
  for (const OfEntry& entry : of_) {
    Captures captures;
    if (!bits.Holds(entry.rule->needs) || !entry.rule->pattern.Find(clause.text, 0, end, &captures))
      continue;
    const auto deal = std::find_if(told.rbegin(), told.rend(), [&](const DealCandidate& c) {
      return c.deal.type == entry.type && c.deal.status != DealStatus::kTerminated;
    });
    if (deal == told.rend()) continue;
    const Flow flow = FlowOf(deal->deal);
    for (const SlotMention& m : clause.In(captures[entry.amount], Slot::kMoney)) {
      MoneyMention& money = x->money[m.item];
      if (money.payer >= 0 || money.payee >= 0) continue;
      money.payer = flow.payer;
      money.payee = flow.payee;
      if (money.purpose == Purpose::kNone) money.purpose = flow.purpose;
    }
  }
}

void FlowFromDeals(Extraction* x) {
  for (const Deal& deal : x->deals) {
    const Flow flow = FlowOf(deal);
    for (const auto* amounts : {&deal.value.total, &deal.value.up_front, &deal.value.contingent,
                                &deal.value.per_share, &deal.value.annual}) {
      for (const int money : *amounts) {
        MoneyMention& m = x->money[money];
        if (m.payer < 0 && m.payee < 0) m.payer = flow.payer;
        if (m.payer == flow.payer && m.payee < 0) m.payee = flow.payee;
        // "Alder will pay $3 million" by a deal with one other party.
        if (flow.payer < 0 && m.payee < 0) m.payee = OtherThan(deal, m.payer);
        if (m.purpose == Purpose::kNone) m.purpose = flow.purpose;
      }
    }
    if (deal.stake.percent < 0) continue;
    PercentMention& p = x->percents[deal.stake.percent];
    if (p.kind == PercentKind::kNone) p.kind = PercentKind::kStake;
    if (p.holder < 0) p.holder = PartyIn(deal, {Role::kHolder, Role::kAcquirer, Role::kInvestor});
    if (p.of < 0) p.of = PartyIn(deal, {Role::kTarget, Role::kInvestee});
  }
}

namespace {

// The same for the same amount of the same currency ("more than $3 million" restates "$3 million",
// a range only itself); empty for magnitudes.
std::string AmountKey(const MoneyMention& m) {
  if (m.value.empty() && m.max.empty() && m.min.empty()) return {};
  const bool part = std::find(m.qualifiers.begin(), m.qualifiers.end(), Qualifier::kAtLeast) !=
                    m.qualifiers.end();
  const bool range = part || (!m.min.empty() && !m.max.empty());
  return m.currency + ' ' + (range ? m.min + ".." + m.max : m.value + m.min + m.max);
}

// Whether the sentence around `span` names a party of the deal.
bool NamesParty(const Document& doc, const std::vector<SlotMention>& mentions, TextSpan span,
                const Deal& deal) {
  const TextSpan sentence = doc.SentenceOf(span.begin).span;
  auto mention =
      std::lower_bound(mentions.begin(), mentions.end(), sentence.begin,
                       [](const SlotMention& m, uint32_t begin) { return m.span.begin < begin; });
  for (; mention != mentions.end() && mention->span.begin < sentence.end; ++mention) {
    if (mention->slot == Slot::kParty && IsParty(deal, mention->item)) return true;
  }
  return false;
}

}  // namespace

void RestateTotals(const Document& doc, const std::vector<SlotMention>& mentions, Extraction* x) {
  std::vector<bool> used(x->money.size(), false);
  for (const Deal& deal : x->deals) {
    for (const auto* amounts : {&deal.value.total, &deal.value.up_front, &deal.value.contingent,
                                &deal.value.per_share, &deal.value.annual}) {
      for (const int money : *amounts) used[money] = true;
    }
  }
  std::unordered_map<std::string, std::vector<int>> free;  // by amount, of no deal yet
  for (size_t i = 0; i < x->money.size(); ++i) {
    const MoneyMention& m = x->money[i];
    const std::string amount = AmountKey(m);
    if (used[i] || amount.empty() || !m.per.empty() || m.purpose != Purpose::kNone ||
        m.payer >= 0 || m.payee >= 0)
      continue;
    free[amount].push_back(static_cast<int>(i));
  }
  for (Deal& deal : x->deals) {
    if (deal.value.total.empty()) continue;
    const MoneyMention total = x->money[deal.value.total.front()];
    const auto same = free.find(AmountKey(total));
    if (same == free.end()) continue;
    std::erase_if(same->second, [&](int i) {
      MoneyMention& m = x->money[i];
      if (!NamesParty(doc, mentions, m.span, deal)) return false;
      m.payer = total.payer;
      m.payee = total.payee;
      m.purpose = total.purpose;
      deal.value.total.push_back(i);
      return true;
    });
  }
}

}  // namespace dealwire
