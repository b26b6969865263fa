#include "pipeline/text/decode.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstring>

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

void AppendCodePoint(UChar32 c, uint32_t raw_bytes, std::string* utf8, OffsetMap::Builder* map) {
  char buffer[4];
  int32_t n = 0;
  U8_APPEND_UNSAFE(buffer, n, c);
  utf8->append(buffer, n);
  map->Replace(n, raw_bytes);
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

// A single-byte charset through ICU's converter tables, one byte at a time.
size_t DecodeSingleByte(std::string_view bytes, const std::string& charset, Decoded* out,
                        OffsetMap::Builder* map) {
  UErrorCode error = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(charset.c_str(), &error);
  UChar32 table[256];
  for (int b = 0; b < 256; ++b) {
    const char byte = static_cast<char>(b);
    UChar unit[2] = {0xFFFD, 0};
    UErrorCode one = U_ZERO_ERROR;
    if (U_SUCCESS(error)) ucnv_toUChars(converter, unit, 2, &byte, 1, &one);
    table[b] = b < 128 ? b : unit[0];
  }
  if (converter != nullptr) ucnv_close(converter);
  size_t bad = 0;
  for (const char byte : bytes) {
    const UChar32 c = table[static_cast<uint8_t>(byte)];
    bad += c == 0xFFFD;
    AppendCodePoint(c, 1, &out->utf8, map);
  }
  return bad;
}

// What ICU's detector takes the bytes for, if it is a single-byte charset; else windows-1252.
// Latin-1 in the wild is windows-1252 (WHATWG encoding standard).
std::string DetectSingleByte(std::string_view bytes) {
  UErrorCode error = U_ZERO_ERROR;
  std::string name = "windows-1252";
  UCharsetDetector* detector = ucsdet_open(&error);
  const auto size = static_cast<int32_t>(std::min<size_t>(bytes.size(), 64 << 10));
  ucsdet_setText(detector, bytes.data(), size, &error);
  const UCharsetMatch* match = ucsdet_detect(detector, &error);
  if (U_SUCCESS(error) && match != nullptr && ucsdet_getConfidence(match, &error) >= 40) {
    const std::string found = ucsdet_getName(match, &error);
    if (found.starts_with("windows-") || found.starts_with("KOI8") ||
        (found.starts_with("ISO-8859-") && found != "ISO-8859-1")) {
      name = found;
    }
  }
  if (detector != nullptr) ucsdet_close(detector);
  return name;
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

}  // namespace

bool IsUtf8(std::string_view bytes) { return ValidPrefix(bytes) == bytes.size(); }

Decoded Decode(std::string_view bytes) {
  Decoded out;
  OffsetMap::Builder map;
  auto skip = [&](size_t n) {
    map.Skip(n);
    bytes.remove_prefix(n);
  };
  out.charset = "UTF-8";
  out.utf8.reserve(bytes.size());
  size_t bad = 0;
  if (bytes.substr(0, 3) == "\xEF\xBB\xBF") {
    skip(3);
    bad = DecodeUtf8(bytes, &out, &map);
  } else if (bytes.substr(0, 2) == "\xFF\xFE" || bytes.substr(0, 2) == "\xFE\xFF") {
    const bool big = bytes[0] == '\xFE';
    skip(2);
    out.charset = big ? "UTF-16BE" : "UTF-16LE";
    bad = DecodeUtf16(bytes, big, &out, &map);
  } else if (const char guess = GuessUtf16(bytes); guess != 0) {
    out.charset = guess == 'B' ? "UTF-16BE" : "UTF-16LE";
    bad = DecodeUtf16(bytes, guess == 'B', &out, &map);
  } else if (IsUtf8(bytes)) {
    out.utf8.assign(bytes);
    map.Copy(bytes.size());
  } else {
    const auto high = static_cast<size_t>(std::count_if(
        bytes.begin(), bytes.end(), [](char c) { return static_cast<uint8_t>(c) >= 128; }));
    bad = DecodeUtf8(bytes, &out, &map);
    // Mostly ill-formed high bytes: it never was UTF-8.
    if (bad * 2 > high) {
      out.utf8.clear();
      map = OffsetMap::Builder();
      out.charset = DetectSingleByte(bytes);
      bad = DecodeSingleByte(bytes, out.charset, &out, &map);
      out.diagnostics.push_back({"charset", "not UTF-8; read as " + out.charset});
    }
  }
  if (bad > 0) {
    out.diagnostics.push_back({"bad_bytes", std::to_string(bad) + " bytes are not " + out.charset +
                                                " and were replaced by U+FFFD"});
  }
  out.raw = std::move(map).Build();
  return out;
}

}  // namespace dealwire
