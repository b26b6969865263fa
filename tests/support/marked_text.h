// Texts whose parties, money and percentages are marked in them, for tests of the deal room:
//   "<Alder> agreed to buy [20 percent] of <Quillon> in |Porto| for {$3 million}."
#ifndef DEALWIRE_TESTS_SUPPORT_MARKED_TEXT_H_
#define DEALWIRE_TESTS_SUPPORT_MARKED_TEXT_H_

#include <gtest/gtest.h>

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/deal/extraction.h"
#include "extractors/rules/rule_set.h"
#include "pipeline/base/embedded.h"
#include "pipeline/text/document.h"

namespace dealwire {

std::span<const EmbeddedFile> BuiltInRules();
std::span<const EmbeddedFile> GeneratedRules();

inline const RuleBook& BuiltInBook() {
  static const RuleBook* const kBook = [] {
    std::vector<EmbeddedFile> files(BuiltInRules().begin(), BuiltInRules().end());
    files.insert(files.end(), GeneratedRules().begin(), GeneratedRules().end());
    Result<RuleBook> loaded = RuleBook::Load(files, "");
    EXPECT_TRUE(loaded.ok()) << loaded.status().message();
    return new RuleBook(loaded.Take());
  }();
  return *kBook;
}

struct Marked {
  std::string text;
  Extraction x;
};

// <party>, {money}, [percent], |place|. Texts are ASCII in single-spaced paragraphs, so that
// normalising changes nothing.
inline Marked Parse(std::string_view written) {
  Marked out;
  for (size_t i = 0; i < written.size(); ++i) {
    const char c = written[i];
    const size_t kind = std::string_view("<{[|").find(c);
    if (kind == std::string_view::npos) {
      out.text += c;
      continue;
    }
    const size_t close = written.find(">}]|"[kind], i + 1);
    const std::string words(written.substr(i + 1, close - i - 1));
    const auto begin = static_cast<uint32_t>(out.text.size());
    out.text += words;
    const TextSpan span{begin, static_cast<uint32_t>(out.text.size())};
    if (kind == 0 || kind == 3) {
      size_t at = 0;
      while (at < out.x.parties.size() && out.x.parties[at].name != words) ++at;
      if (at == out.x.parties.size()) {
        Party party;
        party.name = words;
        party.kind = kind == 3                  ? PartyKind::kPlace
                     : words.starts_with("Ms ") ? PartyKind::kPerson
                                                : PartyKind::kCompany;
        out.x.parties.push_back(party);
      }
      out.x.parties[at].mentions.push_back({span, MentionForm::kName});
    } else if (kind == 1) {
      MoneyMention money;
      money.span = span;
      money.value = words.substr(1, words.find(' ') - 1);
      if (out.text.find("initial") != std::string::npos) money.qualifiers = {Qualifier::kInitial};
      if (written.substr(close + 1, 11) == " contingent")
        money.qualifiers = {Qualifier::kContingent};
      out.x.money.push_back(money);
    } else {
      PercentMention percent;
      percent.span = span;
      percent.value = words.substr(0, words.find(' '));
      out.x.percents.push_back(percent);
    }
    i = close;
  }
  return out;
}

inline Document Read(const std::string& text) {
  RawArticle article;
  article.bytes = text;
  return Document::Make(article);
}

}  // namespace dealwire

#endif  // DEALWIRE_TESTS_SUPPORT_MARKED_TEXT_H_
