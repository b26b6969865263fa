#include "extractors/deal/deal_facts.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "extractors/deal/deal_reference.h"
#include "extractors/deal/timeline.h"
#include "pipeline/text/word_set.h"

namespace dealwire {
namespace {

bool StartsWith(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

// The first mention of a slot in a group of a match, or -1.
int First(const Clause& clause, const Captures& captures, int group, Slot slot) {
  if (!captures.Has(group)) return -1;
  const std::vector<SlotMention> found = clause.In(captures[group], slot);
  return found.empty() ? -1 : found[0].item;
}

int FirstOf(const Rule& rule, const Clause& clause, const Captures& captures, const char* name,
            Slot slot) {
  return First(clause, captures, rule.pattern.GroupIndex(name), slot);
}

// Whether the paragraph speaks of an agreement up to the sentence's end: "under the contract".
bool SpeaksOfAgreement(const Document& doc, TextSpan sentence) {
  static const WordSet kAgreements = {
      "agreement",  "contract",    "deal",    "pact",    "terms",      "accord",
      "settlement", "licence",     "license", "venture", "alliance",   "merger",
      "takeover",   "partnership", "clause",  "lease",   "arrangement"};
  const uint32_t paragraph = doc.SentenceOf(sentence.begin).paragraph;
  for (uint32_t t = doc.TokenAt(doc.paragraphs()[paragraph].span.begin);
       t < doc.tokens().size() && doc.tokens()[t].begin < sentence.end; ++t) {
    if (kAgreements.Has(doc.tokens()[t])) return true;
  }
  return false;
}

// A person who heads a company, or a group of parties, stands for them.
bool StandsFor(const Extraction& x, const Deal& deal, int party) {
  if (party < 0) return false;
  const Party& p = x.parties[party];
  if (IsParty(deal, party) || (p.of >= 0 && IsParty(deal, p.of))) return true;
  return !p.members.empty() && std::all_of(p.members.begin(), p.members.end(),
                                           [&](int member) { return IsParty(deal, member); });
}

// "Alder Pumps" beside a deal of "Alder".
bool IsRelated(const Extraction& x, const Deal& deal, int party) {
  return std::any_of(deal.parties.begin(), deal.parties.end(), [&](const DealParty& p) {
    const std::string &a = x.parties[p.party].name, &b = x.parties[party].name;
    return x.parties[party].of == p.party || b.starts_with(a + " ") || a.starts_with(b + " ");
  });
}

// Who can be owed something.
bool Owns(PartyKind kind) { return kind != PartyKind::kProduct && kind != PartyKind::kAsset; }

// Deals that advisers and regulators look after.
bool IsLookedAfter(DealType type) {
  switch (type) {
    case DealType::kAcquisition:
    case DealType::kMerger:
    case DealType::kAssetSale:
    case DealType::kStake:
    case DealType::kInvestment:
    case DealType::kJointVenture:
    case DealType::kIpo:
    case DealType::kBuyback:
    case DealType::kSettlement:
      return true;
    default:
      return false;
  }
}

// The deal told last before the end of a sentence that `fits`, or -1.
template <class Fits>
int DealOf(const std::vector<Telling>& tellings, uint32_t end, uint32_t reach, const Fits& fits) {
  auto at =
      std::lower_bound(tellings.begin(), tellings.end(), end,
                       [](const Telling& t, uint32_t before) { return t.span.begin < before; });
  while (at != tellings.begin()) {
    --at;
    if (end - std::min(end, at->span.end) > reach) continue;
    if (fits(at->deal)) return at->deal;
  }
  return -1;
}

}  // namespace

FactReader::FactReader(const RuleSet& rules) {
  const std::pair<const char*, std::vector<const Rule*>*> kinds[] = {
      {"deal.duty.", &duties_},      {"deal.duty_end.", &ends_},
      {"deal.duty_skip.", &skips_},  {"deal.duty_except.", &exceptions_},
      {"deal.fee.", &fees_},         {"deal.adviser.", &helpers_},
      {"deal.regulator.", &helpers_}};
  for (const Rule& rule : rules.rules()) {
    for (const auto& [prefix, list] : kinds) {
      if (StartsWith(rule.name, prefix)) list->push_back(&rule);
    }
  }
}

bool FactReader::Worth(const TriggerMask& bits) const {
  return std::any_of(helpers_.begin(), helpers_.end(),
                     [bits](const Rule* rule) { return bits.Holds(rule->needs); });
}

void FactReader::ReadDuty(const Rule& rule, const Document& doc, const Clause& clause,
                          Facts* facts) const {
  const auto end = static_cast<uint32_t>(clause.text.size());
  Captures captures;
  if (!rule.pattern.Find(clause.text, 0, end, &captures)) return;
  TextSpan text = captures[rule.pattern.GroupIndex("text")], match;
  for (const Rule* skip : skips_) {
    const std::string words = clause.text.substr(text.begin, text.size());
    const auto size = static_cast<uint32_t>(words.size());
    const bool always = !skip->Attribute("always").empty();
    if ((always || rule.Attribute("owed").empty()) && skip->pattern.Find(words, 0, size, &match))
      return;
  }
  for (const Rule* stop : ends_) {
    if (stop->pattern.Find(clause.text, text.begin, text.end, &match)) text.end = match.begin;
  }
  Facts::Duty duty;
  duty.obligation.by = FirstOf(rule, clause, captures, "by", Slot::kParty);
  duty.obligation.to = FirstOf(rule, clause, captures, "to", Slot::kParty);
  if (duty.obligation.to < 0) {
    for (const SlotMention& m : clause.In(text, Slot::kParty)) {
      if (m.item != duty.obligation.by && duty.obligation.to < 0) duty.obligation.to = m.item;
    }
  }
  duty.obligation.span = clause.ToText(text);
  while (!duty.obligation.span.empty() &&
         std::string_view(".,; ").find(doc.text()[duty.obligation.span.end - 1]) !=
             std::string_view::npos)
    --duty.obligation.span.end;
  if (duty.obligation.by < 0 || duty.obligation.span.empty()) return;
  for (const Rule* except : exceptions_) {
    const TextSpan span = duty.obligation.span;
    if (except->pattern.Find(doc.text(), span.begin, span.end, &match))
      duty.obligation.exception = match;
  }
  duty.refers = !rule.Attribute("refers").empty();
  duty.sentence = clause.span;
  facts->duties.push_back(duty);
}

void FactReader::ReadFee(const Rule& rule, const Clause& clause, Facts* facts) const {
  const auto end = static_cast<uint32_t>(clause.text.size());
  Captures captures;
  if (!rule.pattern.Find(clause.text, 0, end, &captures)) return;
  auto first = [&](const char* name, Slot slot) {
    return FirstOf(rule, clause, captures, name, slot);
  };
  BreakFee fee;
  fee.money = std::max(first("amount", Slot::kMoney), first("amount2", Slot::kMoney));
  fee.payer = first("payer", Slot::kParty);
  fee.payee = std::max(first("payee", Slot::kParty), first("payee2", Slot::kParty));
  fee.span = clause.ToText(captures[0]);
  const bool known =
      std::any_of(facts->fees.begin(), facts->fees.end(),
                  [&](const Facts::Fee& other) { return other.fee.money == fee.money; });
  if (fee.money >= 0 && !known) facts->fees.push_back({fee, clause.span});
}

void FactReader::ReadHelpers(const Rule& rule, const Extraction& x, const Clause& clause,
                             Facts* facts) const {
  const std::pair<const char*, Role> kGroups[] = {{"legal", Role::kLegalAdviser},
                                                  {"financial", Role::kFinancialAdviser},
                                                  {"regulator", Role::kRegulator},
                                                  {"investor", Role::kInvestor}};
  const auto end = static_cast<uint32_t>(clause.text.size());
  Captures captures;
  for (uint32_t at = 0; at < end && rule.pattern.Find(clause.text, at, end, &captures);) {
    at = std::max(captures[0].end, captures[0].begin + 1);
    const int client = FirstOf(rule, clause, captures, "client", Slot::kParty);
    for (const auto& [name, role] : kGroups) {
      const int group = rule.pattern.GroupIndex(name);
      if (!captures.Has(group)) continue;
      for (const SlotMention& m : clause.In(captures[group], Slot::kParty)) {
        const PartyKind kind = x.parties[m.item].kind;
        const bool rules = kind == PartyKind::kGovernment || kind == PartyKind::kOrganisation;
        if (kind == PartyKind::kPerson || kind == PartyKind::kGroup ||
            (role == Role::kRegulator && !rules))
          continue;
        const bool law_firm = x.parties[m.item].name.ends_with("LLP");
        const bool legal = law_firm && role == Role::kFinancialAdviser;
        facts->helpers.push_back({m.item, legal ? Role::kLegalAdviser : role, client, clause.span});
      }
    }
  }
}

void FactReader::Read(const Document& doc, const Extraction& x, const Clause& clause,
                      const TriggerMask& bits, Facts* facts) const {
  const auto fits = [bits](const Rule* rule) { return bits.Holds(rule->needs); };
  for (const Rule* rule : duties_) {
    if (fits(rule)) ReadDuty(*rule, doc, clause, facts);
  }
  for (const Rule* rule : fees_) {
    if (fits(rule)) ReadFee(*rule, clause, facts);
  }
  for (const Rule* rule : helpers_) {
    if (fits(rule)) ReadHelpers(*rule, x, clause, facts);
  }
}

void FactReader::Attach(const Document& doc, const Facts& facts, Extraction* x) {
  constexpr uint32_t kNear = 900;  // bytes from a deal's telling to what else is said of it
  const std::vector<Telling> tellings = TellingsOf(*x);
  for (const Facts::Duty& duty : facts.duties) {
    if (duty.refers && !SpeaksOfAgreement(doc, duty.sentence)) continue;
    const Obligation& duty_told = duty.obligation;
    const int deal = DealOf(tellings, duty.sentence.end, kNear, [&](int d) {
      const Deal& candidate = x->deals[d];
      const bool owed = duty_told.to < 0 || x->parties[duty_told.to].kind != PartyKind::kCompany ||
                        StandsFor(*x, candidate, duty_told.to) ||
                        IsRelated(*x, candidate, duty_told.to);
      return candidate.type != DealType::kLawsuit && owed && StandsFor(*x, candidate, duty_told.by);
    });
    if (deal < 0) continue;
    std::vector<Obligation>& known = x->deals[deal].terms.obligations;
    const bool told = std::any_of(known.begin(), known.end(), [&](const Obligation& o) {
      return o.span.Overlaps(duty.obligation.span);
    });
    if (told) continue;
    known.push_back(duty.obligation);
    int& to = known.back().to;
    if (to >= 0 && !Owns(x->parties[to].kind)) to = -1;
  }
  for (const Facts::Fee& fee : facts.fees) {
    const int deal = DealOf(tellings, fee.sentence.end, UINT32_MAX, [&](int d) {
      return IsLookedAfter(x->deals[d].type) &&
             (fee.fee.payer < 0 || StandsFor(*x, x->deals[d], fee.fee.payer));
    });
    if (deal < 0) continue;
    MoneyMention& money = x->money[fee.fee.money];
    money.purpose = Purpose::kFee;
    if (money.payer < 0) money.payer = fee.fee.payer;
    if (money.payee < 0) money.payee = fee.fee.payee;
    x->deals[deal].terms.break_fees.push_back(fee.fee);
  }
  for (const Facts::Helper& helper : facts.helpers) {
    const bool invests = helper.role == Role::kInvestor;
    const int deal =
        DealOf(tellings, helper.sentence.end, invests ? kNear : UINT32_MAX, [&](int d) {
          if (invests) return x->deals[d].type == DealType::kFundingRound;
          return IsLookedAfter(x->deals[d].type) &&
                 (helper.client < 0 || StandsFor(*x, x->deals[d], helper.client));
        });
    if (deal >= 0 && !IsParty(x->deals[deal], helper.party))
      x->deals[deal].parties.push_back({helper.party, helper.role});
  }
}

}  // namespace dealwire
