// Parties from whole articles: who is found, of what kind, under which forms, and what is said of
// them.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/party/party_extractor.h"
#include "extractors/rules/rule_set.h"
#include "pipeline/dealwire.h"
#include "pipeline/text/document.h"

namespace dealwire {
namespace {

const RuleBook& BuiltInRuleBook() {
  static const Engine* const kEngine = new Engine(Engine::Make({}).Take());
  return kEngine->rules();
}

const PartyExtractor& Extractor() {
  static const PartyExtractor* const kExtractor = [] {
    Result<PartyExtractor> made = PartyExtractor::Make(BuiltInRuleBook(), "");
    EXPECT_TRUE(made.ok()) << made.status().message();
    return new PartyExtractor(made.Take());
  }();
  return *kExtractor;
}

Document Make(std::string_view text) {
  RawArticle article;
  article.bytes = std::string(text);
  return Document::Make(article);
}

std::vector<Party> Extract(const Document& doc) {
  std::vector<Party> parties;
  Extractor().Extract(doc, &parties);
  return parties;
}

// "company: Alder Corp = Alder, the company; person: Ann Lee": every party with its kind and its
// other mentions.
std::string Summary(std::string_view text) {
  const Document doc = Make(text);
  std::string out;
  for (const Party& party : Extract(doc)) {
    if (!out.empty()) out += "; ";
    out += std::string(kPartyKindNames[static_cast<size_t>(party.kind)]) + ": " + party.name;
    std::string others;
    for (const PartyMention& m : party.mentions) {
      if (doc.Words(m.span) == party.name) continue;
      others += (others.empty() ? " = " : ", ") + std::string(doc.Words(m.span));
    }
    out += others;
  }
  return out;
}

struct Case {
  std::string_view text, parties;
};
void PrintTo(const Case& c, std::ostream* out) { *out << '"' << c.text << '"'; }

class PartyCases : public testing::TestWithParam<Case> {};

TEST_P(PartyCases, FindsTheParties) { EXPECT_EQ(Summary(GetParam().text), GetParam().parties); }

constexpr Case kNames[] = {
    // with and without legal form; the possessive and the article stay outside
    {"The board of Quillon Foods Inc met on Monday.", "company: Quillon Foods Inc"},
    {"Shares of Microsoft rose. Microsoft's cloud grew.", "company: Microsoft"},
    {"He left Harrow & Finch Ltd. last year.", "company: Harrow & Finch Ltd."},
    {"It was bought by Ostrava Steel Works, Inc., a rival.", "company: Ostrava Steel Works, Inc."},
    // odd letters
    {"A seller on eBay flew with easyJet.", "company: eBay; company: easyJet"},
    {"The bid by 3i was backed by AT&T.", "fund: 3i; company: AT&T"},
    {"It bought 7-Eleven and 3M.", "company: 7-Eleven; company: 3M"},
    // what describes the name at the sentence's start is outside
    {"Drugmaker Sanofi SA agreed.", "company: Sanofi SA"},
    // no people: initials behind "by", names that end like organisations
    {"The pipes were made by QRV.", "company: QRV"},
    {"She flew with Adam Air and Douglas Aircraft.",
     "company: Adam Air; company: Douglas Aircraft"},
    {"It was led by the Vorland Corps.", "organisation: Vorland Corps"},
    // broken over a line
    {"It met Bank of\nAmerica on Monday.", "company: Bank of America"},
    {"It met Quillon\nCorp on Monday.", "company: Quillon Corp"},
    // pairs
    {"Lawyers welcomed the Microsoft-OpenAI deal.", "company: Microsoft; company: OpenAI"},
    {"An engine by Rolls-Royce failed.", "company: Rolls-Royce"},
    // joined names
    {"The Securities and Exchange Commission opened an inquiry.",
     "government: Securities and Exchange Commission"},
    {"She works at the Ministry of Fisheries.", "government: Ministry of Fisheries"},
    {"He studied at the University of Leeds.", "organisation: University of Leeds"},
    {"Marlow and Finch Publishers Inc is for sale.", "company: Marlow and Finch Publishers Inc"},
    {"It sold Tressel (Australia) Ltd in June.", "company: Tressel (Australia) Ltd"},
    {"Barlow's Hospitality Inc runs hotels.", "company: Barlow's Hospitality Inc"},
    {"Quillon, Inc. met Quillon Inc in May.", "company: Quillon, Inc. = Quillon Inc"},
    {"It sold Quillon Steel AG. The price was low.", "company: Quillon Steel AG"},
    {"A plant of Quillon plc burnt down.", "company: Quillon plc"},
    // places
    {"The talks were held in Paris and in Texas.", "place: Paris; place: Texas"},
    {"She drove to the West Bank.", "place: West Bank"},
    {"Exports to the U.S. and Britain fell.", "place: U.S.; place: Britain"},
};
INSTANTIATE_TEST_SUITE_P(Names, PartyCases, testing::ValuesIn(kNames));

constexpr Case kPeople[] = {
    {"It hired Anna Petrova, 43, as a lawyer.", "person: Anna Petrova"},
    {"Mr Harker declined to comment.", "person: Harker"},
    {"James Harker spoke first. Harker then left.", "person: James Harker = Harker"},
    {"In May, Judge Anna Petrova ruled.", "person: Anna Petrova"},
    {"Joost van der Berg won.", "person: Joost van der Berg"},
};
INSTANTIATE_TEST_SUITE_P(People, PartyCases, testing::ValuesIn(kPeople));

// What several lexicons list is of the most special kind; another's short form never outweighs a
// name in full.
constexpr Case kKinds[] = {
    {"The Bank of England met.", "government: Bank of England"},
    {"It sold Reuters Holdings PLC.", "company: Reuters Holdings PLC"},
    {"He told the Financial Times and Reuters.",
     "publication: Financial Times; publication: Reuters"},
    {"Norges Bank Investment Management and Blackstone sold shares.",
     "fund: Norges Bank Investment Management; fund: Blackstone"},
    {"It was listed on the New York Stock Exchange, NYSE for short.",
     "organisation: New York Stock Exchange = NYSE"},
};
INSTANTIATE_TEST_SUITE_P(Kinds, PartyCases, testing::ValuesIn(kKinds));

// In reports of sport a number behind a name makes a team, a minute or a rank a player.
constexpr Case kSport[] = {
    {"Standings after the matches of the league:\n\nMarlow 3 Hagford 1 (Hallvar 64th, Ostrin "
     "70th). "
     "The midfielder scored two goals before halftime.",
     "company: Marlow; company: Hagford"},
};
INSTANTIATE_TEST_SUITE_P(Sport, PartyCases, testing::ValuesIn(kSport));

constexpr Case kNoNames[] = {
    {"It left at 18:00 UTC. It cost 2 U.S. dollars.", "place: U.S."},
    {"Shares fell. Analysts were surprised.", ""},
    {"On Monday the CEO spoke of GDP.", ""},
    {"Meanwhile, profits rose in January.", ""},
};
INSTANTIATE_TEST_SUITE_P(NoNames, PartyCases, testing::ValuesIn(kNoNames));

// In headlines capitals prove nothing; the names of the text below do.
constexpr Case kHeadlines[] = {
    {"QUILLON FOODS INC <QFI> SEES HIGHER PROFIT\n\nThe company gave no figures.",
     "company: QUILLON FOODS INC = The company"},
    {"TRESSEL TO CUT JOBS AT FOUR OF ITS PLANTS\n\nThe board of Tressel Corp met on Monday.",
     "company: Tressel Corp = TRESSEL"},
    // a name in capitals is no acronym where the text has it in small letters
    {"LYNDALE SEALS VICTORY OVER LEICESTER\n\nAt last Lyndale, who is 34, was glad.",
     "person: LYNDALE = Lyndale; place: LEICESTER"},
    {"Analysts Expect Higher Prices For Copper", ""},
};
INSTANTIATE_TEST_SUITE_P(Headlines, PartyCases, testing::ValuesIn(kHeadlines));

constexpr Case kReferences[] = {
    {"Brightwell Media Group was founded in May. Brightwell has since grown.",
     "company: Brightwell Media Group = Brightwell"},
    {"The European Granite Association (EGA) met. The EGA voted.",
     "organisation: European Granite Association = EGA, EGA"},
    {"Amazon Web Services (AWS) is a part of Amazon.",
     "company: Amazon Web Services = AWS; company: Amazon"},
    {"Amazon Web Services, AWS for short, grew. AWS will hire. Amazon fell.",
     "company: Amazon Web Services = AWS, AWS; company: Amazon"},
    {"OpenAI raised money. The ChatGPT maker is in talks.", "company: OpenAI = The ChatGPT maker"},
    {"Microsoft cut prices. The Redmond-based group gained.",
     "company: Microsoft = The Redmond-based group"},
    {"Netflix fell. The Los Gatos-based group added users.",
     "company: Netflix = The Los Gatos-based group"},
    // a town of many says nothing
    {"Quillon Corp fell. The San Francisco-based start-up makes robots.",
     "company: Quillon Corp = The San Francisco-based start-up"},
    {"Goldman Sachs fell. The New York-based bank cut jobs.",
     "company: Goldman Sachs = The New York-based bank"},
    {"Deutsche Bank met UBS. The Swiss bank agreed.",
     "company: Deutsche Bank; company: UBS = The Swiss bank"},
    // the same pair, whoever is named between
    {"Bayer and Microsoft met. The two companies talked. Intel, Nokia and Volvo did not. Both "
     "companies were glad.",
     "company: Bayer; company: Microsoft; company: Intel; company: Nokia; company: Volvo; group: "
     "The "
     "two companies = Both companies"},
    // parts of governments
    {"The Federal Trade Commission sued Microsoft. The agency agreed. The commission voted.",
     "government: Federal Trade Commission = The agency, The commission; company: Microsoft"},
    {"The Bank of Japan met. The central bank agreed.",
     "government: Bank of Japan = The central bank"},
    {"The European Union met. The giant agreed.", "organisation: European Union"},
    // by country, through all forms of a name that the lexicon knows
    {"Merck & Co met Volvo Group AB. The U.S. drugmaker agreed. The Swedish carmaker did not.",
     "company: Merck & Co = The U.S. drugmaker; company: Volvo Group AB = The Swedish carmaker"},
    {"Quillon Inc (NYSE: QNX) met. QNX rose.", "company: Quillon Inc = QNX; organisation: NYSE"},
    // a short form is that of the same party, not of a longer name or a person
    {"General Electric Co met GE Capital. GE fell.",
     "company: General Electric Co = GE; company: GE Capital"},
    {"Ford Motor Co met Gerald Ford. Ford rose.",
     "company: Ford Motor Co = Ford; person: Gerald Ford"},
    // no business buys itself
    {"Quillon Corp agreed to buy the company.", "company: Quillon Corp"},
    // an 's that belongs to the name
    {"Barlow's Hospitality Inc grew. Barlow's shares rose.",
     "company: Barlow's Hospitality Inc = Barlow's"},
    // definitions
    {"Quillon Foods Inc (the \"Company\") met. The Company agreed.",
     "company: Quillon Foods Inc = Company, Company"},
    {"Marlow Holdings Inc, a Dutch firm (“Parent”), met. Parent agreed.",
     "company: Marlow Holdings Inc = Parent, Parent"},
    {"Marlow Energy LP (with its units, \"Marlow\" or the \"Seller\") met. Seller agreed.",
     "company: Marlow Energy LP = Marlow, Seller, Seller"},
    {"The \"Company\" was a play (he called it \"Parent\").", ""},
    {"Bayer sold a plant. The company is cutting debt.", "company: Bayer = The company"},
    // the agency of a dateline is nobody that the text speaks of
    {"OSLO (Reuters) - The airline Ryanair may order jets. The carrier is growing.",
     "place: OSLO; publication: Reuters; company: Ryanair = The carrier"},
    {"Microsoft sued OpenAI. The two companies settled.",
     "company: Microsoft; company: OpenAI; group: The two companies"},
    {"OpenAI agreed to buy a start-up. OpenAI said it would pay in cash.", "company: OpenAI = it"},
};
INSTANTIATE_TEST_SUITE_P(References, PartyCases, testing::ValuesIn(kReferences));

// A name that is also a common word is one where something beside it shows so.
constexpr Case kCommonWords[] = {
    {"Amazon CEO Anna Petrova spoke.", "company: Amazon; person: Anna Petrova"},
    {"Target agreed to buy a grocer.", "company: Target"},
    {"Shell said so. Gap shares rose.", "company: Shell; company: Gap"},
    {"Bayer, the German drugmaker, sold a unit.", "company: Bayer = the German drugmaker"},
    {"Merck & Co met Alder Pty Ltd, the Perth-based retailer.",
     "company: Merck & Co; company: Alder Pty Ltd = the Perth-based retailer"},
    {"Alphabet and Meta sued.", "company: Alphabet; company: Meta"},
    {"Orange juice got dearer. Target prices rose. Total revenue fell. Visa rules changed.", ""},
    {"She wrote on X that the deal was off.", "company: X"},
    {"X, formerly Twitter, lost users.", "company: Twitter = X"},
    {"Let X be the price. X marks the spot.", ""},
    {"Analysts at Brendale were glad.", "company: Brendale"},
    {"The founder of Zentrix and the chief executive of Vorn left.",
     "company: Zentrix; company: Vorn"},
    // what people do and have as well proves nothing for a surname
    {"Tony Abbott left. Abbott said he would rest.", "person: Tony Abbott = Abbott, he"},
    // mid-sentence, where the lexicon knows it
    {"A bill that the House passed went to the Senate.", "government: House; government: Senate"},
    {"She walked to the Gap in the hills.", ""},
    {"The house was sold. House prices rose.", ""},
    // products whose maker is spoken of
    {"Samsung unveiled the Galaxy.", "company: Samsung; product: Galaxy"},
    {"The ships saw a far Galaxy.", ""},
    {"It backed the start-up Lumiva.ai.", "company: Lumiva.ai"},
    {"It sold Pershing Square's shares.", "fund: Pershing Square"},
    {"The iPhone is old. Apple may replace it.", "product: iPhone; company: Apple"},
    {"Oracle, Intel and Palm fell.", "company: Oracle; company: Intel; company: Palm"},
    {"Apple sold iPhones and iPads.", "company: Apple; product: iPhones; product: iPads"},
};
INSTANTIATE_TEST_SUITE_P(CommonWords, PartyCases, testing::ValuesIn(kCommonWords));

// The first person of the text with position and employer: "chief executive, Microsoft".
struct Post {
  std::string_view text, post;
};
void PrintTo(const Post& p, std::ostream* out) { *out << '"' << p.text << '"'; }

class Posts : public testing::TestWithParam<Post> {};

TEST_P(Posts, ArePositionAndEmployer) {
  const std::vector<Party> parties = Extract(Make(GetParam().text));
  const auto person = std::find_if(parties.begin(), parties.end(),
                                   [](const Party& p) { return p.kind == PartyKind::kPerson; });
  ASSERT_NE(person, parties.end());
  std::string post = person->position;
  if (person->of >= 0) post += ", " + parties[static_cast<size_t>(person->of)].name;
  EXPECT_EQ(post, GetParam().post);
}

constexpr Post kPosts[] = {
    {"Amazon CEO Anna Petrova spoke.", "CEO, Amazon"},
    {"Microsoft finance chief Anna Petrova spoke.", "finance chief, Microsoft"},
    {"Microsoft's chairman, Anna Petrova, spoke.", "chairman, Microsoft"},
    {"The chairman, Anna Petrova, spoke.", "chairman"},
    {"Anna Petrova, 51, Microsoft's finance chief, spoke.", "finance chief, Microsoft"},
    {"Anna Petrova, a former partner at Microsoft, spoke.", "partner, Microsoft"},
    {"Anna Petrova, chairman and chief executive of Microsoft, spoke.",
     "chairman and chief executive, Microsoft"},
    {"Anna Petrova, now group head of research at Microsoft, spoke.",
     "head of research, Microsoft"},
    {"It cost too much, said analyst Anna Petrova of Microsoft.", "analyst, Microsoft"},
    // an honorific is no position
    {"Mr. James Harker spoke.", ""},
    {"Dr. Anna Petrova, head of research at Microsoft, spoke.", "head of research, Microsoft"},
    // a neighbour's title is not taken
    {"Anna Petrova, who runs it, met CFO James Harker.", ""},
    {"Anna Petrova, CFO James Harker and others met.", ""},
};
INSTANTIATE_TEST_SUITE_P(Positions, Posts, testing::ValuesIn(kPosts));

TEST(PartyTest, PositionAndEmployer) {
  const std::string_view texts[] = {
      "Microsoft CEO Anna Petrova spoke.", "Microsoft chief executive Anna Petrova spoke.",
      "It named Anna Petrova, the chief executive of Microsoft, to its board."};
  for (const std::string_view text : texts) {
    const std::vector<Party> parties = Extract(Make(text));
    const auto person = std::find_if(parties.begin(), parties.end(),
                                     [](const Party& p) { return p.name == "Anna Petrova"; });
    ASSERT_NE(person, parties.end()) << text;
    EXPECT_EQ(person->kind, PartyKind::kPerson);
    EXPECT_FALSE(person->position.empty()) << text;
    ASSERT_GE(person->of, 0) << text;
    EXPECT_EQ(parties[static_cast<size_t>(person->of)].name, "Microsoft");
    EXPECT_EQ(person->gender, 'f');
  }
}

TEST(PartyTest, UnitsHaveOwners) {
  for (const std::string_view text :
       {"It will sell Microsoft's Quillon unit.",
        "It will sell Quillon Inc, a wholly-owned subsidiary of Microsoft.",
        "It will sell Quillon Inc, a unit of the Microsoft group."}) {
    const std::vector<Party> parties = Extract(Make(text));
    const auto unit = std::find_if(parties.begin(), parties.end(),
                                   [](const Party& p) { return p.name.rfind("Quillon", 0) == 0; });
    ASSERT_NE(unit, parties.end()) << text;
    ASSERT_GE(unit->of, 0) << text;
    EXPECT_EQ(parties[static_cast<size_t>(unit->of)].name, "Microsoft");
  }
}

// Tickers are ids, no names and no parts of names: "company: Alcoa Inc [AA.N]".
class Tickers : public testing::TestWithParam<Case> {};

TEST_P(Tickers, AreIds) {
  std::string found;
  for (const Party& party : Extract(Make(GetParam().text))) {
    found += (found.empty() ? "" : "; ") + party.name;
    for (const auto& [kind, id] : party.ids) found += " [" + kind + " " + id + "]";
  }
  EXPECT_EQ(found, GetParam().parties);
}

constexpr Case kTickers[] = {
    {"Alcoa Inc (AA.N) rose.", "Alcoa Inc [ticker AA.N]"},
    {"Alcoa Inc ( AA.N ) rose.", "Alcoa Inc [ticker AA.N]"},
    {"Alcoa Inc <AA.N> rose.", "Alcoa Inc [ticker AA.N]"},
    {"Alcoa Inc. AA.N rose.", "Alcoa Inc. [ticker AA.N]"},
    {"Shares of Sony (6758.T) rose.", "Sony [ticker 6758.T]"},
    {"Novo Nordisk (NOVOb.CO) rose.", "Novo Nordisk [ticker NOVOb.CO]"},
    {"Rio Tinto (RIO.AX, RIO.L) rose.", "Rio Tinto [ticker RIO.AX]"},
    // an exchange that the lexicon knows is a party
    {"Quillon Energy (OSE: QLN) rose.", "Quillon Energy [ticker QLN]"},
    {"Quillon Inc. (NYSE: QLN) rose.", "Quillon Inc. [ticker QLN]; NYSE"},
    {"Quillon Inc (NYSE American:QLN; TSX-V: QL) rose.",
     "Quillon Inc [ticker QLN]; NYSE American; TSX-V"},
    // a bare symbol counts where the lexicon knows it
    {"Ferrari (RACE) rose.", "Ferrari [ticker RACE]"},
    {"Alder Web Services (AWS) grew.", "Alder Web Services"},
    {"It met Quillon Inc (see: part two).", "Quillon Inc"},
};
INSTANTIATE_TEST_SUITE_P(Brackets, Tickers, testing::ValuesIn(kTickers));

TEST(PartyTest, MentionsDoNotOverlap) {
  const Document doc = Make(
      "OpenAI rival Anthropic hired staff. The ChatGPT maker and the Redmond-based titan Microsoft "
      "met the two "
      "companies. Bank of America Corp chief executive Brian Moynihan told the Bank of England.");
  std::vector<TextSpan> spans;
  for (const Party& party : Extract(doc)) {
    for (const PartyMention& m : party.mentions) spans.push_back(m.span);
  }
  std::sort(spans.begin(), spans.end());
  for (size_t i = 1; i < spans.size(); ++i)
    EXPECT_LE(spans[i - 1].end, spans[i].begin) << doc.Words(spans[i]);
}

class GazetteerFile : public testing::Test {
 protected:
  std::string Write(std::string_view tsv) {
    // One file a test: tests run at the same time.
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    path_ = testing::TempDir() + "dealwire_" + test->name() + ".tsv";
    std::ofstream(path_) << tsv;
    return path_;
  }
  void TearDown() override { std::remove(path_.c_str()); }

