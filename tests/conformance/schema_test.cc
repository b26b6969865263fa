// The schema, its examples, and the two validators that must agree on them.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

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
#include "tests/support/read_text.h"

namespace dealwire {
namespace {

namespace fs = std::filesystem;
using Adapter = valijson::adapters::NlohmannJsonAdapter;

const fs::path kRoot = DEALWIRE_SOURCE_DIR;

const fs::path kExamples = kRoot / "schemas" / "examples";

// valijson, with a schema file.
class Independent {
 public:
  explicit Independent(const fs::path& schema) : json_(nlohmann::json::parse(ReadText(schema))) {
    valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(Adapter(json_), schema_);
  }
  bool ValidText(const std::string& text) { return Valid(nlohmann::json::parse(text)); }
  bool Valid(const nlohmann::json& value) {
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
  EXPECT_TRUE(meta.ValidText(ReadText(kRoot / "schemas" / "record.schema.json")));
  EXPECT_FALSE(meta.ValidText(R"({"type": 3})"));
}

TEST(SchemaTest, BuiltInSchemaIsTheFile) {
  EXPECT_EQ(Engine::Schema(), ReadText(kRoot / "schemas" / "record.schema.json"));
}

TEST(SchemaTest, BothValidatorsAcceptTheValidExamples) {
  const SchemaValidator ours = Ours();
  Independent theirs(kRoot / "schemas" / "record.schema.json");
  for (const auto& entry : fs::directory_iterator(kExamples / "valid")) {
    const std::string text = ReadText(entry.path());
    const Status s = ours.Validate(text);
    EXPECT_TRUE(s.ok()) << entry.path() << ": " << s.message();
    EXPECT_TRUE(theirs.ValidText(text)) << entry.path();
  }
}

TEST(SchemaTest, BothValidatorsRefuseTheInvalidExamplesAndOursNamesThePlace) {
  const SchemaValidator ours = Ours();
  Independent theirs(kRoot / "schemas" / "record.schema.json");
  const auto record = nlohmann::json::parse(ReadText(kExamples / "valid" / "every_field.json"));
  const auto examples = nlohmann::json::parse(ReadText(kExamples / "invalid.json"));
  EXPECT_FALSE(examples.empty());
  for (const auto& example : examples) {
    const nlohmann::json bad = record.patch(example["patch"]);
    const std::string message = ours.Validate(bad.dump()).message();
    EXPECT_NE(message, "") << example["name"];
    EXPECT_EQ(message.substr(0, message.find(':')), example["at"])
        << example["name"] << ": " << message;
    EXPECT_FALSE(theirs.Valid(bad)) << example["name"];
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
    EXPECT_TRUE(outcome.status.ok() && theirs.ValidText(outcome.json)) << entry.path();
  }
}

}  // namespace
}  // namespace dealwire
