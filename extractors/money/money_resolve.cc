#include "extractors/money/money_resolve.h"

#include <algorithm>
#include <array>

#include "extractors/rules/numbers.h"
#include "pipeline/text/ascii.h"

namespace dealwire {
namespace {

// The match must not begin or end in the middle of a word or a number ("A320 $5", "1.$5" are left
// to others).
bool CleanLeft(std::string_view text, uint32_t begin) {
  if (begin == 0) return true;
  const char before = text[begin - 1], first = text[begin];
  if (IsWordByte(before) && IsAscii(before) && (IsLetter(first) || IsDigit(first))) return false;
  if (!IsDigit(first) || begin < 2) return true;
  if ((before == '.' || before == ',') && IsDigit(text[begin - 2])) return false;
  if (before == '.' && !IsWordByte(text[begin - 2])) return false;  // "=.7050"
  return !((before == '-' || before == '/') && IsWordByte(text[begin - 2]));
}

bool CleanRight(std::string_view text, uint32_t end) {
  if (end >= text.size()) return true;
  const char last = text[end - 1], after = text[end];
  // A sign before a number is that number's: "a $2 offer" is no dollar.
  if (IsDigit(after) && !IsLetter(last) && !IsDigit(last) && last != '.' && last != ')')
    return false;
  if ((IsLetter(last) || IsDigit(last)) && (IsLetter(after) || IsDigit(after))) return false;
  return !(IsDigit(last) && (after == '.' || after == ',') && end + 1 < text.size() &&
           IsDigit(text[end + 1]));
}

bool CleanEdges(std::string_view text, TextSpan span) {
  return CleanLeft(text, span.begin) && CleanRight(text, span.end);
}

// The second number of "10-12 percent".
bool EndsRange(std::string_view text, uint32_t begin) {
  return begin > 1 && text[begin - 1] == '-' && IsDigit(text[begin - 2]);
}

// "a third" -> 33.33; a fraction as a percentage.
std::string FractionPercent(std::string_view words) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kFractions = {
      {{"a third", "33.33"},
       {"one third", "33.33"},
       {"two thirds", "66.67"},
       {"a quarter", "25"},
       {"one quarter", "25"},
       {"three quarters", "75"},
       {"half", "50"},
       {"a fifth", "20"},
       {"one fifth", "20"},
       {"two fifths", "40"},
       {"three fifths", "60"},
       {"a tenth", "10"}}};
  std::string plain = LowerCase(words);
  for (char& c : plain) {
    if (c == '-') c = ' ';
  }
  for (const auto& [name, value] : kFractions) {
    if (plain == name) return std::string(value);
  }
  return {};
}

// "500.000 Euro": a point before three digits, the last two of them zero, groups thousands, as
// nobody writes a price to the tenth of a cent and then adds zeros.
bool GroupsByPoint(std::string_view number) {
  return number.size() > 4 && number[number.size() - 4] == '.' && number.ends_with("00") &&
         number.find(',') == std::string_view::npos;
}

}  // namespace

Result<MoneyResolver> MoneyResolver::Make(const RuleBook& book) {
  Result<Currencies> currencies = Currencies::Make(book);
  if (!currencies.ok()) return currencies.status();
  MoneyResolver out;
  out.currencies_ = currencies.Take();
  out.scales_ = book.FindLexicon("scales");
  out.coins_ = book.FindLexicon("coins");
  if (out.scales_ == nullptr || out.coins_ == nullptr)
    return Status::Error("no lexicon 'scales' or 'coins'");
  return out;
}

int MoneyResolver::ScalePower(std::string_view words) const {
  const int row = words.empty() ? -1 : scales_->Find(words);
  return row < 0 ? 0 : std::stoi(std::string(scales_->Cell(row, 1)));
}

std::string MoneyResolver::Amount(std::string_view number, std::string_view scale) const {
  const std::string value =
      scale.empty() && GroupsByPoint(number) ? ParseDecimal(number, true) : ParseDecimal(number);
  return value.empty() ? value : ScaleDecimal(value, ScalePower(scale));
}

// The largest sure order of magnitude: "hundreds of millions" is 10^8.
static std::string Magnitude(std::string_view words) {
  static constexpr std::array<std::pair<std::string_view, int>, 8> kPowers = {{{"ten", 1},
                                                                               {"hundred", 2},
                                                                               {"thousand", 3},
                                                                               {"lakh", 5},
                                                                               {"million", 6},
                                                                               {"crore", 7},
                                                                               {"billion", 9},
                                                                               {"trillion", 12}}};
  int power = 0;
  const std::string lower = LowerCase(words);
  for (const auto& [name, p] : kPowers) {
    if (lower.find(name) != std::string::npos) power += p;
  }
  return ScaleDecimal("1", power);
}

bool MoneyResolver::SetValue(const Groups& g, MoneyMention* money) const {
  if (!g["vague"].empty()) {
    money->magnitude = Magnitude(g["vague"]);
    return true;
  }
  std::string_view scale = g["scale"], scale2 = g["scale2"];
  const std::string_view number2 = g["number2"];
  if (!number2.empty()) {
    if (scale.empty()) scale = scale2;  // "$10-12 million"
    money->min = Amount(g["number"], scale);
    money->max = Amount(number2, scale2.empty() ? scale : scale2);
    return !money->min.empty() && !money->max.empty() && CompareDecimal(money->min, money->max) < 0;
  }
  money->value = Amount(g["number"], scale);
  if (money->value.empty()) return false;
  if (!g["half"].empty())
    money->value = AddDecimal(money->value, ScaleDecimal("0.5", ScalePower(scale)));
  if (const std::string_view minor = g["minor"]; !minor.empty()) {
    const std::string cents = ParseDecimal(minor);
    if (cents.empty()) return false;
    money->value = AddDecimal(money->value, ScaleDecimal(cents, -2));
  }
  return true;
}

