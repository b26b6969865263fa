// JsonWriter: appends JSON text to a string, several times faster than building a tree first.
//
//   {
//     JsonWriter w(&out);
//     w.Begin('{'); w.Key("id"); w.String("m1"); w.End('}');
//   }                                                          // out is {"id":"m1"} from here on
//
// The caller keeps the grammar; commas are put by the writer. Not thread-safe. While it lives,
// `out` is longer than what has been written, so that most fields cost no growing.
#ifndef DEALWIRE_PIPELINE_RECORD_JSON_WRITER_H_
#define DEALWIRE_PIPELINE_RECORD_JSON_WRITER_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace dealwire {

class JsonWriter {
 public:
  explicit JsonWriter(std::string* out) : out_(out), used_(out->size()) {}
  ~JsonWriter() { out_->resize(used_); }
  JsonWriter(const JsonWriter&) = delete;
  JsonWriter& operator=(const JsonWriter&) = delete;

  void Begin(char bracket);            // '{' or '['
  void End(char bracket);              // '}' or ']'
  void Key(std::string_view name);     // without anything to escape
  void String(std::string_view utf8);  // must be well-formed UTF-8
  void Number(uint64_t value);
  void Confidence(float value);  // 0 to 1, two decimals
  void Bool(bool value);
  void Raw(std::string_view json);  // members or items that are JSON already; empty: nothing

  // Key and value at once; Text leaves an empty string out, since the record has none.
  void Text(std::string_view key, std::string_view value);
  void Field(std::string_view key, uint64_t value);

 private:
  char* Room(size_t bytes);  // where the next bytes go; at least so many
  void Used(const char* end) { used_ = static_cast<size_t>(end - out_->data()); }
  char* Comma(char* to);

  std::string* out_;
  size_t used_;
  bool first_ = true;
};

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_RECORD_JSON_WRITER_H_
