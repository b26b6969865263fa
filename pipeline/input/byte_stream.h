// ByteStream: bytes from a file, from what a compressed stream holds, or from a member of an
// archive. Streams are laid one over the other, each owning the one below:
//
//   GzipStream -> FileStream          ExpandStream (xz, bz2, zst) -> Member of a tar -> GzipStream
//
// Window: the bytes of a stream that a splitter looks at and has not taken yet.
#ifndef DEALWIRE_PIPELINE_INPUT_BYTE_STREAM_H_
#define DEALWIRE_PIPELINE_INPUT_BYTE_STREAM_H_

#include <sys/types.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace dealwire {

class ByteStream {
 public:
  ByteStream() = default;
  ByteStream(const ByteStream&) = delete;
  ByteStream& operator=(const ByteStream&) = delete;
  virtual ~ByteStream() = default;

  // Bytes read; 0 at the end, -1 on error. What came before an error is given out first.
  ssize_t Read(char* to, size_t size);
  // The next bytes without taking them: at least `size`, or all there are.
  std::string_view Peek(size_t size);
  const std::string& error() const { return error_; }

  // Goes back to the beginning or to any place; -1 if the stream cannot.
  virtual int64_t Seek(int64_t offset, int whence);
  // Whether a Read would have to wait: nothing comes for a moment.
  virtual bool Idle() { return false; }
  // After an error: goes on with the next compressed member whose content begins so.
  virtual bool SkipTo(std::string_view /*beginning*/) { return false; }
  // Where in the file the byte at `offset` of this stream stands: for gzip, the member it is in.
  // Offsets are asked in rising order.
  virtual uint64_t FilePlace(uint64_t offset) { return offset; }

 protected:
  virtual ssize_t DoRead(char* to, size_t size) = 0;
  virtual int64_t DoSeek(int64_t /*offset*/, int /*whence*/) { return -1; }
  ssize_t Fail(std::string reason) {
    error_ = std::move(reason);
    return -1;
  }
  void ClearError() { error_.clear(); }

 private:
  std::string error_;
  std::string peeked_;
  size_t peeked_at_ = 0;
};

// A file, pipe or standard input.
class FileStream : public ByteStream {
 public:
  // Takes the descriptor; standard input stays open at the end. When `stop` is set, the stream
  // ends, also while it waits; null: never. What is read is counted in `*bytes_read`, which must
  // outlive the stream.
  FileStream(int fd, const std::atomic<bool>* stop, uint64_t* bytes_read);
  ~FileStream() override;
  bool Idle() override { return Idle(kIdleMilliseconds); }
  bool regular() const { return regular_; }

 protected:
  ssize_t DoRead(char* to, size_t size) override;
  int64_t DoSeek(int64_t offset, int whence) override;

 private:
  static constexpr int kIdleMilliseconds = 5;  // after which what has come is not kept waiting
  bool Idle(int milliseconds) const;

  int fd_;
  const std::atomic<bool>* stop_;
  bool regular_ = false;
  uint64_t* bytes_read_;
};

// Tells a bomb: much more comes out than was read from the file since the stream began. What the
// readers have buffered ahead is granted.
class ExpansionGuard {
 public:
  ExpansionGuard(const uint64_t* file_bytes, uint64_t max_ratio)
      : file_bytes_(file_bytes), begin_(*file_bytes), max_ratio_(max_ratio) {}
  // Counts `bytes` more; empty, or why it is too much.
  std::string Count(uint64_t bytes);
  const uint64_t* file_bytes() const { return file_bytes_; }
  uint64_t max_ratio() const { return max_ratio_; }

 private:
  const uint64_t* file_bytes_;
  uint64_t begin_;
  uint64_t max_ratio_;
  uint64_t out_ = 0;
};

// The bytes between what has been taken and what has been read. Memory: as much as a splitter
// leaves untaken, at least 512 KiB.
class Window {
 public:
  void Reset(ByteStream* stream);
  std::string_view view() const { return {data_.get() + begin_, end_ - begin_}; }
  // Reads some more; false at the end or on error.
  bool More();
  // Reads until the view holds `size` bytes; false if the stream ends or fails before.
  bool Ensure(size_t size);
  void Drop(size_t size) {
    begin_ += size;
    offset_ += size;
  }
  // Of the view's first byte in the stream.
  uint64_t offset() const { return offset_; }
  bool failed() const { return failed_; }
  ByteStream* stream() const { return stream_; }
  // After an error: goes on behind it, with nothing in view; see ByteStream::SkipTo.
  bool SkipTo(std::string_view beginning);

 private:
  void MakeRoom();

  ByteStream* stream_ = nullptr;
  std::unique_ptr<char[]> data_;
  size_t capacity_ = 0, begin_ = 0, end_ = 0;
  uint64_t offset_ = 0;
  bool failed_ = false, ended_ = false;
};

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_INPUT_BYTE_STREAM_H_
