// PageTree: what stands on a page, in reading order. Elements know their parent; the visible words
// stand in blocks (a paragraph, a heading, a list item: whatever a reader sees as one run of text),
// each made of pieces that know where they stand in the page.
//
//   <p>Alder &amp; Co <b>bought</b> it</p>     one block; pieces "Alder ", "&", " Co ", "bought", "
//   it"
#ifndef DEALWIRE_PIPELINE_HTML_PAGE_TREE_H_
#define DEALWIRE_PIPELINE_HTML_PAGE_TREE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/html/tags.h"

namespace dealwire::html {

struct Element {
  int32_t parent = -1;
  uint32_t tag = 0;          // TagFlag
  uint32_t hints = 0;        // Hint, of its class, id, role and itemprop
  uint32_t first_block = 0;  // the blocks within it, half-open
  uint32_t end_block = 0;
};

// Visible text: the page's bytes as they are, or a character reference and what it stands for.
struct Piece {
  uint32_t begin, end;  // in the page
  uint8_t decoded = 0;  // bytes of `text`; 0: the page's own
  bool in_link = false;
  bool line_break = false;  // <br>
  char text[8];
};

struct Block {
  int32_t element = 0;  // the innermost one that holds it
  uint32_t first_piece = 0, end_piece = 0;
  uint32_t bytes = 0, link_bytes = 0;  // without white space
  uint32_t stops = 0;                  // marks that end or join sentences: . ! ? , ;
  uint32_t begin = 0;                  // in the page
};

struct PageTree {
  std::vector<Element> elements;  // [0] is the page itself; parents before children
  std::vector<Block> blocks;
  std::vector<Piece> pieces;
  std::string title;                                      // of <title>
  std::string language;                                   // of <html lang>
  std::vector<std::pair<std::string, std::string>> meta;  // name or property (lower case), content
  std::vector<std::string> json_ld;
  std::vector<std::string> times;  // datetime of <time>, the ones for publication first
  std::string canonical;           // href of <link rel=canonical>

  bool Within(int32_t element, int32_t ancestor) const {
    while (element > ancestor) element = elements[element].parent;
    return element == ancestor;
  }
};

// The words of a block: white space runs become one space, <br> a line break.
std::string Words(std::string_view page, const PageTree& tree, const Block& block);

// Reads a page by libxml2's forgiving parser. `page` is well-formed UTF-8. Never fails; linear in
// the page's size, whatever is nested in what.
PageTree ParsePage(std::string_view page);

}  // namespace dealwire::html

#endif  // DEALWIRE_PIPELINE_HTML_PAGE_TREE_H_
