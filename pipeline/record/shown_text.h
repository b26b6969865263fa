// Whether a piece of a page shows a text: a reading of markup of its own, so that records can be
// checked without what made them.
#ifndef DEALWIRE_PIPELINE_RECORD_SHOWN_TEXT_H_
#define DEALWIRE_PIPELINE_RECORD_SHOWN_TEXT_H_

#include <string_view>

namespace dealwire {

// True if a reader of `markup` sees `text` from its first byte to its last. Within, tags and
// comments are not seen, nor does white space count. Behind a tag, words may be left out: scripts,
// captions and whatever else stands between two paragraphs. Named character references stand for
// any one character, but for those that XML has. Linear.
bool Shows(std::string_view markup, std::string_view text);

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_RECORD_SHOWN_TEXT_H_
