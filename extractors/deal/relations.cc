#include "extractors/deal/relations.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <string>

#include "extractors/deal/deal_matcher.h"
#include "extractors/rules/names.h"
#include "pipeline/text/word_set.h"

namespace dealwire {
namespace {

void AddRelation(RelationKind kind, int from, int to, TextSpan span, Extraction* x) {
  if (span.empty() || from < 0 || to < 0 || from == to ||
      SharedParties(x->deals[from], x->deals[to]) == 0)
    return;
  std::vector<Relation>& known = x->deals[from].relations;
  const bool told = std::any_of(known.begin(), known.end(), [&](const Relation& r) {
    return r.deal == to && (r.kind == kind || kind == RelationKind::kFollows);
  });
  if (!told) known.push_back({kind, to, span});
}

bool IsRenewable(DealType type) {
  return type == DealType::kPartnership || type == DealType::kLicence ||
         type == DealType::kExclusivity || type == DealType::kRevenueShare ||
         type == DealType::kPurchaseContract;
}

// A deal that others replaced: by the latest deal of the same parties, and by one of its own type.
void RelateSuperseded(Extraction* x) {
  std::vector<std::string> announced;
  for (const Deal& deal : x->deals) announced.push_back(AnnouncedDay(*x, deal));
  for (size_t old = 0; old < x->deals.size(); ++old) {
    const Deal& before = x->deals[old];
    if (before.status != DealStatus::kSuperseded) continue;
    std::string latest;
    std::vector<int> after;
    for (size_t d = 0; d < x->deals.size(); ++d) {
      const Deal& deal = x->deals[d];
      if (deal.status == DealStatus::kSuperseded || !IsRenewable(deal.type)) continue;
      if (SharedParties(before, deal) < 2) continue;
      after.push_back(static_cast<int>(d));
      latest = std::max(latest, announced[d]);
    }
    for (const int d : after) {
      const Deal& deal = x->deals[d];
      if (deal.type == before.type || (!latest.empty() && announced[d] == latest))
        AddRelation(RelationKind::kSupersedes, d, static_cast<int>(old), before.status_span, x);
    }
  }
}

bool SpeaksOfConflict(std::string_view cue) {
  return cue.find("conflict") != std::string_view::npos ||
         cue.find("dispute") != std::string_view::npos;
}

// "resolves the conflict": a conflict between deals that the article told before.
bool ResolveConflicts(int from, TextSpan span, Extraction* x) {
  std::vector<int> sides;
  for (size_t d = 0; d < x->deals.size(); ++d) {
    for (const Relation& r : x->deals[d].relations) {
      if (r.kind == RelationKind::kConflictsWith)
        sides.insert(sides.end(), {static_cast<int>(d), r.deal});
    }
  }
  for (const int side : sides) AddRelation(RelationKind::kResolves, from, side, span, x);
  return !sides.empty();
}

// The two sides of a cue. A cue that begins a sentence has the other deal up to the comma, and its
// own deal behind that.
struct Sides {
  TextSpan left, right;
  bool leads = false;
};

Sides SidesOf(const Document& doc, TextSpan sentence, TextSpan cue) {
  const std::string_view before = doc.Words(TextSpan{sentence.begin, cue.begin});
  Sides sides{{sentence.begin, cue.begin}, {cue.end, sentence.end}, false};
  sides.leads = std::none_of(before.begin(), before.end(), [](char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0;
  });
  if (!sides.leads) return sides;
  const size_t comma = doc.Words(sides.right).find(", ");
  if (comma == std::string_view::npos) return {{}, sides.right, true};
  const uint32_t at = cue.end + static_cast<uint32_t>(comma);
  return {{at, sentence.end}, {cue.end, at}, true};
}

// "It also replaces ...": the deal that the sentence before was about.
bool IsPronoun(const Document& doc, const Sentence& sentence) {
  static const WordSet kPronouns = {"it", "this", "that", "they"};
  return sentence.first_token < sentence.end_token &&
         kPronouns.Has(doc.tokens()[sentence.first_token]);
}

struct Before {
  int deal = -1;
  uint32_t end = 0;  // of its sentence
};

}  // namespace

Result<RelationReader> RelationReader::Make(const RuleSet& rules) {
  RelationReader reader;
  reader.rules_ = &rules;
  for (const Rule& rule : rules.rules()) {
    if (!rule.name.starts_with("deal.relation.")) continue;
    const int kind = IndexOf(kRelationKindNames, rule.Attribute("relation"));
    if (kind < 0) return Status::Error(rule.where + ": " + rule.name + ": unknown relation");
    reader.entries_.push_back(
        {&rule, static_cast<RelationKind>(kind), !rule.Attribute("reverse").empty()});
  }
  return reader;
}

void RelationReader::Read(const Document& doc, const DealReferences& deals, Extraction* x) const {
  if (x->deals.size() < 2) return;
  Before before;
  for (const Sentence& sentence : doc.sentences()) {
    if (sentence.span.end <= deals.first()) continue;
    const TriggerMask bits =
        rules_->Triggers(doc.tokens(), sentence.first_token, sentence.end_token);
    for (const Entry& entry : entries_) {
      TextSpan cue;
      if (!bits.Holds(entry.rule->needs) ||
          !entry.rule->pattern.Find(doc.text(), sentence.span.begin, sentence.span.end, &cue))
        continue;
      const Sides sides = SidesOf(doc, sentence.span, cue);
      int from = deals.ToldIn(sides.left, !sides.leads);
      if (from < 0 && !sides.leads)
        from = deals.Meant(sides.left, sentence.span.begin, true, deals.ToldIn(sides.right, false));
      if (from < 0 && !sides.leads && IsPronoun(doc, sentence))
        from = before.end + 1 >= sentence.span.begin ? before.deal
                                                     : deals.LastBefore(sentence.span.begin);
      if (from < 0) continue;
      before = {from, sentence.span.end};
      const bool resolves = entry.kind == RelationKind::kResolves;
      const bool conflict = resolves && SpeaksOfConflict(doc.Words(cue));
      if (conflict && ResolveConflicts(from, cue, x)) continue;
      int to = resolves ? -1 : deals.ToldIn(sides.right, false);
      if (to < 0 || to == from)
        to = deals.Meant(resolves ? cue : sides.right, sentence.span.begin, sides.leads, from);
      AddRelation(entry.kind, entry.reverse ? to : from, entry.reverse ? from : to, cue, x);
    }
  }
  RelateSuperseded(x);
}

}  // namespace dealwire
