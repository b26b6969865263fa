// HTML pages: the article on a page, and what the page says about it.
//
//   const Decoded page = Decode(bytes, html::MetaCharset(bytes));
//   const Stripped article = html::ReadHtml(page.utf8);
//
// libxml2 tells elements from text (page_tree), schema.org and meta elements tell about the article
// (page_facts), and the main-text step says which blocks are the article (main_text). No rule knows
// a publisher.
#ifndef DEALWIRE_PIPELINE_HTML_HTML_PAGE_H_
#define DEALWIRE_PIPELINE_HTML_HTML_PAGE_H_

#include <string>
#include <string_view>

#include "pipeline/text/document.h"

namespace dealwire::html {

// The article's summary, headings and paragraphs, divided by empty lines, without the headline,
// which is metadata. Each byte maps to the place in the page that shows it; character references
// are decoded and runs of white space are one space. `page` is well-formed UTF-8. Never fails;
// linear.
Stripped ReadHtml(std::string_view page);

// What the page says that it is encoded in, in its first kilobytes; empty if it does not.
std::string MetaCharset(std::string_view bytes);

// Whether these bytes begin as a page does.
bool LooksLikeHtml(std::string_view bytes);

}  // namespace dealwire::html

#endif  // DEALWIRE_PIPELINE_HTML_HTML_PAGE_H_
