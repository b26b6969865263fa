// Classify: candidates into names, one for each different wording, with the class that the evidence
// of all its mentions together speaks for; short forms are joined to the names that they stand for.
//
//   "James Harker ... Harker"            -> one person
//   "Quillon Foods Inc ... Quillon"      -> one company
//   "Alder Web Services (AWS)"           -> one organisation
//   "Federal Trade Commission ... FTC"   -> one organisation
#ifndef DEALWIRE_EXTRACTORS_PARTY_CLASSIFY_H_
#define DEALWIRE_EXTRACTORS_PARTY_CLASSIFY_H_

#include <array>
#include <cstdint>
#include <vector>

#include "extractors/party/candidates.h"
#include "extractors/party/evidence.h"
#include "extractors/party/gazetteer.h"
#include "extractors/party/party_types.h"
#include "pipeline/text/document.h"

namespace dealwire {

// All mentions of one wording.
struct Name {
  uint32_t sample = 0;             // index of its first candidate
  std::vector<uint32_t> mentions;  // indexes of candidates
  std::array<uint8_t, kEvidenceCount> counts{};
  SortScores scores{};
  Sort sort = Sort::kNone;
  int entry = -1;  // of the gazetteer
  int full = -1;   // the name that this is a short form of
  MentionForm form = MentionForm::kName;
  bool possessive = false;  // "Barlow's" of "Barlow's Hospitality Inc": the 's is the name's

  Sort Best() const;
};

// Names in the order of their first mention.
std::vector<Name> ClassifyNames(const Document& doc, const Gazetteer& gazetteer,
                                const EvidenceWeights& weights, const Candidates& candidates);

// How often each piece of evidence counts: that of the name's own words once, that of its
// surroundings up to twice.
std::array<float, kEvidenceCount> CappedCounts(const Name& name);

// Kind of an organisation by its entry, its words or else a company.
PartyKind KindOfName(const Document& doc, const Gazetteer& gazetteer, const Candidates& candidates,
                     const Name& name);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_PARTY_CLASSIFY_H_
