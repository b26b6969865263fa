// The states that a deal went through: each telling of it has one, and sentences that name it only
// as "the deal" tell others.
#ifndef DEALWIRE_EXTRACTORS_DEAL_STATUS_HISTORY_H_
#define DEALWIRE_EXTRACTORS_DEAL_STATUS_HISTORY_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "extractors/deal/extraction.h"
#include "extractors/deal/skeleton.h"
#include "extractors/rules/rule_set.h"
#include "pipeline/base/status.h"
#include "pipeline/text/document.h"

namespace dealwire {

// Runs the rules deal.history.* (attribute `status`) over the words of a sentence. Immutable;
// `rules` must outlive it.
class HistoryReader {
 public:
  static Result<HistoryReader> Make(const RuleSet& rules);
  bool Worth(const TriggerMask& bits) const;
  // A sentence that tells about `deal` without naming it; `mentions` [first, end) stand in it.
  void ReadFollowing(const Document& doc, const Extraction& x, const Sentence& sentence,
                     const std::vector<SlotMention>& mentions, size_t first, size_t end,
                     const TriggerMask& bits, Deal* deal) const;

 private:
  const RuleSet* rules_ = nullptr;
  std::vector<std::pair<const Rule*, DealStatus>> entries_;
};

// How far a deal has come; the furthest state that is told is its state. A dispute comes before its
// settlement. `words` tell it; an announcement that none tell counts for nothing.
int Progress(DealType type, DealStatus status, TextSpan words);

// Notes the state that a telling gives, with the date that stands for it.
void NoteStatus(Deal* deal);

// Puts the states in order, by date or else by progress; one state alone is no history.
void FinishHistory(const Extraction& x, Deal* deal);

// One date for each name where several say the same: the finest, which the timeline keeps too.
void SettleDates(const Extraction& x, Deal* deal);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_DEAL_STATUS_HISTORY_H_
