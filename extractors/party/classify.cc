#include "extractors/party/classify.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "extractors/party/short_forms.h"
#include "pipeline/text/word_set.h"

namespace dealwire {
namespace {

constexpr size_t Index(Evidence e) { return static_cast<size_t>(e); }

SortScores Weigh(const Name& name, const EvidenceWeights& weights) {
  const std::array<float, kEvidenceCount> counts = CappedCounts(name);
  SortScores sum{};
  for (size_t e = 0; e < kEvidenceCount; ++e) {
    if (counts[e] == 0) continue;
    for (size_t k = 0; k < kSorts; ++k) sum[k] += counts[e] * weights.Of(e)[k];
  }
  return sum;
}

// "UBS Group AG" is the "UBS" of the lexicon: nothing but legal forms follows.
int EntryOfBeginning(const Document& doc, const Gazetteer& gazetteer, const Candidates& candidates,
                     const Candidate& c) {
  static const WordSet kGeneric = {"Group", "Holding", "Holdings"};
  if (!c.Has(Candidate::kLegal) || !c.Has(Candidate::kCompanyStart)) return -1;
  const PhraseIndex::Hit hit = gazetteer.Longest(doc, c.first, c.end);
  if (hit.id < 0 || (gazetteer.phrase(hit.id).classes & kOrgNames) == 0) return -1;
  for (uint32_t i = c.first + hit.tokens; i < c.end; ++i) {
    const Token& t = doc.tokens()[i];
    if (t.word() && (candidates.classes[i] & kLegalForm) == 0 && !kGeneric.Has(t)) return -1;
  }
  return gazetteer.phrase(hit.id).entry;
}

// "Samsung unveiled the Galaxy": a product whose name is also a common word is one where its maker
// is spoken of.
void KnowProducts(const Document& doc, const Gazetteer& gazetteer, const Candidates& candidates,
                  std::vector<Name>* names) {
  std::unordered_set<uint32_t> known;  // first words of organisations and products
  for (Name& name : *names) {
    if (name.sort != Sort::kNone || name.entry < 0) continue;
    if (gazetteer.entry(name.entry).kind != PartyKind::kProduct) continue;
    if (name.counts[Index(Evidence::k_mid_sentence)] == 0) continue;
    const std::string_view maker = gazetteer.MakerOf(gazetteer.entry(name.entry).name);
    if (maker.empty()) continue;
    for (size_t n = 0; known.empty() && n < names->size(); ++n) {
      const Name& other = (*names)[n];
      if (other.sort == Sort::kOrg || other.sort == Sort::kOther)
        known.insert(doc.tokens()[candidates.list[other.sample].first].hash);
    }
    if (known.count(HashLower(maker.substr(0, maker.find(' ')))) > 0) name.sort = Sort::kOther;
  }
}

// "The iPhone is old. Apple will replace it.": a company whose name is also a common word is one
// where its products are spoken of.
void KnowMakers(const Gazetteer& gazetteer, std::vector<Name>* names) {
  std::unordered_set<int> makers;
  for (const Name& name : *names) {
    if (name.sort != Sort::kOther || name.entry < 0) continue;
    const std::string_view maker = gazetteer.MakerOf(gazetteer.entry(name.entry).name);
    if (!maker.empty()) makers.insert(gazetteer.FindEntry(maker));
  }
  if (makers.empty()) return;
  for (Name& name : *names) {
    const bool unsure = name.sort == Sort::kNone && name.entry >= 0;
    if (unsure && makers.count(name.entry) > 0) name.sort = Sort::kOrg;
  }
}

}  // namespace

std::array<float, kEvidenceCount> CappedCounts(const Name& name) {
  constexpr size_t kFirstContext = Index(Evidence::k_the_before);
  std::array<float, kEvidenceCount> counts{};
  for (size_t e = 0; e < kEvidenceCount; ++e) {
    const uint32_t n = name.counts[e];
    if (e == Index(Evidence::k_sentence_start) && name.counts[Index(Evidence::k_mid_sentence)] > 0)
      continue;
    // "LYNAGH SEALS VICTORY" makes Lynagh no acronym.
    const bool of_all = e == Index(Evidence::k_title_style) || e == Index(Evidence::k_acronym);
    if (of_all && n < name.mentions.size()) continue;
    counts[e] = static_cast<float>(std::min(n, e < kFirstContext ? 1u : 2u));
  }
  return counts;
}

Sort Name::Best() const {
  size_t best = static_cast<size_t>(Sort::kNone);
  for (size_t k = 0; k < kSorts; ++k) {
    if (scores[k] > scores[best]) best = k;
  }
  return static_cast<Sort>(best);
}

std::vector<Name> ClassifyNames(const Document& doc, const Gazetteer& gazetteer,
                                const EvidenceWeights& weights, const Candidates& candidates) {
  std::vector<Name> names;
  std::unordered_map<uint64_t, uint32_t> by_key;
  for (uint32_t i = 0; i < candidates.list.size(); ++i) {
    const Candidate& c = candidates.list[i];
    const EvidenceSet set = Gather(doc, gazetteer, candidates, c);
    // A place and the team of that place are two names.
    const bool team = set[Index(Evidence::k_team_context)];
    const auto [it, fresh] =
        by_key.emplace(c.key + (team ? 1 : 0), static_cast<uint32_t>(names.size()));
    if (fresh) {
      names.emplace_back();
      names.back().sample = i;
      names.back().entry = c.phrase >= 0 ? gazetteer.phrase(c.phrase).entry
                                         : EntryOfBeginning(doc, gazetteer, candidates, c);
    }
    Name& name = names[it->second];
    name.mentions.push_back(i);
    for (size_t e = 0; e < kEvidenceCount; ++e) {
      if (set[e] && name.counts[e] < 255) ++name.counts[e];
    }
  }
  for (Name& name : names) {
    name.scores = Weigh(name, weights);
    name.sort = name.Best();
  }
  KnowProducts(doc, gazetteer, candidates, &names);
  KnowMakers(gazetteer, &names);
  JoinShortForms(doc, gazetteer, candidates, &names);
  return names;
}

PartyKind KindOfName(const Document& doc, const Gazetteer& gazetteer, const Candidates& candidates,
                     const Name& name) {
  switch (name.sort) {
    case Sort::kPerson:
      return PartyKind::kPerson;
    case Sort::kPlace:
      return PartyKind::kPlace;
    case Sort::kOther:
      return PartyKind::kProduct;
    default:
      break;
  }
  const Candidate& c = candidates.list[name.sample];
  if (name.entry >= 0) {
    const PartyKind kind = gazetteer.entry(name.entry).kind;
    const bool org =
        kind != PartyKind::kPlace && kind != PartyKind::kPerson && kind != PartyKind::kProduct;
    // "Reuters Holdings PLC" is no newspaper.
    if (org && !(c.Has(Candidate::kLegal) && kind == PartyKind::kPublication)) return kind;
  }
  if (c.Has(Candidate::kLegal)) return PartyKind::kCompany;
  for (uint32_t i = c.end; i-- > c.first;) {
    const PartyKind kind = gazetteer.DescriptorKind(doc.tokens()[i].hash);
    if (kind != PartyKind::kOther && kind != PartyKind::kPlace && kind != PartyKind::kPerson)
      return kind;
  }
  return PartyKind::kCompany;
}

}  // namespace dealwire
