#include "extractors/rules/numbers.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "pipeline/text/ascii.h"
#include "pipeline/text/token.h"

namespace dealwire {
namespace {

// Digits with separators. The last '.' or ',' is the decimal point unless it groups thousands.
std::string ParseDigits(std::string_view s, bool comma_decimal) {
  std::string kept;  // digits, '.' and ','; spaces and apostrophes only group
  for (const char c : s) {
    if (IsDigit(c) || c == '.' || c == ',') {
      kept += c;
    } else if (c != ' ' && c != '\'' && c != '\n') {
      return "";
    }
  }
  const size_t dot = kept.rfind('.'), comma = kept.rfind(',');
  size_t point = std::string::npos;
  auto single = [&](char c) { return std::count(kept.begin(), kept.end(), c) == 1; };
  if (dot != std::string::npos && comma != std::string::npos) {
    point = std::max(dot, comma);
    if (!single(kept[point])) point = std::string::npos;
  } else if (dot != std::string::npos || comma != std::string::npos) {
    const size_t at = dot != std::string::npos ? dot : comma;
    const char decimal = comma_decimal ? ',' : '.';
    const bool thousands =
        kept.size() - at - 1 == 3 && kept[at] != decimal && at > 0 && kept[0] != '0';
    if (single(kept[at]) && !thousands) point = at;
  }
  std::string out;
  for (size_t i = 0; i < kept.size(); ++i) {
    if (i == point) {
      out += '.';
    } else if (IsDigit(kept[i])) {
      out += kept[i];
    }
  }
  if (out.empty() || out == ".") return "";
  return CanonicalDecimal(out);
}

constexpr std::array<std::pair<std::string_view, int>, 28> kUnits = {{
    {"zero", 0},     {"one", 1},      {"two", 2},        {"three", 3},     {"four", 4},
    {"five", 5},     {"six", 6},      {"seven", 7},      {"eight", 8},     {"nine", 9},
    {"ten", 10},     {"eleven", 11},  {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14},
    {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19},
    {"twenty", 20},  {"thirty", 30},  {"forty", 40},     {"fifty", 50},    {"sixty", 60},
    {"seventy", 70}, {"eighty", 80},  {"ninety", 90},
}};

std::optional<int> Unit(std::string_view word) {
  for (const auto& [name, value] : kUnits) {
    if (name == word) return value;
  }
  return std::nullopt;
}

// Number words below a trillion, with "and a half" or "half a" and a "point".
std::string ParseWords(std::string_view words) {
  int64_t total = 0, part = 0, quarters = 0;
  bool half = false, quarter = false, article = false, any = false;
  std::string point_digits;
  bool after_point = false;
  for (const Token& token : Tokenize(words)) {
    const std::string word = LowerCase(Slice(words, token.span()));
    if (token.mark() && word == "-") continue;
    const std::optional<int> unit = Unit(word);
    if (after_point && unit && *unit < 10) {
      point_digits += static_cast<char>('0' + *unit);
    } else if (word == "dozen") {
      part = std::max<int64_t>(part, 1) * 12;
    } else if (unit) {
      part += *unit;
    } else if (word == "a" || word == "an") {
      article = true;
    } else if (word == "hundred") {
      part = std::max<int64_t>(part, 1) * 100;
    } else if (word == "thousand" || word == "million" || word == "billion") {
      const int64_t scale = word == "thousand" ? 1000 : word == "million" ? 1000000 : 1000000000;
      total += std::max<int64_t>(part, 1) * scale;
      part = 0;
    } else if (word == "half") {
      half = true;
    } else if (word == "quarters") {  // "three quarters"
      quarters = part;
      part = 0;
    } else if (word == "quarter") {
      quarter = true;
    } else if (word == "point") {
      after_point = true;
    } else if (word != "and" && word != "of") {
      return "";
    }
    any = true;
  }
  if (!any) return "";
  // Two fractions are two numbers ("between a quarter and a half").
  if (half + quarter + (quarters > 0) + !point_digits.empty() > 1) return "";
  // "a" is one only where nothing else counts: not in "half a", "a quarter", "one and a half".
  if (article && total + part + quarters == 0 && !half && !quarter) part = 1;
  std::string out = std::to_string(total + part);
  if (half) out += ".5";
  if (quarter) out += ".25";
  if (quarters > 0) out = AddDecimal(out, MultiplyDecimal(std::to_string(quarters), "0.25"));
  if (!point_digits.empty()) out += "." + point_digits;
  return CanonicalDecimal(out);
}

// Digits without the point, and how many of them stand behind it.
std::pair<std::string, int> Unscaled(std::string_view value) {
  const size_t point = value.find('.');
  if (point == std::string_view::npos) return {std::string(value), 0};
  return {std::string(value.substr(0, point)) + std::string(value.substr(point + 1)),
          static_cast<int>(value.size() - point - 1)};
}

// The digits of both, the points under each other and as many before and behind.
struct DigitPair {
  std::string x, y;
  int decimals;
};
DigitPair Aligned(std::string_view a, std::string_view b) {
  auto [x, dx] = Unscaled(a);
  auto [y, dy] = Unscaled(b);
  const int decimals = std::max(dx, dy);
  x.append(decimals - dx, '0');
  y.append(decimals - dy, '0');
  const size_t size = std::max(x.size(), y.size());
  x.insert(0, size - x.size(), '0');
  y.insert(0, size - y.size(), '0');
  return {std::move(x), std::move(y), decimals};
}

std::string WithPoint(std::string digits, int decimals) {
  if (decimals <= 0) return CanonicalDecimal(digits + std::string(-decimals, '0'));
  if (digits.size() <= static_cast<size_t>(decimals))
    digits.insert(0, decimals - digits.size() + 1, '0');
  digits.insert(digits.size() - decimals, ".");
  return CanonicalDecimal(digits);
}

}  // namespace

std::string CanonicalDecimal(std::string_view digits) {
  const size_t point = std::min(digits.find('.'), digits.size());
  std::string_view whole = digits.substr(0, point);
  std::string_view part = point < digits.size() ? digits.substr(point + 1) : std::string_view();
  while (!whole.empty() && whole.front() == '0') whole.remove_prefix(1);
  while (!part.empty() && part.back() == '0') part.remove_suffix(1);
  std::string out(whole.empty() ? "0" : whole);
  if (!part.empty()) out += "." + std::string(part);
  return out;
}

std::string ParseDecimal(std::string_view words, bool comma_decimal) {
  while (!words.empty() && (words.back() == ' ' || words.back() == '-')) words.remove_suffix(1);
  while (!words.empty() && words.front() == ' ') words.remove_prefix(1);
  if (words.empty()) return "";
  if (IsDigit(words[0]) || words[0] == '.' || words[0] == ',')
    return ParseDigits(words, comma_decimal);
  return ParseWords(words);
}

std::string ScaleDecimal(std::string_view value, int power) {
  auto [digits, decimals] = Unscaled(value);
  return WithPoint(std::move(digits), decimals - power);
}

std::string AddDecimal(std::string_view a, std::string_view b) {
  auto [x, y, decimals] = Aligned(a, b);
  int carry = 0;
  for (size_t i = x.size(); i-- > 0;) {
    const int sum = x[i] - '0' + y[i] - '0' + carry;
    x[i] = static_cast<char>('0' + sum % 10);
    carry = sum / 10;
  }
  if (carry > 0) x.insert(0, 1, '1');
  return WithPoint(std::move(x), decimals);
}

std::string MultiplyDecimal(std::string_view a, std::string_view b) {
  auto [x, dx] = Unscaled(a);
  auto [y, dy] = Unscaled(b);
  std::string product(x.size() + y.size(), '\0');
  for (size_t i = x.size(); i-- > 0;) {
    int carry = 0;
    for (size_t j = y.size(); j-- > 0;) {
      const int sum = product[i + j + 1] + (x[i] - '0') * (y[j] - '0') + carry;
      product[i + j + 1] = static_cast<char>(sum % 10);
      carry = sum / 10;
    }
    product[i] = static_cast<char>(product[i] + carry);
  }
  for (char& c : product) c = static_cast<char>(c + '0');
  return WithPoint(std::move(product), dx + dy);
}

int CompareDecimal(std::string_view a, std::string_view b) {
  const DigitPair pair = Aligned(a, b);
  return pair.x.compare(pair.y);
}

}  // namespace dealwire
