// JSON-LD: what schema.org data of a page says about its article.
#ifndef DEALWIRE_PIPELINE_HTML_JSON_LD_H_
#define DEALWIRE_PIPELINE_HTML_JSON_LD_H_

#include <string>

namespace dealwire::html {

struct ArticleData {
  std::string headline, description, published, author, publisher, language, url, body;
};

// Adds what `json`, the content of one script element, says; what is known already stays. Broken
// JSON says nothing.
void ReadJsonLd(std::string json, ArticleData* data);

}  // namespace dealwire::html

#endif  // DEALWIRE_PIPELINE_HTML_JSON_LD_H_
