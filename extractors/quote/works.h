// Works and names in marks: the film "Heat", a ship called "Sea Queen". Internal to
// extractors/quote.
#ifndef DEALWIRE_EXTRACTORS_QUOTE_WORKS_H_
#define DEALWIRE_EXTRACTORS_QUOTE_WORKS_H_

#include "extractors/quote/quote_marks.h"
#include "extractors/quote/quote_types.h"
#include "pipeline/text/document.h"

namespace dealwire {

// What the words beside a piece in marks say of it: kTitle of a work, kName of a product, a ship, a
// unit; kStatement if they say nothing.
QuoteKind WorkOrName(const Document& doc, const MarkPair& pair);

// A word for writings that bind: "the agreement", "under the lease".
bool IsContractWord(const Token& token);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_QUOTE_WORKS_H_
