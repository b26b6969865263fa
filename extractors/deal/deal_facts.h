// What sentences say about a deal that they need not name: what a party must do, break-up fees,
// advisers and regulators. Read clause by clause while deals are still being gathered; given to the
// deals once those are joined.
#ifndef DEALWIRE_EXTRACTORS_DEAL_DEAL_FACTS_H_
#define DEALWIRE_EXTRACTORS_DEAL_DEAL_FACTS_H_

#include <cstdint>
#include <vector>

#include "extractors/deal/extraction.h"
#include "extractors/deal/skeleton.h"
#include "extractors/rules/rule_set.h"
#include "pipeline/base/status.h"
#include "pipeline/text/document.h"

namespace dealwire {

struct Facts {
  struct Duty {
    Obligation obligation;
    bool refers = false;  // its sentence must speak of an agreement
    TextSpan sentence;
  };
  struct Fee {
    BreakFee fee;
    TextSpan sentence;
  };
  struct Helper {
    int party = -1;
    Role role = Role::kOther;
    int client = -1;  // of an adviser
    TextSpan sentence;
  };
  std::vector<Duty> duties;
  std::vector<Fee> fees;
  std::vector<Helper> helpers;
};

// Runs the rules deal.duty.* (groups by, to, text; attributes `owed` where what is agreed may be
// the deal's own payment, `refers`), deal.fee.* (payer, payee, amount), deal.adviser.* (legal,
// financial, client; investor, of a round) and deal.regulator.* (regulator). Immutable; `rules`
// must outlive it.
class FactReader {
 public:
  explicit FactReader(const RuleSet& rules);
  // Whether advisers or regulators may stand in a sentence far from its deal.
  bool Worth(const TriggerMask& bits) const;
  void Read(const Document& doc, const Extraction& x, const Clause& clause, const TriggerMask& bits,
            Facts* facts) const;
  // Gives each fact to the deal of its parties that was told last.
  static void Attach(const Document& doc, const Facts& facts, Extraction* x);

 private:
  void ReadDuty(const Rule& rule, const Document& doc, const Clause& clause, Facts* facts) const;
  void ReadFee(const Rule& rule, const Clause& clause, Facts* facts) const;
  void ReadHelpers(const Rule& rule, const Extraction& x, const Clause& clause, Facts* facts) const;

  std::vector<const Rule*> duties_, ends_, skips_, exceptions_, fees_, helpers_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_DEAL_DEAL_FACTS_H_
