// DealMatcher: the deal rules over the clauses of a sentence. Groups of a rule are roles
// ("acquirer", "target2"), amounts ("total", "up_front", "contingent"), a stake's percentage
// ("stake"; "owned" where it is held afterwards) or "subject". Attributes: type, status where the
// words themselves settle none, alone ("yes") where one party is enough, and slots: the mentions
// that a clause must hold to be worth trying, a letter for each: P party, M money, % percentage
// (default "PP").
#ifndef DEALWIRE_EXTRACTORS_DEAL_DEAL_MATCHER_H_
#define DEALWIRE_EXTRACTORS_DEAL_DEAL_MATCHER_H_

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "extractors/deal/extraction.h"
#include "extractors/deal/skeleton.h"
#include "extractors/rules/rule_set.h"
#include "pipeline/base/status.h"
#include "pipeline/text/document.h"

namespace dealwire {

// A deal as one match tells it, before deals of an article are joined.
struct DealCandidate {
  Deal deal;
  TextSpan match;  // of the clause's text
  uint32_t sentence = 0;
  const Rule* rule = nullptr;
  bool refers = false;  // its sentence begins with "this deal"
};

// A clause and what the rules find in it.
struct ClauseTask {
  // A place where a match may begin, and what stands from there to the clause's end.
  struct Start {
    uint32_t at = 0;
    TriggerMask bits;
    std::array<int, kSlots> counts{};
  };
  struct Hit {
    size_t entry = 0;  // of the matcher
    TextSpan match;    // of the clause's text
  };
  const Clause* clause = nullptr;
  TriggerMask bits;           // of the sentence
  std::vector<Start> starts;  // the clause's begin, then each party
  std::vector<Hit> hits;
};

class DealMatcher {
 public:
  // Refuses rules with unknown types, statuses or groups.
  static Result<DealMatcher> Make(const RuleSet& rules);

  // Mentions by Slot.
  using Counts = std::array<int, kSlots>;
  // Whether any rule can match in a sentence that holds at most so many mentions.
  bool Worth(const TriggerMask& bits, const Counts& counts) const;

  // A clause for the rules to be held against. `triggers`: of the sentence's tokens, the first of
  // which is `first_token`.
  ClauseTask Prepare(const Clause& clause, std::span<const TriggerMask> triggers,
                     uint32_t first_token) const;
  // Finds the hits of all tasks: one rule over all of them before the next, since the tables of one
  // rule stay in the processor's cache.
  void FindHits(std::span<ClauseTask* const> tasks) const;
  // Appends what the hits tell. `bits`: the sentence's triggers.
  void Read(const Document& doc, const Extraction& x, const ClauseTask& task,
            const TriggerMask& bits, std::vector<DealCandidate>* out) const;
  // What one rule alone finds.
  void MatchRule(const Rule& rule, const Document& doc, const Extraction& x, ClauseTask task,
                 std::vector<DealCandidate>* out) const;

 private:
  struct Group {
    enum Kind : uint8_t {
      kRole,
      kTotal,
      kUpFront,
      kContingent,
      kStake,
      kOwned,
      kSubject
    } kind = kRole;
    Role role = Role::kOther;
    int index = -1;
  };
  struct Entry {
    const Rule* rule = nullptr;
    DealType type = DealType::kOther;
    DealStatus status = DealStatus::kNone;
    Counts slots = {2};     // mentions a clause must hold, by Slot, for the rule to be tried
    bool alone = false;     // one party suffices
    bool at_party = false;  // every match begins with a party
    std::vector<Group> groups;
  };
  struct StatusEntry {
    const Rule* rule = nullptr;
    DealStatus status = DealStatus::kNone;
    uint8_t zone =
        0;  // 0 within the match, 1 behind it, 2 before it, 3 up to its end, 4 behind it, at last
    int words = -1;  // the group that says it; -1: the whole match
  };

  void FindHits(size_t entry, ClauseTask* task) const;
  // `bits`: the sentence's triggers; `first`: where in `out` the clause's candidates begin.
  void ReadHit(const ClauseTask::Hit& hit, const Document& doc, const Extraction& x,
               const Clause& clause, const TriggerMask& bits, size_t first,
               std::vector<DealCandidate>* out) const;
  // False if what was caught is no deal: too few parties, or a newspaper that only tells of it.
  static bool Fill(const Entry& entry, const Extraction& x, const Clause& clause,
                   const Captures& captures, Deal* deal);
  static void FillGroup(const Extraction& x, const Clause& clause, TextSpan match,
                        const Group& group, TextSpan span, Deal* deal);
  static void FillRole(const Extraction& x, const Clause& clause, TextSpan match, TextSpan span,
                       Role role, Deal* deal);
  void FindStatus(const Entry& entry, const Document& doc, const Clause& clause,
                  const TriggerMask& bits, TextSpan match, Deal* deal) const;
  bool TryStatus(const Document& doc, const TriggerMask& bits, TextSpan where, uint8_t zone,
                 Deal* deal) const;
  static Status ReadGroups(const Rule& rule, Entry* entry);

  std::vector<Entry> entries_;
  std::vector<StatusEntry> statuses_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_DEAL_DEAL_MATCHER_H_
