#include "extractors/quote/indirect.h"

#include <algorithm>
#include <string>
#include <unordered_set>

namespace dealwire {
namespace {

constexpr uint32_t kFewestTokens = 3;     // of a content clause
constexpr uint32_t kLongestListener = 9;  // tokens of "told a group of reporters that"

uint32_t H(const char* word) { return HashLower(word); }

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
    if (cue.first_token == sentence.first_token) return;  // "Show me", a noun in a headline
    if (NounBefore(cue)) return;
    const bool that_follows =
        cue.end_token < sentence.end_token && tokens_[cue.end_token].hash == H("that");
    if (!that_follows && AttributesQuote(sentence, cue)) return;
    if (ReadTrailing(sentence, cue)) return;
    ReadLeading(sentence, c, end_cue);
  }

  // "...," Borg said in a statement / said Maria Borg: the cue of a direct quotation right before
  // it.
  bool AttributesQuote(const Sentence& sentence, const Cue& cue) const {
    const Token& before = tokens_[cue.first_token - 1];
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
    static const std::unordered_set<uint32_t> kDeterminers = {
        H("a"),    H("an"),  H("the"), H("its"),  H("his"),  H("her"), H("their"), H("this"),
        H("that"), H("no"),  H("any"), H("some"), H("of"),   H("our"), H("my"),    H("s"),
        H("in"),   H("new"), H("for"), H("by"),   H("with"), H("on"),  H("each"),  H("more")};
    const Token& before = tokens_[cue.first_token - 1];
    if (before.word() && kDeterminers.count(before.hash) > 0) return true;
    return tokens_[cue.first_token].Is(Token::kCapital) && before.Is(Token::kCapital) == false;
  }

