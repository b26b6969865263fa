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

void Document::AddPart(Decoded decoded, Part* part) {
  part->source = std::move(decoded.utf8);
  part->raw = std::move(decoded.raw);
  part->points = CodePointIndex(part->source);
  charset_ = std::move(decoded.charset);
  for (Diagnostic& d : decoded.diagnostics) diagnostics_.push_back(std::move(d));
}

void Document::AddText(std::string_view shown, Part* part) {
  Normalized normal = Normalize(shown);
  part->map = std::move(normal.map);
  text_ += normal.text;
}

void Document::AddTitle(const RawArticle& article) {
  auto given = [](const std::string& value, std::string* to) {
    if (!value.empty()) *to = value;
  };
  given(article.title, &metadata_.title);
  given(article.publisher, &metadata_.publisher);
  given(article.published, &metadata_.published);
  given(article.url, &metadata_.url);
  if (metadata_.title.empty()) return;
  AddPart(Decode(metadata_.title), &title_);
  AddText(title_.source, &title_);
  if (!text_.empty()) text_ += '\n';
  body_begin_ = text_.size();
}

void Document::Finish() {
  tokens_ = Tokenize(text_);
  Segment(text_, tokens_, &paragraphs_, &sentences_);
}

Document Document::Make(const RawArticle& article) {
  Document doc;
  doc.AddTitle(article);
  doc.AddPart(Decode(article.bytes, article.charset), &doc.body_);
  doc.AddText(doc.body_.source, &doc.body_);
  doc.Finish();
  return doc;
}

Document Document::Make(const RawArticle& article, Decoded body, Stripped stripped) {
  Document doc;
  doc.metadata_ = std::move(stripped.metadata);
  doc.AddTitle(article);
  doc.AddPart(std::move(body), &doc.body_);
  doc.body_.shown = std::move(stripped.text);
  doc.body_.strip = std::move(stripped.map);
  doc.AddText(doc.body_.shown, &doc.body_);
  if (doc.body_.shown.empty() && !doc.body_.source.empty())
    doc.diagnostics_.push_back({"no_main_text", "no article was found on the page"});
  doc.Finish();
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
  uint32_t begin = part.map.Begin(span.begin - base);
  uint32_t end = std::max(begin, part.map.End(span.end - base));
  SourceSpan out;
  const std::string& seen = part.shown.empty() ? part.source : part.shown;
  out.exact = std::string_view(seen).substr(begin, end - begin);
  begin = part.strip.Begin(begin);
  end = std::max(begin, part.strip.End(end));
  out.start = part.points.Before(part.source, begin);
  out.end = part.points.Before(part.source, end);
  out.byte_start = part.raw.Begin(begin);
  out.byte_end = std::max<size_t>(out.byte_start, part.raw.End(end));
  return out;
}

}  // namespace dealwire
