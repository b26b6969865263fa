#include "extractors/quote/direct.h"

#include <algorithm>
#include <string>

#include "extractors/quote/works.h"
#include "pipeline/text/word_set.h"

namespace dealwire {
namespace {

constexpr uint32_t kBehind = 14;   // tokens behind a quotation in which its cue may stand
constexpr size_t kPhrase = 8;      // a longer piece in marks is no mere phrase
constexpr size_t kShortQuote = 4;  // fewer words need a cue of their own to be a statement

// First cue at or behind token `at`.
size_t CueFrom(const std::vector<Cue>& cues, uint32_t at) {
  return std::lower_bound(cues.begin(), cues.end(), at,
                          [](const Cue& c, uint32_t token) { return c.first_token < token; }) -
         cues.begin();
}

bool Speaks(const Cue& cue) {
  return cue.cue_class == CueClass::kSay || cue.cue_class == CueClass::kThat ||
         cue.cue_class == CueClass::kClause || cue.cue_class == CueClass::kTell ||
         cue.cue_class == CueClass::kAccording;
}

class DirectReader {
 public:
  DirectReader(const Document& doc, const std::vector<MarkPair>& pairs,
               const std::vector<Cue>& cues, std::vector<QuoteMention>* out)
      : doc_(doc), tokens_(doc.tokens()), pairs_(pairs), cues_(cues), out_(out) {}

  void Run() {
    single_style_ = SingleStyle();
    const size_t first = out_->size();
    for (size_t i = 0; i < pairs_.size(); ++i) {
      QuoteMention quote;
      quote.span = pairs_[i].span;
      quote.text = pairs_[i].text;
      quote.rule = "quote.marks";
      quote.confidence = 0.9F;
      const bool own_cue = FindSpeaker(i, &quote);
      quote.kind = KindOf(i, quote, own_cue);
      quote.segments = Segments(pairs_[i].text);
      if (quote.kind == QuoteKind::kTitle || quote.kind == QuoteKind::kName) {
        quote.speaker = quote.cue = {};
        quote.confidence = 0.7F;
      }
      if (quote.kind == QuoteKind::kTerm && !own_cue) quote.speaker = {};  // nobody says it
      out_->push_back(std::move(quote));
    }
    ReadBackwards(first);
  }

 private:
  // A quotation over several paragraphs whose cue stands behind the last of them.
  void ReadBackwards(size_t first) {
    for (size_t i = pairs_.size(); i-- > 1;) {
      QuoteMention& quote = (*out_)[first + i - 1];
      const QuoteMention& next = (*out_)[first + i];
      if (!pairs_[i - 1].continues || !quote.cue.empty() || next.cue.empty()) continue;
      if (!quote.speaker.empty() && !tokens_[pairs_[i - 1].first_token].Is(Token::kLineStart))
        continue;
      if (next.cue.begin < pairs_[i].span.end && !pairs_[i].continues) continue;
      quote.speaker = next.speaker;
      quote.cue = next.cue;
      quote.kind = next.kind;
    }
  }

  // British style: what is spoken stands in single marks, and double ones are rare.
  bool SingleStyle() const {
    size_t single = 0, twofold = 0;
    for (const MarkPair& pair : pairs_) {
      if (!pair.single) {
        ++twofold;
        continue;
      }
      const Token& last = tokens_[pair.end_token - 2];
      const bool stop_behind =
          pair.end_token < tokens_.size() &&
          (tokens_[pair.end_token].IsMark(',') || tokens_[pair.end_token].IsMark('.'));
      if (last.mark() || (stop_behind && pair.end_token - pair.first_token > kShortQuote + 2))
        ++single;
    }
    return single > twofold;
  }

  // ---------------------------------------------------------------- speaker

  // True if it has a cue or a contract of its own.
  bool FindSpeaker(size_t i, QuoteMention* quote) const {
    // "Borg said "...", according to Newsline": Borg's words.
    if (SpokenBefore(pairs_[i].first_token) && SpeakerBefore(i, quote)) return true;
    if (SpeakerBehind(i, quote)) return true;
    if (SpeakerBefore(i, quote)) return true;
    const uint32_t first = pairs_[i].first_token;
    quote->speaker =
        ContractThatRules(doc_, doc_.SentenceOf(tokens_[first].begin).first_token, first);
    if (!quote->speaker.empty()) return true;
    Inherit(i, quote);
    return false;
  }

