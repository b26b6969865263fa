#include "pipeline/text/line_breaks.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace dealwire {
namespace {

constexpr uint32_t kWidestWrap = 100;  // bytes; longer lines are whole paragraphs
constexpr uint32_t kShortestWrap = 30;

struct Line {
  uint32_t begin, end;  // without the '\n' and trailing white space
  uint32_t indent;
  uint32_t newline;  // position of its '\n', or the source's size

  uint32_t length() const { return end - begin; }
  bool blank() const { return begin + indent >= end; }
};

bool White(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v'; }

std::vector<Line> SplitLines(std::string_view source) {
  std::vector<Line> lines;
  for (size_t at = 0; at < source.size();) {
    const size_t newline = std::min(source.find('\n', at), source.size());
    size_t end = newline, begin = at;
    while (end > at && White(source[end - 1])) --end;
    while (begin < end && White(source[begin])) ++begin;
    lines.push_back({static_cast<uint32_t>(at), static_cast<uint32_t>(end),
                     static_cast<uint32_t>(begin - at), static_cast<uint32_t>(newline)});
    at = newline + 1;
  }
  return lines;
}

// Sentence end, with closing marks behind it.
bool EndsSentence(std::string_view line) {
  while (!line.empty() && (line.back() == '"' || line.back() == '\'' || line.back() == ')'))
    line.remove_suffix(1);
  if (line.size() >= 3 && (line.substr(line.size() - 3) == "\xE2\x80\x9D")) line.remove_suffix(3);
  return !line.empty() && std::string_view(".?!:").find(line.back()) != std::string_view::npos;
}

bool StartsItem(std::string_view line) {
  return !line.empty() && (std::string_view("-*>").find(line[0]) != std::string_view::npos ||
                           line.substr(0, 3) == "\xE2\x80\xA2");
}

bool OneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// "shares of Bank of / America", "Quillon Foods / Inc": no paragraph ends so, and none begins so,
// however wide the lines are.
bool MustWrap(std::string_view line, std::string_view next) {
  const std::string_view last = line.substr(line.find_last_of(" \t") + 1);
  if (last.size() < line.size() && OneOf(last, {"of", "and", "the", "a", "an", "&", "for", "in",
                                                "by", "with", "to", "at", "from"}))
    return true;
  std::string_view first = next.substr(0, next.find_first_of(" \t,.;"));
  const bool alone = first.size() == next.size();
  return !alone && OneOf(first, {"Inc", "Corp", "Ltd", "Co", "plc", "PLC", "LLC", "Corporation"});
}

// The width that a hard-wrapped text is set to, by the lengths of the lines that another follows,
// `open` of which stop in mid-sentence; 0 if the text is not wrapped. Hardly a line may be wide;
// with wide ones among them the others must be filled like a paragraph's, not like a table's.
uint32_t WrapWidth(std::vector<uint32_t> lengths, size_t open) {
  if (lengths.empty() || open * 2 < lengths.size()) return 0;
  std::sort(lengths.begin(), lengths.end());
  if (lengths[(lengths.size() - 1) * 9 / 10] > kWidestWrap) return 0;
  const auto wide = std::upper_bound(lengths.begin(), lengths.end(), kWidestWrap);
  const uint32_t widest = wide == lengths.begin() ? 0 : *(wide - 1);
  if (widest < kShortestWrap) return 0;
  if (wide != lengths.end() && lengths[lengths.size() / 4] * 2 < widest) return 0;
  return widest;
}

}  // namespace

LineBreaks::LineBreaks(std::string_view source) {
  if (source.find('\n') == std::string_view::npos) return;
  const std::vector<Line> lines = SplitLines(source);
  auto text = [&](const Line& l) {
    return source.substr(l.begin + l.indent, l.length() - l.indent);
  };
  std::vector<uint32_t> lengths;  // of the lines that another follows
  size_t open = 0;
  for (size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i].blank() || lines[i + 1].blank()) continue;
    lengths.push_back(lines[i].length());
    open += !EndsSentence(text(lines[i]));
  }
  const uint32_t width = WrapWidth(std::move(lengths), open);
  for (size_t i = 0; i + 1 < lines.size(); ++i) {
    const Line &line = lines[i], &next = lines[i + 1];
    if (line.blank() || next.blank() || StartsItem(text(next))) continue;
    const bool indented = next.indent >= line.indent + 2;
    const bool whole = line.length() * 4 < width * 3 || line.length() > kWidestWrap;
    const bool closed = EndsSentence(text(line)) && whole;
    if ((width > 0 && !indented && !closed) || MustWrap(text(line), text(next)))
      soft_.push_back(line.newline);
  }
}

bool LineBreaks::Hard(uint32_t at) const {
  return !std::binary_search(soft_.begin(), soft_.end(), at);
}

}  // namespace dealwire
