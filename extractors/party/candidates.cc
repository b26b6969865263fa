#include "extractors/party/candidates.h"

#include <algorithm>

#include "pipeline/text/abbreviations.h"

namespace dealwire {
namespace {

constexpr uint32_t kOrgShape = kOrgLast | kLegalForm;
constexpr uint32_t kTitleWords = kHonorific | kOffice | kPosition;

// One word, or one known phrase, of a run.
struct Piece {
  uint32_t first = 0, end = 0;  // tokens
  int phrase = -1;
  uint32_t names = 0;           // NameClass bits of the phrase
  uint32_t words = 0;           // WordClass bits of its last word
  bool bound = false;           // joined to the piece before by "of", "&", ...
  bool initial = false;         // "J."

  bool Org() const { return (names & kOrgNames) != 0; }
  bool Place() const { return (names & kPlaceNames) != 0; }
  bool Legal() const { return (names & kLegalPhrase) != 0 || (words & kLegalForm) != 0; }
  bool Title() const { return (names & kTitlePhrase) != 0 && (names & (kOrgNames | kUserName)) == 0; }
  bool Demonym() const {
    const bool other = (names & (kOrgNames | kPlaceNames)) != 0 && (names & kNeedsEvidence) == 0;
    return (names & kDemonymPhrase) != 0 && !other;
  }
  bool OrgTail() const { return Legal() || (words & kOrgLast) != 0; }
  bool FirstName() const { return (words & kFirstName) != 0 && end - first == 1; }
};

class Finder {
 public:
  Finder(const Document& doc, const Gazetteer& gazetteer, Candidates* out)
      : doc_(doc), tokens_(doc.tokens()), gazetteer_(gazetteer), out_(out) {}

  void Run() {
    out_->classes.reserve(tokens_.size());
    for (const Token& t : tokens_) out_->classes.push_back(t.word() ? gazetteer_.words().Of(t.hash) : 0);
    out_->sport = AboutSport();
    out_->styles.reserve(doc_.sentences().size());
    for (sentence_ = 0; sentence_ < doc_.sentences().size(); ++sentence_) ReadSentence(doc_.sentences()[sentence_]);
  }

 private:
  uint32_t Classes(uint32_t i) const { return out_->classes[i]; }
  bool Capital(uint32_t i) const { return i < end_ && tokens_[i].word() && tokens_[i].Is(Token::kCapital); }
  bool Spaced(uint32_t i) const { return tokens_[i].Is(Token::kSpaceBefore); }
  bool MarkAt(uint32_t i, char32_t c) const { return i < end_ && tokens_[i].IsMark(c); }
  bool WordAt(uint32_t i, std::string_view w) const {
    return i < end_ && tokens_[i].word() && doc_.Words(tokens_[i]) == w;
  }

  bool AboutSport() const {
    constexpr uint32_t kLeast = 4, kShare = 60;
    uint32_t words = 0;
    for (const uint32_t c : out_->classes) words += (c & kSport) != 0 ? 1 : 0;
    return words >= kLeast && words * kShare >= tokens_.size();
  }

  CaseStyle StyleOf(const Sentence& s) const {
    uint32_t words = 0, capital = 0, upper = 0, long_words = 0;
    for (uint32_t i = s.first_token; i < s.end_token; ++i) {
      const Token& t = tokens_[i];
      if (!t.word() || t.end - t.begin < 2) continue;
      ++words;
      if (t.Is(Token::kAllCaps)) ++upper;
      if (t.end - t.begin < 4) continue;
      ++long_words;
      if (t.Is(Token::kCapital)) ++capital;
    }
    if (words >= 3 && upper * 10 >= words * 8) return CaseStyle::kUpper;
    const bool stop = s.end_token > s.first_token && tokens_[s.end_token - 1].IsMark('.');
    if (long_words >= 4 && !stop && capital * 10 >= long_words * 8) return CaseStyle::kTitle;
    return CaseStyle::kNormal;
  }

  void ReadSentence(const Sentence& s) {
    begin_ = s.first_token;
    end_ = s.end_token;
    style_ = sentence_style_ = StyleOf(s);
    out_->styles.push_back(style_);
    for (uint32_t i = begin_; i < end_;) {
      if (const uint32_t after = SkipTicker(i); after > i) {
        i = after;
        continue;
      }
      pieces_.clear();
      style_ = sentence_style_ == CaseStyle::kNormal && Shouted(i) ? CaseStyle::kUpper : sentence_style_;
      const uint32_t next = ReadRun(i);
      if (!pieces_.empty()) Assemble();
      i = std::max(next, i + 1);
    }
  }

