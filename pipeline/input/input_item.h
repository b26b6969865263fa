// What the readers of this room hand on: InputItem, one article as read and where it stands; and
// SourceOptions, how to read.
#ifndef DEALWIRE_PIPELINE_INPUT_INPUT_ITEM_H_
#define DEALWIRE_PIPELINE_INPUT_INPUT_ITEM_H_

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>

#include "pipeline/base/article.h"
#include "pipeline/base/status.h"

namespace dealwire {

// What a file holds. kXml is RSS, Atom, NewsML-G2 or NITF, told apart by their root element; kJson
// is one object, several, or an array of them, ninjs among them.
enum class InputFormat : uint8_t {
  kAuto,
  kText,
  kHtml,
  kJsonl,
  kJson,
  kCsv,
  kTsv,
  kXml,
  kEdgar,
  kWarc
};

// Which fields of a JSON object, or columns of a table, say what. A dotted path leads into objects
// ("meta.published"), through arrays to the first object that has it; a key that holds dots itself
// is found too. Columns are found by their whole name.
struct FieldMap {
  std::string text = "text";
  std::string id = "id";
  std::string published = "published";
  std::string title = "title";
};

struct SourceOptions {
  InputFormat format = InputFormat::kAuto;  // by name, and by content where the name says nothing
  FieldMap fields;
  uint64_t max_bytes = 256ULL << 20;  // a larger article is an error of its own, not read further
  int max_depth = 8;                  // archives and compressions within each other, of one file
  uint64_t max_ratio = 250;           // expanded to compressed bytes; beyond it, a file is a bomb
  std::string files_from;             // a file that lists paths, one a line; "-" is standard input
  uint64_t limit = 0;                 // stop after so many articles; 0: all
  uint64_t sample = 0;                // so many articles, drawn from all; 0: all
  double share = 0;                   // this share of the articles, drawn one by one; 0: all
  // Set from outside to end early, also while a pipe is waited for.
  const std::atomic<bool>* stop = nullptr;
};

// An article as read, and where it stands. `bytes` may still be wrapped: ReadArticle (in the
// parallel stage) takes it apart. `error` says why it could not be read.
struct InputItem : RawArticle {
  enum class Wrap : uint8_t { kNone, kJson, kHttp };
  Wrap wrap = Wrap::kNone;
  uint64_t line = 0;               // 1-based, of the article's beginning; 0 for a whole file
  std::optional<uint64_t> offset;  // in the file; of records of a web archive
  const SourceOptions* options = nullptr;  // those of the Source, which outlives its items
  Status error = Status::Ok();

  // "articles.jsonl:12", "news.zip!a.txt", "crawl.warc.gz at byte 71", "standard input:3": what
  // messages call it.
  std::string Where() const;
};

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_INPUT_INPUT_ITEM_H_
