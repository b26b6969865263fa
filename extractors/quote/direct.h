// Direct quotations: kind, speaker, cue, segments of each pair of marks. Internal to
// extractors/quote.
#ifndef DEALWIRE_EXTRACTORS_QUOTE_DIRECT_H_
#define DEALWIRE_EXTRACTORS_QUOTE_DIRECT_H_

#include <vector>

#include "extractors/quote/cues.h"
#include "extractors/quote/quote_marks.h"
#include "extractors/quote/quote_types.h"
#include "pipeline/text/document.h"

namespace dealwire {

// `cues` of the whole document in text order. Appends one mention a pair, in text order.
void ReadDirect(const Document& doc, const std::vector<MarkPair>& pairs,
                const std::vector<Cue>& cues, std::vector<QuoteMention>* quotes);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_QUOTE_DIRECT_H_
