#include "pipeline/html/html_page.h"

#include <algorithm>

#include "pipeline/html/main_text.h"
#include "pipeline/html/page_facts.h"
#include "pipeline/html/page_tree.h"
#include "pipeline/text/ascii.h"

namespace dealwire::html {
namespace {

constexpr size_t kCharsetWithin = 4096;  // bytes; browsers look at 1024
constexpr size_t kPageWithin = 1024;

bool White(char c) { return static_cast<uint8_t>(c) <= ' '; }

// Writes blocks one after the other, with their way back.
class ArticleWriter {
 public:
  explicit ArticleWriter(std::string_view page) : page_(page) {}

  void Write(const PageTree& tree, const Block& block) {
    begun_ = space_ = line_ = false;
    for (uint32_t i = block.first_piece; i < block.end_piece; ++i) {
      const Piece& piece = tree.pieces[i];
      if (piece.line_break) {
        Hold(piece.begin, 1);
        line_ = true;
      } else if (piece.decoded != 0) {
        Reference(piece);
      } else {
        Verbatim(piece.begin, piece.end);
      }
    }
  }

  Stripped Take() {
    if (page_.size() > at_) map_.Skip(page_.size() - at_);
    Stripped out;
    out.text = std::move(text_);
    out.map = std::move(map_).Build();
    return out;
  }

 private:
  // White space is written once something follows it.
  void Hold(uint32_t begin, uint32_t bytes) {
    if (space_ && begin != space_end_) return;  // further white space behind markup
    if (!space_) space_begin_ = begin;
    space_end_ = begin + bytes;
    space_ = true;
  }

  void Verbatim(uint32_t begin, uint32_t end) {
    while (begin < end) {
      uint32_t stop = begin;
      while (stop < end && White(page_[stop])) ++stop;
      if (stop > begin) Hold(begin, stop - begin);
      begin = stop;
      while (stop < end && !White(page_[stop])) ++stop;
      if (stop == begin) break;
      Before(begin);
      text_.append(page_.substr(begin, stop - begin));
      map_.Copy(stop - begin);
      at_ = stop;
      begin = stop;
    }
  }

  void Reference(const Piece& piece) {
    if (piece.decoded == 1 && White(piece.text[0]))
      return Hold(piece.begin, piece.end - piece.begin);
    Before(piece.begin);
    text_.append(piece.text, piece.decoded);
    map_.Replace(piece.decoded, piece.end - piece.begin);
    at_ = piece.end;
  }

  void Put(std::string_view text, uint32_t begin, uint32_t end) {
    map_.Skip(begin - at_);
    text_ += text;
    if (text.size() == 1 && end - begin == 1) {
      map_.Copy(1);
    } else {
      map_.Replace(text.size(), end - begin);
    }
    at_ = end;
  }

  // What stands between the words so far and those at `begin`.
  void Before(uint32_t begin) {
    if (!begun_) {
      if (!text_.empty()) Put("\n\n", at_, begin);
    } else if (space_) {
      Put(line_ ? "\n" : " ", space_begin_, space_end_);
    }
    map_.Skip(begin - at_);
    at_ = begin;
    begun_ = true;
    space_ = line_ = false;
  }

  std::string_view page_;
  std::string text_;
  OffsetMap::Builder map_;
  uint32_t at_ = 0;  // in the page, how far the map reaches
  uint32_t space_begin_ = 0, space_end_ = 0;
  bool begun_ = false, space_ = false, line_ = false;
};

// The start of a page in lower case, without the zero bytes of UTF-16 and UTF-32.
std::string Start(std::string_view bytes, size_t size) {
  std::string out;
  for (const char c : bytes.substr(0, size)) {
    if (c != 0) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return out;
}

bool NameChar(char c) { return IsWordByte(c) || c == '-' || c == '_' || c == ':' || c == '.'; }

}  // namespace

Stripped ReadHtml(std::string_view page) {
  const PageTree tree = ParsePage(page);
  PageFacts facts = ReadFacts(page, tree);
  ArticleWriter writer(page);
  for (const uint32_t i : MainBlocks(page, tree, facts)) writer.Write(tree, tree.blocks[i]);
  Stripped out = writer.Take();
  out.metadata = std::move(facts.metadata);
  return out;
}

std::string MetaCharset(std::string_view bytes) {
  const std::string start = Start(bytes, kCharsetWithin);
  auto name_at = [&](size_t at) {
    while (at < start.size() &&
           (White(start[at]) || start[at] == '"' || start[at] == '\'' || start[at] == '='))
      ++at;
    size_t end = at;
    while (end < start.size() && NameChar(start[end])) ++end;
    return start.substr(at, end - at);
  };
  if (start.find("<?xml") < 4) {
    const size_t end = start.find("?>"), at = start.find("encoding");
    if (at < end) return name_at(at + 8);
  }
  for (size_t at = start.find("<meta"); at != std::string::npos; at = start.find("<meta", at + 5)) {
    const size_t end = start.find('>', at), charset = start.find("charset", at);
    if (charset < end) return name_at(charset + 7);
  }
  return {};
}

bool LooksLikeHtml(std::string_view bytes) {
  const std::string start = Start(bytes, kPageWithin);
  size_t at = start.starts_with("\xEF\xBB\xBF")                                ? 3
              : start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF") ? 2
                                                                               : 0;
  auto begins = [&](std::string_view words) { return start.compare(at, words.size(), words) == 0; };
  while (at < start.size()) {
    while (at < start.size() && White(start[at])) ++at;
    if (begins("<!--")) {
      at = std::min(start.find("-->", at), start.size() - 3) + 3;
    } else if (begins("<?xml")) {
      at = std::min(start.find("?>", at), start.size() - 2) + 2;
    } else {
      break;
    }
  }
  for (const std::string_view tag : {"<html", "<head", "<body", "<title", "<meta"}) {
    if (begins(tag) && at + tag.size() < start.size() && !IsLetter(start[at + tag.size()]))
      return true;
  }
  return begins("<!doctype html");
}

}  // namespace dealwire::html
