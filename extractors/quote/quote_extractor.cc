#include "extractors/quote/quote_extractor.h"

#include <algorithm>

#include "extractors/quote/cues.h"
#include "extractors/quote/direct.h"
#include "extractors/quote/indirect.h"
#include "extractors/quote/party_mentions.h"
#include "extractors/quote/quote_marks.h"
#include "extractors/quote/source.h"

namespace dealwire {

struct QuoteExtractor::Impl {
  CueFinder cues;
  SourceFinder sources;
};

QuoteExtractor::QuoteExtractor(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
QuoteExtractor::QuoteExtractor(QuoteExtractor&&) noexcept = default;
QuoteExtractor& QuoteExtractor::operator=(QuoteExtractor&&) noexcept = default;
QuoteExtractor::~QuoteExtractor() = default;

Result<QuoteExtractor> QuoteExtractor::Make(const RuleBook& book) {
  Result<CueFinder> cues = CueFinder::Make(book);
  if (!cues.ok()) return cues.status();
  Result<SourceFinder> sources = SourceFinder::Make(book);
  if (!sources.ok()) return sources.status();
  return QuoteExtractor(std::make_unique<Impl>(Impl{cues.Take(), sources.Take()}));
}

void QuoteExtractor::Extract(const Document& doc, const std::vector<Party>& parties,
                             std::vector<QuoteMention>* quotes) const {
  const size_t first = quotes->size();
  const std::vector<Cue> cues = impl_->cues.Find(doc);
  const std::vector<MarkPair> pairs = PairMarks(doc);
  ReadDirect(doc, pairs, cues, quotes);
  ReadIndirect(doc, pairs, cues, quotes);
  if (quotes->size() == first) return;
  const PartyMentions mentions(parties);
  for (size_t i = first; i < quotes->size(); ++i) {
    QuoteMention& quote = (*quotes)[i];
    if (!quote.speaker.empty()) quote.speaker_party = mentions.SpeakerIn(quote.speaker);
    quote.source = impl_->sources.Find(doc, mentions, cues, quote);
  }
  std::stable_sort(quotes->begin() + static_cast<std::ptrdiff_t>(first), quotes->end(),
                   [](const QuoteMention& a, const QuoteMention& b) { return a.span < b.span; });
}

}  // namespace dealwire
