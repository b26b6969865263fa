// What the money extractor finds: amounts of money and percentages. Plain values; no RE2, no ICU.
// Amounts are exact decimal strings ("1200000000", "24.50"), never floating point. Currencies are
// ISO 4217 codes.
#ifndef DEALWIRE_EXTRACTORS_MONEY_MONEY_TYPES_H_
#define DEALWIRE_EXTRACTORS_MONEY_MONEY_TYPES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/span.h"

namespace dealwire {

// How the currency was read: from an ISO code, an unambiguous symbol or word, a country cue in the
// text (dateline, "Canadian", "Sydney"), or the default for a bare "$", "dollar", "pound" ...
enum class CurrencyBasis : uint8_t { kIso, kSymbol, kWord, kLocale, kDefault };
inline constexpr const char* kCurrencyBasisNames[] = {"iso", "symbol", "word", "locale", "default"};

enum class Qualifier : uint8_t {
  kUpTo,
  kAtLeast,
  kMoreThan,
  kLessThan,
  kAbout,
  kEstimated,
  kAdditional,
  kInitial,
  kContingent,
  kUndisclosed,
  kProjected,
  kReported
};
inline constexpr const char* kQualifierNames[] = {
    "up_to",      "at_least", "more_than",  "less_than",   "about",     "estimated",
    "additional", "initial",  "contingent", "undisclosed", "projected", "reported"};

// What the money is for. kNone: not stated, the field is left out.
enum class Purpose : uint8_t {
  kNone,
  kInvestment,
  kPurchase,
  kLicence,
  kRevenueShare,
  kRevenue,
  kValuation,
  kDebt,
  kFee,
  kPenalty,
  kOther
};
inline constexpr const char* kPurposeNames[] = {
    "",          "investment", "purchase", "licence", "revenue_share", "revenue",
    "valuation", "debt",       "fee",      "penalty", "other"};

// One amount. Exactly one of value, {min and/or max}, magnitude is set (an empty string is
// "absent"). "up to $50 billion" has max; "$10-12 million" min and max; "billions of dollars"
// magnitude 1000000000.
struct MoneyMention {
  TextSpan span;         // "$50 billion": qualifiers stay outside
  std::string currency;  // ISO 4217, empty when unknown
  CurrencyBasis currency_basis = CurrencyBasis::kDefault;
  std::string value, min, max, magnitude;
  bool approximate = false;
  std::vector<Qualifier> qualifiers;
  std::string
      period;       // "year", "quarter", "month", ... where the words say so ("$3 million a year")
  std::string per;  // "share", "barrel", ... ("$24.50 a share")
  // Filled by the linker: indexes into Extraction::parties, -1 where unknown.
  int payer = -1, payee = -1;
  Purpose purpose = Purpose::kNone;
  std::string_view rule;  // id of the rule that made it; lives as long as the Engine
  float confidence = 0;
};

enum class PercentKind : uint8_t { kNone, kStake, kPremium, kGrowth, kShare };
inline constexpr const char* kPercentKindNames[] = {"", "stake", "premium", "growth", "share"};

struct PercentMention {
  TextSpan span;      // "27 percent"
  std::string value;  // "27"; percentage points and basis points are given in percent too
  bool approximate = false;
  PercentKind kind = PercentKind::kNone;
  int holder = -1, of = -1;  // party indexes, filled by the linker
  std::string_view rule;
  float confidence = 0;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_MONEY_MONEY_TYPES_H_
