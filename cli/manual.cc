#include "cli/manual.h"

#include <sstream>
#include <vector>

#include "pipeline/dealwire.h"

namespace dealwire::cli {
namespace {

// What the flag table does not say.
constexpr char kDescription[] =
    "reads news articles and writes one JSON record an article: amounts of money with currency and "
    "value, percentages, dates with calendar values, parties with all their mentions, quotations "
    "with speaker, and the deals that they make up. Every value points to its exact place in the "
    "input. Records go to standard output as JSON Lines in input order, one line an article; logs "
    "and progress go to standard error. Files compressed as gz, xz, bz2 or zst are expanded, zip "
    "and "
    "tar files opened, also within each other; a member is called news.zip!folder/a.txt. Text, "
    "JSON Lines, JSON and ninjs, CSV and TSV, RSS, Atom, NewsML-G2, NITF, EDGAR full submissions "
    "(exhibits 99.1) and web archives (WARC) are told apart by name and content. What cannot be "
    "read is told with its place, and the run goes on. JSON Lines input has an object a line with "
    "text, and "
    "optionally id, title, url, publisher, published and fields whose names begin with x_, which "
    "the record echoes; columns of a table are called the same.";
constexpr char kExitStatus[] =
    "0 all articles done; 1 some articles were rejected, some examples fail or some spans are "
    "wrong; 2 usage or set-up error; 130 interrupted, 143 terminated. A closed pipe ends the "
    "program quietly.";
constexpr char kFiles[] =
    "FILE.part holds what a run has written so far to FILE, always whole lines; FILE.resume beside "
    "it tells how far the run has come. Both go when the run is complete. A database is written in "
    "transactions; an article that comes again replaces its rows.";
constexpr const char* kExamples[] = {
    "dealwire extract articles/ -o records.jsonl",
    "dealwire extract articles/ -o records.jsonl --resume",
    "dealwire extract news.jsonl -o deals.db",
    "dealwire extract news.jsonl --to postgres --dsn 'dbname=deals'",
    "dealwire extract 'crawl/*.warc.gz' -o records.jsonl",
    "dealwire extract export.csv --text-field body --date-field date",
    "zcat news.jsonl.gz | dealwire extract --from jsonl --errors inline - | jq .deals",
    "dealwire explain article.txt --published 2026-04-27",
    "dealwire verify records.jsonl",
};

struct Flag {
  std::vector<std::string> names;  // "-o", "--output"
  std::string value;               // "FILE"; empty: a flag
  std::string help;
  std::vector<std::string> choices;
};

struct Argument {
  std::string name, help;
  bool required = false, many = false;
};

struct Command {
  std::string name;  // "rules check"
  std::string help;
  std::vector<Flag> flags;
  std::vector<Argument> arguments;
};

std::vector<std::string> Split(const std::string& text, char at) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, at);) out.push_back(part);
  return out;
}

Flag FlagOf(const CLI::Option& option) {
  Flag flag;
  for (const std::string& name : option.get_snames()) flag.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) flag.names.push_back("--" + name);
  flag.help = option.get_description();
  if (option.get_items_expected_max() > 0) {
    const std::string type = option.get_type_name();
    flag.value = type.substr(0, type.find(':'));
    if (flag.value.find('|') != std::string::npos) flag.choices = Split(flag.value, '|');
  }
  return flag;
}

Command CommandOf(const CLI::App& app, const std::string& name) {
  Command command;
  command.name = name;
  command.help = app.get_description();
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_positional()) {
      command.arguments.push_back({option->get_name(/*positional=*/true), option->get_description(),
                                   option->get_required(), option->get_items_expected_max() > 1});
    } else {
      command.flags.push_back(FlagOf(*option));
    }
  }
  return command;
}

// All commands that can be called, by their full names.
void AddCommands(const CLI::App& app, const std::string& name, std::vector<Command>* out) {
  const auto below = app.get_subcommands([](const CLI::App*) { return true; });
  if (below.empty()) out->push_back(CommandOf(app, name));
  for (const CLI::App* command : below) {
    AddCommands(*command, name.empty() ? command->get_name() : name + " " + command->get_name(),
                out);
  }
}

std::vector<Command> CommandsOf(const CLI::App& app) {
  std::vector<Command> commands;
  AddCommands(app, "", &commands);
  return commands;
}

