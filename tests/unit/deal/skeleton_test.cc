// Skeletons of sentences whose parties, money and percentages are marked in them.
#include "extractors/deal/skeleton.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/support/marked_text.h"

namespace dealwire {
namespace {

TEST(SkeletonTest, LeavesOutWhatDoesNotMatter) {
  const struct {
    const char* text;
    const char* skeleton;
  } kCases[] = {
      {"LISBON (Wire) - <Alder> (ALD.N), a maker of pumps, said it had agreed to buy rival "
       "<Quillon>.",
       "P had agreed to buy P."},
      {"<Alder> reportedly wants the tile maker <Quillon> for about {$3 million}.",
       "P wants P for about M."},
      {"<Alder> told the commission in a filing that <Alder> bought [20 percent] of <Quillon>.",
       "P bought % of P."},
      {"<Alder> of |Porto|, |Portugal|, bought <Quillon>, based in |Lisbon|, from <Brack>.",
       "P bought P from P."},
      {"<Alder> won approval from <Brack> for its planned purchase of <Quillon>.",
       "P won approval from P for P's planned purchase of P."},
      {"<Alder> of |Philadelphia|, Pa., bought <Quillon>.", "P bought P."},
      {"<Alder> bought the Porto - based <Quillon>.", "P bought P."},
      {"<Brack> sold its wholly-owned tile subsidiary, <Quillon>, to <Alder>.", "P sold P to P."},
      {"<Alder> bought <Brack>'s pump unit, <Quillon>.", "P bought P's P."},
      {"<Alder> bought streaming service <Quillon>.", "P bought P."},
      {"<Alder>, whose owners like pumps, bought <Quillon>.", "P bought P."},
      {"<Alder> was sued by <Brack>'s <Quillon>.", "P was sued by P."},
      {"<Alder> bought <Brack>'s <Quillon>.", "P bought P's P."},
      {"<Alder> ( ALDG.DE ) ALDGn.DE. offered to buy <Quillon>.", "P offered to buy P."},
      {"<Alder>, |Portugal|'s largest pump maker, made a bid for <Quillon>.",
       "P made a bid for P."},
      {"Fresh from its purchase of <Quillon>, <Alder> opened a plant.",
       "fresh from P's purchase of P, P opened a plant."},
      {"<Brack> fell after <Alder> cut its tiny stake in <Quillon>.",
       "P fell after P cut its tiny stake in P."},
      {"<Brack> fell after <Alder> met <Harker> about its stake in <Quillon>.",
       "P fell after P met P about P's stake in P."},
      {"<Alder>'s Porto unit agreed to buy <Quillon>.", "P agreed to buy P."},
      {"<Alder>'s Porto unit was bought by <Quillon>.", "P's porto unit was bought by P."},
      {"<Quillon> workers sued <Alder>.", "quillon workers sued P."},
      {"<Brack> bought <Quillon> from <Alder>, which makes pumps, and <Harker> is moving.",
       "P bought P from P; and P is moving."},
  };
  Result<SkeletonBuilder> builder = SkeletonBuilder::Make(BuiltInBook());
  ASSERT_TRUE(builder.ok()) << builder.status().message();
  const SkeletonBuilder made = builder.Take();
  for (const auto& c : kCases) {
    const Marked marked = Parse(c.text);
    const Document doc = Read(marked.text);
    const std::vector<SlotMention> mentions = CollectMentions(marked.x);
    const std::vector<Clause> clauses =
        made.Build(doc, doc.sentences()[0], mentions, 0, mentions.size(), {}, {});
    std::string shown = clauses[0].text;
    const std::pair<const char*, const char*> kSlots[] = {
        {"\uE000", "P"}, {"\uE001", "M"}, {"\uE002", "%"}};
    for (const auto& [slot, letter] : kSlots) {
      for (size_t at; (at = shown.find(slot)) != std::string::npos;)
        shown.replace(at, Clause::kSlotBytes, letter);
    }
    EXPECT_EQ(shown, c.skeleton) << c.text;
    // Every piece maps back into the sentence.
    for (const Clause::Piece& piece : clauses[0].pieces)
      EXPECT_TRUE(clauses[0].span.Contains(piece.span));
  }
}

}  // namespace
}  // namespace dealwire
