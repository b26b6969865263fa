#include "pipeline/record/shown_text.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "pipeline/text/ascii.h"

namespace dealwire {
namespace {

constexpr size_t kLongestReference = 40;
constexpr uint32_t kAnyCharacter = 0xFFFFFFFF;  // of a reference whose meaning is not known here

bool White(char c) { return static_cast<uint8_t>(c) <= ' '; }

struct Character {
  uint32_t code = 0;
  size_t bytes = 1;
};

Character At(std::string_view text, size_t at) {
  const auto lead = static_cast<uint8_t>(text[at]);
  Character c{lead, 1};
  if (lead < 0xC0) return c;
  c.bytes = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  c.code = lead & (0xFF >> (c.bytes + 1));
  for (size_t i = 1; i < c.bytes && at + i < text.size(); ++i)
    c.code = c.code << 6 | (static_cast<uint8_t>(text[at + i]) & 0x3F);
  return c;
}

// The character reference at `at`; a lone '&' is itself.
Character Reference(std::string_view markup, size_t at) {
  const size_t end = markup.substr(at, kLongestReference).find(';');
  if (end == std::string_view::npos || end < 2) return {'&', 1};
  const std::string name(markup.substr(at + 1, end - 1));
  if (name[0] == '#') {
    const bool hex = name.size() > 1 && (name[1] | 32) == 'x';
    const auto code =
        static_cast<uint32_t>(std::strtoul(name.c_str() + (hex ? 2 : 1), nullptr, hex ? 16 : 10));
    const bool windows = code >= 0x80 && code < 0xA0;  // read as windows-1252
    return {windows ? kAnyCharacter : code, end + 1};
  }
  if (!std::all_of(name.begin(), name.end(), [](char c) { return IsLetter(c) || IsDigit(c); }))
    return {'&', 1};
  const uint32_t code = name == "amp"                        ? '&'
                        : name == "lt"                       ? '<'
                        : name == "gt"                       ? '>'
                        : name == "quot"                     ? '"'
                        : name == "apos"                     ? '\''
                        : name == "Tab" || name == "NewLine" ? ' '
                                                             : kAnyCharacter;
  return {code, end + 1};
}

// Behind the tag or comment at `at`; `at` if there is none.
size_t BehindTag(std::string_view markup, size_t at) {
  if (markup[at] != '<' || at + 1 >= markup.size()) return at;
  if (markup.substr(at, 4) == "<!--")
    return std::min(markup.find("-->", at), markup.size() - 3) + 3;
  const char next = markup[at + 1];
  if (!IsLetter(next) && next != '/' && next != '!' && next != '?') return at;
  char quote = 0;
  for (size_t i = at + 1; i < markup.size(); ++i) {
    const char c = markup[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if ((c == '"' || c == '\'') && markup[i - 1] == '=') {
      quote = c;
    } else if (c == '>') {
      return i + 1;
    }
  }
  return markup.size();
}

bool Same(uint32_t shown, uint32_t wanted) {
  return shown == wanted || (shown == kAnyCharacter && wanted >= 0x21);
}

// The last character of a text that is not white; 0 if there is none.
uint32_t Last(std::string_view text) {
  while (!text.empty() && White(text.back())) text.remove_suffix(1);
  size_t at = text.size();
  while (at > 0 && (static_cast<uint8_t>(text[--at]) & 0xC0) == 0x80) {
  }
  return text.empty() ? 0 : At(text, at).code;
}

}  // namespace

bool Shows(std::string_view markup, std::string_view text) {
  size_t t = 0;
  bool tag = false, at_word = false;  // whether what was read last is a word
  uint32_t last = 0;
  auto blanks = [&] {
    while (t < text.size() && White(text[t])) ++t;
  };
  blanks();
  const size_t first = t;
  for (size_t m = 0; m < markup.size();) {
    const size_t behind = BehindTag(markup, m);
    if (behind > m || White(markup[m])) {
      if (m == 0) return false;
      tag |= behind > m;
      at_word = false;
      m = std::max(behind, m + 1);
      continue;
    }
    const Character shown = markup[m] == '&' ? Reference(markup, m) : At(markup, m);
    m += shown.bytes;
    if (shown.code <= ' ') continue;
    last = shown.code;
    at_word = true;
    const Character wanted = t < text.size() ? At(text, t) : Character{0, 0};
    if (Same(shown.code, wanted.code)) {
      t += wanted.bytes;
      blanks();
    } else if (!tag || t == first) {
      return false;  // words are left out behind tags only
    }
  }
  return at_word && t >= text.size() && Same(last, Last(text));
}

}  // namespace dealwire
