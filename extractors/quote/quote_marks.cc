#include "extractors/quote/quote_marks.h"

#include <algorithm>

#include "pipeline/text/word_set.h"

namespace dealwire {
namespace {

constexpr uint32_t kNowhere = UINT32_MAX;
constexpr uint32_t kLongestInch = 200;  // tokens from an inch mark to the mark that closes
constexpr uint32_t kLongestTerm = 10;   // tokens of a term whose closing mark may be an apostrophe

enum class Role : uint8_t { kNone, kOpen, kClose, kEither };

// A quotation mark: which family it belongs to ('"' straight, '`' wire, 'c' curly, 's' single
// curly, 'g' guillemet, 'l' low), what it may do, and how many tokens it takes.
struct Mark {
  char family = 0;
  Role role = Role::kNone;
  uint32_t tokens = 1;
};

// White space or an opening bracket or dash before, none behind: opens. The other way round:
// closes.
Role ByContext(const std::vector<Token>& tokens, uint32_t i, uint32_t count) {
  const Token& t = tokens[i];
  const bool glued_behind = i + count < tokens.size() && !tokens[i + count].Is(Token::kSpaceBefore);
  const bool loose_before = t.Is(Token::kSpaceBefore) || i == 0 || tokens[i - 1].IsMark('(') ||
                            tokens[i - 1].IsMark('[') || tokens[i - 1].IsMark(0x2014) ||
                            tokens[i - 1].IsMark(0x2013) || tokens[i - 1].IsMark('-');
  if (loose_before && glued_behind) return Role::kOpen;
  if (!loose_before) return Role::kClose;
  return Role::kEither;
}

// A mark that may stand first in a quotation.
bool BeginsWords(const Token& t) {
  for (const char32_t c : {U'$', U'"', U'[', U'.', U'\u00A3', U'\u20AC', U'\u201C', U'\u2026'}) {
    if (t.IsMark(c)) return true;
  }
  return false;
}

// A single mark, which is an apostrophe more often: what it could do. “'em”, “'90s” and the “'s” of
// texts that were cut into words open nothing.
Role SingleRole(const std::vector<Token>& tokens, uint32_t i) {
  static const WordSet kElisions = {"s",    "t",     "d",     "m",     "re",   "ve",  "ll",
                                    "n",    "em",    "til",   "tis",   "twas", "cos", "cause",
                                    "bout", "tween", "neath", "round", "ere"};
  const Token& t = tokens[i];
  switch (ByContext(tokens, i, 1)) {
    case Role::kOpen:
      if (t.hash == 0x2019 || i + 1 >= tokens.size() || kElisions.Has(tokens[i + 1]) ||
          (tokens[i + 1].mark() && !BeginsWords(tokens[i + 1])))
        return Role::kNone;
      return Role::kOpen;
    case Role::kClose: {
      const bool loose =
          i + 1 >= tokens.size() || tokens[i + 1].mark() || tokens[i + 1].Is(Token::kSpaceBefore);
      return loose && t.hash != 0x2018 ? Role::kClose : Role::kNone;
    }
    default:
      return Role::kNone;
  }
}

Mark MarkAt(const std::vector<Token>& tokens, uint32_t i) {
  const Token& t = tokens[i];
  if (!t.mark()) return {};
  const bool doubled = i + 1 < tokens.size() && tokens[i + 1].mark() &&
                       tokens[i + 1].hash == t.hash && tokens[i + 1].begin == t.end;
  switch (t.hash) {
    case '"': {
      // 40" is forty inches, unless a quotation is open: that is for the caller to say.
      return {'"', ByContext(tokens, i, 1), 1};
    }
    case '`':
      return doubled ? Mark{'`', Role::kOpen, 2} : Mark{};
    case '\'':
      // Wire style opens with `` only: '' on both sides is left to indirect speech, as corpora have
      // it.
      if (doubled) return {'`', Role::kClose, 2};
      if (i > 0 && tokens[i - 1].IsMark('\'') && tokens[i - 1].end == t.begin) return {};
      return {'s', SingleRole(tokens, i), 1};
    case 0x201C:  // “ opens in English, closes in German „...“
      return {'c', ByContext(tokens, i, 1) == Role::kClose ? Role::kEither : Role::kOpen, 1};
    case 0x201D:
      return {'c', Role::kClose, 1};
    case 0x201E:
      return {'c', Role::kOpen, 1};
    case 0xAB:
      return {'g', Role::kOpen, 1};
    case 0xBB:
      return {'g', Role::kClose, 1};
    case 0x2018:
    case 0x2019:
      return {'s', SingleRole(tokens, i), 1};
    default:
      return {};
  }
}

bool SameFamily(char open, char close) {
  return open == close || (open == 'c' && close == '"') || (open == '"' && close == 'c');
}

class Pairer {
 public:
  explicit Pairer(const Document& doc) : doc_(doc), tokens_(doc.tokens()) {}

