// Pairs of quotation marks. Internal to extractors/quote.
//
// Straight, curly, guillemets, low-high, single and wire-style (`` '') marks. Pairing works
// paragraph by paragraph, so an odd mark loses only its own quotation; a mark behind a digit is an
// inch or a foot, a single mark mostly an apostrophe. A paragraph that opens a quotation and does
// not close it goes on in the next one if that opens with a mark again.
#ifndef DEALWIRE_EXTRACTORS_QUOTE_QUOTE_MARKS_H_
#define DEALWIRE_EXTRACTORS_QUOTE_QUOTE_MARKS_H_

#include <cstdint>
#include <vector>

#include "pipeline/base/span.h"
#include "pipeline/text/document.h"

namespace dealwire {

struct MarkPair {
  TextSpan span;           // with the marks
  TextSpan text;           // without them
  uint32_t first_token;    // the opening mark
  uint32_t end_token;      // one past the closing mark
  bool continues = false;  // goes on in the next paragraph (there is no closing mark)
  bool single = false;     // 'in single marks'
};

// In text order; nested quotations are left inside the outer one. Linear.
std::vector<MarkPair> PairMarks(const Document& doc);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_QUOTE_QUOTE_MARKS_H_
