// The rule loader's refusals, the number readers, lexicons.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "extractors/rules/lexicon.h"
#include "extractors/rules/numbers.h"
#include "extractors/rules/rule_set.h"
#include "pipeline/dealwire.h"

namespace dealwire {
namespace {

struct Refusal {
  const char* name;
  const char* toml;
  const char* message;  // must stand in the error
};

const char kGood[] = R"(
[[rule]]
name = "x.one"
pattern = '''(?P<n>[0-9]+)'''
value = { n = "decimal" }
matches = ["[12] => 12"]
rejects = ["none"]
)";

Status LoadToml(const std::string& toml) {
  const std::vector<EmbeddedFile> files = {{"x/rules/words.tsv", "form\tcode\nalder\tA\n"},
                                           {"x/rules/rules.toml", toml}};
  Result<RuleBook> book = RuleBook::Load(files, "");
  return book.ok() ? Status::Ok() : book.status();
}

TEST(RuleLoaderTest, LoadsAGoodFile) {
  const Status s = LoadToml(kGood);
  EXPECT_TRUE(s.ok()) << s.message();
}

TEST(RuleLoaderTest, RefusesWithFileLineAndColumn) {
  const Refusal cases[] = {
      {"broken TOML", "[[rule]\nname = 1", "rules.toml:1:"},
      {"no name", "[[rule]]\npattern = 'a'", "needs a name"},
      {"no pattern", "[[rule]]\nname = 'x'", "has no pattern"},
      {"bad pattern", "[[rule]]\nname = 'x'\npattern = '(a'\nmatches=['[a]']\nrejects=['b']",
       "rules.toml:3:11: x: missing )"},
      {"empty match", "[[rule]]\nname = 'x'\npattern = 'a*'\nmatches=['[a]']\nrejects=['b']",
       "matches the empty string"},
      {"unknown macro", "[[rule]]\nname = 'x'\npattern = '{NOPE}'\nmatches=['[a]']\nrejects=['b']",
       "unknown name {NOPE}"},
      {"no examples", "[[rule]]\nname = 'x'\npattern = 'a'\nmatches=['[a]']",
       "at least one example under 'rejects'"},
      {"bad example", "[[rule]]\nname = 'x'\npattern = 'a'\nmatches=['a']\nrejects=['b']",
       "an example must be"},
      {"unknown verb",
       "[[rule]]\nname = 'x'\npattern = "
       "'(?P<a>a)'\nvalue={a='shout'}\nmatches=['[a]']\nrejects=['b']",
       "unknown verb 'shout'"},
      {"unknown group",
       "[[rule]]\nname = 'x'\npattern = 'a'\nvalue={b='text'}\nmatches=['[a]']\nrejects=['b']",
       "no group 'b'"},
      {"unknown lexicon",
       "[[rule]]\nname = 'x'\npattern = "
       "'(?P<a>a)'\nvalue={a='lookup:nope'}\nmatches=['[a]']\nrejects=['b']",
       "unknown lexicon 'nope'"},
      {"unknown trigger",
       "[[rule]]\nname = 'x'\npattern = 'a'\nneeds=['nope']\nmatches=['[a]']\nrejects=['b']",
       "unknown trigger 'nope'"},
      {"duplicate rule",
       "[[rule]]\nname = 'x'\npattern = 'a'\nmatches=['[a]']\nrejects=['b']\n[[rule]]\nname = "
       "'x'\npattern = 'a'\nmatches=['[a]']\nrejects=['b']",
       "stands twice"},
      {"endless definitions",
       "[define]\nA='{B}'\nB='{A}'\n[[rule]]\nname = 'x'\npattern = "
       "'{A}'\nmatches=['[a]']\nrejects=['b']",
       "refer to each other"},
  };
  for (const Refusal& c : cases) {
    const Status s = LoadToml(c.toml);
    ASSERT_FALSE(s.ok()) << c.name;
    EXPECT_NE(s.message().find(c.message), std::string::npos) << c.name << ": " << s.message();
    EXPECT_NE(s.message().find("rules.toml:"), std::string::npos) << c.name << ": " << s.message();
  }
}

TEST(RuleLoaderTest, LexiconMakesAMacro) {
  const Status s = LoadToml(
      "[[rule]]\nname='x'\npattern='(?i)(?P<w>{WORDS})'\nvalue={w='lookup:words'}\nmatches=['an "
      "[Alder] => A']\nrejects=['b']");
  EXPECT_TRUE(s.ok()) << s.message();
}

TEST(LexiconTest, RefusesBadRows) {
  const std::pair<const char*, const char*> cases[] = {
      {"form\tcode\nx\n", "f.tsv:2: has 1 cells"},
      {"form\tcode\n\ty\n", "f.tsv:2: the first cell is empty"},
      {"form\tcode\nx\t1\n# note\nX\t2\n", "f.tsv:4: 'X' stands twice"},
      {"# nothing\n", "no header line"}};
  for (const auto& [tsv, message] : cases) {
    const Result<Lexicon> lexicon = Lexicon::Parse("f.tsv", tsv);
    ASSERT_FALSE(lexicon.ok());
    EXPECT_NE(lexicon.status().message().find(message), std::string::npos)
        << lexicon.status().message();
  }
}

TEST(PhraseIndexTest, FindsTheLongestPhrase) {
  PhraseIndex index;
  index.Add("Osprey", 1);
  index.Add("Osprey & Lark", 2);
  index.Add("Osprey & Lark Holdings", 3);
  const std::string text = "osprey & lark said Osprey Holdings";
  const std::vector<Token> tokens = Tokenize(text);
  const PhraseIndex::Hit hit = index.Longest(tokens, 0, tokens.size());
  EXPECT_EQ(hit.id, 2);
  EXPECT_EQ(hit.tokens, 3U);
  EXPECT_EQ(index.Longest(tokens, 4, tokens.size()).id, 1);
  EXPECT_EQ(index.Longest(tokens, 5, tokens.size()).id, -1);
}

TEST(NumbersTest, ParseDecimal) {
  const std::pair<const char*, const char*> cases[] = {{"1,250,000", "1250000"},
                                                       {"1.250.000", "1250000"},
                                                       {"1 250 000", "1250000"},
                                                       {"1'250'000", "1250000"},
                                                       {"126,36", "126.36"},
                                                       {"24.50", "24.5"},
                                                       {"1,250", "1250"},
                                                       {"12,34,567.89", "1234567.89"},
                                                       {".5", "0.5"},
                                                       {"007", "7"},
                                                       {"half", "0.5"},
                                                       {"half a", "0.5"},
                                                       {"two and a half", "2.5"},
                                                       {"twenty-five", "25"},
                                                       {"three hundred", "300"},
                                                       {"two hundred thousand", "200000"},
                                                       {"three quarters", "0.75"},
                                                       {"one point two", "1.2"},
                                                       {"", ""},
                                                       {"alder", ""},
                                                       {"a dozen", "12"}};
  for (const auto& [words, value] : cases) EXPECT_EQ(ParseDecimal(words), value) << words;
}

TEST(NumbersTest, ExactArithmetic) {
  EXPECT_EQ(ScaleDecimal("1.2", 9), "1200000000");
  EXPECT_EQ(ScaleDecimal("75", -2), "0.75");
  EXPECT_EQ(ScaleDecimal("0.1", 1), "1");
  EXPECT_EQ(AddDecimal("15000000000", "35000000000"), "50000000000");
  EXPECT_EQ(AddDecimal("0.1", "0.2"), "0.3");
  EXPECT_EQ(MultiplyDecimal("2.5", "0.4"), "1");
  EXPECT_LT(CompareDecimal("9.9", "10"), 0);
  EXPECT_EQ(CompareDecimal("1.50", "1.5"), 0);
}

TEST(BuiltInRulesTest, AllExamplesHold) {
  Result<Engine> engine = Engine::Make({});
  ASSERT_TRUE(engine.ok()) << engine.status().message();
  for (const std::string& failure : engine.value().CheckRules()) ADD_FAILURE() << failure;
}

TEST(BuiltInRulesTest, OverlayReplacesAndRefuses) {
  const std::filesystem::path dir =
      std::filesystem::temp_directory_path() / "dealwire_overlay_test";
  std::filesystem::create_directories(dir / "money");
  std::ofstream(dir / "money" / "extra.toml") << "[[rule]]\nname = 'money.broken'\npattern = '('\n";
  Options options;
  options.rules_dir = dir.string();
  const Result<Engine> engine = Engine::Make(options);
  ASSERT_FALSE(engine.ok());
  EXPECT_NE(engine.status().message().find("extra.toml:3:11"), std::string::npos)
      << engine.status().message();
  std::filesystem::remove_all(dir);
}

}  // namespace
}  // namespace dealwire
