// A line of JSON Lines: an article or an error that says why, never anything else.
#include "pipeline/input/source.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  dealwire::InputItem item;
  item.bytes = dealwire::fuzz::Bytes(data, size);
  item.line = 1;
  item.wrap = dealwire::InputItem::Wrap::kJson;
  const auto article = dealwire::ReadArticle(std::move(item));
  dealwire::fuzz::Require(article.ok() || !article.status().message().empty(),
                          "an error has words");
  return 0;
}
