// What the date extractor finds, in the terms of TimeML TIMEX3 and of EDTF (ISO 8601-2). Plain
// values.
#ifndef DEALWIRE_EXTRACTORS_DATE_DATE_TYPES_H_
#define DEALWIRE_EXTRACTORS_DATE_DATE_TYPES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/base/span.h"

namespace dealwire {

enum class DateKind : uint8_t { kDate, kTime, kDuration, kSet };
inline constexpr const char* kDateKindNames[] = {"date", "time", "duration", "set"};

// kEnd is inclusive: "through 2032" ends on 2032-12-31.
enum class Bound : uint8_t { kNone, kStart, kEnd };
inline constexpr const char* kBoundNames[] = {"", "start", "end"};

struct DateMention {
  TextSpan span;  // TIMEX3 extent: preposition outside, determiner inside
  DateKind kind = DateKind::kDate;
  std::string timex3;  // "2026-04-27", "2026-Q1", "P6Y", "PRESENT_REF"; empty for an event bound
  std::string mod;     // TIMEX3 mod: START MID END APPROX BEFORE AFTER ...; may be empty
  std::string edtf;    // "2026-04", "2026-04-27/2032", "/2030"; may be empty
  std::string earliest, latest;  // ISO 8601 days, inclusive; may be empty
  Bound bound = Bound::kNone;
  std::string anchor;                     // "publication", or empty
  int anchor_date = -1;                   // or the index of the date that it is reckoned from
  std::vector<std::string> alternatives;  // other TIMEX3 values where the words are ambiguous
  std::string event;                      // the event of an event bound ("the merger closes")
  std::string_view rule;
  float confidence = 0;
};

// Where the publication date comes from, best first.
enum class PublishedBasis : uint8_t { kNone, kGiven, kMetadata, kDateline, kText, kFile };
inline constexpr const char* kPublishedBasisNames[] = {"",         "given", "metadata",
                                                       "dateline", "text",  "file"};

struct PublishedDate {
  std::string value;  // ISO 8601 date or date-time; empty when unknown
  PublishedBasis basis = PublishedBasis::kNone;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_DATE_DATE_TYPES_H_
