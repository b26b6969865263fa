// ReadJson: one JSON object into a RawArticle, by simdjson.
#include <simdjson.h>

#include <array>
#include <span>
#include <string>

#include "pipeline/input/readers.h"

namespace dealwire {
namespace {

namespace ondemand = simdjson::ondemand;

// A field that is looked for. `path` is what is left of it at the depth reached.
struct Wanted {
  std::string_view path;
  std::string* to;
  std::string_view name;  // as the user knows it
  bool number_allowed = false;
  bool* found = nullptr;
};

// A string as it is; a number (ids are often numbers) as it is written.
Status TakeText(ondemand::value value, const Wanted& wanted) {
  ondemand::json_type type;
  if (value.type().get(type) != simdjson::SUCCESS) return Status::Error("not JSON");
  if (type == ondemand::json_type::null) return Status::Ok();
  if (wanted.found != nullptr) *wanted.found = true;
  std::string_view text;
  if (type == ondemand::json_type::string) {
    if (const auto error = value.get_string().get(text)) {
      return Status::Error("\"" + std::string(wanted.name) +
                           "\": " + simdjson::error_message(error));
    }
    wanted.to->assign(text);
    return Status::Ok();
  }
  if (wanted.number_allowed && type == ondemand::json_type::number) {
    text = value.raw_json_token();
    while (!text.empty() && (text.back() == ' ' || text.back() == ',' || text.back() == '}'))
      text.remove_suffix(1);
    wanted.to->assign(text);
    return Status::Ok();
  }
  return Status::Error("\"" + std::string(wanted.name) + "\" must be a string");
}

Status NotJson(simdjson::error_code error) {
  return Status::Error(std::string("not JSON: ") + simdjson::error_message(error));
}

Status TakeFields(ondemand::object object, std::span<const Wanted> wanted, std::string* extra);

// What stands below a key that begins some of the paths: an object, or the first objects of an
// array.
Status TakeBelow(ondemand::value value, std::span<const Wanted> below) {
  ondemand::json_type type;
  if (value.type().get(type) != simdjson::SUCCESS) return Status::Error("not JSON");
  if (type == ondemand::json_type::object) {
    ondemand::object object;
    if (const auto error = value.get_object().get(object)) return NotJson(error);
    return TakeFields(object, below, nullptr);
  }
  if (type != ondemand::json_type::array) return Status::Ok();
  ondemand::array array;
  if (const auto error = value.get_array().get(array)) return NotJson(error);
  for (auto element : array) {
    ondemand::value entry;
    if (const auto error = element.get(entry)) return NotJson(error);
    std::array<Wanted, 16> open;
    size_t n = 0;
    for (const Wanted& w : below) {
      if (w.to->empty() && n < open.size()) open[n++] = w;
    }
    if (n == 0) continue;
    if (Status s = TakeBelow(entry, std::span(open).first(n)); !s.ok()) return s;
  }
  return Status::Ok();
}

void AppendKey(std::string_view key, std::string* to) {
  static constexpr char kHex[] = "0123456789abcdef";
  *to += '"';
  for (const char c : key) {
    if (static_cast<unsigned char>(c) < 0x20) {
      to->append("\\u00").append(1, kHex[c >> 4]).append(1, kHex[c & 15]);
    } else {
      if (c == '"' || c == '\\') *to += '\\';
      *to += c;
    }
  }
  *to += "\":";
}

// A field of the caller's own, as it is written but without white space.
Status TakeExtra(ondemand::value value, const std::string& key, std::string* to) {
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
    return Status::Error("\"" + key + "\": " + simdjson::error_message(error));
  if (!to->empty()) *to += ',';
  AppendKey(key, to);
  *to += std::string_view(compact).substr(0, size);
  return Status::Ok();
}

// `extra` takes what begins with x_; null: nothing.
Status TakeFields(ondemand::object object, std::span<const Wanted> wanted, std::string* extra) {
  for (auto field : object) {
    std::string_view key;
    ondemand::value value;
    if (const auto error = field.unescaped_key().get(key)) return NotJson(error);
    if (const auto error = field.value().get(value)) return NotJson(error);
    const Wanted* here = nullptr;
    std::array<Wanted, 16> below;
    size_t n = 0;
    for (const Wanted& w : wanted) {
      if (w.path == key) {
        here = &w;
        break;
      }
      if (w.path.size() > key.size() && w.path[key.size()] == '.' && w.path.starts_with(key) &&
          n < below.size()) {
        below[n] = w;
        below[n++].path.remove_prefix(key.size() + 1);
      }
    }
    const bool own = extra != nullptr && here == nullptr && n == 0 && key.starts_with("x_");
    Status s = here != nullptr ? TakeText(value, *here)
               : n > 0         ? TakeBelow(value, std::span(below).first(n))
               : own           ? TakeExtra(value, std::string(key), extra)
                               : Status::Ok();
    if (!s.ok()) return s;
  }
  return Status::Ok();
}

Status Read(const simdjson::padded_string& json, std::span<const Wanted> wanted,
            std::string* extra) {
  thread_local ondemand::parser parser;
  ondemand::document document;
  ondemand::object object;
  if (const auto error = parser.iterate(json).get(document)) return NotJson(error);
  if (const auto error = document.get_object().get(object)) {
    return Status::Error(std::string("not a JSON object: ") + simdjson::error_message(error));
  }
  if (Status s = TakeFields(object, wanted, extra); !s.ok()) return s;
  const char* rest = nullptr;
  if (document.current_location().get(rest) == simdjson::SUCCESS)
    return Status::Error("not JSON: something follows the object");
  return Status::Ok();
}

// ninjs 1 has body_text and body_html, 2 and 3 have lists of bodies and headlines.
Status ReadNinjs(const simdjson::padded_string& json, RawArticle* article, bool* found) {
  std::string text, html, xhtml, body, body_type, first, by;
  const Wanted wanted[] = {
      {"body_text", &text, "body_text"},
      {"body_html", &html, "body_html"},
      {"body_xhtml", &xhtml, "body_xhtml"},
      {"bodies.value", &body, "bodies"},
      {"bodies.contentType", &body_type, "bodies"},
      {"bodies.contenttype", &body_type, "bodies"},
      {"uri", article->id.empty() ? &article->id : &first, "uri", true},
      {"headline", article->title.empty() ? &article->title : &first, "headline"},
      {"headlines.value", article->title.empty() ? &article->title : &first, "headlines"},
      {"versioncreated", article->published.empty() ? &article->published : &first,
       "versioncreated"},
      {"versionCreated", article->published.empty() ? &article->published : &first,
       "versionCreated"},
      {"infosources.name", article->publisher.empty() ? &article->publisher : &by, "infosources"},
      {"infoSources.name", article->publisher.empty() ? &article->publisher : &by, "infoSources"},
  };
  if (Status s = Read(json, wanted, nullptr); !s.ok()) return s;
  if (html.empty()) html = std::move(xhtml);
  if (!body.empty()) (body_type.find("html") == std::string::npos ? text : html) = std::move(body);
  *found = !text.empty() || !html.empty();
  article->format = text.empty() ? Format::kHtml : Format::kJsonl;
  if (text.empty()) article->charset = "UTF-8";
  article->bytes = text.empty() ? std::move(html) : std::move(text);
  return Status::Ok();
}

}  // namespace

Status ReadJson(std::string_view json, const FieldMap& fields, RawArticle* article) {
  const simdjson::padded_string padded(json);
  article->format = Format::kJsonl;
  bool has_text = false, has_html = false;
  std::string html;
  const Wanted wanted[] = {
      {fields.text, &article->bytes, fields.text, false, &has_text},
      {fields.id, &article->id, fields.id, true},
      {fields.title, &article->title, fields.title},
      {fields.published, &article->published, fields.published},
      {"url", &article->url, "url"},
      {"publisher", &article->publisher, "publisher"},
      {"html", &html, "html", false, &has_html},
  };
  if (Status s = Read(padded, wanted, &article->extra); !s.ok()) return s;
  if (!has_text && has_html) {
    article->bytes = std::move(html);
    article->charset = "UTF-8";  // whatever the page says: JSON has decoded it
    article->format = Format::kHtml;
  } else if (!has_text) {
    bool found = false;
    if (Status s = ReadNinjs(padded, article, &found); !s.ok()) return s;
    if (!found) return Status::Error("no \"" + fields.text + "\" or \"html\"");
  }
  if (!article->published.empty()) article->published = IsoDate(article->published);
  return Status::Ok();
}

}  // namespace dealwire
