// The commands that look at one article or at the program's own data: explain, text, rules check,
// schema.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>

#include "cli/commands.h"
#include "pipeline/dealwire.h"

namespace dealwire::cli {
namespace {

Result<RawArticle> ReadFile(const std::string& path) {
  RawArticle article;
  if (path == "-") {
    article.bytes.assign(std::istreambuf_iterator<char>(std::cin), {});
    article.format = GuessFormat("", article.bytes);
    return article;
  }
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) return Status::Error(path + ": is a folder");
  std::ifstream in(path, std::ios::binary);
  if (!in) return Status::Error(path + ": cannot be read");
  article.bytes.assign(std::istreambuf_iterator<char>(in), {});
  article.path = path;
  article.format = GuessFormat(path, article.bytes);
  return article;
}

}  // namespace

void Complain(const std::string& message) { std::cerr << "dealwire: " << message << "\n"; }

int Explain(const ExplainFlags& flags) {
  Result<RawArticle> article = ReadFile(flags.path);
  if (!article.ok()) return Complain(article.status().message()), 2;
  Options options;
  options.rules_dir = flags.rules_dir;
  options.gazetteer = flags.gazetteer;
  options.published = flags.published;
  Result<Engine> engine = Engine::Make(options);
  if (!engine.ok()) return Complain(engine.status().message()), 2;
  const auto at = flags.at < 0 ? std::nullopt : std::optional<size_t>(flags.at);
  std::cout << engine.value().Explain(article.value(), at);
  return 0;
}

int Text(const std::string& path) {
  Result<RawArticle> article = ReadFile(path);
  if (!article.ok()) return Complain(article.status().message()), 2;
  std::cout << Engine::Text(article.value()) << "\n";
  return 0;
}

int RulesCheck(const std::string& dir) {
  Options options;
  options.rules_dir = dir;
  Result<Engine> engine = Engine::Make(options);
  if (!engine.ok()) return Complain(engine.status().message()), 2;
  const std::vector<std::string> failures = engine.value().CheckRules();
  for (const std::string& failure : failures) std::cerr << failure << "\n";
  std::cout << (failures.empty() ? "all examples hold\n"
                                 : std::to_string(failures.size()) + " examples fail\n");
  return failures.empty() ? 0 : 1;
}

int Schema() {
  std::cout << Engine::Schema();
  return 0;
}

}  // namespace dealwire::cli
