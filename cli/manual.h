// The man page and the completions of shells, made from the flag table in main.cc, so that they
// never tell of other flags than the program takes.
#ifndef DEALWIRE_CLI_MANUAL_H_
#define DEALWIRE_CLI_MANUAL_H_

#include <CLI/CLI.hpp>
#include <string>

namespace dealwire::cli {

// In roff, for man(1).
std::string ManPage(const CLI::App& app);

// `shell` is bash, zsh or fish; empty for any other.
std::string Completions(const CLI::App& app, const std::string& shell);

}  // namespace dealwire::cli

#endif  // DEALWIRE_CLI_MANUAL_H_
