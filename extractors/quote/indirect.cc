#include "extractors/quote/indirect.h"

#include <algorithm>
#include <string>

#include "pipeline/text/word_set.h"

namespace dealwire {
namespace {

constexpr uint32_t kFewestTokens = 3;     // of a content clause
constexpr uint32_t kLongestListener = 9;  // tokens of "told a group of reporters that"

const WordSet kThat = {"that"}, kTo = {"to"}, kS = {"s"},
              kComplementisers = {"that", "how", "whether", "why", "if", "what"},
              kAuxiliaries = {"is",  "was",   "are",  "were", "will",  "would",
                              "has", "have",  "had",  "can",  "could", "should",
                              "may", "might", "must", "did",  "does"};

// Past forms that do not end in -ed.
const WordSet kPasts = {"rose",  "fell",  "grew",   "won",   "lost",  "made",  "took", "gave",
                        "came",  "went",  "saw",    "knew",  "began", "got",   "sold", "bought",
                        "paid",  "led",   "met",    "spent", "built", "held",  "kept", "left",
                        "found", "broke", "became", "ran",   "sank",  "shrank"};

class IndirectReader {
 public:
  IndirectReader(const Document& doc, const std::vector<MarkPair>& pairs,
                 const std::vector<Cue>& cues, std::vector<QuoteMention>* out)
      : doc_(doc), tokens_(doc.tokens()), pairs_(pairs), cues_(cues), out_(out) {}

  void Run() {
    size_t cue = 0;
    for (const Sentence& sentence : doc_.sentences()) {
      const size_t first = cue;
      while (cue < cues_.size() && cues_[cue].first_token < sentence.end_token) ++cue;
      for (size_t c = first; c < cue; ++c) ReadCue(sentence, c, cue);
    }
  }

 private:
  // The pair that holds a token, if any. Cues come in order, so the cursor only moves on.
  const MarkPair* PairAt(uint32_t token) {
    while (pair_ < pairs_.size() && pairs_[pair_].end_token <= token) ++pair_;
    return pair_ < pairs_.size() && pairs_[pair_].first_token <= token ? &pairs_[pair_] : nullptr;
  }

  void ReadCue(const Sentence& sentence, size_t c, size_t end_cue) {
    const Cue& cue = cues_[c];
    if (PairAt(cue.first_token) != nullptr) return;
    if (cue.cue_class == CueClass::kAccording) return ReadAccording(sentence, cue);
    if (cue.subject_end == sentence.first_token) return;  // "Show me", a noun in a headline
    if (NounBefore(cue)) return;
    const bool that_follows =
        cue.end_token < sentence.end_token && kThat.Has(tokens_[cue.end_token]);
    if (!that_follows && AttributesQuote(sentence, cue)) return;
    if (ReadTrailing(sentence, cue)) return;
    ReadLeading(sentence, c, end_cue);
  }

  // "...," Borg said in a statement / said Maria Borg: the cue of a direct quotation right before
  // it.
  bool AttributesQuote(const Sentence& sentence, const Cue& cue) const {
    const Token& before = tokens_[cue.subject_end - 1];
    if (before.IsMark('\'') || before.IsMark('"') || before.IsMark(0x201D))
      return true;  // ...'' said Maria Borg
    auto it = std::upper_bound(pairs_.begin(), pairs_.end(), cue.first_token,
                               [](uint32_t t, const MarkPair& p) { return t < p.end_token; });
    if (it == pairs_.begin()) return false;
    const uint32_t end = (it - 1)->end_token;
    if (end <= sentence.first_token || (it - 1)->continues || cue.first_token - end > 9)
      return false;
    if ((it - 1)->end_token - (it - 1)->first_token < 5) return false;  // a term in marks
    for (uint32_t k = end; k < cue.first_token; ++k) {
      if (tokens_[k].IsMark('.') || tokens_[k].IsMark(';') || (k > end && tokens_[k].IsMark(',')))
        return false;
    }
    return true;
  }

  // "a report", "the claim", "its plan to": a noun, not a verb.
  bool NounBefore(const Cue& cue) const {
    static const WordSet kDeterminers = {
        "a",  "an",  "the", "its", "his", "her", "their", "this", "that", "no", "any",  "some",
        "of", "our", "my",  "s",   "in",  "new", "for",   "by",   "with", "on", "each", "more"};
    const Token& before = tokens_[cue.subject_end - 1];
    if (kDeterminers.Has(before)) return true;
    return tokens_[cue.subject_end].Is(Token::kCapital) && before.Is(Token::kCapital) == false;
  }