  // A finite cue stands right before token `first`, and "according to" right behind the quotation.
  bool SpokenBefore(uint32_t first) const {
    const size_t c = CueFrom(cues_, first);
    if (c == 0 || c >= cues_.size() || cues_[c].cue_class != CueClass::kAccording) return false;
    return cues_[c - 1].end_token == first && cues_[c - 1].cue_class == CueClass::kSay &&
           !cues_[c - 1].participle;
  }

  // "...," said Borg / Borg said / said Borg in a statement.
  bool SpeakerBehind(size_t i, QuoteMention* quote) const {
    const MarkPair& pair = pairs_[i];
    if (pair.continues || pair.end_token >= tokens_.size()) return false;
    uint32_t at = pair.end_token;
    const bool inside_stop = pair.end_token >= 2 && (tokens_[pair.end_token - 2].IsMark('.') ||
                                                     tokens_[pair.end_token - 2].IsMark(0x2026));
    if (tokens_[at].Is(Token::kLineStart)) return DashSpeaker(at, quote);
    if (tokens_[at].IsMark(',')) ++at;
    // Where the quotation ends a sentence the next words belong to another one, unless a cue stands
    // right there.
    uint32_t end = std::min<uint32_t>(at + kBehind, static_cast<uint32_t>(tokens_.size()));
    for (uint32_t k = at; k < end; ++k) {
      if (tokens_[k].Is(Token::kLineStart) ||
          (i + 1 < pairs_.size() && k >= pairs_[i + 1].first_token)) {
        end = k;
        break;
      }
    }
    const size_t c = CueFrom(cues_, at);
    if (c >= cues_.size() || cues_[c].first_token >= end) return false;
    const Cue& cue = cues_[c];
    if (inside_stop && cue.first_token != at) return false;
    // What is attributed ends in a comma or in its own punctuation, unless the cue stands close.
    const Token& last = tokens_[pair.end_token - 2];
    const bool punctuated = at > pair.end_token || last.IsMark(',') || last.IsMark('?') ||
                            last.IsMark('!') || last.IsMark('-') || last.IsMark(0x2014);
    if (!punctuated && cue.first_token > at + 4) return false;
    if (!Speaks(cue) || cue.participle) return false;
    // "According to" with a capital begins the next sentence, and speaks for that.
    if (cue.cue_class == CueClass::kAccording && tokens_[cue.first_token].Is(Token::kCapital))
      return false;
    for (uint32_t k = at; k < cue.first_token; ++k) {
      if (tokens_[k].IsMark('.') && k + 1 < end && tokens_[k + 1].Is(Token::kSpaceBefore) &&
          !tokens_[k - 1].Is(Token::kCapital))
        return false;
      if (tokens_[k].IsMark(';') || tokens_[k].IsMark(':')) return false;
    }
    const uint32_t limit = SentenceEnd(cue.first_token);
    const bool inverted = cue.first_token == at || cue.cue_class == CueClass::kAccording;
    quote->speaker = inverted ? SubjectAfter(doc_, cue.end_token, limit)
                              : SubjectBefore(doc_, cue.subject_end, at);
    if (quote->speaker.empty() && inverted) return false;
    quote->cue = {tokens_[cue.first_token].begin, tokens_[cue.end_token - 1].end};
    return !quote->speaker.empty();
  }

  // A line "- Borg" or "― Borg" under the quotation.
  bool DashSpeaker(uint32_t at, QuoteMention* quote) const {
    if (!(tokens_[at].IsMark(0x2014) || tokens_[at].IsMark(0x2015) || tokens_[at].IsMark(0x2013)) ||
        at + 1 >= tokens_.size())
      return false;
    if (!tokens_[at + 1].Is(Token::kCapital)) return false;
    quote->speaker = SubjectAfter(doc_, at + 1, SentenceEnd(at));
    quote->cue = tokens_[at].span();
    return !quote->speaker.empty();
  }

  uint32_t SentenceEnd(uint32_t token) const {
    return doc_.SentenceOf(tokens_[token].begin).end_token;
  }

