// The steps of ReadArticle: what is done for one article by itself, on all cores.
#ifndef DEALWIRE_PIPELINE_INPUT_READERS_H_
#define DEALWIRE_PIPELINE_INPUT_READERS_H_

#include <string>
#include <string_view>

#include "pipeline/base/article.h"
#include "pipeline/base/status.h"
#include "pipeline/input/input_item.h"

namespace dealwire {

// A JSON object: its text, id, title, url, publisher and published, as the field map names them, or
// html, and what begins with x_; if it has no text, what ninjs 1 to 3 calls these. After an error
// `article` has what could be read.
Status ReadJson(std::string_view json, const FieldMap& fields, RawArticle* article);

// An HTTP response, header and body (RFC 9112): fills bytes, charset and format. Takes chunks and
// gzip or deflate off, if the body really has them, as archives often keep headers that no longer
// fit. `limit` is the most that the body may hold.
Status ReadHttp(std::string_view response, uint64_t limit, RawArticle* article);

// The value of a header field, without blanks around it; empty if there is none. `head` is lines of
// "Name: value"; names are compared without case.
std::string_view HeaderField(std::string_view head, std::string_view name);

// "text/html; charset=\"UTF-8\"" -> "UTF-8".
std::string CharsetOf(std::string_view content_type);

// A date as feeds and headers write it (RFC 822, RFC 9110, EDGAR's YYYYMMDD) in ISO 8601; anything
// else, ISO 8601 included, as it is.
std::string IsoDate(std::string_view text);

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_INPUT_READERS_H_
