#include "extractors/party/candidates.h"

#include <algorithm>

#include "extractors/party/runs.h"
#include "extractors/party/tickers.h"
#include "pipeline/text/abbreviations.h"

namespace dealwire {
namespace {

class Finder : private SentenceWords {
 public:
  Finder(const Document& doc, const Gazetteer& gazetteer, Candidates* out)
      : SentenceWords(doc, out->classes),
        gazetteer_(gazetteer),
        out_(out),
        reader_(doc, gazetteer, out->classes, known_),
        pieces_(reader_.pieces()) {}

  void Run() {
    out_->classes.reserve(tokens_.size());
    for (const Token& t : tokens_)
      out_->classes.push_back(t.word() ? gazetteer_.words().Of(t.hash) : 0);
    out_->sport = AboutSport();
    out_->styles.reserve(doc_.sentences().size());
    // Headlines last: by then the names of the document are known.
    for (const Sentence& s : doc_.sentences()) out_->styles.push_back(reader_.StyleOf(s));
    for (const bool headlines : {false, true}) {
      for (sentence_ = 0; sentence_ < doc_.sentences().size(); ++sentence_) {
        const bool headline = out_->styles[sentence_] != CaseStyle::kNormal;
        if (headline == headlines) ReadSentence(doc_.sentences()[sentence_]);
      }
      if (!headlines) LearnNames();
    }
    std::sort(out_->list.begin(), out_->list.end(),
              [](const Candidate& a, const Candidate& b) { return a.first < b.first; });
  }

 private:
  // Names that headlines may hold in short: the whole, a person's surname, the first word of an
  // organisation.
  void LearnNames() {
    auto plain = [&](uint32_t i) {
      return tokens_[i].word() && (Classes(i) & (kCommonWord | kStarter | kFirstName)) == 0;
    };
    for (const Candidate& c : out_->list) {
      const bool bare =
          c.Has(Candidate::kOneWord) && (c.Has(Candidate::kSentenceStart) || !plain(c.first));
      if (!bare) known_.Add(tokens_, c.first, c.end);
      if (c.Has(Candidate::kOneWord)) continue;
      if (c.Has(Candidate::kPersonShape)) {
        if (plain(c.end - 1)) known_.Add(tokens_, c.end - 1, c.end);
      } else if (c.Has(Candidate::kLegal) && plain(c.first)) {
        known_.Add(tokens_, c.first, c.first + 1);
      }
    }
  }

  bool AboutSport() const {
    constexpr uint32_t kLeast = 4, kShare = 60;
    uint32_t words = 0;
    for (const uint32_t c : out_->classes) words += (c & kSport) != 0 ? 1 : 0;
    return words >= kLeast && words * kShare >= tokens_.size();
  }

  void ReadSentence(const Sentence& s) {
    Enter(s);
    reader_.EnterSentence(s, out_->styles[sentence_]);
    for (uint32_t i = begin_; i < end_;) {
      const Token& t = tokens_[i];
      if (t.word() && !t.Is(Token::kCapital) && (Classes(i) & kBeginsPhrase) == 0) {
        ++i;  // most words
        continue;
      }
      if (const uint32_t after = SkipTicker(i); after > i) {
        i = after;
        continue;
      }
      const uint32_t next = reader_.Read(i);
      if (!pieces_.empty()) Assemble();
      i = std::max(next, i + 1);
    }
  }

  // "(AA.N)", "(NYSE: AA)", "<AA.N>": no name, but an id of the candidate before it. Returns the
  // token after the tickers, or i if none stand here.
  uint32_t SkipTicker(uint32_t i) {
    if (!tokens_[i].mark()) return SkipBareTicker(i);
    if (!MarkAt(i, '(') && !MarkAt(i, '<')) return i;
    const TickerGroup group = ReadTickers(tokens_, i, end_);
    if (group.end == 0) return i;
    if (!out_->list.empty() && out_->list.back().sentence == sentence_ &&
        out_->list.back().ticker.empty()) {
      out_->list.back().ticker = group.ticker;
    }
    for (const uint32_t exchange : group.exchanges) {
      if (exchange == 0) continue;
      const PhraseIndex::Hit hit = gazetteer_.Longest(doc_, exchange, group.end);
      if (hit.id < 0 || (gazetteer_.phrase(hit.id).classes & kOrgNames) == 0) continue;
      reader_.Read(exchange);
      if (!pieces_.empty()) Assemble();
    }
    return group.end;
  }