  // Adds the content [begin, end) of tokens with its speaker.
  void Add(uint32_t begin, uint32_t end, const Cue& cue, TextSpan speaker, const char* rule,
           float confidence, uint32_t fewest = kFewestTokens) {
    while (begin < end && (tokens_[begin].IsMark('"') || tokens_[begin].IsMark(0x201C)) &&
           !AtPair(begin))
      ++begin;  // a stray mark
    while (end > begin && (tokens_[end - 1].IsMark('.') || tokens_[end - 1].IsMark(',') ||
                           tokens_[end - 1].IsMark(';')))
      --end;
    while (begin < end && (tokens_[begin].IsMark(',') || tokens_[begin].IsMark(':'))) ++begin;
    if (end < begin + fewest) return;
    QuoteMention quote;
    quote.direct = false;
    quote.span = quote.text = {tokens_[begin].begin, tokens_[end - 1].end};
    quote.speaker = speaker;
    quote.cue = {tokens_[cue.first_token].begin, tokens_[cue.end_token - 1].end};
    quote.rule = rule;
    quote.confidence = confidence;
    out_->push_back(std::move(quote));
  }

  // "Sales will rise, Borg said." / "Sales will rise, said Borg."
  bool ReadTrailing(const Sentence& sentence, const Cue& cue) {
    if (cue.cue_class != CueClass::kSay || cue.participle) return false;
    const uint32_t limit =
        cue.subject_end > sentence.first_token + 14 ? cue.subject_end - 14 : sentence.first_token;
    uint32_t comma = cue.subject_end;
    while (comma > limit && !tokens_[comma - 1].IsMark(',') && !tokens_[comma - 1].mark()) --comma;
    if (comma <= sentence.first_token + 1 || !tokens_[comma - 1].IsMark(',')) return false;
    // Little may follow but a time, a place or a listener.
    uint32_t behind = cue.end_token;
    while (behind < sentence.end_token && !tokens_[behind].IsMark('.') &&
           !tokens_[behind].IsMark(',') && !tokens_[behind].IsMark(';'))
      ++behind;
    const bool inverted = cue.subject_end == comma;
    const uint32_t room = inverted ? 14 : 8;
    if (behind - cue.end_token > room) return false;
    if (!inverted && behind > cue.end_token && !Adjunct(tokens_[cue.end_token])) return false;
    const TextSpan speaker = inverted ? SubjectAfter(doc_, cue.end_token, behind)
                                      : SubjectBefore(doc_, cue.subject_end, comma);
    if (speaker.empty()) return false;
    // "Borg, in a letter, said the claim had no merit": no speaker, but the content.
    const uint32_t next = doc_.TokenAt(speaker.end);
    if (inverted && next < sentence.end_token && kAuxiliaries.Has(tokens_[next])) return false;
    if (ReadInterrupted(sentence, cue, comma - 1, behind, speaker)) return true;
    if (comma <= sentence.first_token + 2) return false;
    if (behind < sentence.end_token && tokens_[behind].IsMark(',') && !inverted &&
        sentence.end_token - behind > 12)
      return false;
    if (!LooksLikeClause(sentence.first_token, comma - 1)) return false;
    if (HoldsWholeQuote(sentence.first_token, comma - 1)) return true;
    if (QuoteWithSpeaker(sentence.first_token, comma - 1)) return true;
    Add(sentence.first_token, comma - 1, cue, speaker, "quote.indirect_trailing", 0.8F);
    return true;
  }

  // A direct quotation and no more than a name behind it: "...," Borg, 54, said.
  bool QuoteWithSpeaker(uint32_t begin, uint32_t end) const {
    auto it = std::lower_bound(pairs_.begin(), pairs_.end(), begin,
                               [](const MarkPair& p, uint32_t t) { return p.end_token <= t; });
    return it != pairs_.end() && it->first_token == begin && it->end_token + 5 > end;
  }

  // "The mine, Borg said, will close": the content in two pieces, [sentence, comma) and behind the
  // second comma.
  bool ReadInterrupted(const Sentence& sentence, const Cue& cue, uint32_t comma, uint32_t behind,
                       TextSpan speaker) {
    static const WordSet kRelatives = {"who", "which", "that", "whom"};
    if (behind + 2 >= sentence.end_token || !tokens_[behind].IsMark(',')) return false;
    if (kRelatives.Has(tokens_[doc_.TokenAt(speaker.begin)])) return false;
    if (!BeginsPredicate(sentence.first_token, comma, tokens_[behind + 1])) return false;
    if (AtPair(sentence.first_token) || AtPair(behind + 1)) return false;
    Add(sentence.first_token, comma, cue, speaker, "quote.indirect_interrupted", 0.7F, 1);
    Add(behind + 1, sentence.end_token, cue, speaker, "quote.indirect_interrupted", 0.7F, 1);
    return true;
  }

