// Deals from sentences whose parties, money and percentages are marked in them.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "extractors/deal/deal_linker.h"
#include "extractors/deal/deal_merge.h"
#include "extractors/rules/rule_set.h"
#include "pipeline/text/document.h"
#include "tests/support/marked_text.h"

namespace dealwire {

namespace {

const DealLinker& Linker() {
  static const DealLinker* const kLinker = [] {
    Result<DealLinker> made = DealLinker::Make(BuiltInBook());
    EXPECT_TRUE(made.ok()) << made.status().message();
    return new DealLinker(made.Take());
  }();
  return *kLinker;
}

Extraction Link(std::string_view written) {
  Marked marked = Parse(written);
  const Document doc = Read(marked.text);
  EXPECT_EQ(doc.text(), marked.text);
  Linker().Link({&doc, 1}, {&marked.x, 1});
  return std::move(marked.x);
}

// "acquisition agreed: acquirer=Alder target=Quillon total=3"
std::string Describe(const Extraction& x, const Deal& deal) {
  std::string out = kDealTypeNames[static_cast<int>(deal.type)];
  out += std::string(" ") + kDealStatusNames[static_cast<int>(deal.status)] + ":";
  for (const DealParty& p : deal.parties) {
    out += std::string(" ") + kRoleNames[static_cast<int>(p.role)] + "=" + x.parties[p.party].name;
  }
  for (const int m : deal.value.total) out += " total=" + x.money[m].value;
  for (const int m : deal.value.up_front) out += " up_front=" + x.money[m].value;
  for (const int m : deal.value.contingent) out += " contingent=" + x.money[m].value;
  if (deal.stake.percent >= 0) out += " stake=" + x.percents[deal.stake.percent].value;
  if (deal.value.disclosed == Disclosed::kUndisclosed) out += " undisclosed";
  return out;
}

std::string DescribeAll(const Extraction& x) {
  std::string out;
  for (const Deal& deal : x.deals) out += (out.empty() ? "" : "; ") + Describe(x, deal);
  return out;
}

TEST(DealTest, Sentences) {
  const struct {
    const char* text;
    const char* deals;
  } kCases[] = {
      {"<Alder> agreed to buy <Quillon> for {$3 million}.",
       "acquisition agreed: acquirer=Alder target=Quillon total=3"},
      {"<Alder> said it has bought rival <Quillon> from <Brack>.",
       "acquisition completed: acquirer=Alder target=Quillon seller=Brack"},
      {"<Quillon> was acquired by <Alder>.",
       "acquisition completed: target=Quillon acquirer=Alder"},
      {"<Alder>'s planned purchase of <Quillon> worries its neighbours.",
       "acquisition announced: acquirer=Alder target=Quillon"},
      {"<Alder>, a maker of pumps, is in talks to acquire the tile maker <Quillon>.",
       "acquisition rumoured: acquirer=Alder target=Quillon"},
      {"<Quillon> rejected a takeover bid from <Alder>.",
       "acquisition rejected: target=Quillon acquirer=Alder"},
      {"<Brack> agreed to sell its pump business to <Alder> for {$3 million}.",
       "asset_sale agreed: seller=Brack acquirer=Alder target=pump business total=3"},
      {"<Alder> agreed to buy <Brack>'s pump business.",
       "asset_sale agreed: acquirer=Alder seller=Brack target=pump business"},
      {"<Alder> and <Quillon> agreed to merge.", "merger agreed: partner=Alder partner=Quillon"},
      {"<Alder> bought a [20 percent] stake in <Quillon>.",
       "stake completed: acquirer=Alder target=Quillon stake=20"},
      {"<Alder> holds [20 percent] of <Quillon>.",
       "stake in_effect: holder=Alder target=Quillon stake=20"},
      {"<Alder> will invest {$3 million} in <Quillon>.",
       "investment announced: investor=Alder investee=Quillon total=3"},
      {"<Alder> and <Quillon> will form a joint venture.",
       "joint_venture announced: partner=Alder partner=Quillon"},
      {"<Alder> sued <Quillon> over a patent.",
       "lawsuit disputed: plaintiff=Alder defendant=Quillon"},
      {"<Alder> agreed to purchase {$3 million} worth of <Quillon>'s pumps.",
       "purchase_contract agreed: buyer=Alder supplier=Quillon total=3"},
      {"<Alder>, which owns [20 percent] of <Brack>, agreed to buy <Quillon>.",
       "acquisition agreed: acquirer=Alder target=Quillon; stake in_effect: holder=Alder "
       "target=Brack stake=20"},
      {"<Alder> does not plan to buy <Quillon>.", ""},
      {"<Alder> and <Quillon> reported higher sales.", ""},
      {"Shoppers buy pumps.", ""},
      {"<Alder> won approval from <Brack> for its planned purchase of <Quillon>.",
       "acquisition announced: acquirer=Alder target=Quillon"},
      {"<Alder> bought <Quillon> of |Porto|, |Portugal|, from <Brack> for {$3 million}.",
       "acquisition completed: acquirer=Alder target=Quillon seller=Brack total=3"},
  };
  for (const auto& c : kCases) {
    const Extraction x = Link(c.text);
    EXPECT_EQ(DescribeAll(x), c.deals) << c.text;
    for (const Deal& deal : x.deals) EXPECT_FALSE(deal.evidence.empty());
  }
}

// One sentence for each way of telling a deal, and for what only looks like one.
TEST(DealTest, WaysOfTelling) {
  const struct {
    const char* text;
    const char* deals;
  } kCases[] = {
      {"<Alder> will pay <Quillon> [20 percent] of its revenue.",
       "revenue_share announced: payer=Alder payee=Quillon"},
      {"<Alder> will share [20 percent] of its revenue with <Quillon>.",
       "revenue_share announced: payer=Alder payee=Quillon"},
      {"<Quillon> gets [20 percent] of <Alder>'s sales.",
       "revenue_share announced: payee=Quillon payer=Alder"},
      {"<Alder> pays <Quillon> royalties.", "revenue_share announced: payer=Alder payee=Quillon"},
      {"<Quillon> granted a licence to <Alder>.",
       "licence announced: licensor=Quillon licensee=Alder"},
      {"<Quillon> licensed its valve patents to <Alder>.",
       "licence announced: licensor=Quillon licensee=Alder"},
      {"<Alder> licensed the valve patents from <Quillon>.",
       "licence announced: licensee=Alder licensor=Quillon"},
      {"<Alder> signed a contract to buy chips from <Quillon>.",
       "purchase_contract signed: buyer=Alder supplier=Quillon"},
      {"<Alder> agreed to buy 35 <Quillon> jets.",
       "purchase_contract agreed: buyer=Alder supplier=Quillon"},
      {"<Quillon> won an order for a 900-ton crane worth {$3 million} from <Alder>.",
       "purchase_contract announced: supplier=Quillon buyer=Alder total=3"},
      {"<Quillon> to boost supply to <Alder>",
       "purchase_contract announced: supplier=Quillon buyer=Alder"},
      {"<Alder>'s board authorized the repurchase of up to five million shares.",
       "buyback announced: other=Alder"},
      {"<Alder> plans a {$3 million} share buyback.", "buyback announced: other=Alder total=3"},
      {"<Quillon> confirmed an order for 20 pumps from <Alder>.",
       "purchase_contract announced: supplier=Quillon buyer=Alder"},
      {"<Quillon> was awarded a {$3 million} defence contract.",
       "purchase_contract announced: supplier=Quillon total=3"},
      {"<Alder> is suing its former engineer.", "lawsuit disputed: plaintiff=Alder"},
      {"Farmers filed a lawsuit against <Quillon>.", "lawsuit disputed: defendant=Quillon"},
      {"<Alder> went public in a merger with <Quillon>.",
       "merger announced: partner=Alder partner=Quillon; ipo announced: other=Alder"},
      {"<Alder> is mining tin in a joint venture with <Quillon>.",
       "joint_venture announced: partner=Alder partner=Quillon"},
      {"<Alder> will become the exclusive distributor of <Quillon> valves.",
       "exclusivity announced: supplier=Alder other=Quillon"},
      {"<Alder> and <Brack> borrowed {$3 million} to buy <Quillon>.",
       "acquisition announced: acquirer=Alder acquirer=Brack target=Quillon"},
      {"<Alder> spent {$3 million} to buy <Quillon>.",
       "acquisition announced: acquirer=Alder target=Quillon total=3"},
      {"<Alder> took a minority stake in <Quillon>.",
       "stake completed: acquirer=Alder target=Quillon"},
      {"<Alder> to buy <Quillon> stake for {$3 million}",
       "stake announced: acquirer=Alder target=Quillon total=3"},
      {"<Brack> sold its stakes in <Quillon> and <Alder>.",
       "stake completed: seller=Brack target=Quillon; stake completed: seller=Brack target=Alder"},
      {"<Alder> agreed to buy five million shares, or [16 percent], of <Quillon>.",
       "stake agreed: acquirer=Alder target=Quillon stake=16"},
      {"<Quillon> is exploring a sale.", "acquisition rumoured: target=Quillon"},
      {"<Alder> sweetens <Quillon> bid", "acquisition proposed: acquirer=Alder target=Quillon"},
      {"<Alder>'s unsuccessful bid for <Quillon> cost it dear.",
       "acquisition withdrawn: acquirer=Alder target=Quillon"},
      {"<Alder>'s bid for <Quillon> fell through.",
       "acquisition withdrawn: acquirer=Alder target=Quillon"},
      {"<Quillon>'s planned sale to <Alder> pleased its staff.",
       "acquisition announced: target=Quillon acquirer=Alder"},
      {"Our acquisition of <Quillon> from <Brack> went well.",
       "acquisition announced: target=Quillon seller=Brack"},
      {"<Alder> acquired substantially all of the assets of <Quillon>.",
       "asset_sale completed: acquirer=Alder target=Quillon"},
      {"<Alder> wins <Quillon> for {$3 million}",
       "acquisition announced: acquirer=Alder target=Quillon total=3"},
      {"The <Alder>/<Quillon> merger was called off.",
       "merger withdrawn: partner=Alder partner=Quillon"},
      {"<Alder> won approval for its planned search deal with <Quillon>.",
       "partnership announced: partner=Alder partner=Quillon"},
      {"<Alder> and <Quillon> will join forces.",
       "partnership announced: partner=Alder partner=Quillon"},
      {"<Quillon> secured a {$3 million} credit line.", "loan announced: borrower=Quillon total=3"},
      {"<Quillon> issued {$3 million} of convertible bonds.",
       "loan announced: borrower=Quillon total=3"},
      {"<Alder> led <Quillon>'s {$3 million} funding round.",
       "funding_round announced: investor=Alder investee=Quillon total=3"},
      {"<Quillon> faces claims from <Alder>.",
       "lawsuit disputed: defendant=Quillon plaintiff=Alder"},
      {"The court ruled that <Quillon> infringed <Alder>'s patent.",
       "lawsuit disputed: defendant=Quillon plaintiff=Alder"},
      {"<Alder> filed a complaint accusing <Quillon> of theft.",
       "lawsuit disputed: plaintiff=Alder defendant=Quillon"},
      {"A lawsuit brought by <Alder> against <Quillon> failed.",
       "lawsuit withdrawn: plaintiff=Alder defendant=Quillon"},
      {"<Quillon> will pay <Alder> {$3 million} to settle the case.",
       "settlement announced: defendant=Quillon plaintiff=Alder total=3"},
      {"<Alder> and <Quillon> settled the suit.",
       "settlement agreed: plaintiff=Alder defendant=Quillon"},
      {"<Quillon> filed for an initial public offering.", "ipo proposed: other=Quillon"},
      {"<Alder> reiterated plans to buy back {$3 million} in stock.",
       "buyback proposed: other=Alder total=3"},
      {"<Alder> signed a letter of intent with <Brack> to buy <Quillon>.",
       "acquisition signed: acquirer=Alder target=Quillon seller=Brack"},
      {"<Alder> reached an agreement with <Brack> to buy its tile plant.",
       "asset_sale agreed: acquirer=Alder seller=Brack target=tile plant"},
      {"<Alder> will pay {$3 million} for the tile business of <Brack>.",
       "asset_sale announced: acquirer=Alder seller=Brack target=tile business total=3"},
      {"<Alder> agreed to buy a [20 percent] interest in a tile plant.",
       "stake agreed: acquirer=Alder target=tile plant stake=20"},
      {"<Alder> sold <Brack> and bought <Quillon>.",
       "acquisition completed: acquirer=Alder target=Quillon; acquisition completed: seller=Alder "
       "target=Brack"},
      {"<Alder> has permission from <Brack> to buy <Quillon>.",
       "acquisition announced: acquirer=Alder target=Quillon"},
      {"<Quillon> was bought from <Brack> by <Alder>.",
       "acquisition completed: target=Quillon seller=Brack acquirer=Alder"},
      {"<Quillon> was sold for {$3 million} to <Alder>.",
       "acquisition completed: target=Quillon acquirer=Alder total=3"},
      {"<Quillon> raised {$3 million} from <Alder>.",
       "funding_round completed: investee=Quillon investor=Alder total=3"},
      {"<Quillon> raised {$3 million} from investors including <Alder> and <Brack>.",
       "funding_round completed: investee=Quillon investor=Alder investor=Brack total=3"},
      {"<Quillon> raised {$3 million} in venture funding. The round was led by <Alder>.",
       "funding_round completed: investee=Quillon investor=Alder total=3"},
      {"<Alder> became a shareholder in <Quillon>.",
       "stake announced: acquirer=Alder target=Quillon"},
      {"<Ms Harker> sold her stake in <Quillon>. <Ms Harker>'s <Alder> makes pumps.",
       "stake completed: seller=Alder target=Quillon"},
      {"<Ms Harker> has a relationship with <Quillon>.", ""},
      {"<Brack> turned down <Alder>'s bid for <Quillon>.",
       "acquisition rejected: acquirer=Alder target=Quillon seller=Brack"},
      {"<Brack> reduced its stake in <Quillon>.", "stake completed: seller=Brack target=Quillon"},
      {"<Alder> put {$3 million} into <Quillon>.",
       "investment announced: investor=Alder investee=Quillon total=3"},
      {"<Quillon> has agreed to be acquired by a group of funds led by <Alder>.",
       "acquisition agreed: target=Quillon acquirer=Alder"},
      {"<Alder> has approached <Quillon> about a takeover.",
       "acquisition proposed: acquirer=Alder target=Quillon"},
      {"<Alder> is in talks with <Quillon> about a merger.",
       "merger rumoured: partner=Alder partner=Quillon"},
      {"<Alder> is in talks with <Quillon> over a partnership.",
       "partnership rumoured: partner=Alder partner=Quillon"},
      {"<Quillon> has settled <Alder> charges of fraud.",
       "settlement agreed: defendant=Quillon plaintiff=Alder"},
      {"<Quillon> paid {$3 million} to <Alder> to settle the case.",
       "settlement completed: defendant=Quillon plaintiff=Alder total=3"},
      {"<Alder> failed to find money for a {$3 million} bid to take <Quillon> private.",
       "acquisition withdrawn: acquirer=Alder target=Quillon total=3"},
      {"<Alder> spent {$3 million} on buying a [20 percent] stake in <Quillon>.",
       "stake announced: acquirer=Alder target=Quillon total=3 stake=20"},
      {"<Quillon> said its proposed buyout by <Alder> was called off.",
       "acquisition withdrawn: target=Quillon acquirer=Alder"},
      {"<Alder> extended its offer of {$3 million} for <Quillon>.",
       "acquisition proposed: acquirer=Alder target=Quillon total=3"},
      {"He worked at <Quillon> (acquired by <Alder>) for years.",
       "acquisition completed: target=Quillon acquirer=Alder"},
      {"<Alder> said it was pleased with the <Alder>-<Quillon> deal. <Alder> bought <Quillon>.",
       "acquisition completed: acquirer=Alder target=Quillon"},
      {"<Quillon> will borrow {$3 million} from a syndicate of banks led by <Alder>.",
       "loan announced: borrower=Quillon lender=Alder total=3"},
      {"<Alder> and <Brack> will pay {$3 million} to settle <Quillon> patent suit",
       "settlement announced: defendant=Alder defendant=Brack plaintiff=Quillon total=3"},
      {"<Quillon> is raising {$3 million} through an offering of debentures.",
       "loan proposed: borrower=Quillon total=3"},
      {"<Alder> has contracted to purchase natural gas from <Quillon>.",
       "purchase_contract agreed: buyer=Alder supplier=Quillon"},
      {"<Alder> is having joint venture discussions with <Quillon>.",
       "joint_venture announced: partner=Alder partner=Quillon"},
      {"<Brack> wants to end merger talks between <Alder> and <Quillon>.",
       "merger rumoured: partner=Alder partner=Quillon"},
      {"<Alder> is trying to reopen talks to buy all or part of <Quillon>.",
       "acquisition rumoured: acquirer=Alder target=Quillon"},
      {"<Quillon> turned down an offer worth {$3 million} from <Alder>.",
       "acquisition rejected: target=Quillon acquirer=Alder total=3"},
      {"<Alder> said it would spend {$3 million} to buy one of the region's quarries.",
       "asset_sale announced: acquirer=Alder target=one of the region's quarries total=3"},
      {"<Alder> unveiled a plan to nationalise a [20 percent] stake in <Quillon>.",
       "stake proposed: acquirer=Alder target=Quillon stake=20"},
      {"The sale of <Brack>'s stake in <Quillon> will go on.",
       "stake announced: seller=Brack target=Quillon"},
      {"The likely bidders for <Quillon> include <Alder>.",
       "acquisition rumoured: target=Quillon acquirer=Alder"},
      {"<Alder> filed new claims against <Quillon>.",
       "lawsuit disputed: plaintiff=Alder defendant=Quillon"},
      {"A judge revived a lawsuit accusing <Quillon> of neglect.",
       "lawsuit disputed: defendant=Quillon"},
      {"<Quillon> resolved a row with <Alder>.",
       "settlement completed: defendant=Quillon plaintiff=Alder"},
      {"<Quillon> is in talks to settle the state's claims for {$3 million}.",
       "settlement rumoured: defendant=Quillon total=3"},
      {"<Quillon> was awarded a contract to supply pumps to <Alder>.",
       "purchase_contract announced: supplier=Quillon buyer=Alder"},
      {"<Alder> awarded a contract to <Quillon>.",
       "purchase_contract announced: buyer=Alder supplier=Quillon"},
      {"<Quillon> replaced its credit line with a facility provided by <Alder>.",
       "loan announced: borrower=Quillon lender=Alder"},
      {"<Alder> will show its vans to <Quillon> in an expansion of their partnership.",
       "partnership announced: partner=Alder partner=Quillon"},
      {"<Alder> and <Quillon> agreed to a 10-year pump partnership.",
       "partnership agreed: partner=Alder partner=Quillon"},
      {"<Harker>, the manager of <Alder>'s takeover of <Quillon>, slept.",
       "acquisition announced: acquirer=Alder target=Quillon"},
      {"<Quillon>, the target of a hostile bid from state-owned <Alder>, slept.",
       "acquisition proposed: target=Quillon acquirer=Alder"},
      {"<Quillon>, whose takeover by <Alder> was cleared, slept.",
       "acquisition announced: target=Quillon acquirer=Alder"},
      {"<Alder> to buy <Quillon> for {$3 million}: sources",
       "acquisition rumoured: acquirer=Alder target=Quillon total=3"},
      {"<Alder> raised {$3 million} in its initial public offering.",
       "ipo completed: other=Alder total=3"},
      {"A rival might come, as <Alder> owns [20 percent] of <Quillon>.",
       "stake in_effect: holder=Alder target=Quillon stake=20"},
      {"<Quillon> is [20 percent] owned by <Alder> and <Brack> has yet to open.",
       "stake in_effect: target=Quillon holder=Alder stake=20"},
      {"Judges cleared <Alder>'s ALD.N takeover of <Quillon>.",
       "acquisition announced: acquirer=Alder target=Quillon"},
      {"<Quillon> gave up its plan to sell itself.", "acquisition proposed: target=Quillon"},
      {"<Alder> has agreed to buy one of the region's tile makers.\n<Alder> will buy <Quillon>.",
       "acquisition agreed: acquirer=Alder target=Quillon"},
      {"<Quillon> breached its supply contract with <Alder>.",
       "lawsuit disputed: defendant=Quillon plaintiff=Alder"},
      {"<Alder> agreed with <Quillon> on a license to make valves.",
       "licence agreed: licensee=Alder licensor=Quillon"},
      {"<Alder>'s first acquisition was <Quillon> in May.",
       "acquisition announced: acquirer=Alder target=Quillon"},
      {"<Harker>, the second time that <Brack> turned down a bid from <Alder>, slept.", ""},
      {"<Alder>, a maker of taps that planned to buy <Quillon>, slept.",
       "acquisition proposed: acquirer=Alder target=Quillon"},
      {"<Alder>'s bid was turned down by <Quillon>.",
       "acquisition rejected: acquirer=Alder target=Quillon"},
      {"<Alder> stepped in and offered {$3 million}, which was accepted by <Quillon>.",
       "acquisition proposed: acquirer=Alder target=Quillon total=3"},
      {"The year saw the sale of <Quillon> shares by <Brack>.",
       "stake announced: target=Quillon seller=Brack"},
      {"<Alder> bought a majority interest in us.", "stake completed: acquirer=Alder"},
      {"Costs include {$3 million} for the acquisition of <Quillon> from <Brack>.",
       "acquisition announced: target=Quillon seller=Brack total=3"},
      {"<Alder> <Closes Acquisition> of <Quillon>.",
       "acquisition completed: acquirer=Alder target=Quillon"},
      {"<Quillon> sees itself as takeover targets go.", ""},
      {"<Alder> won support for its offer to buy and take <Quillon> private.",
       "acquisition proposed: acquirer=Alder target=Quillon"},
      {"<Alder> buys tile \"show room\" company <Quillon>.",
       "acquisition completed: acquirer=Alder target=Quillon"},
      {"<Alder> is <Quillon>'s largest shareholder.",
       "stake announced: acquirer=Alder target=Quillon"},
      {"<Brack> agreed to sell a [20 percent] stake in joint venture <Quillon> to <Alder>.",
       "stake agreed: seller=Brack target=Quillon acquirer=Alder stake=20"},
      {"Rivals fear <Quillon>'s {$3 million} takeover by <Alder>.",
       "acquisition announced: target=Quillon acquirer=Alder total=3"},
      {"<Quillon> agreed to a buyout led by <Alder>.",
       "acquisition agreed: target=Quillon acquirer=Alder"},
      {"<Brack> will cut its debt by selling five of its tile chains to a group led by <Alder>.",
       "asset_sale announced: seller=Brack acquirer=Alder target=five of its tile chains"},
      {"<Alder> and <Quillon> could strike a tile partnership.",
       "partnership rumoured: partner=Alder partner=Quillon"},
      {"Rivals fear <Alder>'s purchase of an interest in <Quillon>.",
       "stake announced: acquirer=Alder target=Quillon"},
      {"Rivals fear <Brack>'s sale of its whole stake in <Quillon>.",
       "stake announced: seller=Brack target=Quillon"},
      {"<Alder> and <Quillon> broke off takeover talks.",
       "merger rumoured: partner=Alder partner=Quillon"},
      {"<Harker>, <Brack>'s best known member, sued <Quillon>.",
       "lawsuit disputed: plaintiff=Harker defendant=Quillon"},
      {"<Alder> and <Quillon> are launching a tile venture.",
       "joint_venture announced: partner=Alder partner=Quillon"},
      {"<Alder> is buying a stake in <Quillon>, a business valued at {$9 million}.",
       "stake announced: acquirer=Alder target=Quillon"},
      {"<Alder> wants to buy <Brack>'s remaining stake.",
       "stake proposed: acquirer=Alder seller=Brack"},
      {"<Alder> is in talks with <Quillon> about investing {$3 million}.",
       "investment rumoured: investor=Alder investee=Quillon total=3"},
      {"<Alder> and <Harker> are looking at <Brack>'s tile business.",
       "asset_sale rumoured: acquirer=Alder acquirer=Harker seller=Brack target=tile business"},
      {"<Quillon> will go on under a {$3 million} financing deal with <Alder>.",
       "loan announced: borrower=Quillon lender=Alder total=3"},
      {"<Alder> beat <Quillon> in sales of pumps.", ""},
      {"Analysts at <Alder> rate <Quillon> a buy.", ""},
      {"<Alder>'s revenue rose [20 percent], <Quillon> said.", ""},
  };
  for (const auto& c : kCases) EXPECT_EQ(DescribeAll(Link(c.text)), c.deals) << c.text;
}

// What has no name of its own becomes a party that is an asset.
TEST(DealTest, WhoCannotDeal) {
  const struct {
    const char* text;
    PartyKind first;
    const char* deals;
  } kCases[] = {
      {"<Brack> approved the takeover of <Quillon>.", PartyKind::kGovernment, ""},
      {"<Brack> reached a settlement with <Quillon>.", PartyKind::kGovernment,
       "settlement agreed: plaintiff=Brack defendant=Quillon"},
      {"<Harker> bought two cameras from <Quillon>.", PartyKind::kPerson, ""},
      {"<Harker> was sued over a fence.", PartyKind::kPerson, ""},
      {"<Brack> sued its former lawyer.", PartyKind::kGovernment,
       "lawsuit disputed: plaintiff=Brack"},
      {"<Quillons> were bought by <Brack>.", PartyKind::kProduct, ""},
  };
  for (const auto& c : kCases) {
    Marked marked = Parse(c.text);
    const Document doc = Read(marked.text);
    marked.x.parties[0].kind = c.first;
    Linker().Link({&doc, 1}, {&marked.x, 1});
    EXPECT_EQ(DescribeAll(marked.x), c.deals) << c.text;
  }
}

TEST(DealTest, AssetsAreTargets) {
  const struct {
    const char* text;
    const char* deals;
  } kCases[] = {
      {"<Brack> agreed to sell its existing pump business to <Alder>.",
       "asset_sale agreed: seller=Brack acquirer=Alder target=pump business"},
      {"<Alder> bought <Brack>'s Porto-based pump business in May.",
       "asset_sale completed: acquirer=Alder seller=Brack target=pump business"},
      {"<Alder> bought a cement plant in Porto.",
       "asset_sale completed: acquirer=Alder target=cement plant"},
      {"<Alder> agreed to buy ten pizza restaurants from <Brack>.",
       "asset_sale agreed: acquirer=Alder seller=Brack target=ten pizza restaurants"},
      {"<Alder> ended negotiations to acquire the tile business of <Brack>.",
       "asset_sale terminated: acquirer=Alder seller=Brack target=tile business"},
      {"<Brack> sold a [20 percent] interest in a tile plant to <Alder>.",
       "stake completed: seller=Brack acquirer=Alder target=tile plant stake=20"},
      {"<Alder> bought three (3) tile works from <Brack>.",
       "asset_sale completed: acquirer=Alder seller=Brack target=tile works"},
      {"<Brack> completed the sale of 26,000 acres of timberlands to <Alder>.",
       "asset_sale completed: seller=Brack acquirer=Alder target=26,000 acres of timberlands"},
      {"<Alder> is buying a {$9 million} portfolio of house loans from <Brack> for {$3 million}.",
       "asset_sale announced: acquirer=Alder seller=Brack target=$9 million portfolio of house "
       "loans"
       " total=3"},
      {"<Brack> agreed to sell its assets to <Alder>.",
       "asset_sale agreed: seller=Brack acquirer=Alder"},
  };
  for (const auto& c : kCases) EXPECT_EQ(DescribeAll(Link(c.text)), c.deals) << c.text;
}

TEST(DealTest, TellingsAreJoined) {
  const Extraction x = Link(
      "<Alder> will buy <Quillon>.\n<Alder> makes pumps. The acquisition of <Quillon> by <Alder> "
      "was completed on time. "
      "Terms were not disclosed.");
  EXPECT_EQ(DescribeAll(x), "acquisition completed: acquirer=Alder target=Quillon undisclosed");
  EXPECT_EQ(x.deals[0].title, "Alder acquires Quillon");
}

// Whom "it" and "its" stand for: never a person, and the company that a person is with.
TEST(DealTest, WhoTheSentenceBeforeWasAbout) {
  Marked marked = Parse(
      "<Harker> said sales of taps rose.\nThat had led to its offer to buy <Quillon>.\nThe company "
      "sued <Brack>.");
  const Document doc = Read(marked.text);
  Party alder;
  alder.name = "Alder";
  alder.kind = PartyKind::kCompany;
  marked.x.parties.push_back(alder);
  marked.x.parties[0].kind = PartyKind::kPerson;
  marked.x.parties[0].of = static_cast<int>(marked.x.parties.size()) - 1;
  Linker().Link({&doc, 1}, {&marked.x, 1});
  EXPECT_EQ(DescribeAll(marked.x),
            "acquisition proposed: acquirer=Alder target=Quillon; "
            "lawsuit disputed: plaintiff=Quillon defendant=Brack");
}

// A bid whose target is told elsewhere.
TEST(DealTest, BidsForTheSameTarget) {
  const struct {
    const char* text;
    const char* deals;
  } kCases[] = {
      {"<Alder> agreed to buy <Quillon>.\nTraders expect a counterbid from <Brack>.",
       "acquisition agreed: acquirer=Alder target=Quillon; "
       "acquisition proposed: acquirer=Brack target=Quillon"},
      {"<Alder> may raise its offer for <Quillon>.\nHolders like <Alder>'s {$3 million} takeover "
       "bid.",
       "acquisition proposed: acquirer=Alder target=Quillon total=3"},
      {"Holders like <Alder>'s takeover bid.", ""},
  };
  for (const auto& c : kCases) EXPECT_EQ(DescribeAll(Link(c.text)), c.deals) << c.text;
}

TEST(DealTest, AmountsOfSomethingElseAreLeftOut) {
  const Extraction x = Link(
      "<Alder> agreed to buy <Quillon>, which has annual sales of {$9 million}, for {$3 million}.");
  EXPECT_EQ(DescribeAll(x), "acquisition agreed: acquirer=Alder target=Quillon total=3");
}

TEST(DealTest, MoneyFlowsFromTheBuyer) {
  const Extraction x = Link("<Alder> agreed to buy <Quillon> from <Brack> for {$3 million}.");
  ASSERT_EQ(x.money.size(), 1U);
  EXPECT_EQ(x.parties[x.money[0].payer].name, "Alder");
  EXPECT_EQ(x.parties[x.money[0].payee].name, "Brack");
  EXPECT_EQ(x.money[0].purpose, Purpose::kPurchase);
}

TEST(DealTest, PartsSumToTheTotal) {
  const Extraction x = Link(
      "<Alder> will invest {$9 million} in <Quillon>.\nThe deal has an initial payment of {$3 "
      "million}, with another {$6 million} contingent "
      "upon sales.");
  ASSERT_EQ(x.deals.size(), 1U);
  EXPECT_EQ(
      DescribeAll(x),
      "investment announced: investor=Alder investee=Quillon total=9 up_front=3 contingent=6");
  ASSERT_EQ(x.checks.size(), 1U);
  EXPECT_EQ(x.checks[0].rule, "deal.check.parts_sum_to_total");
  EXPECT_TRUE(x.checks[0].ok);
}

}  // namespace
}  // namespace dealwire
