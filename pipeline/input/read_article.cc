// ReadArticle: what wraps an article is taken off.
#include <utility>

#include "pipeline/input/readers.h"
#include "pipeline/input/source.h"

namespace dealwire {

Status ReadArticle(InputItem item, RawArticle* article) {
  static const SourceOptions kDefaults;
  const SourceOptions& options = item.options == nullptr ? kDefaults : *item.options;
  const Status error = std::move(item.error);
  const InputItem::Wrap wrap = item.wrap;
  *article = std::move(item);
  if (!error.ok() || wrap == InputItem::Wrap::kNone) return error;
  const std::string wrapped = std::exchange(article->bytes, "");
  return wrap == InputItem::Wrap::kJson ? ReadJson(wrapped, options.fields, article)
                                        : ReadHttp(wrapped, options.max_bytes, article);
}

}  // namespace dealwire
