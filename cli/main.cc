// The program: flags to commands, nothing else. The flag table here makes the parser and --help;
// the man page (docs/dealwire.1) is checked against it by a test.
#include <CLI/CLI.hpp>
#include <csignal>
#include <functional>
#include <new>

#include "cli/commands.h"
#include "pipeline/dealwire.h"

namespace dealwire::cli {
namespace {

const char kFooter[] =
    "Data goes to standard output, logs and progress to standard error.\n"
    "Exit status: 0 all articles done, 1 some were rejected, 2 usage or set-up error.";

void AddRuleFlags(CLI::App* command, std::string* rules_dir, std::string* gazetteer) {
  command->add_option("--rules", *rules_dir, "folder of rules that overlays the built-in ones")
      ->type_name("DIR");
  command->add_option("--gazetteer", *gazetteer, "TSV file of names: name, kind, id")
      ->type_name("FILE");
}

void AddExtract(CLI::App* app, ExtractFlags* flags, std::function<int()>* run) {
  CLI::App* command = app->add_subcommand("extract", "articles in, one JSON record an article out");
  AddInputFlags(command, &flags->input);
  command->add_option("--published", flags->published, "publication date when the input gives none")
      ->type_name("DATE");
  command->add_option("-o,--output", flags->output, "where the records go; default standard output")
      ->type_name("FILE");
  command->add_option("-j,--jobs", flags->jobs, "threads; default all cores")
      ->check(CLI::Range(1, 1024))
      ->type_name("N");
  command->add_flag("--unordered", flags->unordered, "give up input order for speed");
  command->add_flag("--pretty", flags->pretty, "indented JSON");
  command
      ->add_option("--rejects", flags->rejects,
                   "rejected articles as JSON Lines; default standard error")
      ->type_name("FILE");
  AddRuleFlags(command, &flags->rules_dir, &flags->gazetteer);
  command->callback([=] { *run = [=] { return Extract(*flags); }; });
}

void AddExplain(CLI::App* app, ExplainFlags* flags, std::function<int()>* run) {
  CLI::App* command =
      app->add_subcommand("explain", "each item of one article with its rule and words");
  command->add_option("FILE", flags->path, "a text file; - reads standard input")->required();
  command->add_option("--at", flags->at, "only items at this code point")
      ->check(CLI::NonNegativeNumber)
      ->type_name("OFFSET");
  command->add_option("--published", flags->published, "publication date of the article")
      ->type_name("DATE");
  AddRuleFlags(command, &flags->rules_dir, &flags->gazetteer);
  command->callback([=] { *run = [=] { return Explain(*flags); }; });
}

}  // namespace
}  // namespace dealwire::cli

int main(int argc, char** argv) {
  using namespace dealwire::cli;  // NOLINT: this file is the program
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe shows as a failed write
  CLI::App app("dealwire: news articles into structured deal records", "dealwire");
  app.set_version_flag("--version", "dealwire " + std::string(dealwire::Engine::Version()));
  app.footer(kFooter);

  std::function<int()> run;
  ExtractFlags extract;
  ExplainFlags explain;
  std::string text_path, rules_dir;
  AddExtract(&app, &extract, &run);
  AddExplain(&app, &explain, &run);
  CLI::App* text = app.add_subcommand("text", "the normalised text that the extractors see");
  text->add_option("FILE", text_path, "a text file; - reads standard input")->required();
  text->callback([&] { run = [&] { return Text(text_path); }; });
  CLI::App* rules = app.add_subcommand("rules", "rule files")->require_subcommand(1);
  CLI::App* check = rules->add_subcommand("check", "checks rule files and runs their examples");
  check->add_option("DIR", rules_dir,
                    "a folder of rules; without one the built-in rules are checked");
  check->callback([&] { run = [&] { return RulesCheck(rules_dir); }; });
  app.add_subcommand("schema", "prints the JSON Schema of the record")->callback([&] {
    run = Schema;
  });

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? 0 : 2;
  }
  if (!run) {
    Complain("a subcommand is required; run with --help for more information");
    return 2;
  }
  try {
    return run();
  } catch (const std::bad_alloc&) {
    Complain("out of memory");
    return 2;
  }
}