  // The last cue before the quotation in its sentence: "Borg said: ...", "Borg called it ...".
  bool SpeakerBefore(size_t i, QuoteMention* quote) const {
    const uint32_t first = pairs_[i].first_token;
    const Sentence& sentence = doc_.SentenceOf(tokens_[first].begin);
    uint32_t begin = sentence.first_token;
    // A quotation that begins a sentence may still belong to a cue with a colon before it.
    if (begin == first && first > 0 && tokens_[first - 1].IsMark(':')) {
      begin = doc_.SentenceOf(tokens_[first - 1].begin).first_token;
    }
    size_t c = CueFrom(cues_, first);
    while (c > 0 && cues_[c - 1].first_token >= begin) {
      --c;
      const Cue& cue = cues_[c];
      if (InsidePair(cue.first_token, i)) continue;
      if (cue.participle) {  // "said, adding that ...": the subject stands before "said"
        if (quote->cue.empty() && Speaks(cue) && first - cue.end_token < 3)
          quote->cue = {tokens_[cue.first_token].begin, tokens_[cue.end_token - 1].end};
        continue;
      }
      const bool inverted = cue.first_token == begin && cue.cue_class == CueClass::kSay &&
                            tokens_[cue.end_token].Is(Token::kCapital);  // "Said Borg: ..."
      if (inverted || cue.cue_class == CueClass::kAccording) {
        quote->speaker = SubjectAfter(doc_, cue.end_token, first);
      } else {
        quote->speaker =
            SubjectBefore(doc_, cue.subject_end, SpeakerLimit(begin, cue.subject_end, i));
        if (quote->speaker.empty()) quote->speaker = Lead(begin, cue.first_token);
      }
      if (quote->speaker.empty()) continue;
      if (quote->cue.empty())
        quote->cue = {tokens_[cue.first_token].begin, tokens_[cue.end_token - 1].end};
      return true;
    }
    quote->cue = {};
    if (first > begin && tokens_[first - 1].IsMark(':')) {  // "the clarification: ..."
      quote->speaker = SubjectBefore(doc_, first - 1, begin);
      if (quote->speaker.empty()) return false;
      quote->cue = tokens_[first - 1].span();
      return true;
    }
    return false;
  }

  bool InsidePair(uint32_t token, size_t i) const {
    return i > 0 && token >= pairs_[i - 1].first_token && token < pairs_[i - 1].end_token;
  }

  // A subject does not reach back into an earlier quotation.
  uint32_t SpeakerLimit(uint32_t begin, uint32_t cue, size_t i) const {
    if (i > 0 && pairs_[i - 1].end_token > begin && pairs_[i - 1].end_token <= cue)
      return pairs_[i - 1].end_token;
    return begin;
  }

  // The first words of a stretch, when no closer subject was found.
  TextSpan Lead(uint32_t begin, uint32_t end) const {
    static const WordSet kPlaces = {"in", "on", "at"};
    if (begin < end && kPlaces.Has(tokens_[begin])) {
      while (begin < end && !tokens_[begin].IsMark(',')) ++begin;
      ++begin;
    }
    return begin < end ? SubjectAfter(doc_, begin, std::min(end, begin + 6)) : TextSpan{};
  }

  // No cue of its own: goes on after the one before it ("..., he said. ..."), or belongs to the
  // sentence's subject.
  void Inherit(size_t i, QuoteMention* quote) const {
    const MarkPair& pair = pairs_[i];
    const Sentence& sentence = doc_.SentenceOf(tokens_[pair.first_token].begin);
    const bool begins = sentence.first_token == pair.first_token;
    if (!out_->empty() && i > 0) {
      const uint32_t here = doc_.SentenceOf(pair.span.begin).paragraph;
      const uint32_t there = doc_.SentenceOf(pairs_[i - 1].span.begin).paragraph;
      const bool close = here == there || (begins && here == there + 1);
      if (begins && close && !out_->back().speaker.empty()) {
        quote->speaker = out_->back().speaker;
        return;
      }
    }
    if (!begins) {
      quote->speaker = Lead(sentence.first_token, pair.first_token);
    } else if (sentence.first_token > 0) {  // the subject of the sentence before it
      const Sentence& before = doc_.SentenceOf(tokens_[sentence.first_token - 1].begin);
      const size_t c = CueFrom(cues_, before.first_token);
      if (c < cues_.size() && cues_[c].first_token < before.end_token && !cues_[c].participle) {
        quote->speaker = SubjectBefore(doc_, cues_[c].subject_end, before.first_token);
      }
      if (quote->speaker.empty()) quote->speaker = Lead(before.first_token, before.end_token);
    }
  }

