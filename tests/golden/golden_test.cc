// The records of our own articles, compared with those kept in corpora/golden. A change that is
// meant is taken over by
//
//   DEALWIRE_UPDATE_GOLDEN=1 build/release/tests/dealwire_tests --gtest_filter='Golden*'
//
// and read as a diff before it is committed.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>

#include "pipeline/dealwire.h"
#include "tests/support/read_text.h"

namespace dealwire {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

const fs::path kCorpora = fs::path(DEALWIRE_SOURCE_DIR) / "corpora";

// corpora/published.tsv: file name -> ISO date.
std::map<std::string, std::string> Published() {
  std::map<std::string, std::string> dates;
  std::istringstream in(ReadText(kCorpora / "published.tsv"));
  for (std::string line; std::getline(in, line);) {
    const size_t tab = line.find('\t');
    if (line.empty() || line[0] == '#' || tab == std::string::npos) continue;
    dates[line.substr(0, tab)] = line.substr(tab + 1, 10);
  }
  return dates;
}

TEST(GoldenTest, RecordsOfOurArticles) {
  Result<Engine> engine = Engine::Make({});
  ASSERT_TRUE(engine.ok()) << engine.status().message();
  const bool update = std::getenv("DEALWIRE_UPDATE_GOLDEN") != nullptr;
  const auto published = Published();
  std::set<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(kCorpora / "articles"))
    paths.insert(entry.path());
  EXPECT_GE(paths.size(), 12U);
  for (const fs::path& path : paths) {
    RawArticle article;
    article.id = path.stem().string();
    article.bytes = ReadText(path);
    ASSERT_EQ(published.count(path.filename().string()), 1U) << path;
    article.published = published.at(path.filename().string());
    const Outcome outcome = engine.value().Process(article);
    ASSERT_TRUE(outcome.status.ok()) << outcome.status.message();
    Json record = Json::parse(outcome.json);
    record.erase("provenance");  // changes with every rule
    const std::string text = record.dump(1) + "\n";
    const fs::path golden = kCorpora / "golden" / (article.id + ".json");
    if (update) {
      fs::create_directories(golden.parent_path());
      std::ofstream(golden, std::ios::binary) << text;
    } else {
      EXPECT_EQ(text == ReadText(golden), true)
          << golden << " differs; to see how, update it and look at the diff";
    }
  }
}

}  // namespace
}  // namespace dealwire
