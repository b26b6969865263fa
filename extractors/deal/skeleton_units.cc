#include "extractors/deal/skeleton_units.h"

#include <algorithm>

namespace dealwire {
namespace {

// A party in title case that swallowed a verb ("Alder Announces New Deal"), or that was not seen
// at all: the first word alone, if it is a party's name elsewhere.
int HiddenName(const std::vector<Token>& tokens, const PhraseIndex& words,
               const OneWordNames& names, uint32_t token, TextSpan mention) {
  if (!tokens[token].Is(Token::kCapital) || names.empty()) return -1;
  auto known = names.find(tokens[token].hash);
  if (known == names.end()) return -1;
  if (mention.empty()) return known->second;
  if (tokens[token].end >= mention.end) return -1;
  for (uint32_t i = token + 1; i < tokens.size() && tokens[i].begin < mention.end; ++i) {
    const int word_class = words.Longest(tokens, i, i + 1).id;
    if (word_class == kStop || word_class == kLead || word_class == kSaying) return known->second;
  }
  return -1;
}

// "Alder Closes Acquisition of Quillon": capitals make no party of a headline's verb and noun.
bool AllTelling(const std::vector<Token>& tokens, const PhraseIndex& words, uint32_t first,
                TextSpan mention) {
  for (uint32_t i = first; i < tokens.size() && tokens[i].begin < mention.end; ++i) {
    const int word_class = words.Longest(tokens, i, i + 1).id;
    if (word_class != kStop && word_class != kLead && word_class != kSaying) return false;
  }
  return tokens[first].end < mention.end;  // a word alone may be a name
}

}  // namespace

std::vector<Unit> ReadUnits(const Document& doc, const Sentence& sentence, const PhraseIndex& words,
                            const OneWordNames& names, std::vector<SlotMention>* mentions) {
  std::vector<Unit> units;
  units.reserve(sentence.end_token - sentence.first_token);
  const std::vector<Token>& tokens = doc.tokens();
  size_t next = 0;
  const size_t end = mentions->size();
  for (uint32_t i = sentence.first_token; i < sentence.end_token;) {
    const Token& token = tokens[i];
    while (next < end && (*mentions)[next].span.end <= token.begin) ++next;
    Unit unit;
    unit.first_token = i;
    unit.space = token.Is(Token::kSpaceBefore);
    if (next < end && (*mentions)[next].span.begin == token.begin &&
        (*mentions)[next].slot == Slot::kParty &&
        AllTelling(tokens, words, i, (*mentions)[next].span))
      ++next;
    const bool begins = next < end && (*mentions)[next].span.begin <= token.begin;
    const bool party = begins && (*mentions)[next].slot == Slot::kParty;
    const int hidden = begins && !party ? -1
                                        : HiddenName(tokens, words, names, i,
                                                     begins ? (*mentions)[next].span : TextSpan{});
    if (hidden >= 0) {
      unit.mention = static_cast<int>(mentions->size());
      unit.span = token.span();
      mentions->push_back({Slot::kParty, hidden, unit.span});
      if (begins) ++next;
      ++i;
    } else if (begins) {
      unit.place = (*mentions)[next].slot == Slot::kPlace;
      unit.capital = unit.place;
      unit.mention = unit.place ? -1 : static_cast<int>(next);
      unit.span = (*mentions)[next].span;
      while (i < sentence.end_token && tokens[i].begin < unit.span.end) ++i;
    } else {
      const PhraseIndex::Hit hit = words.Longest(tokens, i, sentence.end_token);
      const uint32_t count = std::max<uint32_t>(hit.id < 0 ? 1 : hit.tokens, 1);
      unit.span = {token.begin, tokens[i + count - 1].end};
      unit.word_class = hit.id >= 0 ? hit.id : count == 1 && IsAdverb(doc, token) ? kAdverb : -1;
      unit.mark = token.mark();
      unit.capital = token.Is(Token::kCapital);
      unit.hash = token.hash;
      i += count;
    }
    unit.end_token = i;
    units.push_back(unit);
  }
  return units;
}

}  // namespace dealwire
