#include "cli/extract_output.h"

#include <algorithm>
#include <filesystem>

#include "pipeline/record/json_writer.h"

namespace dealwire::cli {
namespace {

// How much of an unfinished file there is.
uint64_t PartSize(const std::string& path) {
  std::error_code error;
  const uint64_t size = std::filesystem::file_size(PartOf(path), error);
  return error ? 0 : size;
}

StoreFormat StoreFormatOf(const OutputFlags& flags) {
  if (flags.to.empty()) return flags.pretty ? StoreFormat::kJson : FormatOfName(flags.path);
  const auto* const name =
      std::find(std::begin(kStoreFormatNames), std::end(kStoreFormatNames), flags.to);
  const auto format = static_cast<StoreFormat>(name - kStoreFormatNames);
  return format == StoreFormat::kJsonl && flags.pretty ? StoreFormat::kJson : format;
}

std::string RejectLine(const Rejection& r) {
  std::string line;
  {
    JsonWriter w(&line);
    w.Begin('{');
    w.Text("id", r.id);
    w.Text("where", r.where);
    w.Text("error", r.reason);
    w.Raw(r.extra);
    w.End('}');
  }
  return line + "\n";
}

}  // namespace

Status Output::Check(const OutputFlags& flags) const {
  const bool json = options_.format == StoreFormat::kJsonl || options_.format == StoreFormat::kJson;
  const bool postgres = options_.format == StoreFormat::kPostgres;
  if (flags.pretty && options_.format != StoreFormat::kJson)
    return Status::Error("--pretty goes with JSON only");
  if (inline_errors_ && !json) return Status::Error("--errors inline goes with JSON Lines only");
  if (postgres && !flags.path.empty())
    return Status::Error("-o names a file; a PostgreSQL database is named by --dsn");
  if (!postgres && !flags.dsn.empty()) return Status::Error("--dsn goes with --to postgres only");
  if (flags.resume && journal_path_.empty())
    return Status::Error("--resume needs -o FILE, or --journal FILE");
  return Status::Ok();
}

Status Output::Open(const OutputFlags& flags, const std::string& run_settings, bool ordered) {
  options_.format = StoreFormatOf(flags);
  const std::string settings =
      "to=" + std::string(kStoreFormatNames[static_cast<size_t>(options_.format)]) +
      " errors=" + flags.errors + " " + run_settings;
  options_.path = flags.path;
  options_.dsn = flags.dsn;
  rejects_path_ = flags.rejects;
  inline_errors_ = flags.errors == "inline";
  journal_path_ = flags.journal;
  if (journal_path_.empty() && !IsStream(flags.path) && (ordered || flags.resume))
    journal_path_ = flags.path + ".resume";
  if (Status s = Check(flags); !s.ok()) return s;
  if (Status s = OpenJournal(flags, settings); !s.ok()) return s;
  const std::optional<uint64_t> none;
  const bool resumed = journal_.resumed();
  options_.keep_bytes = resumed ? std::optional(before_.output) : none;
  Result<std::unique_ptr<Store>> store = Store::Make(options_);
  if (!store.ok()) return store.status();
  store_ = store.Take();
  if (!rejects_path_.empty()) {
    if (Status s = rejects_.Open(rejects_path_, resumed ? std::optional(before_.rejects) : none);
        !s.ok())
      return s;
  }
  return journaled() ? journal_.Open(journal_path_, settings) : Status::Ok();
}

Status Output::OpenJournal(const OutputFlags& flags, const std::string& settings) {
  if (!flags.resume) return Status::Ok();
  const uint64_t output = IsStream(flags.path) ? UINT64_MAX : PartSize(flags.path);
  const uint64_t rejects = IsStream(flags.rejects) ? UINT64_MAX : PartSize(flags.rejects);
  if (Status s = journal_.Resume(journal_path_, settings, output, rejects); !s.ok()) return s;
  before_ = journal_.state();
  any_ = journal_.resumed();
  return Status::Ok();
}

std::string Output::RenderRejection(const Rejection& rejection) const {
  if (!inline_errors_) return {};
  const std::string line = RejectLine(rejection);
  return options_.format == StoreFormat::kJson ? store_->Render(line) : line;
}

std::string Output::Admit(std::vector<InputItem>* items) {
  if (!journaled()) return {};
  auto done = [&](const InputItem& item) {
    const Result<bool> fresh = journal_.Admit(item.path, item.line, item.bytes);
    if (!fresh.ok() && read_error_.ok()) {
      read_error_ = fresh.status();
      spoilt_ = true;
    }
    return !fresh.ok() || !fresh.value();
  };
  items->erase(std::remove_if(items->begin(), items->end(), done), items->end());
  return journal_.TakeMarks();
}

void Output::Keep(const Status& status) {
  if (error_.ok()) error_ = status;
}

// Rejects first: the journal tells of a batch only when all of it is there.
bool Output::Write(const Batch& batch) {
  if (!rejects_path_.empty()) {
    std::string lines;
    for (const Rejection& rejection : batch.rejections) lines += RejectLine(rejection);
    if (!lines.empty()) Keep(rejects_.Write(lines));
  }
  if (error_.ok() && !batch.text.empty()) Keep(store_->Write(batch.text));
  if (error_.ok() && journaled()) {
    JournalState state = before_;
    state.output = store_->size();
    state.rejects = rejects_.size();
    state.articles += batch.stats.articles;
    state.rejected += batch.stats.rejected;
    state.bytes += batch.stats.bytes;
    state.deals += batch.stats.deals;
    Keep(journal_.Append(state, batch.note));
    any_ = any_ || error_.ok();
  }
  return error_.ok();
}

Status Output::Close(bool complete) {
  if (store_ == nullptr) return Status::Ok();
  const bool closed = store_->closed();
  if (complete && error_.ok() && journaled() && read_error_.ok()) read_error_ = journal_.CheckEnd();
  const bool good = complete && error_.ok() && read_error_.ok();
  // Nothing stays of a run that has done nothing.
  const Ending ending = good ? Ending::kComplete : any_ ? Ending::kStopped : Ending::kDropped;
  if (closed) error_ = Status::Ok();  // a reader that has gone is no error
  Keep(read_error_);
  Keep(store_->Close(ending));
  // What was rejected stays told, whatever became of the rest.
  Keep(rejects_.Close(ending == Ending::kStopped ? ending : Ending::kComplete));
  journal_.Close(ending == Ending::kDropped || (good && error_.ok()));
  return error_;
}

std::string Output::Rest() const {
  if (!any_) return "stopped";
  return "stopped; --resume goes on from " + journal_path_;
}

}  // namespace dealwire::cli
