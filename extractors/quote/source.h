// Where something was said: "in a statement", "told Newsline", "wrote on X", "at a news
// conference". Internal to extractors/quote.
#ifndef DEALWIRE_EXTRACTORS_QUOTE_SOURCE_H_
#define DEALWIRE_EXTRACTORS_QUOTE_SOURCE_H_

#include <string>
#include <vector>

#include "extractors/quote/cues.h"
#include "extractors/quote/party_mentions.h"
#include "extractors/quote/quote_types.h"
#include "extractors/rules/rule_set.h"
#include "pipeline/text/document.h"

namespace dealwire {

class SourceFinder {
 public:
  // Needs the lexicon sources; refuses unknown classes.
  static Result<SourceFinder> Make(const RuleBook& book);

  // The words of the source of a quotation with a cue, as they stand in the text; "" if none is
  // told. `cues` of the whole document in text order.
  std::string Find(const Document& doc, const PartyMentions& parties, const std::vector<Cue>& cues,
                   const QuoteMention& quote) const;

 private:
  enum class SourceClass : uint8_t { kPlace, kTalk, kPlatform, kListener };
  class Search;

  PhraseIndex index_;
  std::vector<SourceClass> classes_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_QUOTE_SOURCE_H_
