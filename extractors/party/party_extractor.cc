#include "extractors/party/party_extractor.h"

namespace dealwire {

struct PartyExtractor::Impl {
  const RuleBook* book;
};

PartyExtractor::PartyExtractor(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
PartyExtractor::PartyExtractor(PartyExtractor&&) noexcept = default;
PartyExtractor& PartyExtractor::operator=(PartyExtractor&&) noexcept = default;
PartyExtractor::~PartyExtractor() = default;

Result<PartyExtractor> PartyExtractor::Make(const RuleBook& book, const std::string&) {
  return PartyExtractor(std::make_unique<Impl>(Impl{&book}));
}

void PartyExtractor::Extract(const Document&, std::vector<Party>*) const {}

std::vector<Found> PartyExtractor::RunExample(const Rule&, const Document&) const { return {}; }

}  // namespace dealwire
