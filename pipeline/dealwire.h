// dealwire: news articles into structured deal records. The one header that a user of the library
// needs.
//
//   dealwire::Result<dealwire::Engine> engine = dealwire::Engine::Make({});
//   if (!engine.ok()) { ... engine.status().message() ... }
//   dealwire::RawArticle article;
//   article.bytes = "On Monday, Alder agreed to buy Quillon for $3 million.";
//   article.published = "2026-04-27";
//   dealwire::Outcome out = engine.value().Process(article);
//   if (out.status.ok()) std::cout << out.json << '\n';
//
// out.json is one JSON object as schemas/record.schema.json describes it.
//
// Offsets in a record count Unicode code points of the decoded input (start, end) and bytes of the
// input as given (byte_start, byte_end); spans are half-open, and input[start:end] == exact always,
// but for HTML, where `exact` is what a reader sees there.
#ifndef DEALWIRE_PIPELINE_DEALWIRE_H_
#define DEALWIRE_PIPELINE_DEALWIRE_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/article.h"
#include "pipeline/base/status.h"

namespace dealwire {

class Document;
class RuleBook;
struct Extraction;

struct Options {
  std::string rules_dir;  // overlays the built-in rules; empty: none
  std::string gazetteer;  // TSV file of names (name, kind, id); empty: none
  std::string published;  // publication date for articles that bring none (ISO 8601); empty: none
};

// What became of one article: a record, or the reason why there is none.
struct Outcome {
  Status status = Status::Ok();
  std::string id;    // as the record's doc.id
  std::string json;  // one line without '\n'; empty unless status.ok()
  size_t deals = 0;  // in the record
};

// What an article that is one file is written in, kHtml or kText: by the extension of `path` if
// that tells, else by how the bytes begin.
Format GuessFormat(std::string_view path, std::string_view bytes);

// The whole pipeline behind one call. Make() once (about 100 ms: compiles rules, indexes lexicons),
// then Process() from any number of threads.
class Engine {
 public:
  // Fails with file:line:column and reason if rules, gazetteer or options are unusable.
  static Result<Engine> Make(const Options& options);
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;
  ~Engine();

  // Never throws; linear in the article's size. The record is checked against the schema: a record
  // that the schema refuses comes back as an error.
  Outcome Process(const RawArticle& article) const;
  // The same for several at once, each outcome at its article's place. Stage by stage over all of
  // them, so that the tables of one stage stay in the processor's cache: about a sixth quicker a
  // batch of 64 KiB.
  std::vector<Outcome> Process(const std::vector<RawArticle>& articles) const;

  // The stages of Process, for tools and tests.
  static Document Read(const RawArticle& article);
  Extraction Extract(const RawArticle& article, const Document& doc) const;
  std::string ToJson(const RawArticle& article, const Document& doc, const Extraction& x) const;
  const RuleBook& rules() const;

  // Each item for people, one a line, with its rule and words; with `at`, those that hold that code
  // point.
  std::string Explain(const RawArticle& article, std::optional<size_t> at) const;
  // The normalised text that the extractors see; of a page its main text, without the headline.
  static std::string Text(const RawArticle& article);

  // Runs the examples of all rules; a message for each that fails.
  std::vector<std::string> CheckRules() const;

  // The JSON Schema of the record, as published in schemas/.
  static std::string_view Schema();
  static std::string_view Version();
  // Digest of all rules and lexicons that this engine runs, as in a record's provenance.
  std::string_view RulesDigest() const;

 private:
  struct Impl;
  explicit Engine(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_DEALWIRE_H_
