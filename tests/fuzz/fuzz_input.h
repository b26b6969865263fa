// What the fuzz targets of pipeline/input share: bytes through a splitter and ReadArticle.
#ifndef DEALWIRE_TESTS_FUZZ_FUZZ_INPUT_H_
#define DEALWIRE_TESTS_FUZZ_FUZZ_INPUT_H_

#include <algorithm>
#include <cstring>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/input/gzip_stream.h"
#include "pipeline/input/source.h"
#include "pipeline/input/splitter.h"
#include "tests/fuzz/fuzz.h"

namespace dealwire::fuzz {

// A stream that gives its bytes in pieces of one size.
class PieceStream : public ByteStream {
 public:
  PieceStream(std::string bytes, size_t piece) : bytes_(std::move(bytes)), piece_(piece) {}
  const uint64_t& read() const { return at_; }

 protected:
  ssize_t DoRead(char* to, size_t size) override {
    const size_t n = std::min({size, piece_, bytes_.size() - static_cast<size_t>(at_)});
    std::memcpy(to, bytes_.data() + at_, n);
    at_ += n;
    return static_cast<ssize_t>(n);
  }

 private:
  const std::string bytes_;
  const size_t piece_;
  uint64_t at_ = 0;
};

using Maker = std::function<SplitterPtr(OpenInput)>;

// Where each article stands and what it holds, or what is wrong with it.
inline std::vector<std::string> Split(const std::string& bytes, size_t piece, const Maker& make) {
  SourceOptions options;
  options.max_bytes = 1 << 16;
  auto file = std::make_unique<PieceStream>(bytes, piece);
  const ExpansionGuard guard(&file->read(), options.max_ratio);
  std::unique_ptr<ByteStream> stream = std::move(file);
  if (bytes.starts_with("\x1F\x8B"))
    stream = std::make_unique<GzipStream>(std::move(stream), guard);
  Window window;
  window.Reset(stream.get());
  const SplitterPtr splitter = make({"file", &window, &options});
  std::vector<std::string> found;
  InputItem item;
  while (splitter->Next(&item, true) == Splitter::Got::kItem) {
    std::string line = item.Where() + " ";
    RawArticle article;
    const Status status = ReadArticle(std::move(item), &article);
    Require(status.ok() || !status.message().empty(), "an error has words");
    Require(!status.ok() || article.bytes.size() <= options.max_bytes + 8, "the limit holds");
    found.push_back(line + (status.ok() ? article.bytes : status.message()));
    Require(found.size() < 100000, "splitting ends");
    item = InputItem();
  }
  return found;
}

// The same articles come out however the bytes come in.
inline int SplitBothWays(const uint8_t* data, size_t size, const Maker& make) {
  const std::string bytes = Bytes(data, size);
  const std::vector<std::string> whole = Split(bytes, size + 1, make);
  const bool packed = bytes.starts_with("\x1F\x8B");
  const std::vector<std::string> pieces = Split(bytes, packed ? size + 1 : 1 + size % 7, make);
  Require(whole == pieces, "pieces give what the whole gives");
  return 0;
}

}  // namespace dealwire::fuzz

#endif  // DEALWIRE_TESTS_FUZZ_FUZZ_INPUT_H_
