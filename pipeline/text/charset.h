// Charsets other than UTF-8 and UTF-16, through ICU's converters, with a map back to the bytes.
#ifndef DEALWIRE_PIPELINE_TEXT_CHARSET_H_
#define DEALWIRE_PIPELINE_TEXT_CHARSET_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "pipeline/text/offset_map.h"

namespace dealwire {

// The charset that a header or a page means by `label`, by its usual name; empty if nobody knows
// it. As browsers read labels: "iso-8859-1" and "ascii" mean windows-1252, "gb2312" means GB18030.
std::string CharsetByLabel(std::string_view label);

// Whether every byte stands for itself or a character of its own: windows-125x, ISO-8859-x, KOI8.
bool IsSingleByte(const std::string& charset);

// Appends `bytes` in UTF-8; each ill-formed sequence becomes one U+FFFD. `charset` is one of
// CharsetByLabel's. Gives the number of bytes that were ill-formed. Linear.
size_t DecodeCharset(std::string_view bytes, const std::string& charset, std::string* utf8,
                     OffsetMap::Builder* map);

// Appends a code point in UTF-8 that stands for `raw_bytes` bytes of the input.
void AppendCodePoint(int32_t code_point, uint32_t raw_bytes, std::string* utf8,
                     OffsetMap::Builder* map);

// What ICU's detector takes the bytes for; windows-1252 where it is not sure.
std::string DetectCharset(std::string_view bytes);

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_TEXT_CHARSET_H_
