// Run: articles from a Source through an Engine on all cores, records into a Sink.
//
//   serial source  ->  parallel: read, extract, link, write, validate  ->  serial sink
//
// A oneTBB parallel_pipeline; a token is a batch of about 64 KiB, and a few tokens a thread are in
// flight, so that memory stays bounded whatever the input. The output is the same for every number
// of jobs.
#ifndef DEALWIRE_PIPELINE_RUN_RUNNER_H_
#define DEALWIRE_PIPELINE_RUN_RUNNER_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/status.h"
#include "pipeline/dealwire.h"
#include "pipeline/input/source.h"

namespace dealwire {

struct RunOptions {
  int jobs = 0;         // 0: all cores
  bool ordered = true;  // records in input order
  bool pretty = false;  // indented JSON instead of one line a record
  const std::atomic<bool>* stop =
      nullptr;  // set from outside to end early, after the batches in flight
};

struct RunStats {
  uint64_t articles = 0, rejected = 0, bytes = 0;
};

// An article that gave no record: where it stands, its id if it has one, and why.
struct Rejection {
  std::string where, id, reason;
};

// Receives the output; called by one thread at a time.
struct Sink {
  std::function<bool(std::string_view)> write;  // whole lines; false ends the run (a closed pipe)
  std::function<void(const Rejection&)> reject;
  std::function<void(const RunStats&)> progress;  // after each batch; may be empty
};

RunStats Run(Source* source, const Engine& engine, const Sink& sink, const RunOptions& options);

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_RUN_RUNNER_H_