  // "(AA.N)", "( AA.N )", "(NYSE: AA)", "<AA.N>": no name, but an id of the candidate before it. Returns the token
  // after the ticker, or i if none stands here.
  uint32_t SkipTicker(uint32_t i) {
    if (!tokens_[i].mark()) return i;
    uint32_t t = i + 1;
    const bool opens = MarkAt(i, '(') || MarkAt(i, '<');
    const bool colon = MarkAt(i, ':') && i > begin_ && IsExchange(i - 1);
    if ((!opens && !colon) || t >= end_ || !(tokens_[t].word() || tokens_[t].number())) return i;
    if (tokens_[t].word() && !tokens_[t].Is(Token::kAllCaps) && tokens_[t].end - tokens_[t].begin > 1) return i;
    uint32_t e = t + 1;
    if (MarkAt(e, '.') && e + 1 < end_ && tokens_[e + 1].word() && tokens_[e + 1].end - tokens_[e + 1].begin <= 2) {
      e += 2;
    } else if (!colon && !MarkAt(i, '<')) {
      return i;
    }
    if (!MarkAt(e, ')') && !MarkAt(e, '>') && !MarkAt(e, ',') && !MarkAt(e, ';')) return i;
    if (!out_->list.empty() && out_->list.back().sentence == sentence_) {
      Candidate* owner = &out_->list.back();
      if (colon && out_->list.size() > 1 && owner->end == i) --owner;
      if (owner->ticker.empty()) owner->ticker = {tokens_[t].begin, tokens_[e - 1].end};
    }
    return e;
  }

  bool IsExchange(uint32_t i) const {
    for (const std::string_view name : {"NYSE", "NASDAQ", "Nasdaq", "LSE", "AMEX", "TSX", "ASX", "NSE", "BSE", "OTC", "AIM"}) {
      if (WordAt(i, name)) return true;
    }
    return false;
  }

  // Among words that are all in capitals: a headline inside the sentence.
  bool Shouted(uint32_t i) const {
    if (!tokens_[i].Is(Token::kAllCaps)) return false;
    uint32_t words = 1, common = (Classes(i) & (kCommonWord | kStarter)) != 0 ? 1 : 0;
    auto count = [&](uint32_t k) {
      if (!tokens_[k].Is(Token::kAllCaps)) return false;
      ++words;
      common += (Classes(k) & (kCommonWord | kStarter)) != 0 ? 1 : 0;
      return true;
    };
    for (uint32_t k = i + 1; k < end_ && k < i + 4 && count(k); ++k) {
    }
    for (uint32_t k = i; k > begin_ && k + 3 > i && count(k - 1); --k) {
    }
    return words >= 3 && common >= 2;
  }

  // The piece that begins at token i, or false. Knows names that begin with a digit or a small letter.
  bool ReadPiece(uint32_t i, Piece* piece) const {
    if (!pieces_.empty() && pieces_.back().end == i && SmallLegal(i)) {
      *piece = Piece{i, i + 1, -1, 0, Classes(i)};
      return true;
    }
    const Token& t = tokens_[i];
    const bool capital = t.word() && t.Is(Token::kCapital);
    const bool digit_name = t.number() && i + 1 < end_ && tokens_[i + 1].word() &&
                            (!Spaced(i + 1) || tokens_[i + 1].Is(Token::kCapital));
    if (!capital && !digit_name && !(t.word() && (Classes(i) & kBeginsPhrase) != 0)) return false;
    *piece = Piece{i, i + 1};
    if (i > begin_ && capital && !Spaced(i) && tokens_[i - 1].number()) return false;  // 2Q15, an address of the Web
    const PhraseIndex::Hit hit = gazetteer_.Longest(doc_, i, end_);
    if (hit.id >= 0) {
      const Phrase& phrase = gazetteer_.phrase(hit.id);
      const bool small_title = !capital && (phrase.classes & (kTitlePhrase | kNoNamePhrase)) != 0;
      if (!small_title) {
        piece->end = i + hit.tokens;
        piece->phrase = hit.id;
        piece->names = phrase.classes;
        DropLastStop(piece);
        if (tokens_[piece->end - 1].word()) piece->words = Classes(piece->end - 1);
        if (hit.tokens > 1 || !capital) {
          TakeStop(piece);
          return true;
        }
      }
    }
    if (!capital) {
      if (t.number() && i + 1 < end_ && tokens_[i + 1].word() && !Spaced(i + 1) && tokens_[i + 1].Is(Token::kCapital) &&
          tokens_[i + 1].end - tokens_[i + 1].begin <= 2) {
        piece->end = i + 2;  // 3D, 4K
        return Capital(i + 2);
      }
      return false;
    }
    ExtendWord(piece);
    return true;
  }

