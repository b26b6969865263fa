// dealwire extract: sets up input, output and rejects, runs the pipeline, reports.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <string>
#include <utility>

#include "cli/commands.h"
#include "pipeline/dealwire.h"
#include "pipeline/record/json_writer.h"
#include "pipeline/run/runner.h"

namespace dealwire::cli {
namespace {

std::atomic<bool> stop{false};
std::atomic<int> signalled{0};

void OnSignal(int number) {
  signalled = number;
  stop = true;
}

// Standard output, a device or pipe, or a file that appears under its name only when it is
// complete.
class Output {
 public:
  Output() = default;
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  ~Output() { (void)Close(false); }
  Status Open(const std::string& path) {
    path_ = path;
    if (path.empty() || path == "-") return Status::Ok();
    // A device or named pipe is written to; a rename would put a file in its place.
    struct stat info;
    const bool special = stat(path.c_str(), &info) == 0 && !S_ISREG(info.st_mode);
    if (!special) part_ = path + ".part";
    const std::string& name = special ? path : part_;
    fd_ = open(name.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    return fd_ < 0 ? Status::Error(name + ": " + std::strerror(errno)) : Status::Ok();
  }
  // False if the other end is closed or the disk is full; error() tells them apart.
  bool Write(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t n = write(fd_, bytes.data(), bytes.size());
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) {
        if (errno != EPIPE)
          error_ = (path_.empty() ? "standard output" : path_) + ": " + std::strerror(errno);
        return false;
      }
      bytes.remove_prefix(n);
    }
    return true;
  }
  // Gives the file its name; or removes it if the run was broken off.
  Status Close(bool complete) {
    if (fd_ == STDOUT_FILENO) return Status::Ok();
    bool good = close(std::exchange(fd_, STDOUT_FILENO)) == 0;
    if (!part_.empty() && complete && good) good = std::rename(part_.c_str(), path_.c_str()) == 0;
    const std::string reason = std::strerror(errno);
    if (!part_.empty() && !(complete && good)) unlink(part_.c_str());
    return complete && !good ? Status::Error(path_ + ": " + reason) : Status::Ok();
  }
  const std::string& error() const { return error_; }

 private:
  std::string path_, part_, error_;
  int fd_ = STDOUT_FILENO;
};

std::string RejectLine(const Rejection& r) {
  std::string line;
  {
    JsonWriter w(&line);
    w.Begin('{');
    w.Text("id", r.id);
    w.Text("where", r.where);
    w.Text("error", r.reason);
    w.End('}');
  }
  return line + "\n";
}

// A line on stderr every second on a terminal, every half minute otherwise.
class Progress {
 public:
  void Tick(const RunStats& stats) {
    const auto now = Clock::now();
    if (now - last_ < (terminal_ ? std::chrono::seconds(1) : std::chrono::seconds(30))) return;
    last_ = now;
    shown_ = true;
    const double seconds = std::chrono::duration<double>(now - begin_).count();
    std::fprintf(stderr, "%sdealwire: %llu articles, %llu rejected, %.1f MB, %.1f MB/s%s",
                 terminal_ ? "\r" : "", static_cast<unsigned long long>(stats.articles),
                 static_cast<unsigned long long>(stats.rejected),
                 static_cast<double>(stats.bytes) / 1e6,
                 static_cast<double>(stats.bytes) / 1e6 / seconds, terminal_ ? "" : "\n");
  }
  ~Progress() {
    if (shown_ && terminal_) std::fputc('\n', stderr);
  }

 private:
  using Clock = std::chrono::steady_clock;
  const Clock::time_point begin_ = Clock::now();
  Clock::time_point last_ = begin_;
  const bool terminal_ = isatty(STDERR_FILENO) != 0;
  bool shown_ = false;
};

int Fail(const std::string& message) {
  Complain(message);
  return 2;
}

}  // namespace

int Extract(const ExtractFlags& flags) {
  if (flags.input.dry_run) return DryRun(flags.input);
  Options options;
  options.rules_dir = flags.rules_dir;
  options.gazetteer = flags.gazetteer;
  options.published = flags.published;
  const Result<SourceOptions> source_options = SourceOptionsOf(flags.input);
  if (!source_options.ok()) return Fail(source_options.status().message());
  Result<Source> source = Source::Make(flags.input.paths, source_options.value());
  if (!source.ok()) return Fail(source.status().message());
  Result<Engine> engine = Engine::Make(options);
  if (!engine.ok()) return Fail(engine.status().message());
  Output output, rejects;
  if (Status s = output.Open(flags.output); !s.ok()) return Fail(s.message());
  if (Status s = flags.rejects.empty() ? Status::Ok() : rejects.Open(flags.rejects); !s.ok()) {
    (void)output.Close(false);
    return Fail(s.message());
  }
  std::signal(SIGINT, OnSignal);
  std::signal(SIGTERM, OnSignal);
  Progress progress;
  Sink sink;
  sink.write = [&](std::string_view lines) { return output.Write(lines); };
  sink.reject = [&](const Rejection& r) {
    if (flags.rejects.empty()) {
      Complain(r.where + ": " + (r.id.empty() ? "" : r.id + ": ") + r.reason);
    } else if (!rejects.Write(RejectLine(r))) {
      stop = true;  // nothing is lost in silence
    }
  };
  sink.progress = [&](const RunStats& stats) { progress.Tick(stats); };
  RunOptions run;
  run.jobs = flags.jobs;
  run.ordered = !flags.unordered;
  run.pretty = flags.pretty;
  run.stop = &stop;
  const RunStats stats = Run(&source.value(), engine.value(), sink, run);
  const bool whole = !stop && output.error().empty();
  const Status closed = output.Close(whole);
  const Status rejects_closed = rejects.Close(true);
  for (const std::string& error :
       {output.error(), rejects.error(), closed.message(), rejects_closed.message()}) {
    if (!error.empty()) return Fail(error);
  }
  if (signalled != 0) return 128 + signalled;
  return stats.rejected > 0 ? 1 : 0;
}

}  // namespace dealwire::cli
