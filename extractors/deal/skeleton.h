// Skeletons: a sentence with its mentions replaced by one private-use character each, and with what
// never changes who deals with whom left out, so that a deal pattern stays short.
//
//   On Monday, Alder Corp (ALD.N), a maker of pumps, said it had agreed to buy rival Quillon for
//   about $3 million. E000 had agreed to buy E000 for about E001
//
// Words are in lower case.
//
// Left out: parentheses, datelines, dates with their prepositions, adverbs, "said it", appositions,
// words that describe a party before its name, the place behind it. "Its" stands for the party that
// the sentence is about where another one stands between. A relative clause ("Alder, which owns
// Quillon, said") becomes a clause of its own, headed by the party it tells about. Everything maps
// back to the text.
#ifndef DEALWIRE_EXTRACTORS_DEAL_SKELETON_H_
#define DEALWIRE_EXTRACTORS_DEAL_SKELETON_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extractors/deal/extraction.h"
#include "extractors/rules/rule_set.h"
#include "pipeline/base/status.h"
#include "pipeline/text/document.h"

namespace dealwire {

// Whom the sentence before was about, or -1: who stood first, and the first that is no person.
struct Topic {
  int subject = -1;  // "he"
  int company = -1;  // "it", "the company"
};

enum class Slot : uint8_t { kParty, kMoney, kPercent, kDate, kQuote, kPlace };
inline constexpr size_t kSlots = 6;

// One mention: what it is and which one (an index into the vector of Extraction).
struct SlotMention {
  Slot slot = Slot::kParty;
  int item = -1;
  TextSpan span;
  bool person = false;  // a party that "its" never stands for
};

// All mentions of an article that a skeleton shows, in text order and without overlaps.
std::vector<SlotMention> CollectMentions(const Extraction& x);

// Parties by the HashLower of a name that is one word, to find names that headline capitals hid.
using OneWordNames = std::unordered_map<uint32_t, int>;
OneWordNames CollectOneWordNames(const Document& doc, const Extraction& x);

// "Quillon, a Lisbon-based software unit of Brightwater": the words behind a party that tell what
// it is.
struct Apposition {
  int party = -1;
  TextSpan span;
  int owner = -1;  // of a unit or subsidiary
};

struct Clause {
  static constexpr uint32_t kSlotBytes = 3;  // bytes of a private-use character

  struct Piece {
    uint32_t at = 0;                          // byte of text
    TextSpan span;                            // the words of the article that stand there
    int mention = -1;                         // index into mentions, or -1 for a word
    uint32_t first_token = 0, end_token = 0;  // of the document, half-open
  };

  std::string text;
  std::vector<SlotMention> mentions;  // in the order of text
  std::vector<Piece> pieces;
  std::vector<Apposition> appositions;
  TextSpan span;  // the whole sentence

  // The words of the article behind bytes [span) of text.
  TextSpan ToText(TextSpan span) const;
  // The mentions in bytes [span) of text that are of a slot.
  std::vector<SlotMention> In(TextSpan span, Slot slot) const;
};

class SkeletonBuilder {
 public:
  // Needs the lexicon deal_words.
  static Result<SkeletonBuilder> Make(const RuleBook& book);

  // The clauses of one sentence: the main clause first. `first` and `end`: its share of `mentions`;
  // `topic`: whom "it" at the sentence's beginning stands for.
  std::vector<Clause> Build(const Document& doc, const Sentence& sentence,
                            const std::vector<SlotMention>& mentions, size_t first, size_t end,
                            const OneWordNames& names, Topic topic) const;

 private:
  PhraseIndex words_;
  friend class SkeletonWriter;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_DEAL_SKELETON_H_
