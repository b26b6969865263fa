// Pattern: one compiled regular expression. RE2 syntax (linear time whatever the text), UTF-8; in
// it \b \w \d \s are ASCII only. Immutable once made; any number of threads may search with it at
// once. This is the only room that knows RE2.
#ifndef DEALWIRE_EXTRACTORS_RULES_PATTERN_H_
#define DEALWIRE_EXTRACTORS_RULES_PATTERN_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/span.h"
#include "pipeline/base/status.h"

namespace dealwire {

// What the groups of a match caught. Group 0 is the whole match; a group that took no part is
// absent.
struct Captures {
  std::vector<TextSpan> groups;
  static constexpr uint32_t kAbsent = UINT32_MAX;

  bool Has(int group) const { return group >= 0 && groups[group].begin != kAbsent; }
  TextSpan operator[](int group) const { return groups[group]; }
};

class Pattern {
 public:
  // Fails with RE2's reason, or if the pattern matches the empty string or its program is too
  // large.
  static Result<Pattern> Make(std::string_view regex);
  Pattern(Pattern&&) noexcept;
  Pattern& operator=(Pattern&&) noexcept;
  ~Pattern();

  // The leftmost match that begins at or after `from` and ends by `to`. The text around [from, to)
  // is seen by \b. Without captures this is several times faster: find first, capture on hits.
  bool Find(std::string_view text, uint32_t from, uint32_t to, TextSpan* match) const;
  bool Find(std::string_view text, uint32_t from, uint32_t to, Captures* captures) const;
  // The match that begins exactly at `at`.
  bool MatchAt(std::string_view text, uint32_t at, uint32_t to, TextSpan* match) const;
  bool MatchAt(std::string_view text, uint32_t at, uint32_t to, Captures* captures) const;

  // The character of three bytes that every match begins with, as the one that stands for a party
  // in a skeleton; "" if there is none.
  const std::string& prefix() const;
  int GroupIndex(std::string_view name) const;          // -1 if there is none
  const std::vector<std::string>& group_names() const;  // by index; "" for unnamed ones and group 0

 private:
  struct Impl;
  explicit Pattern(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// `text` with all that is special in a pattern escaped.
std::string EscapePattern(std::string_view text);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_RULES_PATTERN_H_
