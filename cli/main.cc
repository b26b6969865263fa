// Stand-in until the real command line lands: JSON Lines on standard input, records on standard output.
#include <iostream>
#include <nlohmann/json.hpp>

#include "pipeline/dealwire.h"

int main(int argc, char** argv) {
  dealwire::Options options;
  for (int i = 1; i + 1 < argc; ++i) {
    if (std::string_view(argv[i]) == "--rules") options.rules_dir = argv[i + 1];
  }
  auto engine = dealwire::Engine::Make(options);
  if (!engine.ok()) return std::cerr << engine.status().message() << "\n", 2;
  if (argc > 1 && std::string_view(argv[1]) == "rules") {
    const auto failures = engine.value().CheckRules();
    for (const auto& f : failures) std::cerr << f << "\n";
    return failures.empty() ? 0 : 1;
  }
  for (std::string line; std::getline(std::cin, line);) {
    const auto j = nlohmann::json::parse(line);
    dealwire::RawArticle article;
    article.id = j.value("id", "");
    article.title = j.value("title", "");
    article.published = j.value("published", "");
    article.bytes = j.value("text", "");
    article.format = dealwire::Format::kJsonl;
    std::cout << engine.value().Process(article).json << "\n";
  }
}
