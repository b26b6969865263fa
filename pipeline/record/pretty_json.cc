#include "pipeline/record/pretty_json.h"

#include <nlohmann/json.hpp>

namespace dealwire {

std::string PrettyJson(const std::string& json) {
  // Ordered: keys stay as the record has them.
  return nlohmann::ordered_json::parse(json, nullptr, /*allow_exceptions=*/false).dump(2);
}

}  // namespace dealwire