  // The stop of "Inc." at the end of a sentence is the sentence's.
  void DropLastStop(Piece* piece) const {
    const uint32_t e = piece->end;
    if (e != end_ || e - piece->first != 2 || !tokens_[e - 1].IsMark('.')) return;
    if (tokens_[e - 2].end - tokens_[e - 2].begin > 1) --piece->end;
  }

  // "J." and "Inc." keep their stop, "U.S." its letters, "O'Brien" and "Hewlett-Packard" their second half.
  void ExtendWord(Piece* piece) const {
    uint32_t e = piece->end;
    const uint32_t i = piece->first;
    bool grown = false;
    while (e + 1 < end_ && !Spaced(e) && !Spaced(e + 1) && tokens_[e + 1].word()) {
      const Token& mark = tokens_[e];
      const bool letter = tokens_[e - 1].end - tokens_[e - 1].begin == 1;
      if (mark.IsMark('.') && letter && tokens_[e + 1].Is(Token::kCapital)) {
        e += 2;
      } else if (mark.IsMark('.') && (WordAt(e + 1, "com") || WordAt(e + 1, "net") || WordAt(e + 1, "org") || WordAt(e + 1, "ai"))) {
        e += 2;
      } else if (mark.IsMark('\'') && tokens_[e + 1].end - tokens_[e + 1].begin > 2 && tokens_[e + 1].Is(Token::kCapital)) {
        e += 2;
      } else if (mark.IsMark('-') && tokens_[e + 1].Is(Token::kCapital) && JoinsHyphen(e)) {
        e += 2;
      } else if (mark.IsMark('&') && tokens_[e + 1].Is(Token::kCapital)) {
        e += 2;
      } else if (mark.IsMark('-') && Classes(e + 1) == 0 && Classes(e - 1) == 0) {
        e += 2;  // Song-ho
      } else {
        break;
      }
      grown = true;
    }
    if (grown) {
      piece->phrase = gazetteer_.Exact(tokens_, i, e);
      piece->names = piece->phrase < 0 ? 0 : gazetteer_.phrase(piece->phrase).classes;
    }
    piece->end = e;
    piece->words = Classes(e - 1) & ~(grown ? kCommonWord | kStarter : 0u);
    TakeStop(piece);
  }

  // A hyphen between two known names makes a pair, not a name.
  bool JoinsHyphen(uint32_t hyphen) const {
    auto known = [&](uint32_t i) {
      const PhraseIndex::Hit hit = gazetteer_.Longest(doc_, i, i + 1);
      return hit.id >= 0 && (gazetteer_.phrase(hit.id).classes & (kOrgNames | kPlaceNames | kDemonymPhrase)) != 0;
    };
    return !(known(hyphen - 1) || known(hyphen + 1)) || (Classes(hyphen - 1) & kFirstName) != 0;
  }

  // The stop of an initial or an abbreviation belongs to the name.
  void TakeStop(Piece* piece) const {
    const uint32_t e = piece->end;
    if (!MarkAt(e, '.') || Spaced(e)) return;
    const std::string_view word = doc_.Words(TextSpan{tokens_[piece->first].begin, tokens_[e - 1].end});
    const bool letter = tokens_[e - 1].end - tokens_[e - 1].begin == 1;
    const bool last = e + 1 >= end_;
    if (letter && word.size() == 1) {
      piece->initial = true;
      ++piece->end;
    } else if (letter && word.find('.') != std::string_view::npos) {
      ++piece->end;
    } else if (piece->Legal() || (piece->words & (kHonorific | kOffice)) != 0) {
      if (!last) ++piece->end;
    } else if (!last && word.size() <= 5 && ClassifyAbbreviation(word) != Abbreviation::kNone) {
      ++piece->end;
    }
  }

