#include "pipeline/input/detect.h"

#include <algorithm>
#include <utility>

namespace dealwire {
namespace {

using namespace std::string_view_literals;  // NOLINT: magic numbers hold zeros

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool BeginsAs(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() && std::equal(lower.begin(), lower.end(), text.begin(),
                                                   [](char l, char c) { return l == Lower(c); });
}

std::string ExtensionOf(std::string_view name) {
  const size_t dot = name.find_last_of("./!");
  if (dot == std::string_view::npos || name[dot] != '.') return "";
  std::string extension(name.substr(dot));
  std::transform(extension.begin(), extension.end(), extension.begin(), Lower);
  return extension;
}

std::string_view WithoutBlanks(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return text.substr(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
}

// The element that XML text begins with, behind declaration, comments and DOCTYPE, without its
// prefix; or empty.
std::string_view RootElement(std::string_view text) {
  while (text.starts_with("<?") || text.starts_with("<!")) {
    const std::string_view close = text.starts_with("<!--") ? "-->" : ">";
    const size_t end = text.find(close);
    if (end == std::string_view::npos) return "";
    text = WithoutBlanks(text.substr(end + close.size()));
  }
  if (!text.starts_with('<')) return "";
  text = text.substr(1, std::min(text.find_first_of(" \t\r\n/>", 1), text.size()) - 1);
  const size_t colon = text.find(':');
  return colon == std::string_view::npos ? text : text.substr(colon + 1);
}

// Without the zeros of UTF-16, of which XML is made at times.
std::string Narrow(std::string_view text) {
  std::string narrow;
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) text.remove_prefix(2);
  for (const char c : text) {
    if (c != 0) narrow += c;
  }
  return narrow;
}

InputFormat ByContent(std::string_view begin) {
  const std::string narrow = begin.find('\0') == std::string_view::npos ? "" : Narrow(begin);
  const std::string_view text = WithoutBlanks(narrow.empty() ? begin : narrow);
  if (text.starts_with("WARC/1.") || text.starts_with("WARC/0.")) return InputFormat::kWarc;
  if (text.starts_with("<SEC-DOCUMENT>") || text.starts_with("<SUBMISSION>") ||
      text.starts_with("<IMS-DOCUMENT>") || text.starts_with("<SEC-HEADER>") ||
      text.starts_with("-----BEGIN PRIVACY-ENHANCED MESSAGE-----"))
    return InputFormat::kEdgar;
  if (text.starts_with('<')) {
    const std::string_view root = RootElement(text);
    for (const std::string_view known :
         {"rss", "RDF", "feed", "newsMessage", "newsItem", "packageItem", "nitf", "NewsML"}) {
      if (root == known) return InputFormat::kXml;
    }
    if (BeginsAs(root, "html") || BeginsAs(text, "<!doctype html")) return InputFormat::kHtml;
  }
  return InputFormat::kText;
}

// Whether many of the bytes are none that text has, and they are no UTF-16 or UTF-32 either.
bool IsBinary(std::string_view begin) {
  if (begin.starts_with("\xFF\xFE") || begin.starts_with("\xFE\xFF") ||
      begin.starts_with("\0\0\xFE\xFF"sv))
    return false;
  size_t control = 0, zeros[4] = {};
  for (size_t i = 0; i < begin.size(); ++i) {
    const auto c = static_cast<unsigned char>(begin[i]);
    if (c < 0x20 && (c < '\t' || c > '\r') && c != 0x1B) ++control;
    if (c == 0) ++zeros[i % 4];
  }
  // Wide characters have their zeros at some places and hardly any at the others.
  const auto [least, most] = std::minmax_element(std::begin(zeros), std::end(zeros));
  const bool wide = *most > begin.size() / 8 && *least < *most / 8;
  return !wide && control > begin.size() / 16 + 1;
}

}  // namespace

Packing DetectPacking(std::string_view begin) {
  if (begin.starts_with("\x1F\x8B\x08"sv)) return Packing::kGzip;
  const bool bzip2 = begin.starts_with("BZh") && begin.size() > 9 &&
                     (begin.substr(4).starts_with("1AY&SY") || begin.substr(4, 2) == "\x17\x72");
  if (bzip2 ||
      begin.starts_with("\xFD"
                        "7zXZ\0"sv) ||
      begin.starts_with("\x28\xB5\x2F\xFD"sv) || begin.starts_with("\x04\x22\x4D\x18"sv) ||
      begin.starts_with("\x5D\0\0"sv))
    return Packing::kOther;
  if (begin.starts_with("PK\x03\x04"sv) || begin.starts_with("PK\x05\x06"sv))
    return Packing::kArchive;
  if (begin.size() > 262 && begin.substr(257, 5) == "ustar") return Packing::kArchive;
  return Packing::kNone;
}

std::string WithoutPackingSuffix(const std::string& name) {
  const std::string extension = ExtensionOf(name);
  for (const char* packed : {".gz", ".zst", ".xz", ".bz2", ".lzma", ".lz4", ".zstd"}) {
    if (extension == packed) return name.substr(0, name.size() - extension.size());
  }
  return name;
}

bool BeginsWithObject(std::string_view begin) { return WithoutBlanks(begin).starts_with('{'); }

InputFormat DetectFormat(const std::string& name, std::string_view begin) {
  static constexpr std::pair<const char*, InputFormat> kNames[] = {
      {".jsonl", InputFormat::kJsonl}, {".ndjson", InputFormat::kJsonl},
      {".json", InputFormat::kJson},   {".csv", InputFormat::kCsv},
      {".tsv", InputFormat::kTsv},     {".tab", InputFormat::kTsv},
      {".html", InputFormat::kHtml},   {".htm", InputFormat::kHtml},
      {".xhtml", InputFormat::kHtml},  {".warc", InputFormat::kWarc},
      {".wet", InputFormat::kWarc},    {".rss", InputFormat::kXml},
      {".atom", InputFormat::kXml},    {".nitf", InputFormat::kXml}};
  const std::string extension = ExtensionOf(name);
  for (const auto& [known, format] : kNames) {
    if (extension == known) return format;
  }
  const InputFormat format = ByContent(begin);
  if (format == InputFormat::kText && extension == ".xml") return InputFormat::kXml;
  if (format == InputFormat::kHtml && (extension == ".txt" || extension == ".text"))
    return InputFormat::kText;
  // What has no name, such as standard input, is JSON Lines if it begins with an object.
  if (format == InputFormat::kText && name.empty() && (BeginsWithObject(begin) || begin.empty()))
    return InputFormat::kJsonl;
  return format;
}

std::string_view ForeignKind(std::string_view begin) {
  static constexpr std::pair<std::string_view, std::string_view> kKinds[] = {
      {"%PDF-"sv, "a PDF file"},
      {"\x89PNG\r\n"sv, "a PNG image"},
      {"\xFF\xD8\xFF"sv, "a JPEG image"},
      {"GIF8"sv, "a GIF image"},
      {"\x7F"
       "ELF"sv,
       "a program"},
      {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "an old Office document"},
      {"{\\rtf"sv, "an RTF document"},
      {"7z\xBC\xAF\x27\x1C"sv, "a 7z archive"},
      {"Rar!\x1A\x07"sv, "a RAR archive"},
      {"SQLite format 3\0"sv, "an SQLite database"},
      {"PAR1\x15"sv, "a Parquet file"},
      {"OggS\0"sv, "an Ogg file"},
      {"ID3\x03"sv, "an MP3 file"},
      {"ID3\x04"sv, "an MP3 file"},
  };
  for (const auto& [magic, kind] : kKinds) {
    if (begin.starts_with(magic)) return kind;
  }
  return IsBinary(begin.substr(0, kMagicBytes)) ? "binary data" : "";
}

}  // namespace dealwire
