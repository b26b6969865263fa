#include "pipeline/text/token.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <array>

namespace dealwire {
namespace {

constexpr uint32_t kFnvSeed = 2166136261u, kFnvPrime = 16777619u;

enum : uint8_t { kOther = 0, kLower = 1, kUpper = 2, kDigit = 4, kSpace = 8, kHigh = 16 };

constexpr std::array<uint8_t, 256> MakeClasses() {
  std::array<uint8_t, 256> table{};
  for (int c = 'a'; c <= 'z'; ++c) table[c] = kLower;
  for (int c = 'A'; c <= 'Z'; ++c) table[c] = kUpper;
  for (int c = '0'; c <= '9'; ++c) table[c] = kDigit;
  for (int c : {' ', '\n', '\t', '\r', '\f', '\v'}) table[c] = kSpace;
  for (int c = 128; c < 256; ++c) table[c] = kHigh;
  return table;
}
constexpr std::array<uint8_t, 256> kClass = MakeClasses();

uint32_t HashByte(uint32_t hash, uint8_t byte) { return (hash ^ byte) * kFnvPrime; }

uint32_t HashCodePoint(uint32_t hash, UChar32 c) {
  uint8_t buffer[4];
  int32_t n = 0;
  U8_APPEND_UNSAFE(buffer, n, c);
  for (int32_t i = 0; i < n; ++i) hash = HashByte(hash, buffer[i]);
  return hash;
}

// Collects what a word is made of, code point by code point.
struct WordShape {
  uint32_t hash = kFnvSeed;
  int letters = 0, lower = 0, upper = 0, digits = 0;
  bool capital = false, inner = false;
  bool small_first = false;  // one or two small letters before the first capital: eBay, iRobot

  void Lower() { ++letters, ++lower; }
  void Upper() {
    if (letters == 0) capital = true;
    if (lower > 0) inner = true;
    if (upper == 0 && lower > 0 && lower <= 2) small_first = true;
    ++letters, ++upper;
  }
  uint8_t Flags() const {
    uint8_t flags = 0;
    // Not pH, mRNA or kWh.
    const bool camel = small_first && upper == 1 && lower >= 3;
    if (capital || camel) flags |= Token::kCapital;
    if (letters > 1 && lower == 0 && upper > 0) flags |= Token::kAllCaps;
    if (digits > 0) flags |= Token::kHasDigit;
    if (inner) flags |= Token::kInnerCapital;
    return flags;
  }
};

// Takes the ASCII letter or digit at `c`; false if it is neither.
bool TakeAscii(uint8_t c, WordShape* shape) {
  switch (kClass[c]) {
    case kLower:
      shape->Lower();
      break;
    case kUpper:
      shape->Upper();
      c += 'a' - 'A';
      break;
    case kDigit:
      ++shape->digits;
      break;
    default:
      return false;
  }
  shape->hash = HashByte(shape->hash, c);
  return true;
}

bool TakeHigh(UChar32 c, WordShape* shape) {
  const auto type = u_charType(c);
  const bool mark = type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK;
  if (!mark && !u_isalnum(c)) return false;
  if (u_isUUppercase(c)) {
    shape->Upper();
  } else if (!mark) {
    shape->Lower();
  }
  shape->hash = HashCodePoint(shape->hash, u_tolower(c));
  return true;
}

}  // namespace

uint32_t HashLower(std::string_view word) {
  WordShape shape;
  const auto size = static_cast<int32_t>(word.size());
  for (int32_t i = 0; i < size;) {
    const auto byte = static_cast<uint8_t>(word[i]);
    if (byte < 128) {
      shape.hash = HashByte(shape.hash, kClass[byte] == kUpper ? byte + ('a' - 'A') : byte);
      ++i;
      continue;
    }
    UChar32 c;
    U8_NEXT_OR_FFFD(word.data(), i, size, c);
    shape.hash = HashCodePoint(shape.hash, u_tolower(c));
  }
  return shape.hash;
}

std::string LowerCase(std::string_view word) {
  std::string out;
  out.reserve(word.size());
  AppendLowerCase(word, &out);
  return out;
}

void AppendLowerCase(std::string_view word, std::string* to) {
  std::string& out = *to;
  const auto size = static_cast<int32_t>(word.size());
  for (int32_t i = 0; i < size;) {
    const auto byte = static_cast<uint8_t>(word[i]);
    if (byte < 128) {
      out += static_cast<char>(kClass[byte] == kUpper ? byte + ('a' - 'A') : byte);
      ++i;
      continue;
    }
    UChar32 c;
    U8_NEXT_OR_FFFD(word.data(), i, size, c);
    c = u_tolower(c);
    char buffer[4];
    int32_t n = 0;
    U8_APPEND_UNSAFE(buffer, n, c);
    out.append(buffer, n);
  }
}

std::vector<Token> Tokenize(std::string_view text) {
  std::vector<Token> tokens;
  tokens.reserve(text.size() / 5);
  const char* data = text.data();
  const auto size = static_cast<int32_t>(text.size());
  uint8_t before = Token::kSpaceBefore | Token::kLineStart;
  auto emit = [&](int32_t begin, int32_t end, uint32_t hash, TokenKind kind, uint8_t flags) {
    tokens.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(end), hash, kind,
                      static_cast<uint8_t>(flags | before)});
    before = 0;
  };
  for (int32_t i = 0; i < size;) {
    const auto byte = static_cast<uint8_t>(data[i]);
    const uint8_t cls = kClass[byte];
    if (cls == kSpace) {
      before |= Token::kSpaceBefore;
      if (byte == '\n') before |= Token::kLineStart;
      ++i;
      continue;
    }
    const int32_t begin = i;
    if (cls == kDigit) {
      while (i < size && (kClass[static_cast<uint8_t>(data[i])] == kDigit ||
                          ((data[i] == '.' || data[i] == ',') && i + 1 < size &&
                           kClass[static_cast<uint8_t>(data[i + 1])] == kDigit))) {
        ++i;
      }
      emit(begin, i, HashLower(text.substr(begin, i - begin)), TokenKind::kNumber, 0);
      continue;
    }
    WordShape shape;
    while (i < size) {
      const auto c = static_cast<uint8_t>(data[i]);
      if (c < 128) {
        if (!TakeAscii(c, &shape)) break;
        ++i;
      } else {
        int32_t next = i;
        UChar32 point;
        U8_NEXT_OR_FFFD(data, next, size, point);
        if (!TakeHigh(point, &shape)) break;
        i = next;
      }
    }
    if (i > begin) {
      emit(begin, i, shape.hash, TokenKind::kWord, shape.Flags());
      continue;
    }
    UChar32 point;
    U8_NEXT_OR_FFFD(data, i, size, point);
    emit(begin, i, static_cast<uint32_t>(point), TokenKind::kMark, 0);
  }
  return tokens;
}

}  // namespace dealwire
