#include "pipeline/text/normalize.h"

#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "pipeline/text/line_breaks.h"

namespace dealwire {
namespace {

// What the fold table says of a code point outside ASCII.
struct Fold {
  enum Action { kKeep, kDelete, kSpace, kBreak, kAscii, kApostrophe, kCodePoint } action = kKeep;
  UChar32 to = 0;
};

Fold FoldOf(UChar32 c) {
  if (c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF) return {Fold::kDelete};
  if (c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000) {
    return {Fold::kSpace};
  }
  if (c == 0x85 || c == 0x2028 || c == 0x2029) return {Fold::kBreak};
  if (c >= 0x80 && c < 0xA0) return {Fold::kSpace};
  if (c == 0x2010 || c == 0x2011 || c == 0x2212) return {Fold::kAscii, '-'};
  if (c == 0x2018 || c == 0x2019 || c == 0x02BC) return {Fold::kApostrophe};
  if (c >= 0xFF01 && c <= 0xFF5E) return {Fold::kAscii, c - 0xFEE0};
  if (c == 0xFFE0) return {Fold::kCodePoint, 0xA2};
  if (c == 0xFFE1) return {Fold::kCodePoint, 0xA3};
  if (c == 0xFFE5) return {Fold::kCodePoint, 0xA5};
  if (c == 0xFFE6) return {Fold::kCodePoint, 0x20A9};
  return {};
}

bool PlainAscii(char c) { return static_cast<signed char>(c) > ' ' && c != 0x7F; }

// The white space and fold pass.
class Folder {
 public:
  Folder(std::string_view source, const LineBreaks& lines) : source_(source), lines_(lines) {
    text_.reserve(source.size());
  }

  void Run() {
    const char* data = source_.data();
    const auto size = static_cast<int32_t>(source_.size());
    for (int32_t i = 0; i < size;) {
      if (PlainAscii(data[i])) {
        const int32_t begin = i;
        while (i < size && PlainAscii(data[i])) ++i;
        Flush();
        text_.append(data + begin, i - begin);
        map_.Copy(i - begin);
        continue;
      }
      if (static_cast<signed char>(data[i]) >= 0) {
        Space(i, 1, data[i] == '\n' && lines_.Hard(i));
        ++i;
        continue;
      }
      const int32_t begin = i;
      UChar32 c;
      U8_NEXT_UNSAFE(data, i, c);
      High(begin, i, c);
    }
    map_.Skip(pending_);
  }

  std::string TakeText() { return std::move(text_); }
  OffsetMap TakeMap() { return std::move(map_).Build(); }

 private:
  // White space is held back until the next visible byte shows whether it is a break, a space or
  // the end.
  void Space(int32_t at, uint32_t bytes, bool hard) {
    // A lone plain space is copied as it is; anything else is one changed unit.
    plain_ = pending_ == 0 && bytes == 1 && source_[at] == ' ';
    pending_ += bytes;
    hard_ = hard_ || hard;
  }

  void Flush() {
    if (pending_ == 0) return;
    if (text_.empty()) {
      map_.Skip(pending_);
    } else if (plain_) {
      text_ += ' ';
      map_.Copy(1);
    } else {
      text_ += hard_ ? '\n' : ' ';
      map_.Replace(1, pending_);
    }
    pending_ = 0;
    hard_ = plain_ = false;
  }

  void High(int32_t begin, int32_t end, UChar32 c) {
    const Fold fold = FoldOf(c);
    const auto bytes = static_cast<uint32_t>(end - begin);
    switch (fold.action) {
      case Fold::kSpace:
        return Space(begin, bytes, false);
      case Fold::kBreak:
        return Space(begin, bytes, true);
      case Fold::kDelete:
        if (pending_ > 0) return Space(begin, bytes, false);
        return map_.Skip(bytes);
      case Fold::kAscii:
        return Put(fold.to, bytes);
      case Fold::kCodePoint:
        return Put(fold.to, bytes);
      case Fold::kApostrophe:
        if (Apostrophe(begin, end)) return Put('\'', bytes);
        break;
      case Fold::kKeep:
        break;
    }
    Flush();
    text_.append(source_.substr(begin, bytes));
    map_.Copy(bytes);
  }

  void Put(UChar32 c, uint32_t source_bytes) {
    Flush();
    char buffer[4];
    int32_t n = 0;
    U8_APPEND_UNSAFE(buffer, n, c);
    text_.append(buffer, n);
    map_.Replace(n, source_bytes);
  }

  // Between two letters or digits.
  bool Apostrophe(int32_t begin, int32_t end) const {
    if (pending_ > 0 || begin == 0 || end >= static_cast<int32_t>(source_.size())) return false;
    int32_t before = begin, after = end;
    UChar32 a, b;
    U8_PREV_UNSAFE(source_.data(), before, a);
    U8_NEXT_UNSAFE(source_.data(), after, b);
    return u_isalnum(a) && u_isalnum(b);
  }

  std::string_view source_;
  const LineBreaks& lines_;
  std::string text_;
  OffsetMap::Builder map_;
  uint32_t pending_ = 0;
  bool hard_ = false, plain_ = false;
};

// NFC; does nothing where the text is NFC already, which nearly all news is.
void Compose(Normalized* out) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
  const icu::StringPiece piece(out->text.data(), static_cast<int32_t>(out->text.size()));
  if (U_FAILURE(error) || nfc->isNormalizedUTF8(piece, error)) return;
  std::string composed;
  icu::StringByteSink<std::string> sink(&composed);
  icu::Edits edits;
  nfc->normalizeUTF8(0, piece, sink, &edits, error);
  if (U_FAILURE(error)) return;
  OffsetMap::Builder map;
  for (auto it = edits.getFineIterator(); it.next(error);) {
    if (it.hasChange()) {
      map.Replace(it.newLength(), it.oldLength());
    } else {
      map.Copy(it.newLength());
    }
  }
  out->map = std::move(map).Build().Over(out->map);
  out->text = std::move(composed);
}

}  // namespace

Normalized Normalize(std::string_view source) {
  const LineBreaks lines(source);
  Folder folder(source, lines);
  folder.Run();
  Normalized out{folder.TakeText(), folder.TakeMap()};
  Compose(&out);
  return out;
}

}  // namespace dealwire
