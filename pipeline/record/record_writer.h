// WriteRecord: an Extraction as one line of JSON, as schemas/record.schema.json says. Turns indexes
// into ids (m1 money, n1 percent, t1 date, e1 party, q1 quote, d1 deal) and text spans into source
// spans.
#ifndef DEALWIRE_PIPELINE_RECORD_RECORD_WRITER_H_
#define DEALWIRE_PIPELINE_RECORD_RECORD_WRITER_H_

#include <string>

#include "extractors/deal/extraction.h"
#include "pipeline/base/article.h"
#include "pipeline/text/document.h"

namespace dealwire {

struct Provenance {
  std::string version, rules_digest;
};

// The id a record carries: the caller's, else the path, else the SHA-256 of the bytes.
std::string RecordId(const RawArticle& article, const std::string& sha256);

// Cost: about 2 ns a byte of output. Thread-safe.
std::string WriteRecord(const RawArticle& article, const Document& doc, const Extraction& x,
                        const Provenance& provenance);

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_RECORD_RECORD_WRITER_H_
