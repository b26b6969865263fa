// WordSet: a fixed set of words, held against tokens by their hash.
#ifndef DEALWIRE_PIPELINE_TEXT_WORD_SET_H_
#define DEALWIRE_PIPELINE_TEXT_WORD_SET_H_

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "pipeline/text/document.h"

namespace dealwire {

// Without regard to case; marks and numbers are in no set. Immutable and thread-safe.
class WordSet {
 public:
  WordSet(std::initializer_list<std::string_view> words) {
    hashes_.reserve(words.size());
    for (const std::string_view word : words) hashes_.push_back(HashLower(word));
    std::sort(hashes_.begin(), hashes_.end());
  }
  bool Has(const Token& t) const {
    return t.word() && std::binary_search(hashes_.begin(), hashes_.end(), t.hash);
  }
  bool HasWord(std::string_view word) const {
    return std::binary_search(hashes_.begin(), hashes_.end(), HashLower(word));
  }
  // The word that ends before the byte `at`, or the one that begins there or next after it.
  bool HasBefore(const Document& doc, uint32_t at) const {
    const uint32_t token = doc.TokenAt(at);
    return token > 0 && Has(doc.tokens()[token - 1]);
  }
  bool HasAfter(const Document& doc, uint32_t at) const {
    const uint32_t token = doc.TokenAt(at);
    return token < doc.tokens().size() && Has(doc.tokens()[token]);
  }

 private:
  std::vector<uint32_t> hashes_;  // sorted
};

// A small word like "initially" or "reportedly"; not "family" or "only".
inline bool IsAdverb(const Document& doc, const Token& token) {
  static const WordSet kNouns = {"family",   "supply",   "assembly",
                                 "monopoly", "resupply", "friendly"};
  const std::string_view word = doc.Words(token);
  return token.word() && word.size() > 5 && word.ends_with("ly") && !token.Is(Token::kCapital) &&
         !kNouns.Has(token);
}

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_TEXT_WORD_SET_H_
