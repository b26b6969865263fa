// Short forms: which name stands for which longer one. Used by classify.cc.
#ifndef DEALWIRE_EXTRACTORS_PARTY_SHORT_FORMS_H_
#define DEALWIRE_EXTRACTORS_PARTY_SHORT_FORMS_H_

#include <vector>

#include "extractors/party/classify.h"

namespace dealwire {

// Sets `full` and `form` of names that are surnames, beginnings or initials of other names of the
// document, and gives them their class. Linear in the number of names, but for names that share a
// first word.
void JoinShortForms(const Document& doc, const Gazetteer& gazetteer, const Candidates& candidates,
                    std::vector<Name>* names);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_PARTY_SHORT_FORMS_H_
