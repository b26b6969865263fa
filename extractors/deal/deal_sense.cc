#include "extractors/deal/deal_sense.h"

#include <algorithm>
#include <iterator>

#include "extractors/deal/skeleton.h"
#include "pipeline/text/word_set.h"

namespace dealwire {

bool StandsAlone(DealType type) {
  return type == DealType::kIpo || type == DealType::kBuyback || type == DealType::kLawsuit;
}

namespace {

// "A350", "Dreamliners": bought by the piece, unlike a brand.
bool IsGoods(std::string_view product) {
  return product.ends_with("s") || product.find_first_of("0123456789") != std::string_view::npos;
}

}  // namespace

bool CanDeal(const Extraction& x, const Deal& deal) {
  const auto kind = [&x](const DealParty& p) { return x.parties[p.party].kind; };
  const DealType type = deal.type;
  if (deal.parties.size() == 1 && StandsAlone(type)) {
    const PartyKind only = kind(deal.parties[0]);
    return only == PartyKind::kCompany || only == PartyKind::kOrganisation ||
           only == PartyKind::kFund ||
           (only == PartyKind::kGovernment && type == DealType::kLawsuit);
  }
  const bool alone = deal.parties.size() == 1 && type == DealType::kStake;
  return std::none_of(deal.parties.begin(), deal.parties.end(), [&](const DealParty& p) {
    // Of a person whose office is told we are sure; a company's name may look like one.
    const bool sold = p.role == Role::kTarget || p.role == Role::kInvestee;
    const bool never = alone || type == DealType::kPurchaseContract ||
                       (sold && !x.parties[p.party].position.empty());
    return (never && kind(p) == PartyKind::kPerson) ||
           (p.role == Role::kTarget && kind(p) == PartyKind::kProduct &&
            IsGoods(x.parties[p.party].name));
  });
}

void TurnSettlement(const Extraction& x, Deal* deal) {
  if (deal->type != DealType::kSettlement) return;
  const auto is = [&x](const DealParty& p, bool state) {
    return (x.parties[p.party].kind == PartyKind::kGovernment) == state;
  };
  for (const DealParty& p : deal->parties) {
    if (!is(p, p.role == Role::kDefendant)) return;
  }
  if (deal->parties.size() < 2) return;
  for (DealParty& p : deal->parties)
    p.role = p.role == Role::kDefendant ? Role::kPlaintiff : Role::kDefendant;
}

bool Judges(const Extraction& x, const Deal& deal, std::string_view words) {
  static constexpr std::string_view kWords[] = {" approved ", " approve ", " blocked ",
                                                " block ",    " cleared ", " opposed ",
                                                " oppose ",   " opposes ", " approves "};
  if (deal.parties.empty()) return false;
  const PartyKind kind = x.parties[deal.parties[0].party].kind;
  if (kind == PartyKind::kCompany || kind == PartyKind::kFund) return false;
  return std::any_of(std::begin(kWords), std::end(kWords), [words](std::string_view w) {
    return words.find(w) != std::string_view::npos;
  });
}

bool NamesYear(const Document& doc, TextSpan sentence) {
  static const WordSet kMonths = {"january",  "february", "march",  "april",     "may",
                                  "june",     "july",     "august", "september", "october",
                                  "november", "december", "jan",    "feb",       "aug",
                                  "sept",     "oct",      "nov",    "dec"};
  const std::vector<Token>& tokens = doc.tokens();
  for (size_t i = doc.TokenAt(sentence.begin); i < tokens.size() && tokens[i].begin < sentence.end;
       ++i) {
    const std::string_view word = doc.Words(tokens[i].span());
    const bool year = word.size() == 4 && (word.starts_with("19") || word.starts_with("20")) &&
                      word.find_first_not_of("0123456789") == std::string_view::npos;
    if (year || (tokens[i].Is(Token::kCapital) && kMonths.Has(tokens[i]))) return true;
  }
  return false;
}

bool BeginsNext(std::string_view text, TextSpan list) {
  static const WordSet kVerbs = {"has",  "had", "will", "would", "could", "may",   "said",
                                 "says", "did", "does", "might", "plans", "wants", "also"};
  const std::string_view before = text.substr(0, list.end - std::min(list.end, Clause::kSlotBytes));
  if (!before.ends_with(" and ") || list.end + 1 >= text.size() || text[list.end] != ' ')
    return false;
  const std::string_view behind = text.substr(list.end + 1);
  const size_t end = std::min(behind.find_first_of(" .,"), behind.size());
  // "The sale to Alder and Quillon has been approved."
  return kVerbs.HasWord(behind.substr(0, end)) && !behind.substr(end).starts_with(" be");
}

}  // namespace dealwire
