#include "pipeline/store/journal.h"

#include <fcntl.h>
#include <simdjson.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <utility>

#include "pipeline/record/json_writer.h"
#include "pipeline/store/json_fields.h"

namespace dealwire {
namespace {

namespace dom = simdjson::dom;

std::string Hex(uint64_t value) {
  char text[17];
  std::snprintf(text, sizeof(text), "%016llx", static_cast<unsigned long long>(value));
  return text;
}

std::string Header(const std::string& settings) {
  std::string line;
  {
    JsonWriter w(&line);
    w.Begin('{');
    w.Field("dealwire_journal", 1);
    w.Text("settings", settings);
    w.End('}');
  }
  return line + "\n";
}

}  // namespace

uint64_t ContentHash(std::string_view bytes, uint64_t before) {
  constexpr uint64_t kOdd1 = 0x9E3779B97F4A7C15u, kOdd2 = 0xD6E8FEB86659FD93u;
  __extension__ using Wide = unsigned __int128;
  auto mix = [](uint64_t a, uint64_t b) {
    const Wide product = static_cast<Wide>(a) * b;
    return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
  };
  uint64_t hash = mix(before ^ kOdd1, bytes.size() ^ kOdd2);
  while (!bytes.empty()) {
    char block[16] = {};
    const size_t n = std::min(bytes.size(), sizeof(block));
    std::memcpy(block, bytes.data(), n);
    uint64_t words[2];
    std::memcpy(words, block, sizeof(words));
    hash = mix(words[0] ^ hash ^ kOdd1, words[1] ^ kOdd2) + hash;
    bytes.remove_prefix(n);
  }
  return hash;
}

Status Journal::Resume(const std::string& path, const std::string& settings, uint64_t output,
                       uint64_t rejects) {
  std::ifstream in(path, std::ios::binary);
  std::string line;
  if (!in || !std::getline(in, line) || in.eof()) return Status::Ok();  // nothing was done
  if (line + "\n" != Header(settings))
    return Status::Error(path +
                         ": the run that stopped had other settings; begin anew without "
                         "--resume, or resume with the same ones");
  kept_ = line.size() + 1;
  while (std::getline(in, line) && !in.eof() && ReadLine(line, output, rejects))
    kept_ += line.size() + 1;
  resumed_ = true;
  return Status::Ok();
}

bool Journal::ReadLine(std::string_view line, uint64_t output, uint64_t rejects) {
  thread_local dom::parser parser;
  dom::object object;
  dom::array sources;
  if (parser.parse(line.data(), line.size()).get(object) != simdjson::SUCCESS) return false;
  const JournalState state = {NumberOf(object, "output"),   NumberOf(object, "rejects"),
                              NumberOf(object, "articles"), NumberOf(object, "rejected"),
                              NumberOf(object, "bytes"),    NumberOf(object, "deals")};
  if (state.output > output || state.rejects > rejects) return false;
  if (object["sources"].get(sources) != simdjson::SUCCESS) return false;
  for (const dom::element each : sources) {
    dom::object source;
    if (each.get(source) != simdjson::SUCCESS) return false;
    const std::string_view hex = TextOf(source, "hash");
    Mark mark;
    mark.items = NumberOf(source, "items");
    std::from_chars(hex.data(), hex.data() + hex.size(), mark.hash, 16);
    done_[std::string(TextOf(source, "source"))] = mark;
  }
  state_ = state;
  return true;
}

Status Journal::Open(const std::string& path, const std::string& settings) {
  path_ = path;
  fd_ = open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | (resumed_ ? 0 : O_TRUNC), 0644);
  bool good = fd_ >= 0;
  if (good && resumed_)
    good = ftruncate(fd_, static_cast<off_t>(kept_)) == 0 && lseek(fd_, 0, SEEK_END) >= 0;
  const std::string header = Header(settings);
  if (good && !resumed_)
    good = write(fd_, header.data(), header.size()) == static_cast<ssize_t>(header.size());
  return good ? Status::Ok() : Status::Error(path + ": " + std::strerror(errno));
}

Result<bool> Journal::Admit(const std::string& source, uint64_t line, std::string_view bytes) {
  if (!reading_ || source != source_) {
    AppendMark();
    if (Status s = CheckEnd(); !s.ok()) return s;
    reading_ = true;
    source_ = source;
    const auto it = done_.find(source);
    before_ = it == done_.end() ? Mark() : it->second;
    now_ = Mark();
  }
  line_ = line;
  now_.hash = ContentHash(bytes, now_.hash);
  ++now_.items;
  if (now_.items > before_.items) {
    touched_ = true;
    return true;
  }
  if (now_.items == before_.items && now_.hash != before_.hash)
    return Status::Error((source.empty() ? "standard input" : source) +
                         " has changed since the run that stopped; begin anew without --resume");
  return false;
}

Status Journal::CheckEnd() const {
  if (now_.items >= before_.items) return Status::Ok();
  return Status::Error((source_.empty() ? "standard input" : source_) +
                       " is shorter than in the run that stopped; begin anew without --resume");
}

void Journal::AppendMark() {
  if (!std::exchange(touched_, false)) return;
  if (!marks_.empty()) marks_ += ',';
  JsonWriter w(&marks_);
  w.Begin('{');
  w.Key("source");
  w.String(source_);
  w.Field("items", now_.items);
  if (line_ > 0) w.Field("line", line_);
  w.Text("hash", Hex(now_.hash));
  w.End('}');
}

std::string Journal::TakeMarks() {
  AppendMark();
  return std::exchange(marks_, {});
}

Status Journal::Append(const JournalState& state, const std::string& marks) {
  std::string line;
  {
    JsonWriter w(&line);
    w.Begin('{');
    w.Field("output", state.output);
    w.Field("rejects", state.rejects);
    w.Field("articles", state.articles);
    w.Field("rejected", state.rejected);
    w.Field("bytes", state.bytes);
    w.Field("deals", state.deals);
    w.End('}');
  }
  line.pop_back();
  line += ",\"sources\":[" + marks + "]}\n";
  const bool good = write(fd_, line.data(), line.size()) == static_cast<ssize_t>(line.size());
  return good ? Status::Ok() : Status::Error(path_ + ": " + std::strerror(errno));
}

void Journal::Close(bool complete) {
  if (fd_ < 0) return;
  close(std::exchange(fd_, -1));
  if (complete) unlink(path_.c_str());
}

}  // namespace dealwire
