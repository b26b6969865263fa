#include "extractors/quote/party_mentions.h"

#include <algorithm>

namespace dealwire {

PartyMentions::PartyMentions(const std::vector<Party>& parties) : parties_(parties) {
  for (size_t p = 0; p < parties.size(); ++p) {
    for (const PartyMention& m : parties[p].mentions)
      mentions_.push_back({m.span, static_cast<int>(p)});
  }
  std::sort(mentions_.begin(), mentions_.end(),
            [](const Mention& a, const Mention& b) { return a.span < b.span; });
}

std::vector<PartyMentions::Mention>::const_iterator PartyMentions::From(TextSpan words) const {
  return std::lower_bound(mentions_.begin(), mentions_.end(), words.begin,
                          [](const Mention& m, uint32_t at) { return m.span.end <= at; });
}

int PartyMentions::SpeakerIn(TextSpan words) const {
  int found = -1;
  for (auto it = From(words); it != mentions_.end() && it->span.begin < words.end; ++it) {
    const PartyKind kind = parties_[it->party].kind;
    if (kind == PartyKind::kPerson) return it->party;
    if (found < 0 && kind != PartyKind::kPlace && kind != PartyKind::kProduct) found = it->party;
  }
  return found;
}

bool PartyMentions::Holds(TextSpan words, PartyKind kind) const {
  for (auto it = From(words); it != mentions_.end() && it->span.begin < words.end; ++it) {
    if (parties_[it->party].kind == kind) return true;
  }
  return false;
}

}  // namespace dealwire
