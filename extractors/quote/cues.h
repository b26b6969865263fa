// Cue verbs and the noun phrases that stand as their subjects. Internal to extractors/quote.
#ifndef DEALWIRE_EXTRACTORS_QUOTE_CUES_H_
#define DEALWIRE_EXTRACTORS_QUOTE_CUES_H_

#include <cstdint>
#include <vector>

#include "extractors/rules/rule_set.h"
#include "pipeline/base/span.h"
#include "pipeline/text/document.h"

namespace dealwire {

// What may follow a cue; see rules/cue_verbs.tsv. kAccording: "according to".
enum class CueClass : uint8_t { kSay, kThat, kTell, kClause, kAttitude, kObject, kAccording };

struct Cue {
  uint32_t first_token = 0, end_token = 0;
  uint32_t subject_end = 0;  // its subject ends here: of "argued and claimed" before "argued"
  CueClass cue_class = CueClass::kSay;
  bool participle = false;  // "saying", "adding": its subject is the sentence's
};

class CueFinder {
 public:
  // Needs the lexicon cue_verbs; refuses unknown classes.
  static Result<CueFinder> Make(const RuleBook& book);

  // All cues of the document in text order. One probe a token.
  std::vector<Cue> Find(const Document& doc) const;

 private:
  PhraseIndex index_;
  std::vector<std::pair<CueClass, bool>> entries_;
};

// The noun phrase that ends before token `at`, not reaching back over `limit`: the subject of a
// verb there. Skips auxiliaries and adverbs, and an apposition between commas ("Borg, head of
// sales, said" gives Borg). Empty if none.
TextSpan SubjectBefore(const Document& doc, uint32_t at, uint32_t limit);

// The noun phrase that begins at token `at` ("said Maria Borg, head of sales"), up to `limit`.
TextSpan SubjectAfter(const Document& doc, uint32_t at, uint32_t limit);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_QUOTE_CUES_H_
