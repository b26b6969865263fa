// Source: where articles come from. Four small steps, each in files of its own:
//
//   walk       paths, patterns, folders, lists          ->  files                 walk.h
//   unpack     gz xz bz2 zst, zip and tar, nested       ->  streams of bytes      byte_stream.h
//   split      text, JSON, CSV, feeds, EDGAR, WARC      ->  InputItems            splitter.h
//   read       an InputItem into a RawArticle, in the parallel stage              read_article.cc
//
// Everything is streamed and handed out in batches of about 64 KiB, so that memory stays bounded
// whatever the input. What cannot be read becomes an item with an error, and the run goes on.
//
// Used by one thread at a time.
#ifndef DEALWIRE_PIPELINE_INPUT_SOURCE_H_
#define DEALWIRE_PIPELINE_INPUT_SOURCE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "pipeline/base/article.h"
#include "pipeline/base/status.h"
#include "pipeline/input/input_item.h"

namespace dealwire {

class Source {
 public:
  // `paths` as Walk takes them. Fails if a path does not exist.
  static Result<Source> Make(const std::vector<std::string>& paths, const SourceOptions& options);
  Source(Source&&) noexcept;
  Source& operator=(Source&&) noexcept;
  ~Source();

  // The next items, about 64 KiB of them; fewer, or none, if more would have to be waited for or a
  // sample is being drawn. False at the end. The items may be used as long as the Source lives.
  bool Next(std::vector<InputItem>* batch);

  // How many bytes have been read from files, and how many there are in all; 0 if that cannot be
  // told, or not soon.
  uint64_t bytes_read() const;
  uint64_t bytes_total() const;
  // How many files have been opened.
  uint64_t files() const;

 private:
  struct Impl;
  explicit Source(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// The article in an item. Errors say what is wrong with it; the caller knows where it stands, and
// `article` has what could be read, such as the id.
Status ReadArticle(InputItem item, RawArticle* article);

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_INPUT_SOURCE_H_
