// Rules as data. A rule file is TOML; the rules of one kind (money, date ...) make a RuleSet, all
// kinds together a RuleBook. docs/RULES.md shows how to write one; a file may hold:
//
// clang-format off
//   [define]                       macros: {NUMBER} in a pattern is replaced by its text, {NAME} of a
//   NUMBER = '[0-9]+'              lexicon name.tsv by all its first cells, longest first
//
//   [[trigger]]                    what a sentence must hold for a rule to be tried on it
//   name = "currency"
//   words = ["dollars", "euros"]   words, without regard to case
//   lexicon = "currency"           or: the first word of each first cell of a lexicon
//   lexicon_last = "currency"      or: the last word of each
//   marks = "$€£"                  or: code points
//   numbers = true                 or: any number
//   joined = true                  or: a number that the next one is joined to, as in 10:30 and 3/4
//
//   [[rule]]
//   name = "money.symbol_amount"   unique; the record's `rule`
//   pattern = '(?P<currency>{SYMBOL}) ?(?P<number>{NUMBER})'
//   needs = ["currency"]           triggers, all of them; left out: every sentence
//   starts = ["currency"]          triggers, one of which the match's first token has: much quicker, as
//                                  the pattern is tried at such places only, and only if its needs are
//                                  met by that token and the nine behind it
//   split = '(?P<currency>.)(.+)'  takes a match apart in place of the pattern, which may be slow at
//                                  it; it must take the whole match
//   value = { number = "decimal" } fields by verb, see below
//   confidence = 0.9
//   matches = ["paid [$1.2 billion] in cash => USD 1200000000"]   at least one; brackets mark the span
//   rejects = ["the $ sign"]                                      at least one
//   flag = "..."                   any other string key is an attribute for the kind's C++
// clang-format on
//
// Verbs of `value`: "text" (the words), "lower" (lower-cased), "decimal" (an exact decimal, see
// numbers.h), "lookup:LEXICON" or "lookup:LEXICON.COLUMN" (cell of the second or named column of
// the row whose first cell is the words), "const:WORDS". Anything beyond that is C++ in
// <kind>_resolve.cc.
//
// Refused with file:line:column and the reason: TOML errors, patterns that do not compile, match
// the empty string or are too large, unknown {NAMES}, verbs, triggers, lexicons, groups; duplicate
// names; rules without examples. The examples are run by CheckExamples (the tests, and `dealwire
// rules check`). Immutable once loaded; thread-safe.
#ifndef DEALWIRE_EXTRACTORS_RULES_RULE_SET_H_
#define DEALWIRE_EXTRACTORS_RULES_RULE_SET_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "extractors/rules/lexicon.h"
#include "extractors/rules/pattern.h"
#include "extractors/rules/trigger_mask.h"
#include "pipeline/base/embedded.h"
#include "pipeline/base/status.h"
#include "pipeline/text/document.h"

namespace dealwire {

// How a field of `value` gets its words.
struct FieldRule {
  enum class Verb : uint8_t { kText, kLower, kDecimal, kLookup, kConst };
  std::string name;
  Verb verb = Verb::kText;
  int group = -1;                    // of the pattern; -1 for kConst
  std::string words;                 // of kConst
  const Lexicon* lexicon = nullptr;  // of kLookup
  int column = 1;
};

// "paid [$1.2 billion] in cash => USD 1200000000"
struct Example {
  std::string text;   // without the brackets and the value
  TextSpan span;      // of a match
  std::string value;  // may be empty
  bool matches = true;
};

struct Rule {
  std::string name;
  Pattern pattern;
  std::optional<Pattern> split;
  std::vector<FieldRule> fields;
  TriggerMask needs;         // of the sentence, all of them: the file's, and `words`
  TriggerMask words;         // of the match: those that the pattern itself asks for
  NamedTriggers starts = 0;  // one of them at the first token; 0: the match may begin anywhere
  float confidence = 0.8F;
  std::map<std::string, std::string, std::less<>> attributes;
  std::vector<Example> examples;
  std::string where;  // file:line

  // The groups of a whole match that ScanRule found; false if `split` does not take all of it.
  bool Capture(std::string_view text, TextSpan match, Captures* captures) const;
  // The pattern whose groups Capture fills.
  const Pattern& grouping() const { return split ? *split : pattern; }

