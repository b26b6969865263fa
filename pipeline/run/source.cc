#include "pipeline/run/source.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "pipeline/dealwire.h"

namespace dealwire {
namespace {

namespace fs = std::filesystem;

constexpr size_t kBatchBytes = 64 << 10;
constexpr size_t kReadBytes = 256 << 10;
constexpr int kStopMilliseconds = 100;  // how often a pipe that is waited for looks for a stop
constexpr int kIdleMilliseconds = 5;    // after which lines that have come are not kept waiting

// Whether a symbolic link in a folder's tree leads back to a folder that it lies in.
bool LeadsBack(const fs::directory_entry& entry) {
  std::error_code error;
  if (!entry.is_symlink(error) || !entry.is_directory(error)) return false;
  const fs::path to = fs::canonical(entry.path(), error);
  const fs::path home = fs::canonical(entry.path().parent_path(), error);
  return !error && std::mismatch(to.begin(), to.end(), home.begin(), home.end()).first == to.end();
}

// All regular files below a folder, sorted by path; hidden ones are left out, and links that go
// round in circles.
Status ListFolder(const std::string& folder, std::vector<std::string>* files) {
  std::error_code error;
  fs::recursive_directory_iterator walk(folder, fs::directory_options::follow_directory_symlink,
                                        error),
      end;
  std::vector<std::string> found;
  for (; !error && walk != end; walk.increment(error)) {
    const std::string name = walk->path().filename().string();
    if (!name.empty() && name[0] == '.') {
      if (walk->is_directory(error)) walk.disable_recursion_pending();
    } else if (LeadsBack(*walk)) {
      walk.disable_recursion_pending();
    } else if (walk->is_regular_file(error)) {
      found.push_back(walk->path().string());
    }
  }
  if (error) return Status::Error(folder + ": " + error.message());
  std::sort(found.begin(), found.end());
  files->insert(files->end(), found.begin(), found.end());
  return Status::Ok();
}

bool IsJsonlName(const std::string& path) {
  const std::string extension = fs::path(path).extension().string();
  return extension == ".jsonl" || extension == ".ndjson";
}

// Of all files; 0 if one of the paths is none.
uint64_t TotalBytes(const std::vector<std::string>& paths) {
  uint64_t total = 0;
  for (const std::string& path : paths) {
    std::error_code error;
    if (path == "-" || !fs::is_regular_file(path, error)) return 0;
    const uint64_t size = fs::file_size(path, error);
    if (!error) total += size;
  }
  return total;
}

// A file descriptor that closes itself; standard input stays open.
class Input {
 public:
  explicit Input(int fd) : fd_(fd) {}
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;
  ~Input() {
    if (fd_ > STDERR_FILENO) close(fd_);
  }
  // Bytes read, 0 at the end or when told to stop, -1 on error (errno).
  ssize_t Read(char* to, size_t size, const std::atomic<bool>* stop) const {
    while (stop != nullptr && Idle(kStopMilliseconds)) {
      if (*stop) return 0;
    }
    ssize_t n;
    do {
      n = read(fd_, to, size);
    } while (n < 0 && errno == EINTR);
    return n;
  }
  // True if nothing comes for a moment: a slow pipe.
  bool Idle(int milliseconds) const {
    pollfd waiting = {fd_, POLLIN, 0};
    return poll(&waiting, 1, milliseconds) == 0;
  }

 private:
  int fd_;
};

}  // namespace

std::string InputItem::Where() const {
  const std::string name = path.empty() ? "standard input" : path;
  return line == 0 ? name : name + ":" + std::to_string(line);
}

struct Source::Impl {
  std::vector<std::string> paths;  // "-" is standard input
  SourceOptions options;
  size_t next_path = 0;
  uint64_t bytes_read = 0, bytes_total = 0;

  // The JSON Lines input that is being read, if any.
  std::unique_ptr<Input> lines;
  std::string lines_path;
  uint64_t line_number = 0;
  std::string buffer;
  size_t buffer_at = 0;
  bool skipping = false;  // the rest of a line that is too long

  std::string TooLarge() const {
    return "larger than " + std::to_string(options.max_bytes) + " bytes";
  }

  // Reads some more into the buffer; false at the end or on error, which becomes an item.
  bool Fill(const Input& input, std::vector<InputItem>* batch) {
    buffer.erase(0, buffer_at);
    buffer_at = 0;
    const size_t size = buffer.size();
    buffer.resize(size + kReadBytes);
    const ssize_t n = input.Read(buffer.data() + size, kReadBytes, options.stop);
    buffer.resize(size + std::max<ssize_t>(n, 0));
    if (n < 0) batch->push_back(Failed(lines_path, std::strerror(errno)));
    bytes_read += std::max<ssize_t>(n, 0);
    return n > 0;
  }

  static InputItem Failed(const std::string& path, const std::string& reason, uint64_t line = 0) {
    InputItem item;
    item.path = path;
    item.line = line;
    item.error = Status::Error(reason);
    return item;
  }

