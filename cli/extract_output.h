// The output half of dealwire extract: the store, the rejects and the journal behind one object.
#ifndef DEALWIRE_CLI_EXTRACT_OUTPUT_H_
#define DEALWIRE_CLI_EXTRACT_OUTPUT_H_

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "pipeline/run/runner.h"
#include "pipeline/store/file_output.h"
#include "pipeline/store/journal.h"
#include "pipeline/store/store.h"

namespace dealwire::cli {

class Output {
 public:
  // `settings`: whatever changes what records say; a run goes on only under the same settings.
  // `ordered`: whether batches will come in input order, which a journal needs.
  Status Open(const OutputFlags& flags, const std::string& settings, bool ordered);

  bool journaled() const { return !journal_path_.empty(); }
  bool resumed() const { return journal_.resumed(); }
  const JournalState& before() const { return before_; }
  // Rejections are told apart on standard error, since neither a file nor the output has them.
  bool tells_rejections() const { return rejects_path_.empty() && !inline_errors_; }

  // The functions of a run's Sink and of RunOptions::admit.
  std::string Render(const std::string& record) const { return store_->Render(record); }
  std::string RenderRejection(const Rejection& rejection) const;
  std::string Admit(std::vector<InputItem>* items);
  bool Write(const Batch& batch);

  // True if the reader of standard output has gone.
  bool pipe_closed() const { return store_ != nullptr && store_->closed(); }
  // True if what was read last is not what an earlier run had read; the run should end.
  bool spoilt() const { return spoilt_; }
  // After the run; the first error of all. `complete`: nothing stopped it.
  Status Close(bool complete);
  // What a user needs to know of a run that was stopped; may be empty.
  std::string Rest() const;

 private:
  Status Check(const OutputFlags& flags) const;
  Status OpenJournal(const OutputFlags& flags, const std::string& settings);
  void Keep(const Status& status);

  std::unique_ptr<Store> store_;
  StoreOptions options_;
  FileOutput rejects_;
  std::string rejects_path_;
  bool inline_errors_ = false;
  Journal journal_;
  std::string journal_path_;
  JournalState before_;
  bool any_ = false;                  // something is there that a run could go on from
  Status error_ = Status::Ok();       // of the writing thread
  Status read_error_ = Status::Ok();  // of the reading thread
  std::atomic<bool> spoilt_ = false;
};

}  // namespace dealwire::cli

#endif  // DEALWIRE_CLI_EXTRACT_OUTPUT_H_
