#include "extractors/money/currency.h"

#include <algorithm>
#include <array>

namespace dealwire {
namespace {

constexpr uint32_t kDatelineTokens = 12;  // a dateline stands within the first words of the body
constexpr uint32_t kTitleTokens = 30;

CurrencyBasis BasisOf(std::string_view word) {
  if (word == "iso" || word == "code") return CurrencyBasis::kIso;
  if (word == "symbol" || word == "apart" || word == "minor") return CurrencyBasis::kSymbol;
  if (word == "default" || word == "minor_default") return CurrencyBasis::kDefault;
  return CurrencyBasis::kWord;
}

Currency FromRow(const Lexicon& lexicon, int row) {
  const std::string_view basis = lexicon.Cell(row, 2);
  Currency currency;
  currency.code = std::string(lexicon.Cell(row, 1));
  currency.basis = BasisOf(basis);
  currency.minor = basis == "minor" || basis == "minor_default";
  currency.ambiguous = currency.basis == CurrencyBasis::kDefault;
  currency.needs_scale = basis == "big";
  currency.needs_blank = basis == "apart";
  return currency;
}

// The token of the dash that ends a dateline ("HONG KONG, May 3 -"); the body's first if there is
// none.
uint32_t DatelineEnd(const Document& doc) {
  const auto& tokens = doc.tokens();
  const uint32_t body = doc.TokenAt(doc.body_begin());
  for (uint32_t i = body; i + 1 < tokens.size() && i < body + kDatelineTokens; ++i) {
    const std::string_view word = doc.Words(tokens[i]);
    const bool dash = word == "-" || word == "--" || word == "\u2013" || word == "\u2014";
    if (dash && tokens[i].Is(Token::kSpaceBefore) && tokens[i + 1].Is(Token::kSpaceBefore))
      return i;
  }
  return body;
}

bool IsCode(std::string_view words) {
  return words.size() == 3 &&
         std::all_of(words.begin(), words.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

Result<Currencies> Currencies::Make(const RuleBook& book) {
  Currencies out;
  for (const char* name : {"currency_symbols", "currency_prefixes", "currency_units",
                           "currency_codes", "currency_names"}) {
    const Lexicon* lexicon = book.FindLexicon(name);
    if (lexicon == nullptr) return Status::Error(std::string("no lexicon '") + name + "'");
    for (size_t row = 0; row < lexicon->size(); ++row)  // the first that has a form keeps it
      out.forms_.emplace(LowerCase(lexicon->Cell(row, 0)), FromRow(*lexicon, row));
  }
  out.codes_ = book.FindLexicon("currency_codes");
  const Lexicon* cues = book.FindLexicon("currency_cues");
  if (cues == nullptr) return Status::Error("no lexicon 'currency_cues'");
  for (size_t row = 0; row < cues->size(); ++row) {
    Cue cue;
    for (const std::string_view piece : SplitCell(cues->Cell(row, 1))) {
      const size_t colon = std::min(piece.find(':'), piece.size() - 1);
      cue.currencies.emplace_back(piece.substr(0, colon), piece.substr(colon + 1));
    }
    out.cue_index_.Add(cues->Cell(row, 0), static_cast<int>(out.cues_.size()));
    out.cues_.push_back(std::move(cue));
  }
  return out;
}

bool Currencies::Look(std::string_view words, Currency* currency) const {
  if (IsCode(words)) {
    if (const int row = codes_->Find(words); row >= 0) {
      *currency = FromRow(*codes_, row);
      return true;
    }
  }
  const auto it = forms_.find(LowerCase(words));
  if (it == forms_.end()) return false;
  *currency = it->second;
  return true;
}

std::string_view Currencies::Family(std::string_view default_code) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 16> kFamilies = {{
      {"USD", "dollar"},
      {"GBP", "pound"},
      {"CHF", "franc"},
      {"SEK", "crown"},
      {"NOK", "crown"},
      {"DKK", "crown"},
      {"MXN", "peso"},
      {"INR", "rupee"},
      {"KWD", "dinar"},
      {"SAR", "riyal"},
      {"IRR", "riyal"},
      {"KES", "shilling"},
      {"AED", "dirham"},
      {"TRY", "lira"},
      {"JPY", "yen"},
      {"EUR", "euro"},
  }};
  for (const auto& [code, family] : kFamilies) {
    if (code == default_code) return family;
  }
  return {};
}

std::string Currencies::Nearest(const Document& doc, uint32_t first, uint32_t end, TextSpan span,
                                std::string_view family) const {
  std::string best;
  uint32_t best_distance = UINT32_MAX;
  for (uint32_t i = first; i < end; ++i) {
    const PhraseIndex::Hit hit = cue_index_.Longest(doc.tokens(), i, end);
    if (hit.id < 0 || !doc.tokens()[i].Is(Token::kCapital)) continue;
    const uint32_t at = doc.tokens()[i].begin;
    const uint32_t distance = at > span.begin ? at - span.begin : span.begin - at;
    for (const auto& [unit, code] : cues_[hit.id].currencies) {
      if (unit == family && distance < best_distance) {
        best = code;
        best_distance = distance;
      }
    }
  }
  return best;
}

std::string Currencies::Resolve(const Document& doc, TextSpan span, std::string_view family) const {
  if (family.empty()) return {};
  const auto& tokens = doc.tokens();
  const uint32_t body = doc.TokenAt(doc.body_begin());
  // A bare "$" with a place in the same sentence is still mostly the US dollar; for it only the
  // dateline counts.
  if (family != "dollar") {
    const Sentence& sentence = doc.SentenceOf(span.begin);
    std::string code = Nearest(doc, sentence.first_token, sentence.end_token, span, family);
    if (!code.empty()) return code;
  }
  const auto limit = static_cast<uint32_t>(tokens.size());
  // The international agencies write C$ and A$, whatever the dateline.
  const std::string_view head = doc.text().substr(doc.body_begin(), 200);
  for (const std::string_view agency :
       {"(Reuters)", "(AP)", "(AFP)", "(Bloomberg)", "(Dow Jones)"}) {
    if (family == "dollar" && head.find(agency) != std::string_view::npos) return {};
  }
  std::string code = Nearest(doc, body, std::min(limit, body + kDatelineTokens), {}, family);
  if (!code.empty()) return code;
  if (family == "dollar") return Nearest(doc, body, DatelineEnd(doc), {}, "dateline_dollar");
  code = Nearest(doc, 0, std::min(limit, kTitleTokens), {}, family);
  if (!code.empty()) return code;
  return Nearest(doc, 0, std::min<uint32_t>(limit, 2000), span, family);
}

}  // namespace dealwire