  // ---------------------------------------------------------------- kind

  struct Shape {
    size_t words = 0, capitals = 0, small = 0;  // small: articles and prepositions
    size_t numbers = 0;                         // among the small ones
    bool digits = false;                        // a word with a digit in it (S24)
  };

  Shape ShapeOf(const MarkPair& pair) const {
    Shape shape;
    for (uint32_t k = pair.first_token; k < pair.end_token; ++k) {
      const Token& t = tokens_[k];
      if (t.mark() || t.begin < pair.text.begin || t.end > pair.text.end) continue;
      if (t.IsMark('\'')) continue;
      if (k > 0 && tokens_[k - 1].IsMark('\'') && !t.Is(Token::kSpaceBefore)) continue;  // 's, 't
      ++shape.words;
      const size_t length = t.end - t.begin;
      if (t.number()) ++shape.numbers;
      if (t.Is(Token::kHasDigit)) shape.digits = true;
      if (t.Is(Token::kCapital)) {
        ++shape.capitals;
      } else if (length <= 3 || t.number() || Small(t)) {
        ++shape.small;
      }
    }
    return shape;
  }

  static bool Small(const Token& t) {
    static const uint32_t kWith = HashLower("with"), kFrom = HashLower("from"),
                          kInto = HashLower("into"), kOver = HashLower("over");
    return t.hash == kWith || t.hash == kFrom || t.hash == kInto || t.hash == kOver;
  }

  // "on CNN's "State of the Union,"", "his memoir, "..."": what stands before says that it is a
  // work.
  bool WorkBefore(uint32_t first) const {
    static const WordSet kWords = {"on",      "of",        "in",       "titled",     "entitled",
                                   "called",  "show",      "movie",    "film",       "book",
                                   "memoir",  "column",    "article",  "song",       "series",
                                   "program", "programme", "magazine", "album",      "play",
                                   "novel",   "headlined", "s",        "commentary", "editorial"};
    if (first == 0) return false;
    uint32_t k = first - 1;
    if (tokens_[k].IsMark(',') && k > 0) --k;
    return kWords.Has(tokens_[k]);
  }

  bool SpokenByContract(const QuoteMention& quote) const {
    if (quote.speaker.empty()) return false;
    for (uint32_t k = doc_.TokenAt(quote.speaker.begin);
         k < tokens_.size() && tokens_[k].begin < quote.speaker.end; ++k) {
      if (IsContractWord(tokens_[k])) return true;
    }
    return false;
  }

  // A few words from the middle of a sentence, put in marks as a phrase.
  bool Partial(const MarkPair& pair, const Shape& shape) const {
    if (shape.words > kPhrase) return false;
    const uint32_t first = doc_.TokenAt(pair.text.begin);
    const bool inside = doc_.SentenceOf(pair.span.begin).first_token != pair.first_token;
    return inside && first < tokens_.size() && !tokens_[first].Is(Token::kCapital);
  }

  // "...," she said. "So, who?": the rest of a statement whose speaker has just been named.
  bool GoesOn(size_t i) const {
    if (i == 0 || out_->empty() || out_->back().kind != QuoteKind::kStatement ||
        out_->back().cue.begin < pairs_[i - 1].span.end)
      return false;
    const bool begins = doc_.SentenceOf(pairs_[i].span.begin).first_token == pairs_[i].first_token;
    return begins && pairs_[i].first_token - pairs_[i - 1].end_token < 12;
  }

  // "a "sociopath,"", "the "R""
  bool Determined(uint32_t first) const {
    static const WordSet kWords = {"a", "an", "the", "his", "her", "its", "their", "or", "of"};
    return first > 0 && kWords.Has(tokens_[first - 1]);
  }

