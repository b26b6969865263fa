// References: mentions that name nobody. "The drugmaker", "the ChatGPT maker", "the Redmond-based
// group", "the two companies" (a group with members), and pronouns where only one party can be
// meant.
#ifndef DEALWIRE_EXTRACTORS_PARTY_REFERENCES_H_
#define DEALWIRE_EXTRACTORS_PARTY_REFERENCES_H_

#include "extractors/party/candidates.h"
#include "extractors/party/gazetteer.h"
#include "extractors/party/party_builder.h"
#include "pipeline/text/document.h"

namespace dealwire {

// Adds such mentions to `built->parties`, and groups behind the other parties. Names inside a
// description ("ChatGPT" in "the ChatGPT maker") are no longer mentions of their own; parties that
// lose all mentions go.
void AddReferences(const Document& doc, const Gazetteer& gazetteer, const Candidates& candidates,
                   BuiltParties* built);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_PARTY_REFERENCES_H_