  // Reads pieces from token i on while they hang together; returns where it stopped.
  uint32_t ReadRun(uint32_t i) {
    bool bound = false;
    while (i < end_) {
      Piece piece;
      if (!ReadPiece(i, &piece) || Breaks(piece)) return std::max(i, pieces_.empty() ? i + 1 : i);
      piece.bound = bound;
      pieces_.push_back(piece);
      const uint32_t next = Joint(piece.end);
      if (next == 0) return piece.end;
      bound = next > piece.end;
      i = next;
    }
    return i;
  }

  // Words that end a run: days and months, and in headlines all common words.
  bool Breaks(const Piece& p) const {
    if (p.end - p.first > 2 || p.Legal()) return false;
    const bool before_org = Capital(p.end) && (Classes(p.end) & kOrgShape) != 0;
    if ((p.names & kNoNamePhrase) != 0 && (p.names & kOrgNames) == 0 && !FirstNameOnly() && !before_org) return true;
    if ((p.words & kStarter) != 0 && !before_org && p.first != begin_ && !p.Org() && !p.Place() && p.end - p.first == 1) return true;
    if (style_ == CaseStyle::kNormal) return false;
    const bool known = (p.names & ~(kNeedsEvidence | kLegalPhrase)) != 0;
    if (style_ == CaseStyle::kTitle) {
      return (p.words & kCommonWord) != 0 && (!known || ((p.names & kNeedsEvidence) != 0)) &&
             (p.words & (kOrgLast | kOrgFirst)) == 0 &&
             !((p.words & kFirstName) != 0 && Capital(p.end) && (Classes(p.end) & kCommonWord) == 0);
    }
    return !known && ((p.words & (kFirstName | kSurname)) == 0 || (p.words & kCommonWord) != 0);
  }

  // "May" or "August" after a first name is a surname.
  bool FirstNameOnly() const { return pieces_.size() == 1 && pieces_[0].FirstName(); }

  // Where the run goes on after token `at`: the next token of the run, or 0. More than `at` if small words or marks
  // lie between.
  uint32_t Joint(uint32_t at) const {
    if (at >= end_ || !Spaced(at)) return JointMark(at);
    if (Capital(at)) return at;
    if (tokens_[at].number()) {
      Piece piece;
      return ReadPiece(at, &piece) && piece.phrase >= 0 ? at : 0;
    }
    if (SmallLegal(at)) return at;
    if (!tokens_[at].word() && !tokens_[at].IsMark('&')) return JointMark(at);
    if (style_ != CaseStyle::kNormal && !tokens_[at].IsMark('&')) return 0;
    return JointWord(at);
  }

  uint32_t JointMark(uint32_t at) const {
    if (at + 1 >= end_) return 0;
    const Token& t = tokens_[at];
    if (t.IsMark('&') && Capital(at + 1)) return at + 1;
    if (t.IsMark('(') && Capital(at + 1) && MarkAt(at + 2, ')') && Capital(at + 3) &&
        (Classes(at + 3) & (kLegalForm | kOrgLast)) != 0) {
      return at + 1;  // "Borg (Australia) Ltd"
    }
    if (t.IsMark(')') && pieces_.size() > 1 && pieces_.back().bound && MarkAt(pieces_.back().first - 1, '(') &&
        Capital(at + 1) && (Classes(at + 1) & (kLegalForm | kOrgLast)) != 0) {
      return at + 1;
    }
    if (t.IsMark('\'') && JoinsPossessive(at)) return at + 2;
    if (t.IsMark(',') && Capital(at + 1) && (Classes(at + 1) & kLegalForm) != 0) return at + 1;
    if (t.IsMark(',') && Capital(at + 1)) {
      const PhraseIndex::Hit hit = gazetteer_.Longest(doc_, at + 1, end_);
      if (hit.id >= 0 && (gazetteer_.phrase(hit.id).classes & kLegalPhrase) != 0 && hit.tokens > 1) return at + 1;
    }
    return 0;
  }

