#include "extractors/deal/deal_asset.h"

#include <algorithm>
#include <string>
#include <utility>

#include "pipeline/text/word_set.h"

namespace dealwire {
namespace {

// Words that an asset's name does not begin with.
const WordSet& Openers() {
  static const WordSet kWords = {"a",    "an",       "the",       "its",  "their",         "his",
                                 "her",  "whose",    "which",     "that", "our",           "all",
                                 "most", "existing", "remaining", "part", "substantially", "of",
                                 "some", "same",     "entire",    "whole"};
  return kWords;
}

// Words that end it.
const WordSet& Closers() {
  static const WordSet kWords = {
      "from",    "to",    "for",     "by",     "in",      "at",       "on",    "with",   "that",
      "which",   "who",   "under",   "after",  "before",  "as",       "is",    "are",    "was",
      "were",    "will",  "has",     "have",   "said",    "because",  "when",  "while",  "where",
      "through", "owned", "located", "held",   "it",      "they",     "until", "during", "into",
      "would",   "based", "worth",   "valued", "related", "relating", "used"};
  return kWords;
}

// Words that name no asset by themselves: "its shares".
const WordSet& Blank() {
  static const WordSet kWords = {"assets",    "stock",    "shares",     "stake",        "interest",
                                 "unit",      "units",    "subsidiary", "subsidiaries", "division",
                                 "divisions", "business", "operations", "company",      "interests",
                                 "equity",    "and",      "or",         "portion"};
  return kWords;
}

// Shares of a company are no asset of their own.
const WordSet& Shares() {
  static const WordSet kWords = {"stock",    "shares",  "stake",  "stakes",
                                 "interest", "capital", "holding"};
  return kWords;
}

bool Cuts(std::string_view text, const Token& t) {
  return t.mark() != 0 && std::string_view(",;(\"").find(text[t.begin]) != std::string_view::npos;
}

// The words of `span` that name an asset; empty if nothing is left.
TextSpan AssetIn(const Document& doc, TextSpan span) {
  static const WordSet kBased = {"based"}, kLinks = {"and", "or", "of"};
  const std::vector<Token>& tokens = doc.tokens();
  uint32_t first = doc.TokenAt(span.begin);
  uint32_t end = first;
  while (end < tokens.size() && tokens[end].begin < span.end) ++end;
  for (uint32_t i = first; i < end; ++i) {
    if (kBased.Has(tokens[i]) && !tokens[i].Is(Token::kSpaceBefore))
      first = i + 1;  // "Porto-based"
  }
  while (first < end && Openers().Has(tokens[first])) ++first;
  if (first + 3 < end && doc.text()[tokens[first + 1].begin] == '(' &&
      doc.text()[tokens[first + 3].begin] == ')')
    first += 4;  // "three (3) banking centers"
  uint32_t last = first;
  while (last < end && !Closers().Has(tokens[last]) && !Cuts(doc.text(), tokens[last])) ++last;
  while (last > first && (tokens[last - 1].mark() != 0 || kLinks.Has(tokens[last - 1]))) --last;
  if (first == last || Shares().Has(tokens[last - 1])) return {};
  const bool blank = std::all_of(tokens.begin() + first, tokens.begin() + last,
                                 [](const Token& t) { return Blank().Has(t); });
  return blank ? TextSpan{} : TextSpan{tokens[first].begin, tokens[last - 1].end};
}

std::string Folded(std::string_view words) {
  std::string out;
  for (const char c : words) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!space) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

// The role of what such a deal is about; kOther if it is about no asset.
Role AssetRole(DealType type) {
  const bool bought =
      type == DealType::kAcquisition || type == DealType::kAssetSale || type == DealType::kStake;
  return bought ? Role::kTarget : Role::kOther;
}

}  // namespace

size_t AssetLength(std::string_view words) {
  size_t end = 0;
  for (size_t at = 0; at < words.size();) {
    const size_t space = std::min(words.find(' ', at), words.size());
    std::string_view word = words.substr(at, space - at);
    const size_t mark = word.find_first_of(",;:.()\"\xEE");
    if (mark != std::string_view::npos) word = word.substr(0, mark);
    if (word.empty() || Closers().HasWord(word)) break;
    end = at + word.size();
    if (mark != std::string_view::npos) break;
    at = space + 1;
  }
  return end;
}

void NameAssets(const Document& doc, Extraction* x) {
  for (Deal& deal : x->deals) {
    const Role role = AssetRole(deal.type);
    const bool named = std::any_of(deal.parties.begin(), deal.parties.end(),
                                   [&](const DealParty& p) { return p.role == role; });
    if (role == Role::kOther || named || deal.subject.empty()) continue;
    const TextSpan span = AssetIn(doc, deal.subject);
    if (span.empty()) continue;
    Party party;
    party.name = Folded(doc.Words(span));
    party.kind = PartyKind::kAsset;
    party.mentions.push_back({span, MentionForm::kDescriptor});
    party.rule = deal.rule;
    party.confidence = deal.confidence;
    auto known = std::find_if(x->parties.begin(), x->parties.end(), [&](const Party& p) {
      return p.kind == PartyKind::kAsset && p.name == party.name;
    });
    const auto index = static_cast<int>(known - x->parties.begin());
    if (known == x->parties.end()) {
      x->parties.push_back(std::move(party));
    } else if (std::none_of(known->mentions.begin(), known->mentions.end(),
                            [&](const PartyMention& m) { return m.span == span; })) {
      known->mentions.push_back(party.mentions[0]);
    }
    deal.parties.push_back({index, role});
  }
}

}  // namespace dealwire
