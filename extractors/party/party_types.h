// What the party extractor finds: one Party per real-world party, with all its mentions. Plain
// values.
#ifndef DEALWIRE_EXTRACTORS_PARTY_PARTY_TYPES_H_
#define DEALWIRE_EXTRACTORS_PARTY_PARTY_TYPES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/base/span.h"

namespace dealwire {

enum class PartyKind : uint8_t {
  kCompany,
  kPerson,
  kOrganisation,
  kGovernment,
  kFund,
  kPublication,
  kProduct,
  kPlace,
  kAsset,
  kGroup,
  kOther
};
inline constexpr const char* kPartyKindNames[] = {
    "company", "person", "organisation", "government", "fund", "publication",
    "product", "place",  "asset",        "group",      "other"};

// How a mention refers: by name, by another or shorter name, by initials, by description ("the
// Windows giant", "the company", "the two companies"), by title and surname ("Mr Harker"), by
// pronoun.
enum class MentionForm : uint8_t { kName, kAlias, kAcronym, kDescriptor, kTitle, kPronoun };
inline constexpr const char* kMentionFormNames[] = {"name",       "alias", "acronym",
                                                    "descriptor", "title", "pronoun"};

struct PartyMention {
  TextSpan span;
  MentionForm form = MentionForm::kName;
};

struct Party {
  std::string name;  // its fullest name in the text, white space folded
  PartyKind kind = PartyKind::kOther;
  std::vector<PartyMention> mentions;  // in text order
  std::string position;                // "CEO", for a person
  int of = -1;  // index of the party whose CEO (unit, product ...) this is, or -1
  std::vector<std::pair<std::string, std::string>> ids;  // {"ticker","AA.N"}, {"lei",...}, user ids
  std::vector<int> members;  // of a group ("the two companies"): party indexes; not in the record
  char gender = 'u';         // of a person: m, f or u; not in the record
  std::string_view rule;     // the strongest evidence for it
  float confidence = 0;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_PARTY_PARTY_TYPES_H_
