// The mentions of a document's parties in text order: who speaks, who is told. Internal to
// extractors/quote.
#ifndef DEALWIRE_EXTRACTORS_QUOTE_PARTY_MENTIONS_H_
#define DEALWIRE_EXTRACTORS_QUOTE_PARTY_MENTIONS_H_

#include <vector>

#include "extractors/party/party_types.h"
#include "pipeline/base/span.h"

namespace dealwire {

class PartyMentions {
 public:
  // `parties` must outlive it.
  explicit PartyMentions(const std::vector<Party>& parties);

  // The party that a speaker's words name: a person before anything else, else the first party in
  // them ("Lund, head of Alder"; "a spokesman for Alder"). -1 if none.
  int SpeakerIn(TextSpan words) const;

  // Whether one of the mentions in `words` is of this kind.
  bool Holds(TextSpan words, PartyKind kind) const;

 private:
  struct Mention {
    TextSpan span;
    int party;
  };
  std::vector<Mention>::const_iterator From(TextSpan words) const;

  const std::vector<Party>& parties_;
  std::vector<Mention> mentions_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_QUOTE_PARTY_MENTIONS_H_
