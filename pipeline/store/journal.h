// Journal: how far a run has come, kept beside its output, so that another run can go on where this
// one was stopped.
//
//   {"dealwire_journal":1,"settings":"..."}
//   {"output":81920,"rejects":0,"articles":25,...,"sources":[{"source":"a.jsonl","items":25,
//    "line":26,"hash":"..."}]}
//
// A line a batch, written after the batch's output: sizes and counts of the run so far, and of each
// source that the batch has touched how many items are done, the line of the last and a hash over
// the content of all of them. A line that is not whole does not count, nor does one that tells of
// more output than there is; so a process may be killed anywhere.
//
// Admit is called by the thread that reads, Append by the one that writes; both may run at once.
#ifndef DEALWIRE_PIPELINE_STORE_JOURNAL_H_
#define DEALWIRE_PIPELINE_STORE_JOURNAL_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "pipeline/base/status.h"

namespace dealwire {

// 64 bits over `bytes` and what came before; for telling changes, not against forgery.
uint64_t ContentHash(std::string_view bytes, uint64_t before = 0);

// Counts of a run, from its very beginning.
struct JournalState {
  uint64_t output = 0, rejects = 0;  // bytes written
  uint64_t articles = 0, rejected = 0, bytes = 0, deals = 0;
};

class Journal {
 public:
  Journal() = default;
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;
  ~Journal() { Close(/*complete=*/false); }

  // Reads the journal that is there, if any: the state up to the last line whose output and rejects
  // are there in full. Fails if it was kept under other settings. Call before Open.
  Status Resume(const std::string& path, const std::string& settings, uint64_t output,
                uint64_t rejects);
  // Begins to write; goes on behind what Resume has read.
  Status Open(const std::string& path, const std::string& settings);

  bool resumed() const { return resumed_; }
  const JournalState& state() const { return state_; }

  // The next item of a source: false if an earlier run has done it. Fails if what that run had
  // read was something else.
  Result<bool> Admit(const std::string& source, uint64_t line, std::string_view bytes);
  // At the end of all sources: fails like Admit if one has become shorter.
  Status CheckEnd() const;
  // What the items admitted since the last call have touched, for Append.
  std::string TakeMarks();

  Status Append(const JournalState& state, const std::string& marks);
  // Removes the journal of a complete run.
  void Close(bool complete);

 private:
  struct Mark {
    uint64_t items = 0, hash = 0;
  };
  bool ReadLine(std::string_view line, uint64_t output, uint64_t rejects);
  void AppendMark();

  std::string path_;
  int fd_ = -1;
  bool resumed_ = false;
  uint64_t kept_ = 0;  // bytes of the journal that count
  JournalState state_;
  std::unordered_map<std::string, Mark> done_;  // by earlier runs
  // The source that is being read.
  std::string source_;
  bool reading_ = false;
  Mark now_, before_;
  uint64_t line_ = 0;
  bool touched_ = false;
  std::string marks_;
};

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_STORE_JOURNAL_H_
