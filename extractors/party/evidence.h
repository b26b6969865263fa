// Evidence: what a candidate's own words and the words around it say about what it is. Each piece
// of evidence has a weight for each of five classes (rules/evidence.tsv); classify.h adds them up
// over all mentions of a name.
#ifndef DEALWIRE_EXTRACTORS_PARTY_EVIDENCE_H_
#define DEALWIRE_EXTRACTORS_PARTY_EVIDENCE_H_

#include <array>
#include <bitset>
#include <cstdint>
#include <string_view>
#include <vector>

#include "extractors/party/candidates.h"
#include "extractors/party/gazetteer.h"
#include "extractors/rules/rule_set.h"
#include "pipeline/base/status.h"
#include "pipeline/text/document.h"

namespace dealwire {

enum class Sort : uint8_t { kOrg, kPerson, kPlace, kOther, kNone };  // the coarse class of a name
inline constexpr size_t kSorts = 5;

// X(name): the name is the row of rules/evidence.tsv.
// clang-format off
#define DEALWIRE_EVIDENCE(X) \
  X(bias) X(lex_company) X(lex_company_weak) X(lex_fund) X(lex_organisation) X(lex_government) \
  X(lex_publication) X(lex_product) X(lex_product_weak) X(lex_city) X(lex_country) \
  X(lex_subdivision) X(lex_place_weak) X(lex_first_name) X(lex_surname) X(user_org) \
  X(user_person) X(user_place) X(user_other) X(first_name_start) X(rare_first_name_start) \
  X(surname_end) X(initials) X(legal_form) X(ends_like_org) X(ends_like_place) \
  X(begins_like_org) X(honorific_before) X(title_before) X(title_after) X(place_start) \
  X(company_start) X(demonym_start) X(acronym) X(one_word) X(two_words) X(many_words) \
  X(common_word) X(common_words) X(inner_capital) X(sentence_start) X(mid_sentence) \
  X(title_style) X(the_before) X(a_before) X(person_noun_before) X(org_noun_before) \
  X(place_noun_before) X(place_preposition) X(by_before) X(of_before) X(buy_before) \
  X(say_before) X(say_after) X(person_verb_after) X(org_verb_after) X(org_thing_after) \
  X(person_noun_after) X(org_noun_after) X(noun_after) X(possessive) X(possessive_org_thing) \
  X(based_after) X(ticker_after) X(acronym_bracket_after) X(in_brackets) X(apposition_org) \
  X(apposition_person) X(apposition_place) X(age_after) X(who_after) X(which_after) \
  X(place_after_comma) X(quoted) X(dateline) X(conjoined) X(number_after) X(demonym_before) \
  X(digit) X(team_context) X(uncommon_words) X(org_word_alone) X(proper_first) \
  X(ends_like_event) X(one_letter) X(common_acronym) X(cricket) X(org_word_start) \
  X(passive_after) X(place_end) X(particle_inside) X(weak_mid_sentence) X(unknown_word) \
  X(proper_word) X(passive_by_before) X(position_of_before) X(place_bracket_after) \
  X(weak_evidenced) X(business_position_of_before)
// clang-format on

enum class Evidence : uint8_t {
#define DEALWIRE_X(name) k_##name,
  DEALWIRE_EVIDENCE(DEALWIRE_X)
#undef DEALWIRE_X
      kCount
};
inline constexpr size_t kEvidenceCount = static_cast<size_t>(Evidence::kCount);
inline constexpr std::array<std::string_view, kEvidenceCount> kEvidenceNames = {
#define DEALWIRE_X(name) #name,
    DEALWIRE_EVIDENCE(DEALWIRE_X)
#undef DEALWIRE_X
};

using EvidenceSet = std::bitset<kEvidenceCount>;
using SortScores = std::array<float, kSorts>;

class EvidenceWeights {
 public:
  // Refused if it names unknown evidence or lacks a number; `file` is named in errors.
  static Result<EvidenceWeights> Make(std::string_view file, const Lexicon& rows);
  // From the lexicon "evidence".
  static Result<EvidenceWeights> Make(const RuleBook& book);
  const SortScores& Of(size_t evidence) const { return weights_[evidence]; }

 private:
  std::array<SortScores, kEvidenceCount> weights_{};
};

// The evidence for one mention.
EvidenceSet Gather(const Document& doc, const Gazetteer& gazetteer, const Candidates& all,
                   const Candidate& c);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_PARTY_EVIDENCE_H_