  // Lines until the batch is full or no more come at the moment; false when the input has ended.
  bool NextLines(std::vector<InputItem>* batch, size_t* bytes) {
    while (*bytes < kBatchBytes) {
      const size_t newline = buffer.find('\n', buffer_at);
      if (newline != std::string::npos) {
        TakeLine(newline, batch, bytes);
        continue;
      }
      if (skipping) buffer_at = buffer.size();
      if (buffer.size() - buffer_at > options.max_bytes) {
        batch->push_back(Failed(lines_path, TooLarge(), ++line_number));
        skipping = true;
        buffer_at = buffer.size();
      }
      if (!batch->empty() && lines->Idle(kIdleMilliseconds)) return true;
      if (Fill(*lines, batch)) continue;
      if (buffer_at < buffer.size()) TakeLine(buffer.size(), batch, bytes);
      buffer.clear();
      buffer_at = 0;
      lines.reset();
      return false;
    }
    return true;
  }

  void TakeLine(size_t end, std::vector<InputItem>* batch, size_t* bytes) {
    std::string line = buffer.substr(buffer_at, end - buffer_at);
    buffer_at = std::min(end + 1, buffer.size());
    if (skipping) {
      skipping = false;
      return;
    }
    ++line_number;
    if (line_number == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
    if (line.find_first_not_of(" \t\r") == std::string::npos) return;
    *bytes += line.size();
    InputItem item;
    item.bytes = std::move(line);
    item.path = lines_path;
    item.line = line_number;
    batch->push_back(std::move(item));
  }

  void Open(const std::string& path, std::vector<InputItem>* batch, size_t* bytes) {
    const bool standard_input = path == "-";
    lines_path = standard_input ? "" : path;
    const int fd = standard_input ? STDIN_FILENO : open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
      batch->push_back(Failed(path, std::strerror(errno)));
      return;
    }
    auto input = std::make_unique<Input>(fd);
    buffer.clear();
    buffer_at = 0;
    skipping = false;
    line_number = 0;
    if (IsJsonl(path, *input, batch)) {
      lines = std::move(input);
    } else {
      ReadWhole(*input, batch, bytes);
    }
  }

  bool IsJsonl(const std::string& path, const Input& input, std::vector<InputItem>* batch) {
    if (options.format != InputFormat::kAuto) return options.format == InputFormat::kJsonl;
    if (path != "-") return IsJsonlName(path);
    // Standard input: JSON Lines begin with an object.
    size_t at = std::string::npos;
    while ((at = buffer.find_first_not_of(" \t\r\n\xEF\xBB\xBF")) == std::string::npos &&
           Fill(input, batch)) {
    }
    return at == std::string::npos ? buffer.empty() : buffer[at] == '{';
  }

  void ReadWhole(const Input& input, std::vector<InputItem>* batch, size_t* bytes) {
    while (buffer.size() <= options.max_bytes && Fill(input, batch)) {
    }
    if (!batch->empty() && !batch->back().error.ok() && batch->back().path == lines_path) return;
    if (buffer.size() > options.max_bytes) {
      batch->push_back(Failed(lines_path, TooLarge()));
    } else {
      *bytes += buffer.size();
      InputItem item;
      item.format = options.format == InputFormat::kHtml   ? Format::kHtml
                    : options.format == InputFormat::kText ? Format::kText
                                                           : GuessFormat(lines_path, buffer);
      item.bytes = std::move(buffer);
      item.path = lines_path;
      batch->push_back(std::move(item));
    }
    buffer.clear();
  }
};

Source::Source(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Source::Source(Source&&) noexcept = default;
Source& Source::operator=(Source&&) noexcept = default;
Source::~Source() = default;

Result<Source> Source::Make(const std::vector<std::string>& paths, const SourceOptions& options) {
  auto impl = std::make_unique<Impl>();
  impl->options = options;
  for (const std::string& path : paths) {
    std::error_code error;
    if (path == "-") {
      impl->paths.push_back(path);
    } else if (fs::is_directory(path, error)) {
      if (Status s = ListFolder(path, &impl->paths); !s.ok()) return s;
    } else if (fs::exists(path, error)) {
      impl->paths.push_back(path);
    } else {
      return Status::Error(path + ": " + (error ? error.message() : "no such file or folder"));
    }
  }
  if (paths.empty()) impl->paths.push_back("-");
  impl->bytes_total = TotalBytes(impl->paths);
  return Source(std::move(impl));
}

bool Source::Next(std::vector<InputItem>* batch) {
  batch->clear();
  size_t bytes = 0;
  while (bytes < kBatchBytes) {
    if (impl_->lines != nullptr) {
      if (impl_->NextLines(batch, &bytes)) break;
    } else if (impl_->next_path < impl_->paths.size()) {
      impl_->Open(impl_->paths[impl_->next_path++], batch, &bytes);
    } else {
      break;
    }
  }
  return !batch->empty();
}

uint64_t Source::bytes_read() const { return impl_->bytes_read; }
uint64_t Source::bytes_total() const { return impl_->bytes_total; }

}  // namespace dealwire
