// Fields of JSON objects that may be absent; for the files of this room.
#ifndef DEALWIRE_PIPELINE_STORE_JSON_FIELDS_H_
#define DEALWIRE_PIPELINE_STORE_JSON_FIELDS_H_

#include <simdjson.h>

#include <string_view>

namespace dealwire {

// The field's value, or `otherwise` if it is absent or of another type.
template <class T>
T FieldOr(const simdjson::dom::object& object, std::string_view key, T otherwise) {
  T value;
  return object[key].get(value) == simdjson::SUCCESS ? value : otherwise;
}

inline std::string_view TextOf(const simdjson::dom::object& object, std::string_view key) {
  return FieldOr(object, key, std::string_view());
}

inline uint64_t NumberOf(const simdjson::dom::object& object, std::string_view key) {
  return FieldOr(object, key, uint64_t{0});
}

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_STORE_JSON_FIELDS_H_
