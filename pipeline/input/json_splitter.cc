// JSON objects one after the other, over as many lines as they like, also within an array: what a
// .json file holds. Only braces and strings are looked at.
#include "pipeline/input/splitter.h"

namespace dealwire {
namespace {

class JsonSplitter : public Splitter {
 public:
  using Splitter::Splitter;

  Got Next(InputItem* item, bool /*may_wait*/) override {
    if (done_) return EndOrError(item);
    if (!FindObject(item)) return item->error.ok() ? EndOrError(item) : Got::kItem;
    const uint64_t line = line_;
    size_t at = 0;
    int depth = 0;
    bool quoted = false, escaped = false;
    while (true) {
      for (; at < window().view().size(); ++at) {
        const char c = window().view()[at];
        if (c == '\n') ++line_;
        if (quoted) {
          if (escaped) {
            escaped = false;
          } else if (c == '\\') {
            escaped = true;
          } else if (c == '"') {
            quoted = false;
          }
        } else if (c == '"') {
          quoted = true;
        } else if (c == '{' || c == '[') {
          ++depth;
        } else if ((c == '}' || c == ']') && --depth == 0) {
          *item = Begin(line);
          item->wrap = InputItem::Wrap::kJson;
          item->bytes = window().view().substr(0, at + 1);
          window().Drop(at + 1);
          return Got::kItem;
        }
      }
      if (at > options().max_bytes) return End(TooLarge(), line, item);
      if (window().More()) continue;
      if (window().failed()) return EndOrError(item, line);
      return End("not JSON: the object does not end", line, item);
    }
  }

 private:
  Got End(std::string reason, uint64_t line, InputItem* item) {
    done_ = true;
    *item = Failed(std::move(reason), line);
    return Got::kItem;
  }

  // Brings the view to the next '{'; false at the end, with an error in `item` if something else
  // stands there.
  bool FindObject(InputItem* item) {
    item->error = Status::Ok();
    bool first = window().offset() == 0;
    while (true) {
      if (first && window().Ensure(3) && window().view().starts_with("\xEF\xBB\xBF"))
        window().Drop(3);
      first = false;
      size_t at = 0;
      const std::string_view view = window().view();
      for (; at < view.size(); ++at) {
        if (view[at] == '\n') ++line_;
        if (view[at] == '{') break;
        if (std::string_view(" \t\r\n,[]").find(view[at]) == std::string_view::npos) {
          End("not JSON: an object or an array of objects is expected", line_, item);
          return false;
        }
      }
      window().Drop(at);
      if (at < view.size()) return true;
      if (!window().More()) {
        done_ = true;
        return false;
      }
    }
  }

  uint64_t line_ = 1;
  bool done_ = false;
};

}  // namespace

SplitterPtr MakeJsonSplitter(OpenInput input) {
  return std::make_unique<JsonSplitter>(std::move(input));
}

}  // namespace dealwire
