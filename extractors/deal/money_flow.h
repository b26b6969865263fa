// Who pays whom, for what: from the roles of a money's deal, and from sentences that say so
// themselves. Who holds how much of whom.
#ifndef DEALWIRE_EXTRACTORS_DEAL_MONEY_FLOW_H_
#define DEALWIRE_EXTRACTORS_DEAL_MONEY_FLOW_H_

#include <cstdint>
#include <vector>

#include "extractors/deal/deal_matcher.h"
#include "extractors/deal/extraction.h"
#include "extractors/deal/skeleton.h"
#include "extractors/rules/rule_set.h"
#include "pipeline/base/status.h"
#include "pipeline/text/document.h"

namespace dealwire {

// Runs the rules deal.flow.* (groups payer, payee, amount; holder, of, percent; attribute
// `purpose`) and deal.flow_of.* (group amount; attribute `of`: the type of the deal that it flows
// by). Immutable; `rules` must outlive it.
class FlowReader {
 public:
  // Refuses unknown purposes.
  static Result<FlowReader> Make(const RuleSet& rules);
  bool Worth(const TriggerMask& bits) const;
  void Read(const Clause& clause, const TriggerMask& bits, Extraction* x) const;
  // An amount of a clause that flows by a deal told before, which it names by its kind only.
  void ReadOf(const Clause& clause, const TriggerMask& bits, const std::vector<DealCandidate>& told,
              Extraction* x) const;

 private:
  struct Entry {
    const Rule* rule = nullptr;
    Purpose purpose = Purpose::kNone;
    int payer = -1, payee = -1, amount = -1, holder = -1, of = -1, percent = -1;
  };
  struct OfEntry {
    const Rule* rule = nullptr;
    DealType type = DealType::kOther;
    int amount = -1;
  };
  std::vector<Entry> entries_;
  std::vector<OfEntry> of_;
};

// Payers, payees, purposes and holders that the roles of deals imply; what is known already stays.
void FlowFromDeals(Extraction* x);

// A deal's total that stands again in a sentence with a party of the deal is that total again.
// `mentions`: all of the article.
void RestateTotals(const Document& doc, const std::vector<SlotMention>& mentions, Extraction* x);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_DEAL_MONEY_FLOW_H_
