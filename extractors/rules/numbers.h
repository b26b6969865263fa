// Numbers as exact decimal strings, from digits in every newspaper style and from words.
//
//   1,250,000   1.250.000   1 250 000   1'250'000   126,36   24.50   half   two and a half
//   twenty-five
//
// A decimal is written without sign unless negative, without leading or trailing zeros: "1250000",
// "126.36".
#ifndef DEALWIRE_EXTRACTORS_RULES_NUMBERS_H_
#define DEALWIRE_EXTRACTORS_RULES_NUMBERS_H_

#include <string>
#include <string_view>

namespace dealwire {

// The decimal that `words` name, or "" if they name none. A single separator before exactly three
// digits groups thousands ("1.250" = 1250 only if `comma_decimal`; "1,250" = 1250 unless
// `comma_decimal`).
std::string ParseDecimal(std::string_view words, bool comma_decimal = false);

// value * 10^power, exactly. `power` may be negative.
std::string ScaleDecimal(std::string_view value, int power);

std::string AddDecimal(std::string_view a, std::string_view b);
std::string MultiplyDecimal(std::string_view a, std::string_view b);
// <0, 0, >0 as a is less than, equal to or greater than b. Both non-negative.
int CompareDecimal(std::string_view a, std::string_view b);

// "001.500" -> "1.5", ".5" -> "0.5", "" -> "0".
std::string CanonicalDecimal(std::string_view digits);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_RULES_NUMBERS_H_
