// ReadText: a whole file, for tests.
#ifndef DEALWIRE_TESTS_SUPPORT_READ_TEXT_H_
#define DEALWIRE_TESTS_SUPPORT_READ_TEXT_H_

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace dealwire {

inline std::string ReadText(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in) << path;
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

}  // namespace dealwire

#endif  // DEALWIRE_TESTS_SUPPORT_READ_TEXT_H_
