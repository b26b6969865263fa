// Source: where articles come from. Walks paths, reads files and standard input, and hands out
// batches of about 64 KiB, so that memory stays bounded whatever the input. Only reads and splits:
// JSON is parsed by ReadArticle in the parallel stage.
//
// Used by one thread at a time.
#ifndef DEALWIRE_PIPELINE_RUN_SOURCE_H_
#define DEALWIRE_PIPELINE_RUN_SOURCE_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "pipeline/base/article.h"
#include "pipeline/base/status.h"

namespace dealwire {

enum class InputFormat : uint8_t { kAuto, kText, kHtml, kJsonl };

// One article as read: a whole file, or one line of JSON Lines. `error` says why it could not be
// read.
struct InputItem {
  std::string bytes;
  std::string path;               // empty for standard input
  Format format = Format::kText;  // of a whole file
  uint64_t line = 0;              // 1-based line of JSON Lines, 0 for a whole file
  Status error = Status::Ok();

  // "articles.jsonl:12", "a.txt", "standard input:3": what messages call it.
  std::string Where() const;
};

struct SourceOptions {
  InputFormat format = InputFormat::kAuto;  // by extension, else by content
  uint64_t max_bytes = 256ULL << 20;  // a larger article is an error of its own, not read further
  // Set from outside to end early, also while a pipe is waited for.
  const std::atomic<bool>* stop = nullptr;
};

class Source {
 public:
  // `paths`: files, folders (all files below, in sorted order, hidden ones left out), "-" for
  // standard input; none at all is standard input. Fails if a path does not exist.
  static Result<Source> Make(const std::vector<std::string>& paths, const SourceOptions& options);
  Source(Source&&) noexcept;
  Source& operator=(Source&&) noexcept;
  ~Source();

  // The next items, about 64 KiB of them; fewer if a slow pipe has no more yet. False at the end.
  bool Next(std::vector<InputItem>* batch);

  // How many bytes have been read, and how many there are in all; 0 if that cannot be told.
  uint64_t bytes_read() const;
  uint64_t bytes_total() const;

 private:
  struct Impl;
  explicit Source(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// The article in an item; for a JSON line the object's text or html, id, title, url, publisher, published
// and what begins with x_. Errors say what is wrong with the line; the caller knows where it
// stands, and `article` has what could be read, such as the id.
Status ReadArticle(InputItem item, RawArticle* article);

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_RUN_SOURCE_H_
