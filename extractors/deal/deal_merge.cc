#include "extractors/deal/deal_merge.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "extractors/deal/status_history.h"

namespace dealwire {
namespace {

constexpr uint32_t kPartnership = 16, kLicence = 32, kContract = 64;

// Types that may be two tellings of one deal: a bit for each family.
uint32_t Families(DealType type) {
  switch (type) {
    case DealType::kAcquisition:
    case DealType::kAssetSale:
      return 1;
    case DealType::kMerger:
      return 1;
    case DealType::kStake:
      return 2;
    case DealType::kInvestment:
    case DealType::kFundingRound:
      return 4;
    case DealType::kJointVenture:
      return 8;
    case DealType::kPartnership:
      return kPartnership;
    case DealType::kLicence:
    case DealType::kExclusivity:
      return kLicence;
    case DealType::kPurchaseContract:
      return kContract;
    case DealType::kLoan:
      return 128;
    case DealType::kRevenueShare:
      return 256;
    case DealType::kLawsuit:
    case DealType::kSettlement:
      return 512;
    case DealType::kIpo:
      return 1024;
    case DealType::kBuyback:
      return 2048;
    case DealType::kOther:
      return 0;
  }
  return 0;
}

const DealParty* Find(const Deal& deal, int party) {
  for (const DealParty& p : deal.parties) {
    if (p.party == party) return &p;
  }
  return nullptr;
}

bool RoleTaken(const Deal& deal, Role role) {
  return std::any_of(deal.parties.begin(), deal.parties.end(),
                     [&](const DealParty& p) { return p.role == role; });
}

// Both name an amount or a stake, and no two are equal.
bool AmountsDiffer(const Extraction& x, const Deal& a, const Deal& b) {
  if (a.stake.percent >= 0 && b.stake.percent >= 0 && a.type == DealType::kStake) {
    return x.percents[a.stake.percent].value != x.percents[b.stake.percent].value;
  }
  return false;
}

// Not between equal partners: who is who matters.
bool Directed(const Deal& deal) {
  return std::none_of(deal.parties.begin(), deal.parties.end(),
                      [](const DealParty& p) { return p.role == Role::kPartner; });
}

const std::string* Announced(const Extraction& x, const Deal& deal) {
  for (const auto& [name, dates] : deal.dates) {
    if ((name == "announced" || name == "signed") && !dates.empty())
      return &x.dates[dates[0]].earliest;
  }
  return nullptr;
}

bool Talked(DealStatus s) { return s == DealStatus::kRumoured || s == DealStatus::kConsidered; }

// Agreements that run for a time are renewed: another month of signing or another exclusivity is
// another agreement.
bool TermsDiffer(const Extraction& x, const Deal& a, const Deal& b) {
  if ((a.status == DealStatus::kSuperseded) != (b.status == DealStatus::kSuperseded)) return true;
  constexpr size_t kMonth = 7;  // bytes of "2026-04"
  const Exclusivity p = a.terms.exclusivity, q = b.terms.exclusivity;
  if (p != Exclusivity::kUnknown && q != Exclusivity::kUnknown && p != q) return true;
  if ((Families(b.type) & (kPartnership | kLicence | kContract)) == 0) return false;
  // An order that is only talked of is another one than the order that is signed.
  if (b.type == DealType::kPurchaseContract && Talked(a.status) != Talked(b.status)) return true;
  const std::string *s = Announced(x, a), *t = Announced(x, b);
  return s != nullptr && t != nullptr && s->substr(0, kMonth) != t->substr(0, kMonth);
}

// One party, or two of which one is named after the other: "Alder", "Alder Pumps".
bool Kin(const Extraction& x, int a, int b) {
  if (a == b || x.parties[a].of == b || x.parties[b].of == a) return true;
  const std::string &p = x.parties[a].name, &q = x.parties[b].name;
  return p.starts_with(q + " ") || q.starts_with(p + " ");
}

// "Alder and Quillon announce an agreement", told in one breath with what is agreed: no deal beside
// it.
bool Names(const Extraction& x, const Deal& general, const Deal& special) {
  if (general.type != DealType::kPartnership || special.type == DealType::kPartnership ||
      special.type == DealType::kLawsuit || special.type == DealType::kStake ||
      general.parties.size() != 2 || special.parties.size() != 2)
    return false;
  auto kin = [&](int a, int b) {
    return Kin(x, general.parties[a].party, special.parties[b].party);
  };
  return (kin(0, 0) && kin(1, 1)) || (kin(0, 1) && kin(1, 0));
}

// Two tellings of what was agreed before: "the previous agreement between Alder and Quillon".
bool BothSuperseded(const Deal& a, const Deal& b) {
  return a.status == DealStatus::kSuperseded && b.status == DealStatus::kSuperseded;
}

bool OneBreath(const DealCandidate& before, const DealCandidate& after) {
  return before.sentence == after.sentence ||
         (after.refers && after.sentence - before.sentence <= 1);
}

// "The Alder-Quillon deal" is the purchase that the article tells of elsewhere.
bool Vague(const Deal& a, const Deal& b) {
  constexpr float kSure = 0.6F;
  const bool bought = b.type == DealType::kAcquisition || b.type == DealType::kMerger;
  return a.type == DealType::kPartnership && a.confidence < kSure && bought;
}

// `same_words`: both were read from words that overlap.
bool SameDeal(const Extraction& x, const Deal& a, const Deal& b, bool same_words) {
  size_t shared = 0, same_role = 0;
  for (const DealParty& p : b.parties) {
    const DealParty* q = Find(a, p.party);
    shared += q != nullptr;
    same_role += q != nullptr && q->role == p.role;
  }
  if (shared == 0) return false;
  if (shared >= 2 && (Vague(a, b) || Vague(b, a))) return true;
  if (same_words && shared >= 2 && shared == b.parties.size()) return true;
  if ((Families(a.type) & Families(b.type)) == 0) return false;
  if (shared >= 2)
    return (same_role > 0 || !Directed(b)) && !AmountsDiffer(x, a, b) && !TermsDiffer(x, a, b);
  // One party in common: the same deal only if nobody else fills the other's roles.
  if (same_role == 0) return false;
  for (const DealParty& p : b.parties) {
    if (Find(a, p.party) == nullptr && RoleTaken(a, p.role)) return false;
  }
  return b.parties.size() == 1 || a.parties.size() == 1;
}

void AddAll(const std::vector<int>& from, std::vector<int>* to) {
  for (const int item : from) {
    if (std::find(to->begin(), to->end(), item) == to->end()) to->push_back(item);
  }
}

void JoinTerms(const DealTerms& from, DealTerms* to) {
  if (to->exclusivity == Exclusivity::kUnknown) {
    to->exclusivity = from.exclusivity;
    to->exclusivity_span = from.exclusivity_span;
    to->exclusivity_holder = from.exclusivity_holder;
    to->exclusivity_scope = from.exclusivity_scope;
  }
  if (to->term_start < 0) to->term_start = from.term_start;
  if (to->term_end < 0) to->term_end = from.term_end;
  if (to->term_duration < 0) to->term_duration = from.term_duration;
  if (to->end_condition.empty()) to->end_condition = from.end_condition;
  if (to->revenue_share.empty()) to->revenue_share = from.revenue_share;
}

void Join(const Deal& from, Deal* to) {
  if (to->type == DealType::kPartnership && from.type != to->type) {  // what was agreed
    to->type = from.type;
    to->rule = from.rule;
    to->confidence = from.confidence;
    to->parties = from.parties;
  }
  // "Alder is buying one of the largest tile makers": Quillon, as the article tells elsewhere.
  if (to->type == DealType::kAssetSale && from.type == DealType::kAcquisition &&
      to->parties.size() == 1 && RoleTaken(from, Role::kTarget)) {
    to->type = from.type;
    to->rule = from.rule;
  }
  for (const DealParty& p : from.parties) {
    if (Find(*to, p.party) == nullptr) to->parties.push_back(p);
  }
  AddAll(from.value.total, &to->value.total);
  AddAll(from.value.up_front, &to->value.up_front);
  AddAll(from.value.contingent, &to->value.contingent);
  AddAll(from.value.per_share, &to->value.per_share);
  AddAll(from.value.annual, &to->value.annual);
  if (to->value.disclosed_span.empty()) {
    to->value.disclosed_span = from.value.disclosed_span;
    to->value.disclosed = std::max(to->value.disclosed, from.value.disclosed);
  }
  if (to->stake.percent < 0) to->stake = from.stake;
  if (to->subject.empty()) to->subject = from.subject;
  if (to->target_business.empty()) to->target_business = from.target_business;
  if (to->target_location.empty()) to->target_location = from.target_location;
  if (to->type == DealType::kLawsuit && from.type == DealType::kSettlement) to->type = from.type;
  if (Progress(to->type, from.status, from.status_span) >
      Progress(to->type, to->status, to->status_span)) {
    to->status = from.status;
    to->status_span = from.status_span;
  }
  to->status_history.insert(to->status_history.end(), from.status_history.begin(),
                            from.status_history.end());
  for (const auto& named : from.dates) {
    auto known = std::find_if(to->dates.begin(), to->dates.end(),
                              [&](const auto& d) { return d.first == named.first; });
    if (known == to->dates.end()) {
      to->dates.push_back(named);
    } else {
      AddAll(named.second, &known->second);
    }
  }
  JoinTerms(from.terms, &to->terms);
  for (const Condition& c : from.conditions) {
    const bool known =
        std::any_of(to->conditions.begin(), to->conditions.end(),
                    [&](const auto& k) { return k.span == c.span && k.kind == c.kind; });
    if (!known) to->conditions.push_back(c);
  }
  to->words.insert(to->words.end(), from.words.begin(), from.words.end());
  // Candidates come in text order: what is known already stands last.
  for (const TextSpan& span : from.evidence) {
    if (to->evidence.empty() || !(to->evidence.back() == span)) to->evidence.push_back(span);
  }
}

std::string NamesOf(const Extraction& x, const Deal& deal, const std::vector<Role>& roles) {
  std::string out;
  for (const Role role : roles) {
    for (const DealParty& p : deal.parties) {
      if (p.role != role) continue;
      if (!out.empty()) out += ", ";
      out += x.parties[p.party].name;
    }
  }
  return out;
}

struct TitleWords {
  std::vector<Role> subject;
  std::string_view verb;
  std::vector<Role> object;
};

TitleWords WordsFor(DealType type) {
  switch (type) {
    case DealType::kAcquisition:
      return {{Role::kAcquirer}, "acquires", {Role::kTarget}};
    case DealType::kMerger:
      return {{Role::kPartner, Role::kAcquirer}, "merges with", {Role::kTarget}};
    case DealType::kAssetSale:
      return {{Role::kAcquirer}, "buys assets of", {Role::kTarget, Role::kSeller}};
    case DealType::kStake:
      return {{Role::kAcquirer, Role::kHolder}, "takes a stake in", {Role::kTarget}};
    case DealType::kInvestment:
    case DealType::kFundingRound:
      return {{Role::kInvestor}, "invests in", {Role::kInvestee}};
    case DealType::kLicence:
      return {{Role::kLicensor}, "licenses to", {Role::kLicensee}};
    case DealType::kPurchaseContract:
      return {{Role::kBuyer}, "buys from", {Role::kSupplier, Role::kSeller}};
    case DealType::kLoan:
      return {{Role::kLender}, "lends to", {Role::kBorrower}};
    case DealType::kRevenueShare:
      return {{Role::kPayer}, "shares revenue with", {Role::kPayee}};
    case DealType::kLawsuit:
      return {{Role::kPlaintiff}, "sues", {Role::kDefendant}};
    case DealType::kSettlement:
      return {{Role::kPlaintiff}, "settles with", {Role::kDefendant}};
    default:
      return {{Role::kPartner, Role::kAcquirer, Role::kBuyer, Role::kOther}, "", {}};
  }
}

}  // namespace

std::vector<Deal> MergeDeals(const Extraction& x, const std::vector<DealCandidate>& candidates) {
  std::vector<Deal> deals;
  std::vector<const DealCandidate*> latest;               // of a deal's tellings
  std::unordered_map<int, std::vector<size_t>> of_party;  // deals by party
  constexpr size_t kMostLooked = 64;  // latest deals of a party that are compared
  for (const DealCandidate& candidate : candidates) {
    size_t home = deals.size();
    for (const DealParty& p : candidate.deal.parties) {
      const std::vector<size_t>& known = of_party[p.party];
      const size_t from = known.size() > kMostLooked ? known.size() - kMostLooked : 0;
      for (size_t k = from; k < known.size() && home == deals.size(); ++k) {
        const DealCandidate& other = *latest[known[k]];
        const bool same_words =
            other.sentence == candidate.sentence && other.match.Overlaps(candidate.match);
        const Deal& deal = deals[known[k]];
        const bool named = (OneBreath(other, candidate) || BothSuperseded(deal, candidate.deal)) &&
                           (Names(x, deal, candidate.deal) || Names(x, candidate.deal, deal));
        if (named || SameDeal(x, deal, candidate.deal, same_words)) home = known[k];
      }
    }
    if (home == deals.size()) {
      deals.push_back(candidate.deal);
      latest.push_back(&candidate);
    } else {
      if (Vague(deals[home], candidate.deal)) {
        // The rest of what was told of it is kept.
        deals[home].type = candidate.deal.type;
        deals[home].rule = candidate.deal.rule;
        deals[home].confidence = candidate.deal.confidence;
        deals[home].parties = candidate.deal.parties;
      }
      Join(candidate.deal, &deals[home]);
      latest[home] = &candidate;
    }
    for (const DealParty& p : candidate.deal.parties) {
      std::vector<size_t>& known = of_party[p.party];
      if (known.empty() || std::find(known.rbegin(), known.rend(), home) == known.rend())
        known.push_back(home);
    }
  }
  return deals;
}

void CompleteSides(std::vector<DealCandidate>* candidates) {
  constexpr uint32_t kReach = 2;  // sentences
  static constexpr std::pair<Role, Role> kSides[] = {{Role::kInvestor, Role::kInvestee},
                                                     {Role::kBuyer, Role::kSupplier},
                                                     {Role::kAcquirer, Role::kTarget},
                                                     {Role::kLender, Role::kBorrower},
                                                     {Role::kLicensor, Role::kLicensee}};
  for (size_t i = 1; i < candidates->size(); ++i) {
    DealCandidate& candidate = (*candidates)[i];
    const DealCandidate& before = (*candidates)[i - 1];
    if (candidate.deal.parties.size() != 1 || before.deal.parties.size() > 2) continue;
    if (candidate.sentence - before.sentence > kReach) continue;
    const DealParty own = candidate.deal.parties[0];
    if (before.deal.parties.size() == 1) {
      // "Quillon raised $3 million. The round was led by Alder."
      const DealParty other = before.deal.parties[0];
      if (own.role == Role::kInvestor && other.role == Role::kInvestee)
        candidate.deal.parties.push_back(other);
      continue;
    }
    if (Find(before.deal, own.party) == nullptr) continue;
    const int other = before.deal.parties[before.deal.parties[0].party == own.party ? 1 : 0].party;
    for (const auto& [a, b] : kSides) {
      if (own.role == a) candidate.deal.parties.push_back({other, b});
      if (own.role == b) candidate.deal.parties.push_back({other, a});
    }
  }
}

namespace {

bool LacksTarget(const Deal& deal) {
  return deal.type == DealType::kAcquisition && deal.subject.empty() &&
         std::all_of(deal.parties.begin(), deal.parties.end(),
                     [](const DealParty& p) { return p.role == Role::kAcquirer; });
}

// What `other` is for, if that is no background and nobody of the bid; -1 if nothing.
int TargetFor(const Deal& bid, const Deal& other) {
  const bool over = other.status == DealStatus::kCompleted || other.status == DealStatus::kInEffect;
  if (other.type != DealType::kAcquisition || LacksTarget(other)) return -1;
  int target = -1;
  bool own = false;
  for (const DealParty& p : other.parties) {
    if (p.role == Role::kTarget && target < 0) target = p.party;
    own = own || (p.role == Role::kAcquirer && Find(bid, p.party) != nullptr);
  }
  return (own || !over) && Find(bid, target) == nullptr ? target : -1;
}

// The same bid told in full, else the nearest one before, else the next one.
int TargetOf(const std::vector<DealCandidate>& all, size_t bid) {
  const Deal& deal = all[bid].deal;
  int target = -1;
  for (const DealCandidate& c : all) {
    const bool own = std::any_of(c.deal.parties.begin(), c.deal.parties.end(), [&](const auto& p) {
      return p.role == Role::kAcquirer && Find(deal, p.party) != nullptr;
    });
    if (own && target < 0) target = TargetFor(deal, c.deal);
  }
  for (size_t k = bid; k-- > 0 && target < 0;) target = TargetFor(deal, all[k].deal);
  for (size_t k = bid + 1; k < all.size() && target < 0; ++k) target = TargetFor(deal, all[k].deal);
  return target;
}

}  // namespace

void CompleteBids(std::vector<DealCandidate>* candidates) {
  std::vector<DealCandidate> kept;
  for (size_t i = 0; i < candidates->size(); ++i) {
    DealCandidate& bid = (*candidates)[i];
    if (LacksTarget(bid.deal)) {
      const int target = TargetOf(*candidates, i);
      if (target < 0) continue;
      bid.deal.parties.push_back({target, Role::kTarget});
    }
    kept.push_back(bid);
  }
  *candidates = std::move(kept);
}

std::string DealTitle(const Document& doc, const Extraction& x, const Deal& deal) {
  const TitleWords words = WordsFor(deal.type);
  std::string title = NamesOf(x, deal, words.subject);
  const std::string object = NamesOf(x, deal, words.object);
  std::string type = kDealTypeNames[static_cast<int>(deal.type)];
  std::replace(type.begin(), type.end(), '_', ' ');
  if (title.empty() || object.empty()) {
    std::string all = title.empty() ? object : title;
    if (all.empty() && !deal.parties.empty()) all = x.parties[deal.parties[0].party].name;
    title = all.empty() ? type : all + ": " + type;
  } else {
    title += " " + std::string(words.verb) + " " + object;
  }
  if (!deal.value.total.empty())
    title += " for " + std::string(doc.Words(x.money[deal.value.total[0]].span));
  return title;
}

}  // namespace dealwire
