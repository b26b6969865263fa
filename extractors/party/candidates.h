// Candidates: stretches of text that look like names, before anybody knows of what.
//
//   "Amazon CEO Andy Jassy met Ford Motor Co. of Dearborn"
//    ^Amazon    ^Andy Jassy     ^Ford Motor Co.  ^Dearborn
//
// A run of capitalised words, with the small words that names carry inside ("of", "&", "van"), is
// cut where known names, titles and first names begin. Cost: a probe a token, and one more a
// capitalised token.
#ifndef DEALWIRE_EXTRACTORS_PARTY_CANDIDATES_H_
#define DEALWIRE_EXTRACTORS_PARTY_CANDIDATES_H_

#include <cstdint>
#include <vector>

#include "extractors/party/gazetteer.h"
#include "extractors/party/runs.h"
#include "pipeline/text/document.h"

namespace dealwire {

struct Candidate {
  // What its own words show.
  enum Shape : uint32_t {
    kSentenceStart = 1u << 0,   // begins a sentence or a quotation
    kLegal = 1u << 1,           // carries a legal form
    kEndsLikeOrg = 1u << 2,     // "... Bank"
    kBeginsLikeOrg = 1u << 3,   // "Ministry of ..."
    kFirstNameStart = 1u << 4,  // a first name and more
    kSurnameEnd = 1u << 5,
    kAcronym = 1u << 6,
    kOneWord = 1u << 7,
    kCommonWords = 1u << 8,  // nothing but common words
    kPlaceStart = 1u << 9,
    kCompanyStart = 1u << 10,  // a known company and more words
    kDemonymStart = 1u << 11,
    kInitials = 1u << 12,  // "J. K. Rowling"
    kHonorificBefore = 1u << 13,
    kTitleBefore = 1u << 14,  // "CEO Andy Jassy"
    kTitleAfter = 1u << 15,   // "Amazon CEO"
    kTitleStyle = 1u << 16,   // in a sentence in title case or capitals
    kInnerCapital = 1u << 17,
    kPersonShape = 1u << 18,  // cut out as a person
    kPlaceEnd = 1u << 19,     // "Bell Canada"
  };
  uint32_t first = 0, end = 0;  // tokens
  TextSpan span;
  uint32_t sentence = 0;
  int phrase = -1;  // of the gazetteer, if the whole is one
  uint32_t shape = 0;
  uint32_t title_first = 0, title_end = 0;  // tokens of the title before or after it
  TextSpan ticker;                          // "AA.N" of "Alcoa (AA.N)"; may be empty
  uint64_t key = 0;                         // of its words without regard to case

  bool Has(Shape s) const { return (shape & s) != 0; }
};

// All candidates in text order; `classes` holds WordClasses bits for each token, `styles` one for
// each sentence.
struct Candidates {
  std::vector<Candidate> list;
  std::vector<uint32_t> classes;
  std::vector<CaseStyle> styles;
  bool sport = false;  // the article is about sport, where places are teams
};

Candidates FindCandidates(const Document& doc, const Gazetteer& gazetteer);

// The key of the tokens [first, end): equal for the same words in whatever case.
uint64_t NameKey(const std::vector<Token>& tokens, uint32_t first, uint32_t end);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_PARTY_CANDIDATES_H_
