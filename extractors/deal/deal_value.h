// What a deal is worth: amounts of a sentence to its deals, and words that say that nobody tells.
#ifndef DEALWIRE_EXTRACTORS_DEAL_DEAL_VALUE_H_
#define DEALWIRE_EXTRACTORS_DEAL_DEAL_VALUE_H_

#include <cstdint>
#include <vector>

#include "extractors/deal/deal_matcher.h"
#include "extractors/deal/extraction.h"
#include "extractors/deal/skeleton.h"
#include "extractors/rules/rule_set.h"
#include "pipeline/base/status.h"
#include "pipeline/text/document.h"

namespace dealwire {

// Runs the rules deal.value.* (a group `amount` that is part of a deal; attribute `skip` where it
// is something else, a company's sales or debt; `place` where the words say which part it is;
// `types` that alone can have such an amount (`elsewhere`: it is no other deal's); a group `of`:
// the party whose deal it is), deal.share.* (group `percent`: what an investor gets) and
// deal.undisclosed.* (a group `words` that says so). Immutable; `rules` must outlive it.
class ValueReader {
 public:
  // Fails on a rule for an unknown type of deal.
  static Result<ValueReader> Make(const RuleSet& rules);

  // The deals of one clause get the amounts that stand in it.
  void Read(const Extraction& x, const Clause& clause, const TriggerMask& bits,
            std::vector<DealCandidate*> deals) const;
  // "for a 20 percent stake"
  void ReadShare(const Clause& clause, Deal* deal) const;
  // Whether a sentence may hold an amount of a deal that it does not name.
  bool Worth(const TriggerMask& bits) const;
  // "The transaction is valued at $3 million": amounts of a clause that tells about `deal` without
  // naming it.
  void ReadFollowing(const Extraction& x, const Clause& clause, const TriggerMask& bits,
                     Deal* deal) const;
  // "Terms were not disclosed." True if the sentence says so.
  bool ReadUndisclosed(const Document& doc, const Sentence& sentence, const TriggerMask& bits,
                       Deal* deal) const;

 private:
  struct Entry {
    const Rule* rule = nullptr;
    int amount = -1;
    bool skip = false;
    bool following = false;
    bool up_front = false, contingent = false;
    int amount2 = -1;
    int of = -1, by = -1;
    uint32_t types = ~0U;  // a bit for each DealType
    bool skip_elsewhere = false;
  };
  ValueReader() = default;
  static void Place(const Extraction& x, const Entry& entry, int money, Deal* deal);
  static bool OfType(const Entry& entry, const Deal& deal);
  static bool IsOf(const Entry& entry, const Clause& clause, const Captures& captures,
                   const Deal& deal);
  const RuleSet* rules_ = nullptr;
  std::vector<Entry> values_;
  struct Untold {
    const Rule* rule = nullptr;
    int words = -1, words2 = -1;  // what says that nobody tells
  };
  std::vector<Untold> undisclosed_;
  std::vector<const Rule*> shares_;
};

// "Another $3 million if sales rise": the amount depends on something.
void PlaceContingent(int money, DealValue* value);

// Of several totals those that are only a magnitude ("billions of dollars") go.
void SettleTotal(const Extraction& x, DealValue* value);

// Puts an amount where its qualifiers say: total, up_front, contingent, per_share or annual.
void PlaceAmount(const Extraction& x, int money, DealValue* value);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_DEAL_DEAL_VALUE_H_