  std::vector<MarkPair> Run() {
    const auto& paragraphs = doc_.paragraphs();
    for (size_t p = 0; p < paragraphs.size(); ++p) {
      if (paragraphs[p].first_sentence == paragraphs[p].end_sentence) continue;
      const uint32_t first = doc_.sentences()[paragraphs[p].first_sentence].first_token;
      const uint32_t end = doc_.sentences()[paragraphs[p].end_sentence - 1].end_token;
      Paragraph(first, end, p + 1 < paragraphs.size() ? FirstMark(paragraphs[p + 1]) : '\0');
    }
    return std::move(pairs_);
  }

 private:
  // The family of the mark that opens a quotation at the start of a paragraph, or 0.
  char FirstMark(const dealwire::Paragraph& p) const {
    if (p.first_sentence == p.end_sentence) return 0;
    const Mark mark = MarkAt(tokens_, doc_.sentences()[p.first_sentence].first_token);
    return mark.role == Role::kOpen ? mark.family : '\0';
  }

  void Paragraph(uint32_t first, uint32_t end, char next_opens) {
    uint32_t open = kNowhere;
    Mark open_mark;
    bool wire = false;  // between '' and ''
    for (uint32_t i = first; i < end;) {
      const Mark mark = MarkAt(tokens_, i);
      if (mark.family == 's') {
        i = open == kNowhere && !wire && mark.role == Role::kOpen
                ? Single(i, end, next_opens == 's')
                : i + 1;
        continue;
      }
      if (mark.role == Role::kNone) {
        ++i;
        continue;
      }
      if (open == kNowhere) {
        if (tokens_[i].IsMark('\'')) wire = ByContext(tokens_, i, 2) == Role::kOpen;
        if (!(mark.family == '"' && Inch(i)) && mark.role != Role::kClose) {
          open = i;
          open_mark = mark;
        }
      } else if (SameFamily(open_mark.family, mark.family)) {
        if (mark.role == Role::kOpen) {  // opened again: the first one was stray
          open = i;
          open_mark = mark;
        } else if (!(mark.family == '"' && Inch(i) && ClosesLater(i, end))) {
          Add(open, open_mark.tokens, i, mark.tokens);
          open = kNowhere;
        }
      }
      i += mark.tokens;
    }
    if (open != kNowhere && next_opens != 0 && next_opens != 's') {
      AddOpen(open, open_mark.tokens, end);
    }
  }

  // A straight mark behind a digit: 40", 5' 10½", 12 " wide.
  bool Inch(uint32_t i) const {
    if (i == 0) return false;
    const Token& t = tokens_[i];
    const Token& before = tokens_[i - 1];
    if (t.Is(Token::kSpaceBefore)) {
      return before.number() && i + 1 < tokens_.size() && tokens_[i + 1].Is(Token::kSpaceBefore);
    }
    return before.number() || before.Is(Token::kHasDigit) || before.IsMark(0xBD) ||
           before.IsMark(0xBC) || before.IsMark(0xBE);
  }

