// Gazetteer: the known names of companies, funds, governments, organisations, products and places,
// the titles and the legal forms, merged from the lexicons of rules/ and the user's own file into
// one index over tokens.
//
//   "Bank of America"  -> phrase {classes kCompanyName, entry "Bank of America"}
//   "BofA"             -> phrase {classes kCompanyName, the same entry}
//   "chief executive"  -> phrase {classes kTitlePhrase}
//
// Immutable and thread-safe once made.
#ifndef DEALWIRE_EXTRACTORS_PARTY_GAZETTEER_H_
#define DEALWIRE_EXTRACTORS_PARTY_GAZETTEER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extractors/party/party_types.h"
#include "extractors/party/word_classes.h"
#include "extractors/rules/lexicon.h"
#include "extractors/rules/rule_set.h"
#include "pipeline/base/status.h"
#include "pipeline/text/document.h"

namespace dealwire {

enum NameClass : uint32_t {
  kCompanyName = 1u << 0,
  kFundName = 1u << 1,
  kOrganisationName = 1u << 2,
  kGovernmentName = 1u << 3,
  kPublicationName = 1u << 4,
  kProductName = 1u << 5,
  kCityName = 1u << 6,
  kCountryName = 1u << 7,
  kSubdivisionName = 1u << 8,
  kUserName = 1u << 9,
  kTitlePhrase = 1u << 10,
  kLegalPhrase = 1u << 11,
  kDemonymPhrase = 1u << 12,
  kNeedsEvidence = 1u << 13,  // also a common word, a person's name or a place
  kUserPerson = 1u << 14,
  kNoNamePhrase = 1u << 15,  // "GDP", "CEO": names nobody
};
inline constexpr uint32_t kOrgNames =
    kCompanyName | kFundName | kOrganisationName | kGovernmentName | kPublicationName;
inline constexpr uint32_t kPlaceNames = kCityName | kCountryName | kSubdivisionName;

// A party that the lexicons know, under whatever form.
struct GazetteerEntry {
  std::string name;
  PartyKind kind = PartyKind::kOther;
  std::string id;  // of the user's file
  std::string country;
  std::string tickers;  // '|'-separated
};

// A form of one or more entries.
struct Phrase {
  uint32_t classes = 0;
  int entry = -1;                  // the strongest
  std::vector<std::string> forms;  // the ways in which the lexicons write it
};

class Gazetteer {
 public:
  // `user_file` may be empty.
  static Result<Gazetteer> Make(const RuleBook& book, const std::string& user_file);

  // The longest phrase that begins at token `at` and is written as the lexicon writes it, or in
  // capitals, or capitalised; -1 if there is none.
  PhraseIndex::Hit Longest(const Document& doc, uint32_t at, uint32_t end) const;
  // The phrase that is exactly the tokens [at, end), whatever its case; -1 if there is none.
  int Exact(const std::vector<Token>& tokens, uint32_t at, uint32_t end) const {
    return index_.Exact(tokens, at, end);
  }
  const Phrase& phrase(int id) const { return phrases_[static_cast<size_t>(id)]; }
  const GazetteerEntry& entry(int id) const { return entries_[static_cast<size_t>(id)]; }
  const WordClasses& words() const { return words_; }
  // The entry of a company by its full name as the lexicon writes it; -1 if there is none.
  int FindEntry(std::string_view form) const;
  // Whether `symbol` stands for the entry on an exchange.
  bool HasTicker(int entry, std::string_view symbol) const;
  // The kind of party that a common noun describes ("airline" -> company); kOther if none.
  PartyKind DescriptorKind(uint32_t hash) const;
  // Name of the company that sits in a city ("Gütersloh"), or "".
  std::string_view SeatedIn(std::string_view city) const;
  // Name of the company that makes a product ("iPhone"), or "".
  std::string_view MakerOf(std::string_view product) const;
  // ISO 3166 code of the country that a demonym or a place belongs to, or "".
  std::string CountryOf(std::string_view words) const;

 private:
  friend class GazetteerBuilder;
  PhraseIndex index_;
  std::vector<Phrase> phrases_;
  std::vector<GazetteerEntry> entries_;
  WordClasses words_;
  std::unordered_map<uint32_t, PartyKind> descriptors_;
  std::unordered_map<std::string, std::string> seats_, makers_, demonyms_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_PARTY_GAZETTEER_H_
