#include "extractors/deal/relations.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>
#include <string>
#include <utility>

#include "extractors/deal/deal_matcher.h"
#include "pipeline/text/word_set.h"

namespace dealwire {
namespace {

uint32_t Bit(DealType type) { return 1U << static_cast<uint32_t>(type); }

constexpr uint32_t kAnyType = ~0U;

// What a noun can stand for, as bits of types; 0: it stands for no deal.
uint32_t TypesOf(const Token& noun) {
  static const std::array<std::pair<WordSet, uint32_t>, 7> kNouns = {{
      {{"deal", "deals", "agreement", "agreements", "pact", "contract", "contracts", "accord",
        "transaction", "arrangement", "renegotiation", "announcement"},
       kAnyType},
      {{"settlement", "lawsuit", "lawsuits", "suit", "suits", "litigation", "dispute", "complaint"},
       Bit(DealType::kLawsuit) | Bit(DealType::kSettlement)},
      {{"merger", "takeover", "acquisition", "purchase", "buyout", "offer", "bid", "sale"},
       Bit(DealType::kAcquisition) | Bit(DealType::kMerger) | Bit(DealType::kAssetSale) |
           Bit(DealType::kStake)},
      {{"partnership", "alliance", "collaboration"},
       Bit(DealType::kPartnership) | Bit(DealType::kJointVenture)},
      {{"venture"}, Bit(DealType::kJointVenture)},
      {{"licence", "license"}, Bit(DealType::kLicence) | Bit(DealType::kExclusivity)},
      {{"investment", "round", "loan", "financing"},
       Bit(DealType::kInvestment) | Bit(DealType::kFundingRound) | Bit(DealType::kStake) |
           Bit(DealType::kLoan)},
  }};
  for (const auto& [words, types] : kNouns) {
    if (words.Has(noun)) return types;
  }
  return 0;
}

bool IsParty(const Deal& deal, int party) {
  return std::any_of(deal.parties.begin(), deal.parties.end(),
                     [party](const DealParty& p) { return p.party == party; });
}

size_t Shared(const Deal& a, const Deal& b) {
  return static_cast<size_t>(
      std::count_if(a.parties.begin(), a.parties.end(),
                    [&b](const DealParty& p) { return IsParty(b, p.party); }));
}

// Where deals are told, word by word, in text order.
struct Told {
  TextSpan words;
  int deal = -1;
};

// The sentence that is read, and what is known.
struct Reading {
  const Document& doc;
  const Extraction& x;
  const std::vector<SlotMention>& mentions;
  const std::vector<Told>& told;
  TextSpan sentence;