// Text for roff: dashes stay dashes, no line begins with a control character, and a list of choices
// may be broken.
std::string Roff(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '-') out += '\\';
    out += c == '\\' ? "\\e" : std::string(1, c);
    if (c == '|') out += "\\:";
  }
  return out.starts_with('.') || out.starts_with('\'') ? "\\&" + out : out;
}

void FlagPage(const Flag& flag, std::ostringstream* page) {
  *page << ".TP\n\\fB";
  for (size_t i = 0; i < flag.names.size(); ++i)
    *page << (i > 0 ? "\\fR, \\fB" : "") << Roff(flag.names[i]);
  *page << "\\fR";
  if (!flag.value.empty()) *page << " \\fI" << Roff(flag.value) << "\\fR";
  *page << "\n" << Roff(flag.help) << "\n";
}

void CommandPage(const Command& command, std::ostringstream* page) {
  *page << ".SS " << Roff(command.name) << "\n" << Roff(command.help) << ".\n";
  for (const Argument& argument : command.arguments)
    *page << ".TP\n\\fI" << Roff(argument.name) << "\\fR\n" << Roff(argument.help) << "\n";
  for (const Flag& flag : command.flags) {
    if (flag.names.back() != "--help") FlagPage(flag, page);
  }
}

std::string Joined(const std::vector<std::string>& words, const std::string& between) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : between) + word;
  return out;
}

// In single quotes, for a shell.
std::string Quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? "'\\''" : std::string(1, c);
  return out + "'";
}

std::string Bash(const std::vector<Command>& commands) {
  std::ostringstream out;
  out << "# bash completion for dealwire\n_dealwire() {\n"
         "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
         "  local command=${COMP_WORDS[1]}\n"
         "  [ \"$command\" != rules ] || command=\"rules ${COMP_WORDS[2]}\"\n"
         "  COMPREPLY=()\n  if [ \"$COMP_CWORD\" -eq 1 ]; then\n    COMPREPLY=($(compgen -W '";
  std::string last;
  for (const Command& command : commands) {
    const std::string first = command.name.substr(0, command.name.find(' '));
    if (first != last) out << first << " ";
    last = first;
  }
  out << "--help --version' -- \"$word\"))\n    return\n  fi\n"
         "  if [ \"$COMP_CWORD\" -eq 2 ] && [ \"$before\" = rules ]; then\n"
         "    COMPREPLY=($(compgen -W 'check' -- \"$word\"))\n    return\n  fi\n"
         "  case \"$command:$before\" in\n";
  for (const Command& command : commands) {
    for (const Flag& flag : command.flags) {
      if (flag.value.empty()) continue;
      std::vector<std::string> patterns;
      for (const std::string& name : flag.names)
        patterns.push_back(Quoted(command.name + ":" + name));
      out << "    " << Joined(patterns, "|") << ") COMPREPLY=($(compgen ";
      if (!flag.choices.empty()) {
        out << "-W " << Quoted(Joined(flag.choices, " "));
      } else {
        out << (flag.value == "DIR" ? "-d" : flag.value == "FILE" ? "-f" : "-W ''");
      }
      out << " -- \"$word\")); return ;;\n";
    }
  }
  out << "  esac\n  case \"$word\" in\n    -*) case \"$command\" in\n";
  for (const Command& command : commands) {
    std::vector<std::string> names;
    for (const Flag& flag : command.flags)
      names.insert(names.end(), flag.names.begin(), flag.names.end());
    out << "      " << Quoted(command.name) << ") COMPREPLY=($(compgen -W "
        << Quoted(Joined(names, " ")) << " -- \"$word\")) ;;\n";
  }
  out << "    esac ;;\n    *) COMPREPLY=($(compgen -f -- \"$word\")) ;;\n  esac\n}\n"
         "complete -o filenames -F _dealwire dealwire\n";
  return out.str();
}

std::string ZshFlag(const Flag& flag) {
  std::string help;
  for (const char c : flag.help) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') help += '\\';
    help += c;
  }
  std::string names =
      flag.names.size() > 1 ? "{" + Joined(flag.names, ",") + "}" : flag.names.front();
  std::string rest = "[" + help + "]";
  if (!flag.value.empty()) {
    rest += ":" + flag.value.substr(0, flag.value.find('|')) + ":";
    rest += !flag.choices.empty()  ? "(" + Joined(flag.choices, " ") + ")"
            : flag.value == "DIR"  ? "_files -/"
            : flag.value == "FILE" ? "_files"
                                   : " ";
  }
  return names + Quoted(rest);
}

