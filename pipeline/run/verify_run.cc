#include "pipeline/run/verify_run.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>
#include <unordered_map>

#include "pipeline/html/html_page.h"
#include "pipeline/record/record_writer.h"
#include "pipeline/record/sha256.h"
#include "pipeline/record/verifier.h"

namespace dealwire {
namespace {

namespace fs = std::filesystem;

// One record of the file, and what its best article said.
struct Entry {
  uint64_t line = 0, offset = 0, size = 0;
  bool done = false;
  std::vector<std::string> faults;  // against an article of the same id but other bytes
  uint64_t spans = 0;
};

// "news.zip!folder/a.txt" is a member of news.zip.
std::string FileOf(const std::string& path) {
  std::error_code error;
  if (fs::exists(path, error)) return path;
  for (size_t at = path.find('!'); at != std::string::npos; at = path.find('!', at + 1)) {
    if (fs::is_regular_file(path.substr(0, at), error)) return path.substr(0, at);
  }
  return "";
}

class VerifyRun {
 public:
  VerifyRun(std::string name, const std::function<void(const std::string&)>& tell)
      : name_(std::move(name)), tell_(tell) {}

  Status Index() {
    if (name_ == "-") {
      name_ = "standard input";
      spooled_.assign(std::istreambuf_iterator<char>(std::cin), {});
      size_t begin = 0, line = 0;
      while (begin < spooled_.size()) {
        const size_t end = std::min(spooled_.find('\n', begin), spooled_.size());
        Add(spooled_.substr(begin, end - begin), ++line, begin);
        begin = end + 1;
      }
      return Status::Ok();
    }
    std::error_code error;
    if (fs::is_directory(name_, error)) return Status::Error(name_ + ": is a folder");
    file_.open(name_, std::ios::binary);
    if (!file_) return Status::Error(name_ + ": cannot be read");
    uint64_t offset = 0, number = 0;
    for (std::string line; std::getline(file_, line);) {
      Add(line, ++number, offset);
      offset += line.size() + 1;
    }
    file_.clear();
    return Status::Ok();
  }

  Status ReadSources(const std::vector<std::string>& given, const SourceOptions& options) {
    const std::vector<std::string> paths =
        given.empty() ? std::vector<std::string>(paths_.begin(), paths_.end()) : given;
    if (paths.empty()) return Status::Ok();
    Result<Source> source = Source::Make(paths, options);
    if (!source.ok()) return source.status();
    std::vector<InputItem> batch;
    while (source.value().Next(&batch)) {
      for (InputItem& item : batch) {
        RawArticle article;
        if (!ReadArticle(std::move(item), &article).ok()) continue;
        if (article.format == Format::kHtml && article.charset.empty())
          article.charset = html::MetaCharset(article.bytes);
        Check(article);
      }
    }
    return Status::Ok();
  }

  // Records that no article of the sources gave.
  VerifyStats Finish() {
    for (Entry& entry : entries_) {
      if (entry.done) continue;
      if (entry.faults.empty()) entry.faults.emplace_back("its source is not there");
      stats_.spans += entry.spans;
      for (const std::string& fault : entry.faults) Tell(entry, fault);
    }
    return stats_;
  }

 private:
  void Tell(const Entry& entry, const std::string& fault) {
    ++stats_.faults;
    tell_(name_ + ":" + std::to_string(entry.line) + ": " + fault);
  }

  void Add(const std::string& text, uint64_t line, uint64_t offset) {
    if (text.find_first_not_of(" \t\r") == std::string::npos) return;
    Entry entry;
    entry.line = line;
    entry.offset = offset;
    entry.size = text.size();
    const Result<RecordOrigin> origin = ReadOrigin(text);
    if (!origin.ok()) {
      ++stats_.records;
      return Tell(entry, origin.status().message());
    }
    const RecordOrigin& from = origin.value();
    if (from.rejected) {
      ++stats_.rejected;
      return;
    }
    ++stats_.records;
    if (!from.path.empty()) {
      if (const std::string file = FileOf(from.path); !file.empty()) paths_.insert(file);
    }
    const std::hash<std::string> hash;
    by_id_.emplace(hash(from.id), entries_.size());
    // An id that is a path may have been written from another folder.
    if (from.id == from.path) by_id_.emplace(hash(from.sha256), entries_.size());
    entries_.push_back(entry);
  }

  std::string Read(const Entry& entry) {
    if (!spooled_.empty()) return spooled_.substr(entry.offset, entry.size);
    std::string text(entry.size, '\0');
    file_.seekg(static_cast<std::streamoff>(entry.offset));
    file_.read(text.data(), static_cast<std::streamsize>(text.size()));
    file_.clear();
    return text;
  }

  // Checks the record that has the article's id and digest, or a path for an id and its digest;
  // keeps the faults of those that have only the id.
  void Check(const RawArticle& article) {
    const std::string sha256 = Sha256Hex(article.bytes);
    const std::string id = RecordId(article, sha256);
    if (CheckOne(article, id, id, sha256)) return;
    if (article.id.empty()) CheckOne(article, sha256, id, sha256);
  }

  bool CheckOne(const RawArticle& article, const std::string& key, const std::string& id,
                const std::string& sha256) {
    const auto [begin, end] = by_id_.equal_range(std::hash<std::string>()(key));
    std::vector<std::pair<Entry*, std::string>> others;
    for (auto it = begin; it != end; ++it) {
      Entry& entry = entries_[it->second];
      if (entry.done) continue;
      std::string text = Read(entry);
      const Result<RecordOrigin> origin = ReadOrigin(text);
      if (!origin.ok()) continue;
      const RecordOrigin& from = origin.value();
      if (from.sha256 == sha256 && (from.id == id || from.id == from.path)) {
        const Verdict verdict = VerifyRecord(text, article);
        entry.done = true;
        stats_.spans += verdict.spans;
        for (const std::string& fault : verdict.faults) Tell(entry, from.id + ": " + fault);
        return true;
      }
      if (from.id == id) others.emplace_back(&entry, std::move(text));
    }
    for (auto& [entry, text] : others) {
      if (!entry->faults.empty()) continue;
      const Verdict verdict = VerifyRecord(text, article);
      for (const std::string& fault : verdict.faults) entry->faults.push_back(id + ": " + fault);
      entry->spans = verdict.spans;
    }
    return false;
  }

  std::string name_;
  const std::function<void(const std::string&)>& tell_;
  std::ifstream file_;
  std::string spooled_;  // standard input cannot be read twice
  std::vector<Entry> entries_;
  std::unordered_multimap<size_t, size_t> by_id_;  // hash of id or digest -> index of the entry
  std::set<std::string> paths_;
  VerifyStats stats_;
};

}  // namespace

Result<VerifyStats> Verify(const std::string& records, const std::vector<std::string>& sources,
                           const SourceOptions& options,
                           const std::function<void(const std::string&)>& tell) {
  VerifyRun run(records, tell);
  if (Status s = run.Index(); !s.ok()) return s;
  if (Status s = run.ReadSources(sources, options); !s.ok()) return s;
  return run.Finish();
}

}  // namespace dealwire
