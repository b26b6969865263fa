// What the linker makes of the mentions: deals, the timeline of dated events, checks. Plain values.
// All references are indexes into the vectors of Extraction (extraction.h).
#ifndef DEALWIRE_EXTRACTORS_DEAL_DEAL_TYPES_H_
#define DEALWIRE_EXTRACTORS_DEAL_DEAL_TYPES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/base/span.h"

namespace dealwire {

enum class DealType : uint8_t {
  kAcquisition,
  kMerger,
  kAssetSale,
  kStake,
  kInvestment,
  kFundingRound,
  kJointVenture,
  kPartnership,
  kLicence,
  kPurchaseContract,
  kLoan,
  kRevenueShare,
  kExclusivity,
  kLawsuit,
  kSettlement,
  kIpo,
  kBuyback,
  kOther
};
inline constexpr const char* kDealTypeNames[] = {
    "acquisition",   "merger",        "asset_sale",  "stake",   "investment",
    "funding_round", "joint_venture", "partnership", "licence", "purchase_contract",
    "loan",          "revenue_share", "exclusivity", "lawsuit", "settlement",
    "ipo",           "buyback",       "other"};

enum class Role : uint8_t {
  kAcquirer,
  kTarget,
  kSeller,
  kInvestor,
  kInvestee,
  kLender,
  kBorrower,
  kLicensor,
  kLicensee,
  kBuyer,
  kSupplier,
  kPartner,
  kPayer,
  kPayee,
  kPlaintiff,
  kDefendant,
  kFinancialAdviser,
  kLegalAdviser,
  kRegulator,
  kHolder,
  kOther
};
inline constexpr const char* kRoleNames[] = {
    "acquirer",  "target",   "seller",    "investor",  "investee",          "lender",
    "borrower",  "licensor", "licensee",  "buyer",     "supplier",          "partner",
    "payer",     "payee",    "plaintiff", "defendant", "financial_adviser", "legal_adviser",
    "regulator", "holder",   "other"};

enum class DealStatus : uint8_t {
  kNone,
  kRumoured,
  kConsidered,
  kProposed,
  kAnnounced,
  kAgreed,
  kSigned,
  kPending,
  kCompleted,
  kInEffect,
  kAmended,
  kSuperseded,
  kWithdrawn,
  kRejected,
  kTerminated,
  kDisputed,
  kExpired
};
inline constexpr const char* kDealStatusNames[] = {
    "",          "rumoured", "considered", "proposed",  "announced", "agreed",
    "signed",    "pending",  "completed",  "in_effect", "amended",   "superseded",
    "withdrawn", "rejected", "terminated", "disputed",  "expired"};

enum class Disclosed : uint8_t { kNotStated, kDisclosed, kEstimated, kUndisclosed };
inline constexpr const char* kDisclosedNames[] = {"not_stated", "disclosed", "estimated",
                                                  "undisclosed"};

enum class Exclusivity : uint8_t { kUnknown, kExclusive, kNonExclusive, kFirstRight, kNone };
inline constexpr const char* kExclusivityNames[] = {"", "exclusive", "non_exclusive", "first_right",
                                                    "none"};

enum class ConditionKind : uint8_t {
  kRegulatory,
  kShareholder,
  kFinancing,
  kMilestone,
  kUnspecified,
  kOther
};
inline constexpr const char* kConditionKindNames[] = {"regulatory", "shareholder", "financing",
                                                      "milestone",  "unspecified", "other"};

enum class RelationKind : uint8_t {
  kAmends,
  kSupersedes,
  kConflictsWith,
  kResolves,
  kPartOf,
  kFollows,
  kTriggeredBy
};
inline constexpr const char* kRelationKindNames[] = {
    "amends", "supersedes", "conflicts_with", "resolves", "part_of", "follows", "triggered_by"};

struct DealParty {
  int party = -1;
  Role role = Role::kOther;
};

struct DealValue {
  std::vector<int> total, up_front, contingent, per_share, annual;  // money indexes
  Disclosed disclosed = Disclosed::kNotStated;
  TextSpan disclosed_span;  // "undisclosed terms", or empty
};

struct DealStake {
  int percent = -1;  // percent index
  bool owned_after = false;
};

struct RevenueShare {
  int payer = -1, payee = -1;  // party indexes
  int percent = -1;
  bool capped = false;
  int until = -1;  // date index
};

struct Obligation {
  int by = -1, to = -1;  // party indexes
  TextSpan span;
  TextSpan exception;  // "unless a court forbids it", within span; or empty
  int quote = -1;
};

// What a party pays if the deal fails.
struct BreakFee {
  int money = -1;
  int payer = -1, payee = -1;  // party indexes
  TextSpan span;
};

struct DealTerms {
  Exclusivity exclusivity = Exclusivity::kUnknown;
  std::string exclusivity_scope;
  int exclusivity_holder = -1;
  TextSpan exclusivity_span;
  int term_start = -1, term_end = -1, term_duration = -1;  // date indexes
  std::string end_condition;
  std::vector<RevenueShare> revenue_share;
  std::vector<Obligation> obligations;
  std::vector<BreakFee> break_fees;
};

struct Condition {
  ConditionKind kind = ConditionKind::kOther;
  TextSpan span;
  int quote = -1;
  int applies_to = -1;  // money index
};

struct StatusChange {
  DealStatus status = DealStatus::kNone;
  int date = -1;
  TextSpan span;
};

struct Relation {
  RelationKind kind = RelationKind::kFollows;
  int deal = -1;
  TextSpan span;
};

struct Deal {
  DealType type = DealType::kOther;
  std::string title;  // generated: "Alder acquires Quillon for $3 million"
  DealStatus status = DealStatus::kNone;
  std::vector<DealParty> parties;
  DealValue value;
  DealStake stake;
  TextSpan subject;  // what is bought, licensed, ...; may be empty
  TextSpan target_business, target_location;
  DealTerms terms;
  std::vector<Condition> conditions;
  std::vector<std::pair<std::string, std::vector<int>>>
      dates;                             // {"announced", {date indexes}}, ...
  std::vector<int> clauses, statements;  // quote indexes
  std::vector<Relation> relations;
  TextSpan status_span;
  std::vector<StatusChange> status_history;
  std::vector<TextSpan> evidence;  // the sentences that tell of it; never empty
  std::vector<TextSpan> words;     // the words in them that do; not in the record
  std::string_view rule;
  float confidence = 0;
};

struct TimelineEntry {
  int date = -1;
  TextSpan span;
  int deal = -1;
};

enum class ItemKind : uint8_t { kMoney, kPercent, kDate, kParty, kQuote, kDeal };

struct ItemRef {
  ItemKind kind = ItemKind::kMoney;
  int index = -1;
};

struct Check {
  std::string_view rule;
  bool ok = true;
  std::vector<ItemRef> items;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_DEAL_DEAL_TYPES_H_
