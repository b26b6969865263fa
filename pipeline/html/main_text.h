// Which blocks of a page are the article. By general features only: how much running text stands
// where, how much of it is links, what elements and the words in their classes say, and, where the
// page brings the article once more as JSON-LD, which block has those words.
#ifndef DEALWIRE_PIPELINE_HTML_MAIN_TEXT_H_
#define DEALWIRE_PIPELINE_HTML_MAIN_TEXT_H_

#include <string_view>
#include <vector>

#include "pipeline/html/page_facts.h"
#include "pipeline/html/page_tree.h"

namespace dealwire::html {

// Indexes into tree.blocks, ascending: summary, headings and paragraphs of the article. Linear.
std::vector<uint32_t> MainBlocks(std::string_view page, const PageTree& tree,
                                 const PageFacts& facts);

}  // namespace dealwire::html

#endif  // DEALWIRE_PIPELINE_HTML_MAIN_TEXT_H_
