// RequiredWords: the words that a text must hold for a pattern to match in it, read off the pattern
// itself, so that most patterns need not be tried at all.
//
//   (?:buys|will buy) (?:[a-z]+ )*?(?:stake|share)s? in   ->   {buys, buy}  {stake, stakes, share,
//   shares}
//
// The same idea as the prefilter of RE2's FilteredRE2, but over whole words, which the token stream
// looks up by hash. Never wrong, only incomplete: what it cannot read asks for nothing.
#ifndef DEALWIRE_EXTRACTORS_RULES_REQUIRED_WORDS_H_
#define DEALWIRE_EXTRACTORS_RULES_REQUIRED_WORDS_H_

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace dealwire {

// Lower-case ASCII words, one of which stands in every match.
using WordChoice = std::set<std::string>;

// All of these hold for every match of `regex` (RE2 syntax). Choices with a word that nearly every
// sentence has ("of", "the") are left out. Cost: linear in the pattern, but for small products.
std::vector<WordChoice> RequiredWords(std::string_view regex);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_RULES_REQUIRED_WORDS_H_
