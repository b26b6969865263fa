#include "pipeline/input/source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "pipeline/input/archive.h"
#include "pipeline/input/byte_stream.h"
#include "pipeline/input/detect.h"
#include "pipeline/input/gzip_stream.h"
#include "pipeline/input/sampler.h"
#include "pipeline/input/splitter.h"
#include "pipeline/input/walk.h"

namespace dealwire {
namespace {

constexpr size_t kBatchBytes = 64 << 10;
constexpr int kCountedFiles = 100000;  // whose sizes are added up before the run
constexpr size_t kItemBytes = 64;      // what an item weighs besides its article

// Of all files; 0 if one is no plain file, or if there are so many that counting takes long.
uint64_t TotalBytes(const std::vector<std::string>& paths, const std::string& files_from) {
  if (files_from == "-") return 0;
  Result<Walk> walk = Walk::Make(paths, files_from);
  if (!walk.ok()) return 0;
  uint64_t total = 0;
  Walk::Found found;
  for (int n = 0; walk.value().Next(&found); ++n) {
    struct stat info;
    if (n == kCountedFiles || found.path == "-") return 0;
    if (!found.error.ok() || stat(found.path.c_str(), &info) != 0) continue;
    if (!S_ISREG(info.st_mode)) return 0;
    total += info.st_size;
  }
  return total;
}

SplitterPtr MakeSplitter(InputFormat format, OpenInput input) {
  switch (format) {
    case InputFormat::kHtml:
      return MakeWholeSplitter(std::move(input), Format::kHtml);
    case InputFormat::kJsonl:
      return MakeLineSplitter(std::move(input));
    case InputFormat::kJson:
      return MakeJsonSplitter(std::move(input));
    case InputFormat::kCsv:
      return MakeTableSplitter(std::move(input), ',');
    case InputFormat::kTsv:
      return MakeTableSplitter(std::move(input), '\t');
    case InputFormat::kXml:
      return MakeFeedSplitter(std::move(input));
    case InputFormat::kEdgar:
      return MakeEdgarSplitter(std::move(input));
    case InputFormat::kWarc:
      return MakeWarcSplitter(std::move(input));
    case InputFormat::kAuto:
    case InputFormat::kText:
      break;
  }
  return MakeWholeSplitter(std::move(input), Format::kText);
}

}  // namespace

std::string InputItem::Where() const {
  const std::string name = path.empty() ? "standard input" : path;
  if (offset) return name + " at byte " + std::to_string(*offset);
  return line == 0 ? name : name + ":" + std::to_string(line);
}

struct Source::Impl {
  // An archive whose members are being read, and how deep it lies.
  struct OpenArchive {
    std::unique_ptr<Archive> archive;
    std::string path, name;
    int depth;
  };

  SourceOptions options;
  Walk walk;
  uint64_t bytes_before = 0;  // of the files before the one read last
  uint64_t bytes_of_file = 0;
  uint64_t bytes_total = 0;
  uint64_t files = 0;
  uint64_t articles = 0;  // handed out
  std::vector<OpenArchive> archives;
  std::unique_ptr<ByteStream> stream;
  Window window;
  SplitterPtr splitter;

  Sampler sampler;

  Impl(SourceOptions o, Walk w)
      : options(std::move(o)), walk(std::move(w)), sampler(options.sample, options.share) {}

  InputItem Failed(const std::string& path, const Status& error) const {
    InputItem item;
    item.path = path;
    item.options = &options;
    item.error = error;
    return item;
  }

  // The next item of the input that is open, or of the next one.
  Splitter::Got Next(InputItem* item, bool may_wait) {
    while (true) {
      if (splitter != nullptr) {
        const Splitter::Got got = splitter->Next(item, may_wait);
        if (got != Splitter::Got::kEnd) return got;
        splitter.reset();
        stream.reset();
      } else if (!archives.empty()) {
        if (OpenMember(item)) return Splitter::Got::kItem;
      } else {
        Walk::Found found;
        if (!walk.Next(&found)) return Splitter::Got::kEnd;
        if (OpenFile(found, item)) return Splitter::Got::kItem;
      }
    }
  }

  // Each Open function is true if it has an error to tell, in `item`.
  bool OpenFile(const Walk::Found& found, InputItem* item) {
    const bool standard_input = found.path == "-";
    const std::string path = standard_input ? "" : found.path;
    if (!found.error.ok()) {
      *item = Failed(path, found.error);
      return true;
    }
    const int fd = standard_input ? STDIN_FILENO : open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
      *item = Failed(path, Status::Error(std::strerror(errno)));
      return true;
    }
    ++files;
    bytes_before += std::exchange(bytes_of_file, 0);
    auto opened = std::make_unique<FileStream>(fd, options.stop, &bytes_of_file);
    const bool whole = opened->regular() && !standard_input;
    return OpenStream(std::move(opened), path, path, whole, 0, item);
  }