  // "Alcoa Inc. AA.N"
  uint32_t SkipBareTicker(uint32_t i) {
    if (!BareTicker(i) || out_->list.empty() || out_->list.back().end != i) return i;
    out_->list.back().ticker = {tokens_[i].begin, tokens_[i + 2].end};
    return i + 3;
  }

  void Assemble() {
    size_t i = DropStarter();
    Piece title;
    bool has_title = false;
    while (i < pieces_.size()) {
      const Piece& p = pieces_[i];
      const size_t tail = OrgTailAfter(i);
      const bool bishop = has_title && title.end == p.first && (title.words & kHonorific) != 0 &&
                          i + 1 == pieces_.size();
      if (p.Title() && tail == 0 && !bishop) {
        MarkTitleAfter(p);
        title = has_title && title.end == p.first
                    ? Piece{title.first, p.end, p.phrase, p.names, title.words | p.words}
                    : p;
        has_title = true;
        ++i;
        continue;
      }
      if (p.Demonym() && tail == 0) {
        ++i;
        continue;
      }
      const size_t end = tail != 0 ? tail + 1 : SegmentEnd(i);
      Emit(i, end, has_title && title.end == p.first ? &title : nullptr);
      has_title = false;
      i = end;
    }
  }

  // A sentence's first word that begins sentences belongs to no name.
  size_t DropStarter() const {
    const Piece& p = pieces_[0];
    if (p.end - p.first > 1) return 0;
    const bool describes = p.first == begin_ && (p.words & (kCommonWord | kRefers)) != 0 &&
                           (p.words & (kOrgNoun | kPersonNoun)) != 0 &&
                           (p.words & (kOrgFirst | kOrgLast)) == 0 && pieces_.size() > 1 &&
                           !pieces_[1].bound && !pieces_[1].OrgTail() && !p.Org();
    if (describes) return 1;
    const bool starter = (p.words & kStarter) != 0 || BeginsSentences(doc_.Words(tokens_[p.first]));
    return starter && !p.Org() && !p.Place() ? 1 : 0;
  }

  // The index of the last piece of the organisation that begins at piece i and ends in a legal form
  // or a word such as "Bank"; 0 if there is none before a title, a second known name or a person
  // breaks the run.
  size_t OrgTailAfter(size_t i) const {
    size_t tail = 0;
    bool open = false;  // words after "of" go on to the next known name
    for (size_t k = i + 1; k < pieces_.size() && k < i + 9; ++k) {
      const Piece& p = pieces_[k];
      if (tail != 0 && pieces_[tail].Legal() && !p.Legal() && !p.bound) break;
      if (open && !p.bound && !p.Title() && !p.FirstName() && (p.names & kOrgNames) == 0) {
        tail = k;
        continue;
      }
      const bool generic =
          (p.names & kOrgNames) != 0 && (p.words & kOrgFirst) == 0 && !FirstIsOrgWord(p);
      if (p.Legal() || (tail != 0 && p.bound) ||
          ((p.OrgTail() || FirstIsOrgWord(p)) && !p.Title() && !generic)) {
        if (tail == 0 || tail + 1 == k || p.Legal()) tail = k;
        open = p.bound && p.phrase < 0;
        continue;
      }
      const bool other =
          p.Title() || p.Demonym() || p.FirstName() || (p.names & (kOrgNames | kPlaceNames)) != 0;
      if (!p.bound && (tail != 0 ? other : p.Title())) break;
    }
    if (tail != 0 && pieces_[i].Title() && (pieces_[i].words & (kHonorific | kPosition)) != 0)
      return 0;
    return tail;
  }

  // "Chamber of Commerce" and the like end names as "Chamber" does.
  bool FirstIsOrgWord(const Piece& p) const {
    return p.end - p.first > 1 && (Classes(p.first) & kOrgFirst) != 0 && p.phrase >= 0;
  }

