#include "pipeline/record/simple_pattern.h"

#include <algorithm>
#include <string>

namespace dealwire {
namespace {

Status Refuse(std::string_view rest) {
  return Status::Error("pattern beyond what is supported, at '" + std::string(rest) + "'");
}

// "[0-9a-f]" -> its characters.
bool TakeClass(std::string_view* rest, std::bitset<128>* chars) {
  const size_t close = rest->find(']');
  if (close == std::string_view::npos || close < 2 || (*rest)[1] == '^') return false;
  for (size_t i = 1; i < close; ++i) {
    const auto from = static_cast<unsigned char>((*rest)[i]);
    if (from == '\\' || from == '[') return false;
    auto to = from;
    if (i + 2 < close && (*rest)[i + 1] == '-') {
      to = static_cast<unsigned char>((*rest)[i + 2]);
      i += 2;
    }
    if (from > 127 || to > 127 || to < from || to == '\\') return false;
    for (unsigned c = from; c <= to; ++c) chars->set(c);
  }
  rest->remove_prefix(close + 1);
  return true;
}

// "*", "+", "?", "{4}" or nothing.
bool TakeCount(std::string_view* rest, uint32_t* min, uint32_t* max) {
  if (rest->empty()) return true;
  switch ((*rest)[0]) {
    case '*':
      *min = 0;
      *max = UINT32_MAX;
      break;
    case '+':
      *max = UINT32_MAX;
      break;
    case '?':
      *min = 0;
      break;
    case '{': {
      const size_t close = rest->find('}');
      if (close == std::string_view::npos || close < 2) return false;
      uint32_t n = 0;
      for (const char c : rest->substr(1, close - 1)) {
        if (c < '0' || c > '9') return false;
        n = n * 10 + static_cast<uint32_t>(c - '0');
        if (n > 9999) return false;
      }
      *min = *max = n;
      rest->remove_prefix(close);
      break;
    }
    default:
      return true;
  }
  rest->remove_prefix(1);
  return true;
}

}  // namespace

Result<SimplePattern> SimplePattern::Compile(std::string_view pattern) {
  if (pattern.size() < 2 || pattern.front() != '^' || pattern.back() != '$') {
    return Status::Error("pattern must begin with ^ and end with $");
  }
  std::string_view rest = pattern.substr(1, pattern.size() - 2);
  SimplePattern out;
  if (Status s = Parse(&rest, false, &out.pieces_); !s.ok()) return s;
  std::bitset<128> next;
  if (!Forward(out.pieces_, &next))
    return Status::Error("pattern with a choice that would need going back");
  return out;
}

// Whether greedy matching without going back is right: what may be skipped or repeated never begins
// like what follows it. `next` is what may follow `pieces`, and becomes what may stand where they
// begin.
bool SimplePattern::Forward(const std::vector<Piece>& pieces, std::bitset<128>* next) {
  for (auto piece = pieces.rbegin(); piece != pieces.rend(); ++piece) {
    std::bitset<128> first = piece->chars;
    if (!piece->optional.empty()) {
      first = *next;
      if (!Forward(piece->optional, &first)) return false;
      const auto must = [](const Piece& p) { return p.optional.empty() && p.min > 0; };
      if (std::none_of(piece->optional.begin(), piece->optional.end(), must))
        return false;  // the group may be empty
    }
    const bool fixed = piece->optional.empty() && piece->min == piece->max;
    if (!fixed && (first & *next).any()) return false;
    const bool skips = !piece->optional.empty() || piece->min == 0;
    *next = skips ? first | *next : first;
  }
  return true;
}

Status SimplePattern::Parse(std::string_view* rest, bool in_group, std::vector<Piece>* pieces) {
  while (!rest->empty()) {
    const char c = (*rest)[0];
    Piece piece;
    if (c == ')' && in_group) return Status::Ok();
    if (c == '(') {
      rest->remove_prefix(1);
      if (Status s = Parse(rest, true, &piece.optional); !s.ok()) return s;
      if (piece.optional.empty() || rest->substr(0, 2) != ")?") return Refuse(*rest);
      rest->remove_prefix(2);
    } else if (c == '[') {
      if (!TakeClass(rest, &piece.chars)) return Refuse(*rest);
    } else if (c == '\\' && rest->size() > 1 &&
               std::string_view(".-/").find((*rest)[1]) != std::string_view::npos) {
      piece.chars.set(static_cast<unsigned char>((*rest)[1]));
      rest->remove_prefix(2);
    } else if (std::string_view("\\.|)*+?{}^$]").find(c) != std::string_view::npos ||
               static_cast<signed char>(c) < 0) {
      return Refuse(*rest);
    } else {
      piece.chars.set(static_cast<unsigned char>(c));
      rest->remove_prefix(1);
    }
    if (piece.optional.empty() && !TakeCount(rest, &piece.min, &piece.max)) return Refuse(*rest);
    pieces->push_back(std::move(piece));
  }
  return in_group ? Refuse("") : Status::Ok();
}

bool SimplePattern::Eat(const std::vector<Piece>& pieces, std::string_view* text) {
  for (const Piece& piece : pieces) {
    if (!piece.optional.empty()) {
      std::string_view after = *text;
      if (Eat(piece.optional, &after)) *text = after;
      continue;
    }
    uint32_t count = 0;
    while (count < piece.max && !text->empty() && static_cast<signed char>((*text)[0]) >= 0 &&
           piece.chars[static_cast<unsigned char>((*text)[0])]) {
      text->remove_prefix(1);
      ++count;
    }
    if (count < piece.min) return false;
  }
  return true;
}

bool SimplePattern::Matches(std::string_view text) const {
  return Eat(pieces_, &text) && text.empty();
}

}  // namespace dealwire
