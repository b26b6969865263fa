// A lexicon of the user: every row is found by its first cell, or the file is refused with place
// and reason.
#include "extractors/rules/lexicon.h"
#include "tests/fuzz/fuzz.h"

using dealwire::fuzz::Require;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto lexicon = dealwire::Lexicon::Parse("own.tsv", dealwire::fuzz::Bytes(data, size));
  if (!lexicon.ok()) {
    Require(lexicon.status().message().starts_with("own.tsv:"), "a refusal names file and line");
    return 0;
  }
  for (size_t row = 0; row < lexicon.value().size(); ++row) {
    Require(lexicon.value().Find(lexicon.value().Cell(row, 0)) == static_cast<int>(row),
            "a row is found by its form");
  }
  return 0;
}
