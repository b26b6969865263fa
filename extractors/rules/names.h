// IndexOf: enum values by their names in rule files, where the names stand beside the enum.
#ifndef DEALWIRE_EXTRACTORS_RULES_NAMES_H_
#define DEALWIRE_EXTRACTORS_RULES_NAMES_H_

#include <cstddef>
#include <string_view>

namespace dealwire {

// The place of `name` among `names`, or -1.
template <size_t N>
int IndexOf(const char* const (&names)[N], std::string_view name) {
  for (size_t i = 0; i < N; ++i) {
    if (name == names[i]) return static_cast<int>(i);
  }
  return -1;
}

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_RULES_NAMES_H_
