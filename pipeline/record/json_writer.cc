#include "pipeline/record/json_writer.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstring>

namespace dealwire {
namespace {

bool Plain(char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; }

// The same for eight bytes at once: true if all are plain. A byte of `x - 0x01..` borrows its high
// bit only where it was below; bytes from 0x80 on are plain, so ~x masks them out.
bool AllPlain(uint64_t x) {
  constexpr uint64_t kOnes = 0x0101010101010101, kHigh = kOnes * 0x80;
  const auto zero = [](uint64_t v) { return (v - kOnes) & ~v & kHigh; };
  const uint64_t control = (x - kOnes * 0x20) & ~x & kHigh;
  return (control | zero(x ^ kOnes * '"') | zero(x ^ kOnes * '\\')) == 0;
}

// As JSON writes it inside quotes: at most kEscaped bytes.
constexpr size_t kEscaped = 6;
char* Escape(char c, char* to) {
  static constexpr char kHex[] = "0123456789abcdef";
  static constexpr std::string_view kShort = "\"\\\n\t\r", kLetters = "\"\\ntr";
  *to++ = '\\';
  if (const size_t at = kShort.find(c); at != std::string_view::npos) {
    *to++ = kLetters[at];
    return to;
  }
  to = std::copy_n("u00", 3, to);
  *to++ = kHex[c >> 4 & 15];
  *to++ = kHex[c & 15];
  return to;
}

constexpr size_t kNumber = 24;  // bytes that any number fits into

}  // namespace

char* JsonWriter::Room(size_t bytes) {
  if (used_ + bytes > out_->size()) out_->resize(std::max(2 * out_->size(), used_ + bytes));
  return out_->data() + used_;
}

char* JsonWriter::Comma(char* to) {
  if (!first_) *to++ = ',';
  first_ = false;
  return to;
}

void JsonWriter::Begin(char bracket) {
  char* to = Comma(Room(2));
  *to++ = bracket;
  Used(to);
  first_ = true;
}

void JsonWriter::End(char bracket) {
  char* to = Room(1);
  *to++ = bracket;
  Used(to);
  first_ = false;
}

void JsonWriter::Key(std::string_view name) {
  char* to = Comma(Room(name.size() + 4));
  *to++ = '"';  // names of fields need no escaping
  to = std::copy(name.begin(), name.end(), to);
  *to++ = '"';
  *to++ = ':';
  Used(to);
  first_ = true;  // the value follows without a comma
}

void JsonWriter::String(std::string_view utf8) {
  char* to = Comma(Room(utf8.size() * kEscaped + 3));
  *to++ = '"';
  const char* from = utf8.data();
  const char* const end = from + utf8.size();
  while (from != end) {
    uint64_t eight;
    if (end - from >= 8 && (std::memcpy(&eight, from, 8), AllPlain(eight))) {
      std::memcpy(to, &eight, 8);
      to += 8;
      from += 8;
      continue;
    }
    for (const char* stop = from + std::min<std::ptrdiff_t>(8, end - from); from != stop; ++from) {
      if (Plain(*from)) {
        *to++ = *from;
      } else {
        to = Escape(*from, to);
      }
    }
  }
  *to++ = '"';
  Used(to);
}

void JsonWriter::Number(uint64_t value) {
  char* to = Comma(Room(kNumber));
  Used(std::to_chars(to, to + kNumber - 1, value).ptr);
}

void JsonWriter::Confidence(float value) {
  char* to = Comma(Room(kNumber));
  const int hundredths = value <= 0 ? 0 : value >= 1 ? 100 : static_cast<int>(value * 100 + 0.5F);
  if (hundredths == 100) {
    *to++ = '1';
  } else {
    to = std::copy_n("0.", 2, to);
    *to++ = static_cast<char>('0' + hundredths / 10);
    if (hundredths % 10 != 0) *to++ = static_cast<char>('0' + hundredths % 10);
  }
  Used(to);
}

void JsonWriter::Bool(bool value) {
  const std::string_view word = value ? "true" : "false";
  char* to = Comma(Room(word.size() + 1));
  Used(std::copy(word.begin(), word.end(), to));
}

void JsonWriter::Raw(std::string_view json) {
  if (json.empty()) return;
  char* to = Comma(Room(json.size() + 1));
  Used(std::copy(json.begin(), json.end(), to));
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
