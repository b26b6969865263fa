// What else a sentence tells about its deals: dates, how long they hold, exclusivity, conditions,
// shared revenue, clauses in quotation marks, who owned the target and what it does.
#ifndef DEALWIRE_EXTRACTORS_DEAL_DEAL_TERMS_H_
#define DEALWIRE_EXTRACTORS_DEAL_DEAL_TERMS_H_

#include <cstdint>
#include <vector>

#include "extractors/deal/deal_matcher.h"
#include "extractors/deal/extraction.h"
#include "extractors/deal/skeleton.h"
#include "extractors/rules/rule_set.h"
#include "pipeline/base/status.h"
#include "pipeline/text/document.h"

namespace dealwire {

// Runs over the words of a sentence the rules deal.condition.* (attribute `condition`: a
// condition's kind, or "skip"), deal.exclusivity.* (attribute `exclusivity`),
// deal.exclusivity_skip.*, deal.scope.* (group `scope`), deal.date.* (attribute `date`: the name of
// a date behind the match), deal.term.*, deal.term_start.* and deal.term_end.* (how long a deal
// runs), deal.end_event.* (group `event`) and deal.cap.*. Immutable; `rules` must outlive it.
class TermReader {
 public:
  static Result<TermReader> Make(const RuleSet& rules);

  // `mentions` [first, end) stand in the sentence.
  void Read(const Document& doc, const Extraction& x, const Sentence& sentence,
            const std::vector<SlotMention>& mentions, size_t first, size_t end,
            const TriggerMask& bits, std::vector<DealCandidate*> deals) const;
  // Conditions, terms and dates of a sentence that tells about `deal` without naming it.
  void ReadFollowing(const Document& doc, const Extraction& x, const Sentence& sentence,
                     const std::vector<SlotMention>& mentions, size_t first, size_t end,
                     const TriggerMask& bits, Deal* deal) const;

 private:
  struct Entry {
    const Rule* rule = nullptr;
    ConditionKind condition = ConditionKind::kOther;
    bool skip = false;
    Exclusivity exclusivity = Exclusivity::kUnknown;
    std::string_view date;
  };
  struct Scope;  // the sentence that is read

  void ReadConditions(const Scope& s, Deal* deal) const;
  void ReadExclusivity(const Scope& s, Deal* deal) const;
  void ReadScope(const Scope& s, DealTerms* terms) const;
  void ReadTerm(const Scope& s, Deal* deal) const;
  void ReadNamedDates(const Scope& s, Deal* deal) const;
  void ReadDates(const Scope& s, Deal* deal) const;
  void ReadRevenueShare(const Scope& s, Deal* deal) const;

  const RuleSet* rules_ = nullptr;
  std::vector<Entry> conditions_, exclusivities_, dates_;
  std::vector<const Rule*> caps_, not_exclusive_, scopes_, runs_, starts_, ends_, events_;
};

// Seller and line of business of a target, from the words behind its name.
void ReadAppositions(const Document& doc, const Extraction& x, const Clause& clause, Deal* deal);

// Where a target is: "Quillon of Porto, Portugal", "Porto-based Quillon". `places`: all mentions of
// places, in order.
void ReadLocation(const Document& doc, const std::vector<TextSpan>& places, const Clause& clause,
                  Deal* deal);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_DEAL_DEAL_TERMS_H_
