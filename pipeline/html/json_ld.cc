#include "pipeline/html/json_ld.h"

#include <simdjson.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace dealwire::html {
namespace {

namespace dom = simdjson::dom;

constexpr int kDeepest = 12;  // of objects in objects
constexpr int kMostNames = 8;

void AppendUtf8(uint32_t c, std::string* out) {
  if (c < 0x80) {
    *out += static_cast<char>(c);
  } else if (c < 0x800) {
    *out += {static_cast<char>(0xC0 | c >> 6), static_cast<char>(0x80 | (c & 63))};
  } else if (c < 0x10000) {
    *out += {static_cast<char>(0xE0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 63)),
             static_cast<char>(0x80 | (c & 63))};
  } else {
    *out += {static_cast<char>(0xF0 | c >> 18), static_cast<char>(0x80 | (c >> 12 & 63)),
             static_cast<char>(0x80 | (c >> 6 & 63)), static_cast<char>(0x80 | (c & 63))};
  }
}

// Strings in JSON-LD are plain text, but many sites put character references in.
std::string Unescape(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size();) {
    const size_t end = text[i] == '&' ? text.find(';', i) : std::string_view::npos;
    if (end == std::string_view::npos || end - i > 8) {
      out += text[i++];
      continue;
    }
    const std::string name(text.substr(i + 1, end - i - 1));
    char* stop = nullptr;
    const bool hex = name.size() > 1 && (name[1] | 32) == 'x';
    const unsigned long code =
        name.size() > 1 && name[0] == '#'
            ? std::strtoul(name.c_str() + (hex ? 2 : 1), &stop, hex ? 16 : 10)
            : 0;
    const bool scalar = code < 0xD800 || (code >= 0xE000 && code < 0x110000);
    if (code >= 32 && scalar && *stop == 0) {
      AppendUtf8(static_cast<uint32_t>(code), &out);
    } else if (name == "amp" || name == "quot" || name == "apos" || name == "nbsp" ||
               name == "lt" || name == "gt") {
      out += name == "amp"    ? '&'
             : name == "quot" ? '"'
             : name == "apos" ? '\''
             : name == "nbsp" ? ' '
             : name == "lt"   ? '<'
                              : '>';
    } else {
      out += text[i++];
      continue;
    }
    i = end + 1;
  }
  return out;
}

void Take(dom::object object, std::string_view key, std::string* to) {
  std::string_view text;
  if (to->empty() && object[key].get(text) == simdjson::SUCCESS) *to = Unescape(text);
}

// The names in "Ann Lee", {"name": "Ann Lee"} or an array of such.
void Names(dom::element value, int depth, std::string* names, int* count) {
  std::string_view name;
  dom::object object;
  dom::array array;
  if (depth > kDeepest || *count >= kMostNames) return;
  if (value.get(array) == simdjson::SUCCESS) {
    for (const dom::element item : array) Names(item, depth + 1, names, count);
    return;
  }
  if (value.get(object) == simdjson::SUCCESS) {
    if (object["name"].get(value) == simdjson::SUCCESS) Names(value, depth + 1, names, count);
    return;
  }
  if (value.get(name) != simdjson::SUCCESS || name.empty()) return;
  ++*count;
  if (!names->empty()) *names += ", ";
  *names += Unescape(name);
}

void TakeNames(dom::object object, std::string_view key, std::string* to) {
  dom::element value;
  int count = 0;
  if (to->empty() && object[key].get(value) == simdjson::SUCCESS) Names(value, 0, to, &count);
}

bool ArticleType(std::string_view type) {
  return type.ends_with("Article") || type == "BlogPosting" || type == "LiveBlogPosting" ||
         type == "Report" || type == "AnalysisNewsArticle" || type == "PressRelease";
}

bool IsArticle(dom::object object) {
  std::string_view text;
  dom::array array;
  dom::element type;
  if (object["@type"].get(type) != simdjson::SUCCESS) return false;
  if (type.get(text) == simdjson::SUCCESS) return ArticleType(text);
  if (type.get(array) != simdjson::SUCCESS) return false;
  return std::any_of(array.begin(), array.end(), [](dom::element item) {
    std::string_view name;
    return item.get(name) == simdjson::SUCCESS && ArticleType(name);
  });
}

void Walk(dom::element value, int depth, ArticleData* data) {
  dom::array array;
  dom::object object;
  if (depth > kDeepest) return;
  if (value.get(array) == simdjson::SUCCESS) {
    for (const dom::element item : array) Walk(item, depth + 1, data);
  }
  if (value.get(object) != simdjson::SUCCESS) return;
  if (IsArticle(object)) {
    Take(object, "headline", &data->headline);
    Take(object, "description", &data->description);
    Take(object, "datePublished", &data->published);
    TakeNames(object, "author", &data->author);
    TakeNames(object, "publisher", &data->publisher);
    Take(object, "inLanguage", &data->language);
    Take(object, "url", &data->url);
    Take(object, "articleBody", &data->body);
    return;
  }
  for (const dom::key_value_pair field : object) {
    if (field.value.is_object() || field.value.is_array()) Walk(field.value, depth + 1, data);
  }
}

}  // namespace

void ReadJsonLd(std::string json, ArticleData* data) {
  const size_t begin = json.find_first_of("{["), end = json.find_last_of("}]");
  if (begin == std::string::npos || end == std::string::npos || end < begin) return;
  // Line breaks within strings are common, and against the rules.
  for (char& c : json) c = static_cast<uint8_t>(c) < 0x20 ? ' ' : c;
  thread_local dom::parser parser;
  dom::element root;
  if (parser.parse(json.data() + begin, end - begin + 1).get(root) == simdjson::SUCCESS)
    Walk(root, 0, data);
}

}  // namespace dealwire::html
