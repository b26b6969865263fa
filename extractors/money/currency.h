// Currencies: which ISO 4217 code the words of an amount mean.
//
// A bare "$", "dollar", "pound", "franc", "crown", "peso", "rupee" ... belongs to several
// countries. The country cue nearest in the sentence decides, else the one that the whole text
// speaks of, else the default of the lexicon. Immutable and thread-safe once made.
#ifndef DEALWIRE_EXTRACTORS_MONEY_CURRENCY_H_
#define DEALWIRE_EXTRACTORS_MONEY_CURRENCY_H_

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "extractors/money/money_types.h"
#include "extractors/rules/rule_set.h"

namespace dealwire {

struct Currency {
  std::string code;
  CurrencyBasis basis = CurrencyBasis::kWord;
  bool minor = false;        // a hundredth of it: cents, pence
  bool ambiguous = false;    // the code is only the default
  bool needs_scale = false;  // too short a word to count without "million" and the like
  bool needs_blank = false;  // the same, where it is glued to the number
};

class Currencies {
 public:
  // Needs the lexicons currency_symbols, currency_prefixes, currency_units, currency_codes,
  // currency_names, currency_cues.
  static Result<Currencies> Make(const RuleBook& book);

  // Of the words in front of an amount or behind it; false if they are no currency.
  bool Look(std::string_view words, Currency* currency) const;

  // The code that cues give to an ambiguous unit ("dollar"), or "". Looks at the sentence around
  // `span` first, then at the document.
  std::string Resolve(const Document& doc, TextSpan span, std::string_view unit_family) const;

  // "dollar" for "$", "dlrs", "bucks" ...: the key of currency_cues.tsv. By the default code.
  static std::string_view Family(std::string_view default_code);

 private:
  struct Cue {
    std::vector<std::pair<std::string, std::string>> currencies;  // {"dollar", "CAD"}
  };
  std::string Nearest(const Document& doc, uint32_t first, uint32_t end, TextSpan span,
                      std::string_view family) const;
  // Of the words and signs, lower-cased, and of the ISO codes, which count in capitals only.
  std::unordered_map<std::string, Currency> forms_;
  const Lexicon* codes_ = nullptr;
  PhraseIndex cue_index_;
  std::vector<Cue> cues_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_MONEY_CURRENCY_H_
