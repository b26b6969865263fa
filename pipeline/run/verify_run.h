// Verify: the records of a file against their sources, whatever form those come in.
//
// The records are indexed by doc.id, then the sources are read once, article by article, and each
// article's record is fetched and checked. So memory holds a few dozen bytes a record, and records
// and sources may be in any order. Two articles may share an id: the record with the article's
// digest is its record.
#ifndef DEALWIRE_PIPELINE_RUN_VERIFY_RUN_H_
#define DEALWIRE_PIPELINE_RUN_VERIFY_RUN_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "pipeline/base/status.h"
#include "pipeline/input/source.h"

namespace dealwire {

struct VerifyStats {
  uint64_t records = 0;   // in the file
  uint64_t spans = 0;     // checked
  uint64_t faults = 0;    // lines told
  uint64_t rejected = 0;  // error lines of articles that gave no record
};

// `sources` are paths as Source takes them; none: the paths that the records name. Tells each fault
// in one line. Fails if the records or a source given cannot be opened.
Result<VerifyStats> Verify(const std::string& records, const std::vector<std::string>& sources,
                           const SourceOptions& options,
                           const std::function<void(const std::string&)>& tell);

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_RUN_VERIFY_RUN_H_
