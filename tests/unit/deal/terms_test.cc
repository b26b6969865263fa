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
    for (const Check& check : x_.checks)
      lines_.push_back(std::string(check.rule) + (check.ok ? " ok" : " conflict"));
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
    DescribeTerms(id, deal);
    for (const auto& [name, amounts] :
         {std::pair<const char*, const std::vector<int>&>{"total", deal.value.total},
          {"up front", deal.value.up_front},
          {"contingent", deal.value.contingent},
          {"per share", deal.value.per_share}}) {
      for (const int m : amounts) {
        lines_.push_back(id + " " + name + " " + Words(x_.money[m].span) + " " +
                         Name(x_.money[m].payer) + " to " + Name(x_.money[m].payee));
      }
    }
    if (!deal.value.disclosed_span.empty())
      lines_.push_back(id + " untold: " + Words(deal.value.disclosed_span));
    if (deal.stake.percent >= 0)
      lines_.push_back(id + " stake " + x_.percents[deal.stake.percent].value);
    for (const Relation& r : deal.relations) {
      lines_.push_back(id + " " + kRelationKindNames[static_cast<int>(r.kind)] + " " +
                       std::to_string(r.deal + 1));
    }
    for (const int q : deal.clauses) lines_.push_back(id + " clause " + Words(x_.quotes[q].text));
    for (const int q : deal.statements)
      lines_.push_back(id + " statement " + Words(x_.quotes[q].text));
    for (const StatusChange& c : deal.status_history) {
      lines_.push_back(id + " was " + kDealStatusNames[static_cast<int>(c.status)] +
                       (c.date < 0 ? "" : " " + x_.dates[c.date].timex3));
    }
    for (const BreakFee& f : deal.terms.break_fees) {
      lines_.push_back(id + " break fee " + Words(x_.money[f.money].span) + " " + Name(f.payer) +
                       " to " + Name(f.payee));
    }
  }

  void DescribeTerms(const std::string& id, const Deal& deal) {
    const DealTerms& t = deal.terms;
    if (t.exclusivity != Exclusivity::kUnknown) {
      lines_.push_back(id + " " + kExclusivityNames[static_cast<int>(t.exclusivity)] + " " +
                       Name(t.exclusivity_holder) + ": " + t.exclusivity_scope);
    }
    for (const auto& [name, date] : {std::pair<const char*, int>{"start", t.term_start},
                                     {"end", t.term_end},
                                     {"duration", t.term_duration}}) {
      if (date >= 0) lines_.push_back(id + " " + name + " " + x_.dates[date].timex3);
    }
    if (!t.end_condition.empty()) lines_.push_back(id + " ends if " + t.end_condition);
    for (const RevenueShare& r : t.revenue_share) {
      lines_.push_back(id + " share " + Name(r.payer) + " to " + Name(r.payee) +
                       (r.percent < 0 ? "" : " " + x_.percents[r.percent].value) +
                       (r.capped ? " capped" : ""));
    }
    for (const Condition& c : deal.conditions) {
      lines_.push_back(id + " condition " + kConditionKindNames[static_cast<int>(c.kind)] + ": " +
                       Words(c.span) +
                       (c.applies_to < 0 ? "" : " for " + Words(x_.money[c.applies_to].span)));
    }
    for (const auto& [name, dates] : deal.dates) {
      for (const int date : dates) lines_.push_back(id + " " + name + " " + x_.dates[date].timex3);
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

// The words that say that nobody tells the amount, and no more.
TEST(TermsTest, Untold) {
  Expect({
      {"Alder Corp agreed to buy Quillon Labs for an undisclosed sum.", {"1 untold: undisclosed"}},
      {"Alder Corp agreed to buy Quillon Labs. Terms of Alder's offer have not been disclosed.",
       {"1 untold: not been disclosed"}},
      {"Alder Corp agreed to buy Quillon Labs. It would not give the purchase price.",
       {"1 untold: not give"}},
      {"Alder Corp agreed to buy Quillon Labs. The price wasn't revealed.",
       {"1 untold: wasn't revealed"}},
  });
}

TEST(TermsTest, AmountsToldLater) {
  const std::string kBuys = "Alder Corp agreed to buy Quillon Labs. ";
  const std::string kMoves = "1 total $3 million Alder Corp to Quillon Labs";
  for (const char* later :
       {"Alder estimated the total cost of the takeover at $3 million.",
        "The agreement calls for the acquisition of Quillon for about $3 million.",
        "A total of $3 million is payable on completion.", "Alder paid $3 million for the shares.",
        "The labs were bought for Lund's heirs. The business was sold in May for $3 million."}) {
    const Facts facts(kBuys + later);
    EXPECT_TRUE(facts.Has(kMoves)) << later << "\n" << facts.All();
  }
  // What is another deal's, a court's or the tax office's.
  for (const char* later :
       {"It completed its $3 million takeover of its rival Brack Corp last year.",
        "A judge said that the $3 million settlement was unfair.",
        "Earnings rose to $3 million, or $2 a share, from $1 million, or $1 a share."}) {
    const Facts facts(kBuys + later);
    EXPECT_EQ(facts.All().find("1 total"), std::string::npos) << later << "\n" << facts.All();
    EXPECT_EQ(facts.All().find("1 per share"), std::string::npos) << later << "\n" << facts.All();
  }
  Expect({
      {"Alder Corp sued Quillon Labs in 2020. A jury awarded Alder $3 million in damages.",
       {"1 total $3 million Quillon Labs to Alder Corp"}},
      {"Alder Corp held its initial public offering in May. The offering brought in some $3 "
       "million.",
       {"1 total $3 million - to -"}},
      {"Alder Corp sold Quillon Labs to Brack Corp without paying an estimated $3 million in tax.",
       {"1 acquisition completed"}},
  });
}

TEST(TermsTest, Duties) {
  Expect({
      {"Alder Corp agreed to buy Quillon Labs. Alder agreed to keep the Porto plant open, unless "
       "regulators order its sale.",
       {"1 duty Alder Corp to -: keep the Porto plant open, unless regulators order its sale",
        "1 except unless regulators order its sale"}},
      {"Alder Corp formed a partnership with Quillon Labs. Under the agreement, Quillon must "
       "store pumps for Alder each month.",
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

TEST(TermsTest, HowLongAndHowExclusive) {
  Expect({
      {"Alder Corp formed a five-year partnership with Quillon Labs. Alder will be the exclusive "
       "distributor of Quillon pumps in Peru. The agreement takes effect in January 2027 and runs "
       "through December 2031, and will end early if Quillon loses its licence.",
       {"1 exclusive Alder Corp: Quillon pumps in Peru", "1 start 2027-01", "1 end 2031-12",
        "1 duration P5Y", "1 ends if Quillon loses its licence", "1 effective 2027-01",
        "1 expires 2031-12"}},
      {"Quillon Labs granted Alder Corp a non-exclusive license to its pump patents through 2033.",
       {"1 non_exclusive Alder Corp: its pump patents", "1 end 2033"}},
      {"Alder Corp will pay Quillon Labs a royalty of 4 percent of sales, capped at $3 million a "
       "year.",
       {"1 share Alder Corp to Quillon Labs 4 capped"}},
  });
  const Facts talks("Alder Corp is in exclusive talks to form a partnership with Quillon Labs.");
  EXPECT_EQ(talks.All().find("1 exclusive"), std::string::npos) << talks.All();
}

TEST(TermsTest, Conditions) {
  Expect({
      {"Alder Corp agreed to buy Quillon Labs. The deal is subject to approval by antitrust "
       "regulators and by shareholders of Quillon.",
       {"1 condition regulatory: subject to approval by antitrust regulators and by shareholders "
        "of Quillon",
        "1 condition shareholder: subject to approval by antitrust regulators and by shareholders "
        "of Quillon"}},
      {"Alder Corp settled a patent suit with Quillon Labs. The settlement must be approved by a "
       "federal court.",
       {"1 condition regulatory: must be approved by a federal court"}},
      {"Alder Corp agreed to buy Quillon Labs for $9 million, with another $3 million if Quillon "
       "meets its sales targets.",
       {"1 condition milestone: if Quillon meets its sales targets for $3 million"}},
      {"Alder Corp will buy Quillon Labs. The offer is subject to customary conditions.",
       {"1 condition unspecified: subject to customary conditions"}},
  });
  const Facts cap("Alder Corp will pay Quillon Labs a royalty, subject to a cap.");
  EXPECT_EQ(cap.All().find("condition"), std::string::npos) << cap.All();
}

TEST(TermsTest, StatusHistory) {
  Expect({
      // Each state once, by date; an offer rejected before the two agreed does not end the deal.
      {"Alder Corp agreed on Monday to buy Quillon Labs. Quillon rejected an offer in January "
       "2026.",
       {"1 acquisition agreed", "1 was rejected 2026-01", "1 was agreed 2026-04-27"}},
      {"Alder Corp agreed in May 2025 to buy Quillon Labs. The deal was called off in March 2026.",
       {"1 acquisition terminated", "1 was agreed 2025-05", "1 was terminated 2026-03"}},
      {"Alder Corp settled a patent suit with Quillon Labs on Monday. Quillon Labs sued Alder Corp "
       "in June 2024.",
       {"1 settlement agreed", "1 was disputed 2024-06"}},
  });
  const Facts supposed(
      "Alder Corp agreed to buy Quillon Labs. If the deal was completed, Alder would grow.");
  EXPECT_TRUE(supposed.Has("1 acquisition agreed")) << supposed.All();
  EXPECT_EQ(supposed.All().find("was completed"), std::string::npos) << supposed.All();
}

TEST(TermsTest, DatesThatSayTheSameAreOne) {
  const Facts facts(
      "Alder Corp and Quillon Labs announced a partnership on Monday. In a statement of April "
      "2026, "
      "Alder Corp and Quillon Labs announced a partnership.");
  EXPECT_TRUE(facts.Has("1 announced 2026-04-27")) << facts.All();
  EXPECT_FALSE(facts.Has("1 announced 2026-04")) << facts.All();
}

TEST(TermsTest, AmountsToldOnlyOfTheDeal) {
  Expect({
      {"Alder Corp agreed to buy Quillon Labs. Alder will pay $3 million up front and another $6 "
       "million if Quillon meets its targets. The $9 million deal is its largest.",
       {"1 total $9 million Alder Corp to Quillon Labs",
        "1 up front $3 million Alder Corp to Quillon Labs",
        "1 contingent $6 million Alder Corp to Quillon Labs", "deal.check.parts_sum_to_total ok"}},
      {"Alder Corp agreed to buy Quillon Labs for $9 million. Quillon rejected an offer of $8 "
       "million. Quillon shareholders will receive $3 a share.",
       {"1 total $9 million Alder Corp to Quillon Labs",
        "1 per share $3 Alder Corp to Quillon Labs"}},
      {"Alder Corp agreed to pay Quillon Labs $3 million to settle a patent suit.",
       {"1 total $3 million Alder Corp to Quillon Labs"}},
  });
  const Facts other(
      "Alder Corp agreed to buy Quillon Labs for $9 million. Quillon rejected an offer of $8 "
      "million.");
  EXPECT_EQ(other.All().find("total $8"), std::string::npos) << other.All();
  const Facts result(
      "Alder Corp reported $9 million in revenue from its investment in Quillon Labs.");
  EXPECT_EQ(result.All(), "");
}

TEST(TermsTest, Relations) {
  Expect({
      {"Alder Corp agreed to buy Quillon Labs. The new agreement replaces a partnership that Alder "
       "Corp and Quillon Labs signed in 2021.",
       {"1 supersedes 2"}},
      {"Alder Corp settled a patent suit with Quillon Labs. As part of the settlement, Quillon "
       "Labs "
       "granted Alder Corp a license to its patents.",
       {"2 part_of 1"}},
      {"Alder Corp formed a partnership with Quillon Labs. It conflicts with an agreement between "
       "Brack Corp and Quillon Labs. Alder Corp agreed to buy Quillon Labs. The acquisition "
       "resolves "
       "the conflict.",
       {"1 conflicts_with 2", "3 resolves 1", "3 resolves 2"}},
  });
}

TEST(TermsTest, QuotedClausesAndStatements) {
  Expect({
      {"Alder Corp formed a partnership with Quillon Labs on Monday. The agreement states that "
       "Quillon pumps will be sold \"first in Peru, unless Alder cannot ship them there.\" \"We "
       "are "
       "glad,\" Quillon Labs said.",
       {"1 clause first in Peru, unless Alder cannot ship them there.", "1 statement We are glad,",
        "1 duty Quillon Labs to -: first in Peru, unless Alder cannot ship them there",
        "1 except unless Alder cannot ship them there"}},
  });
}

TEST(TermsTest, Checks) {
  Expect({
      {"Alder Corp agreed in March 2026 to buy Quillon Labs.\n- February 2026: Alder Corp agrees "
       "to "
       "buy Quillon Labs.",
       {"deal.check.timeline_agrees conflict"}},
      {"Quillon Labs granted Alder Corp a non-exclusive license to its pumps through 2033.\nAlder "
       "celebrated. The exclusive license of Alder Corp ends in 2033.",
       {"deal.check.exclusivity_agrees conflict"}},
      {"Alder Corp formed a partnership with Quillon Labs. The agreement runs for five years, from "
       "2027 until 2040.",
       {"deal.check.term_agrees conflict"}},
  });
}

TEST(TermsTest, WhatFollowsGoesToTheDealItNames) {
  Expect({
      // "the venture" is the deal of that kind, not the one told last.
      {"Alder Corp and Quillon Labs formed a joint venture. Alder Corp bought Brack Inc last year. "
       "Quillon shareholders must approve the venture.",
       {"1 joint_venture completed",
        "1 condition shareholder: shareholders must approve the venture"}},
      {"Alder Corp raised $9 million in a round led by Brack Capital, with participation from "
       "Quillon Partners. Another $3 million will be paid once it has built 1,000 pumps.",
       {"1 investor Brack Capital", "1 investor Quillon Partners",
        "1 condition milestone: be paid once it has built 1,000 pumps for $3 million",
        "1 contingent $3 million Brack Capital to Alder Corp"}},
      {"Alder Corp invested $3 million in Quillon Labs for a 9 percent stake.", {"1 stake 9"}},
  });
}

TEST(TermsTest, WhoMakesAProductSuppliesIt) {
  Expect(
      {{"Airbus makes planes. Alder Air Inc could order 200 Airbus A320 aircraft.",
        {"1 supplier Airbus"}},
       {"Alder Corp agreed to buy Quillon Labs for $9 million. Quillon closed at a share price of "
        "$3.",
        {"1 total $9 million Alder Corp to Quillon Labs"}}});
}

TEST(TermsTest, BothPartiesAsAGroup) {
  Expect(
      {{"Alder Corp is in talks to invest in Quillon Labs. It rained. It was cold. It was dark. It "
        "was late. It snowed. The two companies are discussing an investment of $3 million.",
        {"1 total $3 million Alder Corp to Quillon Labs"}},
       {"Alder Corp raised $3 million in an initial public offering.",
        {"1 total $3 million - to -"}}});
}

}  // namespace
}  // namespace dealwire
