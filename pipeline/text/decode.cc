#include "pipeline/text/decode.h"

#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "pipeline/text/ascii.h"
#include "pipeline/text/charset.h"

namespace dealwire {
namespace {

constexpr char kReplacement[] = "\xEF\xBF\xBD";  // U+FFFD

// Length of the leading stretch of well-formed UTF-8.
size_t ValidPrefix(std::string_view bytes) {
  const char* data = bytes.data();
  const auto size = static_cast<int32_t>(bytes.size());
  int32_t i = 0;
  while (i < size) {
    uint64_t word;
    while (i + 8 <= size && (std::memcpy(&word, data + i, 8), (word & 0x8080808080808080u) == 0))
      i += 8;
    if (i >= size) break;
    const int32_t begin = i;
    UChar32 c;
    U8_NEXT(data, i, size, c);
    if (c < 0) return begin;
  }
  return size;
}

// Copies well-formed UTF-8; each ill-formed sequence becomes one U+FFFD.
size_t DecodeUtf8(std::string_view bytes, Decoded* out, OffsetMap::Builder* map) {
  size_t bad = 0;
  for (size_t at = 0; at < bytes.size();) {
    const size_t good = ValidPrefix(bytes.substr(at));
    out->utf8.append(bytes.substr(at, good));
    map->Copy(good);
    at += good;
    if (at >= bytes.size()) break;
    auto next = static_cast<int32_t>(at);
    UChar32 c;
    U8_NEXT(bytes.data(), next, static_cast<int32_t>(bytes.size()), c);
    out->utf8.append(kReplacement);
    map->Replace(3, next - at);
    bad += next - at;
    at = next;
  }
  return bad;
}

// UTF-16 by hand, since the map needs to know each code point's bytes.
size_t DecodeUtf16(std::string_view bytes, bool big_endian, Decoded* out, OffsetMap::Builder* map) {
  size_t bad = 0;
  auto unit = [&](size_t at) -> UChar32 {
    const auto a = static_cast<uint8_t>(bytes[at]), b = static_cast<uint8_t>(bytes[at + 1]);
    return big_endian ? a << 8 | b : b << 8 | a;
  };
  for (size_t at = 0; at < bytes.size();) {
    if (at + 1 >= bytes.size()) {  // half a unit at the end
      AppendCodePoint(0xFFFD, 1, &out->utf8, map);
      return bad + 1;
    }
    const UChar32 c = unit(at);
    if (!U16_IS_SURROGATE(c)) {
      AppendCodePoint(c, 2, &out->utf8, map);
      at += 2;
    } else if (U16_IS_SURROGATE_LEAD(c) && at + 3 < bytes.size() && U16_IS_TRAIL(unit(at + 2))) {
      AppendCodePoint(U16_GET_SUPPLEMENTARY(c, unit(at + 2)), 4, &out->utf8, map);
      at += 4;
    } else {
      AppendCodePoint(0xFFFD, 2, &out->utf8, map);
      bad += 2;
      at += 2;
    }
  }
  return bad;
}

// UTF-16 without a mark: ASCII text has a zero in every other byte. Returns 'L', 'B' or 0.
char GuessUtf16(std::string_view bytes) {
  const size_t n = std::min<size_t>(bytes.size(), 512) & ~size_t{1};
  if (n < 8) return 0;
  size_t even = 0, odd = 0;
  for (size_t i = 0; i < n; i += 2) {
    even += bytes[i] == 0;
    odd += bytes[i + 1] == 0;
  }
  if (odd * 2 > n / 2 * 1 && even * 8 < n / 2) return 'L';
  if (even * 2 > n / 2 * 1 && odd * 8 < n / 2) return 'B';
  return 0;
}

// The charset by a mark at the begin of the bytes, with the mark's size; empty if there is none.
std::pair<std::string, size_t> ByMark(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return {"UTF-8", 3};
  if (bytes.starts_with(std::string_view("\xFF\xFE\0\0", 4))) return {"UTF-32LE", 4};
  if (bytes.starts_with(std::string_view("\0\0\xFE\xFF", 4))) return {"UTF-32BE", 4};
  if (bytes.starts_with("\xFF\xFE")) return {"UTF-16LE", 2};
  if (bytes.starts_with("\xFE\xFF")) return {"UTF-16BE", 2};
  return {};
}

// UTF-8 with some bad bytes, or something else: what is declared, else what ICU takes it for.
size_t DecodeOther(std::string_view bytes, const std::string& declared, Decoded* out,
                   OffsetMap::Builder* map) {
  const auto high = static_cast<size_t>(
      std::count_if(bytes.begin(), bytes.end(), [](char c) { return !IsAscii(c); }));
  const bool other = !declared.empty() && declared != "UTF-8";
  out->charset = "UTF-8";
  const size_t bad = DecodeUtf8(bytes, out, map);
  if (bad * (other ? 10 : 2) <= high) return bad;
  // Mostly ill-formed high bytes: it never was UTF-8.
  out->utf8.clear();
  *map = OffsetMap::Builder();
  out->charset = other ? declared : DetectCharset(bytes);
  if (!other) out->diagnostics.push_back({"charset", "not UTF-8; read as " + out->charset});
  return DecodeCharset(bytes, out->charset, &out->utf8, map);
}

// Bytes without a mark. Well-formed UTF-8 above 127 is UTF-8 whatever is declared, but for charsets
// that have several bytes to a character.
size_t DecodeUnmarked(std::string_view bytes, std::string_view label, Decoded* out,
                      OffsetMap::Builder* map) {
  const std::string declared = CharsetByLabel(label);
  if (!label.empty() && declared.empty())
    out->diagnostics.push_back({"charset", "nobody knows a charset '" + std::string(label) + "'"});
  const bool unicode = declared.empty() || declared.starts_with("UTF-");
  if (const char guess = GuessUtf16(bytes); guess != 0) {
    out->charset = guess == 'B' ? "UTF-16BE" : "UTF-16LE";
    return DecodeUtf16(bytes, guess == 'B', out, map);
  }
  if (declared.starts_with("UTF-32") || (!unicode && !IsSingleByte(declared))) {
    out->charset = declared;
    return DecodeCharset(bytes, declared, &out->utf8, map);
  }
  if (!IsUtf8(bytes)) return DecodeOther(bytes, declared, out, map);
  out->charset = "UTF-8";
  out->utf8.assign(bytes);
  map->Copy(bytes.size());
  return 0;
}

}  // namespace

bool IsUtf8(std::string_view bytes) { return ValidPrefix(bytes) == bytes.size(); }

Decoded Decode(std::string_view bytes, std::string_view declared) {
  Decoded out;
  OffsetMap::Builder map;
  const auto [charset, mark] = ByMark(bytes);
  map.Skip(mark);
  bytes.remove_prefix(mark);
  out.charset = charset;
  out.utf8.reserve(bytes.size());
  size_t bad = 0;
  if (charset.empty()) {
    bad = DecodeUnmarked(bytes, declared, &out, &map);
  } else if (charset == "UTF-8") {
    bad = DecodeUtf8(bytes, &out, &map);
  } else if (charset.starts_with("UTF-16")) {
    bad = DecodeUtf16(bytes, charset == "UTF-16BE", &out, &map);
  } else {
    bad = DecodeCharset(bytes, charset, &out.utf8, &map);
  }
  if (bad > 0) {
    out.diagnostics.push_back({"bad_bytes", std::to_string(bad) + " bytes are not " + out.charset +
                                                " and were replaced by U+FFFD"});
  }
  out.raw = std::move(map).Build();
  return out;
}

}  // namespace dealwire
