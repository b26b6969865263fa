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

struct RunStats {
  uint64_t articles = 0, rejected = 0, deals = 0;
  uint64_t bytes = 0;  // of articles
  uint64_t read = 0;   // bytes of the sources
};

// An article that gave no record: where it stands, its id if it has one, why, and what its caller
// sent along (RawArticle::extra).
struct Rejection {
  std::string where, id, reason, extra;
};

// What a batch of articles became. The texts are as Sink renders them, in input order.
struct Batch {
  std::string text;
  std::vector<Rejection> rejections;
  std::string note;  // what RunOptions::admit said of it
  RunStats stats;    // of the run up to and with this batch
};

struct RunOptions {
  int jobs = 0;         // 0: all cores
  bool ordered = true;  // records in input order
  // Set from outside to end early, after the batches in flight.
  const std::atomic<bool>* stop = nullptr;
  // Sees the items in input order as they are read, may take some out, and may send a note along
  // with the batch. Called by one thread at a time; may be empty.
  std::function<std::string(std::vector<InputItem>*)> admit;
};

// Receives the output.
struct Sink {
  // A record, or an article without one, as the output has it; nothing for an empty function.
  // Called by several threads at once.
  std::function<std::string(const std::string& json)> render;
  std::function<std::string(const Rejection&)> render_rejection;
  // Called by one thread at a time, in input order if the run is ordered; false ends the run.
  std::function<bool(const Batch&)> write;
};

RunStats Run(Source* source, const Engine& engine, const Sink& sink, const RunOptions& options);

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_RUN_RUNNER_H_
