#include "extractors/rules/rule_set.h"

#include <algorithm>

#include "extractors/rules/numbers.h"

namespace dealwire {
namespace {

// "10" in 10:30, 3/4 and 2026-04-27; "3.4.2026", which is one token.
bool IsJoined(std::string_view text, const Token& number) {
  const std::string_view own = text.substr(number.begin, number.end - number.begin);
  if (own.size() > 4 && own.find('.') != own.rfind('.')) return true;
  const std::string_view behind = text.substr(number.end, 2);
  return behind.size() == 2 && std::string_view(":/-.").find(behind[0]) != std::string_view::npos &&
         behind[1] >= '0' && behind[1] <= '9';
}

constexpr uint32_t kFilterBits = 1 << 14;
constexpr uint32_t kNeedsWithin =
    10;  // tokens from a match's first one that must hold what the rule needs

std::string FieldWords(const FieldRule& field, std::string_view words) {
  switch (field.verb) {
    case FieldRule::Verb::kText:
      return std::string(words);
    case FieldRule::Verb::kLower:
      return LowerCase(words);
    case FieldRule::Verb::kDecimal:
      return ParseDecimal(words);
    case FieldRule::Verb::kLookup: {
      const int row = field.lexicon->Find(words);
      return row < 0 ? std::string() : std::string(field.lexicon->Cell(row, field.column));
    }
    case FieldRule::Verb::kConst:
      return field.words;
  }
  return {};
}

}  // namespace

Fields::Fields(const Rule& rule, std::string_view text, const Captures& captures) {
  fields_.reserve(rule.fields.size());
  for (const FieldRule& field : rule.fields) {
    if (field.verb != FieldRule::Verb::kConst && !captures.Has(field.group)) continue;
    const std::string_view words = field.verb == FieldRule::Verb::kConst
                                       ? std::string_view()
                                       : Slice(text, captures[field.group]);
    std::string value = FieldWords(field, words);
    if (value.empty()) {
      failed_ = true;
    } else {
      fields_.emplace_back(field.name, std::move(value));
    }
  }
}

const std::pair<std::string_view, std::string>* Fields::Find(std::string_view name) const {
  for (const auto& field : fields_) {
    if (field.first == name) return &field;
  }
  return nullptr;
}

bool Rule::Capture(std::string_view text, TextSpan match, Captures* captures) const {
  return grouping().MatchAt(text, match.begin, match.end, captures) &&
         (!split || captures->groups[0] == match);
}

const TriggerMask* RuleSet::TriggersOf(const Token& token) const {
  if (token.number()) return &number_triggers_;
  const uint32_t bit = token.hash & (kFilterBits - 1);
  if (filter_.empty() || (filter_[bit / 64] >> (bit % 64) & 1) == 0) return nullptr;
  const auto& table = token.mark() ? mark_triggers_ : word_triggers_;
  auto it = table.find(token.hash);
  return it == table.end() ? nullptr : &it->second;
}

TriggerMask RuleSet::Triggers(const std::vector<Token>& tokens, uint32_t first,
                              uint32_t end) const {
  TriggerMask bits;
  for (uint32_t i = first; i < end; ++i) {
    if (const TriggerMask* of = TriggersOf(tokens[i])) bits |= *of;
  }
  return bits;
}

TriggerBits RuleSet::Triggers(const Document& doc, NamedTriggers glued) const {
  TriggerBits all;
  all.of_token.reserve(doc.tokens().size() / 2);
  all.of_sentence.reserve(doc.sentences().size());
  for (const Sentence& sentence : doc.sentences()) {
    TriggerBits::OfSentence of{{}, static_cast<uint32_t>(all.of_token.size()), 0};
    for (uint32_t i = sentence.first_token; i < sentence.end_token; ++i) {
      const Token& token = doc.tokens()[i];
      const TriggerMask* own = TriggersOf(token);
      NamedTriggers bits = own == nullptr ? 0 : own->named();
      if (token.Is(Token::kHasDigit)) bits |= glued;
      if (token.number() && joined_triggers_ != 0 && IsJoined(doc.text(), token))
        bits |= joined_triggers_;
      if (bits != 0) all.of_token.push_back({i, bits, bits});
      if (own != nullptr) of.bits |= *own;
    }
    of.end = static_cast<uint32_t>(all.of_token.size());
    for (uint32_t k = of.first; k < of.end; ++k) {
      TriggerBits::OfToken& t = all.of_token[k];
      of.bits.AddNamed(t.bits);
      for (uint32_t next = k + 1;
           next < of.end && all.of_token[next].token < t.token + kNeedsWithin; ++next)
        t.nearby |= all.of_token[next].bits;
    }
    all.of_sentence.push_back(of);
  }
  return all;
}

bool RuleSet::FindIn(const Rule& rule, const Document& doc, const Sentence& sentence,
                     TextSpan* match) const {
  const uint32_t end = sentence.span.end;
  if (rule.starts == 0) return rule.pattern.Find(doc.text(), sentence.span.begin, end, match);
  for (uint32_t i = sentence.first_token; i < sentence.end_token; ++i) {
    const Token& token = doc.tokens()[i];
    const TriggerMask* own = TriggersOf(token);
    if (own != nullptr && (own->named() & rule.starts) != 0 &&
        rule.pattern.MatchAt(doc.text(), token.begin, end, match))
      return true;
  }
  return false;
}

void ScanRule(const Rule& rule, const Document& doc, const TriggerBits& triggers,
              const std::function<uint32_t(TextSpan)>& hit) {
  const NamedTriggers needs = rule.needs.named();
  for (size_t s = 0; s < triggers.of_sentence.size(); ++s) {
    const TriggerBits::OfSentence& of = triggers.of_sentence[s];
    if (!of.bits.Holds(rule.needs) || (rule.starts != 0 && (of.bits.named() & rule.starts) == 0))
      continue;
    const Sentence& sentence = doc.sentences()[s];
    TextSpan match;
    uint32_t at = sentence.span.begin;
    if (rule.starts == 0) {
      while (at < sentence.span.end &&
             rule.pattern.Find(doc.text(), at, sentence.span.end, &match)) {
        at = std::max(hit(match), match.begin + 1);
      }
      continue;
    }
    for (uint32_t k = of.first; k < of.end; ++k) {
      const TriggerBits::OfToken& t = triggers.of_token[k];
      if ((t.bits & rule.starts) == 0 || (t.nearby & needs) != needs) continue;
      const uint32_t begin = doc.tokens()[t.token].begin;
      if (begin >= at && rule.pattern.MatchAt(doc.text(), begin, sentence.span.end, &match))
        at = std::max(hit(match), match.begin + 1);
    }
  }
}

TriggerMask RuleSet::Trigger(std::string_view name) const {
  auto it = std::find(trigger_names_.begin(), trigger_names_.end(), name);
  return it == trigger_names_.end()
             ? TriggerMask()
             : TriggerMask::Of(static_cast<size_t>(it - trigger_names_.begin()));
}

const RuleSet& RuleBook::Kind(std::string_view kind) const {
  static const RuleSet kEmpty;
  auto it = kinds_.find(kind);
  return it == kinds_.end() ? kEmpty : it->second;
}

const Lexicon* RuleBook::FindLexicon(std::string_view name) const {
  auto it = lexicons_.find(name);
  return it == lexicons_.end() ? nullptr : it->second.get();
}

std::vector<std::string> RuleBook::kinds() const {
  std::vector<std::string> names;
  for (const auto& [name, rules] : kinds_) names.push_back(name);
  return names;
}

namespace {

std::string Describe(std::string_view text, const std::vector<Found>& found) {
  if (found.empty()) return "nothing";
  std::string out;
  for (const Found& f : found) {
    if (!out.empty()) out += ", ";
    out += "[" + std::string(Slice(text, f.span)) + "]";
    if (!f.value.empty()) out += " => " + f.value;
  }
  return out;
}

std::string CheckExample(const Rule& rule, const Example& example, const ExampleRunner& run) {
  RawArticle article;
  article.bytes = example.text;
  const Document doc = Document::Make(article);
  const std::vector<Found> found = run(rule, doc);
  const std::string where = rule.where + ": " + rule.name + ": ";
  if (!example.matches) {
    if (found.empty()) return {};
    return where + "'" + example.text + "' must not match, but gives " +
           Describe(doc.text(), found);
  }
  const bool good = std::any_of(found.begin(), found.end(), [&](const Found& f) {
    return f.span == example.span && (example.value.empty() || f.value == example.value);
  });
  if (good) return {};
  return where + "'" + example.text + "' should give [" +
         std::string(Slice(example.text, example.span)) + "] => " + example.value + ", but gives " +
         Describe(doc.text(), found);
}

}  // namespace

std::vector<std::string> CheckExamples(const RuleSet& rules, const ExampleRunner& run) {
  std::vector<std::string> failures;
  for (const Rule& rule : rules.rules()) {
    for (const Example& example : rule.examples) {
      std::string failure = CheckExample(rule, example, run);
      if (!failure.empty()) failures.push_back(std::move(failure));
    }
  }
  return failures;
}

}  // namespace dealwire