  size_t SegmentEnd(size_t i) const {
    const Piece& p = pieces_[i];
    size_t k = i + 1;
    const bool known = (p.Org() && (p.names & kNeedsEvidence) == 0) ||
                       (p.names & (kProductName | kCountryName)) != 0;
    const bool multi = p.phrase >= 0 && p.end - p.first > 1 && (p.Org() || p.Place());
    for (; k < pieces_.size(); ++k) {
      const Piece& q = pieces_[k];
      if (q.bound) continue;
      const bool before = FirstNameAt(i) || ((q.words & kHonorific) != 0 && p.phrase < 0 &&
                                             (p.words & kCommonWord) == 0);
      const bool surname = before && k == i + 1 && k + 1 == pieces_.size() && q.end - q.first == 1;
      if (q.Title() && (q.words & kLegalForm) == 0 && !surname) break;
      const bool branch = p.Org() && known && k == i + 1 && k + 1 == pieces_.size() &&
                          q.end - q.first == 1 &&
                          (q.names & (kCountryName | kSubdivisionName)) != 0 &&
                          reader_.style() == CaseStyle::kNormal;
      if (branch) return k + 1;
      const bool q_long = q.phrase >= 0 && q.end - q.first > 1 && !q.initial;
      if (q_long) break;
      const bool surname_place = FirstNameAt(i) && k <= i + (pieces_[i].initial ? 2 : 1);
      if (q.Org() && (q.names & kNeedsEvidence) == 0 && !surname_place &&
          (q.words & (kSurname | kFirstName)) == 0)
        break;
      if (q.Demonym() && !FirstNameAt(i)) break;
      if (FirstNameAt(i) && k > i + (pieces_[i].initial ? 2 : 1)) {
        if (q.Place() || q.Org() || ((q.words & kCommonWord) != 0 && (q.words & kSurname) == 0))
          break;
      }
      const bool person = q.FirstName() && k + 1 < pieces_.size() && !pieces_[k + 1].Title();
      if (person && (known || multi || p.Place())) break;
      if ((known || multi) && !FirstNameAt(i) && (q.words & kCommonWord) == 0) break;
    }
    return k;
  }

  bool FirstNameAt(size_t i) const { return pieces_[i].FirstName() || pieces_[i].initial; }

  void MarkTitleAfter(const Piece& title) {
    if (out_->list.empty()) return;
    Candidate& before = out_->list.back();
    const bool near =
        before.end == title.first || (before.end + 2 == title.first && MarkAt(before.end, '\''));
    if (before.sentence != sentence_ || !near || before.Has(Candidate::kPersonShape)) return;
    before.shape |= Candidate::kTitleAfter;
    before.title_first = title.first;
    before.title_end = title.end;
  }

  void Emit(size_t from, size_t to, const Piece* title) {
    Candidate c;
    c.first = pieces_[from].first;
    if (WordAt(c.first, "The") && Capital(c.first + 1) && c.first + 1 < pieces_[to - 1].end)
      ++c.first;
    c.end = pieces_[to - 1].end;
    c.span = {tokens_[c.first].begin, tokens_[c.end - 1].end};
    c.sentence = sentence_;
    if (to == from + 1) c.phrase = pieces_[from].phrase;
    if (c.phrase >= 0 &&
        (pieces_[from].names & ~(kNeedsEvidence | kTitlePhrase | kLegalPhrase)) == 0)
      c.phrase = -1;
    c.shape = ShapeOf(from, to);
    if (title != nullptr) {
      c.shape |=
          (title->words & kHonorific) != 0 ? Candidate::kHonorificBefore : Candidate::kTitleBefore;
      c.title_first = title->first;
      c.title_end = title->end;
    }
    c.key = NameKey(tokens_, c.first, c.end);
    out_->list.push_back(c);
  }

