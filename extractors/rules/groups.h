// Groups: what a match caught, by the names of the pattern's groups. For kinds whose values need
// more C++ than the verbs of `value` offer.
#ifndef DEALWIRE_EXTRACTORS_RULES_GROUPS_H_
#define DEALWIRE_EXTRACTORS_RULES_GROUPS_H_

#include <string_view>

#include "extractors/rules/rule_set.h"

namespace dealwire {

// A view; rule, text and captures must outlive it. A look-up is a scan over the (few) group names.
class Groups {
 public:
  Groups(const Rule& rule, std::string_view text, const Captures& captures)
      : rule_(rule), text_(text), captures_(captures) {}

  bool Has(std::string_view name) const { return !Span(name).empty(); }
  // Empty if there is no such group or it took no part.
  TextSpan Span(std::string_view name) const {
    const int group = rule_.grouping().GroupIndex(name);
    return captures_.Has(group) ? captures_[group] : TextSpan{};
  }
  const Rule& rule() const { return rule_; }
  std::string_view operator[](std::string_view name) const { return Slice(text_, Span(name)); }

 private:
  const Rule& rule_;
  std::string_view text_;
  const Captures& captures_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_RULES_GROUPS_H_
