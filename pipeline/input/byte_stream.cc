#include "pipeline/input/byte_stream.h"

#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace dealwire {
namespace {

constexpr size_t kPeekBytes = 16 << 10;
constexpr size_t kReadBytes = 256 << 10;
constexpr int kStopMilliseconds = 100;  // how often a pipe that is waited for looks for a stop
constexpr size_t kKeptBytes = 4 << 20;  // a larger buffer is not kept for the next file
constexpr uint64_t kReadAhead = 3 * kReadBytes;  // what lies in buffers between file and reader

}  // namespace

ssize_t ByteStream::Read(char* to, size_t size) {
  if (peeked_at_ < peeked_.size()) {
    const size_t n = std::min(size, peeked_.size() - peeked_at_);
    std::memcpy(to, peeked_.data() + peeked_at_, n);
    peeked_at_ += n;
    if (peeked_at_ == peeked_.size()) {
      peeked_ = {};
      peeked_at_ = 0;
    }
    return static_cast<ssize_t>(n);
  }
  return error_.empty() ? DoRead(to, size) : -1;
}

std::string_view ByteStream::Peek(size_t size) {
  while (peeked_.size() - peeked_at_ < size && error_.empty()) {
    const size_t before = peeked_.size();
    peeked_.resize(before + std::max(size, kPeekBytes));
    const ssize_t n = DoRead(peeked_.data() + before, peeked_.size() - before);
    peeked_.resize(before + std::max<ssize_t>(n, 0));
    if (n <= 0) break;
  }
  return std::string_view(peeked_).substr(peeked_at_);
}

int64_t ByteStream::Seek(int64_t offset, int whence) {
  if (whence == SEEK_CUR) offset -= static_cast<int64_t>(peeked_.size() - peeked_at_);
  const int64_t at = DoSeek(offset, whence);
  if (at >= 0) {
    peeked_.clear();
    peeked_at_ = 0;
  }
  return at;
}

FileStream::FileStream(int fd, const std::atomic<bool>* stop, uint64_t* bytes_read)
    : fd_(fd), stop_(stop), bytes_read_(bytes_read) {
  struct stat info;
  regular_ = fstat(fd, &info) == 0 && S_ISREG(info.st_mode);
}

FileStream::~FileStream() {
  if (fd_ > STDERR_FILENO) close(fd_);
}

bool FileStream::Idle(int milliseconds) const {
  if (regular_) return false;
  pollfd ask = {fd_, POLLIN, 0};
  const int ready = poll(&ask, 1, milliseconds);
  return ready == 0 || (ready < 0 && errno == EINTR);  // a signal: look for a stop, do not read
}

ssize_t FileStream::DoRead(char* to, size_t size) {
  while (stop_ != nullptr && Idle(kStopMilliseconds)) {
    if (*stop_) return 0;
  }
  ssize_t n;
  do {
    n = read(fd_, to, size);
  } while (n < 0 && errno == EINTR);
  if (n < 0) return Fail(std::strerror(errno));
  *bytes_read_ += n;
  return n;
}

int64_t FileStream::DoSeek(int64_t offset, int whence) {
  return regular_ ? lseek(fd_, offset, whence) : -1;
}

std::string ExpansionGuard::Count(uint64_t bytes) {
  out_ += bytes;
  if (out_ / max_ratio_ <= *file_bytes_ - begin_ + kReadAhead / 2) return "";
  return "expands to more than " + std::to_string(max_ratio_) +
         " times its size: not read further, as it may be a bomb";
}

void Window::Reset(ByteStream* stream) {
  stream_ = stream;
  begin_ = end_ = 0;
  offset_ = 0;
  failed_ = ended_ = false;
  if (capacity_ > kKeptBytes) {
    data_.reset();
    capacity_ = 0;
  }
}

void Window::MakeRoom() {
  if (capacity_ - end_ >= kReadBytes) return;
  const size_t held = end_ - begin_;
  if (capacity_ >= 2 * (held + kReadBytes / 2) && capacity_ - held >= kReadBytes) {
    std::memmove(data_.get(), data_.get() + begin_, held);
  } else {
    const size_t capacity = std::max(2 * capacity_, 2 * kReadBytes);
    std::unique_ptr<char[]> data(new char[capacity]);
    if (held > 0) std::memcpy(data.get(), data_.get() + begin_, held);
    data_ = std::move(data);
    capacity_ = capacity;
  }
  begin_ = 0;
  end_ = held;
}

bool Window::More() {
  if (failed_ || ended_) return false;
  MakeRoom();
  const ssize_t n = stream_->Read(data_.get() + end_, kReadBytes);
  if (n > 0) {
    end_ += n;
    return true;
  }
  (n < 0 ? failed_ : ended_) = true;
  return false;
}

bool Window::Ensure(size_t size) {
  while (end_ - begin_ < size) {
    if (!More()) return false;
  }
  return true;
}

bool Window::SkipTo(std::string_view beginning) {
  Drop(end_ - begin_);
  if (!stream_->SkipTo(beginning)) return false;
  failed_ = ended_ = false;
  return true;
}

}  // namespace dealwire