  bool OpenMember(InputItem* item) {
    OpenArchive& top = archives.back();
    Archive::Member member;
    if (!top.archive->Next(&member)) {
      archives.pop_back();
      return false;
    }
    const std::string path = member.name.empty() ? top.path : top.path + "!" + member.name;
    if (!member.error.ok()) {
      *item = Failed(path, member.error);
      return true;
    }
    return OpenStream(std::move(member.stream), path, member.name, true, top.depth, item);
  }

  // `name` is what the suffix is looked for in; an `expected` content makes emptiness an error.
  bool OpenStream(std::unique_ptr<ByteStream> from, const std::string& path, std::string name,
                  bool expected, int depth, InputItem* item) {
    std::string_view begin;
    while (true) {
      begin = from->Peek(1);
      if (!BeginsWithObject(begin)) begin = from->Peek(kMagicBytes);
      const Packing packing = DetectPacking(begin);
      if (packing == Packing::kNone) break;
      if (++depth > options.max_depth) {
        *item = Failed(path, Status::Error("more than " + std::to_string(options.max_depth) +
                                           " archives within each other"));
        return true;
      }
      const ExpansionGuard guard(&bytes_of_file, options.max_ratio);
      if (packing == Packing::kArchive) {
        archives.push_back({std::make_unique<Archive>(std::move(from), guard),
                            path.empty() ? "standard input" : path, name, depth});
        return false;
      }
      name = WithoutPackingSuffix(name);
      if (packing == Packing::kGzip) {
        from = std::make_unique<GzipStream>(std::move(from), guard);
      } else {
        from = MakeExpandStream(std::move(from), guard);
      }
    }
    return OpenContent(std::move(from), path, name, expected, begin, item);
  }

  bool OpenContent(std::unique_ptr<ByteStream> from, const std::string& path,
                   const std::string& name, bool expected, std::string_view begin,
                   InputItem* item) {
    const InputFormat format =
        options.format == InputFormat::kAuto ? DetectFormat(name, begin) : options.format;
    Status wrong = Status::Ok();
    if (begin.empty() && !from->error().empty()) {
      wrong = Status::Error(from->error());
    } else if (begin.empty() && expected) {
      wrong = Status::Error("is empty");
    } else if (options.format == InputFormat::kAuto && format != InputFormat::kWarc &&
               format != InputFormat::kEdgar && !ForeignKind(begin).empty()) {
      wrong = Status::Error("is " + std::string(ForeignKind(begin)) + ", which is not read");
    }
    if (!wrong.ok()) {
      *item = Failed(path, wrong);
      return true;
    }
    stream = std::move(from);
    window.Reset(stream.get());
    splitter = MakeSplitter(format, {path, &window, &options});
    return false;
  }
};

Source::Source(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Source::Source(Source&&) noexcept = default;
Source& Source::operator=(Source&&) noexcept = default;
Source::~Source() = default;

Result<Source> Source::Make(const std::vector<std::string>& paths, const SourceOptions& options) {
  Result<Walk> walk = Walk::Make(paths, options.files_from);
  if (!walk.ok()) return walk.status();
  auto impl = std::make_unique<Impl>(options, walk.Take());
  impl->bytes_total = TotalBytes(paths, options.files_from);
  return Source(std::move(impl));
}

bool Source::Next(std::vector<InputItem>* batch) {
  batch->clear();
  Impl& in = *impl_;
  size_t bytes = 0;
  while (bytes < kBatchBytes && (in.options.limit == 0 || in.articles < in.options.limit)) {
    InputItem item;
    const bool first = batch->empty() && bytes == 0;
    const Splitter::Got got = in.sampler.drawn() ? Splitter::Got::kEnd : in.Next(&item, first);
    // What was cut short by a stop is not taken for what the input holds.
    if (in.options.stop != nullptr && *in.options.stop) {
      batch->clear();
      return false;
    }
    if (got == Splitter::Got::kNothingYet) return true;
    if (got == Splitter::Got::kEnd && !in.sampler.Draw(&item)) return !batch->empty();
    bytes += item.bytes.size() + kItemBytes;
    if (got == Splitter::Got::kItem && !in.sampler.Keep(&item)) continue;
    if (item.error.ok()) ++in.articles;
    batch->push_back(std::move(item));
  }
  return bytes > 0;
}

uint64_t Source::bytes_read() const { return impl_->bytes_before + impl_->bytes_of_file; }
uint64_t Source::bytes_total() const { return impl_->bytes_total; }
uint64_t Source::files() const { return impl_->files; }

}  // namespace dealwire
