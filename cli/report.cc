#include "cli/report.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <ctime>

#include "pipeline/dealwire.h"
#include "pipeline/record/json_writer.h"
#include "pipeline/store/file_output.h"

namespace dealwire::cli {
namespace {

LogLevel LevelOf(const ReportFlags& flags) {
  if (flags.quiet) return LogLevel::kWarning;
  const auto* const end = std::end(kLogLevelNames);
  const auto* const name = std::find(std::begin(kLogLevelNames), end, flags.log_level);
  return name == end ? LogLevel::kInfo : static_cast<LogLevel>(name - kLogLevelNames);
}

template <class... Values>
std::string Format(const char* format, Values... values) {
  char text[160];
  std::snprintf(text, sizeof(text), format, values...);
  return text;
}

std::string Duration(double seconds) {
  const auto s = static_cast<unsigned long long>(seconds + 0.5);
  if (s >= 3600) return Format("%llu h %02llu min", s / 3600, s / 60 % 60);
  return s >= 60 ? Format("%llu min %02llu s", s / 60, s % 60) : Format("%llu s", s);
}

std::string Utc(std::chrono::system_clock::time_point when) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(when);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[32];
  return {text, std::strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

}  // namespace

Report::Report(const ReportFlags& flags)
    : stats_path_(flags.stats), level_(LevelOf(flags)), terminal_(isatty(STDERR_FILENO) != 0) {}

void Report::Begin(const JournalState& before, bool resumed, uint64_t bytes_total) {
  before_ = before;
  resumed_ = resumed;
  bytes_total_ = bytes_total;
  begin_ = last_ = Clock::now();
}

void Report::ClearLine() {
  if (shown_) std::fputs("\r\033[K", stderr);
  shown_ = false;
}

void Report::Error(const std::string& message) {
  ClearLine();
  Complain(message);
}

void Report::Reject(const Rejection& r) {
  if (level_ < LogLevel::kWarning) return;
  ClearLine();
  Complain(r.where + ": " + (r.id.empty() ? "" : r.id + ": ") + r.reason);
}

RunStats Report::Total(const RunStats& stats) const {
  RunStats total = stats;
  total.articles += before_.articles;
  total.rejected += before_.rejected;
  total.bytes += before_.bytes;
  total.deals += before_.deals;
  return total;
}

std::string Report::Figures(const RunStats& stats) const {
  const RunStats total = Total(stats);
  return Format(
      "%llu articles, %llu deals, %llu rejected, %.1f MB",
      static_cast<unsigned long long>(total.articles), static_cast<unsigned long long>(total.deals),
      static_cast<unsigned long long>(total.rejected), static_cast<double>(total.bytes) / 1e6);
}

void Report::Progress(const RunStats& stats) {
  const bool wanted = terminal_ ? level_ >= LogLevel::kInfo : level_ >= LogLevel::kDebug;
  const auto now = Clock::now();
  if (!wanted || now - last_ < (terminal_ ? std::chrono::seconds(1) : std::chrono::seconds(30)))
    return;
  last_ = now;
  const double seconds = Seconds();
  std::string line = Figures(stats) + Format(", %.1f MB/s", stats.bytes / 1e6 / seconds);
  if (bytes_total_ > stats.read && stats.read > 0)
    line += ", " + Duration(seconds * (bytes_total_ - stats.read) / stats.read) + " left";
  ClearLine();
  std::fprintf(stderr, "dealwire: %s%s", line.c_str(), terminal_ ? "" : "\n");
  shown_ = terminal_;
}

void Report::Summary(const RunStats& stats, const std::string& ending) {
  ClearLine();
  if (level_ < LogLevel::kInfo) return;
  const double seconds = Seconds();
  std::string line = Figures(stats);
  line += Format(" in %.1f s (%.1f MB/s)", seconds, stats.bytes / 1e6 / seconds);
  if (resumed_)
    line +=
        Format("; %llu of them by earlier runs", static_cast<unsigned long long>(before_.articles));
  if (!ending.empty()) line += "; " + ending;
  Complain(line);
}

Status Report::WriteStats(const RunStats& stats, int exit_code,
                          std::string_view rules_digest) const {
  if (stats_path_.empty()) return Status::Ok();
  const RunStats total = Total(stats);
  const double seconds = Seconds();
  std::string json;
  {
    JsonWriter w(&json);
    w.Begin('{');
    w.Field("articles", total.articles);
    w.Field("records", total.articles - total.rejected);
    w.Field("rejected", total.rejected);
    w.Field("deals", total.deals);
    w.Field("bytes", total.bytes);
    w.Field("articles_by_earlier_runs", before_.articles);
    w.Raw(Format("\"seconds\":%.3f", seconds));
    w.Raw(Format("\"articles_per_second\":%.1f", stats.articles / seconds));
    w.Raw(Format("\"megabytes_per_second\":%.3f", stats.bytes / 1e6 / seconds));
    w.Text("started", Utc(started_));
    w.Text("finished", Utc(std::chrono::system_clock::now()));
    w.Field("exit_code", exit_code);
    w.Text("version", Engine::Version());
    w.Text("rules_digest", rules_digest);
    w.End('}');
  }
  FileOutput file;
  if (Status s = file.Open(stats_path_); !s.ok()) return s;
  if (Status s = file.Write(json + "\n"); !s.ok()) return s;
  return file.Close(Ending::kComplete);
}

}  // namespace dealwire::cli