  // Words go on behind the straight mark at `i`, and the next one closes: `"A 40" screen," he
  // said`.
  bool ClosesLater(uint32_t i, uint32_t end) const {
    if (i + 1 >= end || tokens_[i + 1].mark()) return false;
    for (uint32_t k = i + 1; k < std::min(end, i + kLongestInch); ++k) {
      if (tokens_[k].IsMark('"') && !Inch(k)) return ByContext(tokens_, k, 1) == Role::kClose;
    }
    return false;
  }

  // Adds the quotation that the single mark at `i` opens, if one closes it; the token to go on
  // from.
  uint32_t Single(uint32_t i, uint32_t end, bool goes_on) {
    uint32_t close = kNowhere;
    for (uint32_t k = i + 1; k < end && close == kNowhere; ++k) {
      const Mark mark = MarkAt(tokens_, k);
      if (mark.family != 's') continue;
      if (mark.role == Role::kOpen) {
        goes_on = false;
        break;
      }
      if (mark.role == Role::kClose && !Possessive(k)) close = k;
    }
    if (close == kNowhere && goes_on) {
      AddOpen(i, 1, end);
      pairs_.back().single = true;
      return end;
    }
    // "a 'club of rogues' that ...": a mark behind an s only if there is no better one.
    for (uint32_t k = i + 1; k < std::min(end, i + kLongestTerm) && close == kNowhere; ++k) {
      const Mark mark = MarkAt(tokens_, k);
      if (mark.family == 's' && mark.role == Role::kClose) close = k;
    }
    const bool year = tokens_[i + 1].number() && tokens_[i + 1].end - tokens_[i + 1].begin == 2;
    if (close == kNowhere || (year && !tokens_[close - 1].mark()) || !Balanced(i, close))
      return i + 1;
    Add(i, 1, close, 1);
    pairs_.back().single = true;
    return close + 1;
  }

  // The single mark at `i` may be the apostrophe of "workers' rights".
  bool Possessive(uint32_t i) const {
    const Token& before = tokens_[i - 1];
    if (before.mark() || i + 1 >= tokens_.size() || tokens_[i + 1].mark()) return false;
    return before.number() || (doc_.Words(before).back() | 0x20) == 's';
  }

  // Each double mark inside has its fellow inside.
  bool Balanced(uint32_t open, uint32_t close) const {
    int straight = 0, depth = 0;
    for (uint32_t k = open + 1; k < close; ++k) {
      if (tokens_[k].IsMark('"')) ++straight;
      if (tokens_[k].IsMark(0x201C)) ++depth;
      if (tokens_[k].IsMark(0x201D) && --depth < 0) return false;
    }
    return straight % 2 == 0 && depth == 0;
  }

  // A quotation that goes on in the next paragraph.
  void AddOpen(uint32_t open, uint32_t open_tokens, uint32_t end) {
    if (open + open_tokens >= end) return;
    pairs_.push_back({{tokens_[open].begin, tokens_[end - 1].end},
                      {tokens_[open + open_tokens - 1].end, tokens_[end - 1].end},
                      open,
                      end,
                      true,
                      false});
  }

  void Add(uint32_t open, uint32_t open_tokens, uint32_t close, uint32_t close_tokens) {
    if (open + open_tokens >= close) return;  // nothing but white space inside
    const uint32_t text_begin = tokens_[open + open_tokens - 1].end,
                   text_end = tokens_[close].begin;
    const uint32_t last = close + close_tokens - 1;
    pairs_.push_back({{tokens_[open].begin, tokens_[last].end},
                      {text_begin, text_end},
                      open,
                      last + 1,
                      false,
                      false});
  }

  const Document& doc_;
  const std::vector<Token>& tokens_;
  std::vector<MarkPair> pairs_;
};

}  // namespace

std::vector<MarkPair> PairMarks(const Document& doc) { return Pairer(doc).Run(); }

}  // namespace dealwire
