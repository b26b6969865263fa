// Any bytes are an article: the engine gives a record that is valid JSON and keeps the schema.
#include <simdjson.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "pipeline/dealwire.h"

namespace {

[[noreturn]] void Fail(const std::string& why) {
  std::fprintf(stderr, "fuzz_engine: %s\n", why.c_str());
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const dealwire::Engine engine = [] {
    auto made = dealwire::Engine::Make({});
    if (!made.ok()) Fail(made.status().message());
    return made.Take();
  }();
  dealwire::RawArticle article;
  article.bytes.assign(reinterpret_cast<const char*>(data), size);
  article.published = "2026-05-06";
  const dealwire::Outcome outcome = engine.Process(article);
  if (!outcome.status.ok()) Fail(outcome.status.message());
  simdjson::dom::parser parser;
  if (parser.parse(outcome.json).error() != simdjson::SUCCESS) Fail("the record is not JSON");
  return 0;
}