// A rule may say what its unit stands for: `unit = "pence"` for "50p".
static std::string_view UnitOf(const Groups& g) {
  const std::string_view named = g.rule().Attribute("unit");
  return named.empty() ? g["unit"] : named;
}

// "a real prospect", "a mark of respect", "a crown": English before it is money.
static bool IsEnglish(const Groups& g) {
  static constexpr std::array<std::string_view, 5> kWords = {"real", "mark", "crown", "punt",
                                                             "won"};
  const std::string number = LowerCase(g["number"]);
  return (number == "a" || number == "an") && g["scale"].empty() &&
         std::find(kWords.begin(), kWords.end(), LowerCase(g["unit"])) != kWords.end();
}

bool MoneyResolver::SetCurrency(const Groups& g, const Document& doc, MoneyMention* money) const {
  Currency front, behind;
  const std::string_view unit = UnitOf(g);
  if (IsEnglish(g)) return false;
  const bool has_front = !g["currency"].empty(), has_behind = !unit.empty();
  const int coin = has_behind ? coins_->Find(unit) : -1;
  if (coin >= 0) {
    money->value = MultiplyDecimal(money->value, coins_->Cell(coin, 1));
    behind.code = "USD";
    behind.ambiguous = true;
    behind.basis = CurrencyBasis::kDefault;
  } else if (has_behind && !currencies_.Look(unit, &behind)) {
    return false;
  }
  if (has_front && !currencies_.Look(g["currency"], &front)) return false;
  // "$249 USD": the surer of the two; "US$5 cents" makes no sense and is left to the sign.
  Currency chosen = has_front && (!front.ambiguous || !has_behind || behind.minor) ? front : behind;
  if (!has_front) chosen = behind;
  if (chosen.minor && !g["minor"].empty()) return false;  // "91 cents and 92 cents"
  const bool scaled = !g["scale"].empty() || !g["scale2"].empty();
  if (chosen.needs_scale && !scaled) return false;
  if (chosen.needs_blank && !scaled && has_front &&
      g.Span("currency").end == g.Span("number").begin)
    return false;
  if (chosen.minor) {
    for (std::string* v : {&money->value, &money->min, &money->max, &money->magnitude}) {
      if (!v->empty()) *v = ScaleDecimal(*v, -2);
    }
  }
  if (chosen.ambiguous) {
    const std::string code = currencies_.Resolve(doc, money->span, Currencies::Family(chosen.code));
    if (!code.empty()) {
      chosen.basis = CurrencyBasis::kLocale;
      chosen.code = code;
    }
  }
  money->currency = chosen.code;
  money->currency_basis = chosen.basis;
  return true;
}

std::optional<MoneyMention> MoneyResolver::Money(const Rule& rule, const Document& doc,
                                                 const Captures& captures) const {
  const Groups g(rule, doc.text(), captures);
  MoneyMention money;
  money.span = captures[0];
  if (rule.Attribute("trim") == "first_word") {
    const TextSpan first = g.Span("currency").empty() ? g.Span("number") : g.Span("currency");
    money.span.begin = first.begin;
  }
  if (!rule.Attribute("end").empty()) money.span.end = g.Span(rule.Attribute("end")).end;
  // "$99 (USD)": the bracket closes behind the code.
  if (doc.Words(money.span).find(" (") != std::string_view::npos &&
      money.span.end < doc.text().size() && doc.text()[money.span.end] == ')') {
    ++money.span.end;
  }
  if (!CleanEdges(doc.text(), money.span)) return std::nullopt;
  if (doc.Words(money.span) == "50 Cent") return std::nullopt;  // the musician
  // "increased 16 to 693 million dollars" is a change, no range.
  const bool change =
      g.Span("currency").empty() && doc.Words(money.span).find(" to ") != std::string_view::npos;
  if (!SetValue(g, &money)) return std::nullopt;
  if (change && !money.min.empty() &&
      CompareDecimal(MultiplyDecimal(money.min, "20"), money.max) < 0)
    return std::nullopt;
  if (!SetCurrency(g, doc, &money)) return std::nullopt;
  money.rule = rule.name;
  money.confidence = rule.confidence;
  return money;
}

std::optional<PercentMention> MoneyResolver::Percent(const Rule& rule, const Document& doc,
                                                     const Captures& captures) const {
  const Groups g(rule, doc.text(), captures);
  PercentMention percent;
  percent.span = captures[0];
  percent.rule = rule.name;
  percent.confidence = rule.confidence;
  if (const TextSpan fraction = g.Span("fraction"); !fraction.empty()) {
    percent.span = fraction;
    percent.value = FractionPercent(doc.Words(fraction));
  } else {
    percent.span.end = g.Span(g.Has("unit") ? "unit" : "number").end;
    percent.value = ParseDecimal(g["number"]);
    const std::string unit = LowerCase(g["unit"]);
    if (unit.starts_with("basis") || unit == "bps") percent.value = ScaleDecimal(percent.value, -2);
  }
  const std::string_view text = doc.text();
  if (percent.value.empty() || !CleanRight(text, percent.span.end) ||
      !(CleanLeft(text, percent.span.begin) || EndsRange(text, percent.span.begin)))
    return std::nullopt;
  return percent;
}

}  // namespace dealwire
