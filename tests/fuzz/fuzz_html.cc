// Pages: never a crash, every character of the main text stands somewhere in the page, and every
// span of the document lies within the bytes as given. The words up to the first 0x1F are the
// charset that a header names.
#include <algorithm>
#include <utility>

#include "pipeline/html/html_page.h"
#include "pipeline/text/decode.h"
#include "pipeline/text/document.h"
#include "tests/fuzz/fuzz.h"

using dealwire::fuzz::Require;

namespace {

void CheckText(const std::string& page) {
  const dealwire::Stripped article = dealwire::html::ReadHtml(page);
  Require(dealwire::IsUtf8(article.text), "the main text is UTF-8");
  for (size_t i = 0; i < article.text.size();) {
    size_t end = i + 1;
    while (end < article.text.size() && (article.text[end] & 0xC0) == 0x80) ++end;
    const size_t from = article.map.Begin(i), to = article.map.End(end);
    Require(from < to && to <= page.size(), "a character stands in the page");
    const std::string shown = article.text.substr(i, end - i),
                      source = page.substr(from, to - from);
    Require(source == shown || source[0] == '&' || shown == " " || shown == "\n",
            "a character is what the page shows there");
    i = end;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const uint8_t* cut = std::find(data, data + size, 0x1F);
  dealwire::RawArticle article;
  article.format = dealwire::Format::kHtml;
  if (cut != data + size) {
    article.charset = dealwire::fuzz::Bytes(data, cut - data);
    ++cut;
  } else {
    cut = data;
  }
  article.bytes = dealwire::fuzz::Bytes(cut, data + size - cut);
  if (article.charset.empty()) article.charset = dealwire::html::MetaCharset(article.bytes);
  dealwire::Decoded page = dealwire::Decode(article.bytes, article.charset);
  CheckText(page.utf8);
  dealwire::Stripped stripped = dealwire::html::ReadHtml(page.utf8);
  const auto doc = dealwire::Document::Make(article, std::move(page), std::move(stripped));
  for (const dealwire::Token& token : doc.tokens()) {
    const dealwire::SourceSpan s = doc.ToSource(token.span());
    const size_t limit =
        doc.InTitle(token.span()) ? doc.metadata().title.size() : article.bytes.size();
    Require(s.start < s.end && s.byte_start < s.byte_end, "a span is not empty");
    Require(s.byte_end <= limit, "a span lies in its source");
    Require(!s.exact.empty() && dealwire::IsUtf8(s.exact), "a span has words");
  }
  return 0;
}