  uint32_t ShapeOf(size_t from, size_t to) const {
    const Piece &first = pieces_[from], &last = pieces_[to - 1];
    uint32_t shape = 0;
    const size_t n = to - from;
    bool common = true;
    for (size_t k = from; k < to; ++k) {
      if (pieces_[k].Legal() && (n > 1 || pieces_[k].end - pieces_[k].first > 1))
        shape |= Candidate::kLegal;
      common &= (pieces_[k].words & kCommonWord) != 0;
    }
    bool one_word = n == 1;
    for (uint32_t i = first.first + 1; i < last.end; ++i) one_word &= !Spaced(i);
    if (common && (one_word || n > 1)) shape |= Candidate::kCommonWords;
    if (last.end - last.first > 1 && (last.words & kLegalForm) != 0) shape |= Candidate::kLegal;
    if (n > 1 && last.OrgTail()) shape |= Candidate::kEndsLikeOrg;
    if ((first.words & kOrgFirst) != 0 && n > 1 && pieces_[from + 1].bound)
      shape |= Candidate::kBeginsLikeOrg;
    for (size_t k = from + 1; k + 1 < to; ++k) {
      if ((pieces_[k].words & kOrgFirst) != 0 && pieces_[k + 1].bound)
        shape |= Candidate::kBeginsLikeOrg;
    }
    if (n > 1 && first.FirstName()) shape |= Candidate::kFirstNameStart;
    if (n > 1 && (last.words & kSurname) != 0) shape |= Candidate::kSurnameEnd;
    for (size_t k = from; k < to && n > 1; ++k) {
      if (pieces_[k].initial) shape |= Candidate::kInitials;
    }
    if (n > 1 && first.Place()) shape |= Candidate::kPlaceStart;
    if (n > 1 && last.Place() && !last.bound && !first.FirstName() && !first.Place())
      shape |= Candidate::kPlaceEnd;
    if (n > 1 && first.Org() && (first.names & kNeedsEvidence) == 0)
      shape |= Candidate::kCompanyStart;
    if (first.Demonym() && n > 1) shape |= Candidate::kDemonymStart;
    const Token& t = tokens_[first.first];
    if (one_word) {
      shape |= Candidate::kOneWord;
      if (t.Is(Token::kAllCaps) ||
          (first.end - first.first >= 3 && tokens_[first.first + 1].IsMark('.'))) {
        shape |= Candidate::kAcronym;
      }
    }
    if (t.Is(Token::kInnerCapital)) shape |= Candidate::kInnerCapital;
    if (AtStart(first.first)) shape |= Candidate::kSentenceStart;
    if (reader_.style() != CaseStyle::kNormal) shape |= Candidate::kTitleStyle;
    if ((shape & (Candidate::kFirstNameStart | Candidate::kInitials)) != 0 &&
        (shape & (Candidate::kLegal | Candidate::kEndsLikeOrg)) == 0) {
      shape |= Candidate::kPersonShape;
    }
    return shape;
  }

  // At the beginning of a sentence, a quotation, a list item.
  bool AtStart(uint32_t i) const {
    if (i == begin_) return true;
    const Token& before = tokens_[i - 1];
    return before.mark() && !before.IsMark(',') && !before.IsMark('(') && !before.IsMark('\'') &&
           !before.IsMark('-') && !before.IsMark('/') && !before.IsMark('.') &&
           !before.IsMark('$') && !before.IsMark('&') && !before.IsMark('+') &&
           !before.IsMark(U'–');
  }

  const Gazetteer& gazetteer_;
  Candidates* out_;
  KnownNames known_;
  RunReader reader_;
  const std::vector<Piece>& pieces_;  // of the run in hand
  uint32_t sentence_ = 0;
};

}  // namespace

uint64_t NameKey(const std::vector<Token>& tokens, uint32_t first, uint32_t end) {
  uint64_t key = 0x9E3779B97F4A7C15u;
  for (uint32_t i = first; i < end; ++i) {
    if (tokens[i].IsMark('.') || tokens[i].IsMark(',')) continue;
    key = (key ^ tokens[i].hash) * 0xFF51AFD7ED558CCDu;
    key ^= key >> 32;
  }
  return key;
}

Candidates FindCandidates(const Document& doc, const Gazetteer& gazetteer) {
  Candidates out;
  Finder(doc, gazetteer, &out).Run();
  return out;
}

}  // namespace dealwire
