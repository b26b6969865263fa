#include "extractors/rules/required_words.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>

namespace dealwire {
namespace {

constexpr size_t kMostStrings = 64;  // of a small language; a larger one counts as unknown

// Whether a place next to an expression can be the middle of a word.
enum class Edge : uint8_t { kClean, kOpen };

// A pattern as a tree. Characters are kept as one byte: a letter or digit as it is (lower case),
// any other as ' ', as all that matters of it is that it parts words; a letter beyond ASCII is
// kOther.
struct Node {
  enum Kind : uint8_t { kChar, kClass, kEdge, kConcat, kAlternate, kRepeat } kind = kConcat;
  char c = ' ';             // kChar
  bool word = false;        // kClass: it may be a letter or digit
  int min = 1;              // kRepeat; 0 or 1 (at least)
  bool once = false;        // kRepeat: at most once
  std::vector<Node> nodes;  // kConcat, kAlternate, kRepeat (one)
};

bool IsWordChar(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// A recursive descent over RE2's syntax. What it does not know makes it give up.
class Parser {
 public:
  explicit Parser(std::string_view regex) : regex_(regex) {}

  std::optional<Node> Parse() {
    Node node = Alternate();
    if (failed_ || at_ < regex_.size()) return std::nullopt;
    return node;
  }

 private:
  bool More() const { return at_ < regex_.size(); }
  bool Take(std::string_view words) {
    if (!regex_.substr(at_).starts_with(words)) return false;
    at_ += words.size();
    return true;
  }
  Node Fail() {
    failed_ = true;
    at_ = regex_.size();
    return {};
  }

  Node Alternate() {
    Node node{.kind = Node::kAlternate};
    do node.nodes.push_back(Concat());
    while (Take("|"));
    return node.nodes.size() == 1 ? std::move(node.nodes[0]) : node;
  }

  Node Concat() {
    Node node{.kind = Node::kConcat};
    while (More() && regex_[at_] != '|' && regex_[at_] != ')') node.nodes.push_back(Repeat());
    return node;
  }

  Node Repeat() {
    Node node = Atom();
    while (More()) {
      Node repeat{.kind = Node::kRepeat};
      if (Take("?")) {
        repeat.min = 0;
        repeat.once = true;
      } else if (Take("*")) {
        repeat.min = 0;
      } else if (Take("+")) {
      } else if (regex_[at_] == '{' && at_ + 1 < regex_.size() && IsWordChar(regex_[at_ + 1])) {
        const size_t close = regex_.find('}', at_);
        if (close == std::string_view::npos) return Fail();
        repeat.min = regex_[at_ + 1] == '0' ? 0 : 1;
        repeat.once = regex_.substr(at_, close - at_) == "{0,1";
        at_ = close + 1;
      } else {
        break;
      }
      Take("?");  // lazy
      repeat.nodes.push_back(std::move(node));
      node = std::move(repeat);
    }
    return node;
  }

  Node Atom() {
    if (Take("(")) return Group();
    if (Take("[")) return Class();
    if (Take("\\")) return Escape();
    if (Take(".")) return {.kind = Node::kClass, .word = true};
    if (Take("^") || Take("$")) return {.kind = Node::kEdge};
    return {.kind = Node::kChar, .c = Char()};
  }

  Node Group() {
    if (Take("?P<")) {
      at_ = std::min(regex_.find('>', at_), regex_.size() - 1) + 1;
    } else if (Take("?")) {
      // Flags: only case matters not, as words are compared in lower case.
      while (More() && regex_[at_] == 'i') ++at_;
      if (Take(")")) return {};
      if (!Take(":")) return Fail();
    }
    Node node = Alternate();
    return Take(")") ? node : Fail();
  }

  Node Class() {
    Node node{.kind = Node::kClass};
    if (Take("^")) node.word = true;
    if (Take("]")) node.word = true;
    const size_t begin = at_;
    while (More() && regex_[at_] != ']') {
      if (Take("[:")) return Fail();
      if (Take("\\")) {
        node.word = Escape().word || node.word;
      } else {
        // Any range counts as one that holds letters.
        const bool range = regex_[at_] == '-' && at_ > begin && regex_.substr(at_ + 1, 1) != "]";
        node.word = Char() != ' ' || range || node.word;
      }
    }
    return Take("]") ? node : Fail();
  }

  Node Escape() {
    if (!More()) return Fail();
    const char c = regex_[at_++];
    switch (c) {
      case 'b':
      case 'A':
      case 'z':
        return {.kind = Node::kEdge};
      case 's':
        return {.kind = Node::kClass};
      case 'n':
      case 't':
        return {.kind = Node::kChar};
      default:
        // Digits, letters, properties: classes of words. "\B" is one that never parts.
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
          if ((c == 'p' || c == 'P') && More() && regex_[at_] == '{')
            at_ = std::min(regex_.find('}', at_), regex_.size() - 1) + 1;
          else if (c == 'p' || c == 'P' || c == 'x' || c == 'Q')
            return Fail();
          return {.kind = Node::kClass, .word = true};
        }
        return {.kind = Node::kChar};
    }
  }

  // One character, as Node keeps it.
  char Char() {
    const auto c = static_cast<uint8_t>(regex_[at_++]);
    if (c < 0x80) {
      const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : static_cast<char>(c);
      return IsWordChar(lower) ? lower : ' ';
    }
    const size_t begin = at_ - 1;
    while (More() && (static_cast<uint8_t>(regex_[at_]) & 0xC0) == 0x80) ++at_;
    // Characters of private use stand for mentions; U+2000 to U+2FFF are marks and signs.
    const std::string_view bytes = regex_.substr(begin, at_ - begin);
    const bool mark =
        bytes[0] == '\xEE' || (bytes[0] == '\xE2' && static_cast<uint8_t>(bytes[1]) < 0xB0);
    return mark ? ' ' : kOther;
  }

  static constexpr char kOther = '\x7F';

  std::string_view regex_;
  size_t at_ = 0;
  bool failed_ = false;
};

// What stands at the end (or the beginning) of a match of `n`; `beyond`: what stands behind it.
Edge EdgeOf(const Node& n, bool end, Edge beyond) {
  switch (n.kind) {
    case Node::kChar:
      return n.c == ' ' ? Edge::kClean : Edge::kOpen;
    case Node::kClass:
      return n.word ? Edge::kOpen : Edge::kClean;
    case Node::kEdge:
      return Edge::kClean;
    case Node::kConcat: {
      Edge edge = beyond;
      // From the far end inwards: the last one that is not empty decides.
      for (size_t i = 0; i < n.nodes.size(); ++i)
        edge = EdgeOf(n.nodes[end ? i : n.nodes.size() - 1 - i], end, edge);
      return edge;
    }
    case Node::kAlternate: {
      Edge edge = Edge::kClean;
      for (const Node& node : n.nodes) {
        if (EdgeOf(node, end, beyond) == Edge::kOpen) edge = Edge::kOpen;
      }
      return edge;
    }
    case Node::kRepeat: {
      const Edge edge = EdgeOf(n.nodes[0], end, beyond);
      return n.min == 0 && beyond == Edge::kOpen ? Edge::kOpen : edge;
    }
  }
  return Edge::kOpen;
}

using Strings = std::vector<std::string>;

bool Append(const Strings& more, Strings* all) {
  if (all->size() * more.size() > kMostStrings) return false;
  Strings out;
  for (const std::string& a : *all) {
    for (const std::string& b : more) out.push_back(a + b);
  }
  *all = std::move(out);
  return true;
}

// All strings of a small language; false if it is large or unknown.
bool Spell(const Node& n, Strings* out) {
  out->assign(1, "");
  Strings part;
  switch (n.kind) {
    case Node::kChar:
      (*out)[0] = n.c;
      return true;
    case Node::kClass:
      return false;
    case Node::kEdge:
      return false;
    case Node::kConcat:
      return std::all_of(n.nodes.begin(), n.nodes.end(),
                         [&](const Node& node) { return Spell(node, &part) && Append(part, out); });
    case Node::kAlternate:
      out->clear();
      for (const Node& node : n.nodes) {
        if (!Spell(node, &part)) return false;
        out->insert(out->end(), part.begin(), part.end());
      }
      return out->size() <= kMostStrings;
    case Node::kRepeat:
      if (!n.once || !Spell(n.nodes[0], out)) return false;
      if (n.min == 0) out->emplace_back();
      return true;
  }
  return false;
}

// "of": a word that asks for next to nothing.
bool IsCommon(const std::string& word) {
  static const std::set<std::string> kCommon = {
      "a",   "an",   "and",  "are", "as",  "at",   "be",    "by",  "for",  "from",
      "had", "has",  "have", "he",  "in",  "is",   "it",    "its", "of",   "on",
      "or",  "that", "the",  "to",  "was", "were", "which", "who", "will", "with"};
  return kCommon.contains(word);
}

// The best word of a string that is whole: a rare one before a common one, then the longest.
std::string WholeWord(const std::string& text, Edge left, Edge right) {
  std::string best;
  for (size_t begin = 0; begin < text.size();) {
    size_t end = begin;
    while (end < text.size() && IsWordChar(text[end])) ++end;
    const bool whole = (begin > 0 ? text[begin - 1] == ' ' : left == Edge::kClean) &&
                       (end < text.size() ? text[end] == ' ' : right == Edge::kClean);
    // Numbers and single letters ("'s") are no words of the token stream.
    if (whole && end > begin + 1 && text[begin] >= 'a') {
      const std::string word = text.substr(begin, end - begin);
      const bool better = best.empty() || (IsCommon(best) && !IsCommon(word)) ||
                          (IsCommon(best) == IsCommon(word) && word.size() > best.size());
      if (better) best = word;
    }
    begin = end + 1;
  }
  return best;
}

size_t Cost(const WordChoice& choice) {
  const auto common = std::count_if(choice.begin(), choice.end(), IsCommon);
  return static_cast<size_t>(common) * 1000 + choice.size();
}

using Choices = std::vector<WordChoice>;

void AddChoices(const Node& n, Edge left, Edge right, Choices* out);

// One choice that holds whichever alternative matches: the best one of each.
void AddAlternatives(const Node& n, Edge left, Edge right, Choices* out) {
  WordChoice all;
  for (const Node& node : n.nodes) {
    Choices of;
    AddChoices(node, left, right, &of);
    if (of.empty()) return;
    const auto best = std::min_element(
        of.begin(), of.end(), [](const auto& a, const auto& b) { return Cost(a) < Cost(b); });
    all.insert(best->begin(), best->end());
  }
  out->push_back(std::move(all));
}

void AddSequence(const std::vector<Node>& nodes, Edge left, Edge right, Choices* out) {
  std::vector<Edge> before(nodes.size() + 1, left), behind(nodes.size() + 1, right);
  for (size_t i = 0; i < nodes.size(); ++i) before[i + 1] = EdgeOf(nodes[i], true, before[i]);
  for (size_t i = nodes.size(); i > 0; --i) behind[i - 1] = EdgeOf(nodes[i - 1], false, behind[i]);
  const auto parts = [&](size_t i) { return nodes[i].kind == Node::kChar && nodes[i].c == ' '; };
  for (size_t i = 0; i < nodes.size();) {
    if (parts(i)) {
      ++i;
      continue;
    }
    // As far as the strings can be spelt: "acqui(?:re|res)d?".
    size_t end = i;
    Strings run{""}, part;
    while (end < nodes.size() && !parts(end) && Spell(nodes[end], &part) && Append(part, &run))
      ++end;
    if (end == i) {
      AddChoices(nodes[i], before[i], behind[i + 1], out);
      ++i;
      continue;
    }
    WordChoice choice;
    bool all = true;
    for (const std::string& text : run) {
      const std::string word = WholeWord(text, before[i], behind[end]);
      all = all && !word.empty();
      choice.insert(word);
    }
    if (all) out->push_back(std::move(choice));
    i = end;
  }
}

void AddChoices(const Node& n, Edge left, Edge right, Choices* out) {
  switch (n.kind) {
    case Node::kChar:
    case Node::kClass:
    case Node::kEdge:
      return;
    case Node::kConcat:
      return AddSequence(n.nodes, left, right, out);
    case Node::kAlternate:
      return AddAlternatives(n, left, right, out);
    case Node::kRepeat: {
      if (n.min == 0) return;
      const Node& node = n.nodes[0];
      // The first of several copies has another one, or what is beyond, behind it.
      const Edge inner = n.once ? right : std::max(right, EdgeOf(node, false, Edge::kOpen));
      return AddChoices(node, left, inner, out);
    }
  }
}

}  // namespace

std::vector<WordChoice> RequiredWords(std::string_view regex) {
  const std::optional<Node> tree = Parser(regex).Parse();
  Choices choices;
  if (!tree) return choices;
  AddChoices(*tree, Edge::kOpen, Edge::kOpen, &choices);
  std::erase_if(choices,
                [](const WordChoice& c) { return std::any_of(c.begin(), c.end(), IsCommon); });
  return choices;
}

}  // namespace dealwire
