// What the names of elements, and the words in their class and id, say about what they hold.
#ifndef DEALWIRE_PIPELINE_HTML_TAGS_H_
#define DEALWIRE_PIPELINE_HTML_TAGS_H_

#include <cstdint>
#include <string_view>

namespace dealwire::html {

enum TagFlag : uint32_t {
  kBlockTag = 1 << 0,    // begins a line of its own
  kVoidTag = 1 << 1,     // never has an end tag
  kUnseen = 1 << 2,      // its text is not for readers: script, style, svg, ...
  kAside = 1 << 3,       // beside the article: nav, footer, aside, form, figure, ...
  kHeadingTag = 1 << 4,  // h1 to h6
  kItemTag = 1 << 5,     // li, dd, dt
  kParagraphTag = 1 << 6,
  kArticleTag = 1 << 7,
  kMainTag = 1 << 8,
  kLinkTag = 1 << 9,
  kBreakTag = 1 << 10,  // br
  kCellTag = 1 << 11,   // td, th
  kH1Tag = 1 << 12,
  kHeaderTag = 1 << 13,
  kQuoteTag = 1 << 14,  // blockquote
  kPreTag = 1 << 15,
};

enum Hint : uint32_t {
  kJunk = 1 << 0,     // comments, related, share, promo, newsletter, ...
  kBody = 1 << 1,     // article-body, story-content, ...
  kSummary = 1 << 2,  // dek, standfirst, subtitle, key points
  kByline = 1 << 3,
  kCaption = 1 << 4,
  kArticleBody = 1 << 5,  // itemprop=articleBody
  kHidden = 1 << 6,       // not shown: hidden, display:none, "sr-only"
  kLive = 1 << 7,         // posts of a live blog
};

// By an element's name in lower case; an unknown name has no flags.
uint32_t TagFlags(std::string_view name);

// By the words of a class or id, such as "story-body" or "relatedLinks". Linear.
uint32_t ClassHints(std::string_view names);

}  // namespace dealwire::html

#endif  // DEALWIRE_PIPELINE_HTML_TAGS_H_
