#include "extractors/deal/checks.h"

#include <string>
#include <utility>
#include <vector>

#include "extractors/rules/numbers.h"

namespace dealwire {
namespace {

// The amount of a mention as it counts towards a sum: the value, or the most it can be.
const std::string& AmountOf(const MoneyMention& m) {
  return !m.value.empty() ? m.value : !m.max.empty() ? m.max : m.min;
}

void AddItems(ItemKind kind, const std::vector<int>& indexes, Check* check) {
  for (const int i : indexes) check->items.push_back({kind, i});
}

// One amount for a role of a deal: the common one of several tellings, else empty.
std::string Common(const Extraction& x, const std::vector<int>& items) {
  std::string amount;
  for (const int i : items) {
    const std::string& next = AmountOf(x.money[i]);
    if (!amount.empty() && next != amount) return {};
    amount = next;
  }
  return amount;
}

void CheckTotals(const Extraction& x, const Deal& deal, std::vector<Check>* checks) {
  if (deal.value.total.size() < 2) return;
  Check check{"deal.check.equal_totals", !Common(x, deal.value.total).empty(), {}};
  AddItems(ItemKind::kMoney, deal.value.total, &check);
  checks->push_back(std::move(check));
}

void CheckParts(const Extraction& x, const Deal& deal, std::vector<Check>* checks) {
  const std::string total = Common(x, deal.value.total), first = Common(x, deal.value.up_front),
                    rest = Common(x, deal.value.contingent);
  if (total.empty() || first.empty() || rest.empty()) return;
  Check check{
      "deal.check.parts_sum_to_total", CompareDecimal(AddDecimal(first, rest), total) == 0, {}};
  for (const auto* part : {&deal.value.total, &deal.value.up_front, &deal.value.contingent})
    AddItems(ItemKind::kMoney, *part, &check);
  checks->push_back(std::move(check));
}

}  // namespace

void BuildChecks(Extraction* x) {
  for (const Deal& deal : x->deals) {
    CheckTotals(*x, deal, &x->checks);
    CheckParts(*x, deal, &x->checks);
  }
}

}  // namespace dealwire
