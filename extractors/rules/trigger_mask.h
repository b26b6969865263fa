// TriggerMask: a set of triggers, a bit each.
#ifndef DEALWIRE_EXTRACTORS_RULES_TRIGGER_MASK_H_
#define DEALWIRE_EXTRACTORS_RULES_TRIGGER_MASK_H_

#include <array>
#include <cstddef>
#include <cstdint>

namespace dealwire {

constexpr size_t kMostTriggers = 320;
// Those that rule files name come first, and are so few that a token can keep them.
constexpr size_t kMostNamedTriggers = 128;
__extension__ typedef unsigned __int128 NamedTriggers;

class TriggerMask {
 public:
  TriggerMask() = default;
  static TriggerMask Of(size_t trigger) {
    TriggerMask mask;
    mask.words_[trigger / 64] = uint64_t{1} << (trigger % 64);
    return mask;
  }
  static TriggerMask All() {
    TriggerMask mask;
    mask.words_.fill(~uint64_t{0});
    return mask;
  }

  TriggerMask& operator|=(const TriggerMask& other) {
    for (size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
    return *this;
  }
  void AddNamed(NamedTriggers named) {
    words_[0] |= static_cast<uint64_t>(named);
    words_[1] |= static_cast<uint64_t>(named >> 64);
  }
  bool Holds(const TriggerMask& all) const {
    uint64_t missing = 0;
    for (size_t i = 0; i < words_.size(); ++i) missing |= all.words_[i] & ~words_[i];
    return missing == 0;
  }
  bool empty() const {
    uint64_t any = 0;
    for (const uint64_t word : words_) any |= word;
    return any == 0;
  }
  NamedTriggers named() const { return NamedTriggers{words_[1]} << 64 | words_[0]; }

 private:
  std::array<uint64_t, kMostTriggers / 64> words_{};
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_RULES_TRIGGER_MASK_H_
