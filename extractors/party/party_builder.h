// From names to parties: one Party for each name and its short forms, with kind, position and
// ticker.
#ifndef DEALWIRE_EXTRACTORS_PARTY_PARTY_BUILDER_H_
#define DEALWIRE_EXTRACTORS_PARTY_PARTY_BUILDER_H_

#include <vector>

#include "extractors/party/candidates.h"
#include "extractors/party/classify.h"
#include "extractors/party/gazetteer.h"
#include "extractors/party/party_types.h"
#include "pipeline/text/document.h"

namespace dealwire {

struct BuiltParties {
  std::vector<Party> parties;     // in the order of their first mention
  std::vector<int> entries;       // of the gazetteer, for each party; -1 if none
  std::vector<int> of_candidate;  // the party of each candidate; -1 if none
};

BuiltParties BuildParties(const Document& doc, const Gazetteer& gazetteer,
                          const Candidates& candidates, const std::vector<Name>& names);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_PARTY_PARTY_BUILDER_H_
