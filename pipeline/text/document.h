// Document: one article, decoded, normalised and cut into paragraphs, sentences and tokens.
// Immutable once made, so that any number of extractors may read it at once.
//
//   source   title (as given)      body (as given, decoded)
//              |                     |
//   text     Alder buys Quillon \n On Monday, Alder said it would ... \n ...
//            ^ 0                 ^ body_begin
//
// The title, if there is one, is the first paragraph of the text, so extractors need not care.
// Every span of the text maps back to the title or the body as given: ToSource. Of a marked-up body
// (HTML) somebody else has stripped the markup; offsets count in the markup, and what is exact is
// what a reader sees there.
#ifndef DEALWIRE_PIPELINE_TEXT_DOCUMENT_H_
#define DEALWIRE_PIPELINE_TEXT_DOCUMENT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/article.h"
#include "pipeline/base/span.h"
#include "pipeline/text/decode.h"
#include "pipeline/text/offset_map.h"
#include "pipeline/text/token.h"

namespace dealwire {

// Counts code points up to any byte of a UTF-8 text; O(1) for ASCII, else O(256) a look-up.
class CodePointIndex {
 public:
  CodePointIndex() = default;
  explicit CodePointIndex(std::string_view utf8);
  // Code points before byte `at`.
  size_t Before(std::string_view utf8, size_t at) const;
  size_t total() const { return total_; }

 private:
  std::vector<uint32_t> blocks_;  // code points before each block; empty when all is ASCII
  size_t total_ = 0;
};

// What a reader sees of a marked-up source.
struct Stripped {
  std::string text;  // paragraphs, divided by empty lines
  OffsetMap map;     // bytes of text -> bytes of the decoded source
  Metadata metadata;
};

struct Sentence {
  TextSpan span;
  uint32_t first_token = 0, end_token = 0;  // half-open, into Document::tokens()
  uint32_t paragraph = 0;
};

struct Paragraph {
  TextSpan span;  // without the '\n'
  uint32_t first_sentence = 0, end_sentence = 0;
};

class Document {
 public:
  // Decodes, normalises and segments. Never fails; what was odd stands in diagnostics(). Cost:
  // about 30 ns a byte, most of it sentence breaking.
  static Document Make(const RawArticle& article);
  // The same of a body that is decoded and stripped already. What the article itself does not say
  // (title, publisher, ...) its metadata do.
  static Document Make(const RawArticle& article, Decoded body, Stripped stripped);

  std::string_view text() const { return text_; }
  const std::vector<Token>& tokens() const { return tokens_; }
  const std::vector<Sentence>& sentences() const { return sentences_; }
  const std::vector<Paragraph>& paragraphs() const { return paragraphs_; }
  std::string_view Words(TextSpan span) const { return Slice(text_, span); }
  std::string_view Words(const Token& token) const { return Slice(text_, token.span()); }

  // Where the body begins in text(); 0 when there is no title.
  uint32_t body_begin() const { return body_begin_; }
  bool InTitle(TextSpan span) const { return span.begin < body_begin_; }

  // The first token that begins at or after `at` (tokens().size() if none); the sentence that holds
  // `at`.
  uint32_t TokenAt(uint32_t at) const;
  uint32_t SentenceAt(uint32_t at) const;
  const Sentence& SentenceOf(uint32_t at) const { return sentences_[SentenceAt(at)]; }

  // Where a span stands in the input. A span must lie in the title or in the body, never across.
  SourceSpan ToSource(TextSpan span) const;

  const Metadata& metadata() const { return metadata_; }  // as given, else as the source says
  size_t chars() const { return body_.points.total(); }   // code points of the decoded body
  const std::string& charset() const { return charset_; }
  const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

 private:
  struct Part {
    std::string source;  // decoded
    std::string shown;   // without markup; empty if there never was any
    OffsetMap map;       // bytes of text (from the part's begin) -> bytes of shown or source
    OffsetMap strip;     // bytes of shown -> bytes of source
    OffsetMap raw;       // bytes of source -> bytes as given
    CodePointIndex points;
  };
  void AddTitle(const RawArticle& article);
  void AddPart(Decoded decoded, Part* part);
  void AddText(std::string_view shown, Part* part);
  void Finish();

  std::string text_;
  uint32_t body_begin_ = 0;
  Part title_, body_;
  std::vector<Token> tokens_;
  std::vector<Sentence> sentences_;
  std::vector<Paragraph> paragraphs_;
  Metadata metadata_;
  std::string charset_;
  std::vector<Diagnostic> diagnostics_;
};

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_TEXT_DOCUMENT_H_
