#include "pipeline/store/file_output.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

namespace dealwire {

bool IsStream(const std::string& path) {
  struct stat info;
  return path.empty() || path == "-" || (stat(path.c_str(), &info) == 0 && !S_ISREG(info.st_mode));
}

Status FileOutput::Open(const std::string& path, std::optional<uint64_t> keep) {
  path_ = path;
  if (path.empty() || path == "-") return Status::Ok();
  // A device or named pipe is written to; a rename would put a file in its place.
  if (!IsStream(path)) part_ = PartOf(path);
  const std::string name = part_.empty() ? path : part_;
  const int mode = keep ? 0 : O_TRUNC;
  fd_ = open(name.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | mode, 0644);
  bool good = fd_ >= 0;
  if (good && keep && !part_.empty()) {
    size_ = *keep;
    good = ftruncate(fd_, static_cast<off_t>(size_)) == 0 && lseek(fd_, 0, SEEK_END) >= 0;
  }
  if (good) return Status::Ok();
  const std::string reason = std::strerror(errno);
  if (fd_ >= 0) close(fd_);
  fd_ = STDOUT_FILENO;
  part_.clear();
  return Status::Error(name + ": " + reason);
}

Status FileOutput::Write(std::string_view bytes) {
  const uint64_t whole = size_ + bytes.size();
  while (!bytes.empty()) {
    const ssize_t n = write(fd_, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) {
      const int error = errno;
      // Half a batch would end in half a line.
      if (!part_.empty() && ftruncate(fd_, static_cast<off_t>(size_)) != 0) unlink(part_.c_str());
      closed_ = error == EPIPE;
      return Status::Error((path_.empty() || path_ == "-" ? "standard output" : path_) + ": " +
                           std::strerror(error));
    }
    bytes.remove_prefix(n);
  }
  size_ = whole;
  return Status::Ok();
}

Status FileOutput::Close(Ending ending) {
  if (fd_ == STDOUT_FILENO) return Status::Ok();
  const int fd = std::exchange(fd_, STDOUT_FILENO);
  const bool complete = ending == Ending::kComplete;
  bool good = part_.empty() || !complete || fsync(fd) == 0;
  good = close(fd) == 0 && good;
  if (!part_.empty() && complete && good) good = std::rename(part_.c_str(), path_.c_str()) == 0;
  const std::string reason = std::strerror(errno);
  if (!part_.empty() && ending == Ending::kDropped) unlink(part_.c_str());
  return complete && !good ? Status::Error(path_ + ": " + reason) : Status::Ok();
}

}  // namespace dealwire
