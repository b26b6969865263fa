// WordClasses: what a single word may mean beside or inside a name, one hash probe a token.
//
//   "Chairman" -> kPosition     "Ltd" -> kLegalForm     "said" -> kSay     "Anna" -> kFirstName
//
// Filled from the lexicons of rules/; immutable and thread-safe afterwards.
#ifndef DEALWIRE_EXTRACTORS_PARTY_WORD_CLASSES_H_
#define DEALWIRE_EXTRACTORS_PARTY_WORD_CLASSES_H_

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace dealwire {

enum WordClass : uint32_t {
  kCommonWord = 1u << 0,  // also an English word in lower case
  kStarter = 1u << 1,     // begins sentences, no names: "Meanwhile"
  kFirstName = 1u << 2,
  kSurname = 1u << 3,
  kDemonym = 1u << 4,
  kOrgLast = 1u << 5,   // ends names of organisations: "Bank", "Holdings"
  kOrgFirst = 1u << 6,  // begins them: "University", "Ministry"
  kLegalForm = 1u << 7,
  kHonorific = 1u << 8,  // "Mr"
  kOffice = 1u << 9,     // "President", before a name
  kPosition = 1u << 10,  // "CEO"
  kSay = 1u << 11,
  kPersonVerb = 1u << 12,
  kOrgVerb = 1u << 13,
  kBuyWord = 1u << 14,
  kOrgThing = 1u << 15,    // what companies have: "shares", "unit"
  kPersonNoun = 1u << 16,  // "analyst"
  kOrgNoun = 1u << 17,     // "carmaker"
  kPlaceNoun = 1u << 18,
  kPlacePreposition = 1u << 19,
  kParticle = 1u << 20,      // inside names of people: "van", "bin"
  kEventLast = 1u << 21,     // ends names of events, works, laws: "Cup", "Act"
  kBeginsPhrase = 1u << 22,  // a known phrase begins with this word in lower case
  kMale = 1u << 23,
  kFemale = 1u << 24,
  kPlaceLast = 1u << 25,   // ends names of places: "Bridge", "County"
  kRareName = 1u << 26,    // a first name or surname that is more often another word
  kSport = 1u << 27,       // "wicket", "semifinal"
  kTeamVerb = 1u << 28,    // "beat", "v"
  kRefers = 1u << 29,      // "the company", "the drugmaker"
  kFounded = 1u << 31,     // "founded", "acquired": what happens to companies
  kProperWord = 1u << 30,  // a proper name in the word list: given name, surname or place
};

class WordClasses {
 public:
  void Add(std::string_view word, uint32_t classes);
  // Classes of a word by its Token::hash; 0 for an unknown word.
  uint32_t Of(uint32_t hash) const {
    for (size_t i = hash & mask_;; i = (i + 1) & mask_) {
      if (slots_[i].first == hash) return slots_[i].second;
      if (slots_[i].second == 0) return 0;
    }
  }

 private:
  void Insert(uint32_t hash, uint32_t classes);
  std::vector<std::pair<uint32_t, uint32_t>> slots_ =
      std::vector<std::pair<uint32_t, uint32_t>>(1024);
  size_t mask_ = 1023, used_ = 0;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_PARTY_WORD_CLASSES_H_
