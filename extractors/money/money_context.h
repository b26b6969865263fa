// The words around an amount: qualifiers ("up to", "an additional"), "a share", "a year", and what
// a percentage is (stake, premium, growth, share). Internal to extractors/money.
#ifndef DEALWIRE_EXTRACTORS_MONEY_MONEY_CONTEXT_H_
#define DEALWIRE_EXTRACTORS_MONEY_MONEY_CONTEXT_H_

#include <vector>

#include "extractors/money/money_types.h"
#include "extractors/rules/rule_set.h"

namespace dealwire {

class MoneyContext {
 public:
  // The rules with an attribute `side`; refuses unknown qualifiers and kinds.
  static Result<MoneyContext> Make(const RuleSet& rules);

  void Qualify(const Document& doc, MoneyMention* money) const;
  void Qualify(const Document& doc, PercentMention* percent) const;

  static bool IsContextRule(const Rule& rule) { return !rule.Attribute("side").empty(); }
  // What one context rule finds in a text that stands beside an amount, for its examples.
  static std::vector<Found> RunExample(const Rule& rule, const Document& doc);

 private:
  struct Entry {
    const Rule* rule;
    bool left;
    int qualifier = -1;  // Qualifier, or -1
    int kind = -1;       // PercentKind, or -1
  };
  const RuleSet* rules_ = nullptr;
  std::vector<Entry> entries_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_MONEY_MONEY_CONTEXT_H_
