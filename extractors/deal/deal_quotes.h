// Quotations to deals: clauses of their contracts, what they oblige to, and statements about them.
#ifndef DEALWIRE_EXTRACTORS_DEAL_DEAL_QUOTES_H_
#define DEALWIRE_EXTRACTORS_DEAL_DEAL_QUOTES_H_

#include "extractors/deal/deal_reference.h"
#include "extractors/deal/extraction.h"
#include "pipeline/text/document.h"

namespace dealwire {

// `deals`: of the same article.
void LinkQuotes(const Document& doc, const DealReferences& deals, Extraction* x);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_DEAL_DEAL_QUOTES_H_