  std::string_view Attribute(std::string_view key) const {
    auto it = attributes.find(key);
    return it == attributes.end() ? std::string_view() : std::string_view(it->second);
  }
};

// The fields of one match, in words. A field whose group took no part or whose look-up failed is
// absent.
class Fields {
 public:
  Fields(const Rule& rule, std::string_view text, const Captures& captures);
  bool Has(std::string_view name) const { return Find(name) != nullptr; }
  std::string_view Get(std::string_view name) const {
    const auto* f = Find(name);
    return f == nullptr ? std::string_view() : std::string_view(f->second);
  }
  // True if a look-up or a decimal failed: the match is no match.
  bool failed() const { return failed_; }

 private:
  const std::pair<std::string_view, std::string>* Find(std::string_view name) const;
  std::vector<std::pair<std::string_view, std::string>> fields_;
  bool failed_ = false;
};

// The trigger bits of a document: of its sentences, and of those tokens that have any.
struct TriggerBits {
  struct OfToken {
    uint32_t token;        // index into Document::tokens()
    NamedTriggers bits;    // its own
    NamedTriggers nearby;  // of it and the tokens behind it that a match may reach
  };
  struct OfSentence {
    TriggerMask bits;     // of all its tokens
    uint32_t first, end;  // half-open, into of_token
  };
  std::vector<OfToken> of_token;
  std::vector<OfSentence> of_sentence;
};

class RuleSet {
 public:
  const std::vector<Rule>& rules() const { return rules_; }

  // Trigger bits of tokens [first, end): one probe a token. A rule is worth trying on a stretch of
  // text if they hold the rule's `needs`.
  TriggerMask Triggers(const std::vector<Token>& tokens, uint32_t first, uint32_t end) const;
  // Of the whole document; `glued` is added for a word with a digit in it ("RM50", "FY25").
  TriggerBits Triggers(const Document& doc, NamedTriggers glued) const;
  // nullptr if it sets off none.
  const TriggerMask* TriggersOf(const Token& token) const;
  // The first match of a rule in a sentence; with `starts` at such tokens only. Does not ask for
  // its `needs`.
  bool FindIn(const Rule& rule, const Document& doc, const Sentence& sentence,
              TextSpan* match) const;
  // A trigger of the files by name; empty if there is none.
  TriggerMask Trigger(std::string_view name) const;

 private:
  friend class RuleLoader;
  std::vector<Rule> rules_;
  std::vector<std::string> trigger_names_;
  std::unordered_map<uint32_t, TriggerMask> word_triggers_;  // by Token::hash of words
  std::unordered_map<uint32_t, TriggerMask> mark_triggers_;  // by code point
  TriggerMask number_triggers_;
  NamedTriggers joined_triggers_ = 0;
  std::vector<uint64_t> filter_;  // a bitmap over hashes, so that most tokens cost one load
};

// Calls `hit(match)` for each whole match of `rule` in the document, sentence by sentence, left to
// right; no match reaches over a sentence's end. `hit` returns the byte from which to go on, or 0
// for one past the match's begin. Captures are for `hit` to take: most matches are refused by their
// words first. One rule over all sentences before the next rule, since the tables of one rule stay
// in the processor's cache.
void ScanRule(const Rule& rule, const Document& doc, const TriggerBits& bits,
              const std::function<uint32_t(TextSpan)>& hit);

class RuleBook {
 public:
  // The files built into the program ("money/core.toml", "party/cities.tsv"), overlaid by the files
  // of `overlay_dir` of the same relative path (empty: none); files with new names add to the set.
  static Result<RuleBook> Load(std::span<const EmbeddedFile> built_in,
                               const std::string& overlay_dir);

  // The rules of a kind, in the order of file names, then of the file. A kind without rules is
  // empty.
  const RuleSet& Kind(std::string_view kind) const;
  // A lexicon by the stem of its file name ("currency"); nullptr if there is none.
  const Lexicon* FindLexicon(std::string_view name) const;
  // SHA-256-free digest (FNV-1a 64, hex) over all files, to tell rule sets apart in a record's
  // provenance.
  const std::string& digest() const { return digest_; }
  std::vector<std::string> kinds() const;

 private:
  friend class RuleLoader;
  std::map<std::string, RuleSet, std::less<>> kinds_;
  std::map<std::string, std::unique_ptr<Lexicon>, std::less<>> lexicons_;
  std::string digest_;
};

// What a rule makes of an example's text: the spans it finds and their values as the kind writes
// them.
struct Found {
  TextSpan span;
  std::string value;
};
using ExampleRunner = std::function<std::vector<Found>(const Rule&, const Document&)>;

// Runs all examples of a kind; one message ("file:line: rule: what went wrong") for each that
// fails.
std::vector<std::string> CheckExamples(const RuleSet& rules, const ExampleRunner& run);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_RULES_RULE_SET_H_
