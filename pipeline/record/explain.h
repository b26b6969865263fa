// Explain: an Extraction for people: each item with its place, words, value and the rule that made
// it.
#ifndef DEALWIRE_PIPELINE_RECORD_EXPLAIN_H_
#define DEALWIRE_PIPELINE_RECORD_EXPLAIN_H_

#include <cstdint>
#include <optional>
#include <string>

#include "extractors/deal/extraction.h"
#include "pipeline/text/document.h"

namespace dealwire {

// One line an item, in the order of the record. With `at`, only items whose span holds that code
// point of the source.
//
//   m1  580-598   $50 billion          USD max 50000000000 up_to      money.symbol_amount 0.95
std::string Explain(const Document& doc, const Extraction& x, std::optional<size_t> at);

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_RECORD_EXPLAIN_H_
