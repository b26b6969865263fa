#include "extractors/quote/quote_extractor.h"

namespace dealwire {

struct QuoteExtractor::Impl {
  const RuleBook* book;
};

QuoteExtractor::QuoteExtractor(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
QuoteExtractor::QuoteExtractor(QuoteExtractor&&) noexcept = default;
QuoteExtractor& QuoteExtractor::operator=(QuoteExtractor&&) noexcept = default;
QuoteExtractor::~QuoteExtractor() = default;

Result<QuoteExtractor> QuoteExtractor::Make(const RuleBook& book) {
  return QuoteExtractor(std::make_unique<Impl>(Impl{&book}));
}

void QuoteExtractor::Extract(const Document&, const std::vector<Party>&, std::vector<QuoteMention>*) const {}

std::vector<Found> QuoteExtractor::RunExample(const Rule&, const Document&) const { return {}; }

}  // namespace dealwire
