// JsonWriter: appends JSON text to a string, several times faster than building a tree first.
//
//   JsonWriter w(&out);
//   w.Begin('{'); w.Key("id"); w.String("m1"); w.End('}');     // {"id":"m1"}
//
// The caller keeps the grammar; commas are put by the writer. Not thread-safe, holds no text of its
// own.
#ifndef DEALWIRE_PIPELINE_RECORD_JSON_WRITER_H_
#define DEALWIRE_PIPELINE_RECORD_JSON_WRITER_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace dealwire {

class JsonWriter {
 public:
  explicit JsonWriter(std::string* out) : out_(out) {}

  void Begin(char bracket);            // '{' or '['
  void End(char bracket);              // '}' or ']'
  void Key(std::string_view name);     // without anything to escape
  void String(std::string_view utf8);  // must be well-formed UTF-8
  void Number(uint64_t value);
  void Confidence(float value);  // 0 to 1, two decimals
  void Bool(bool value);

  // Key and value at once; Text leaves an empty string out, since the record has none.
  void Text(std::string_view key, std::string_view value);
  void Field(std::string_view key, uint64_t value);

 private:
  void Comma();
  std::string* out_;
  bool first_ = true;
};

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_RECORD_JSON_WRITER_H_
