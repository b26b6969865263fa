// DateExtractor: TIMEX3 expressions with calendar values, and the publication date they are
// reckoned from.
//
//   published 2026-04-27: "In October, ... through 2032"  ->  [October] 2025-10 (past), [2032]
//   bound end
//
// Patterns and words stand in rules/; calendar arithmetic in calendar.h, resolution in
// date_resolve.cc. Immutable and thread-safe once made.
#ifndef DEALWIRE_EXTRACTORS_DATE_DATE_EXTRACTOR_H_
#define DEALWIRE_EXTRACTORS_DATE_DATE_EXTRACTOR_H_

#include <memory>
#include <span>
#include <vector>

#include "extractors/date/date_types.h"
#include "extractors/rules/rule_set.h"
#include "pipeline/base/status.h"
#include "pipeline/text/document.h"

namespace dealwire {

class DateExtractor {
 public:
  // `book` must outlive the extractor.
  static Result<DateExtractor> Make(const RuleBook& book);
  DateExtractor(DateExtractor&&) noexcept;
  DateExtractor& operator=(DateExtractor&&) noexcept;
  ~DateExtractor();

  // The dates of each document, in text order, without overlaps. `published`, by document, comes in
  // as the caller or the metadata gave it (or empty) and goes out filled from the dateline or a
  // full date in the text where it was empty. A rule runs over all documents before the next one,
  // which is quicker.
  std::vector<std::vector<DateMention>> Extract(std::span<const Document> docs,
                                                std::span<PublishedDate* const> published) const;

  // For CheckExamples: what one rule alone makes of a text, with the publication date of the rule's
  // attribute `published` (default 2026-04-27, a Monday). Values are TIMEX3 values.
  std::vector<Found> RunExample(const Rule& rule, const Document& doc) const;

 private:
  struct Impl;
  explicit DateExtractor(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_DATE_DATE_EXTRACTOR_H_
