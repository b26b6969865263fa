// What the quote extractor finds: direct quotations with their marks, and indirect speech. Plain
// values.
#ifndef DEALWIRE_EXTRACTORS_QUOTE_QUOTE_TYPES_H_
#define DEALWIRE_EXTRACTORS_QUOTE_QUOTE_TYPES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/span.h"

namespace dealwire {

// Statement: what somebody said. Clause: words of a contract. Term: a phrase in marks as a term of
// art. Title, name: a work or a product, not a quotation.
enum class QuoteKind : uint8_t { kStatement, kClause, kTerm, kTitle, kName };
inline constexpr const char* kQuoteKindNames[] = {"statement", "clause", "term", "title", "name"};

struct QuoteMention {
  TextSpan span;  // direct: with the marks; indirect: the content clause
  TextSpan text;  // direct: without the marks; indirect: same as span
  QuoteKind kind = QuoteKind::kStatement;
  bool direct = true;
  std::vector<TextSpan> segments;  // pieces between ellipses, when there are two or more
  TextSpan speaker;                // words that name the speaker; empty when unknown
  int speaker_party = -1;          // index into Extraction::parties
  TextSpan cue;                    // the cue verb ("said"); may be empty
  std::string
      source;  // "statement", "Reuters", "X" ("in a statement", "told Reuters"); may be empty
  std::string_view rule;
  float confidence = 0;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_QUOTE_QUOTE_TYPES_H_
