// Short lines that stand among the paragraphs of news pages and are no part of the article.
#ifndef DEALWIRE_PIPELINE_HTML_JUNK_PHRASES_H_
#define DEALWIRE_PIPELINE_HTML_JUNK_PHRASES_H_

#include <string_view>

namespace dealwire::html {

// "Advertisement", "Read more: ...", "Sign up for our newsletter". `words` is a whole block.
bool IsJunkPhrase(std::string_view words);

}  // namespace dealwire::html

#endif  // DEALWIRE_PIPELINE_HTML_JUNK_PHRASES_H_
