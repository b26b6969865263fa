#include "extractors/deal/deal_reference.h"

#include <algorithm>
#include <array>
#include <utility>

#include "pipeline/text/word_set.h"

namespace dealwire {
namespace {

constexpr uint32_t Bit(DealType type) { return 1U << static_cast<uint32_t>(type); }

constexpr uint32_t kSuits = Bit(DealType::kLawsuit) | Bit(DealType::kSettlement);

// What a noun can stand for, as bits of types; 0: it stands for no deal.
uint32_t TypesOf(const Token& noun) {
  static const std::array<std::pair<WordSet, uint32_t>, 9> kNouns = {{
      {{"deal", "deals", "agreement", "agreements", "pact", "contract", "contracts", "accord",
        "transaction", "arrangement", "renegotiation", "terms"},
       ~kSuits},
      {{"settlement"}, Bit(DealType::kSettlement)},
      {{"lawsuit", "lawsuits", "suit", "suits", "litigation", "dispute", "complaint", "legal"},
       kSuits},
      {{"merger", "takeover", "acquisition", "purchase", "buyout", "offer", "bid", "sale"},
       Bit(DealType::kAcquisition) | Bit(DealType::kMerger) | Bit(DealType::kAssetSale) |
           Bit(DealType::kStake)},
      {{"partnership", "alliance", "collaboration"},
       Bit(DealType::kPartnership) | Bit(DealType::kJointVenture)},
      {{"venture"}, Bit(DealType::kJointVenture)},
      {{"licence", "license"}, Bit(DealType::kLicence) | Bit(DealType::kExclusivity)},
      {{"investment", "round", "funding", "financing"},
       Bit(DealType::kInvestment) | Bit(DealType::kFundingRound) | Bit(DealType::kStake)},
      {{"loan", "credit", "bond", "bonds"}, Bit(DealType::kLoan)},
  }};
  for (const auto& [words, types] : kNouns) {
    if (words.Has(noun)) return types;
  }
  return 0;
}

}  // namespace

uint32_t TypesNamed(const Document& doc, TextSpan sentence) {
  static const WordSet kThe = {"the", "this", "that", "its", "their"};
  const std::vector<Token>& tokens = doc.tokens();
  for (uint32_t t = doc.TokenAt(sentence.begin) + 1;
       t < tokens.size() && tokens[t].begin < sentence.end; ++t) {
    const uint32_t types = TypesOf(tokens[t]);
    if (types != 0 && types != ~kSuits && kThe.Has(tokens[t - 1])) return types;
  }
  return 0;
}

struct DealReferences::Noun {
  uint32_t types = 0;
  bool older = false, newer = false, non_exclusive = false;
};

bool IsParty(const Deal& deal, int party) {
  return std::any_of(deal.parties.begin(), deal.parties.end(),
                     [party](const DealParty& p) { return p.party == party; });
}

size_t SharedParties(const Deal& a, const Deal& b) {
  return static_cast<size_t>(
      std::count_if(a.parties.begin(), a.parties.end(),
                    [&b](const DealParty& p) { return IsParty(b, p.party); }));
}

std::string AnnouncedDay(const Extraction& x, const Deal& deal) {
  std::string day;
  for (const auto& [name, dates] : deal.dates) {
    if (name != "announced" && name != "signed") continue;
    for (const int date : dates) day = std::max(day, x.dates[date].earliest);
  }
  return day;
}

DealReferences::DealReferences(const Document& doc, const Extraction& x,
                               const std::vector<SlotMention>& mentions)
    : doc_(doc), x_(x), mentions_(mentions) {
  for (size_t d = 0; d < x.deals.size(); ++d) {
    announced_.push_back(AnnouncedDay(x, x.deals[d]));
    for (const TextSpan& words : x.deals[d].words) told_.push_back({words, static_cast<int>(d)});
  }
  std::stable_sort(told_.begin(), told_.end(),
                   [](const Told& a, const Told& b) { return a.words < b.words; });
}

std::vector<DealReferences::Told>::const_iterator DealReferences::From(uint32_t begin) const {
  return std::lower_bound(told_.begin(), told_.end(), begin,
                          [](const Told& t, uint32_t at) { return t.words.begin < at; });
}

int DealReferences::ToldIn(TextSpan stretch, bool last) const {
  int found = -1;
  for (auto t = From(stretch.begin); t != told_.end() && t->words.begin < stretch.end; ++t) {
    if (!stretch.Contains(t->words)) continue;
    found = t->deal;
    if (!last) break;
  }
  return found;
}

DealReferences::Noun DealReferences::NounIn(TextSpan stretch, bool last) const {
  static const WordSet kOlder = {"previous", "earlier", "prior",  "original", "old",
                                 "older",    "initial", "former", "smaller"};
  static const WordSet kNewer = {"new",          "newest",  "latest",       "revised",
                                 "renegotiated", "amended", "renegotiation"};
  Noun noun, adjectives;
  const std::vector<Token>& tokens = doc_.tokens();
  for (uint32_t t = doc_.TokenAt(stretch.begin); t < tokens.size() && tokens[t].begin < stretch.end;
       ++t) {
    adjectives.older = adjectives.older || kOlder.Has(tokens[t]);
    adjectives.newer = adjectives.newer || kNewer.Has(tokens[t]);
    const std::string_view word = doc_.Words(tokens[t]);
    adjectives.non_exclusive = adjectives.non_exclusive || word == "non-exclusive" || word == "non";
    const uint32_t types = TypesOf(tokens[t]);
    if (types == 0) continue;
    noun = adjectives;
    noun.types = types;
    adjectives = {};
    if (!last) break;
  }
  return noun;
}

// Whether a noun can stand for a deal: by its type, and by a party of it if any company is named.
bool DealReferences::Fits(const Noun& noun, TextSpan stretch, int index) const {
  const Deal& deal = x_.deals[index];
  if ((Bit(deal.type) & noun.types) == 0) return false;
  if (noun.non_exclusive && deal.terms.exclusivity != Exclusivity::kNonExclusive) return false;
  if (noun.newer && deal.status == DealStatus::kSuperseded) return false;
  bool any = false;
  auto m = std::lower_bound(
      mentions_.begin(), mentions_.end(), stretch.begin,
      [](const SlotMention& mention, uint32_t begin) { return mention.span.begin < begin; });
  for (; m != mentions_.end() && m->span.end <= stretch.end; ++m) {
    if (m->slot != Slot::kParty) continue;
    if (IsParty(deal, m->item)) return true;
    any = any || x_.parties[m->item].kind == PartyKind::kCompany;
  }
  return !any;
}

int DealReferences::Meant(TextSpan stretch, uint32_t sentence_begin, bool last, int beside) const {
  const Noun noun = NounIn(stretch, last);
  if (noun.types == 0) return -1;
  constexpr std::ptrdiff_t kMost = 256;  // tellings back: no reader remembers more
  int found = -1;
  const auto end = From(sentence_begin);
  for (auto t = end - std::min(kMost, end - told_.begin()); t != end; ++t) {
    if (t->deal == beside || !Fits(noun, stretch, t->deal)) continue;
    if (beside >= 0 && SharedParties(x_.deals[t->deal], x_.deals[beside]) == 0) continue;
    const bool superseded = found >= 0 && x_.deals[found].status == DealStatus::kSuperseded;
    if (noun.older && superseded) continue;
    // "the new agreement" is the one announced last.
    if (noun.newer && found >= 0 && announced_[t->deal] < announced_[found]) continue;
    found = t->deal;
  }
  return found;
}

int DealReferences::LastBefore(uint32_t sentence_begin) const {
  constexpr uint32_t kReach = 400;  // bytes
  const auto end = From(sentence_begin);
  if (end == told_.begin()) return -1;
  const Told& last = *(end - 1);
  return sentence_begin - std::min(sentence_begin, last.words.end) < kReach ? last.deal : -1;
}

}  // namespace dealwire
