// Re-checks a record against the article it was made of: the digest and sizes in `doc`, and every
// span, once by code points and once by bytes. Does not use what made the offsets: no Document, no
// extractor, only the decoded bytes. Of a page the span must show its words (shown_text.h); where
// its charset stands in the page, the caller finds it.
//
// Thread-safe; linear in the article and the record.
#ifndef DEALWIRE_PIPELINE_RECORD_VERIFIER_H_
#define DEALWIRE_PIPELINE_RECORD_VERIFIER_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/article.h"
#include "pipeline/base/status.h"

namespace dealwire {

// What a record says of the article that it was made of.
struct RecordOrigin {
  std::string id, path, sha256, format;
  bool rejected = false;  // an error line: no record, only a reason why there is none
};

// Fails if the line is no JSON object or no record.
Result<RecordOrigin> ReadOrigin(std::string_view record);

struct Verdict {
  size_t spans = 0;                 // that were checked
  std::vector<std::string> faults;  // "/money/0/span: bytes 5-9 of the text hold 'x y', not 'y z'"
};

// `record` is one JSON object that ReadOrigin took.
Verdict VerifyRecord(std::string_view record, const RawArticle& article);

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_RECORD_VERIFIER_H_
