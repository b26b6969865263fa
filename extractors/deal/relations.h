// How the deals of an article stand to each other: "the new contract replaces an older one", "as
// part of the settlement".
#ifndef DEALWIRE_EXTRACTORS_DEAL_RELATIONS_H_
#define DEALWIRE_EXTRACTORS_DEAL_RELATIONS_H_

#include <vector>

#include "extractors/deal/deal_reference.h"
#include "extractors/deal/extraction.h"
#include "extractors/rules/rule_set.h"
#include "pipeline/base/status.h"
#include "pipeline/text/document.h"

namespace dealwire {

// Runs the rules deal.relation.* (attributes `relation`, `reverse`) over the words of sentences,
// and relates a superseded deal to what came after it. Immutable; `rules` must outlive it.
class RelationReader {
 public:
  static Result<RelationReader> Make(const RuleSet& rules);
  // `deals`: of the same article, which are joined.
  void Read(const Document& doc, const DealReferences& deals, Extraction* x) const;

 private:
  struct Entry {
    const Rule* rule = nullptr;
    RelationKind kind = RelationKind::kFollows;
    bool reverse = false;
  };
  const RuleSet* rules_ = nullptr;
  std::vector<Entry> entries_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_DEAL_RELATIONS_H_
