// What articles tell of their deals beside type, parties and amount: terms, conditions, history,
// relations, checks. Whole articles through the engine.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "extractors/deal/extraction.h"
#include "pipeline/dealwire.h"
#include "pipeline/text/document.h"

namespace dealwire {
namespace {

// One article, with the facts of its deals as lines ("1 duty Alder Corp: keep the plant").
class Facts {
 public:
  explicit Facts(const std::string& text) {
    static const Engine* const kEngine = new Engine(Engine::Make({}).Take());
    RawArticle article;
    article.bytes = text;
    article.published = "2026-04-27";
    doc_ = Document::Make(article);
    x_ = kEngine->Extract(article, doc_);
    for (size_t d = 0; d < x_.deals.size(); ++d) Describe(std::to_string(d + 1), x_.deals[d]);
  }

  bool Has(const std::string& line) const {
    return std::find(lines_.begin(), lines_.end(), line) != lines_.end();
  }
  std::string All() const {
    std::string all;
    for (const std::string& line : lines_) all += line + "\n";
    return all;
  }

 private:
  std::string Words(TextSpan span) const { return std::string(doc_.Words(span)); }
  std::string Name(int party) const { return party < 0 ? "-" : x_.parties[party].name; }

  void Describe(const std::string& id, const Deal& deal) {
    lines_.push_back(id + " " + kDealTypeNames[static_cast<int>(deal.type)] + " " +
                     kDealStatusNames[static_cast<int>(deal.status)]);
    for (const DealParty& p : deal.parties)
      lines_.push_back(id + " " + kRoleNames[static_cast<int>(p.role)] + " " + Name(p.party));
    for (const Obligation& o : deal.terms.obligations) {
      lines_.push_back(id + " duty " + Name(o.by) + " to " + Name(o.to) + ": " + Words(o.span));
      if (!o.exception.empty()) lines_.push_back(id + " except " + Words(o.exception));
    }
    for (const BreakFee& f : deal.terms.break_fees) {
      lines_.push_back(id + " break fee " + Words(x_.money[f.money].span) + " " + Name(f.payer) +
                       " to " + Name(f.payee));
    }
  }

  Document doc_;
  Extraction x_;
  std::vector<std::string> lines_;
};

struct Case {
  const char* text;
  std::vector<const char*> lines;
};

void Expect(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    const Facts facts(c.text);
    for (const char* line : c.lines)
      EXPECT_TRUE(facts.Has(line)) << line << "\n  of\n" << c.text << "\n" << facts.All();
  }
}

TEST(TermsTest, Duties) {
  Expect({
      {"Alder Corp agreed to buy Quillon Labs. Alder agreed to keep the Porto plant open, unless "
       "regulators order its sale.",
       {"1 duty Alder Corp to -: keep the Porto plant open, unless regulators order its sale",
        "1 except unless regulators order its sale"}},
      {"Alder Corp formed a partnership with Quillon Labs. Under the agreement, Quillon must "
       "deliver "
       "pumps for Alder each month.",
       {"1 duty Quillon Labs to Alder Corp: store pumps for Alder each month"}},
  });
  // What is agreed is the deal itself.
  const Facts none("Alder Corp agreed to buy Quillon Labs for $3 million. Alder must be happy.");
  EXPECT_EQ(none.All().find("duty"), std::string::npos) << none.All();
}

TEST(TermsTest, BreakFees) {
  Expect({
      {"Alder Corp agreed to buy Quillon Labs. Quillon would have to pay Alder a termination fee "
       "of "
       "$3 million if it walks away.",
       {"1 break fee $3 million Quillon Labs to Alder Corp"}},
      {"Alder Corp agreed to buy Quillon Labs. The agreement carries a $3 million break-up fee.",
       {"1 break fee $3 million - to -"}},
  });
}

TEST(TermsTest, AdvisersAndRegulators) {
  Expect({
      {"Alder Corp agreed to buy Quillon Labs. Goldman Sachs is advising Alder, while Latham & "
       "Watkins LLP is acting as legal adviser to Quillon. The Federal Reserve must approve the "
       "deal.",
       {"1 financial_adviser Goldman Sachs", "1 legal_adviser Latham & Watkins LLP",
        "1 regulator Federal Reserve"}},
  });
}

}  // namespace
}  // namespace dealwire
