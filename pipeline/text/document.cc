#include "pipeline/text/document.h"

#include <algorithm>

#include "pipeline/text/decode.h"
#include "pipeline/text/normalize.h"
#include "pipeline/text/segment.h"

namespace dealwire {
namespace {

constexpr size_t kBlock = 256;

bool LeadByte(char c) { return (static_cast<uint8_t>(c) & 0xC0) != 0x80; }

size_t CountLeads(std::string_view utf8) {
  return std::count_if(utf8.begin(), utf8.end(), LeadByte);
}

}  // namespace

CodePointIndex::CodePointIndex(std::string_view utf8) : total_(CountLeads(utf8)) {
  if (total_ == utf8.size()) return;
  uint32_t sum = 0;
  for (size_t at = 0; at < utf8.size(); at += kBlock) {
    blocks_.push_back(sum);
    sum += CountLeads(utf8.substr(at, kBlock));
  }
}

size_t CodePointIndex::Before(std::string_view utf8, size_t at) const {
  if (blocks_.empty()) return at;
  if (at >= utf8.size()) return total_;
  const size_t block = at / kBlock;
  return blocks_[block] + CountLeads(utf8.substr(block * kBlock, at - block * kBlock));
}

void Document::AddPart(std::string_view bytes, Part* part) {
  Decoded decoded = Decode(bytes);
  Normalized normal = Normalize(decoded.utf8);
  part->source = std::move(decoded.utf8);
  part->raw = std::move(decoded.raw);
  part->map = std::move(normal.map);
  part->points = CodePointIndex(part->source);
  text_ += normal.text;
  charset_ = std::move(decoded.charset);
  for (Diagnostic& d : decoded.diagnostics) diagnostics_.push_back(std::move(d));
}

Document Document::Make(const RawArticle& article) {
  Document doc;
  if (!article.title.empty()) {
    doc.AddPart(article.title, &doc.title_);
    if (!doc.text_.empty()) doc.text_ += '\n';
    doc.body_begin_ = doc.text_.size();
  }
  doc.AddPart(article.bytes, &doc.body_);
  doc.tokens_ = Tokenize(doc.text_);
  Segment(doc.text_, doc.tokens_, &doc.paragraphs_, &doc.sentences_);
  return doc;
}

uint32_t Document::TokenAt(uint32_t at) const {
  auto it = std::lower_bound(tokens_.begin(), tokens_.end(), at,
                             [](const Token& t, uint32_t pos) { return t.begin < pos; });
  return it - tokens_.begin();
}

uint32_t Document::SentenceAt(uint32_t at) const {
  auto it = std::upper_bound(sentences_.begin(), sentences_.end(), at,
                             [](uint32_t pos, const Sentence& s) { return pos < s.span.begin; });
  return it == sentences_.begin() ? 0 : it - sentences_.begin() - 1;
}

SourceSpan Document::ToSource(TextSpan span) const {
  const bool title = InTitle(span);
  const Part& part = title ? title_ : body_;
  const uint32_t base = title ? 0 : body_begin_;
  const uint32_t begin = part.map.Begin(span.begin - base);
  const uint32_t end = std::max(begin, part.map.End(span.end - base));
  SourceSpan out;
  out.exact = std::string_view(part.source).substr(begin, end - begin);
  out.start = part.points.Before(part.source, begin);
  out.end = part.points.Before(part.source, end);
  out.byte_start = part.raw.Begin(begin);
  out.byte_end = std::max<size_t>(out.byte_start, part.raw.End(end));
  return out;
}

}  // namespace dealwire
