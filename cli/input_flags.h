// The flags that say what is read and how, shared by the commands that read articles.
#ifndef DEALWIRE_CLI_INPUT_FLAGS_H_
#define DEALWIRE_CLI_INPUT_FLAGS_H_

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/input/source.h"

namespace dealwire::cli {

struct InputFlags {
  std::vector<std::string> paths;
  std::string from = "auto";
  std::string files_from;
  FieldMap fields;
  uint64_t max_bytes = SourceOptions().max_bytes;
  uint64_t limit = 0;
  std::string sample;
  bool dry_run = false;
};

// --from and the names of fields and columns.
void AddFormatFlags(CLI::App* command, InputFlags* flags);
// How much is read, and from where besides the paths.
void AddReadingFlags(CLI::App* command, InputFlags* flags);

// What --from names.
InputFormat FormatOf(const std::string& from);

// Fails if --sample is neither a number nor a share.
Result<SourceOptions> SourceOptionsOf(const InputFlags& flags);

// Whatever changes which articles come in, as one word a flag.
std::string SettingsOf(const InputFlags& flags);

// Reads everything, says on standard output what there is, and on standard error what cannot be
// read. Returns the exit code.
int DryRun(const InputFlags& flags);

}  // namespace dealwire::cli

#endif  // DEALWIRE_CLI_INPUT_FLAGS_H_