  int ToldIn(TextSpan side, bool last) const;
  bool Named(TextSpan side, const Deal& deal) const;
  int Meant(TextSpan side, bool last, int not_this) const;
  int LastBefore(int not_this) const;
};

// The deal whose own words stand within a side of the cue, nearest to it.
int Reading::ToldIn(TextSpan side, bool last) const {
  int found = -1;
  for (const Told& t : told) {
    if (!side.Contains(t.words)) continue;
    found = t.deal;
    if (!last) break;
  }
  return found;
}

// Whether no party is named in a side of the cue, or one of the deal.
bool Reading::Named(TextSpan side, const Deal& deal) const {
  bool any = false;
  for (const SlotMention& m : mentions) {
    if (m.slot != Slot::kParty || !side.Contains(m.span)) continue;
    if (IsParty(deal, m.item)) return true;
    any = any || x.parties[m.item].kind == PartyKind::kCompany;
  }
  return !any;
}

// "the settlement": a deal told before the sentence that the noun nearest to the cue can stand for.
int Reading::Meant(TextSpan side, bool last, int not_this) const {
  static const WordSet kOlder = {"previous", "earlier", "prior",  "original", "old",
                                 "older",    "initial", "former", "first"};
  uint32_t types = 0;
  bool older = false;
  const std::vector<Token>& tokens = doc.tokens();
  for (uint32_t t = doc.TokenAt(side.begin); t < tokens.size() && tokens[t].begin < side.end; ++t) {
    const uint32_t here = TypesOf(tokens[t]);
    if (here != 0) {
      types = here;
      if (!last) break;
    }
    older = older || kOlder.Has(tokens[t]);
  }
  if (types == 0) return -1;
  int found = -1;
  for (const Told& t : told) {
    if (t.words.begin >= sentence.begin) break;
    const Deal& deal = x.deals[t.deal];
    if (t.deal == not_this || (Bit(deal.type) & types) == 0 || !Named(side, deal)) continue;
    if (older && found >= 0 && x.deals[found].status == DealStatus::kSuperseded) continue;
    found = t.deal;
  }
  return found;
}

int Reading::LastBefore(int not_this) const {
  constexpr uint32_t kReach = 400;  // bytes
  int found = -1;
  for (const Told& t : told) {
    if (t.words.begin >= sentence.begin) break;
    if (t.deal != not_this && sentence.begin - t.words.end < kReach) found = t.deal;
  }
  return found;
}

void AddRelation(RelationKind kind, int from, int to, TextSpan span, Extraction* x) {
  if (from < 0 || to < 0 || from == to || Shared(x->deals[from], x->deals[to]) == 0) return;
  std::vector<Relation>& known = x->deals[from].relations;
  const bool told =
      std::any_of(known.begin(), known.end(), [to](const Relation& r) { return r.deal == to; });
  if (!told) known.push_back({kind, to, span});
}

std::string Day(const Extraction& x, const Deal& deal) {
  std::string day;
  for (const auto& [name, dates] : deal.dates) {
    for (const int date : dates) {
      if ((name == "announced" || name == "signed") && x.dates[date].earliest > day)
        day = x.dates[date].earliest;
    }
  }
  return day;
}

bool IsRenewable(DealType type) {
  return type == DealType::kPartnership || type == DealType::kLicence ||
         type == DealType::kExclusivity || type == DealType::kRevenueShare ||
         type == DealType::kPurchaseContract;
}

// A deal that others replaced: by the latest deal of the same parties, and by one of its own type.
void RelateSuperseded(Extraction* x) {
  for (size_t old = 0; old < x->deals.size(); ++old) {
    const Deal& before = x->deals[old];
    if (before.status != DealStatus::kSuperseded) continue;
    std::string latest;
    std::vector<int> after;
    for (size_t d = 0; d < x->deals.size(); ++d) {
      const Deal& deal = x->deals[d];
      if (deal.status == DealStatus::kSuperseded || !IsRenewable(deal.type)) continue;
      if (Shared(before, deal) < 2) continue;
      after.push_back(static_cast<int>(d));
      latest = std::max(latest, Day(*x, deal));
    }
    for (const int d : after) {
      const Deal& deal = x->deals[d];
      if (deal.type == before.type || (!latest.empty() && Day(*x, deal) == latest))
        AddRelation(RelationKind::kSupersedes, d, static_cast<int>(old), before.status_span, x);
    }
  }
}

// "resolves the conflict": a conflict between deals that the article told before.
bool ResolveConflicts(int from, TextSpan span, Extraction* x) {
  std::vector<int> sides;
  for (size_t d = 0; d < x->deals.size(); ++d) {
    for (const Relation& r : x->deals[d].relations) {
      if (r.kind == RelationKind::kConflictsWith)
        sides.insert(sides.end(), {static_cast<int>(d), r.deal});
    }
  }
  for (const int side : sides) AddRelation(RelationKind::kResolves, from, side, span, x);
  return !sides.empty();
}

// The two sides of a cue. A cue that begins a sentence has the other deal up to the comma, and its
// own deal behind that.
struct Sides {
  TextSpan left, right;
};

Sides SidesOf(const Document& doc, TextSpan sentence, TextSpan cue, bool* leads) {
  const std::string_view before = doc.Words(TextSpan{sentence.begin, cue.begin});
  *leads = std::none_of(before.begin(), before.end(),
                        [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; });
  Sides sides{{sentence.begin, cue.begin}, {cue.end, sentence.end}};
  if (!*leads) return sides;
  const size_t comma = doc.Words(sides.right).find(", ");
  if (comma == std::string_view::npos) return {{}, sides.right};
  const uint32_t at = cue.end + static_cast<uint32_t>(comma);
  return {{at, sentence.end}, {cue.end, at}};
}

}  // namespace

Result<RelationReader> RelationReader::Make(const RuleSet& rules) {
  RelationReader reader;
  reader.rules_ = &rules;
  for (const Rule& rule : rules.rules()) {
    if (rule.name.rfind("deal.relation.", 0) != 0) continue;
    const int kind =
        FindName(rule.Attribute("relation"), kRelationKindNames, std::size(kRelationKindNames));
    if (kind < 0) return Status::Error(rule.where + ": " + rule.name + ": unknown relation");
    reader.entries_.push_back(
        {&rule, static_cast<RelationKind>(kind), !rule.Attribute("reverse").empty()});
  }
  return reader;
}

void RelationReader::Read(const Document& doc, const std::vector<SlotMention>& mentions,
                          Extraction* x) const {
  if (x->deals.size() < 2) return;
  std::vector<Told> told;
  for (size_t d = 0; d < x->deals.size(); ++d) {
    for (const TextSpan& words : x->deals[d].words) told.push_back({words, static_cast<int>(d)});
  }
  std::stable_sort(told.begin(), told.end(),
                   [](const Told& a, const Told& b) { return a.words < b.words; });
  for (const Sentence& sentence : doc.sentences()) {
    if (sentence.span.end <= told.front().words.begin) continue;
    const uint64_t bits = rules_->Triggers(doc.tokens(), sentence.first_token, sentence.end_token);
    for (const Entry& entry : entries_) {
      TextSpan cue;
      if ((bits & entry.rule->needs) != entry.rule->needs ||
          !entry.rule->pattern.Find(doc.text(), sentence.span.begin, sentence.span.end, &cue))
        continue;
      const Reading reading{doc, *x, mentions, told, sentence.span};
      bool leads = false;
      const Sides sides = SidesOf(doc, sentence.span, cue, &leads);
      const bool resolves = entry.kind == RelationKind::kResolves;
      int from = reading.ToldIn(sides.left, !leads);
      if (from < 0 && !leads) from = reading.Meant(sides.left, true, -1);
      if (from < 0 && !leads && entry.kind != RelationKind::kFollows) from = reading.LastBefore(-1);
      if (from < 0 && entry.kind == RelationKind::kPartOf) from = reading.ToldIn(sides.left, false);
      if (from < 0) continue;
      if (resolves && ResolveConflicts(from, cue, x)) continue;
      const TextSpan right = resolves ? cue : sides.right;
      int to = reading.ToldIn(sides.right, false);
      if (to < 0 || to == from || resolves) to = reading.Meant(right, leads, from);
      AddRelation(entry.kind, entry.reverse ? to : from, entry.reverse ? from : to, cue, x);
    }
  }
  RelateSuperseded(x);
}

}  // namespace dealwire
