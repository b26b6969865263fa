#include "extractors/quote/cues.h"

#include <algorithm>
#include <array>

#include "pipeline/text/abbreviations.h"
#include "pipeline/text/word_set.h"

namespace dealwire {
namespace {

constexpr uint32_t kLongestPhrase = 14;  // tokens of a subject
constexpr uint32_t kLongestApposition = 30;

const WordSet& Auxiliaries() {
  static const WordSet kSet = {
      "has",      "have",    "had",        "is",      "was",        "were",    "are",
      "be",       "been",    "also",       "then",    "later",      "not",     "n",
      "t",        "would",   "will",       "did",     "does",       "do",      "could",
      "may",      "might",   "can",        "should",  "once",       "often",   "even",
      "still",    "now",     "never",      "just",    "further",    "earlier", "previously",
      "recently", "already", "repeatedly", "must",    "shall",      "again",   "only",
      "soon",     "first",   "himself",    "herself", "themselves", "itself",  "all",
      "both"};
  return kSet;
}

// Words that no subject reaches back over.
const WordSet& Boundaries() {
  static const WordSet kSet = {"that",   "because", "while", "when",   "as",    "if",  "although",
                               "though", "whether", "after", "before", "since", "but", "so",
                               "where",  "than",    "which", "what",   "how",   "why", "until",
                               "unless", "once",    "like",  "says",   "said",  "told"};
  return kSet;
}

// What ends a noun phrase behind an inverted verb ("said Maria Borg in a statement").
const WordSet& Prepositions() {
  static const WordSet kSet = {
      "in",   "on",        "at",    "during", "when",      "while", "to",     "after",   "before",
      "as",   "about",     "by",    "from",   "that",      "with",  "if",     "because", "and",
      "last", "yesterday", "today", "who",    "following", "but",   "earlier"};
  return kSet;
}

bool QuoteMark(const Token& t) {
  return t.IsMark('"') || t.IsMark(0x201C) || t.IsMark(0x201D) || t.IsMark('`') || t.IsMark(0xAB) ||
         t.IsMark(0xBB);
}

// The full stop of "J." or "Corp." with more words behind it.
bool Abbreviates(const Document& doc, uint32_t i) {
  const auto& tokens = doc.tokens();
  if (i == 0 || i + 1 >= tokens.size() || tokens[i + 1].Is(Token::kLineStart)) return false;
  if (tokens[i + 1].mark())
    return tokens[i + 1].IsMark('.') || tokens[i - 1].end - tokens[i - 1].begin == 1;
  return ClassifyAbbreviation(doc.Words(tokens[i - 1])) != Abbreviation::kNone;
}

// Marks that a noun phrase does not reach over; apostrophes, hyphens, periods of initials and
// brackets are inside.
bool Stop(const Document& doc, uint32_t i) {
  const Token& t = doc.tokens()[i];
  if (!t.mark()) return false;
  if (t.IsMark('\'') || t.IsMark(0x2019) || t.IsMark('-') || t.IsMark('&') || t.IsMark('/') ||
      t.IsMark('%'))
    return false;
  if (t.IsMark('.')) return !Abbreviates(doc, i);
  return true;
}

// A lower-case word in -ed.
bool IsPast(const Document& doc, const Token& t) {
  return t.word() && !t.Is(Token::kCapital) && t.span().size() > 3 && doc.Words(t).ends_with("ed");
}

// Behind these the form of a verb is a noun.
const WordSet& NounMarkers() {
  static const WordSet kSet = {"a", "an", "the", "its", "his", "their", "our", "my", "your"};
  return kSet;
}

// Adds a cue. "argued, claimed and insisted" has one subject and one content: the last verb stands
// for all. `chain`: the first cue of the verbs that may be joined so.
void Append(const std::vector<Token>& tokens, Cue cue, size_t* chain, std::vector<Cue>* cues) {
  static const WordSet kJoin = {"and", "or"};
  bool linked = false, joined = false;
  if (!cues->empty() && cues->back().participle == cue.participle) {
    uint32_t at = cues->back().end_token;
    if (at < cue.first_token && tokens[at].IsMark(',')) ++at;
    joined = at + 1 == cue.first_token && kJoin.Has(tokens[at]);
    linked = joined || (at == cue.first_token && at > cues->back().end_token);
  }
  if (!linked) *chain = cues->size();
  if (joined) {
    cue.subject_end = (*cues)[*chain].subject_end;
    cues->resize(*chain);
  }
  cues->push_back(cue);
}

}  // namespace

Result<CueFinder> CueFinder::Make(const RuleBook& book) {
  const Lexicon* lexicon = book.FindLexicon("cue_verbs");
  if (lexicon == nullptr) return Status::Error("no lexicon 'cue_verbs'");
  CueFinder finder;
  constexpr std::array<std::pair<std::string_view, CueClass>, 6> kClasses = {
      {{"say", CueClass::kSay},
       {"that", CueClass::kThat},
       {"tell", CueClass::kTell},
       {"clause", CueClass::kClause},
       {"attitude", CueClass::kAttitude},
       {"object", CueClass::kObject}}};
  for (size_t row = 0; row < lexicon->size(); ++row) {
    const std::string_view form = lexicon->Cell(row, 0), name = lexicon->Cell(row, 2);
    const auto* cls = std::find_if(kClasses.begin(), kClasses.end(),
                                   [&](const auto& c) { return c.first == name; });
    if (cls == kClasses.end())
      return Status::Error("cue_verbs: unknown class '" + std::string(name) + "'");
    const std::string_view head = form.substr(0, form.find(' '));
    const bool participle = head.size() > 4 && head.substr(head.size() - 3) == "ing";
    finder.index_.Add(form, static_cast<int>(finder.entries_.size()));
    finder.entries_.emplace_back(cls->second, participle);
  }
  finder.index_.Add("according to", static_cast<int>(finder.entries_.size()));
  finder.entries_.emplace_back(CueClass::kAccording, false);
  return finder;
}

std::vector<Cue> CueFinder::Find(const Document& doc) const {
  std::vector<Cue> cues;
  size_t chain = 0;
  const auto& tokens = doc.tokens();
  for (const Sentence& sentence : doc.sentences()) {
    for (uint32_t i = sentence.first_token; i < sentence.end_token; ++i) {
      if (!tokens[i].word()) continue;
      if (i > 0 && tokens[i - 1].IsMark('-') && !tokens[i].Is(Token::kSpaceBefore))
        continue;  // "so-called"
      const PhraseIndex::Hit hit = index_.Longest(tokens, i, sentence.end_token);
      if (hit.id < 0) continue;
      if (i > sentence.first_token && NounMarkers().Has(tokens[i - 1])) continue;  // "the claims"
      const auto& [cls, participle] = entries_[hit.id];
      Append(tokens, {i, i + hit.tokens, i, cls, participle}, &chain, &cues);
      i += hit.tokens - 1;
    }
  }
  return cues;
}

TextSpan SubjectBefore(const Document& doc, uint32_t at, uint32_t limit) {
  const auto& tokens = doc.tokens();
  uint32_t end = at;
  while (end > limit && (Auxiliaries().Has(tokens[end - 1]) || IsAdverb(doc, tokens[end - 1]) ||
                         tokens[end - 1].IsMark('\'')))
    --end;
  // "X, head of Y, said": jump over the apposition to the noun phrase before it.
  if (end > limit && tokens[end - 1].IsMark(',')) {
    uint32_t comma = end - 1;
    const uint32_t back = comma > limit + kLongestApposition ? comma - kLongestApposition : limit;
    while (comma > back && !tokens[comma - 1].IsMark(',') && !QuoteMark(tokens[comma - 1])) --comma;
    if (comma > back && tokens[comma - 1].IsMark(',')) {
      end = comma - 1;
    } else {
      end -= 1;
    }
  } else if (end > limit && tokens[end - 1].IsMark(')')) {  // "Ryan (R-Wis.) said"
    uint32_t open = end - 1;
    while (open > limit && !tokens[open].IsMark('(') && end - open < 12) --open;
    if (tokens[open].IsMark('(') && open > limit) end = open;
  }
  uint32_t begin = end;
  while (begin > limit && end - begin < kLongestPhrase && !Stop(doc, begin - 1) &&
         !Boundaries().Has(tokens[begin - 1]))
    --begin;
  // A leading conjunction is no part of it.
  static const WordSet kConjunctions = {"and", "or", "but", "yet"};
  while (begin < end && (kConjunctions.Has(tokens[begin]) || tokens[begin].mark())) ++begin;
  // "Borg denied the claims and said": the subject of the first verb.
  if (begin + 2 < end && kConjunctions.Has(tokens[end - 1])) {
    uint32_t verb = begin + 1;
    while (verb < end && !Auxiliaries().Has(tokens[verb]) && !IsPast(doc, tokens[verb])) ++verb;
    end = verb < end ? verb : end - 1;
  }
  if (begin >= end) return {};
  return {tokens[begin].begin, tokens[end - 1].end};
}

TextSpan SubjectAfter(const Document& doc, uint32_t at, uint32_t limit) {
  // "people familiar with the talks"
  static const WordSet kLinked = {"familiar", "close", "briefed", "involved", "acquainted"};
  const auto& tokens = doc.tokens();
  uint32_t end = at;
  while (end < limit && end - at < kLongestPhrase && !Stop(doc, end) &&
         !(end > at && !kLinked.Has(tokens[end - 1]) &&
           (Prepositions().Has(tokens[end]) || Auxiliaries().Has(tokens[end]))))
    ++end;
  if (end == at) return {};
  return {tokens[at].begin, tokens[end - 1].end};
}

}  // namespace dealwire
