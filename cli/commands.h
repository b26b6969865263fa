// The program's commands. Each takes its flags as read and returns the exit code: 0 all done, 1
// some articles were rejected or some checks failed, 2 usage or set-up error.
#ifndef DEALWIRE_CLI_COMMANDS_H_
#define DEALWIRE_CLI_COMMANDS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "cli/input_flags.h"

namespace dealwire::cli {

// Where records go; extract_output.h.
struct OutputFlags {
  std::string path;
  std::string to;  // empty: by the path's ending
  std::string dsn;
  bool pretty = false;
  std::string rejects;
  std::string errors = "apart";
  bool resume = false;
  std::string journal;
};

// What is told on the way; report.h.
struct ReportFlags {
  std::string stats;
  bool quiet = false;
  std::string log_level = "info";
};

struct ExtractFlags {
  InputFlags input;
  std::string published;
  OutputFlags output;
  ReportFlags report;
  int jobs = 0;
  bool unordered = false;
  std::string rules_dir, gazetteer;
};
int Extract(const ExtractFlags& flags);

struct ExplainFlags {
  std::string path;
  std::string published;
  int64_t at = -1;
  std::string rules_dir, gazetteer;
};
int Explain(const ExplainFlags& flags);

struct VerifyFlags {
  std::string records;
  InputFlags sources;
};
int Verify(const VerifyFlags& flags);

int Text(const std::string& path);
int RulesCheck(const std::string& dir);
int Schema();

// Writes to stderr as "dealwire: message".
void Complain(const std::string& message);

}  // namespace dealwire::cli

#endif  // DEALWIRE_CLI_COMMANDS_H_
