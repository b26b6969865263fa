// Data files that are built into the program: rule files, lexicons, schemas.
//
//   cmake/embed.cmake writes, for `dealwire_embed(money_rules MoneyRuleFiles FILES ... BASE dir)`,
//   the function
//
//     namespace dealwire { std::span<const EmbeddedFile> MoneyRuleFiles(); }
//
//   Declare it in a header of your own and loop over it:
//
//     for (const EmbeddedFile& file : MoneyRuleFiles()) Load(file.path, file.data);
//
// The files stand in the order of FILES. Both views last as long as the program; nothing is copied.
// Thread-safety: read-only data. Cost of a call: none to speak of.
#ifndef DEALWIRE_PIPELINE_BASE_EMBEDDED_H_
#define DEALWIRE_PIPELINE_BASE_EMBEDDED_H_

#include <span>
#include <string_view>

namespace dealwire {

struct EmbeddedFile {
  std::string_view path;  // relative to BASE, with '/': "money/rules/core.toml"
  std::string_view data;  // the bytes of the file as it was when the program was built
};

}  // namespace dealwire

#endif  // DEALWIRE_PIPELINE_BASE_EMBEDDED_H_
