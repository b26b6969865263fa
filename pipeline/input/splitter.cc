// What all splitters share, and the two simplest: whole files and JSON Lines.
#include "pipeline/input/splitter.h"

#include <cstring>

namespace dealwire {
namespace {

class WholeSplitter : public Splitter {
 public:
  WholeSplitter(OpenInput input, Format format) : Splitter(std::move(input)), format_(format) {}

  Got Next(InputItem* item, bool /*may_wait*/) override {
    if (done_) return Got::kEnd;
    done_ = true;
    while (window().view().size() <= options().max_bytes && window().More()) {
    }
    if (window().failed()) return EndOrError(item);
    if (window().view().size() > options().max_bytes) {
      *item = Failed(TooLarge());
      return Got::kItem;
    }
    *item = Begin();
    item->format = format_;
    item->bytes = window().view();
    return Got::kItem;
  }

 private:
  const Format format_;
  bool done_ = false;
};

class LineSplitter : public Splitter {
 public:
  using Splitter::Splitter;

  Got Next(InputItem* item, bool may_wait) override {
    while (true) {
      const std::string_view view = window().view();
      const void* found = view.size() > seen_
                              ? std::memchr(view.data() + seen_, '\n', view.size() - seen_)
                              : nullptr;
      if (found != nullptr) {
        const size_t size = static_cast<const char*>(found) - view.data();
        if (Take(size, size + 1, item)) return Got::kItem;
        continue;
      }
      seen_ = view.size();
      if (skipping_) {
        Drop(view.size());
      } else if (view.size() > options().max_bytes) {
        *item = Failed(TooLarge(), ++line_);
        skipping_ = true;
        Drop(view.size());
        return Got::kItem;
      }
      if (!may_wait && window().stream()->Idle()) return Got::kNothingYet;
      if (window().More()) continue;
      // The last line may have no end; one that an error cut off is not taken.
      if (!window().failed() && seen_ > 0 && Take(seen_, seen_, item)) return Got::kItem;
      return EndOrError(item, window().failed() ? line_ + 1 : 0);
    }
  }

 private:
  void Drop(size_t size) {
    window().Drop(size);
    seen_ = 0;
  }

  // The line of `size` bytes becomes an item, unless it is blank or the rest of one too long.
  bool Take(size_t size, size_t drop, InputItem* item) {
    std::string_view line = window().view().substr(0, size);
    bool good = !skipping_;
    skipping_ = false;
    if (good) {
      ++line_;
      if (line_ == 1 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
      good = line.find_first_not_of(" \t\r") != std::string_view::npos;
    }
    if (good && line.size() > options().max_bytes) {
      *item = Failed(TooLarge(), line_);
    } else if (good) {
      *item = Begin(line_);
      item->wrap = InputItem::Wrap::kJson;
      item->bytes = line;
    }
    Drop(drop);
    return good;
  }

  uint64_t line_ = 0;
  size_t seen_ = 0;        // of the view, without the end of a line
  bool skipping_ = false;  // the rest of a line that is too long
};

}  // namespace

InputItem Splitter::Begin(uint64_t line) const {
  InputItem item;
  item.path = input_.path;
  item.line = line;
  item.options = input_.options;
  return item;
}

InputItem Splitter::Failed(std::string reason, uint64_t line) const {
  InputItem item = Begin(line);
  item.error = Status::Error(std::move(reason));
  return item;
}

std::string Splitter::TooLarge() const {
  return "larger than " + std::to_string(options().max_bytes) +
         " bytes, not read (--max-bytes sets the limit)";
}

Splitter::Got Splitter::EndOrError(InputItem* item, uint64_t line) {
  if (!window().failed() || error_told_) return Got::kEnd;
  error_told_ = true;
  *item = Failed(window().stream()->error(), line);
  return Got::kItem;
}

SplitterPtr MakeWholeSplitter(OpenInput input, Format format) {
  return std::make_unique<WholeSplitter>(std::move(input), format);
}
SplitterPtr MakeLineSplitter(OpenInput input) {
  return std::make_unique<LineSplitter>(std::move(input));
}

}  // namespace dealwire
