// Runs tests/cases/*.txt: sentences with what must be found marked in them (tests/cases/README.md).
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "extractors/deal/extraction.h"
#include "pipeline/dealwire.h"
#include "pipeline/text/document.h"

namespace dealwire {
namespace {

struct Case {
  std::string text;
  std::vector<std::string> expected;  // "words|value"
};

// "Alder paid [$3|USD 3]." -> the text, and what is marked. Square brackets inside the words are
// balanced.
Case ParseCase(const std::string& line) {
  Case c;
  for (size_t i = 0; i < line.size(); ++i) {
    if (line[i] != '[') {
      const bool newline = line.compare(i, 2, "\\n") == 0;
      c.text += newline ? '\n' : line[i];
      i += newline ? 1 : 0;
      continue;
    }
    const size_t bar = line.find('|', i), close = line.find(']', bar);
    c.expected.push_back(line.substr(i + 1, close - i - 1));
    c.text += line.substr(i + 1, bar - i - 1);
    i = close;
  }
  return c;
}

std::string With(std::string value, const std::string& word) {
  return word.empty() ? value : value + " " + word;
}

using Lister = std::function<std::vector<std::string>(const Document&, const Extraction&)>;

void RunCases(const char* file, const Lister& list) {
  static const Engine* const kEngine = new Engine(Engine::Make({}).Take());
  std::ifstream in(std::string(DEALWIRE_SOURCE_DIR) + "/tests/cases/" + file);
  ASSERT_TRUE(in) << file;
  RawArticle article;
  int number = 0, run = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    if (line[0] == '@') {
      article.published = line.substr(2);
      continue;
    }
    const Case c = ParseCase(line);
    article.bytes = c.text;
    const Document doc = Document::Make(article);
    EXPECT_EQ(list(doc, kEngine->Extract(article, doc)), c.expected)
        << file << ":" << number << ": " << c.text;
    ++run;
  }
  EXPECT_GT(run, 4) << file;
}

std::string Words(const Document& doc, TextSpan span) {
  return std::string(doc.ToSource(span).exact);
}

TEST(CasesTest, Money) {
  RunCases("money.txt", [](const Document& doc, const Extraction& x) {
    std::vector<std::string> out;
    for (const MoneyMention& m : x.money) {
      std::string v = m.currency + " " + m.value;
      if (!m.min.empty() || !m.max.empty()) v += m.min + ".." + m.max;
      if (!m.magnitude.empty()) v += "~" + m.magnitude;
      for (const Qualifier q : m.qualifiers) v = With(v, kQualifierNames[static_cast<int>(q)]);
      if (!m.per.empty()) v += " /" + m.per;
      if (!m.period.empty()) v += " /" + m.period;
      out.push_back(Words(doc, m.span) + "|" + v);
    }
    return out;
  });
}

TEST(CasesTest, Percents) {
  RunCases("percents.txt", [](const Document& doc, const Extraction& x) {
    std::vector<std::string> out;
    for (const PercentMention& p : x.percents) {
      out.push_back(Words(doc, p.span) + "|" +
                    With(p.value, kPercentKindNames[static_cast<int>(p.kind)]));
    }
    return out;
  });
}

TEST(CasesTest, Dates) {
  RunCases("dates.txt", [](const Document& doc, const Extraction& x) {
    std::vector<std::string> out;
    for (const DateMention& d : x.dates) {
      std::string v = With(With(d.timex3, d.mod), kBoundNames[static_cast<int>(d.bound)]);
      if (d.anchor_date >= 0) v += " t" + std::to_string(d.anchor_date + 1);
      out.push_back(Words(doc, d.span) + "|" + v);
    }
    return out;
  });
}

TEST(CasesTest, DirectQuotes) {
  RunCases("quotes.txt", [](const Document& doc, const Extraction& x) {
    std::vector<std::string> out;
    for (const QuoteMention& q : x.quotes) {
      if (q.direct)
        out.push_back(
            Words(doc, q.span) + "|" +
            With(kQuoteKindNames[static_cast<int>(q.kind)], std::string(doc.Words(q.speaker))));
    }
    return out;
  });
}

TEST(CasesTest, Speech) {
  RunCases("speech.txt", [](const Document& doc, const Extraction& x) {
    std::vector<std::string> out;
    for (const QuoteMention& q : x.quotes) {
      std::string v = std::string(doc.Words(q.speaker)) + ", " + std::string(doc.Words(q.cue));
      if (!q.source.empty()) v += ", " + q.source;
      out.push_back(Words(doc, q.span) + "|" + v);
    }
    return out;
  });
}

}  // namespace
}  // namespace dealwire
