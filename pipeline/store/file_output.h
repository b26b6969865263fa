// FileOutput: bytes to standard output, a device or pipe, or to a file that has its name only when
// it is complete. Until then it grows as "NAME.part", and always ends where a Write ended.
#ifndef DEALWIRE_PIPELINE_STORE_FILE_OUTPUT_H_
#define DEALWIRE_PIPELINE_STORE_FILE_OUTPUT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/base/status.h"

namespace dealwire {

// How a run ended: the output is whole; it is to be gone on with; or it is of no use.
enum class Ending : uint8_t { kComplete, kStopped, kDropped };

// Where a file stands before it is complete.
inline std::string PartOf(const std::string& path) { return path + ".part"; }

// True for a path that is a device, a pipe or standard output: nothing that could be renamed.
bool IsStream(const std::string& path);

class FileOutput {
 public:
  FileOutput() = default;
  FileOutput(const FileOutput&) = delete;
  FileOutput& operator=(const FileOutput&) = delete;
  ~FileOutput() { (void)Close(Ending::kDropped); }

  // With `keep`, goes on behind so many bytes of the .part file that is there.
  Status Open(const std::string& path, std::optional<uint64_t> keep = std::nullopt);
  // All or nothing, where the file can be cut; a closed pipe is told by closed().
  Status Write(std::string_view bytes);
  bool closed() const { return closed_; }
  uint64_t size() const { return part_.empty() ? 0 : size_; }
  // Gives the file its name if it is complete; else leaves the .part, or removes it.
  Status Close(Ending ending);

 private:
  std::string path_, part_;
  uint64_t size_ = 0;
  bool closed_ = false;
  int fd_ = 1;  // standard output
};

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_STORE_FILE_OUTPUT_H_
