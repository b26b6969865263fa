#include "extractors/quote/quote_marks.h"

namespace dealwire {
namespace {

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
      return doubled ? Mark{'`', Role::kClose, 2} : Mark{};
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
      return {'s', Role::kOpen, 1};
    case 0x2019:
      return {'s', t.Is(Token::kSpaceBefore) ? Role::kNone : Role::kClose, 1};
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
      Paragraph(first, end, p + 1 < paragraphs.size() && OpensWithMark(paragraphs[p + 1]));
    }
    return std::move(pairs_);
  }

 private:
  bool OpensWithMark(const dealwire::Paragraph& p) const {
    if (p.first_sentence == p.end_sentence) return false;
    return MarkAt(tokens_, doc_.sentences()[p.first_sentence].first_token).role == Role::kOpen;
  }

  void Paragraph(uint32_t first, uint32_t end, bool next_opens) {
    constexpr uint32_t kNone = UINT32_MAX;
    uint32_t open = kNone;
    Mark open_mark;
    for (uint32_t i = first; i < end;) {
      const Mark mark = MarkAt(tokens_, i);
      if (mark.role == Role::kNone) {
        ++i;
        continue;
      }
      const bool inch = mark.family == '"' && i > first && tokens_[i - 1].number() &&
                        !tokens_[i].Is(Token::kSpaceBefore);
      if (open == kNone) {
        if (!inch && (mark.role == Role::kOpen || mark.role == Role::kEither)) {
          open = i;
          open_mark = mark;
        }
      } else if (SameFamily(open_mark.family, mark.family)) {
        if (mark.role == Role::kClose || mark.role == Role::kEither) {
          if (!(open_mark.family == 's' && !SingleCloses(i))) {
            Add(open, open_mark.tokens, i, mark.tokens);
            open = kNone;
          }
        } else if (open_mark.family != 's') {  // opened again: the first one was stray
          open = i;
          open_mark = mark;
        }
      } else if (open_mark.family == 's' &&
                 mark.role == Role::kOpen) {  // a single mark that was an apostrophe
        open = i;
        open_mark = mark;
      }
      i += mark.tokens;
    }
    const bool has_text = open != kNone && open + open_mark.tokens < end;
    if (has_text && next_opens && open_mark.family != 's') {
      pairs_.push_back({{tokens_[open].begin, tokens_[end - 1].end},
                        {tokens_[open + open_mark.tokens - 1].end, tokens_[end - 1].end},
                        open,
                        end,
                        true});
    }
  }

  // A single closing mark, not the apostrophe of "workers’ rights": punctuation stands before or
  // behind it.
  bool SingleCloses(uint32_t i) const {
    const bool before = i > 0 && tokens_[i - 1].mark();
    const bool behind =
        i + 1 >= tokens_.size() || tokens_[i + 1].mark() || tokens_[i + 1].Is(Token::kLineStart);
    return before || behind || i + 1 >= tokens_.size() || !tokens_[i + 1].Is(Token::kCapital);
  }

  void Add(uint32_t open, uint32_t open_tokens, uint32_t close, uint32_t close_tokens) {
    if (open + open_tokens >= close) return;  // nothing but white space inside
    const uint32_t text_begin = tokens_[open + open_tokens - 1].end,
                   text_end = tokens_[close].begin;
    const uint32_t last = close + close_tokens - 1;
    pairs_.push_back(
        {{tokens_[open].begin, tokens_[last].end}, {text_begin, text_end}, open, last + 1, false});
  }

  const Document& doc_;
  const std::vector<Token>& tokens_;
  std::vector<MarkPair> pairs_;
};

}  // namespace

std::vector<MarkPair> PairMarks(const Document& doc) { return Pairer(doc).Run(); }

}  // namespace dealwire
