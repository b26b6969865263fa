// Who may include whom (docs/ARCHITECTURE.md), read from the sources themselves.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>

namespace dealwire {
namespace {

namespace fs = std::filesystem;

// Each room and the rooms it may include besides itself.
const std::map<std::string, std::set<std::string>> kMayInclude = {
    {"pipeline/base", {}},
    {"pipeline/text", {"pipeline/base"}},
    {"pipeline/html", {"pipeline/base", "pipeline/text"}},
    {"extractors/rules", {"pipeline/base", "pipeline/text"}},
    {"extractors/money", {"pipeline/base", "pipeline/text", "extractors/rules"}},
    {"extractors/date", {"pipeline/base", "pipeline/text", "extractors/rules"}},
    {"extractors/party", {"pipeline/base", "pipeline/text", "extractors/rules"}},
    {"extractors/quote",
     {"pipeline/base", "pipeline/text", "extractors/rules", "extractors/party/party_types.h"}},
    {"extractors/deal",
     {"pipeline/base", "pipeline/text", "extractors/rules", "extractors/money/money_types.h",
      "extractors/date/date_types.h", "extractors/party/party_types.h",
      "extractors/quote/quote_types.h"}},
    {"pipeline/record",
     {"pipeline/base", "pipeline/text", "extractors/deal", "extractors/money/money_types.h",
      "extractors/date/date_types.h", "extractors/party/party_types.h",
      "extractors/quote/quote_types.h"}},
    {"pipeline/input", {"pipeline/base"}},
    {"pipeline/run",
     {"pipeline/base", "pipeline/text", "pipeline/html", "pipeline/record", "pipeline/input",
      "pipeline/dealwire.h", "extractors/rules", "extractors/money", "extractors/date",
      "extractors/party", "extractors/quote", "extractors/deal"}},
    {"pipeline/store",
     {"pipeline/base", "pipeline/record/json_writer.h", "pipeline/record/pretty_json.h",
      "extractors/deal/deal_types.h"}},
    {"cli",
     {"pipeline/dealwire.h", "pipeline/base", "pipeline/input", "pipeline/run", "pipeline/store",
      "pipeline/record/json_writer.h"}},
};

// The room that may use a library's headers, by how those begin.
const std::map<std::string, std::set<std::string>> kLibraryOwners = {
    {"unicode/", {"pipeline/text", "extractors/rules"}},
    {"re2/", {"extractors/rules"}},
    {"tbb/", {"pipeline/run"}},
    {"nlohmann/", {"pipeline/record"}},
    {"libxml/", {"pipeline/html"}},
    {"simdjson", {"pipeline/html", "pipeline/record", "pipeline/input", "pipeline/store"}},
    {"archive", {"pipeline/input"}},
    {"expat", {"pipeline/input"}},
    {"zlib", {"pipeline/input"}},
    {"sqlite3", {"pipeline/store"}},
    {"libpq", {"pipeline/store"}},
    {"toml++/", {"extractors/rules"}},
    {"openssl/", {"pipeline/record"}},
    {"CLI/", {"cli"}},
};

bool Allowed(const std::string& room, const std::string& include) {
  if (include.starts_with(room + "/")) return true;
  for (const std::string& other : kMayInclude.at(room)) {
    if (include == other || include.starts_with(other + "/")) return true;
  }
  return false;
}

TEST(LayersTest, IncludesGoDownwardsOnly) {
  int seen = 0;
  for (const auto& [room, unused] : kMayInclude) {
    for (const auto& entry : fs::directory_iterator(fs::path(DEALWIRE_SOURCE_DIR) / room)) {
      const std::string extension = entry.path().extension().string();
      if (extension != ".h" && extension != ".cc") continue;
      std::ifstream in(entry.path());
      for (std::string line; std::getline(in, line);) {
        if (!line.starts_with("#include ")) continue;
        const std::string include = line.substr(10, line.find_last_of("\">") - 10);
        if (line[9] == '"') {
          ++seen;
          EXPECT_TRUE(Allowed(room, include)) << entry.path() << " includes " << include;
        }
        for (const auto& [prefix, owners] : kLibraryOwners) {
          if (line[9] == '<' && include.starts_with(prefix)) {
            EXPECT_EQ(owners.count(room), 1U) << entry.path() << " includes " << include;
          }
        }
      }
    }
  }
  EXPECT_GT(seen, 50);
}

}  // namespace
}  // namespace dealwire
