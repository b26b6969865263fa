#include "pipeline/record/verifier.h"

#include <simdjson.h>

#include <algorithm>
#include <optional>

#include "pipeline/record/sha256.h"
#include "pipeline/record/shown_text.h"
#include "pipeline/text/decode.h"

namespace dealwire {
namespace {

namespace dom = simdjson::dom;

constexpr size_t kStep = 256;   // code points between two entries of the index
constexpr size_t kShown = 120;  // bytes of a text that a message quotes

bool LeadByte(char c) { return (static_cast<uint8_t>(c) & 0xC0) != 0x80; }

// A decoded text whose bytes can be found by code point.
class Text {
 public:
  explicit Text(std::string_view bytes, std::string_view charset = {})
      : bytes_(bytes), decoded_(Decode(bytes, charset)) {
    const std::string& utf8 = decoded_.utf8;
    for (size_t at = 0; at < utf8.size(); ++at) {
      if (LeadByte(utf8[at]) && points_++ % kStep == 0) starts_.push_back(at);
    }
  }

  size_t points() const { return points_; }

  // What stands between two code points; nothing if there are not so many.
  std::optional<std::string_view> ByPoints(uint64_t start, uint64_t end) const {
    if (start > end || end > points_) return std::nullopt;
    const size_t from = ByteOf(start), to = ByteOf(end);
    return std::string_view(decoded_.utf8).substr(from, to - from);
  }

  // The same by bytes as given; for other charsets than UTF-8 by the map that decoding made.
  std::optional<std::string> ByBytes(uint64_t start, uint64_t end) const {
    if (start > end || end > bytes_.size()) return std::nullopt;
    const std::string_view slice = bytes_.substr(start, end - start);
    if (decoded_.charset == "UTF-8" && IsUtf8(slice)) return std::string(slice);
    std::string out;
    for (size_t at = First(start); at < decoded_.utf8.size() && decoded_.raw.Begin(at) < end; ++at)
      out += decoded_.utf8[at];
    return out;
  }

 private:
  size_t ByteOf(uint64_t point) const {
    if (point >= points_) return decoded_.utf8.size();
    size_t at = starts_[point / kStep];
    for (size_t left = point % kStep; left > 0; --left) {
      do {
        ++at;
      } while (!LeadByte(decoded_.utf8[at]));
    }
    return at;
  }