  std::string path_;
};

TEST_F(GazetteerFile, NamesBeatEverythingElse) {
  Result<PartyExtractor> made =
      PartyExtractor::Make(BuiltInRuleBook(), Write("name\tkind\tid\nZorblat\tfund\tx-17\n"));
  ASSERT_TRUE(made.ok()) << made.status().message();
  std::vector<Party> parties;
  made.value().Extract(Make("We met Zorblat in March."), &parties);
  ASSERT_EQ(parties.size(), 1U);
  EXPECT_EQ(parties[0].kind, PartyKind::kFund);
  ASSERT_EQ(parties[0].ids.size(), 1U);
  EXPECT_EQ(parties[0].ids[0].second, "x-17");
}

TEST_F(GazetteerFile, ErrorsNameFileLineAndReason) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"Zorblat\n", ":1: wants name, kind and id"},
      {"Zorblat\tfund\nQuux\tstarship\n", ":2: unknown kind 'starship'"},
      {"\tfund\n", ":1: the name is empty"},
      {"Zorblat\tfund\t1\t2\n", ":1: has more than three cells"},
  };
  for (const auto& [tsv, reason] : cases) {
    const std::string path = Write(tsv);
    Result<PartyExtractor> made = PartyExtractor::Make(BuiltInRuleBook(), path);
    ASSERT_FALSE(made.ok()) << tsv;
    EXPECT_EQ(made.status().message().rfind(path + std::string(reason), 0), 0U)
        << made.status().message();
  }
  EXPECT_FALSE(PartyExtractor::Make(BuiltInRuleBook(), "/nowhere/names.tsv").ok());
}

}  // namespace
}  // namespace dealwire
