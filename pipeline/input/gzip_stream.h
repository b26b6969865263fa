// GzipStream: what a gzip file holds (RFC 1952), by zlib. Checks length and CRC of each member and
// knows where members begin, so that a reader of web archives can name a record's place and go on
// behind a broken member. (libarchive, which reads the other compressions, does neither.)
#ifndef DEALWIRE_PIPELINE_INPUT_GZIP_STREAM_H_
#define DEALWIRE_PIPELINE_INPUT_GZIP_STREAM_H_

#include <zlib.h>

#include <deque>
#include <memory>
#include <string>
#include <utility>

#include "pipeline/base/status.h"
#include "pipeline/input/byte_stream.h"

namespace dealwire {

class GzipStream : public ByteStream {
 public:
  GzipStream(std::unique_ptr<ByteStream> from, ExpansionGuard guard);
  ~GzipStream() override;
  bool Idle() override { return zip_.avail_in == 0 && from_->Idle(); }
  bool SkipTo(std::string_view beginning) override;
  uint64_t FilePlace(uint64_t offset) override;

 protected:
  ssize_t DoRead(char* to, size_t size) override;

 private:
  ssize_t Refill();  // bytes read, as Read
  ssize_t BeginMember();
  bool MemberBeginsWith(std::string_view beginning);

  std::unique_ptr<ByteStream> from_;
  ExpansionGuard guard_;
  z_stream zip_ = {};
  std::unique_ptr<unsigned char[]> in_;
  uint64_t in_offset_ = 0;  // of the end of what has been read from `from_`
  uint64_t out_offset_ = 0;
  bool in_member_ = false;
  std::string pending_;                                // an error behind bytes that were given out
  std::deque<std::pair<uint64_t, uint64_t>> members_;  // out, in; where they begin
};

// Expands a whole piece, such as an HTTP body: gzip or zlib, or deflate without any header.
// `limit` is the most that may come out.
Result<std::string> Inflate(std::string_view bytes, uint64_t limit);

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_INPUT_GZIP_STREAM_H_