std::string Zsh(const std::vector<Command>& commands) {
  std::ostringstream out;
  out << "#compdef dealwire\n_dealwire() {\n  local -a commands\n  commands=(\n";
  for (const Command& command : commands) {
    if (command.name.find(' ') == std::string::npos)
      out << "    " << Quoted(command.name + ":" + command.help) << "\n";
  }
  out << "    'rules:rule files'\n  )\n"
         "  if (( CURRENT == 2 )); then\n    _describe command commands\n    return\n  fi\n"
         "  if (( CURRENT == 3 )) && [[ $words[2] == rules ]]; then\n    compadd check\n"
         "    return\n  fi\n"
         "  local command=$words[2]\n  shift words\n  (( CURRENT-- ))\n"
         "  if [[ $command == rules ]]; then\n    command='rules check'\n    shift words\n"
         "    (( CURRENT-- ))\n  fi\n  case $command in\n";
  for (const Command& command : commands) {
    out << "    " << Quoted(command.name) << ") _arguments";
    for (const Flag& flag : command.flags) out << " \\\n      " << ZshFlag(flag);
    out << " \\\n      '*:file:_files' ;;\n";
  }
  out << "  esac\n}\n_dealwire \"$@\"\n";
  return out.str();
}

std::string Fish(const std::vector<Command>& commands) {
  std::ostringstream out;
  out << "# fish completion for dealwire\n";
  for (const Command& command : commands) {
    const std::string first = command.name.substr(0, command.name.find(' '));
    out << "complete -c dealwire -n __fish_use_subcommand -f -a " << first << " -d "
        << Quoted(command.help) << "\n";
    if (first != command.name) {
      out << "complete -c dealwire -n '__fish_seen_subcommand_from " << first << "' -a "
          << command.name.substr(first.size() + 1) << "\n";
    }
    for (const Flag& flag : command.flags) {
      out << "complete -c dealwire -n '__fish_seen_subcommand_from " << first << "'";
      for (const std::string& name : flag.names)
        out << (name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1));
      if (!flag.choices.empty()) {
        out << " -x -a " << Quoted(Joined(flag.choices, " "));
      } else if (!flag.value.empty()) {
        out << (flag.value == "FILE" || flag.value == "DIR" ? " -r" : " -x");
      }
      out << " -d " << Quoted(flag.help) << "\n";
    }
  }
  return out.str();
}

}  // namespace

std::string ManPage(const CLI::App& app) {
  const std::vector<Command> commands = CommandsOf(app);
  std::ostringstream page;
  page << ".TH DEALWIRE 1 \"\" \"dealwire " << Engine::Version() << "\" \"User Commands\"\n"
       << ".SH NAME\ndealwire \\- news articles into structured deal records\n.SH SYNOPSIS\n";
  for (const Command& command : commands) {
    if (&command != &commands.front()) page << ".br\n";
    page << "\\fBdealwire " << Roff(command.name) << "\\fR";
    for (const Argument& argument : command.arguments) {
      const std::string name = "\\fI" + Roff(argument.name) + "\\fR" + (argument.many ? "..." : "");
      page << " " << (argument.required ? name : "[" + name + "]");
    }
    if (command.flags.size() > 1) page << " [\\fIoptions\\fR]";  // --help alone is none
    page << "\n";
  }
  page << ".SH DESCRIPTION\n.B dealwire\n" << Roff(kDescription) << "\n.SH COMMANDS\n";
  for (const Command& command : commands) CommandPage(command, &page);
  page << ".SS Options of the program\n";
  for (const CLI::Option* option : app.get_options()) FlagPage(FlagOf(*option), &page);
  page << ".SH FILES\n" << Roff(kFiles) << "\n.SH EXIT STATUS\n" << Roff(kExitStatus) << "\n";
  page << ".SH EXAMPLES\n.nf\n";
  for (const char* example : kExamples) page << Roff(example) << "\n";
  page << ".fi\n";
  return page.str();
}

std::string Completions(const CLI::App& app, const std::string& shell) {
  const std::vector<Command> commands = CommandsOf(app);
  return shell == "bash"   ? Bash(commands)
         : shell == "zsh"  ? Zsh(commands)
         : shell == "fish" ? Fish(commands)
                           : "";
}

}  // namespace dealwire::cli
