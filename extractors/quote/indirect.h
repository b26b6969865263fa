// Indirect speech: "Borg said that sales would rise", "Sales will rise, Borg said", "according to
// Borg". Internal to extractors/quote.
#ifndef DEALWIRE_EXTRACTORS_QUOTE_INDIRECT_H_
#define DEALWIRE_EXTRACTORS_QUOTE_INDIRECT_H_

#include <vector>

#include "extractors/quote/cues.h"
#include "extractors/quote/quote_marks.h"
#include "extractors/quote/quote_types.h"
#include "pipeline/text/document.h"

namespace dealwire {

// Appends one mention a content clause, in text order. Cues inside quotation marks are left alone.
void ReadIndirect(const Document& doc, const std::vector<MarkPair>& pairs,
                  const std::vector<Cue>& cues, std::vector<QuoteMention>* quotes);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_QUOTE_INDIRECT_H_
