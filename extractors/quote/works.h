// What stands beside a piece in marks: the film "Heat", a ship called "Sea Queen", the agreement
// that provides "...". Internal to extractors/quote.
#ifndef DEALWIRE_EXTRACTORS_QUOTE_WORKS_H_
#define DEALWIRE_EXTRACTORS_QUOTE_WORKS_H_

#include "extractors/quote/quote_marks.h"
#include "extractors/quote/quote_types.h"
#include "pipeline/text/document.h"

namespace dealwire {

// What the words beside a piece in marks say of it: kTitle of a work, kName of a product, a ship, a
// unit; kStatement if they say nothing.
QuoteKind WorkOrName(const Document& doc, const MarkPair& pair);

// A word for writings that bind: agreement, lease, terms.
bool IsContractWord(const Token& token);

// The contract whose words a sentence tells that begins at token `begin`: "Under the lease, ...",
// "The agreement provides that ...". Empty if none.
TextSpan ContractThatRules(const Document& doc, uint32_t begin, uint32_t end);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_QUOTE_WORKS_H_
