#include "extractors/quote/source.h"

#include <algorithm>
#include <array>

#include "pipeline/text/word_set.h"

namespace dealwire {
namespace {

constexpr uint32_t kFarthest = 24;  // tokens from the cue to the end of its source
constexpr uint32_t kLongestNoun = 8;

bool QuoteMark(const Token& t) {
  for (const char32_t c : {U'"', U'`', U'\u201C', U'\u201D', U'\u2018', U'\u00AB', U'\u201E'}) {
    if (t.IsMark(c)) return true;
  }
  return false;
}

const WordSet& Prepositions() {
  static const WordSet kSet = {"in", "on", "at", "via", "through", "during", "by", "to", "with"};
  return kSet;
}

// A capital that is no name.
const WordSet& Days() {
  static const WordSet kSet = {
      "monday",  "tuesday",   "wednesday", "thursday", "friday",  "saturday", "sunday",
      "mon",     "tue",       "wed",       "thu",      "fri",     "sat",      "sun",
      "january", "february",  "march",     "april",    "may",     "june",     "july",
      "august",  "september", "october",   "november", "december"};
  return kSet;
}

}  // namespace

// One look at the words of one quotation.
class SourceFinder::Search {
 public:
  Search(const SourceFinder& finder, const Document& doc, const PartyMentions& parties)
      : finder_(finder), tokens_(doc.tokens()), parties_(parties) {}

  // The first source in the tokens [begin, end); `told`: the first words may be who is told.
  TextSpan In(uint32_t begin, uint32_t end, bool told) const {
    if (told) {
      const TextSpan listener = Listener(begin, end);
      if (!listener.empty()) return listener;
    }
    for (uint32_t k = begin; k < end; ++k) {
      if (!Prepositions().Has(tokens_[k])) continue;
      const TextSpan found = Behind(k, end);
      if (!found.empty()) return found;
    }
    return {};
  }

 private:
  SourceClass ClassOf(const PhraseIndex::Hit& hit) const { return finder_.classes_[hit.id]; }

  // "reporters", "Newsline", "the Evening Post"; no person.
  TextSpan Listener(uint32_t at, uint32_t end) const {
    static const WordSet kThe = {"the"};
    const PhraseIndex::Hit hit = finder_.index_.Longest(tokens_, at, end);
    if (hit.id >= 0 && ClassOf(hit) == SourceClass::kListener)
      return {tokens_[at].begin, tokens_[at + hit.tokens - 1].end};
    if (at < end && kThe.Has(tokens_[at])) ++at;
    // "told German tabloid Abendblick": the later name.
    if (at + 2 < end && tokens_[at].Is(Token::kCapital) && tokens_[at + 1].word() &&
        !tokens_[at + 1].Is(Token::kCapital) && !Prepositions().Has(tokens_[at + 1]) &&
        tokens_[at + 2].Is(Token::kCapital)) {
      const TextSpan name = Name(at + 2, end);
      if (!name.empty()) return name;
    }
    return Name(at, end);
  }

  // A run of capitalised words that is no person and no day.
  TextSpan Name(uint32_t at, uint32_t end) const {
    uint32_t k = at;
    while (k < end && tokens_[k].word() && tokens_[k].Is(Token::kCapital) &&
           !Days().Has(tokens_[k]))
      ++k;
    if (k == at) return {};
    const TextSpan name{tokens_[at].begin, tokens_[k - 1].end};
    return parties_.Holds(name, PartyKind::kPerson) ? TextSpan{} : name;
  }

  // The noun phrase behind the preposition at `at`: its last word that is a source.
  TextSpan Behind(uint32_t at, uint32_t end) const {
    static const WordSet kOn = {"on"}, kTo = {"to"}, kWith = {"with"},
                         kEnds = {"that",  "which",  "and", "who", "when", "as",
                                  "after", "before", "for", "of",  "from", "about"};
    TextSpan found;
    const uint32_t limit = std::min(end, at + 1 + kLongestNoun);
    for (uint32_t k = at + 1; k < limit; ++k) {
      const Token& t = tokens_[k];
      if (kEnds.Has(t) || Prepositions().Has(t) || t.IsMark(',') || t.IsMark('.') || t.IsMark(';'))
        break;
      const PhraseIndex::Hit hit = finder_.index_.Longest(tokens_, k, end);
      if (hit.id < 0) continue;
      const uint32_t last = k + hit.tokens;
      const TextSpan words{t.begin, tokens_[last - 1].end};
      switch (ClassOf(hit)) {
        case SourceClass::kListener:
          if (kTo.Has(tokens_[at])) return words;
          break;
        case SourceClass::kPlatform:
          if (kOn.Has(tokens_[at])) return words;
          break;
        case SourceClass::kTalk:
          return Partner(k, last, end, words);
        case SourceClass::kPlace:
          if (!kTo.Has(tokens_[at]) && !kWith.Has(tokens_[at])) found = words;
          k = last - 1;
          break;
      }
    }
    return found.empty() ? Publication(at, end) : found;
  }

