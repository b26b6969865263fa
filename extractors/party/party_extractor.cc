#include "extractors/party/party_extractor.h"

#include <algorithm>

#include "extractors/party/candidates.h"
#include "extractors/party/classify.h"
#include "extractors/party/evidence.h"
#include "extractors/party/gazetteer.h"

namespace dealwire {

struct PartyExtractor::Impl {
  Gazetteer gazetteer;
  EvidenceWeights weights;
};

namespace {

// The name under which a mention's party stands.
uint32_t FullName(const std::vector<Name>& names, uint32_t n) {
  while (names[n].full >= 0) n = static_cast<uint32_t>(names[n].full);
  return n;
}

bool Wanted(const Name& name) {
  if (name.sort == Sort::kNone) return false;
  return name.sort != Sort::kOther || name.entry >= 0;
}

}  // namespace

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
  std::vector<int> party_of(names.size(), -1);
  for (uint32_t n = 0; n < names.size(); ++n) {
    const uint32_t full = FullName(names, n);
    if (!Wanted(names[full])) continue;
    int& at = party_of[full];
    if (at < 0) {
      at = static_cast<int>(parties->size());
      Party party;
      party.name = std::string(doc.Words(candidates.list[names[full].sample].span));
      party.kind = KindOfName(doc, impl_->gazetteer, candidates, names[full]);
      party.rule = "party.evidence";
      party.confidence = 0.8F;
      const int entry = names[full].entry;
      if (entry >= 0 && !impl_->gazetteer.entry(entry).id.empty()) {
        party.ids.emplace_back("user", impl_->gazetteer.entry(entry).id);
      }
      parties->push_back(std::move(party));
    }
    Party& party = (*parties)[static_cast<size_t>(at)];
    for (const uint32_t m : names[n].mentions) party.mentions.push_back({candidates.list[m].span, names[n].form});
  }
  for (Party& party : *parties) {
    std::sort(party.mentions.begin(), party.mentions.end(),
              [](const PartyMention& a, const PartyMention& b) { return a.span < b.span; });
  }
}

std::vector<Found> PartyExtractor::RunExample(const Rule&, const Document&) const { return {}; }

}  // namespace dealwire
