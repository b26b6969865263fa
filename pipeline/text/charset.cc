#include "pipeline/text/charset.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/ucsdet.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <memory>

#include "pipeline/text/ascii.h"

namespace dealwire {
namespace {

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

Converter Open(const std::string& charset) {
  // ICU's own Shift_JIS and EUC-KR lack what Windows added to them; its tables are named otherwise.
  const std::string table = charset == "Shift_JIS" ? "ibm-943_P15A-2003"
                            : charset == "EUC-KR"  ? "windows-949-2000"
                            : charset == "Big5"    ? "windows-950-2000"
                                                   : charset;
  UErrorCode error = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(table.c_str(), &error);
  // Else some tables give U+001A for what is ill-formed.
  if (U_SUCCESS(error))
    ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  return {U_SUCCESS(error) ? converter : nullptr, &ucnv_close};
}

// Whether a byte below 128 at the begin of a character is ASCII, whatever came before.
bool PlainAscii(const UConverter* converter) {
  const UConverterType type = ucnv_getType(converter);
  return type == UCNV_SBCS || type == UCNV_MBCS || type == UCNV_LATIN_1 || type == UCNV_US_ASCII;
}

std::string LowerLabel(std::string_view label) {
  std::string out;
  for (const char c : label) {
    if (static_cast<uint8_t>(c) > ' ' && c != '"' && c != '\'')
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return out;
}

}  // namespace

void AppendCodePoint(int32_t code_point, uint32_t raw_bytes, std::string* utf8,
                     OffsetMap::Builder* map) {
  char buffer[4];
  int32_t n = 0;
  U8_APPEND_UNSAFE(buffer, n, code_point);
  utf8->append(buffer, n);
  map->Replace(n, raw_bytes);
}

std::string CharsetByLabel(std::string_view label) {
  // Where browsers (WHATWG encoding standard) mean more than the name says.
  static constexpr std::string_view kBrowsers[][2] = {{"utf8", "UTF-8"},
                                                      {"utf-8", "UTF-8"},
                                                      {"unicode", "UTF-16LE"},
                                                      {"utf-16", "UTF-16LE"},
                                                      {"utf-16le", "UTF-16LE"},
                                                      {"utf-16be", "UTF-16BE"},
                                                      {"utf-32", "UTF-32LE"},
                                                      {"ascii", "windows-1252"},
                                                      {"us-ascii", "windows-1252"},
                                                      {"latin1", "windows-1252"},
                                                      {"latin-1", "windows-1252"},
                                                      {"iso-8859-1", "windows-1252"},
                                                      {"iso8859-1", "windows-1252"},
                                                      {"iso_8859-1", "windows-1252"},
                                                      {"cp1252", "windows-1252"},
                                                      {"iso-8859-9", "windows-1254"},
                                                      {"iso-8859-11", "windows-874"},
                                                      {"tis-620", "windows-874"},
                                                      {"gb2312", "GB18030"},
                                                      {"gbk", "GB18030"},
                                                      {"gb_2312-80", "GB18030"},
                                                      {"x-gbk", "GB18030"},
                                                      {"gb18030", "GB18030"},
                                                      {"shift_jis", "Shift_JIS"},
                                                      {"shift-jis", "Shift_JIS"},
                                                      {"sjis", "Shift_JIS"},
                                                      {"x-sjis", "Shift_JIS"},
                                                      {"windows-31j", "Shift_JIS"},
                                                      {"ms_kanji", "Shift_JIS"},
                                                      {"euc-kr", "EUC-KR"},
                                                      {"ks_c_5601-1987", "EUC-KR"},
                                                      {"windows-949", "EUC-KR"},
                                                      {"big5", "Big5"},
                                                      {"big5-hkscs", "Big5-HKSCS"},
                                                      {"x-x-big5", "Big5"},
                                                      {"iso-8859-8-i", "ISO-8859-8"}};
  const std::string low = LowerLabel(label);
  if (low.empty() || low.size() > 40) return {};
  for (const auto& [name, meant] : kBrowsers) {
    if (name == low) return std::string(meant);
  }
  const Converter converter = Open(low);
  if (converter == nullptr) return {};
  UErrorCode error = U_ZERO_ERROR;
  const char* name = ucnv_getStandardName(low.c_str(), "MIME", &error);
  if (name == nullptr) name = ucnv_getStandardName(low.c_str(), "IANA", &error);
  return name == nullptr ? low : name;
}

bool IsSingleByte(const std::string& charset) {
  const Converter converter = Open(charset);
  return converter != nullptr && ucnv_getMaxCharSize(converter.get()) == 1;
}

size_t DecodeCharset(std::string_view bytes, const std::string& charset, std::string* utf8,
                     OffsetMap::Builder* map) {
  const Converter converter = Open(charset);
  if (converter == nullptr) return 0;
  const bool ascii = PlainAscii(converter.get());
  const char *at = bytes.data(), *const end = at + bytes.size();
  size_t bad = 0;
  while (at < end) {
    if (ascii && IsAscii(*at)) {
      const char* stop = std::find_if_not(at, end, IsAscii);
      utf8->append(at, stop);
      map->Copy(stop - at);
      at = stop;
      continue;
    }
    const char* const begin = at;
    UErrorCode error = U_ZERO_ERROR;
    UChar32 c = ucnv_getNextUChar(converter.get(), &at, end, &error);
    if (error == U_INDEX_OUTOFBOUNDS_ERROR && at > begin) {  // nothing visible up to the end
      map->Skip(at - begin);
      break;
    }
    if (U_FAILURE(error)) {
      c = 0xFFFD;
      if (ascii) ucnv_resetToUnicode(converter.get());
    }
    if (at == begin) ++at;
    if (c == 0xFFFD) bad += at - begin;
    AppendCodePoint(c, at - begin, utf8, map);
  }
  return bad;
}

std::string DetectCharset(std::string_view bytes) {
  UErrorCode error = U_ZERO_ERROR;
  std::string name = "windows-1252";
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&error),
                                                                            &ucsdet_close);
  const auto size = static_cast<int32_t>(std::min<size_t>(bytes.size(), 64 << 10));
  ucsdet_setText(detector.get(), bytes.data(), size, &error);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &error);
  if (U_FAILURE(error) || match == nullptr) return name;
  const int32_t sure = ucsdet_getConfidence(match, &error);
  const std::string found = ucsdet_getName(match, &error);
  const bool single = found.starts_with("windows-") || found.starts_with("KOI8") ||
                      (found.starts_with("ISO-8859-") && found != "ISO-8859-1");
  const bool wide = found == "Shift_JIS" || found == "EUC-JP" || found == "EUC-KR" ||
                    found == "GB18030" || found == "Big5" || found.starts_with("ISO-2022-") ||
                    found.starts_with("UTF-32");
  if ((single && sure >= 40) || (wide && sure >= 60)) name = found;
  return name;
}

}  // namespace dealwire
