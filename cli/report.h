// What dealwire extract tells on standard error: rejected articles, progress, a summary; and the
// figures of the run as JSON.
#ifndef DEALWIRE_CLI_REPORT_H_
#define DEALWIRE_CLI_REPORT_H_

#include <chrono>
#include <cstdint>
#include <string>

#include "cli/commands.h"
#include "pipeline/run/runner.h"
#include "pipeline/store/journal.h"

namespace dealwire::cli {

// What --log-level names: each level tells what the ones before it tell, too.
enum class LogLevel : uint8_t {
  kError,    // what ends a run
  kWarning,  // and rejected articles
  kInfo,     // and progress on a terminal, a summary at the end
  kDebug,    // and progress in a log, a line every half minute
};
inline constexpr const char* kLogLevelNames[] = {"error", "warning", "info", "debug"};

class Report {
 public:
  explicit Report(const ReportFlags& flags);

  // Starts the clock. What earlier runs have done (--resume), and how many bytes there are to read;
  // 0: unknown.
  void Begin(const JournalState& before, bool resumed, uint64_t bytes_total);
  void Reject(const Rejection& rejection);
  void Error(const std::string& message);
  void Progress(const RunStats& stats);
  // `ending`: what else the summary says, such as that the run was stopped.
  void Summary(const RunStats& stats, const std::string& ending);
  // Writes the file of --stats, if any.
  Status WriteStats(const RunStats& stats, int exit_code, std::string_view rules_digest) const;

 private:
  using Clock = std::chrono::steady_clock;
  double Seconds() const { return std::chrono::duration<double>(Clock::now() - begin_).count(); }
  RunStats Total(const RunStats& stats) const;
  std::string Figures(const RunStats& stats) const;
  void ClearLine();

  const std::string stats_path_;
  const LogLevel level_;
  const bool terminal_;
  Clock::time_point begin_ = Clock::now();
  const std::chrono::system_clock::time_point started_ = std::chrono::system_clock::now();
  Clock::time_point last_ = begin_;
  bool shown_ = false;  // a line of progress stands on the terminal
  JournalState before_;
  bool resumed_ = false;
  uint64_t bytes_total_ = 0;
};

}  // namespace dealwire::cli

#endif  // DEALWIRE_CLI_REPORT_H_