  // `t` begins the predicate of the subject [begin, end): an auxiliary, or what may be a finite
  // verb if the subject holds none.
  bool BeginsPredicate(uint32_t begin, uint32_t end, const Token& t) const {
    if (kAuxiliaries.Has(t)) return true;
    const std::string_view w = doc_.Words(t);
    if (!t.word() || t.Is(Token::kCapital) || w.size() < 4 || IsAdverb(doc_, t)) return false;
    static const WordSet kOther = {"across", "besides", "towards", "unless",   "perhaps",
                                   "always", "needed",  "based",   "compared", "followed"};
    if (!(w.ends_with("ed") || (w.back() == 's' && !w.ends_with("ss"))) || kOther.Has(t))
      return false;
    for (uint32_t k = begin; k < end; ++k) {
      if (kAuxiliaries.Has(tokens_[k]) || tokens_[k].IsMark(',')) return false;
      const std::string_view verb = doc_.Words(tokens_[k]);
      if (tokens_[k].word() && verb.size() > 3 && verb.ends_with("ed")) return false;
    }
    return true;
  }

  // It has a verb before its first comma ("Maria Borg, who was asked," has none), or begins with an
  // adverbial.
  bool LooksLikeClause(uint32_t begin, uint32_t end) const {
    if (Preposition(tokens_[begin]) || tokens_[begin].mark()) return true;
    uint32_t comma = begin;
    while (comma < end && !tokens_[comma].IsMark(',')) ++comma;
    if (HasVerb(begin, comma)) return true;
    for (uint32_t k = begin; k < comma; ++k) {
      const std::string_view w = doc_.Words(tokens_[k]);
      if (kPasts.Has(tokens_[k])) return true;
      if (!tokens_[k].Is(Token::kCapital) && w.size() > 3 &&
          (w.substr(w.size() - 2) == "ed" || w.back() == 's'))
        return true;
    }
    return false;
  }

  bool Adjunct(const Token& t) const {
    static const WordSet kWords = {
        "on",      "in",        "at",       "during", "to",       "after",  "last",      "monday",
        "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today",
        "earlier", "recently",  "this",     "late",   "later",    "when"};
    return kWords.Has(t);
  }

  // A direct quotation takes up the whole stretch.
  bool HoldsWholeQuote(uint32_t begin, uint32_t end) const {
    auto it = std::lower_bound(pairs_.begin(), pairs_.end(), begin,
                               [](const MarkPair& p, uint32_t t) { return p.end_token <= t; });
    for (; it != pairs_.end() && it->first_token < end; ++it) {
      const uint32_t covered = std::min(end, it->end_token) - std::max(begin, it->first_token);
      if (covered * 10 > (end - begin) * 8) return true;
    }
    return false;
  }

  // "Borg said (that) sales would rise", "Borg told reporters that ...", "Borg called for ...".
  void ReadLeading(const Sentence& sentence, size_t c, size_t end_cue) {
    const Cue& cue = cues_[c];
    uint32_t begin = cue.end_token;
    bool that = false;
    if (cue.cue_class == CueClass::kTell) {
      const uint32_t stop = std::min(sentence.end_token, begin + kLongestListener);
      uint32_t k = begin;
      while (k < stop && !kThat.Has(tokens_[k]) && !tokens_[k].IsMark(',') &&
             !tokens_[k].IsMark(':') && !tokens_[k].IsMark('"') && !tokens_[k].IsMark(0x201C))
        ++k;
      const bool listened = k < stop && !tokens_[k].IsMark(',');  // up to "that" or a quotation
      if (listened) {
        begin = k;
      } else {
        begin = SkipListener(begin, sentence.end_token);
      }
    } else {
      begin = SkipAdjuncts(begin, sentence.end_token);
    }
    if (begin >= sentence.end_token) return;
    static const WordSet kNot = {"not"};
    if (begin + 1 < sentence.end_token && kNot.Has(tokens_[begin]) && kTo.Has(tokens_[begin + 1]))
      return;  // "asked not to be named"
    that = tokens_[begin].word() && kComplementisers.Has(tokens_[begin]);
    if (tokens_[begin].IsMark('.') || tokens_[begin].IsMark(';') || tokens_[begin].IsMark('?') ||
        tokens_[begin].IsMark(')'))
      return;
    if (!Fits(cue, begin, sentence, that)) return;
    const uint32_t end = ContentEnd(sentence, begin, c, end_cue);
    if (OnlyQuote(begin, end)) return;
    TextSpan speaker = SubjectBefore(doc_, cue.subject_end, sentence.first_token);
    if (cue.participle || speaker.empty()) {
      const TextSpan lead = SentenceSubject(sentence, c);
      if (!lead.empty()) speaker = lead;
    }
    if (speaker.empty()) return;
    Add(begin, end, cue, speaker, "quote.indirect", that ? 0.85F : 0.7F);
  }