  // "an interview with Newsline", "a Newsline interview": Newsline; else the words of the talk.
  TextSpan Partner(uint32_t talk, uint32_t end_talk, uint32_t end, TextSpan words) const {
    static const WordSet kWith = {"with", "to", "on", "by"}, kThe = {"the"};
    if (end_talk + 1 < end && kWith.Has(tokens_[end_talk])) {
      const TextSpan name = Name(end_talk + (kThe.Has(tokens_[end_talk + 1]) ? 2 : 1), end);
      if (!name.empty()) return name;
    }
    uint32_t begin = talk;
    while (begin > 0 && tokens_[begin - 1].word() && tokens_[begin - 1].Is(Token::kCapital))
      --begin;
    const TextSpan name = Name(begin, talk);
    return name.empty() ? words : name;
  }

  // "wrote in the Evening Post", "said on Channel Nine".
  TextSpan Publication(uint32_t at, uint32_t end) const {
    static const WordSet kSmall = {"the", "a", "an", "its", "his", "her"};
    static const WordSet kOnIn = {"on", "in"};
    if (!kOnIn.Has(tokens_[at])) return {};
    uint32_t k = at + 1;
    while (k < end && kSmall.Has(tokens_[k]) && !tokens_[k].Is(Token::kCapital)) ++k;
    if (k < end && tokens_[k].Is(Token::kCapital) && kSmall.Has(tokens_[k])) ++k;
    const TextSpan name = Name(k, end);
    return !name.empty() && parties_.Holds(name, PartyKind::kPublication) ? name : TextSpan{};
  }

  const SourceFinder& finder_;
  const std::vector<Token>& tokens_;
  const PartyMentions& parties_;
};

Result<SourceFinder> SourceFinder::Make(const RuleBook& book) {
  const Lexicon* lexicon = book.FindLexicon("sources");
  if (lexicon == nullptr) return Status::Error("no lexicon 'sources'");
  constexpr std::array<std::pair<std::string_view, SourceClass>, 4> kClasses = {
      {{"place", SourceClass::kPlace},
       {"talk", SourceClass::kTalk},
       {"platform", SourceClass::kPlatform},
       {"listener", SourceClass::kListener}}};
  SourceFinder finder;
  for (size_t row = 0; row < lexicon->size(); ++row) {
    const std::string_view name = lexicon->Cell(row, 1);
    const auto* cls = std::find_if(kClasses.begin(), kClasses.end(),
                                   [&](const auto& c) { return c.first == name; });
    if (cls == kClasses.end())
      return Status::Error("sources: unknown class '" + std::string(name) + "'");
    finder.index_.Add(lexicon->Cell(row, 0), static_cast<int>(finder.classes_.size()));
    finder.classes_.push_back(cls->second);
  }
  return finder;
}

std::string SourceFinder::Find(const Document& doc, const PartyMentions& parties,
                               const std::vector<Cue>& cues, const QuoteMention& quote) const {
  if (quote.cue.empty() || quote.speaker.empty()) return {};
  const auto& tokens = doc.tokens();
  const uint32_t cue = doc.TokenAt(quote.cue.begin), behind = doc.TokenAt(quote.cue.end);
  const Sentence& sentence = doc.SentenceOf(quote.cue.begin);
  uint32_t stop = std::min(sentence.end_token, behind + kFarthest);
  if (quote.span.begin >= quote.cue.end) stop = std::min(stop, doc.TokenAt(quote.span.begin));
  auto it = std::lower_bound(cues.begin(), cues.end(), cue,
                             [](const Cue& c, uint32_t at) { return c.first_token < at; });
  const bool told = it != cues.end() && it->cue_class == CueClass::kTell;
  uint32_t end = behind;
  while (end < stop && !QuoteMark(tokens[end]) && !tokens[end].IsMark(';')) ++end;
  for (; it != cues.end() && it->first_token < end; ++it) {  // ", adding that ...", "and said"
    if (it->first_token > behind && it->participle) end = it->first_token;
  }
  const Search search(*this, doc, parties);
  TextSpan found = search.In(behind, end, told);
  // "Borg, in a letter, said ..."
  if (found.empty() && quote.speaker.end < quote.cue.begin) {
    const uint32_t between = doc.TokenAt(quote.speaker.end);
    if (cue - between < kFarthest) found = search.In(between, cue, false);
  }
  // "In a statement, Borg said ..."
  if (found.empty() && quote.speaker.begin < quote.cue.begin &&
      quote.span.begin > quote.speaker.begin) {
    const uint32_t speaker = doc.TokenAt(quote.speaker.begin);
    const uint32_t lead = std::min(speaker, sentence.first_token + kFarthest);
    if (lead > sentence.first_token && tokens[lead - 1].IsMark(',')) {
      found = search.In(sentence.first_token, lead, false);
    }
  }
  return std::string(doc.Words(found));
}

}  // namespace dealwire
