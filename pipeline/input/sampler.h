// Sampler: some of the articles, the same ones each time: an article is in by a hash of its bytes,
// wherever it stands and whatever stands beside it.
#ifndef DEALWIRE_PIPELINE_INPUT_SAMPLER_H_
#define DEALWIRE_PIPELINE_INPUT_SAMPLER_H_

#include <cstdint>
#include <vector>

#include "pipeline/input/input_item.h"

namespace dealwire {

class Sampler {
 public:
  // `count`: so many of all articles, 0 for no such sample; they are held in memory until all have
  // been read. `share`: each article with this probability, 0 for all.
  Sampler(uint64_t count, double share) : count_(count), share_(share) {}

  // Whether to hand out the item now. One that may be drawn later is taken over. Errors always
  // pass.
  bool Keep(InputItem* item);
  // At the end of the input: the next item that was drawn, in input order; false if none is left.
  bool Draw(InputItem* item);
  // Whether drawing has begun.
  bool drawn() const { return drawn_; }

 private:
  struct Held {
    uint64_t hash, number;
    InputItem item;
  };
  static bool Before(const Held& a, const Held& b) {
    return a.hash != b.hash ? a.hash < b.hash : a.number < b.number;
  }

  uint64_t count_;
  double share_;
  uint64_t seen_ = 0;
  std::vector<Held> held_;  // a heap, the largest hash first; once drawn, in falling input order
  bool drawn_ = false;
};

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_INPUT_SAMPLER_H_