  // "Scott's Hospitality Inc": a name of one word that nothing else explains, common words, and a legal form.
  bool JoinsPossessive(uint32_t at) const {
    const Piece& left = pieces_.back();
    if (pieces_.size() > 1 || left.Org() || left.Place() || left.Demonym() || left.end - left.first > 1) return false;
    if (!WordAt(at + 1, "s") || Spaced(at + 1)) return false;
    for (uint32_t i = at + 2; i < end_ && i < at + 5 && Capital(i); ++i) {
      if ((Classes(i) & kLegalForm) != 0) return i > at + 2;
      if ((Classes(i) & kCommonWord) == 0) return false;
    }
    return false;
  }

  uint32_t JointWord(uint32_t at) const {
    const Piece& left = pieces_.back();
    const bool org_first =
        std::any_of(pieces_.begin(), pieces_.end(), [&](const Piece& p) { return TakesOf(p) && !p.Title(); });
    if (tokens_[at].IsMark('&') && Capital(at + 1)) return at + 1;
    if (left.Legal()) return WordAt(at, "of") && WordAt(at + 1, "America") ? at + 1 : 0;
    if (left.bound && left.Place()) return WordAt(at, "and") && Capital(at + 1) && JoinsAnd(left, at + 1) ? at + 1 : 0;
    if (WordAt(at, "of") || WordAt(at, "for")) {
      const uint32_t next = WordAt(at + 1, "the") ? at + 2 : at + 1;
      return org_first && Capital(next) ? next : 0;
    }
    if (WordAt(at, "and")) return Capital(at + 1) && JoinsAnd(left, at + 1) ? at + 1 : 0;
    if ((Classes(at) & kParticle) != 0 && !tokens_[at].Is(Token::kCapital)) {
      uint32_t next = at + 1;
      while (next < end_ && next < at + 3 && !Capital(next) &&
             ((Classes(next) & kParticle) != 0 || (tokens_[next].IsMark('-') && !Spaced(next)))) {
        ++next;
      }
      return Capital(next) && !left.Title() ? next : 0;
    }
    return 0;
  }

  // "Ministry of", "Bureau of", "Hospital of", but no company's "Data of".
  bool TakesOf(const Piece& p) const {
    const PartyKind kind = gazetteer_.DescriptorKind(tokens_[p.end - 1].hash);
    if ((p.words & kOrgFirst) != 0) {
      // "Federal Reserve Bank of Boston", but "InterWest Savings Bank" of some town.
      return kind != PartyKind::kCompany ||
             std::all_of(pieces_.begin(), pieces_.end(), [](const Piece& q) { return (q.words & kCommonWord) != 0 || q.Place() || q.Demonym(); });
    }
    if ((p.words & kOrgLast) == 0 || p.Legal()) return false;
    return kind == PartyKind::kGovernment || kind == PartyKind::kOrganisation;
  }

  // "Quillon plc"
  bool SmallLegal(uint32_t i) const {
    return WordAt(i, "plc") || WordAt(i, "ltd") || WordAt(i, "inc") || WordAt(i, "llc") || WordAt(i, "corp") ||
           WordAt(i, "gmbh") || WordAt(i, "nv") || WordAt(i, "bv");
  }

  // "Securities and Exchange Commission", "Ministry of Finance and Economy": the left side is no name by itself
  // and the right side ends like an organisation.
  bool JoinsAnd(const Piece& left, uint32_t at) const {
    const bool begun = (pieces_.front().words & kOrgFirst) != 0 && pieces_.size() > 1 && left.bound;
    if (WordAt(at, "Co") || WordAt(at, "Sons") || WordAt(at, "Company")) return !left.Place() && !left.Legal();
    const size_t n = pieces_.size();
    if (n == 1 && left.phrase < 0 && left.end - left.first == 1 && (left.words & (kCommonWord | kTitleWords)) == 0) {
      // "Harper and Row Publishers Inc"
      for (uint32_t i = at + 1; i < end_ && i < at + 4 && Capital(i); ++i) {
        if ((Classes(i) & kLegalForm) != 0) return gazetteer_.Exact(tokens_, at, i) < 0;
      }
    }
    const bool short_left = n == 1 || left.bound || pieces_[n - 2].Place() || pieces_[n - 2].Demonym();
    if (!short_left && (Classes(at) & kCommonWord) == 0) return false;
    if (left.Org() || left.Place() || left.Legal() || (left.words & kCommonWord) == 0) return false;
    uint32_t i = at;
    for (; i < end_ && i < at + 4 && Capital(i); ++i) {
      if ((Classes(i) & kOrgShape) != 0) return true;
    }
    return begun && i == at + 1 && (Classes(at) & kCommonWord) != 0;
  }

