// Tokens: words, numbers and marks of the normalised text, made in one pass and shared by all
// extractors. ICU's word iterator is too slow for the hot path; these tokens are coarser and cost
// about a nanosecond a byte.
//
//   Scott's paid $1,250.50 in Q1   ->  Scott|'|s|paid|$|1,250.50|in|Q1
//
// A word is a run of letters, digits and combining marks that begins with a letter; a number is a
// run of digits with single inner "." or "," before a further digit; every other code point is a
// mark.
#ifndef DEALWIRE_PIPELINE_TEXT_TOKEN_H_
#define DEALWIRE_PIPELINE_TEXT_TOKEN_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/span.h"

namespace dealwire {

enum class TokenKind : uint8_t { kWord, kNumber, kMark };

struct Token {
  uint32_t begin, end;  // bytes of the text
  uint32_t hash;        // HashLower of the word or number; of a mark: its code point
  TokenKind kind;
  uint8_t flags;

  enum Flag : uint8_t {
    kCapital = 1,        // first letter is upper case, or it is a name like eBay
    kAllCaps = 2,        // at least two letters, none lower case
    kHasDigit = 4,       // a word with a digit in it
    kSpaceBefore = 8,    // white space, a line break or the text's start stands before it
    kLineStart = 16,     // first token of a paragraph
    kInnerCapital = 32,  // upper case after lower case (eBay, McDonald)
  };
  bool Is(Flag f) const { return (flags & f) != 0; }
  bool word() const { return kind == TokenKind::kWord; }
  bool number() const { return kind == TokenKind::kNumber; }
  bool mark() const { return kind == TokenKind::kMark; }
  bool IsMark(char32_t c) const {
    return kind == TokenKind::kMark && hash == static_cast<uint32_t>(c);
  }
  TextSpan span() const { return {begin, end}; }
};

// FNV-1a over the lower-cased UTF-8 of a word. The same function that fills Token::hash.
uint32_t HashLower(std::string_view word);

// Lower case by simple case mapping, code point by code point.
std::string LowerCase(std::string_view word);
void AppendLowerCase(std::string_view word, std::string* to);

std::vector<Token> Tokenize(std::string_view text);

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_TEXT_TOKEN_H_
