// Build-time tool: writes a lexicon from Debian's iso-codes. With "countries" the countries by all
// their names (ISO 3166-1), with "subdivisions" states, provinces and counties (ISO 3166-2).
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

namespace {

using Json = nlohmann::json;

Json ReadList(const std::string& part) {
  std::ifstream in("/usr/share/iso-codes/json/iso_" + part + ".json");
  const Json all = Json::parse(in, nullptr, false);
  return all.is_discarded() ? Json::array() : all.value(part, Json::array());
}

std::string Lower(std::string s) {
  for (char& c : s) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return s;
}

// "Korea, Republic of" is written "Republic of Korea", "Congo, The Democratic Republic of the"
// likewise.
std::string TurnRound(const std::string& name) {
  const size_t comma = name.find(", ");
  return comma == std::string::npos ? name : name.substr(comma + 2) + " " + name.substr(0, comma);
}

// "Niedersachsen [Lower Saxony]", "Zug (de)": the plain name.
std::string Plain(std::string name) {
  const size_t bracket = name.find_first_of("[(");
  if (bracket != std::string::npos) name.resize(bracket);
  while (!name.empty() && name.back() == ' ') name.pop_back();
  return name;
}

void PrintCountries() {
  std::set<std::string> seen;
  for (const Json& row : ReadList("3166-1")) {
    for (const char* key : {"name", "common_name", "official_name"}) {
      if (!row.contains(key)) continue;
      const std::string name = TurnRound(row[key]);
      if (seen.insert(Lower(name)).second)
        std::cout << name << '\t' << row["alpha_2"].get<std::string>() << '\n';
    }
  }
}

// States and provinces of the countries that news in English names by them; elsewhere the names are
// too often words or surnames.
void PrintSubdivisions() {
  static const std::set<std::string> kCountries = {"US", "CA", "AU", "GB", "IN", "DE", "FR", "IT",
                                                   "ES", "CH", "AT", "NL", "BE", "IE", "BR", "MX",
                                                   "CN", "JP", "ZA", "PK", "RU", "UA"};
  std::set<std::string> seen;
  for (const Json& row : ReadList("3166-2")) {
    const std::string code = row["code"];
    const std::string country = code.substr(0, 2);
    if (kCountries.count(country) == 0) continue;
    const std::string name = Plain(row["name"]);
    if (name.size() > 3 && seen.insert(Lower(name)).second)
      std::cout << name << '\t' << country << '\n';
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::string which = argc > 1 ? argv[1] : "";
  std::cout << "name\tcountry\n";
  if (which == "countries") {
    PrintCountries();
  } else {
    PrintSubdivisions();
  }
  return 0;
}
