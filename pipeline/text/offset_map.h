// OffsetMap: from the bytes of a derived text back to the bytes of what it was derived from.
//
//   text    M i c r o s o f t ' s   I P          a run is `text_unit` bytes of text for each
//   `source_unit`
//           |             | | |     |            bytes of source; copied stretches are 1:1 runs, a
//           changed
//   source  M i c r o s o f t ’ s \n\t I P       piece is one unit of its own, a deleted piece
//   leaves a gap.
//
// A span maps to the smallest source range that covers every unit it touches, so a span that begins
// or ends inside a changed piece snaps outwards, and deleted pieces at its edges stay outside. Maps
// compose, so that decode, strip and normalise end as one map. Immutable once built; look-ups are
// O(log runs) and thread-safe.
#ifndef DEALWIRE_PIPELINE_TEXT_OFFSET_MAP_H_
#define DEALWIRE_PIPELINE_TEXT_OFFSET_MAP_H_

#include <cstdint>
#include <vector>

namespace dealwire {

// A stretch of `count` units that map alike.
struct OffsetRun {
  uint32_t text, source;            // where it begins
  uint32_t text_unit, source_unit;  // bytes a unit
  uint32_t count;
};

class OffsetMap {
 public:
  // The identity. Costs nothing to build or to look up.
  OffsetMap() = default;

  // Source offset where the text byte at `at` begins; `at` may be the text's size.
  uint32_t Begin(uint32_t at) const;
  // Source offset where a text span that ends at `at` ends.
  uint32_t End(uint32_t at) const;

  bool identity() const { return runs_.empty(); }

  // The map text -> source, of this (text -> middle) and `inner` (middle -> source).
  OffsetMap Over(const OffsetMap& inner) const;

  // Builds a map front to back. Copy and Replace append; Skip drops source bytes.
  class Builder {
   public:
    void Copy(uint32_t bytes) { Add(bytes, 1, 1); }
    // `count` units, each `text_unit` bytes of text for `source_unit` bytes of source.
    void Replace(uint32_t text_unit, uint32_t source_unit, uint32_t count = 1);
    void Skip(uint32_t source_bytes) { source_ += source_bytes; }
    OffsetMap Build() &&;

   private:
    friend class OffsetMap;
    void Add(uint32_t count, uint32_t text_unit, uint32_t source_unit);
    std::vector<OffsetRun> runs_;
    uint32_t text_ = 0, source_ = 0;
  };

 private:
  std::vector<OffsetRun> runs_;  // empty: identity
  uint32_t text_size_ = 0, source_size_ = 0;
};

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_TEXT_OFFSET_MAP_H_
