#include "pipeline/input/sampler.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string_view>

namespace dealwire {
namespace {

uint64_t Mix(uint64_t x) {  // splitmix64
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31);
}

// The same on every machine of one byte order.
uint64_t Hash(std::string_view bytes) {
  uint64_t hash = 0x9E3779B97F4A7C15ULL + bytes.size();
  while (!bytes.empty()) {
    uint64_t word = 0;
    const size_t n = std::min(bytes.size(), sizeof word);
    std::memcpy(&word, bytes.data(), n);
    hash = Mix(hash + word) + 0x9E3779B97F4A7C15ULL;
    bytes.remove_prefix(n);
  }
  return hash;
}

}  // namespace

bool Sampler::Keep(InputItem* item) {
  if (!item->error.ok() || (count_ == 0 && share_ == 0)) return true;
  const uint64_t hash = Hash(item->bytes);
  if (count_ == 0) return static_cast<double>(hash) < std::ldexp(share_, 64);
  const Held* largest = held_.size() < count_ ? nullptr : &held_.front();
  ++seen_;
  if (largest != nullptr && hash >= largest->hash) return false;
  if (largest != nullptr) {
    std::pop_heap(held_.begin(), held_.end(), Before);
    held_.pop_back();
  }
  held_.push_back({hash, seen_, std::move(*item)});
  std::push_heap(held_.begin(), held_.end(), Before);
  return false;
}

bool Sampler::Draw(InputItem* item) {
  if (!drawn_) {
    drawn_ = true;
    std::sort(held_.begin(), held_.end(),
              [](const Held& a, const Held& b) { return a.number > b.number; });
  }
  if (held_.empty()) return false;
  *item = std::move(held_.back().item);
  held_.pop_back();
  return true;
}

}  // namespace dealwire
