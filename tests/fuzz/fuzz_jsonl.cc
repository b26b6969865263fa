// A line of JSON Lines: an article or an error that says why, never anything else; and what the
// caller sends along is JSON that can stand in a record.
#include <simdjson.h>

#include "pipeline/input/source.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  dealwire::InputItem item;
  item.bytes = dealwire::fuzz::Bytes(data, size);
  item.line = 1;
  item.wrap = dealwire::InputItem::Wrap::kJson;
  dealwire::RawArticle article;
  const dealwire::Status status = dealwire::ReadArticle(std::move(item), &article);
  dealwire::fuzz::Require(status.ok() || !status.message().empty(), "an error has words");
  simdjson::dom::parser parser;
  const std::string extra = "{" + article.extra + "}";
  dealwire::fuzz::Require(parser.parse(extra).error() == simdjson::SUCCESS, "x_ fields are JSON");
  dealwire::fuzz::Require(extra.find('\n') == std::string::npos, "x_ fields are one line");
  return 0;
}
