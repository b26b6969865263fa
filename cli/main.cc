// The program: flags to commands, nothing else. The flag table here makes the parser, --help, the
// man page and the completions of shells (manual.h).
#include <CLI/CLI.hpp>
#include <csignal>
#include <functional>
#include <iostream>
#include <new>

#include "cli/commands.h"
#include "cli/manual.h"
#include "pipeline/dealwire.h"

namespace dealwire::cli {
namespace {

const char kFooter[] =
    "Data goes to standard output, logs and progress to standard error.\n"
    "Exit status: 0 all articles done, 1 some were rejected, 2 usage or set-up error.";

// One of some words, which stand for the type in help and manual.
void OneOf(const std::vector<std::string>& words, CLI::Option* option) {
  std::string type;
  for (const std::string& word : words) type += (type.empty() ? "" : "|") + word;
  option->check(CLI::IsMember(words).description(""))->type_name(type);
}

void AddRuleFlags(CLI::App* command, std::string* rules_dir, std::string* gazetteer) {
  command->add_option("--rules", *rules_dir, "folder of rules that overlays the built-in ones")
      ->type_name("DIR");
  command->add_option("--gazetteer", *gazetteer, "TSV file of names: name, kind, id")
      ->type_name("FILE");
}

void AddOutputFlags(CLI::App* command, OutputFlags* flags) {
  command
      ->add_option("-o,--output", flags->path,
                   "where the records go; default standard output. A file appears when it is "
                   "complete; until then it grows as FILE.part. What ends in .db or .sqlite is a "
                   "SQLite database, what ends in .csv is CSV")
      ->type_name("FILE");
  OneOf({"jsonl", "json", "csv", "sqlite", "postgres", "bulk"},
        command->add_option(
            "--to", flags->to,
            "output format; default by the file's ending, else JSON Lines. csv has one row a "
            "deal, bulk is for Elasticsearch and OpenSearch"));
  command
      ->add_option("--dsn", flags->dsn,
                   "the PostgreSQL database, as libpq takes it; what is left out comes from the "
                   "environment")
      ->type_name("DSN");
  command->add_flag("--pretty", flags->pretty, "indented JSON, as --to json");
  command
      ->add_option("--rejects", flags->rejects,
                   "rejected articles as JSON Lines; default standard error")
      ->type_name("FILE");
  OneOf({"apart", "inline"},
        command->add_option(
            "--errors", flags->errors,
            "inline: a rejected article is a line of the output, with error for a record; "
            "apart (default): it is told elsewhere"));
  command->add_flag("--resume", flags->resume,
                    "goes on where a stopped run with the same output ended; begins anew if none "
                    "was stopped");
  command
      ->add_option("--journal", flags->journal,
                   "where it is kept how far the run has come; default FILE.resume beside the "
                   "output")
      ->type_name("FILE");
}

void AddReportFlags(CLI::App* command, ReportFlags* flags) {
  command->add_option("--stats", flags->stats, "the figures of the run as JSON")->type_name("FILE");
  command->add_flag("--quiet", flags->quiet, "no progress and no summary; as --log-level warning");
  OneOf({"error", "warning", "info", "debug"},
        command->add_option(
            "--log-level", flags->log_level,
            "what is told on standard error: error, what ends a run; warning, also rejected "
            "articles; info (default), also progress on a terminal and a summary; debug, "
            "also progress in a log"));
}

void AddExtract(CLI::App* app, ExtractFlags* flags, std::function<int()>* run) {
  CLI::App* command = app->add_subcommand("extract", "articles in, one JSON record an article out");
  command->add_option("PATH", flags->input.paths,
                      "files, folders, archives and patterns; - or nothing reads standard input");
  AddFormatFlags(command, &flags->input);
  AddReadingFlags(command, &flags->input);
  command->add_option("--published", flags->published, "publication date when the input gives none")
      ->type_name("DATE");
  command->add_option("-j,--jobs", flags->jobs, "threads; default all cores")
      ->check(CLI::Range(1, 1024))
      ->type_name("N");
  command->add_flag("--unordered", flags->unordered, "give up input order for speed");
  AddOutputFlags(command, &flags->output);
  AddReportFlags(command, &flags->report);
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

void AddVerify(CLI::App* app, VerifyFlags* flags, std::function<int()>* run) {
  CLI::App* command =
      app->add_subcommand("verify", "re-checks every span of records against their sources");
  command->add_option("RECORDS", flags->records, "a file of records; - reads standard input")
      ->required();
  command->add_option("SOURCES", flags->sources.paths,
                      "where the articles are; without any, where the records say");
  AddFormatFlags(command, &flags->sources);
  command->callback([=] { *run = [=] { return Verify(*flags); }; });
}

int Print(const std::string& text) {
  std::cout << text;
  return 0;
}

// The arguments of commands that have no flags.
struct SmallFlags {
  std::string text_path, rules_dir, shell;
};

void AddSmallCommands(CLI::App* app, SmallFlags* flags, std::function<int()>* run) {
  CLI::App* text = app->add_subcommand(
      "text", "the normalised text that the extractors see; of a page its main text");
  text->add_option("FILE", flags->text_path, "a text file; - reads standard input")->required();
  text->callback([=] { *run = [=] { return Text(flags->text_path); }; });
  CLI::App* rules = app->add_subcommand("rules", "rule files")->require_subcommand(1);
  CLI::App* check = rules->add_subcommand("check", "checks rule files and runs their examples");
  check->add_option("DIR", flags->rules_dir,
                    "a folder of rules; without one the built-in rules are checked");
  check->callback([=] { *run = [=] { return RulesCheck(flags->rules_dir); }; });
  CLI::App* schema = app->add_subcommand("schema", "prints the JSON Schema of the record");
  schema->callback([=] { *run = Schema; });
  CLI::App* man = app->add_subcommand("man", "prints this program's man page in roff");
  man->callback([=] { *run = [=] { return Print(ManPage(*app)); }; });
  CLI::App* completions = app->add_subcommand("completions", "prints completions for a shell");
  OneOf({"bash", "zsh", "fish"},
        completions->add_option("SHELL", flags->shell, "bash, zsh or fish")->required());
  completions->callback([=] { *run = [=] { return Print(Completions(*app, flags->shell)); }; });
}

}  // namespace
}  // namespace dealwire::cli

int main(int argc, char** argv) {
  using namespace dealwire::cli;  // NOLINT: this file is the program
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe shows as a failed write, so does a file too large
  std::signal(SIGXFSZ, SIG_IGN);
  CLI::App app("dealwire: news articles into structured deal records", "dealwire");
  app.set_version_flag("--version", "dealwire " + std::string(dealwire::Engine::Version()));
  app.footer(kFooter);

  std::function<int()> run;
  ExtractFlags extract;
  ExplainFlags explain;
  VerifyFlags verify;
  SmallFlags small;
  AddExtract(&app, &extract, &run);
  AddExplain(&app, &explain, &run);
  AddVerify(&app, &verify, &run);
  AddSmallCommands(&app, &small, &run);

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