  // ---- cutting a run into candidates

  void Assemble() {
    size_t i = DropStarter();
    Piece title;
    bool has_title = false;
    while (i < pieces_.size()) {
      const Piece& p = pieces_[i];
      const size_t tail = OrgTailAfter(i);
      const bool bishop = has_title && title.end == p.first && (title.words & kHonorific) != 0 && i + 1 == pieces_.size();
      if (p.Title() && tail == 0 && !bishop) {
        MarkTitleAfter(p);
        title = has_title && title.end == p.first ? Piece{title.first, p.end, p.phrase, p.names, title.words | p.words} : p;
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
    const bool starter = (p.words & kStarter) != 0 || BeginsSentences(doc_.Words(tokens_[p.first]));
    return starter && !p.Org() && !p.Place() ? 1 : 0;
  }

  // The index of the last piece of the organisation that begins at piece i and ends in a legal form or a word such
  // as "Bank"; 0 if there is none before a title, a second known name or a person breaks the run.
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
      const bool generic = (p.names & kOrgNames) != 0 && (p.words & kOrgFirst) == 0 && !FirstIsOrgWord(p);
      if (p.Legal() || (tail != 0 && p.bound) || ((p.OrgTail() || FirstIsOrgWord(p)) && !p.Title() && !generic)) {
        if (tail == 0 || tail + 1 == k || p.Legal()) tail = k;
        open = p.bound && p.phrase < 0;
        continue;
      }
      const bool other = p.Title() || p.Demonym() || p.FirstName() || (p.names & (kOrgNames | kPlaceNames)) != 0;
      if (!p.bound && (tail != 0 ? other : p.Title())) break;
    }
    if (tail != 0 && pieces_[i].Title() && (pieces_[i].words & (kHonorific | kPosition)) != 0) return 0;
    return tail;
  }

  // "Chamber of Commerce" and the like end names as "Chamber" does.
  bool FirstIsOrgWord(const Piece& p) const {
    return p.end - p.first > 1 && (Classes(p.first) & kOrgFirst) != 0 && p.phrase >= 0;
  }

