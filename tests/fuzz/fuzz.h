// What the fuzz targets share: bytes in, a loud end when something does not hold.
#ifndef DEALWIRE_TESTS_FUZZ_FUZZ_H_
#define DEALWIRE_TESTS_FUZZ_FUZZ_H_

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace dealwire::fuzz {

inline void Require(bool holds, const std::string& what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what.c_str());
  std::abort();
}

inline std::string Bytes(const uint8_t* data, size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace dealwire::fuzz

#endif  // DEALWIRE_TESTS_FUZZ_FUZZ_H_
