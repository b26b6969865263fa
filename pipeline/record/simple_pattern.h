// SimplePattern: the regular expressions that the schema needs, without a regular expression
// engine: ^, then literals and [classes] with *, +, ?, {n}, and optional groups of such ( ... )?,
// then $. Matching is greedy and never goes back, which is right where no piece can match what the
// next one begins with. Compile refuses every other pattern, such as ^[0-9]+0$, and everything that
// it does not know. Immutable; matching is linear and allocates nothing.
#ifndef DEALWIRE_PIPELINE_RECORD_SIMPLE_PATTERN_H_
#define DEALWIRE_PIPELINE_RECORD_SIMPLE_PATTERN_H_

#include <bitset>
#include <cstdint>
#include <string_view>
#include <vector>

#include "pipeline/base/status.h"

namespace dealwire {

class SimplePattern {
 public:
  static Result<SimplePattern> Compile(std::string_view pattern);
  bool Matches(std::string_view text) const;

 private:
  struct Piece {
    std::bitset<128> chars;  // of a class or literal
    uint32_t min = 1, max = 1;
    std::vector<Piece> optional;  // of a group; chars is unused
  };
  static Status Parse(std::string_view* rest, bool in_group, std::vector<Piece>* pieces);
  static bool Forward(const std::vector<Piece>& pieces, std::bitset<128>* next);
  static bool Eat(const std::vector<Piece>& pieces, std::string_view* text);
  std::vector<Piece> pieces_;
};

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_RECORD_SIMPLE_PATTERN_H_
