// Words that a skeleton is made by. `at`: the byte where the word begins.
#ifndef DEALWIRE_EXTRACTORS_DEAL_SKELETON_WORDS_H_
#define DEALWIRE_EXTRACTORS_DEAL_SKELETON_WORDS_H_

#include <array>
#include <cstdint>
#include <string_view>

#include "extractors/deal/skeleton.h"
#include "pipeline/text/document.h"
#include "pipeline/text/word_set.h"

namespace dealwire {

// Classes of deal_words.tsv.
enum WordClass : int { kAdverb, kStop, kSaying, kDeterminer, kPronoun, kLead, kUnit, kPreposition };
inline constexpr std::array<std::string_view, 8> kClassNames = {
    "adverb", "stop", "saying", "determiner", "pronoun", "lead", "unit", "preposition"};

inline constexpr size_t kLongestDescription = 7;  // words before a party that describe it
inline constexpr size_t kLongestApposition = 26;  // units between its commas
inline constexpr size_t kLongestParenthesis = 14;
inline constexpr size_t kLongestSaying = 12;  // "told the commission in a filing that"

// A word, mark or mention of the sentence.
struct Unit {
  TextSpan span;
  uint32_t first_token = 0, end_token = 0;  // of the document, half-open
  uint32_t hash = 0;                        // of a word or mark
  int mention = -1;                         // index into the mentions given
  int word_class = -1;                      // WordClass
  bool space = false;                       // white space before it
  bool mark = false;
  bool capital = false;
  bool place = false;       // a place's name, which is words in a skeleton
  bool possessive = false;  // "its" as a party
};

// "acquired" in "Quillon (acquired by Alder)"
bool TellsOfSale(const Document& doc, uint32_t at);
// "takeover", "stake"
bool NamesDeal(const Document& doc, uint32_t at);
// Where units [from, to) tell of a deal, with a party and a deal's noun or verb; 0 if they do not:
// "the target of a bid from Alder", "a pump maker that | sold Quillon", not "the second time that".
size_t DealBegin(const Document& doc, const std::vector<SlotMention>& mentions,
                 const std::vector<Unit>& units, size_t from, size_t to);
// Units [from, to) as a clause about the party `head`.
std::vector<Unit> Headed(const std::vector<Unit>& units, size_t head, size_t from, size_t to);
// "Calif"
bool IsState(const Document& doc, uint32_t at);
// "chief", "executive", "chairman"
bool IsTitle(const Document& doc, uint32_t at);
// "workers", "customers"
bool IsStaff(const Document& doc, uint32_t at);
// "after", "when"
bool BeginsClause(const Document& doc, uint32_t at);
// "unit", "board"
bool ActsForOwner(const Document& doc, uint32_t at);
// "was", "be"
bool IsBeing(const Document& doc, uint32_t at);
// "because" before "it"
bool IsLink(std::string_view word);
// "subsidiary"
bool IsPart(std::string_view word);
// "listed", "leading"
bool EndsAsVerb(std::string_view word);
bool IsDash(std::string_view mark);
// What stands for a mention in a skeleton.
const char* SlotChar(Slot slot);
// "ALDGn.DE": units `at` and the two behind it.
bool IsTicker(const Document& doc, const std::vector<Unit>& units, size_t at);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_DEAL_SKELETON_WORDS_H_
