// dealwire extract: sets up input and output, runs the pipeline, reports.
#include <atomic>
#include <csignal>
#include <string>

#include "cli/commands.h"
#include "cli/extract_output.h"
#include "cli/report.h"
#include "pipeline/dealwire.h"
#include "pipeline/run/runner.h"

namespace dealwire::cli {
namespace {

std::atomic<bool> stop{false};
std::atomic<int> signalled{0};

void OnSignal(int number) {
  signalled = number;
  stop = true;
}

int Fail(const std::string& message) {
  Complain(message);
  return 2;
}

// Whatever changes what records say: a stopped run goes on only under the same.
std::string SettingsOf(const ExtractFlags& flags, const Engine& engine) {
  return SettingsOf(flags.input) + " published=" + flags.published +
         " gazetteer=" + flags.gazetteer + " version=" + std::string(Engine::Version()) +
         " rules=" + std::string(engine.RulesDigest());
}

Sink SinkOf(Output* output, Report* report) {
  Sink sink;
  sink.render = [=](const std::string& record) { return output->Render(record); };
  sink.render_rejection = [=](const Rejection& r) { return output->RenderRejection(r); };
  sink.write = [=](const Batch& batch) {
    if (output->tells_rejections()) {
      for (const Rejection& rejection : batch.rejections) report->Reject(rejection);
    }
    report->Progress(batch.stats);
    return output->Write(batch);
  };
  return sink;
}

}  // namespace

int Extract(const ExtractFlags& flags) {
  if (flags.input.dry_run) return DryRun(flags.input);
  Report report(flags.report);
  Options options;
  options.rules_dir = flags.rules_dir;
  options.gazetteer = flags.gazetteer;
  options.published = flags.published;
  Result<SourceOptions> source_options = SourceOptionsOf(flags.input);
  if (!source_options.ok()) return Fail(source_options.status().message());
  source_options.value().stop = &stop;
  Result<Source> source = Source::Make(flags.input.paths, source_options.value());
  if (!source.ok()) return Fail(source.status().message());
  Result<Engine> engine = Engine::Make(options);
  if (!engine.ok()) return Fail(engine.status().message());
  Output output;
  if (Status s = output.Open(flags.output, SettingsOf(flags, engine.value()), !flags.unordered);
      !s.ok())
    return Fail(s.message());
  std::signal(SIGINT, OnSignal);
  std::signal(SIGTERM, OnSignal);
  report.Begin(output.before(), output.resumed(), source.value().bytes_total());

  RunOptions run;
  run.jobs = flags.jobs;
  run.ordered = !flags.unordered || output.journaled();
  run.stop = &stop;
  run.admit = [&](std::vector<InputItem>* items) {
    std::string note = output.Admit(items);
    if (output.spoilt()) stop = true;
    return note;
  };
  const RunStats stats = Run(&source.value(), engine.value(), SinkOf(&output, &report), run);

  const Status closed = output.Close(!stop);
  int code = stats.rejected + output.before().rejected > 0 ? 1 : 0;
  if (signalled != 0) code = 128 + signalled;
  if (!closed.ok()) code = 2;
  if (!output.pipe_closed()) report.Summary(stats, code > 1 ? output.Rest() : "");
  if (!closed.ok()) report.Error(closed.message());
  if (Status s = report.WriteStats(stats, code, engine.value().RulesDigest()); !s.ok())
    return Fail(s.message());
  return code;
}

}  // namespace dealwire::cli
