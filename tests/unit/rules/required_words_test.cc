// The words that a pattern asks for, read off the pattern.
#include "extractors/rules/required_words.h"

#include <gtest/gtest.h>

#include <string>

namespace dealwire {
namespace {

std::string Show(const std::vector<WordChoice>& choices) {
  std::string out;
  for (const WordChoice& choice : choices) {
    if (!out.empty()) out += ' ';
    std::string words;
    for (const std::string& word : choice) words += (words.empty() ? "" : "|") + word;
    out += words;
  }
  return out;
}

TEST(RequiredWordsTest, AreThoseOfEveryMatch) {
  const struct {
    const char* regex;
    const char* words;
  } cases[] = {
      {R"(\bbuys\b)", "buys"},
      {R"(\b(?:buys|will buy) (?:[a-z]+ )*?(?:stake|share)s?\b)",
       "buy|buys share|shares|stake|stakes"},
      // What may stand beside it in one word makes a word unknown.
      {R"(buys)", ""},
      {R"(\b[a-z]*buys\b)", ""},
      {R"(\bbuys[a-z]*\b)", ""},
      {R"(\b(?:[a-z]+ )*buys\b)", "buys"},
      {R"(\b(?:[a-z]+ |un)*buys\b)", ""},
      {R"(\b[!-~]buys\b)", ""},
      {R"(\b[, -]buys\b)", "buys"},
      // What may be left out asks for nothing.
      {R"(\b(?:buys )?stake\b)", "stake"},
      {R"(\b(?:buys )*stake\b)", "stake"},
      {R"(\b(?:buys )+stake\b)", "buys stake"},
      {R"(\b(?:buys ){0,2}stake\b)", "stake"},
      {R"(\b(?:buys ){1,2}stake\b)", "buys stake"},
      {R"(\b(?:buys|) stake\b)", "stake"},
      // One alternative without a word spoils the choice, a common word makes it worthless.
      {R"(\b(?:buys|[a-z]+) stake\b)", "stake"},
      {R"(\b(?:buys|of) stake\b)", "stake"},
      {R"(\b(?:letter of intent|pact)\b)", "letter|pact"},
      {R"(\b(?:buys (?:all|most)|sells [a-z]+) shares\b)", "buys|sells shares"},
      {R"(\bbuy-out\b)", "buy out"},
      {R"(\b(?P<a>Acqui(?:re|sition)s?) of)", "acquire|acquires|acquisition|acquisitions"},
      // Mentions part words; digits and single letters are none.
      {"\uE000 buys \uE000", "buys"},
      {"\uE000's 25 stake", ""},
      {"\uE000's 25 stake\\b", "stake"},
      {R"(\b737 jets$)", "jets"},
      {R"(^jets )", "jets"},
      {R"(\bcaf[eé]s\b)", ""},
      // What it cannot read asks for nothing.
      {R"(\b[[:alpha:]]+ buys\b)", ""},
      {R"(\b\x41buys\b)", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(Show(RequiredWords(c.regex)), c.words) << c.regex;
}

}  // namespace
}  // namespace dealwire
