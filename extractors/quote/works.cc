#include "extractors/quote/works.h"

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

}  // namespace dealwire
