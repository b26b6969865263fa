#include "extractors/quote/works.h"

#include <algorithm>

#include "pipeline/text/word_set.h"

namespace dealwire {
namespace {

const WordSet& Works() {
  static const WordSet kSet = {
      "film",     "films",    "movie",  "novel",      "book",     "memoir",      "biography",
      "album",    "single",   "song",   "hit",        "musical",  "opera",       "play",
      "show",     "series",   "sitcom", "programme",  "program",  "documentary", "podcast",
      "column",   "article",  "essay",  "editorial",  "poem",     "ballet",      "symphony",
      "magazine", "journal",  "blog",   "newsletter", "game",     "videogame",   "comedy",
      "drama",    "thriller", "sequel", "remake",     "painting", "exhibition",  "lecture",
      "paper",    "report",   "study",  "thesis",     "titled",   "entitled",    "headlined",
      "directed", "sang",     "wrote",  "trilogy",    "cartoon",  "soap",        "bestseller"};
  return kSet;
}

// Behind a name these are works; others ("paper", "report", "single") may be anything there.
const WordSet& WorksBehind() {
  static const WordSet kSet = {"film",   "films",     "movie",  "movies",  "novel",   "novels",
                               "album",  "series",    "sitcom", "musical", "podcast", "trilogy",
                               "sequel", "franchise", "show",   "books",   "saga",    "star"};
  return kSet;
}

const WordSet& Things() {
  static const WordSet kSet = {
      "phone",     "smartphone", "handset",  "tablet",   "laptop",     "computer",  "console",
      "model",     "car",        "truck",    "van",      "suv",        "sedan",     "motorcycle",
      "drug",      "pill",       "vaccine",  "medicine", "chip",       "processor", "app",
      "software",  "browser",    "platform", "service",  "tool",       "robot",     "device",
      "product",   "brand",      "label",    "range",    "line",       "project",   "operation",
      "ship",      "vessel",     "yacht",    "tanker",   "plane",      "aircraft",  "jet",
      "satellite", "rocket",     "unit",     "division", "subsidiary", "fund",      "company",
      "trademark", "logo",       "beer",     "whisky",   "toy",        "doll",      "store",
      "shop",      "restaurant", "chain",    "gang",     "storm",      "hurricane"};
  return kSet;
}

const WordSet& Naming() {
  static const WordSet kSet = {"named",    "called",   "dubbed",    "nicknamed",  "codenamed",
                               "codename", "branded",  "rebranded", "christened", "name",
                               "renamed",  "nickname", "as",        "alias"};
  return kSet;
}

}  // namespace

QuoteKind WorkOrName(const Document& doc, const MarkPair& pair) {
  static const WordSet kIn = {"in"}, kStage = {"starred", "stars", "starring", "appeared", "acted"},
                       kArticles = {"the", "a", "an"};
  const auto& tokens = doc.tokens();
  if (pair.end_token < tokens.size() && !tokens[pair.end_token].Is(Token::kLineStart)) {
    if (WorksBehind().Has(tokens[pair.end_token])) return QuoteKind::kTitle;
    if (Things().Has(tokens[pair.end_token])) return QuoteKind::kName;
  }
  uint32_t k = pair.first_token;
  if (k > 0 && kArticles.Has(tokens[k - 1])) --k;
  if (k > 1 && tokens[k - 1].IsMark(',')) --k;
  if (k == 0 || tokens[pair.first_token].Is(Token::kLineStart)) return QuoteKind::kStatement;
  if (Works().Has(tokens[k - 1])) return QuoteKind::kTitle;
  if (Things().Has(tokens[k - 1])) return QuoteKind::kName;
  if (k > 1 && kIn.Has(tokens[k - 1]) && kStage.Has(tokens[k - 2])) return QuoteKind::kTitle;
  if (!Naming().Has(tokens[k - 1])) return QuoteKind::kStatement;
  // "a film called ..."
  for (uint32_t back = k - 1; back > 0 && back + 4 > k; --back) {
    if (Works().Has(tokens[back - 1])) return QuoteKind::kTitle;
  }
  return QuoteKind::kName;
}

bool IsContractWord(const Token& token) {
  static const WordSet kSet = {
      "agreement",  "agreements", "contract",  "contracts", "clause",  "deal",    "terms",
      "document",   "documents",  "filing",    "licence",   "license", "treaty",  "provision",
      "provisions", "memorandum", "lease",     "deed",      "accord",  "pact",    "covenant",
      "statute",    "bylaws",     "indenture", "warrant",   "policy",  "charter", "prospectus"};
  return kSet.Has(token);
}

TextSpan ContractThatRules(const Document& doc, uint32_t begin, uint32_t end) {
  static const WordSet kUnder = {"under", "in", "per", "by"}, kThat = {"that"}, kOf = {"of"},
                       kRules = {"provides",  "provided", "requires", "required",  "states",
                                 "gives",     "gave",     "allows",   "bars",      "barred",
                                 "obliges",   "grants",   "granted",  "defines",   "prohibits",
                                 "permits",   "calls",    "includes", "contains",  "sets",
                                 "limits",    "says",     "reads",    "specifies", "stipulates",
                                 "stipulated"};
  constexpr uint32_t kLongest = 8;
  const auto& tokens = doc.tokens();
  if (begin >= end) return {};
  const bool under = kUnder.Has(tokens[begin]);
  if (under) ++begin;
  const uint32_t limit = std::min(end, begin + kLongest);
  uint32_t last = begin;  // one past the contract word
  for (uint32_t k = begin; k < limit && tokens[k].word() && !kThat.Has(tokens[k]); ++k) {
    if (last > begin && kRules.Has(tokens[k]))
      return under ? TextSpan{} : TextSpan{tokens[begin].begin, tokens[k - 1].end};
    if (IsContractWord(tokens[k])) last = k + 1;
  }
  if (!under || last == begin) return {};
  // "Under the terms of the deal, ...": up to the comma.
  if (last < end && kOf.Has(tokens[last])) {
    while (last < limit && tokens[last].word()) ++last;
  }
  const bool comma = last < end && tokens[last].IsMark(',');
  return comma ? TextSpan{tokens[begin].begin, tokens[last - 1].end} : TextSpan{};
}

}  // namespace dealwire