  // Whether what stands behind the cue can be its content.
  bool Fits(const Cue& cue, uint32_t begin, const Sentence& sentence, bool that) const {
    if (that) return true;
    const Token& t = tokens_[begin];
    if (t.IsMark(',') || t.IsMark(0x2014) || t.IsMark('-')) return false;
    switch (cue.cue_class) {
      case CueClass::kSay:
        if (Preposition(t) || Adjunct(t)) return false;
        return t.word() || t.number() || t.IsMark(':') || t.IsMark('$') || t.IsMark('"') ||
               t.IsMark(0x201C);
      case CueClass::kTell:
        return t.word() && HasVerb(begin, sentence.end_token);
      case CueClass::kClause:
        return t.word() && BeginsClause(begin, sentence.end_token);
      case CueClass::kAttitude:
      case CueClass::kObject:
        return t.word() && !Preposition(t);
      case CueClass::kThat:
      case CueClass::kAccording:
        break;
    }
    return false;
  }

  bool Preposition(const Token& t) const {
    static const WordSet kWords = {
        "by",      "in",      "on",    "at", "of",    "from",   "with",  "and",    "or",
        "as",      "into",    "for",   "to", "under", "during", "after", "before", "while",
        "goodbye", "nothing", "about", "up", "out",   "is",     "was"};
    return kWords.Has(t);
  }

  bool HasVerb(uint32_t begin, uint32_t end) const {
    static const WordSet kVerbs = {"is",   "was", "are",  "were",  "will",   "would", "has",
                                   "have", "had", "can",  "could", "should", "may",   "might",
                                   "must", "did", "does", "do",    "be",     "wants", "needs",
                                   "to",   "s",   "re",   "ll",    "ve"};
    for (uint32_t k = begin; k < std::min(end, begin + 12); ++k) {
      if (kVerbs.Has(tokens_[k])) return true;
    }
    return false;
  }

  // A pronoun or a noun phrase with a verb soon behind it.
  bool BeginsClause(uint32_t begin, uint32_t end) const {
    static const WordSet kPronouns = {"he",  "she",   "it",   "they",  "we",   "i",
                                      "you", "there", "this", "these", "those"};
    if (kTo.Has(tokens_[begin])) return true;
    if (kPronouns.Has(tokens_[begin])) return true;
    return HasVerb(begin, end) && !Preposition(tokens_[begin]);
  }

  // Behind "told": the listener.
  uint32_t SkipListener(uint32_t at, uint32_t end) const {
    const uint32_t start = at;
    static const WordSet kDeterminers = {"the", "a", "an", "his", "her", "their", "its"};
    if (at < end && kDeterminers.Has(tokens_[at])) ++at;
    if (at < end && tokens_[at].Is(Token::kCapital)) {
      while (at < end && at - start < 6 &&
             (tokens_[at].Is(Token::kCapital) || tokens_[at].IsMark('\'') || kS.Has(tokens_[at])))
        ++at;
    } else if (at < end && tokens_[at].word()) {
      ++at;
    }
    return SkipAdjuncts(at, end);
  }

  // "on Friday", "in a statement", "Tuesday", "Thursday".
  uint32_t SkipAdjuncts(uint32_t at, uint32_t end) const {
    static const WordSet kDays = {"monday",   "tuesday", "wednesday", "thursday", "friday",
                                  "saturday", "sunday",  "yesterday", "today",    "recently"};
    static const WordSet kPrepositions = {"on",   "in",   "at",   "during",
                                          "last", "this", "late", "earlier"};
    if (at < end && kDays.Has(tokens_[at])) ++at;
    if (at < end && kPrepositions.Has(tokens_[at])) {
      for (uint32_t k = at + 1; k < std::min(end, at + 12); ++k) {
        if (kThat.Has(tokens_[k])) return k;
        if (kDays.Has(tokens_[k])) return std::min(end, k + 1);
        if (tokens_[k].IsMark(',') || tokens_[k].IsMark('.')) return at;
      }
    }
    return at;
  }

