// CSV (RFC 4180) and TSV with a header row. A field may stand in quotes, and then hold delimiters,
// line breaks and doubled quotes.
#include <algorithm>
#include <vector>

#include "pipeline/input/readers.h"
#include "pipeline/input/splitter.h"

namespace dealwire {
namespace {

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool SameWord(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return Lower(x) == Lower(y); });
}

class TableSplitter : public Splitter {
 public:
  TableSplitter(OpenInput input, char delimiter)
      : Splitter(std::move(input)), delimiter_(delimiter) {}

  Got Next(InputItem* item, bool /*may_wait*/) override {
    if (done_) return EndOrError(item);
    if (columns_ == 0 && !ReadHeader(item)) return item->error.ok() ? Got::kEnd : Got::kItem;
    do {
      if (!ReadRow(item)) return item->error.ok() ? Got::kEnd : Got::kItem;
    } while (row_.size() == 1 && row_[0].empty() && columns_ > 1);
    if (row_.size() != columns_) {
      *item = Failed("the row has " + std::to_string(row_.size()) + " fields, the header has " +
                         std::to_string(columns_),
                     row_line_);
      return Got::kItem;
    }
    *item = Begin(row_line_);
    item->bytes = std::move(row_[text_]);
    Move(id_, &item->id);
    Move(title_, &item->title);
    Move(published_, &item->published);
    Move(url_, &item->url);
    Move(publisher_, &item->publisher);
    item->published = IsoDate(item->published);
    return Got::kItem;
  }

 private:
  static constexpr size_t kNone = static_cast<size_t>(-1);

  void Move(size_t column, std::string* to) {
    if (column != kNone) *to = std::move(row_[column]);
  }

  bool Stop(std::string reason, InputItem* item) {
    done_ = true;
    *item = Failed(std::move(reason), row_line_);
    return false;
  }

  bool ReadHeader(InputItem* item) {
    item->error = Status::Ok();
    if (window().Ensure(2) &&
        (window().view().starts_with("\xFF\xFE") || window().view().starts_with("\xFE\xFF")))
      return Stop("tables in UTF-16 are not read; convert it to UTF-8", item);
    if (window().Ensure(3) && window().view().starts_with("\xEF\xBB\xBF")) window().Drop(3);
    // Where the comma is the decimal sign, programs write semicolons.
    while (window().view().find('\n') == std::string_view::npos &&
           window().view().size() < (1 << 20) && window().More()) {
    }
    const std::string_view first = window().view().substr(0, window().view().find('\n'));
    if (delimiter_ == ',' && first.find(',') == std::string_view::npos &&
        first.find(';') != std::string_view::npos)
      delimiter_ = ';';
    if (!ReadRow(item)) return false;
    columns_ = row_.size();
    const FieldMap& fields = options().fields;
    text_ = Find(fields.text);
    id_ = Find(fields.id);
    title_ = Find(fields.title);
    published_ = Find(fields.published);
    url_ = Find("url");
    publisher_ = Find("publisher");
    if (text_ != kNone) return true;
    std::string names;
    for (const std::string& name : row_) names += (names.empty() ? "" : ", ") + name;
    return Stop(
        "no column \"" + fields.text + "\" (--text-field); there are: " + names.substr(0, 500),
        item);
  }

  size_t Find(std::string_view name) const {
    const auto found = std::find_if(row_.begin(), row_.end(),
                                    [&](const std::string& n) { return SameWord(n, name); });
    return found == row_.end() ? kNone : found - row_.begin();
  }

  // The next row into row_; false at the end, with an error in `item` if it is no good end.
  bool ReadRow(InputItem* item) {
    row_.clear();
    row_line_ = line_;
    item->error = Status::Ok();
    const uint64_t begin = window().offset();
    while (true) {
      std::string field;
      if (!window().Ensure(1) && row_.empty() && !window().failed()) {
        done_ = true;
        return false;
      }
      const bool quoted = !window().view().empty() && window().view()[0] == '"';
      if (quoted && !TakeQuoted(begin, &field, item)) return false;
      const size_t end = FindEnd(begin, &field, item);
      if (end == kNone) return false;
      row_.push_back(std::move(field));
      if (end == 0) return true;
    }
  }

  // What stands in quotes; with the line counted on.
  bool TakeQuoted(uint64_t begin, std::string* field, InputItem* item) {
    window().Drop(1);
    while (true) {
      const std::string_view view = window().view();
      const size_t quote = std::min(view.find('"'), view.size());
      line_ += std::count(view.begin(), view.begin() + quote, '\n');
      field->append(view.substr(0, quote));
      window().Drop(quote);
      if (window().offset() - begin > options().max_bytes) return Stop(TooLarge(), item);
      if (!window().Ensure(1)) return Cut("a quoted field does not end", item);
      if (quote == view.size()) continue;
      window().Drop(1);
      if (!window().Ensure(1) || window().view()[0] != '"') return true;
      *field += '"';
      window().Drop(1);
    }
  }

  bool Cut(const std::string& reason, InputItem* item) {
    if (!window().failed()) return Stop(reason, item);
    done_ = true;
    EndOrError(item, row_line_);
    return false;
  }

  // Appends to `field` up to a delimiter (1) or the end of the row (0), and takes that too.
  size_t FindEnd(uint64_t begin, std::string* field, InputItem* item) {
    const char ends[] = {delimiter_, '\n', '\0'};
    while (true) {
      const std::string_view view = window().view();
      const size_t at = view.find_first_of(ends);
      field->append(view.substr(0, at));
      if (at != std::string_view::npos) {
        const bool row = view[at] == '\n';
        if (row) {
          ++line_;
          if (field->ends_with('\r')) field->pop_back();
        }
        window().Drop(at + 1);
        return row ? 0 : 1;
      }
      window().Drop(view.size());
      if (window().offset() - begin > options().max_bytes) {
        Stop(TooLarge(), item);
        return kNone;
      }
      if (window().More()) continue;
      if (!window().failed()) return 0;
      Cut("", item);
      return kNone;
    }
  }

  char delimiter_;
  size_t columns_ = 0;
  size_t text_ = kNone, id_ = kNone, title_ = kNone, published_ = kNone, url_ = kNone,
         publisher_ = kNone;
  std::vector<std::string> row_;
  uint64_t line_ = 1, row_line_ = 1;
  bool done_ = false;
};

}  // namespace

SplitterPtr MakeTableSplitter(OpenInput input, char delimiter) {
  return std::make_unique<TableSplitter>(std::move(input), delimiter);
}

}  // namespace dealwire
