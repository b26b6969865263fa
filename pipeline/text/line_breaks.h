// Which line breaks of a source text end a paragraph, and which only wrap a line.
//
// Newswire text is often hard-wrapped at 60 to 90 columns, so a name can be broken over a line; web
// text has one paragraph a line. The lines themselves tell which: see LineBreaks::LineBreaks.
#ifndef DEALWIRE_PIPELINE_TEXT_LINE_BREAKS_H_
#define DEALWIRE_PIPELINE_TEXT_LINE_BREAKS_H_

#include <cstdint>
#include <string_view>
#include <vector>

namespace dealwire {

class LineBreaks {
 public:
  // Looks at the lines of `source` once. Linear.
  explicit LineBreaks(std::string_view source);

  // True if the '\n' at byte `at` ends a paragraph.
  bool Hard(uint32_t at) const;

 private:
  std::vector<uint32_t> soft_;  // positions of the breaks that only wrap, ascending
};

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_TEXT_LINE_BREAKS_H_
