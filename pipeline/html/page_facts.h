// What a page says about its article beside the text: JSON-LD (schema.org), OpenGraph, other meta
// elements, <time>, <title> and h1.
#ifndef DEALWIRE_PIPELINE_HTML_PAGE_FACTS_H_
#define DEALWIRE_PIPELINE_HTML_PAGE_FACTS_H_

#include <string>
#include <string_view>

#include "pipeline/base/article.h"
#include "pipeline/html/page_tree.h"

namespace dealwire::html {

struct PageFacts {
  Metadata metadata;
  std::string description;
  std::string article_body;  // the article once more, as JSON-LD gives it; often absent or cut
};

PageFacts ReadFacts(std::string_view page, const PageTree& tree);

}  // namespace dealwire::html

#endif  // DEALWIRE_PIPELINE_HTML_PAGE_FACTS_H_
