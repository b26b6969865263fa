// ReadArticle: one line of JSON Lines into a RawArticle, by simdjson.
#include <simdjson.h>

#include <string>

#include "pipeline/input/source.h"

namespace dealwire {
namespace {

namespace ondemand = simdjson::ondemand;

// A string as it is; a number (ids are often numbers) as it is written.
Status TakeText(ondemand::value value, std::string_view key, bool number_allowed, std::string* to) {
  ondemand::json_type type;
  if (value.type().get(type) != simdjson::SUCCESS) return Status::Error("not JSON");
  if (type == ondemand::json_type::null) return Status::Ok();
  std::string_view text;
  if (type == ondemand::json_type::string) {
    if (const auto error = value.get_string().get(text)) {
      return Status::Error("\"" + std::string(key) + "\": " + simdjson::error_message(error));
    }
    to->assign(text);
    return Status::Ok();
  }
  if (number_allowed && type == ondemand::json_type::number) {
    text = value.raw_json_token();
    while (!text.empty() && (text.back() == ' ' || text.back() == ',' || text.back() == '}'))
      text.remove_suffix(1);
    to->assign(text);
    return Status::Ok();
  }
  return Status::Error("\"" + std::string(key) + "\" must be a string");
}

Status TakeFields(ondemand::object object, RawArticle* article, bool* has_text) {
  for (auto field : object) {
    std::string_view key;
    ondemand::value value;
    if (const auto error = field.unescaped_key().get(key)) {
      return Status::Error(std::string("not JSON: ") + simdjson::error_message(error));
    }
    if (const auto error = field.value().get(value)) {
      return Status::Error(std::string("not JSON: ") + simdjson::error_message(error));
    }
    std::string* to = key == "id"          ? &article->id
                      : key == "title"     ? &article->title
                      : key == "url"       ? &article->url
                      : key == "publisher" ? &article->publisher
                      : key == "published" ? &article->published
                      : key == "text"      ? &article->bytes
                                           : nullptr;
    if (to == nullptr) continue;
    const std::string name(key);
    if (Status s = TakeText(value, name, name == "id", to); !s.ok()) return s;
    if (name == "text") *has_text = true;
  }
  return Status::Ok();
}

}  // namespace

Result<RawArticle> ReadArticle(InputItem item) {
  if (!item.error.ok()) return item.error;
  if (item.wrap == InputItem::Wrap::kNone) return RawArticle(std::move(item));
  RawArticle article;
  article.path = item.path;
  article.format = Format::kJsonl;
  thread_local ondemand::parser parser;
  const simdjson::padded_string padded(item.bytes);
  ondemand::document document;
  ondemand::object object;
  if (const auto error = parser.iterate(padded).get(document)) {
    return Status::Error(std::string("not JSON: ") + simdjson::error_message(error));
  }
  if (const auto error = document.get_object().get(object)) {
    return Status::Error(std::string("not a JSON object: ") + simdjson::error_message(error));
  }
  bool has_text = false;
  if (Status s = TakeFields(object, &article, &has_text); !s.ok()) return s;
  const char* rest = nullptr;
  if (document.current_location().get(rest) == simdjson::SUCCESS)
    return Status::Error("not JSON: something follows the object");
  if (!has_text) return Status::Error("no \"text\"");
  return article;
}

}  // namespace dealwire
