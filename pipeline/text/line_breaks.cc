#include "pipeline/text/line_breaks.h"

#include <algorithm>
#include <initializer_list>

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

}  // namespace

LineBreaks::LineBreaks(std::string_view source) {
  if (source.find('\n') == std::string_view::npos) return;
  const std::vector<Line> lines = SplitLines(source);
  auto text = [&](const Line& l) {
    return source.substr(l.begin + l.indent, l.length() - l.indent);
  };
  // A text is hard-wrapped if no line that another follows is wide, and most of them stop in
  // mid-sentence.
  uint32_t widest = 0, followed = 0, open = 0;
  for (size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i].blank() || lines[i + 1].blank()) continue;
    ++followed;
    widest = std::max(widest, lines[i].length());
    open += !EndsSentence(text(lines[i]));
  }
  const bool wrapped =
      followed > 0 && widest <= kWidestWrap && widest >= kShortestWrap && open * 2 >= followed;
  for (size_t i = 0; i + 1 < lines.size(); ++i) {
    const Line &line = lines[i], &next = lines[i + 1];
    if (line.blank() || next.blank() || StartsItem(text(next))) continue;
    const bool indented = next.indent >= line.indent + 2;
    const bool closed = EndsSentence(text(line)) && line.length() * 4 < widest * 3;
    if ((wrapped && !indented && !closed) || MustWrap(text(line), text(next)))
      soft_.push_back(line.newline);
  }
}

bool LineBreaks::Hard(uint32_t at) const {
  return !std::binary_search(soft_.begin(), soft_.end(), at);
}

}  // namespace dealwire
