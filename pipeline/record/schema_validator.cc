#include "pipeline/record/schema_validator.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "pipeline/record/simple_pattern.h"

namespace dealwire {
namespace {

using Json = nlohmann::ordered_json;
namespace dom = simdjson::dom;

enum Type : uint8_t {
  kObject = 1,
  kArray = 2,
  kString = 4,
  kNumber = 8,
  kInteger = 16,
  kBoolean = 32,
  kNull = 64
};

// One schema, compiled. Children are indexes into the list of nodes, so that $ref may go round in
// circles.
struct Node {
  uint8_t types = 0;                // 0: any
  std::vector<std::string> values;  // enum or const; empty: any
  struct Property {
    std::string name;
    int schema;
    uint64_t required;  // its bit in `required`; 0 if it may be absent
  };
  std::vector<Property> properties;
  std::vector<std::string> required;
  std::string free_prefix;  // properties that begin so are free
  int additional = -1;      // schema of the others; -1 any, -2 none
  int items = -1;
  uint64_t min_items = 0, min_length = 0;
  std::optional<double> minimum, maximum;
  std::optional<SimplePattern> pattern;
};

constexpr int kForbidden = -2;

std::optional<Type> TypeOf(const std::string& name) {
  constexpr std::array<std::pair<const char*, Type>, 7> kTypes = {{{"object", kObject},
                                                                   {"array", kArray},
                                                                   {"string", kString},
                                                                   {"number", kNumber},
                                                                   {"integer", kInteger},
                                                                   {"boolean", kBoolean},
                                                                   {"null", kNull}}};
  for (const auto& [word, type] : kTypes) {
    if (name == word) return type;
  }
  return std::nullopt;
}

// A name as one step of a JSON pointer (RFC 6901).
std::string Step(std::string_view name) {
  std::string out = "/";
  for (const char c : name) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

// A text for an error message: in quotes, and no longer than a line.
std::string Quoted(std::string_view text) {
  constexpr size_t kLongest = 80;
  if (text.size() <= kLongest) return "'" + std::string(text) + "'";
  size_t end = kLongest;
  while ((static_cast<uint8_t>(text[end]) & 0xC0) == 0x80) --end;  // not inside a character
  return "'" + std::string(text.substr(0, end)) + "...'";
}

class Compiler {
 public:
  Compiler(const Json& root, std::vector<Node>* nodes) : root_(root), nodes_(nodes) {}

  // Index of the node for the schema at `pointer`, or an error.
  Result<int> Compile(const Json& schema, const std::string& pointer) {
    const auto known = done_.find(pointer);
    if (known != done_.end()) return known->second;
    if (!schema.is_object()) return Status::Error(pointer + ": a schema must be an object");
    if (schema.contains("$ref")) {
      if (!open_.insert(pointer).second)
        return Status::Error(pointer + ": $ref leads back to itself");
      Result<int> target = Reference(schema, pointer);
      open_.erase(pointer);
      return target;
    }
    const int index = static_cast<int>(nodes_->size());
    done_[pointer] = index;
    nodes_->emplace_back();
    Node node;
    for (const auto& [key, value] : schema.items()) {
      if (Status s = Keyword(key, value, pointer, &node); !s.ok()) return s;
    }
    if (Status s = MarkRequired(pointer, &node); !s.ok()) return s;
    (*nodes_)[index] = std::move(node);
    return index;
  }

  // All definitions, so that what is wrong in one comes out even where nothing refers to it.
  Status CompileDefinitions() {
    if (!root_.is_object() || !root_.contains("definitions")) return Status::Ok();
    if (!root_["definitions"].is_object()) return Status::Error("/definitions: must be an object");
    for (const auto& [name, schema] : root_["definitions"].items()) {
      if (Result<int> node = Compile(schema, "/definitions" + Step(name)); !node.ok())
        return node.status();
    }
    return Status::Ok();
  }

 private:
  static bool IsAnnotation(std::string_view key) {
    constexpr std::array<std::string_view, 8> kAnnotations = {
        "$schema", "$id", "$comment", "title", "description", "examples", "default", "definitions"};
    return std::find(kAnnotations.begin(), kAnnotations.end(), key) != kAnnotations.end();
  }

  // Draft 7 ignores what stands beside $ref and 2020-12 does not, so only annotations may.
  Result<int> Reference(const Json& schema, const std::string& pointer) {
    for (const auto& [key, value] : schema.items()) {
      if (key != "$ref" && !IsAnnotation(key)) {
        return Status::Error(pointer + Step(key) + ": only annotations may stand beside $ref");
      }
    }
    const std::string target = schema["$ref"].is_string() ? schema["$ref"].get<std::string>() : "";
    constexpr std::string_view kHome = "#/definitions/";
    if (target.rfind(kHome, 0) != 0)
      return Status::Error(pointer + "/$ref: must point into #/definitions");
    const std::string name = target.substr(kHome.size());
    if (!root_.contains("definitions") || !root_["definitions"].contains(name))
      return Status::Error(pointer + "/$ref: no definition '" + name + "'");
    return Compile(root_["definitions"][name], "/definitions" + Step(name));
  }

  static Status MarkRequired(const std::string& pointer, Node* node) {
    for (size_t i = 0; i < node->required.size(); ++i) {
      const auto property =
          std::find_if(node->properties.begin(), node->properties.end(),
                       [&](const Node::Property& p) { return p.name == node->required[i]; });
      if (i >= 64) return Status::Error(pointer + "/required: more than 64 properties");
      if (property == node->properties.end()) {
        return Status::Error(pointer + "/required: '" + node->required[i] +
                             "' is no property of it");
      }
      property->required = uint64_t{1} << i;
    }
    return Status::Ok();
  }

  Status Child(const Json& schema, const std::string& pointer, int* to) {
    Result<int> node = Compile(schema, pointer);
    if (!node.ok()) return node.status();
    *to = node.value();
    return Status::Ok();
  }

  static Status Strings(const Json& list, const std::string& pointer,
                        std::vector<std::string>* to) {
    if (!list.is_array()) return Status::Error(pointer + ": must be an array of strings");
    for (const Json& entry : list) {
      if (!entry.is_string()) return Status::Error(pointer + ": must be an array of strings");
      to->push_back(entry.get<std::string>());
    }
    return Status::Ok();
  }

  Status Keyword(const std::string& key, const Json& value, const std::string& pointer,
                 Node* node) {
    if (IsAnnotation(key)) return Status::Ok();
    const std::string at = pointer + Step(key);
    if (key == "type") return Types(value, at, node);
    if ((key == "enum" || key == "const") && !node->values.empty())
      return Status::Error(at + ": enum and const together");
    if (key == "enum" && !value.empty()) return Strings(value, at, &node->values);
    if (key == "const" && value.is_string())
      return node->values.push_back(value.get<std::string>()), Status::Ok();
    if (key == "required") return Strings(value, at, &node->required);
    if (key == "properties") return Properties(value, at, node);
    if (key == "patternProperties") return FreePrefix(value, at, node);
    if (key == "additionalProperties") {
      if (value.is_boolean())
        return node->additional = value.get<bool>() ? -1 : kForbidden, Status::Ok();
      return Child(value, at, &node->additional);
    }
    if (key == "items") return Child(value, at, &node->items);
    if (key == "minItems" && value.is_number_unsigned())
      return node->min_items = value.get<uint64_t>(), Status::Ok();
    if (key == "minLength" && value.is_number_unsigned())
      return node->min_length = value.get<uint64_t>(), Status::Ok();
    if (key == "minimum" && value.is_number())
      return node->minimum = value.get<double>(), Status::Ok();
    if (key == "maximum" && value.is_number())
      return node->maximum = value.get<double>(), Status::Ok();
    if (key == "pattern" && value.is_string()) {
      Result<SimplePattern> pattern = SimplePattern::Compile(value.get<std::string>());
      if (!pattern.ok()) return Status::Error(at + ": " + pattern.status().message());
      node->pattern = pattern.Take();
      return Status::Ok();
    }
    return Status::Error(at + ": this keyword, or its value, is not supported");
  }

  static Status Types(const Json& value, const std::string& at, Node* node) {
    const Json list = value.is_array() ? value : Json::array({value});
    if (list.empty()) return Status::Error(at + ": names no type");
    for (const Json& name : list) {
      const auto type = name.is_string() ? TypeOf(name.get<std::string>()) : std::nullopt;
      if (!type) return Status::Error(at + ": unknown type");
      node->types |= *type;
    }
    return Status::Ok();
  }

  Status Properties(const Json& value, const std::string& at, Node* node) {
    if (!value.is_object()) return Status::Error(at + ": must be an object");
    for (const auto& [name, schema] : value.items()) {
      int child = -1;
      if (Status s = Child(schema, at + Step(name), &child); !s.ok()) return s;
      node->properties.push_back({name, child, 0});
    }
    return Status::Ok();
  }

  // {"^x_": {}} only.
  static Status FreePrefix(const Json& value, const std::string& at, Node* node) {
    const auto plain = [](char c) {
      return c == '_' || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
    };
    const bool one =
        value.is_object() && value.size() == 1 && value.begin().value() == Json::object();
    const std::string prefix = one ? value.begin().key() : "";
    if (prefix.size() < 2 || prefix[0] != '^' ||
        !std::all_of(prefix.begin() + 1, prefix.end(), plain)) {
      return Status::Error(at + ": only one literal prefix with an empty schema is supported");
    }
    node->free_prefix = prefix.substr(1);
    return Status::Ok();
  }

  const Json& root_;
  std::vector<Node>* nodes_;
  std::map<std::string, int> done_;
  std::set<std::string> open_;  // the $refs that are being followed
};

size_t CodePoints(std::string_view utf8) {
  return std::count_if(utf8.begin(), utf8.end(),
                       [](char c) { return (static_cast<uint8_t>(c) & 0xC0) != 0x80; });
}

// Walks a document; `error_` is filled from the inside out, so the good path builds no strings.
class Walker {
 public:
  explicit Walker(const std::vector<Node>& nodes) : nodes_(nodes) {}

  bool Check(int index, const dom::element& value) {
    const Node& node = nodes_[index];
    switch (value.type()) {
      case dom::element_type::OBJECT:
        return TypeAllowed(node, kObject, "object") && NoEnum(node) &&
               CheckObject(node, dom::object(value));
      case dom::element_type::ARRAY:
        return TypeAllowed(node, kArray, "array") && NoEnum(node) &&
               CheckArray(node, dom::array(value));
      case dom::element_type::STRING:
        return TypeAllowed(node, kString, "string") && CheckString(node, std::string_view(value));
      case dom::element_type::INT64:
      case dom::element_type::UINT64:
      case dom::element_type::DOUBLE:
        return CheckNumber(node, value);
      case dom::element_type::BOOL:
        return TypeAllowed(node, kBoolean, "boolean") && NoEnum(node);
      case dom::element_type::NULL_VALUE:
        return TypeAllowed(node, kNull, "null") && NoEnum(node);
    }
    return Fail("is of an unknown type");
  }

  std::string error() const { return pointer_ + ": " + reason_; }

 private:
  bool Fail(std::string reason) {
    reason_ = std::move(reason);
    return false;
  }
  bool Inside(std::string_view step) {
    pointer_ = Step(step) + pointer_;
    return false;
  }
  bool TypeAllowed(const Node& node, Type type, const char* name) {
    return node.types == 0 || (node.types & type) != 0 ||
           Fail(std::string("must not be of type ") + name);
  }
  bool NoEnum(const Node& node) {
    return node.values.empty() || Fail("is none of the allowed values");
  }

  bool CheckObject(const Node& node, const dom::object& object) {
    uint64_t seen = 0;  // bit per required property
    size_t hint = 0;
    for (const auto field : object) {
      const int child = Property(node, field.key, &hint, &seen);
      if (child == kForbidden)
        return Fail("has a property that is not allowed: " + Quoted(field.key));
      if (child >= 0 && !Check(child, field.value)) return Inside(field.key);
    }
    for (size_t i = 0; i < node.required.size(); ++i) {
      if ((seen >> i & 1) == 0) return Fail("lacks '" + node.required[i] + "'");
    }
    return true;
  }

  // The schema of a property: -1 free, kForbidden not allowed. Records have their properties in
  // much the same order every time, so the search begins behind the last hit.
  static int Property(const Node& node, std::string_view key, size_t* hint, uint64_t* seen) {
    const size_t n = node.properties.size();
    for (size_t k = 0; k < n; ++k) {
      const size_t i = *hint + k < n ? *hint + k : *hint + k - n;
      if (node.properties[i].name == key) {
        *hint = i + 1 < n ? i + 1 : 0;
        *seen |= node.properties[i].required;
        return node.properties[i].schema;
      }
    }
    if (!node.free_prefix.empty() && key.substr(0, node.free_prefix.size()) == node.free_prefix)
      return -1;
    return node.additional;
  }

  bool CheckArray(const Node& node, const dom::array& array) {
    size_t i = 0;
    for (const dom::element item : array) {
      if (node.items >= 0 && !Check(node.items, item)) return Inside(std::to_string(i));
      ++i;
    }
    return i >= node.min_items ||
           Fail("has fewer than " + std::to_string(node.min_items) + " items");
  }

  bool CheckString(const Node& node, std::string_view text) {
    // A code point has four bytes at most, so most texts need no counting.
    if (text.size() < 4 * node.min_length && CodePoints(text) < node.min_length)
      return Fail("is too short");
    if (!node.values.empty() &&
        std::find(node.values.begin(), node.values.end(), text) == node.values.end()) {
      return Fail("is none of the allowed values: " + Quoted(text));
    }
    return !node.pattern || node.pattern->Matches(text) ||
           Fail("does not match the pattern: " + Quoted(text));
  }

  bool CheckNumber(const Node& node, const dom::element& value) {
    double number = 0;
    if (value.get(number) != simdjson::SUCCESS) return Fail("is no number");
    const bool integer = value.type() != dom::element_type::DOUBLE || std::trunc(number) == number;
    if (node.types != 0 && (node.types & kNumber) == 0 &&
        !((node.types & kInteger) != 0 && integer))
      return Fail("must not be of type number");
    if (node.minimum && number < *node.minimum) return Fail("is below the minimum");
    if (node.maximum && number > *node.maximum) return Fail("is above the maximum");
    return NoEnum(node);
  }

  const std::vector<Node>& nodes_;
  std::string pointer_, reason_;
};

}  // namespace

struct SchemaValidator::Impl {
  std::vector<Node> nodes;
  int root = 0;
};

SchemaValidator::SchemaValidator(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SchemaValidator::SchemaValidator(SchemaValidator&&) noexcept = default;
SchemaValidator& SchemaValidator::operator=(SchemaValidator&&) noexcept = default;
SchemaValidator::~SchemaValidator() = default;

Result<SchemaValidator> SchemaValidator::Make(std::string_view schema_json) {
  // Ordered, so that properties keep the order in which records are written.
  const Json root = Json::parse(schema_json, nullptr, /*allow_exceptions=*/false);
  if (root.is_discarded()) return Status::Error("the schema is not JSON");
  auto impl = std::make_unique<Impl>();
  Compiler compiler(root, &impl->nodes);
  Result<int> node = compiler.Compile(root, "");
  if (!node.ok()) return node.status();
  if (Status s = compiler.CompileDefinitions(); !s.ok()) return s;
  impl->root = node.value();
  return SchemaValidator(std::move(impl));
}

Status SchemaValidator::Validate(const std::string& json) const {
  thread_local dom::parser parser;
  dom::element document;
  const bool padded = json.capacity() - json.size() >= simdjson::SIMDJSON_PADDING;
  if (const auto error =
          parser.parse(json.data(), json.size(), /*realloc_if_needed=*/!padded).get(document)) {
    return Status::Error(std::string("not JSON: ") + simdjson::error_message(error));
  }
  Walker walker(impl_->nodes);
  return walker.Check(impl_->root, document) ? Status::Ok() : Status::Error(walker.error());
}

}  // namespace dealwire
