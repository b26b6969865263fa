// From what a money or percent pattern caught to a value: digits and words to exact decimals,
// scales, ranges, minor units, currencies. Internal to extractors/money.
#ifndef DEALWIRE_EXTRACTORS_MONEY_MONEY_RESOLVE_H_
#define DEALWIRE_EXTRACTORS_MONEY_MONEY_RESOLVE_H_

#include <optional>
#include <string_view>

#include "extractors/money/currency.h"
#include "extractors/money/money_types.h"
#include "extractors/rules/groups.h"
#include "extractors/rules/rule_set.h"

namespace dealwire {

class MoneyResolver {
 public:
  static Result<MoneyResolver> Make(const RuleBook& book);

  // The amount that a match of a money rule means, with span, value and currency; nothing if it
  // means none (an unknown code, a word in the middle of another, a model name).
  std::optional<MoneyMention> Money(const Rule& rule, const Document& doc,
                                    const Captures& captures) const;
  std::optional<PercentMention> Percent(const Rule& rule, const Document& doc,
                                        const Captures& captures) const;

 private:
  int ScalePower(std::string_view words) const;  // 0 for none
  std::string Amount(std::string_view number, std::string_view scale) const;
  bool SetValue(const Groups& g, MoneyMention* money) const;
  bool SetCurrency(const Groups& g, const Document& doc, MoneyMention* money) const;

  Currencies currencies_;
  const Lexicon* scales_ = nullptr;
  const Lexicon* coins_ = nullptr;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_MONEY_MONEY_RESOLVE_H_
