// Walk: the files that paths name. A folder gives all files below it, in the order of their whole
// paths; hidden ones are left out, links are followed. Reads one folder at a time, so that memory
// does not grow with the number of files.
//
// Used by one thread at a time.
#ifndef DEALWIRE_PIPELINE_INPUT_WALK_H_
#define DEALWIRE_PIPELINE_INPUT_WALK_H_

#include <memory>
#include <string>
#include <vector>

#include "pipeline/base/status.h"

namespace dealwire {

class Walk {
 public:
  // A path, "-" for standard input, or why it cannot be read.
  struct Found {
    std::string path;
    Status error = Status::Ok();
  };

  // `paths`: files, folders, "-", and patterns such as 'news/*.gz'; none and no `files_from` is
  // standard input. Fails if a path does not exist or a pattern matches nothing. Paths listed in
  // the file `files_from` that do not exist are told when their turn comes.
  static Result<Walk> Make(const std::vector<std::string>& paths, const std::string& files_from);
  Walk(Walk&&) noexcept;
  Walk& operator=(Walk&&) noexcept;
  ~Walk();

  // False at the end.
  bool Next(Found* found);

 private:
  struct Impl;
  explicit Walk(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_INPUT_WALK_H_
