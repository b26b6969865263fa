#include "extractors/quote/quote_extractor.h"

#include <algorithm>

#include "extractors/quote/cues.h"
#include "extractors/quote/direct.h"
#include "extractors/quote/indirect.h"
#include "extractors/quote/quote_marks.h"

namespace dealwire {
namespace {

struct MentionOf {
  TextSpan span;
  int party;
};

// Each mention of each party, in text order.
std::vector<MentionOf> AllMentions(const std::vector<Party>& parties) {
  std::vector<MentionOf> all;
  for (size_t p = 0; p < parties.size(); ++p) {
    for (const PartyMention& m : parties[p].mentions) all.push_back({m.span, static_cast<int>(p)});
  }
  std::sort(all.begin(), all.end(),
            [](const MentionOf& a, const MentionOf& b) { return a.span < b.span; });
  return all;
}

// The party that a speaker's words name: a person before anything else, else the first party in
// them ("Lund, head of Alder"; "a spokesman for Alder").
int PartyIn(TextSpan speaker, const std::vector<MentionOf>& mentions,
            const std::vector<Party>& parties) {
  auto it = std::lower_bound(mentions.begin(), mentions.end(), speaker.begin,
                             [](const MentionOf& m, uint32_t at) { return m.span.end <= at; });
  int found = -1;
  for (; it != mentions.end() && it->span.begin < speaker.end; ++it) {
    const PartyKind kind = parties[it->party].kind;
    if (kind == PartyKind::kPerson) return it->party;
    if (found < 0 && kind != PartyKind::kPlace && kind != PartyKind::kProduct) found = it->party;
  }
  return found;
}

}  // namespace

struct QuoteExtractor::Impl {
  CueFinder cues;
};

QuoteExtractor::QuoteExtractor(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
QuoteExtractor::QuoteExtractor(QuoteExtractor&&) noexcept = default;
QuoteExtractor& QuoteExtractor::operator=(QuoteExtractor&&) noexcept = default;
QuoteExtractor::~QuoteExtractor() = default;

Result<QuoteExtractor> QuoteExtractor::Make(const RuleBook& book) {
  Result<CueFinder> cues = CueFinder::Make(book);
  if (!cues.ok()) return cues.status();
  return QuoteExtractor(std::make_unique<Impl>(Impl{cues.Take()}));
}

void QuoteExtractor::Extract(const Document& doc, const std::vector<Party>& parties,
                             std::vector<QuoteMention>* quotes) const {
  const size_t first = quotes->size();
  const std::vector<Cue> cues = impl_->cues.Find(doc);
  const std::vector<MarkPair> pairs = PairMarks(doc);
  ReadDirect(doc, pairs, cues, quotes);
  ReadIndirect(doc, pairs, cues, quotes);
  const std::vector<MentionOf> mentions = AllMentions(parties);
  for (size_t i = first; i < quotes->size(); ++i) {
    QuoteMention& quote = (*quotes)[i];
    if (!quote.speaker.empty()) quote.speaker_party = PartyIn(quote.speaker, mentions, parties);
  }
  std::stable_sort(quotes->begin() + static_cast<std::ptrdiff_t>(first), quotes->end(),
                   [](const QuoteMention& a, const QuoteMention& b) { return a.span < b.span; });
}

}  // namespace dealwire