  QuoteKind KindOf(size_t i, const QuoteMention& quote, bool own_cue) const {
    const MarkPair& pair = pairs_[i];
    const Shape shape = ShapeOf(pair);
    const std::string_view text = doc_.Words(pair.text);
    const char last = text.empty() ? ' ' : text.back();
    const bool spoken = own_cue && (last == ',' || last == '?' || last == '!' || last == '.');
    const bool cue_behind = own_cue && quote.cue.begin >= pair.span.end;
    if (shape.words == 0) return QuoteKind::kTerm;
    const bool titled = shape.capitals > 1 && shape.capitals + shape.small >= shape.words &&
                        shape.capitals * 2 >= shape.words;
    const bool named = shape.capitals > 0 && shape.capitals + shape.small >= shape.words &&
                       shape.capitals * 2 >= shape.words;
    if (named && !cue_behind) {
      const QuoteKind kind = WorkOrName(doc_, pair);
      if (kind != QuoteKind::kStatement) return kind;
    }
    if (titled && WorkBefore(pair.first_token)) return QuoteKind::kTitle;
    if (pair.single && !single_style_ && !(own_cue && (last == ',' || last == '?' || last == '!')))
      return QuoteKind::kTerm;
    if (!own_cue && Partial(pair, shape)) return QuoteKind::kTerm;
    if (shape.words < kShortQuote) {
      if (GoesOn(i)) return QuoteKind::kStatement;
      const bool capital = shape.capitals > 0 && shape.capitals + shape.numbers == shape.words;
      if (Determined(pair.first_token)) return capital ? QuoteKind::kName : QuoteKind::kTerm;
      const bool comma_behind =
          pair.end_token < tokens_.size() && tokens_[pair.end_token].IsMark(',');
      if (cue_behind && (comma_behind || last == ',' || last == '?' || last == '!'))
        return QuoteKind::kStatement;
      const bool after_colon = pair.first_token > 0 && (tokens_[pair.first_token - 1].IsMark(':') ||
                                                        tokens_[pair.first_token - 1].IsMark(','));
      const bool right_behind = after_colon && quote.cue.end == tokens_[pair.first_token - 1].begin;
      if (spoken && after_colon && (shape.words > 1 || right_behind)) return QuoteKind::kStatement;
      if (capital)
        return shape.words == 1 || shape.digits || shape.numbers > 0 ? QuoteKind::kName
                                                                     : QuoteKind::kTitle;
      return QuoteKind::kTerm;
    }
    if (titled && !cue_behind && last != '!' && last != '?') return QuoteKind::kTitle;
    return SpokenByContract(quote) ? QuoteKind::kClause : QuoteKind::kStatement;
  }

  // Pieces between ellipses, when the quotation has any inside.
  std::vector<TextSpan> Segments(TextSpan text) const {
    std::vector<TextSpan> segments;
    const std::string_view all = doc_.text();
    uint32_t begin = text.begin;
    auto add = [&](uint32_t end) {
      uint32_t from = begin;
      while (from < end && all[from] == ' ') ++from;
      while (end > from && all[end - 1] == ' ') --end;
      if (end > from) segments.push_back({from, end});
    };
    for (uint32_t at = text.begin; at < text.end;) {
      const std::string_view rest = all.substr(at, text.end - at);
      const uint32_t size = rest.substr(0, 3) == "\xE2\x80\xA6" ? 3
                            : rest.substr(0, 5) == ". . ."      ? 5
                            : rest.substr(0, 3) == "..."        ? 3
                                                                : 0;
      if (size == 0) {
        ++at;
        continue;
      }
      add(at);
      at += size;
      begin = at;
    }
    add(text.end);
    if (segments.size() < 2) segments.clear();
    return segments;
  }

  const Document& doc_;
  const std::vector<Token>& tokens_;
  const std::vector<MarkPair>& pairs_;
  const std::vector<Cue>& cues_;
  std::vector<QuoteMention>* out_;
  bool single_style_ = false;
};

}  // namespace

void ReadDirect(const Document& doc, const std::vector<MarkPair>& pairs,
                const std::vector<Cue>& cues, std::vector<QuoteMention>* quotes) {
  DirectReader(doc, pairs, cues, quotes).Run();
}

}  // namespace dealwire
