// ReadArticle: what wraps an article is taken off.
#include <utility>

#include "pipeline/input/readers.h"
#include "pipeline/input/source.h"

namespace dealwire {

Result<RawArticle> ReadArticle(InputItem item) {
  if (!item.error.ok()) return item.error;
  static const SourceOptions kDefaults;
  const SourceOptions& options = item.options == nullptr ? kDefaults : *item.options;
  if (item.wrap == InputItem::Wrap::kNone) return RawArticle(std::move(item));
  const std::string wrapped = std::move(item.bytes);
  RawArticle article(std::move(item));
  article.bytes.clear();
  const Status status = item.wrap == InputItem::Wrap::kJson
                            ? ReadJson(wrapped, options.fields, &article)
                            : ReadHttp(wrapped, options.max_bytes, &article);
  if (!status.ok()) return status;
  return article;
}

}  // namespace dealwire