  // Adds the content [begin, end) of tokens with its speaker.
  void Add(uint32_t begin, uint32_t end, const Cue& cue, TextSpan speaker, const char* rule,
           float confidence) {
    while (end > begin && (tokens_[end - 1].IsMark('.') || tokens_[end - 1].IsMark(',') ||
                           tokens_[end - 1].IsMark(';')))
      --end;
    while (begin < end && (tokens_[begin].IsMark(',') || tokens_[begin].IsMark(':'))) ++begin;
    if (end < begin + kFewestTokens) return;
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
        cue.first_token > sentence.first_token + 14 ? cue.first_token - 14 : sentence.first_token;
    uint32_t comma = cue.first_token;
    while (comma > limit && !tokens_[comma - 1].IsMark(',') && !tokens_[comma - 1].mark()) --comma;
    if (comma <= sentence.first_token + 2 || !tokens_[comma - 1].IsMark(',')) return false;
    // Little may follow but a time, a place or a listener.
    uint32_t behind = cue.end_token;
    while (behind < sentence.end_token && !tokens_[behind].IsMark('.') &&
           !tokens_[behind].IsMark(',') && !tokens_[behind].IsMark(';'))
      ++behind;
    const bool inverted = cue.first_token == comma;
    const uint32_t room = inverted ? 14 : 8;
    if (behind - cue.end_token > room) return false;
    if (!inverted && behind > cue.end_token && !Adjunct(tokens_[cue.end_token])) return false;
    if (behind < sentence.end_token && tokens_[behind].IsMark(',') && !inverted &&
        sentence.end_token - behind > 12)
      return false;
    const TextSpan speaker = inverted ? SubjectAfter(doc_, cue.end_token, behind)
                                      : SubjectBefore(doc_, cue.first_token, comma);
    if (speaker.empty()) return false;
    if (!LooksLikeClause(sentence.first_token, comma - 1)) return false;
    if (HoldsWholeQuote(sentence.first_token, comma - 1)) return true;
    Add(sentence.first_token, comma - 1, cue, speaker, "quote.indirect_trailing", 0.8F);
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
      if (!tokens_[k].Is(Token::kCapital) && w.size() > 3 &&
          (w.substr(w.size() - 2) == "ed" || w.back() == 's'))
        return true;
    }
    return false;
  }

  bool Adjunct(const Token& t) const {
    static const std::unordered_set<uint32_t> kWords = {
        H("on"),       H("in"),     H("at"),        H("during"),    H("to"),       H("after"),
        H("last"),     H("monday"), H("tuesday"),   H("wednesday"), H("thursday"), H("friday"),
        H("saturday"), H("sunday"), H("yesterday"), H("today"),     H("earlier"),  H("recently"),
        H("this"),     H("late"),   H("later"),     H("when")};
    return t.word() && kWords.count(t.hash) > 0;
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
    static const uint32_t kThat = H("that");
    bool that = false;
    if (cue.cue_class == CueClass::kTell) {
      const uint32_t stop = std::min(sentence.end_token, begin + kLongestListener);
      uint32_t k = begin;
      while (k < stop && tokens_[k].hash != kThat && !tokens_[k].IsMark(',') &&
             !tokens_[k].IsMark(':') && !tokens_[k].IsMark('"') && !tokens_[k].IsMark(0x201C))
        ++k;
      if (k < stop && tokens_[k].hash == kThat) {
        begin = k;
      } else {
        begin = SkipListener(begin, sentence.end_token);
      }
    } else {
      begin = SkipAdjuncts(begin, sentence.end_token);
    }
    if (begin >= sentence.end_token) return;
    that = tokens_[begin].word() &&
           (tokens_[begin].hash == kThat || tokens_[begin].hash == H("how") ||
            tokens_[begin].hash == H("whether") || tokens_[begin].hash == H("why") ||
            tokens_[begin].hash == H("if") || tokens_[begin].hash == H("what"));
    if (tokens_[begin].IsMark('.') || tokens_[begin].IsMark(';') || tokens_[begin].IsMark('?') ||
        tokens_[begin].IsMark(')'))
      return;
    if (!Fits(cue, begin, sentence, that)) return;
    const uint32_t end = ContentEnd(sentence, begin, c, end_cue);
    if (StartsWithQuote(begin, end)) return;
    TextSpan speaker = SubjectBefore(doc_, cue.first_token, sentence.first_token);
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
    static const std::unordered_set<uint32_t> kWords = {
        H("by"),     H("in"),    H("on"),     H("at"),    H("of"),      H("from"),    H("with"),
        H("and"),    H("or"),    H("as"),     H("into"),  H("for"),     H("to"),      H("under"),
        H("during"), H("after"), H("before"), H("while"), H("goodbye"), H("nothing"), H("about"),
        H("up"),     H("out"),   H("is"),     H("was")};
    return kWords.count(t.hash) > 0;
  }

  bool HasVerb(uint32_t begin, uint32_t end) const {
    static const std::unordered_set<uint32_t> kVerbs = {
        H("is"),   H("was"), H("are"),  H("were"),  H("will"),   H("would"), H("has"),
        H("have"), H("had"), H("can"),  H("could"), H("should"), H("may"),   H("might"),
        H("must"), H("did"), H("does"), H("do"),    H("be"),     H("wants"), H("needs"),
        H("to"),   H("s"),   H("re"),   H("ll"),    H("ve")};
    for (uint32_t k = begin; k < std::min(end, begin + 12); ++k) {
      if (tokens_[k].word() && kVerbs.count(tokens_[k].hash) > 0) return true;
    }
    return false;
  }

  // A pronoun or a noun phrase with a verb soon behind it.
  bool BeginsClause(uint32_t begin, uint32_t end) const {
    static const std::unordered_set<uint32_t> kPronouns = {
        H("he"),  H("she"),   H("it"),   H("they"),  H("we"),   H("i"),
        H("you"), H("there"), H("this"), H("these"), H("those")};
    if (tokens_[begin].hash == H("to")) return true;
    if (kPronouns.count(tokens_[begin].hash) > 0) return true;
    return HasVerb(begin, end) && !Preposition(tokens_[begin]);
  }

  // Behind "told": the listener.
  uint32_t SkipListener(uint32_t at, uint32_t end) const {
    const uint32_t start = at;
    static const std::unordered_set<uint32_t> kDeterminers = {
        H("the"), H("a"), H("an"), H("his"), H("her"), H("their"), H("its")};
    if (at < end && kDeterminers.count(tokens_[at].hash) > 0) ++at;
    if (at < end && tokens_[at].Is(Token::kCapital)) {
      while (at < end && at - start < 6 &&
             (tokens_[at].Is(Token::kCapital) || tokens_[at].IsMark('\'') ||
              tokens_[at].hash == H("s")))
        ++at;
    } else if (at < end && tokens_[at].word()) {
      ++at;
    }
    return SkipAdjuncts(at, end);
  }

  // "on Friday", "in a statement", "Tuesday", "Thursday".
  uint32_t SkipAdjuncts(uint32_t at, uint32_t end) const {
    static const std::unordered_set<uint32_t> kDays = {
        H("monday"),   H("tuesday"), H("wednesday"), H("thursday"), H("friday"),
        H("saturday"), H("sunday"),  H("yesterday"), H("today"),    H("recently")};
    static const std::unordered_set<uint32_t> kPrepositions = {
        H("on"), H("in"), H("at"), H("during"), H("last"), H("this"), H("late"), H("earlier")};
    static const uint32_t kThat = H("that");
    if (at < end && kDays.count(tokens_[at].hash) > 0) ++at;
    if (at < end && kPrepositions.count(tokens_[at].hash) > 0) {
      for (uint32_t k = at + 1; k < std::min(end, at + 12); ++k) {
        if (tokens_[k].word() && tokens_[k].hash == kThat) return k;
        if (kDays.count(tokens_[k].hash) > 0) return std::min(end, k + 1);
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
      const Token& before = tokens_[cue.first_token - 1];
      static const uint32_t kAnd = H("and"), kBut = H("but");
      const bool joined = before.word() && (before.hash == kAnd || before.hash == kBut);
      if (joined || (cue.participle && before.IsMark(','))) return cue.first_token - 1;
    }
    return sentence.end_token;
  }

  // Nothing but a direct quotation follows.
  bool StartsWithQuote(uint32_t begin, uint32_t end) const {
    auto it = std::lower_bound(pairs_.begin(), pairs_.end(), begin,
                               [](const MarkPair& p, uint32_t t) { return p.end_token <= t; });
    if (it == pairs_.end() || it->first_token >= end) return false;
    const bool at_start =
        it->first_token == begin || (it->first_token == begin + 1 && tokens_[begin].mark());
    return at_start && HoldsWholeQuote(begin, end);
  }

  // The subject of the sentence's first finite cue, or its first noun phrase.
  TextSpan SentenceSubject(const Sentence& sentence, size_t c) const {
    for (size_t k = c; k-- > 0 && cues_[k].first_token >= sentence.first_token;) {
      if (cues_[k].participle) continue;
      const TextSpan subject = SubjectBefore(doc_, cues_[k].first_token, sentence.first_token);
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
    if (cue.first_token <= sentence.first_token + 1) {
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
