// Joining what several sentences tell about one deal, and naming it.
#ifndef DEALWIRE_EXTRACTORS_DEAL_DEAL_MERGE_H_
#define DEALWIRE_EXTRACTORS_DEAL_DEAL_MERGE_H_

#include <vector>

#include "extractors/deal/deal_matcher.h"
#include "extractors/deal/extraction.h"
#include "pipeline/text/document.h"

namespace dealwire {

// Candidates in text order into deals: those of compatible types that share two parties, or one in
// the same role where the other says no more, are one deal with the union of roles, amounts and
// evidence. Linear in the number of candidates times the deals that share a party.
std::vector<Deal> MergeDeals(const Extraction& x, const std::vector<DealCandidate>& candidates);

// A candidate that names one side ("an initial investment of $3 million from Alder") right behind
// one that names both gets the other side from it.
void CompleteSides(std::vector<DealCandidate>* candidates);

// A bid without a target ("a counterbid from Alder") is for what the bid told last before it, or
// next behind it, is for; without another bid it is no deal.
void CompleteBids(std::vector<DealCandidate>* candidates);

// "Alder acquires Quillon for $3 million".
std::string DealTitle(const Document& doc, const Extraction& x, const Deal& deal);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_DEAL_DEAL_MERGE_H_
