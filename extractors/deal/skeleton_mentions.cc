// What a skeleton shows, and how it maps back to the text.
#include <algorithm>
#include <string_view>

#include "extractors/deal/skeleton.h"

namespace dealwire {
namespace {

bool ShownParty(PartyKind kind) { return kind != PartyKind::kPlace; }

// "The airline" is never the newspaper that tells of it.
bool IsSource(PartyKind kind, MentionForm form) {
  return kind == PartyKind::kPublication &&
         (form == MentionForm::kDescriptor || form == MentionForm::kPronoun);
}

}  // namespace

std::vector<SlotMention> CollectMentions(const Extraction& x) {
  std::vector<SlotMention> all;
  for (size_t i = 0; i < x.parties.size(); ++i) {
    const PartyKind kind = x.parties[i].kind;
    const Slot slot = ShownParty(kind) ? Slot::kParty : Slot::kPlace;
    for (const PartyMention& m : x.parties[i].mentions) {
      if (!IsSource(kind, m.form))
        all.push_back({slot, static_cast<int>(i), m.span, kind == PartyKind::kPerson});
    }
  }
  auto add = [&all](const auto& items, Slot slot) {
    for (size_t i = 0; i < items.size(); ++i)
      all.push_back({slot, static_cast<int>(i), items[i].span});
  };
  add(x.money, Slot::kMoney);
  add(x.percents, Slot::kPercent);
  add(x.dates, Slot::kDate);
  for (size_t i = 0; i < x.quotes.size(); ++i) {
    const QuoteMention& q = x.quotes[i];
    if (q.direct && (q.kind == QuoteKind::kStatement || q.kind == QuoteKind::kClause)) {
      all.push_back({Slot::kQuote, static_cast<int>(i), q.span});
    }
  }
  // Where two overlap the earlier and longer one stays: a quotation swallows what it holds.
  std::stable_sort(all.begin(), all.end(), [](const SlotMention& a, const SlotMention& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  std::vector<SlotMention> kept;
  kept.reserve(all.size());
  for (const SlotMention& m : all) {
    if (!m.span.empty() && (kept.empty() || kept.back().span.end <= m.span.begin))
      kept.push_back(m);
  }
  return kept;
}

TextSpan Clause::ToText(TextSpan part) const {
  TextSpan out{UINT32_MAX, 0};
  for (const Piece& piece : pieces) {
    if (piece.at < part.begin || piece.at >= part.end) continue;
    out.begin = std::min(out.begin, piece.span.begin);
    out.end = std::max(out.end, piece.span.end);
  }
  return out.end == 0 ? TextSpan{} : out;
}

std::vector<SlotMention> Clause::In(TextSpan part, Slot slot) const {
  std::vector<SlotMention> out;
  for (const Piece& piece : pieces) {
    if (piece.mention < 0 || piece.at < part.begin || piece.at >= part.end) continue;
    if (mentions[piece.mention].slot == slot) out.push_back(mentions[piece.mention]);
  }
  return out;
}

OneWordNames CollectOneWordNames(const Document& doc, const Extraction& x) {
  OneWordNames names;
  for (size_t i = 0; i < x.parties.size(); ++i) {
    if (!ShownParty(x.parties[i].kind)) continue;
    for (const PartyMention& m : x.parties[i].mentions) {
      const bool named = m.form == MentionForm::kName || m.form == MentionForm::kAlias ||
                         m.form == MentionForm::kAcronym;
      const std::string_view words = doc.Words(m.span);
      if (named && words.find_first_of(" -.&'") == std::string_view::npos) {
        names.emplace(HashLower(words), static_cast<int>(i));
      }
    }
  }
  return names;
}

}  // namespace dealwire
