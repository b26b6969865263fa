// The schema, its examples, and the two validators that must agree on them.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wall"
#pragma GCC diagnostic ignored "-Wextra"
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wshadow"
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>
#pragma GCC diagnostic pop

#include "pipeline/dealwire.h"
#include "pipeline/record/schema_validator.h"

namespace dealwire {
namespace {

namespace fs = std::filesystem;
using Adapter = valijson::adapters::NlohmannJsonAdapter;

const fs::path kRoot = DEALWIRE_SOURCE_DIR;

std::string ReadText(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::vector<fs::path> Examples(const char* kind) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(kRoot / "schemas" / "examples" / kind))
    paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

// valijson, with a schema file.
class Independent {
 public:
  explicit Independent(const fs::path& schema) : json_(nlohmann::json::parse(ReadText(schema))) {
    valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(Adapter(json_), schema_);
  }
  bool Valid(const std::string& text) {
    const nlohmann::json value = nlohmann::json::parse(text);
    return valijson::Validator().validate(schema_, Adapter(value), nullptr);
  }

 private:
  nlohmann::json json_;
  valijson::Schema schema_;
};

SchemaValidator Ours() {
  Result<SchemaValidator> v =
      SchemaValidator::Make(ReadText(kRoot / "schemas" / "record.schema.json"));
  EXPECT_TRUE(v.ok()) << v.status().message();
  return v.Take();
}

TEST(SchemaTest, PassesTheDraft7MetaSchema) {
  Independent meta(kRoot / "tests" / "conformance" / "draft-07.json");
  EXPECT_TRUE(meta.Valid(ReadText(kRoot / "schemas" / "record.schema.json")));
  EXPECT_FALSE(meta.Valid(R"({"type": 3})"));
}

TEST(SchemaTest, BuiltInSchemaIsTheFile) {
  EXPECT_EQ(Engine::Schema(), ReadText(kRoot / "schemas" / "record.schema.json"));
}

TEST(SchemaTest, BothValidatorsAcceptTheValidExamples) {
  const SchemaValidator ours = Ours();
  Independent theirs(kRoot / "schemas" / "record.schema.json");
  for (const fs::path& path : Examples("valid")) {
    const Status s = ours.Validate(ReadText(path));
    EXPECT_TRUE(s.ok()) << path << ": " << s.message();
    EXPECT_TRUE(theirs.Valid(ReadText(path))) << path;
  }
}

TEST(SchemaTest, BothValidatorsRefuseTheInvalidExamples) {
  const SchemaValidator ours = Ours();
  Independent theirs(kRoot / "schemas" / "record.schema.json");
  for (const fs::path& path : Examples("invalid")) {
    EXPECT_FALSE(ours.Validate(ReadText(path)).ok()) << path;
    EXPECT_FALSE(theirs.Valid(ReadText(path))) << path;
  }
}

TEST(SchemaTest, ErrorsNameThePlace) {
  const SchemaValidator ours = Ours();
  const fs::path dir = kRoot / "schemas" / "examples" / "invalid";
  const std::pair<const char*, const char*> cases[] = {
      {"money_value_is_a_number.json", "/money/0/max: "},
      {"unknown_key_deep.json", "/deals/0/terms/term: "},
      {"span_without_bytes.json", "/money/0/span: lacks 'byte_start'"}};
  for (const auto& [file, message] : cases) {
    const Status s = ours.Validate(ReadText(dir / file));
    ASSERT_FALSE(s.ok());
    EXPECT_EQ(s.message().rfind(message, 0), 0U) << s.message();
  }
}

TEST(SchemaTest, UnknownKeywordsAreRefused) {
  const std::pair<const char*, const char*> cases[] = {
      {R"({"oneOf": []})", "/oneOf"},
      {R"({"properties": {"a": {"format": "date"}}})", "/properties/a/format"},
      {R"({"pattern": "a.*b"})", "/pattern"},
      {R"({"$ref": "other.json"})", "$ref"},
      {R"({"type": "text"})", "/type"}};
  for (const auto& [schema, place] : cases) {
    const Result<SchemaValidator> v = SchemaValidator::Make(schema);
    ASSERT_FALSE(v.ok()) << schema;
    EXPECT_NE(v.status().message().find(place), std::string::npos) << v.status().message();
  }
}

// Every record of our own articles passes both.
TEST(SchemaTest, RecordsOfOurArticlesPassBoth) {
  Result<Engine> engine = Engine::Make({});
  ASSERT_TRUE(engine.ok()) << engine.status().message();
  Independent theirs(kRoot / "schemas" / "record.schema.json");
  for (const auto& entry : fs::directory_iterator(kRoot / "corpora" / "articles")) {
    RawArticle article;
    article.path = entry.path().filename().string();
    article.bytes = ReadText(entry.path());
    const Outcome outcome = engine.value().Process(article);
    EXPECT_TRUE(outcome.status.ok()) << outcome.status.message();
    EXPECT_TRUE(outcome.status.ok() && theirs.Valid(outcome.json)) << entry.path();
  }
}

}  // namespace
}  // namespace dealwire
