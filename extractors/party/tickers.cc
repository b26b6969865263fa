#include "extractors/party/tickers.h"

#include "pipeline/text/word_set.h"

namespace dealwire {
namespace {

constexpr uint32_t kLongestSymbol = 6;    // bytes
constexpr uint32_t kLongestExchange = 4;  // tokens: "NYSE American", "TSX-V"

class Reader {
 public:
  Reader(const std::vector<Token>& tokens, uint32_t end) : tokens_(tokens), end_(end) {}

  TickerGroup Read(uint32_t open) {
    const bool angle = Mark(open, '<');
    uint32_t i = open + 1;
    while (i < end_) {
      const uint32_t exchange = Exchange(i);
      const uint32_t symbol = exchange > 0 ? exchange + 1 : i;
      const uint32_t after = Symbol(symbol);
      if (after == 0) return {};
      const bool dotted = after > symbol + 1;
      if (exchange > 0 && exchanges_ < group_.exchanges.size()) group_.exchanges[exchanges_++] = i;
      if (group_.ticker.empty() && (exchange > 0 || dotted || angle))
        group_.ticker = {tokens_[symbol].begin, tokens_[after - 1].end};
      i = after;
      if (!Mark(i, ',') && !Mark(i, ';') && !Mark(i, '/')) break;
      ++i;
    }
    const bool closed = Mark(i, angle ? '>' : ')') || Mark(i, ':');
    if (!closed || group_.ticker.empty()) return {};
    group_.end = i;
    return group_;
  }

 private:
  bool Mark(uint32_t i, char32_t c) const { return i < end_ && tokens_[i].IsMark(c); }
  bool Tight(uint32_t i) const { return i < end_ && !tokens_[i].Is(Token::kSpaceBefore); }
  uint32_t Size(uint32_t i) const { return tokens_[i].end - tokens_[i].begin; }

  // The colon after the name of an exchange that begins at token i; 0 if none does.
  uint32_t Exchange(uint32_t i) const {
    static const WordSet kMixed = {"Nasdaq", "NasdaqGS", "Euronext", "Xetra", "Oslo", "Frankfurt"};
    if (!tokens_[i].word() || !(tokens_[i].Is(Token::kAllCaps) || kMixed.Has(tokens_[i]))) return 0;
    for (uint32_t k = i + 1; k < end_ && k <= i + kLongestExchange; ++k) {
      if (tokens_[k].IsMark(':')) return k;
      const bool goes_on =
          tokens_[k].IsMark('-') || (tokens_[k].word() && tokens_[k].Is(Token::kCapital));
      if (!goes_on) return 0;
    }
    return 0;
  }

  // The end of the symbol that begins at token i, with its suffix; 0 if none does.
  uint32_t Symbol(uint32_t i) const {
    if (i >= end_ || tokens_[i].mark() || Size(i) > kLongestSymbol) return 0;
    const bool dotted = Mark(i + 1, '.') && Tight(i + 1) && Tight(i + 2) && tokens_[i + 2].word() &&
                        tokens_[i + 2].Is(Token::kCapital) && Size(i + 2) <= 2;
    const bool symbol = tokens_[i].number() || tokens_[i].Is(Token::kAllCaps) ||
                        (tokens_[i].Is(Token::kCapital) && (Size(i) == 1 || dotted));
    return !symbol ? 0 : dotted ? i + 3 : i + 1;
  }

  const std::vector<Token>& tokens_;
  uint32_t end_;
  TickerGroup group_;
  size_t exchanges_ = 0;
};

}  // namespace

TickerGroup ReadTickers(const std::vector<Token>& tokens, uint32_t open, uint32_t end) {
  if (open + 2 >= end || tokens[open + 1].mark()) return {};
  return Reader(tokens, end).Read(open);
}

}  // namespace dealwire
