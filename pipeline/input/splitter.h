// Splitter: one open input into articles. A small class for each format, all behind this interface;
// they only find where articles begin and end. What can be done for one article by itself is left
// to ReadArticle in the parallel stage.
#ifndef DEALWIRE_PIPELINE_INPUT_SPLITTER_H_
#define DEALWIRE_PIPELINE_INPUT_SPLITTER_H_

#include <memory>
#include <string>

#include "pipeline/input/byte_stream.h"
#include "pipeline/input/input_item.h"

namespace dealwire {

// What a splitter reads from; all of it outlives the splitter.
struct OpenInput {
  std::string path;  // as messages and records name it; empty for standard input
  Window* window;
  const SourceOptions* options;
};

class Splitter {
 public:
  enum class Got : uint8_t { kItem, kEnd, kNothingYet };

  explicit Splitter(OpenInput input) : input_(std::move(input)) {}
  Splitter(const Splitter&) = delete;
  Splitter& operator=(const Splitter&) = delete;
  virtual ~Splitter() = default;

  // The next article, or an item with an error; errors of the stream become the last item. With
  // `may_wait` false, a splitter may say that it would have to wait for more input.
  virtual Got Next(InputItem* item, bool may_wait) = 0;

 protected:
  Window& window() { return *input_.window; }
  const SourceOptions& options() const { return *input_.options; }
  // An item of this input, empty but for where it stands.
  InputItem Begin(uint64_t line = 0) const;
  InputItem Failed(std::string reason, uint64_t line = 0) const;
  std::string TooLarge() const;
  // At the end of the view: the stream's error, once, or the end.
  Got EndOrError(InputItem* item, uint64_t line = 0);

  OpenInput input_;

 private:
  bool error_told_ = false;
};

using SplitterPtr = std::unique_ptr<Splitter>;
SplitterPtr MakeWholeSplitter(OpenInput input, Format format);   // the input is one article
SplitterPtr MakeLineSplitter(OpenInput input);                   // JSON Lines
SplitterPtr MakeJsonSplitter(OpenInput input);                   // JSON objects, in whatever lines
SplitterPtr MakeTableSplitter(OpenInput input, char delimiter);  // CSV, TSV
SplitterPtr MakeFeedSplitter(OpenInput input);                   // RSS, Atom, NewsML-G2, NITF
SplitterPtr MakeEdgarSplitter(OpenInput input);                  // EDGAR full submissions
SplitterPtr MakeWarcSplitter(OpenInput input);                   // web archives

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_INPUT_SPLITTER_H_
