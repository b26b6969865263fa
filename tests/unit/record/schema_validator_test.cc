// SchemaValidator by itself: what Make refuses, what each keyword does, where errors point. The
// published schema with its examples, and the agreement with an independent validator, are in
// tests/conformance/schema_test.cc.
#include "pipeline/record/schema_validator.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <random>
#include <regex>
#include <string>
#include <thread>
#include <vector>

#include "pipeline/record/simple_pattern.h"
#include "tests/support/read_text.h"

namespace dealwire {
namespace {

namespace fs = std::filesystem;

const fs::path kSchemas = fs::path(DEALWIRE_SOURCE_DIR) / "schemas";

// "" for valid; else the error of Validate, or that of Make after "make: ".
std::string Verdict(const std::string& schema, const std::string& json) {
  const Result<SchemaValidator> v = SchemaValidator::Make(schema);
  if (!v.ok()) return "make: " + v.status().message();
  return v.value().Validate(json).message();
}

TEST(SchemaValidatorTest, Keywords) {
  struct Case {
    const char* schema;
    const char* json;
    const char* error;  // how it begins; "" for valid
  };
  const Case cases[] = {
      {R"({})", "null", ""},
      {R"({"type": "integer"})", "1.0", ""},
      {R"({"type": "integer"})", "1e300", ""},
      {R"({"type": "integer"})", "1.5", ": must not be of type number"},
      {R"({"type": ["string", "array"], "pattern": "^m[0-9]+$"})", "[1]", ""},
      {R"({"type": ["string", "array"], "pattern": "^m[0-9]+$"})", "\"n1\"", ": does not match"},
      {R"({"enum": ["a", "b"]})", "\"b\"", ""},
      {R"({"enum": ["a", "b"]})", "true", ": is none of"},
      {R"({"const": "a"})", "\"b\"", ": is none of"},
      {R"({"const": "a"})", "{}", ": is none of"},
      {R"({"const": "a"})", "[]", ": is none of"},
      {R"({"properties": {"a": {}}, "required": ["a"]})", "{}", ": lacks 'a'"},
      {R"({"properties": {"a": {}}, "required": ["a"]})", "[]", ""},
      {R"({"properties": {"a": {"minimum": 0, "maximum": 1}}})", R"({"a": -0.1})", "/a: is below"},
      {R"({"properties": {"a": {"minimum": 0, "maximum": 1}}})", R"({"a": 1.1})", "/a: is above"},
      {R"({"additionalProperties": false, "patternProperties": {"^x_": {}}})", R"({"x_": [1]})",
       ""},
      {R"({"additionalProperties": false, "patternProperties": {"^x_": {}}})", R"({"x": 1})",
       ": has a property"},
      {R"({"additionalProperties": {"type": "string"}})", R"({"a/b~c": 1})",
       "/a~1b~0c: must not be"},
      {R"({"items": {"minLength": 2}})", R"(["ab", "\u00e9"])", "/1: is too short"},
      {R"({"items": {"minLength": 2}})", R"(["\u00e9\u00e9"])", ""},
      {R"({"minItems": 1})", "[]", ": has fewer than 1"},
      {R"({"definitions": {"s": {"type": "string"}}, "items": {"$ref": "#/definitions/s", "description": "d"}})",
       "[1]", "/0: must not be"},
      {R"({"definitions": {"l": {"items": {"$ref": "#/definitions/l"}, "type": "array"}}, "$ref": "#/definitions/l"})",
       "[[[[]], 1]]", "/0/1: must not be"},
      {R"({})", "", "not JSON"},
      {R"({})", "{} {}", "not JSON"},
      {R"({})", "\"\xff\"", "not JSON"},
  };
  for (const Case& c : cases) {
    const std::string verdict = Verdict(c.schema, c.json);
    EXPECT_EQ(verdict.substr(0, std::string(c.error).size()), c.error) << c.schema << " " << c.json;
    EXPECT_EQ(verdict.empty(), *c.error == 0) << c.schema << " " << c.json << " " << verdict;
  }
}

// Nothing in a schema is ignored: what Make does not know, it names.
TEST(SchemaValidatorTest, MakeRefuses) {
  const std::pair<const char*, const char*> cases[] = {
      {R"({"properties": {"a": {"oneOf": []}}})", "/properties/a/oneOf: "},
      {R"({"definitions": {"unused": {"format": "date"}}})", "/definitions/unused/format: "},
      {R"({"properties": {"a/b": {"not": {}}}})", "/properties/a~1b/not: "},
      {R"({"properties": []})", "/properties: "},
      {R"({"items": true})", "/items: "},
      {R"({"type": []})", "/type: "},
      {R"({"type": "text"})", "/type: "},
      {R"({"enum": []})", "/enum: "},
      {R"({"enum": [1]})", "/enum: "},
      {R"({"const": 1})", "/const: "},
      {R"({"const": "a", "enum": ["b"]})", "/enum: "},
      {R"({"minItems": -1})", "/minItems: "},
      {R"({"required": ["a"]})", "/required: "},
      {R"({"patternProperties": {"^x.*": {}}})", "/patternProperties: "},
      {R"({"patternProperties": {"^x_": {"type": "string"}}})", "/patternProperties: "},
      {R"({"patternProperties": {"^x_": {}, "^y_": {}}})", "/patternProperties: "},
      {R"({"pattern": "^[0-9]+0$"})", "/pattern: "},
      {R"({"$ref": "other.json"})", "/$ref: "},
      {R"({"$ref": "#/definitions/none"})", "/$ref: "},
      {R"({"items": {"$ref": "#/definitions/a", "minLength": 1}, "definitions": {"a": {}}})",
       "/items/minLength: "},
      {R"({"$ref": "#/definitions/a", "definitions": {"a": {"$ref": "#/definitions/a"}}})",
       "/definitions/a: "},
      {R"({"a": )", "the schema is not JSON"},
      {R"([])", ": a schema must be an object"},
  };
  for (const auto& [schema, error] : cases) {
    const Result<SchemaValidator> v = SchemaValidator::Make(schema);
    ASSERT_FALSE(v.ok()) << schema;
    EXPECT_EQ(v.status().message().rfind(error, 0), 0U) << schema << ": " << v.status().message();
  }
}

TEST(SchemaValidatorTest, SixtyFourRequiredPropertiesAreTheMost) {
  for (const int n : {64, 65}) {
    std::string properties, required, all, all_but_last;
    for (int i = 0; i < n; ++i) {
      std::string name = i == 0 ? "\"k" : ",\"k";
      name.append(std::to_string(i)).append("\"");
      properties.append(name).append(":{}");
      required.append(name);
      all_but_last = all;
      all.append(name).append(":0");
    }
    std::string schema = "{\"properties\":{";
    schema.append(properties).append("},\"required\":[").append(required).append("]}");
    if (n == 64) {
      EXPECT_EQ(Verdict(schema, "{" + all + "}"), "");
      EXPECT_EQ(Verdict(schema, "{" + all_but_last + "}"), ": lacks 'k63'");
    } else {
      EXPECT_EQ(Verdict(schema, "{}").rfind("make: /required: ", 0), 0U);
    }
  }
}

// An article's text in an error message would make the line that reports it as long as the article.
TEST(SchemaValidatorTest, LongValuesAreCutInMessages) {
  std::string text = "x";
  for (int i = 0; i < 1000; ++i) text += "\u20ac";
  const std::string verdict = Verdict(R"({"enum": ["a"]})", "\"" + text + "\"");
  EXPECT_LT(verdict.size(), 130U);
  EXPECT_NE(verdict.find("\u20ac...'"), std::string::npos) << verdict;
}

// Each pattern of the schema, and what it lets through.
TEST(SchemaValidatorTest, PatternsOfTheSchema) {
  struct Case {
    const char* pattern;
    std::vector<const char*> good, bad;
  };
  const Case cases[] = {
      {"^m[1-9][0-9]*$", {"m1", "m10"}, {"", "m", "m0", "m01", "n1", "m1 ", "m1\n", "M1"}},
      {"^[0-9]+(\\.[0-9]+)?$",
       {"0", "12000000.5"},
       {"", ".5", "5.", "0.5.25", "-1", "1e9", "1,000", "٣"}},
      {"^[A-Z]{3}$", {"USD"}, {"US", "USDX", "usd"}},
      {"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", {"2026-04-27"}, {"2026-04", "2026-4-27", "2026-04-27T10"}},
  };
  for (const Case& c : cases) {
    const Result<SimplePattern> p = SimplePattern::Compile(c.pattern);
    ASSERT_TRUE(p.ok()) << p.status().message();
    for (const char* text : c.good)
      EXPECT_TRUE(p.value().Matches(text)) << c.pattern << " " << text;
    for (const char* text : c.bad)
      EXPECT_FALSE(p.value().Matches(text)) << c.pattern << " " << text;
  }
}

TEST(SchemaValidatorTest, PatternsThatAreRefused) {
  for (const char* pattern :
       {"",          "^",        "a",     "^a",          "a$",         "^a|b$", "^.$",    "^[^a]$",
        "^[a-\\d]$", "^[\\d]$",  "^\\d$", "^a{2,3}$",    "^a{99999}$", "^(a)$", "^(a)*$", "^()?$",
        "^(a?)?b$",  "^(ab)?a$", "^a*a$", "^[ab]?[bc]$", "^(a",        "^[a"}) {
    EXPECT_FALSE(SimplePattern::Compile(pattern).ok()) << pattern;
  }
}

// Random patterns against std::regex: what Compile accepts means the same.
class Patterns {
 public:
  explicit Patterns(unsigned seed) : random_(seed) {}
  int Below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
  std::string Sequence(int depth) {
    static constexpr const char* kAtoms[] = {"a", "b", "c", "[ab]", "[b-c]", "[a-c]", "\\."};
    static constexpr const char* kCounts[] = {"", "", "*", "+", "?", "{2}", "{3}"};
    std::string out;
    for (int n = 1 + Below(3); n > 0; --n) {
      if (depth < 2 && Below(4) == 0) {
        out += "(" + Sequence(depth + 1) + ")?";
      } else {
        out += kAtoms[Below(7)];
        out += kCounts[Below(7)];
      }
    }
    return out;
  }

 private:
  std::mt19937 random_;
};

TEST(SchemaValidatorTest, PatternsMeanWhatStdRegexMakesOfThem) {
  Patterns patterns(1);
  int matches = 0;
  for (int round = 0; round < 2000; ++round) {
    const std::string pattern = "^" + patterns.Sequence(0) + "$";
    const Result<SimplePattern> ours = SimplePattern::Compile(pattern);
    if (!ours.ok()) continue;
    const std::regex theirs(pattern);
    for (int k = 0; k < 20; ++k) {
      std::string text;
      for (int n = patterns.Below(8); n > 0; --n) text += "abc."[patterns.Below(4)];
      const bool match = std::regex_match(text, theirs);
      matches += match ? 1 : 0;
      ASSERT_EQ(ours.value().Matches(text), match) << pattern << " " << text;
    }
  }
  EXPECT_GT(matches, 500);
}

TEST(SchemaValidatorTest, ManyThreadsShareOne) {
  const Result<SchemaValidator> v =
      SchemaValidator::Make(ReadText(kSchemas / "record.schema.json"));
  ASSERT_TRUE(v.ok());
  const std::string good = ReadText(kSchemas / "examples" / "valid" / "every_field.json");
  const std::string bad = R"({"schema": 1})";
  std::vector<int> right(4);
  std::vector<std::thread> threads;
  threads.reserve(right.size());
  for (int& count : right) {
    threads.emplace_back([&] {
      for (int i = 0; i < 200; ++i)
        count += v.value().Validate(good).ok() && !v.value().Validate(bad).ok() ? 1 : 0;
    });
  }
  for (std::thread& t : threads) t.join();
  EXPECT_EQ(right, std::vector<int>(4, 200));
}

}  // namespace
}  // namespace dealwire
