// Coordinates. Three spaces exist, and a type for each, so that they cannot be mixed up:
//
//   raw bytes ---decode---> source (UTF-8) ---strip, normalise---> text (UTF-8)
//   RawOffset               code points and bytes                  TextSpan
//
// Extractors see and speak only TextSpan. pipeline/record turns it into a SourceSpan at the very
// end. All spans are half-open: [begin, end).
#ifndef DEALWIRE_PIPELINE_BASE_SPAN_H_
#define DEALWIRE_PIPELINE_BASE_SPAN_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace dealwire {

// Bytes of Document::text(), the normalised UTF-8 text that extractors see.
struct TextSpan {
  uint32_t begin = 0;
  uint32_t end = 0;

  uint32_t size() const { return end - begin; }
  bool empty() const { return end <= begin; }
  bool Contains(uint32_t at) const { return begin <= at && at < end; }
  bool Contains(TextSpan o) const { return begin <= o.begin && o.end <= end; }
  bool Overlaps(TextSpan o) const { return begin < o.end && o.begin < end; }
  friend bool operator==(TextSpan a, TextSpan b) { return a.begin == b.begin && a.end == b.end; }
  friend bool operator<(TextSpan a, TextSpan b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
  }
};

// The bytes of `text` that `span` names.
inline std::string_view Slice(std::string_view text, TextSpan span) {
  return text.substr(span.begin, span.size());
}

// A place in the article as given: code points of the decoded input and bytes of the raw input.
// `exact` is the decoded input between start and end (UTF-8; a view into the Document).
struct SourceSpan {
  size_t start = 0;
  size_t end = 0;
  size_t byte_start = 0;
  size_t byte_end = 0;
  std::string_view exact;
};

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_BASE_SPAN_H_
