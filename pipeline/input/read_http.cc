// ReadHttp: the body of an archived HTTP response, as the server meant it.
#include <algorithm>

#include "pipeline/input/gzip_stream.h"
#include "pipeline/input/readers.h"

namespace dealwire {
namespace {

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string LowerCase(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), Lower);
  return lower;
}

std::string_view Trim(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return "";
  return text.substr(begin, text.find_last_not_of(" \t\r") + 1 - begin);
}

// The chunks of a body put together; false if it is not made of chunks.
bool Unchunk(std::string_view body, std::string* out) {
  while (true) {
    const size_t end = body.find('\n');
    if (end == std::string_view::npos || end > 1000) return false;
    size_t size = 0, digits = 0;
    for (const char c : body.substr(0, end)) {
      const char l = Lower(c);
      const int value = l >= '0' && l <= '9' ? l - '0' : l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
      if (value < 0) break;
      size = size * 16 + value;
      if (++digits > 8) return false;
    }
    if (digits == 0) return false;
    body.remove_prefix(end + 1);
    if (size == 0) return true;
    if (size > body.size()) return false;
    out->append(body.substr(0, size));
    body.remove_prefix(size);
    if (body.starts_with('\r')) body.remove_prefix(1);
    if (body.starts_with('\n')) body.remove_prefix(1);
  }
}

}  // namespace

std::string_view HeaderField(std::string_view head, std::string_view name) {
  while (!head.empty()) {
    const size_t end = std::min(head.find('\n'), head.size());
    const std::string_view line = head.substr(0, end);
    if (line.size() > name.size() && line[name.size()] == ':' &&
        std::equal(name.begin(), name.end(), line.begin(),
                   [](char a, char b) { return Lower(a) == Lower(b); }))
      return Trim(line.substr(name.size() + 1));
    head.remove_prefix(std::min(end + 1, head.size()));
  }
  return "";
}

std::string CharsetOf(std::string_view content_type) {
  const size_t at = LowerCase(content_type).find("charset=");
  if (at == std::string::npos) return "";
  std::string_view value = Trim(content_type.substr(at + 8));
  if (value.starts_with('"') || value.starts_with('\'')) value.remove_prefix(1);
  return std::string(value.substr(0, value.find_first_of("\"'; \t,")));
}

Status ReadHttp(std::string_view response, uint64_t limit, RawArticle* article) {
  size_t blank = response.find("\r\n\r\n");
  const size_t bare = response.substr(0, blank).find("\n\n");
  const size_t body_at = bare != std::string_view::npos ? bare + 2 : blank + 4;
  blank = std::min(bare, blank);
  if (blank == std::string_view::npos) return Status::Error("the HTTP header does not end");
  const std::string_view head = response.substr(0, blank);
  std::string_view body = response.substr(body_at);
  const std::string_view type = HeaderField(head, "Content-Type");
  article->charset = CharsetOf(type);
  article->format = LowerCase(type).starts_with("text/plain") ? Format::kText : Format::kHtml;
  std::string unchunked;
  if (LowerCase(HeaderField(head, "Transfer-Encoding")).find("chunked") != std::string::npos &&
      Unchunk(body, &unchunked))
    body = unchunked;
  const std::string encoding = LowerCase(HeaderField(head, "Content-Encoding"));
  const bool markup =
      Trim(body.substr(0, 200)).starts_with('<') || body.starts_with("\xEF\xBB\xBF");
  if (encoding.empty() || encoding == "identity" || encoding == "none" || encoding == "utf-8" ||
      markup) {
    article->bytes = body;
  } else if (encoding == "gzip" || encoding == "x-gzip" || encoding == "deflate") {
    Result<std::string> inflated = Inflate(body, limit);
    if (!inflated.ok()) return inflated.status();
    article->bytes = inflated.Take();
  } else {
    return Status::Error("content encoding '" + encoding + "' is not read");
  }
  if (article->bytes.empty()) return Status::Error("the HTTP body is empty");
  return Status::Ok();
}

}  // namespace dealwire
