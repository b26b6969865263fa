// One article as it came in, before anything has looked at it.
#ifndef DEALWIRE_PIPELINE_BASE_ARTICLE_H_
#define DEALWIRE_PIPELINE_BASE_ARTICLE_H_

#include <cstdint>
#include <string>
#include <vector>

namespace dealwire {

enum class Format : uint8_t { kText, kHtml, kJsonl };
inline constexpr const char* kFormatNames[] = {"text", "html", "jsonl"};

// `bytes` is the article as given (for JSON Lines: the decoded string of "text"). The other fields
// are what the caller knows about it; empty means unknown.
struct RawArticle {
  std::string id;
  std::string path;
  std::string url;
  std::string title;
  std::string publisher;
  std::string published;  // ISO 8601 date or date-time, as the caller gave it
  std::string bytes;
  std::string charset;  // what a header said the bytes are in; empty: unknown
  std::string fetched;  // ISO 8601: when it was fetched or filed; a date in the article is better
  Format format = Format::kText;
  // The caller's own fields, whose names begin with x_, as members of a JSON object without its
  // braces: "x_feed":"a","x_rank":3. The record echoes them.
  std::string extra;
};

// What an article says about itself beside its text. Empty: unknown.
struct Metadata {
  std::string title;
  std::string publisher;
  std::string author;     // several are divided by ", "
  std::string published;  // ISO 8601
  std::string language;   // BCP 47
  std::string url;
};

// Something worth telling that is no error: {"bad_bytes", "3 bytes are not UTF-8 ..."}.
struct Diagnostic {
  std::string code;
  std::string message;
};

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_BASE_ARTICLE_H_
