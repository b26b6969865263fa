// What libarchive reads: other compressions than gzip (ExpandStream), and the members of archives
// (Archive). Everything is streamed.
#ifndef DEALWIRE_PIPELINE_INPUT_ARCHIVE_H_
#define DEALWIRE_PIPELINE_INPUT_ARCHIVE_H_

#include <memory>
#include <string>

#include "pipeline/base/status.h"
#include "pipeline/input/byte_stream.h"

namespace dealwire {

// The content of a stream compressed by xz, lzma, bzip2, zstd or lz4.
std::unique_ptr<ByteStream> MakeExpandStream(std::unique_ptr<ByteStream> from,
                                             ExpansionGuard guard);

// The members of a zip or tar file, one after the other.
class Archive {
 public:
  struct Member {
    std::string name;
    std::unique_ptr<ByteStream> stream;  // may be used until the next call, and not be kept
    Status error = Status::Ok();         // of the member, or of the archive if it has no name
  };

  Archive(std::unique_ptr<ByteStream> from, ExpansionGuard guard);
  Archive(const Archive&) = delete;
  Archive& operator=(const Archive&) = delete;
  ~Archive();

  // The next regular file that is not hidden; false at the end. After an error of the archive
  // itself there is no more.
  bool Next(Member* member);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_INPUT_ARCHIVE_H_
