// Web archives (WARC 1.0 and 1.1, ISO 28500), record by record: responses that are HTML pages, and
// the plain text of "conversion" records. Other records are passed over. A broken record is told
// with its place in the file, and reading goes on at the next one: at the next gzip member, or
// at the next line "WARC/1.x".
#include <charconv>

#include "pipeline/input/readers.h"
#include "pipeline/input/splitter.h"

namespace dealwire {
namespace {

constexpr std::string_view kMagic = "WARC/";
constexpr std::string_view kEnd = "\r\n\r\n";
constexpr size_t kMaxHead = 1 << 20;
constexpr size_t kHttpHead = 64 << 10;  // how much of a response is searched for its header's end

std::string_view Clip(std::string_view text, char open, char close) {
  return text.size() > 1 && text.front() == open && text.back() == close
             ? text.substr(1, text.size() - 2)
             : text;
}

bool IsPage(std::string_view type) {
  return type.starts_with("text/html") || type.starts_with("application/xhtml");
}

// Whether an HTTP response is a page that was there.
bool IsGoodPage(std::string_view response) {
  const size_t end = std::min(response.substr(0, kHttpHead).find("\r\n\r\n"), kHttpHead);
  const std::string_view head = response.substr(0, end);
  const size_t status = head.find(' ');
  return status != std::string_view::npos && head.substr(status + 1).starts_with("2") &&
         IsPage(HeaderField(head, "Content-Type"));
}

class WarcSplitter : public Splitter {
 public:
  using Splitter::Splitter;

  Got Next(InputItem* item, bool /*may_wait*/) override {
    while (true) {
      if (lost_ && !FindNext()) return EndOrRecover(item);
      while (window().Ensure(1) && Blank(window().view()[0])) window().Drop(1);
      at_ = window().offset();
      place_ = window().stream()->FilePlace(at_);
      if (!window().Ensure(kMagic.size())) {
        if (window().failed()) return EndOrRecover(item);
        return window().view().empty() ? Got::kEnd : Lose(item, "the record is cut off");
      }
      if (!window().view().starts_with(kMagic)) return Lose(item, "no WARC record begins here");
      switch (Record(item)) {
        case Found::kItem:
          return Got::kItem;
        case Found::kOther:
          continue;
        case Found::kBroken:
          return Lose(item, reason_);
        case Found::kFailed:
          return EndOrRecover(item);
      }
    }
  }

 private:
  enum class Found { kItem, kOther, kBroken, kFailed };

  static bool Blank(char c) { return c == '\r' || c == '\n'; }

  Got Lose(InputItem* item, std::string reason) {
    *item = Failed("skipped: " + std::move(reason));
    item->offset = place_;
    lost_ = true;
    if (!window().view().empty()) window().Drop(1);
    return Got::kItem;
  }

  // Tells the stream's error and goes on behind it, if there is something to go on with.
  Got EndOrRecover(InputItem* item) {
    if (!window().failed() || ended_) return Got::kEnd;
    *item = Failed("skipped: " + window().stream()->error());
    item->offset = place_;
    lost_ = false;
    ended_ = !window().SkipTo(kMagic);
    return Got::kItem;
  }

  // Where a record's first line stands in the text, from `at` on.
  static size_t FindFirstLine(std::string_view text, size_t at) {
    while ((at = text.find("WARC/1.", at)) != std::string_view::npos) {
      if (at + 8 < text.size() && Blank(text[at + 8])) return at;
      ++at;
    }
    return at;
  }

  // Brings the view to the next record.
  bool FindNext() {
    while (true) {
      const size_t at = FindFirstLine(window().view(), 0);
      if (at != std::string_view::npos) {
        window().Drop(at);
        lost_ = false;
        return true;
      }
      const size_t size = window().view().size();
      if (size > 8) window().Drop(size - 8);
      if (!window().More()) return false;
    }
  }