  // The first decoded byte that comes from `raw` or behind it.
  size_t First(uint64_t raw) const {
    size_t low = 0, high = decoded_.utf8.size();
    while (low < high) {
      const size_t middle = low + (high - low) / 2;
      if (decoded_.raw.Begin(middle) < raw) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  std::string_view bytes_;
  Decoded decoded_;
  std::vector<uint32_t> starts_;  // byte of every kStep-th code point
  size_t points_ = 0;
};

std::string Shown(std::string_view text) {
  if (text.size() <= kShown) return "'" + std::string(text) + "'";
  size_t cut = kShown;
  while (cut > 0 && !LeadByte(text[cut])) --cut;
  return "'" + std::string(text.substr(0, cut)) + "...'";
}

std::optional<uint64_t> Count(const dom::object& object, std::string_view key) {
  uint64_t value = 0;
  if (object[key].get(value) != simdjson::SUCCESS) return std::nullopt;
  return value;
}

std::string String(const dom::object& object, std::string_view key) {
  std::string_view value;
  return object[key].get(value) == simdjson::SUCCESS ? std::string(value) : "";
}

class Verifier {
 public:
  // `title` is the headline whose spans are "in" it: as given, or as the page says.
  Verifier(const RawArticle& article, std::string_view title, Verdict* verdict)
      : article_(article),
        marked_up_(article.format == Format::kHtml),
        body_(article.bytes, article.charset),
        title_(title),
        verdict_(verdict) {}

  void Doc(const dom::object& doc) {
    const std::string sha256 = Sha256Hex(article_.bytes);
    if (String(doc, "sha256") != sha256)
      Fault("/doc/sha256", "the record has " + String(doc, "sha256") + ", the source " + sha256);
    Size("/doc/bytes", Count(doc, "bytes"), article_.bytes.size());
    Size("/doc/chars", Count(doc, "chars"), body_.points());
  }

  void Walk(const dom::element& node, const std::string& pointer) {
    if (dom::array items; node.get(items) == simdjson::SUCCESS) {
      size_t index = 0;
      for (const dom::element item : items) Walk(item, pointer + "/" + std::to_string(index++));
      return;
    }
    dom::object object;
    if (node.get(object) != simdjson::SUCCESS) return;
    if (std::string_view exact; object["exact"].get(exact) == simdjson::SUCCESS)
      return Span(object, exact, pointer);
    for (const auto [key, value] : object) {
      // What the caller sent along is not ours.
      if (!pointer.empty() || !key.starts_with("x_")) Walk(value, pointer + "/" + std::string(key));
    }
  }

 private:
  void Fault(const std::string& where, const std::string& what) {
    verdict_->faults.push_back(where + ": " + what);
  }

  void Size(const char* where, std::optional<uint64_t> said, uint64_t found) {
    if (said != found)
      Fault(where, "the record has " + (said ? std::to_string(*said) : "none") + ", the source " +
                       std::to_string(found));
  }

  void Span(const dom::object& span, std::string_view exact, const std::string& pointer) {
    ++verdict_->spans;
    const bool in_title = String(span, "in") == "title";
    const Text& text = in_title ? title_ : body_;
    marked_up_here_ = marked_up_ && !in_title;
    const std::string name = in_title ? "the title" : "the text";
    Compare("code points", Count(span, "start"), Count(span, "end"), name, exact, pointer,
            [&](uint64_t start, uint64_t end) { return text.ByPoints(start, end); });
    Compare("bytes", Count(span, "byte_start"), Count(span, "byte_end"), name, exact, pointer,
            [&](uint64_t start, uint64_t end) { return text.ByBytes(start, end); });
  }

  template <class Read>
  void Compare(const char* unit, std::optional<uint64_t> start, std::optional<uint64_t> end,
               const std::string& text, std::string_view exact, const std::string& pointer,
               const Read& read) {
    if (!start || !end) return Fault(pointer, std::string("no ") + unit);
    const std::string where = std::string(unit) + " " + std::to_string(*start) + "-" +
                              std::to_string(*end) + " of " + text;
    const auto found = read(*start, *end);
    if (!found) {
      Fault(pointer, where + " do not exist");
    } else if (marked_up_here_ ? !Shows(*found, exact) : *found != exact) {
      Fault(pointer, where + " hold " + Shown(*found) + ", not " + Shown(exact));
    }
  }

  const RawArticle& article_;
  const bool marked_up_;
  bool marked_up_here_ = false;
  const Text body_, title_;
  Verdict* verdict_;
};

thread_local dom::parser parser;

}  // namespace

Result<RecordOrigin> ReadOrigin(std::string_view record) {
  dom::object object, doc;
  if (const auto error = parser.parse(record.data(), record.size()).get(object))
    return Status::Error(std::string("not a JSON object: ") + simdjson::error_message(error));
  RecordOrigin origin;
  if (object["doc"].get(doc) != simdjson::SUCCESS) {
    std::string_view error;
    if (object["error"].get(error) != simdjson::SUCCESS) return Status::Error("no record: no doc");
    origin.rejected = true;
    return origin;
  }
  origin.id = String(doc, "id");
  origin.path = String(doc, "path");
  origin.sha256 = String(doc, "sha256");
  origin.format = String(doc, "format");
  if (origin.id.empty()) return Status::Error("no record: no doc.id");
  return origin;
}

Verdict VerifyRecord(std::string_view record, const RawArticle& article) {
  Verdict verdict;
  dom::element root;
  dom::object doc;
  if (parser.parse(record.data(), record.size()).get(root) != simdjson::SUCCESS ||
      root["doc"].get(doc) != simdjson::SUCCESS) {
    verdict.faults.emplace_back("/doc: no record");
    return verdict;
  }
  const std::string title = article.title.empty() ? String(doc, "title") : article.title;
  Verifier verifier(article, title, &verdict);
  verifier.Doc(doc);
  verifier.Walk(root, "");
  return verdict;
}

}  // namespace dealwire
