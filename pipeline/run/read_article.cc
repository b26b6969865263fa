// ReadArticle: one line of JSON Lines into a RawArticle, by simdjson.
#include <simdjson.h>

#include <string>

#include "pipeline/record/json_writer.h"
#include "pipeline/run/source.h"

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

// A field of the caller's own, as it is written but without white space.
Status TakeExtra(ondemand::value value, std::string_view key, std::string* to) {
  thread_local simdjson::dom::parser parser;  // on demand, nested values are not checked
  std::string_view raw;
  simdjson::dom::element checked;
  auto error = simdjson::to_json_string(value).get(raw);
  if (error == simdjson::SUCCESS) error = parser.parse(raw.data(), raw.size()).get(checked);
  std::string compact(raw.size(), '\0');
  size_t size = 0;
  if (error == simdjson::SUCCESS)
    error = simdjson::minify(raw.data(), raw.size(), compact.data(), size);
  if (error != simdjson::SUCCESS)
    return Status::Error("\"" + std::string(key) + "\": " + simdjson::error_message(error));
  if (!to->empty()) *to += ',';
  {
    JsonWriter w(to);
    w.String(key);
  }
  *to += ':';
  *to += std::string_view(compact).substr(0, size);
  return Status::Ok();
}

Status TakeFields(ondemand::object object, RawArticle* article, bool* has_text) {
  std::string html;
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
                      : key == "html"      ? &html
                                           : nullptr;
    if (to == nullptr && !key.starts_with("x_")) continue;
    const std::string name(key);
    if (to == nullptr) {
      if (Status s = TakeExtra(value, name, &article->extra); !s.ok()) return s;
      continue;
    }
    if (Status s = TakeText(value, name, name == "id", to); !s.ok()) return s;
    if (name == "text") *has_text = true;
  }
  if (!*has_text && !html.empty()) {
    article->bytes = std::move(html);
    article->charset = "UTF-8";  // whatever the page says: JSON has decoded it
    article->format = Format::kHtml;
    *has_text = true;
  }
  return Status::Ok();
}

}  // namespace

Status ReadArticle(InputItem item, RawArticle* article) {
  article->path = item.path;
  if (!item.error.ok()) return item.error;
  if (item.line == 0) {
    article->bytes = std::move(item.bytes);
    article->format = item.format;
    return Status::Ok();
  }
  article->format = Format::kJsonl;
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
  if (Status s = TakeFields(object, article, &has_text); !s.ok()) return s;
  const char* rest = nullptr;
  if (document.current_location().get(rest) == simdjson::SUCCESS)
    return Status::Error("not JSON: something follows the object");
  return has_text ? Status::Ok() : Status::Error("no \"text\" or \"html\"");
}

}  // namespace dealwire
