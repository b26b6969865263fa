// Segment: paragraphs and sentences, by ICU's sentence iterator (UAX 29) corrected by an
// abbreviation list.
#ifndef DEALWIRE_PIPELINE_TEXT_SEGMENT_H_
#define DEALWIRE_PIPELINE_TEXT_SEGMENT_H_

#include <string_view>
#include <vector>

#include "pipeline/text/document.h"
#include "pipeline/text/token.h"

namespace dealwire {

// Fills both lists; every token belongs to one sentence, every sentence to one paragraph. `text` is
// normalised text and `tokens` its tokens. Thread-safe: the ICU iterator is one a thread.
void Segment(std::string_view text, const std::vector<Token>& tokens,
             std::vector<Paragraph>* paragraphs, std::vector<Sentence>* sentences);

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_TEXT_SEGMENT_H_
