#include "pipeline/text/line_breaks.h"

#include <algorithm>

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

}  // namespace

LineBreaks::LineBreaks(std::string_view source) {
  if (source.find('\n') == std::string_view::npos) return;
  const std::vector<Line> lines = SplitLines(source);
  auto text = [&](const Line& l) {
    return source.substr(l.begin + l.indent, l.length() - l.indent);
  };
  // A text is hard-wrapped if hardly a line that another follows is wide, and most of them stop in
  // mid-sentence.
  std::vector<uint32_t> lengths;  // of the lines that another follows
  size_t open = 0;
  for (size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i].blank() || lines[i + 1].blank()) continue;
    lengths.push_back(lines[i].length());
    open += !EndsSentence(text(lines[i]));
  }
  if (lengths.empty() || open * 2 < lengths.size()) return;
  const auto most = lengths.begin() + static_cast<std::ptrdiff_t>((lengths.size() - 1) * 9 / 10);
  std::nth_element(lengths.begin(), most, lengths.end());
  if (*most > kWidestWrap) return;
  uint32_t widest = 0;  // of those that are no wider than a wrap
  for (const uint32_t length : lengths)
    widest = std::max(widest, length > kWidestWrap ? 0 : length);
  if (widest < kShortestWrap) return;
  // With wide lines among them, the others must be filled like a paragraph's, not like a table's.
  std::nth_element(lengths.begin(),
                   lengths.begin() + static_cast<std::ptrdiff_t>(lengths.size() / 4),
                   lengths.end());
  const bool wide =
      std::any_of(lengths.begin(), lengths.end(), [](uint32_t n) { return n > kWidestWrap; });
  if (wide && lengths[lengths.size() / 4] * 2 < widest) return;
  for (size_t i = 0; i + 1 < lines.size(); ++i) {
    const Line &line = lines[i], &next = lines[i + 1];
    if (line.blank() || next.blank() || StartsItem(text(next))) continue;
    const bool indented = next.indent >= line.indent + 2;
    const bool whole = line.length() * 4 < widest * 3 || line.length() > kWidestWrap;
    const bool closed = EndsSentence(text(line)) && whole;
    if (!indented && !closed) soft_.push_back(line.newline);
  }
}

bool LineBreaks::Hard(uint32_t at) const {
  return !std::binary_search(soft_.begin(), soft_.end(), at);
}

}  // namespace dealwire
