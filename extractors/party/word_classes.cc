#include "extractors/party/word_classes.h"

#include "pipeline/text/token.h"

namespace dealwire {

void WordClasses::Add(std::string_view word, uint32_t classes) {
  if (classes != 0) Insert(HashLower(word), classes);
}

void WordClasses::Insert(uint32_t hash, uint32_t classes) {
  if (used_ * 2 > mask_) {
    std::vector<std::pair<uint32_t, uint32_t>> old(slots_.size() * 2);
    old.swap(slots_);
    mask_ = slots_.size() - 1;
    used_ = 0;
    for (const auto& [h, c] : old) {
      if (c != 0) Insert(h, c);
    }
  }
  size_t i = hash & mask_;
  while (slots_[i].second != 0 && slots_[i].first != hash) i = (i + 1) & mask_;
  if (slots_[i].second == 0) ++used_;
  slots_[i].first = hash;
  slots_[i].second |= classes;
}

}  // namespace dealwire
