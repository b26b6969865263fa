// Tables with quotes, line breaks in fields, rows of any length.
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  return dealwire::fuzz::SplitBothWays(data, size, [](dealwire::OpenInput input) {
    return dealwire::MakeTableSplitter(std::move(input), ',');
  });
}
