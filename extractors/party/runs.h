// Runs: capitalised words that hang together, with the small words and marks that names carry
// inside, read piece by piece: a piece is one word or one known phrase.
//
//   "Amazon CEO Andy Jassy met the Bank of Scotland Group"
//    Amazon|CEO|Andy|Jassy         Bank|of Scotland|Group
//
// "of Scotland" is bound to what stands before it.
//
// candidates.cc cuts runs into names. Not thread-safe: one reader a document.
#ifndef DEALWIRE_EXTRACTORS_PARTY_RUNS_H_
#define DEALWIRE_EXTRACTORS_PARTY_RUNS_H_

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extractors/party/gazetteer.h"
#include "pipeline/text/document.h"

namespace dealwire {

// What the sentence's capitals prove.
enum class CaseStyle : uint8_t {
  kNormal,  // capitals mark names, but for the first word
  kTitle,   // Most Words Are Capitalised: common words prove nothing
  kUpper,   // ALL ARE CAPITALS: only known names count
};

// One word, or one known phrase, of a run.
struct Piece {
  uint32_t first = 0, end = 0;  // tokens
  int phrase = -1;
  uint32_t names = 0;    // NameClass bits of the phrase
  uint32_t words = 0;    // WordClass bits of its last word
  bool bound = false;    // joined to the piece before by "of", "&", ...
  bool initial = false;  // "J."
  bool known = false;    // a name that other sentences of the document hold

  bool Org() const { return (names & kOrgNames) != 0; }
  bool Place() const { return (names & kPlaceNames) != 0; }
  bool Legal() const { return (names & kLegalPhrase) != 0 || (words & kLegalForm) != 0; }
  bool Title() const {
    return (names & kTitlePhrase) != 0 && (names & (kOrgNames | kUserName)) == 0;
  }
  bool Demonym() const {
    const bool other = (names & (kOrgNames | kPlaceNames)) != 0 && (names & kNeedsEvidence) == 0;
    return (names & kDemonymPhrase) != 0 && !other;
  }
  bool OrgTail() const { return Legal() || (words & kOrgLast) != 0; }
  bool FirstName() const { return (words & kFirstName) != 0 && end - first == 1; }
};

// The tokens of one sentence, by their place in the document. No name reaches over its end.
class SentenceWords {
 public:
  // `classes`: WordClass bits for each token; both must outlive this.
  SentenceWords(const Document& doc, const std::vector<uint32_t>& classes)
      : doc_(doc), tokens_(doc.tokens()), classes_(classes) {}
  void Enter(const Sentence& s) { begin_ = s.first_token, end_ = s.end_token; }

  uint32_t Classes(uint32_t i) const { return classes_[i]; }
  bool Capital(uint32_t i) const {
    return i < end_ && tokens_[i].word() && tokens_[i].Is(Token::kCapital);
  }
  bool Spaced(uint32_t i) const { return tokens_[i].Is(Token::kSpaceBefore); }
  bool MarkAt(uint32_t i, char32_t c) const { return i < end_ && tokens_[i].IsMark(c); }
  bool WordAt(uint32_t i, std::string_view w) const {
    return i < end_ && tokens_[i].word() && doc_.Words(tokens_[i]) == w;
  }

  // "AA.N"
  bool BareTicker(uint32_t i) const {
    return i < end_ && tokens_[i].word() && tokens_[i].Is(Token::kAllCaps) && MarkAt(i + 1, '.') &&
           !Spaced(i + 1) && Capital(i + 2) && !Spaced(i + 2) &&
           tokens_[i + 2].end - tokens_[i + 2].begin <= 2;
  }

 protected:
  const Document& doc_;
  const std::vector<Token>& tokens_;
  const std::vector<uint32_t>& classes_;
  uint32_t begin_ = 0, end_ = 0;
};

// Names that the document's ordinary sentences hold, for headlines, where capitals prove nothing.
class KnownNames {
 public:
  void Add(const std::vector<Token>& tokens, uint32_t first, uint32_t end);
  // Tokens of the longest known name that begins at token i; 0 if none does.
  uint32_t Longest(const std::vector<Token>& tokens, uint32_t i, uint32_t end) const;

 private:
  static constexpr size_t kMostAlike = 8;  // names kept for one first word
  std::unordered_map<uint32_t, std::vector<TextSpan>> by_first_word_;  // spans of tokens
};

class RunReader : private SentenceWords {
 public:
  RunReader(const Document& doc, const Gazetteer& gazetteer, const std::vector<uint32_t>& classes,
            const KnownNames& known)
      : SentenceWords(doc, classes), gazetteer_(gazetteer), known_(known) {}

  CaseStyle StyleOf(const Sentence& s) const;
  void EnterSentence(const Sentence& s, CaseStyle style);
  // Reads the run that begins at token i into pieces() (none if no run begins there) and returns
  // where it stopped.
  uint32_t Read(uint32_t i);
  const std::vector<Piece>& pieces() const { return pieces_; }
  // Of the sentence, or of the run last read if that stands in capitals among others.
  CaseStyle style() const { return style_; }

 private:
  bool Shouted(uint32_t i) const;
  bool ReadPiece(uint32_t i, Piece* piece) const;
  void DropLastStop(Piece* piece) const;
  void ExtendWord(Piece* piece) const;
  bool JoinsHyphen(uint32_t hyphen) const;
  void TakeStop(Piece* piece) const;
  uint32_t ReadRun(uint32_t i);
  bool Breaks(const Piece& p) const;
  uint32_t MarkedName(uint32_t i) const;
  bool FirstNameOnly() const;
  uint32_t Joint(uint32_t at) const;
  uint32_t JointMark(uint32_t at) const;
  bool JoinsPossessive(uint32_t at) const;
  uint32_t JointWord(uint32_t at) const;
  bool TakesOf(const Piece& p) const;
  bool SmallLegal(uint32_t i) const;
  bool JoinsAnd(const Piece& left, uint32_t at) const;

  const Gazetteer& gazetteer_;
  const KnownNames& known_;
  uint32_t name_end_ = 0;  // in a headline: where the name ends that a legal form or a ticker marks
  CaseStyle style_ = CaseStyle::kNormal, sentence_style_ = CaseStyle::kNormal;
  std::vector<Piece> pieces_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_PARTY_RUNS_H_