  size_t SegmentEnd(size_t i) const {
    const Piece& p = pieces_[i];
    size_t k = i + 1;
    const bool known = (p.Org() && (p.names & kNeedsEvidence) == 0) || (p.names & (kProductName | kCountryName)) != 0;
    const bool multi = p.phrase >= 0 && p.end - p.first > 1 && (p.Org() || p.Place());
    for (; k < pieces_.size(); ++k) {
      const Piece& q = pieces_[k];
      if (q.bound) continue;
      const bool before = FirstNameAt(i) || ((q.words & kHonorific) != 0 && p.phrase < 0 && (p.words & kCommonWord) == 0);
      const bool surname = before && k == i + 1 && k + 1 == pieces_.size() && q.end - q.first == 1;
      if (q.Title() && (q.words & kLegalForm) == 0 && !surname) break;
      const bool branch = p.Org() && known && k == i + 1 && k + 1 == pieces_.size() && q.end - q.first == 1 &&
                          (q.names & kCountryName) != 0 && style_ == CaseStyle::kNormal;
      if (branch) return k + 1;
      const bool q_long = q.phrase >= 0 && q.end - q.first > 1 && !q.initial;
      if (q_long) break;
      const bool surname_place = FirstNameAt(i) && k <= i + (pieces_[i].initial ? 2 : 1);
      if (q.Org() && (q.names & kNeedsEvidence) == 0 && !surname_place && (q.words & (kSurname | kFirstName)) == 0) break;
      if (q.Demonym() && !FirstNameAt(i)) break;
      if (FirstNameAt(i) && k > i + (pieces_[i].initial ? 2 : 1)) {
        if (q.Place() || q.Org() || ((q.words & kCommonWord) != 0 && (q.words & kSurname) == 0)) break;
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
    const bool near = before.end == title.first ||
                      (before.end + 2 == title.first && MarkAt(before.end, '\''));
    if (before.sentence != sentence_ || !near || before.Has(Candidate::kPersonShape)) return;
    before.shape |= Candidate::kTitleAfter;
    before.title_first = title.first;
    before.title_end = title.end;
  }

  void Emit(size_t from, size_t to, const Piece* title) {
    Candidate c;
    c.first = pieces_[from].first;
    if (WordAt(c.first, "The") && Capital(c.first + 1) && c.first + 1 < pieces_[to - 1].end) ++c.first;
    c.end = pieces_[to - 1].end;
    c.span = {tokens_[c.first].begin, tokens_[c.end - 1].end};
    c.sentence = sentence_;
    if (to == from + 1) c.phrase = pieces_[from].phrase;
    if (c.phrase >= 0 && (pieces_[from].names & ~(kNeedsEvidence | kTitlePhrase | kLegalPhrase)) == 0) c.phrase = -1;
    c.shape = ShapeOf(from, to);
    if (title != nullptr) {
      c.shape |= (title->words & kHonorific) != 0 ? Candidate::kHonorificBefore : Candidate::kTitleBefore;
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
      if (pieces_[k].Legal() && (n > 1 || pieces_[k].end - pieces_[k].first > 1)) shape |= Candidate::kLegal;
      common &= (pieces_[k].words & kCommonWord) != 0;
    }
    bool one_word = n == 1;
    for (uint32_t i = first.first + 1; i < last.end; ++i) one_word &= !Spaced(i);
    if (common && (one_word || n > 1)) shape |= Candidate::kCommonWords;
    if (last.end - last.first > 1 && (last.words & kLegalForm) != 0) shape |= Candidate::kLegal;
    if (n > 1 && last.OrgTail()) shape |= Candidate::kEndsLikeOrg;
    if ((first.words & kOrgFirst) != 0 && n > 1 && pieces_[from + 1].bound) shape |= Candidate::kBeginsLikeOrg;
    for (size_t k = from + 1; k + 1 < to; ++k) {
      if ((pieces_[k].words & kOrgFirst) != 0 && pieces_[k + 1].bound) shape |= Candidate::kBeginsLikeOrg;
    }
    if (n > 1 && first.FirstName()) shape |= Candidate::kFirstNameStart;
    if (n > 1 && (last.words & kSurname) != 0) shape |= Candidate::kSurnameEnd;
    for (size_t k = from; k < to && n > 1; ++k) {
      if (pieces_[k].initial) shape |= Candidate::kInitials;
    }
    if (n > 1 && first.Place()) shape |= Candidate::kPlaceStart;
    if (n > 1 && last.Place() && !last.bound && !first.FirstName() && !first.Place()) shape |= Candidate::kPlaceEnd;
    if (n > 1 && first.Org() && (first.names & kNeedsEvidence) == 0) shape |= Candidate::kCompanyStart;
    if (first.Demonym() && n > 1) shape |= Candidate::kDemonymStart;
    const Token& t = tokens_[first.first];
    if (one_word) {
      shape |= Candidate::kOneWord;
      if (t.Is(Token::kAllCaps) || (first.end - first.first >= 3 && tokens_[first.first + 1].IsMark('.'))) {
        shape |= Candidate::kAcronym;
      }
    }
    if (t.Is(Token::kInnerCapital)) shape |= Candidate::kInnerCapital;
    if (AtStart(first.first)) shape |= Candidate::kSentenceStart;
    if (style_ != CaseStyle::kNormal) shape |= Candidate::kTitleStyle;
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
           !before.IsMark('-') && !before.IsMark('/') && !before.IsMark('.') && !before.IsMark('$') &&
           !before.IsMark('&') && !before.IsMark('+') && !before.IsMark(U'–');
  }

  const Document& doc_;
  const std::vector<Token>& tokens_;
  const Gazetteer& gazetteer_;
  Candidates* out_;
  uint32_t begin_ = 0, end_ = 0, sentence_ = 0;
  CaseStyle style_ = CaseStyle::kNormal, sentence_style_ = CaseStyle::kNormal;
  std::vector<Piece> pieces_;
};

}  // namespace

uint64_t NameKey(const std::vector<Token>& tokens, uint32_t first, uint32_t end) {
  uint64_t key = 0x9E3779B97F4A7C15u;
  for (uint32_t i = first; i < end; ++i) {
    if (tokens[i].IsMark('.')) continue;
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