  // The record at the beginning of the view, with all of its bytes checked and then dropped.
  Found Record(InputItem* item) {
    size_t head_size;
    while ((head_size = window().view().find(kEnd)) == std::string_view::npos) {
      if (window().view().size() > kMaxHead) return Broken("its header does not end");
      if (!window().More())
        return window().failed() ? Found::kFailed : Broken("its header is cut off");
    }
    const std::string head(window().view().substr(0, head_size));
    if (FindFirstLine(head, 1) != std::string::npos) return Broken("its header is cut off");
    const std::string_view length = HeaderField(head, "Content-Length");
    uint64_t size = 0;
    const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), size);
    if (error != std::errc() || end != length.data() + length.size())
      return Broken("it has no Content-Length");
    if (size > options().max_bytes) return TakeLarge(head, head_size + kEnd.size() + size, item);
    const size_t whole = head_size + kEnd.size() + size + kEnd.size();
    if (!window().Ensure(whole)) {
      if (window().failed()) return Found::kFailed;
      // The last record often lacks its blank lines.
      if (window().view().size() < whole - kEnd.size()) return Broken("it is shorter than it says");
    } else if (window().view().substr(whole - kEnd.size(), kEnd.size()) != kEnd) {
      return Broken("its length does not fit");
    }
    // A checksum stands behind the data: it has been read when the next record begins.
    if (!window().Ensure(whole + 1) && window().failed() &&
        window().stream()->FilePlace(at_ + whole) == place_)
      return Found::kFailed;
    const bool wanted = Take(head, window().view().substr(head_size + kEnd.size(), size), item);
    window().Drop(std::min(whole, window().view().size()));
    return wanted ? Found::kItem : Found::kOther;
  }

  Found Broken(std::string reason) {
    reason_ = std::move(reason);
    return Found::kBroken;
  }

  // Skips a record that is larger than an article may be; tells it if it would have been one.
  Found TakeLarge(std::string_view head, uint64_t size, InputItem* item) {
    const bool wanted = window().Ensure(kHttpHead) &&
                        HeaderField(head, "WARC-Type") == "response" &&
                        IsGoodPage(window().view().substr(head.size() + kEnd.size()));
    while (size > 0) {
      if (window().view().empty() && !window().More())
        return window().failed() ? Found::kFailed : Broken("it is shorter than it says");
      const size_t step = std::min<uint64_t>(size, window().view().size());
      window().Drop(step);
      size -= step;
    }
    if (!wanted) return Found::kOther;
    *item = Failed(TooLarge());
    item->offset = place_;
    return Found::kItem;
  }

  // True if the record is an article; it is copied.
  bool Take(std::string_view head, std::string_view block, InputItem* item) {
    const std::string_view type = HeaderField(head, "WARC-Type");
    const std::string_view content = HeaderField(head, "Content-Type");
    const bool response = type == "response" && IsGoodPage(block);
    const bool page = type == "resource" && IsPage(content);
    const bool text = type == "conversion" && content.starts_with("text/plain");
    if (!response && !page && !text) return false;
    *item = Begin();
    item->offset = place_;
    item->id = Clip(HeaderField(head, "WARC-Record-ID"), '<', '>');
    item->url = Clip(HeaderField(head, "WARC-Target-URI"), '<', '>');
    item->fetched = HeaderField(head, "WARC-Date");
    item->format = text ? Format::kText : Format::kHtml;
    item->charset = response ? "" : CharsetOf(content);
    item->wrap = response ? InputItem::Wrap::kHttp : InputItem::Wrap::kNone;
    item->bytes = block;
    return true;
  }

  uint64_t at_ = 0;     // where the record begins, in the stream
  uint64_t place_ = 0;  // and in the file
  std::string reason_;
  bool lost_ = false;   // somewhere within a broken record
  bool ended_ = false;  // the stream failed and nothing follows
};

}  // namespace

SplitterPtr MakeWarcSplitter(OpenInput input) {
  return std::make_unique<WarcSplitter>(std::move(input));
}

}  // namespace dealwire
