// Normalize: source text into the text that extractors see, with a map back.
//
// What changes, so that no pattern needs to know about it:
//   - NFC (Unicode UAX 15, by ICU)
//   - no-break, thin, full-width and other spaces become a plain space; runs of white space become
//   one;
//     soft hyphens, zero-width spaces and stray byte order marks go; control characters are spaces
//   - full-width digits, letters and signs become ASCII; Unicode hyphens and the minus sign become
//   '-'
//   - U+2019, U+2018 and U+02BC between two letters or digits (an apostrophe) become "'"
//   - a line break inside a paragraph of hard-wrapped text becomes a space; a paragraph break is
//   one '\n'
// Curly quotation marks, dashes and everything else stay as they are.
#ifndef DEALWIRE_PIPELINE_TEXT_NORMALIZE_H_
#define DEALWIRE_PIPELINE_TEXT_NORMALIZE_H_

#include <string>
#include <string_view>

#include "pipeline/text/offset_map.h"

namespace dealwire {

struct Normalized {
  std::string text;  // NFC UTF-8; paragraphs end in '\n' except the last
  OffsetMap map;     // bytes of text -> bytes of source
};

// `source` must be well-formed UTF-8. Linear in its size.
Normalized Normalize(std::string_view source);

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_TEXT_NORMALIZE_H_
