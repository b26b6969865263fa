// Web archives, plain or gzipped: records, HTTP headers, chunks.
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  return dealwire::fuzz::SplitBothWays(data, size, dealwire::MakeWarcSplitter);
}
