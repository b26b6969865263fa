// Decoding, normalising and segmenting: every token and sentence maps back to where it came from.
// The words up to the first 0x1F are the title.
#include <algorithm>

#include "pipeline/text/decode.h"
#include "pipeline/text/document.h"
#include "tests/fuzz/fuzz.h"

using dealwire::fuzz::Require;

namespace {

void Check(const dealwire::Document& doc, const dealwire::RawArticle& article,
           dealwire::TextSpan span) {
  const dealwire::SourceSpan s = doc.ToSource(span);
  const size_t limit = doc.InTitle(span) ? article.title.size() : article.bytes.size();
  Require(s.start < s.end && s.byte_start < s.byte_end, "a span is not empty");
  Require(s.byte_end <= limit, "a span lies in its source");
  Require(!s.exact.empty() && dealwire::IsUtf8(s.exact), "a span has words");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const uint8_t* cut = std::find(data, data + size, 0x1F);
  dealwire::RawArticle article;
  if (cut != data + size) {
    article.title = dealwire::fuzz::Bytes(data, cut - data);
    ++cut;
  } else {
    cut = data;
  }
  article.bytes = dealwire::fuzz::Bytes(cut, data + size - cut);
  const dealwire::Document doc = dealwire::Document::Make(article);
  Require(dealwire::IsUtf8(doc.text()), "the text is UTF-8");
  for (const dealwire::Token& token : doc.tokens()) Check(doc, article, token.span());
  for (const dealwire::Sentence& sentence : doc.sentences()) Check(doc, article, sentence.span);
  return 0;
}
