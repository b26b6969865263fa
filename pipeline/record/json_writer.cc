#include "pipeline/record/json_writer.h"

#include <array>
#include <charconv>

namespace dealwire {
namespace {

bool Plain(char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; }

void AppendEscaped(char c, std::string* out) {
  static constexpr char kHex[] = "0123456789abcdef";
  switch (c) {
    case '"':
      *out += "\\\"";
      break;
    case '\\':
      *out += "\\\\";
      break;
    case '\n':
      *out += "\\n";
      break;
    case '\t':
      *out += "\\t";
      break;
    case '\r':
      *out += "\\r";
      break;
    default:
      *out += "\\u00";
      *out += kHex[c >> 4 & 15];
      *out += kHex[c & 15];
  }
}

}  // namespace

void JsonWriter::Comma() {
  if (!first_) *out_ += ',';
  first_ = false;
}

void JsonWriter::Begin(char bracket) {
  Comma();
  *out_ += bracket;
  first_ = true;
}

void JsonWriter::End(char bracket) {
  *out_ += bracket;
  first_ = false;
}

void JsonWriter::Key(std::string_view name) {
  Comma();  // names of fields need no escaping
  *out_ += '"';
  *out_ += name;
  *out_ += "\":";
  first_ = true;  // the value follows without a comma
}

void JsonWriter::String(std::string_view utf8) {
  Comma();
  *out_ += '"';
  for (size_t at = 0; at < utf8.size();) {
    size_t end = at;
    while (end < utf8.size() && Plain(utf8[end])) ++end;
    out_->append(utf8, at, end - at);
    if (end < utf8.size()) AppendEscaped(utf8[end++], out_);
    at = end;
  }
  *out_ += '"';
}

void JsonWriter::Number(uint64_t value) {
  Comma();
  std::array<char, 24> buffer{};
  const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  out_->append(buffer.data(), result.ptr);
}

void JsonWriter::Confidence(float value) {
  Comma();
  const int hundredths = value <= 0 ? 0 : value >= 1 ? 100 : static_cast<int>(value * 100 + 0.5F);
  if (hundredths == 100) {
    *out_ += '1';
  } else {
    *out_ += "0.";
    *out_ += static_cast<char>('0' + hundredths / 10);
    if (hundredths % 10 != 0) *out_ += static_cast<char>('0' + hundredths % 10);
  }
}

void JsonWriter::Bool(bool value) {
  Comma();
  *out_ += value ? "true" : "false";
}

void JsonWriter::Text(std::string_view key, std::string_view value) {
  if (value.empty()) return;
  Key(key);
  String(value);
}

void JsonWriter::Field(std::string_view key, uint64_t value) {
  Key(key);
  Number(value);
}

}  // namespace dealwire
