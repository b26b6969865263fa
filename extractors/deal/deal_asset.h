// What is bought and has no name: "its pump business" becomes a party of its own, the target.
#ifndef DEALWIRE_EXTRACTORS_DEAL_DEAL_ASSET_H_
#define DEALWIRE_EXTRACTORS_DEAL_DEAL_ASSET_H_

#include <string_view>

#include "extractors/deal/extraction.h"
#include "pipeline/text/document.h"

namespace dealwire {

// Bytes of the phrase at the beginning of `words` that names an asset: up to a preposition, a verb
// or a mark. 0 if there is none.
size_t AssetLength(std::string_view words);

// Adds a party of the kind asset to the deals that tell what is bought but not from a name.
void NameAssets(const Document& doc, Extraction* x);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACTORS_DEAL_DEAL_ASSET_H_
