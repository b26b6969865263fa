#include "extractors/party/party_extractor.h"

#include <utility>

#include "extractors/party/candidates.h"
#include "extractors/party/classify.h"
#include "extractors/party/evidence.h"
#include "extractors/party/gazetteer.h"
#include "extractors/party/party_builder.h"
#include "extractors/party/references.h"

namespace dealwire {

struct PartyExtractor::Impl {
  Gazetteer gazetteer;
  EvidenceWeights weights;
};

PartyExtractor::PartyExtractor(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
PartyExtractor::PartyExtractor(PartyExtractor&&) noexcept = default;
PartyExtractor& PartyExtractor::operator=(PartyExtractor&&) noexcept = default;
PartyExtractor::~PartyExtractor() = default;

Result<PartyExtractor> PartyExtractor::Make(const RuleBook& book, const std::string& gazetteer) {
  Result<Gazetteer> names = Gazetteer::Make(book, gazetteer);
  if (!names.ok()) return names.status();
  Result<EvidenceWeights> weights = EvidenceWeights::Make(book);
  if (!weights.ok()) return weights.status();
  return PartyExtractor(std::make_unique<Impl>(Impl{names.Take(), weights.Take()}));
}

void PartyExtractor::Extract(const Document& doc, std::vector<Party>* parties) const {
  const Candidates candidates = FindCandidates(doc, impl_->gazetteer);
  const std::vector<Name> names = ClassifyNames(doc, impl_->gazetteer, impl_->weights, candidates);
  BuiltParties built = BuildParties(doc, impl_->gazetteer, candidates, names);
  AddReferences(doc, impl_->gazetteer, candidates, &built);
  const int offset = static_cast<int>(parties->size());
  for (Party& party : built.parties) {
    if (party.of >= 0) party.of += offset;
    for (int& member : party.members) member += offset;
    parties->push_back(std::move(party));
  }
}

}  // namespace dealwire
