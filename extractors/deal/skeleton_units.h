// A sentence as units: its words, marks and mentions, before anything is left out.
#ifndef DEALWIRE_EXTRACTORS_DEAL_SKELETON_UNITS_H_
#define DEALWIRE_EXTRACTORS_DEAL_SKELETON_UNITS_H_

#include <vector>

#include "extractors/deal/skeleton.h"
#include "extractors/deal/skeleton_words.h"
#include "extractors/rules/rule_set.h"
#include "pipeline/text/document.h"

namespace dealwire {

// `words`: the lexicon deal_words; parties that are found here are added to `mentions`.
std::vector<Unit> ReadUnits(const Document& doc, const Sentence& sentence, const PhraseIndex& words,
                            const OneWordNames& names, std::vector<SlotMention>* mentions);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_DEAL_SKELETON_UNITS_H_
