// Whether what a pattern has caught makes sense as a deal, by who its parties are.
#ifndef DEALWIRE_EXTRACTORS_DEAL_DEAL_SENSE_H_
#define DEALWIRE_EXTRACTORS_DEAL_DEAL_SENSE_H_

#include <string_view>

#include "extractors/deal/extraction.h"
#include "pipeline/text/document.h"

namespace dealwire {

// Types that one party alone can be in.
bool StandsAlone(DealType type);
// A person's own court case or purchase is no deal of companies; a person is not bought.
bool CanDeal(const Extraction& x, const Deal& deal);
// Who settles with the state is the one that was sued.
void TurnSettlement(const Extraction& x, Deal* deal);
// "The minister approved the purchase of Quillon": he judges the deal of others.
bool Judges(const Extraction& x, const Deal& deal, std::string_view words);
// "In 2003 Alder bought Quillon", "sold in January": a sentence of another year or month.
bool NamesYear(const Document& doc, TextSpan sentence);
// "Alder is owned by Brack and Quillon has yet to open": the last one begins a clause of its own.
// `list`: the parties' part of a skeleton.
bool BeginsNext(std::string_view text, TextSpan list);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_DEAL_DEAL_SENSE_H_
