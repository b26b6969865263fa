// Any bytes are an article: the engine gives a record that is valid JSON and keeps the schema.
#include <simdjson.h>

#include "pipeline/dealwire.h"
#include "tests/fuzz/fuzz.h"

using dealwire::fuzz::Require;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const dealwire::Engine engine = [] {
    auto made = dealwire::Engine::Make({});
    Require(made.ok(), made.status().message());
    return made.Take();
  }();
  dealwire::RawArticle article;
  article.bytes = dealwire::fuzz::Bytes(data, size);
  article.published = "2026-05-06";
  const dealwire::Outcome outcome = engine.Process(article);
  Require(outcome.status.ok(), outcome.status.message());
  simdjson::dom::parser parser;
  Require(parser.parse(outcome.json).error() == simdjson::SUCCESS, "the record is JSON");
  return 0;
}