  // The content ends with the sentence, or where another cue of the same subject begins (", adding
  // that", "and said").
  uint32_t ContentEnd(const Sentence& sentence, uint32_t begin, size_t c, size_t end_cue) {
    for (size_t next = c + 1; next < end_cue; ++next) {
      const Cue& cue = cues_[next];
      if (cue.first_token <= begin + 2) continue;
      const Token& before = tokens_[cue.subject_end - 1];
      static const WordSet kAndBut = {"and", "but"};
      const bool joined = kAndBut.Has(before);
      const bool apart = cue.participle || cue.cue_class == CueClass::kAccording;
      // "agreed to buy Alder, said Lund": the verb behind a comma has its subject behind it.
      const bool inverted =
          cue.cue_class == CueClass::kSay && tokens_[cue.first_token - 1].IsMark(',');
      if (joined || (apart && before.IsMark(',')) || (inverted && !cue.participle))
        return cue.first_token - 1;
      if (const uint32_t comma = NewSubject(cue, begin); comma > 0) return comma;
    }
    return sentence.end_token;
  }

  // "..., and Borg added that": the comma before a new subject and its cue; 0 if there is none.
  uint32_t NewSubject(const Cue& cue, uint32_t begin) const {
    static const WordSet kJoin = {"and", "but", "while"};
    if (cue.participle || cue.cue_class == CueClass::kObject ||
        cue.cue_class == CueClass::kAttitude)
      return 0;
    for (uint32_t k = cue.subject_end - 1; k > begin + 2 && k + 7 > cue.subject_end; --k) {
      if (tokens_[k].mark()) return 0;
      if (kJoin.Has(tokens_[k]) && tokens_[k - 1].IsMark(',')) return k - 1;
    }
    return 0;
  }

  // Nothing but a direct quotation follows, but for a "that" and the marks around it.
  bool OnlyQuote(uint32_t begin, uint32_t end) const {
    while (begin < end && !(AtPair(begin)) &&
           (kComplementisers.Has(tokens_[begin]) || tokens_[begin].mark()))
      ++begin;
    while (end > begin && !AtPair(end - 1) && tokens_[end - 1].mark()) --end;
    return begin < end && AtPair(begin) && HoldsWholeQuote(begin, end);
  }

  // A direct quotation holds this token.
  bool AtPair(uint32_t token) const {
    auto it = std::lower_bound(pairs_.begin(), pairs_.end(), token,
                               [](const MarkPair& p, uint32_t t) { return p.end_token <= t; });
    return it != pairs_.end() && it->first_token <= token;
  }

  // The subject of the sentence's first finite cue, or its first noun phrase.
  TextSpan SentenceSubject(const Sentence& sentence, size_t c) const {
    for (size_t k = c; k-- > 0 && cues_[k].first_token >= sentence.first_token;) {
      if (cues_[k].participle) continue;
      const TextSpan subject = SubjectBefore(doc_, cues_[k].subject_end, sentence.first_token);
      if (!subject.empty()) return subject;
    }
    return SubjectAfter(doc_, sentence.first_token,
                        std::min(sentence.first_token + 8, cues_[c].first_token));
  }

  // "according to Borg": the rest of the sentence.
  void ReadAccording(const Sentence& sentence, const Cue& cue) {
    uint32_t end = cue.end_token;
    while (end < sentence.end_token && !tokens_[end].IsMark(',') && !tokens_[end].IsMark('.') &&
           !tokens_[end].IsMark(';'))
      ++end;
    const TextSpan speaker = SubjectAfter(doc_, cue.end_token, end);
    if (speaker.empty()) return;
    if (cue.first_token > sentence.first_token && tokens_[cue.first_token - 1].IsMark(',') &&
        ReadInterrupted(sentence, cue, cue.first_token - 1, end, speaker))
      return;
    if (cue.first_token <= sentence.first_token + 1) {
      if (OnlyQuote(end, sentence.end_token)) return;
      Add(end, sentence.end_token, cue, speaker, "quote.according_to", 0.85F);
    } else if (!HoldsWholeQuote(sentence.first_token, cue.first_token)) {
      Add(sentence.first_token, cue.first_token, cue, speaker, "quote.according_to", 0.85F);
    }
  }

  const Document& doc_;
  const std::vector<Token>& tokens_;
  const std::vector<MarkPair>& pairs_;
  const std::vector<Cue>& cues_;
  std::vector<QuoteMention>* out_;
  size_t pair_ = 0;
};

}  // namespace

void ReadIndirect(const Document& doc, const std::vector<MarkPair>& pairs,
                  const std::vector<Cue>& cues, std::vector<QuoteMention>* quotes) {
  IndirectReader(doc, pairs, cues, quotes).Run();
}

}  // namespace dealwire
