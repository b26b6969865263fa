#include "extractors/party/runs.h"

#include <algorithm>

#include "pipeline/text/abbreviations.h"

namespace dealwire {
namespace {

constexpr uint32_t kOrgShape = kOrgLast | kLegalForm;
constexpr uint32_t kTitleWords = kHonorific | kOffice | kPosition;

}  // namespace

void RunReader::EnterSentence(const Sentence& s, CaseStyle style) {
  Enter(s);
  style_ = sentence_style_ = style;
}

uint32_t RunReader::Read(uint32_t i) {
  pieces_.clear();
  name_end_ = 0;
  style_ =
      sentence_style_ == CaseStyle::kNormal && Shouted(i) ? CaseStyle::kUpper : sentence_style_;
  if (style_ == CaseStyle::kUpper) name_end_ = MarkedName(i);
  return ReadRun(i);
}

void KnownNames::Add(const std::vector<Token>& tokens, uint32_t first, uint32_t end) {
  std::vector<TextSpan>& list = by_first_word_[tokens[first].hash];
  if (list.size() < kMostAlike) list.push_back({first, end});
}

uint32_t KnownNames::Longest(const std::vector<Token>& tokens, uint32_t i, uint32_t end) const {
  const auto it = by_first_word_.find(tokens[i].hash);
  if (it == by_first_word_.end()) return 0;
  uint32_t longest = 0;
  for (const TextSpan name : it->second) {
    const uint32_t n = name.size();
    if (n <= longest || i + n > end) continue;
    uint32_t k = 0;
    while (k < n && tokens[name.begin + k].hash == tokens[i + k].hash) ++k;
    if (k == n) longest = n;
  }
  return longest;
}

// "QUILLON FOODS INC <QFI> SEES LOSS": the end of the name that begins here, 0 if nothing marks
// one.
uint32_t RunReader::MarkedName(uint32_t i) const {
  constexpr uint32_t kLongest = 6, kVerbs = kStarter | kSay | kOrgVerb | kBuyWord | kTeamVerb;
  for (uint32_t k = i; k < end_ && k < i + kLongest; ++k) {
    if (tokens_[k].IsMark('<') && k > i) return k;
    if (!tokens_[k].IsMark('&') && !tokens_[k].IsMark('-') && !Capital(k)) return 0;
    if ((Classes(k) & kVerbs) != 0) return 0;
    if (k > i && (Classes(k) & kLegalForm) != 0) return k + 1;
  }
  return 0;
}

CaseStyle RunReader::StyleOf(const Sentence& s) const {
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

// Among words that are all in capitals: a headline inside the sentence.
bool RunReader::Shouted(uint32_t i) const {
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

// The piece that begins at token i, or false. Knows names that begin with a digit or a small
// letter.
bool RunReader::ReadPiece(uint32_t i, Piece* piece) const {
  if (!pieces_.empty() && pieces_.back().end == i && SmallLegal(i)) {
    *piece = Piece{i, i + 1, -1, 0, Classes(i)};
    return true;
  }
  const Token& t = tokens_[i];
  const bool capital = t.word() && t.Is(Token::kCapital);
  const bool hyphen = t.number() && MarkAt(i + 1, '-') && !Spaced(i + 1) && Capital(i + 2);
  const bool digit_name = (t.number() && i + 1 < end_ && tokens_[i + 1].word() &&
                           (!Spaced(i + 1) || tokens_[i + 1].Is(Token::kCapital))) ||
                          hyphen;  // 3i, 21st, 7-Eleven
  if (!capital && !digit_name && !(t.word() && (Classes(i) & kBeginsPhrase) != 0)) return false;
  *piece = Piece{i, i + 1};
  if (i > begin_ && capital && !Spaced(i) && tokens_[i - 1].number())
    return false;  // 2Q15, an address of the Web
  const PhraseIndex::Hit hit = gazetteer_.Longest(doc_, i, end_);
  if (style_ != CaseStyle::kNormal && capital) {
    const uint32_t n = known_.Longest(tokens_, i, end_);
    if (n > 0 && n >= hit.tokens) {
      piece->end = i + n;
      piece->known = true;
      piece->words = Classes(piece->end - 1);
      piece->phrase = gazetteer_.Exact(tokens_, i, piece->end);
      if (piece->phrase >= 0) piece->names = gazetteer_.phrase(piece->phrase).classes;
      return true;
    }
  }
  if (hit.id >= 0) {
    const Phrase& phrase = gazetteer_.phrase(hit.id);
    const bool small_title = !capital && (phrase.classes & (kTitlePhrase | kNoNamePhrase)) != 0;
    // "the West" of "the West Bank"
    const bool shorter = !capital && t.word() && i + 1 < end_ &&
                         gazetteer_.Longest(doc_, i + 1, end_).tokens >= hit.tokens;
    if (!small_title && !shorter) {
      piece->end = i + hit.tokens;
      piece->phrase = hit.id;
      piece->names = phrase.classes;
      DropLastStop(piece);
      const bool stop = piece->end - piece->first == 2 && tokens_[piece->end - 1].IsMark('.');
      const uint32_t last = piece->end - (stop ? 2 : 1);  // "Mr" of "Mr."
      if (tokens_[last].word()) piece->words = Classes(last);
      if (hit.tokens > 1 || !capital) {
        TakeStop(piece);
        return true;
      }
    }
  }
  if (!capital) {
    if (t.number() && i + 1 < end_ && tokens_[i + 1].word() && !Spaced(i + 1) &&
        tokens_[i + 1].Is(Token::kCapital) && tokens_[i + 1].end - tokens_[i + 1].begin <= 2) {
      piece->end = i + 2;  // 3D, 4K
      return Capital(i + 2);
    }
    return false;
  }
  ExtendWord(piece);
  return true;
}

// The stop of "Inc." at the end of a sentence is the sentence's.
void RunReader::DropLastStop(Piece* piece) const {
  const uint32_t e = piece->end;
  if (e != end_ || e - piece->first != 2 || !tokens_[e - 1].IsMark('.')) return;
  if (tokens_[e - 2].end - tokens_[e - 2].begin > 1) --piece->end;
}

// "J." and "Inc." keep their stop, "U.S." its letters, "O'Brien" and "Hewlett-Packard" their second
// half.
void RunReader::ExtendWord(Piece* piece) const {
  uint32_t e = piece->end;
  const uint32_t i = piece->first;
  bool grown = false;
  while (e + 1 < end_ && !Spaced(e) && !Spaced(e + 1) && tokens_[e + 1].word()) {
    const Token& mark = tokens_[e];
    const bool letter = tokens_[e - 1].end - tokens_[e - 1].begin == 1;
    if (mark.IsMark('.') && letter && tokens_[e + 1].Is(Token::kCapital)) {
      e += 2;
    } else if (mark.IsMark('.') && (WordAt(e + 1, "com") || WordAt(e + 1, "net") ||
                                    WordAt(e + 1, "org") || WordAt(e + 1, "ai"))) {
      e += 2;
    } else if (mark.IsMark('\'') && tokens_[e + 1].end - tokens_[e + 1].begin > 2 &&
               tokens_[e + 1].Is(Token::kCapital)) {
      e += 2;
    } else if (mark.IsMark('-') && tokens_[e + 1].Is(Token::kCapital) && JoinsHyphen(e)) {
      e += 2;
    } else if (mark.IsMark('&') && tokens_[e + 1].Is(Token::kCapital)) {
      e += 2;
    } else if (mark.IsMark('-') && Classes(e + 1) == 0 && Classes(e - 1) == 0) {
      e += 2;  // Ki-moon
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
bool RunReader::JoinsHyphen(uint32_t hyphen) const {
  auto known = [&](uint32_t i) {
    const PhraseIndex::Hit hit = gazetteer_.Longest(doc_, i, i + 1);
    return hit.id >= 0 &&
           (gazetteer_.phrase(hit.id).classes & (kOrgNames | kPlaceNames | kDemonymPhrase)) != 0;
  };
  return !(known(hyphen - 1) || known(hyphen + 1)) || (Classes(hyphen - 1) & kFirstName) != 0;
}

// The stop of an initial or an abbreviation belongs to the name.
void RunReader::TakeStop(Piece* piece) const {
  const uint32_t e = piece->end;
  if (!MarkAt(e, '.') || Spaced(e)) return;
  const std::string_view word =
      doc_.Words(TextSpan{tokens_[piece->first].begin, tokens_[e - 1].end});
  const bool letter = tokens_[e - 1].end - tokens_[e - 1].begin == 1;
  const bool last = e + 1 >= end_;
  if (letter && word.size() == 1) {
    piece->initial = true;
    ++piece->end;
  } else if (letter && word.find('.') != std::string_view::npos) {
    ++piece->end;
  } else if (piece->Legal() || (piece->words & (kHonorific | kOffice)) != 0) {
    // "Quillon AG. The price ..."
    const bool stops = !last && BeginsSentences(doc_.Words(tokens_[e + 1]));
    if (!last && !stops) ++piece->end;
  } else if (!last && word.size() <= 5 && ClassifyAbbreviation(word) != Abbreviation::kNone) {
    ++piece->end;
  }
}

// Reads pieces from token i on while they hang together; returns where it stopped.
uint32_t RunReader::ReadRun(uint32_t i) {
  bool bound = false;
  while (i < end_) {
    Piece piece;
    if (!ReadPiece(i, &piece)) return pieces_.empty() ? i + 1 : i;
    if (Breaks(piece)) return pieces_.empty() ? piece.end : i;
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
bool RunReader::Breaks(const Piece& p) const {
  constexpr uint32_t kOnlyNoName = kNoNamePhrase | kNeedsEvidence;
  if (p.end - p.first > 2 && (p.names & kNoNamePhrase) != 0 && (p.names & ~kOnlyNoName) == 0)
    return true;
  if (p.end - p.first > 2 || p.Legal() || p.known) return false;
  const bool before_org = Capital(p.end) && (Classes(p.end) & kOrgShape) != 0;
  // "Nov" is a month, "NOV" a company; "18:00 UTC" is a time.
  const bool counted = p.first > begin_ && tokens_[p.first - 1].number();
  const bool company = p.Org() && tokens_[p.first].Is(Token::kAllCaps) && !counted;
  if ((p.names & kNoNamePhrase) != 0 && !company && !p.Title() && !FirstNameOnly() && !before_org)
    return true;
  if ((p.words & kStarter) != 0 && !before_org && p.first != begin_ && !p.Org() && !p.Place() &&
      p.end - p.first == 1)
    return true;
  if (style_ == CaseStyle::kNormal) return false;
  const bool known = (p.names & ~(kNeedsEvidence | kLegalPhrase)) != 0 || p.end <= name_end_;
  if (style_ == CaseStyle::kTitle) {
    return (p.words & kCommonWord) != 0 && (!known || ((p.names & kNeedsEvidence) != 0)) &&
           (p.words & (kOrgLast | kOrgFirst)) == 0 &&
           !((p.words & kFirstName) != 0 && Capital(p.end) && (Classes(p.end) & kCommonWord) == 0);
  }
  return !known && ((p.words & (kFirstName | kSurname)) == 0 || (p.words & kCommonWord) != 0);
}

// "May" or "August" after a first name is a surname.
bool RunReader::FirstNameOnly() const { return pieces_.size() == 1 && pieces_[0].FirstName(); }

// Where the run goes on after token `at`: the next token of the run, or 0. More than `at` if small
// words or marks lie between.
uint32_t RunReader::Joint(uint32_t at) const {
  if (at >= end_ || !Spaced(at)) return JointMark(at);
  if (BareTicker(at)) return 0;
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

uint32_t RunReader::JointMark(uint32_t at) const {
  if (at + 1 >= end_) return 0;
  const Token& t = tokens_[at];
  if (t.IsMark('&') && Capital(at + 1)) return at + 1;
  if (t.IsMark('(') && Capital(at + 1) && MarkAt(at + 2, ')') && Capital(at + 3) &&
      (Classes(at + 3) & (kLegalForm | kOrgLast)) != 0) {
    return at + 1;  // "Borg (Australia) Ltd"
  }
  if (t.IsMark(')') && pieces_.size() > 1 && pieces_.back().bound &&
      MarkAt(pieces_.back().first - 1, '(') && Capital(at + 1) &&
      (Classes(at + 1) & (kLegalForm | kOrgLast)) != 0) {
    return at + 1;
  }
  if (t.IsMark('\'') && JoinsPossessive(at)) return at + 2;
  if (t.IsMark(',') && Capital(at + 1) && (Classes(at + 1) & kLegalForm) != 0) return at + 1;
  if (t.IsMark(',') && Capital(at + 1)) {
    const PhraseIndex::Hit hit = gazetteer_.Longest(doc_, at + 1, end_);
    if (hit.id >= 0 && (gazetteer_.phrase(hit.id).classes & kLegalPhrase) != 0 && hit.tokens > 1)
      return at + 1;
  }
  return 0;
}

// "Barlow's Hospitality Inc": a name of one word that nothing else explains, common words, and a
// legal form.
bool RunReader::JoinsPossessive(uint32_t at) const {
  const Piece& left = pieces_.back();
  if (pieces_.size() > 1 || left.Org() || left.Place() || left.Demonym() ||
      left.end - left.first > 1)
    return false;
  if (!WordAt(at + 1, "s") || Spaced(at + 1)) return false;
  for (uint32_t i = at + 2; i < end_ && i < at + 5 && Capital(i); ++i) {
    if ((Classes(i) & kLegalForm) != 0) return i > at + 2;
    if ((Classes(i) & kCommonWord) == 0) return false;
  }
  return false;
}

uint32_t RunReader::JointWord(uint32_t at) const {
  const Piece& left = pieces_.back();
  if (tokens_[at].IsMark('&') && Capital(at + 1)) return at + 1;
  if (left.Legal()) return WordAt(at, "of") && WordAt(at + 1, "America") ? at + 1 : 0;
  if (left.bound && left.Place())
    return WordAt(at, "and") && Capital(at + 1) && JoinsAnd(left, at + 1) ? at + 1 : 0;
  if (WordAt(at, "of") || WordAt(at, "for")) {
    const uint32_t next = WordAt(at + 1, "the") ? at + 2 : at + 1;
    const bool takes =
        Capital(next) && std::any_of(pieces_.begin(), pieces_.end(),
                                     [&](const Piece& p) { return TakesOf(p) && !p.Title(); });
    return takes ? next : 0;
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
bool RunReader::TakesOf(const Piece& p) const {
  if ((p.words & (kOrgFirst | kOrgLast)) == 0) return false;
  const PartyKind kind = gazetteer_.DescriptorKind(tokens_[p.end - 1].hash);
  if ((p.words & kOrgFirst) != 0) {
    // "Federal Reserve Bank of Boston", but "Harbour Savings Bank" of some town.
    return kind != PartyKind::kCompany ||
           std::all_of(pieces_.begin(), pieces_.end(), [](const Piece& q) {
             return (q.words & kCommonWord) != 0 || q.Place() || q.Demonym();
           });
  }
  if ((p.words & kOrgLast) == 0 || p.Legal()) return false;
  return kind == PartyKind::kGovernment || kind == PartyKind::kOrganisation;
}

// "Quillon plc"
bool RunReader::SmallLegal(uint32_t i) const {
  return WordAt(i, "plc") || WordAt(i, "ltd") || WordAt(i, "inc") || WordAt(i, "llc") ||
         WordAt(i, "corp") || WordAt(i, "gmbh") || WordAt(i, "nv") || WordAt(i, "bv");
}

// "Securities and Exchange Commission", "Ministry of Finance and Economy": the left side is no name
// by itself and the right side ends like an organisation.
bool RunReader::JoinsAnd(const Piece& left, uint32_t at) const {
  const bool begun = (pieces_.front().words & kOrgFirst) != 0 && pieces_.size() > 1 && left.bound;
  if (WordAt(at, "Co") || WordAt(at, "Sons") || WordAt(at, "Company"))
    return !left.Place() && !left.Legal();
  const size_t n = pieces_.size();
  if (n == 1 && left.phrase < 0 && left.end - left.first == 1 &&
      (left.words & (kCommonWord | kTitleWords)) == 0) {
    // "Marlow and Finch Publishers Inc"
    for (uint32_t i = at + 1; i < end_ && i < at + 4 && Capital(i); ++i) {
      if ((Classes(i) & kLegalForm) != 0) return gazetteer_.Exact(tokens_, at, i) < 0;
    }
  }
  const bool short_left =
      n == 1 || left.bound || pieces_[n - 2].Place() || pieces_[n - 2].Demonym();
  if (!short_left && (Classes(at) & kCommonWord) == 0) return false;
  if (left.Org() || left.Place() || left.Legal() || (left.words & kCommonWord) == 0) return false;
  uint32_t i = at;
  for (; i < end_ && i < at + 4 && Capital(i); ++i) {
    if ((Classes(i) & kOrgShape) != 0) return true;
  }
  return begun && i == at + 1 && (Classes(at) & kCommonWord) != 0;
}

}  // namespace dealwire
