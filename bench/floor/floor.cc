// The yardstick for speed: how fast nine plain RE2 patterns alone go over the same articles:
// whole-match spans, one thread. The pipeline's throughput divided by this figure, measured in the
// same run, says how close it is to doing nothing but matching.
//
//   dealwire_floor patterns.txt articles.jsonl     ->  "9 patterns, 2000 articles, 58105
//   matches, 24.2 MB per CPU-second"
#include <re2/re2.h>
#include <simdjson.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

namespace {

std::vector<std::unique_ptr<RE2>> LoadPatterns(const char* path) {
  RE2::Options options(RE2::Quiet);
  options.set_max_mem(256 << 20);  // with less the DFA of {3,600} thrashes
  std::vector<std::unique_ptr<RE2>> patterns;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    patterns.push_back(std::make_unique<RE2>(line, options));
    if (!patterns.back()->ok()) std::fprintf(stderr, "bad pattern: %s\n", line.c_str());
  }
  return patterns;
}

std::vector<std::string> LoadArticles(const char* path) {
  std::vector<std::string> articles;
  simdjson::dom::parser parser;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    std::string_view text;
    if (parser.parse(line)["text"].get(text) != simdjson::SUCCESS) continue;
    articles.emplace_back(text);
    std::replace(articles.back().begin(), articles.back().end(), '\n', ' ');
  }
  return articles;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3)
    return std::fprintf(stderr, "usage: dealwire_floor patterns.txt articles.jsonl\n"), 2;
  const auto patterns = LoadPatterns(argv[1]);
  const std::vector<std::string> articles = LoadArticles(argv[2]);
  size_t bytes = 0;
  long matches = 0;
  const std::clock_t begin = std::clock();
  for (const std::string& article : articles) {
    bytes += article.size();
    for (const auto& pattern : patterns) {
      re2::StringPiece match;
      for (size_t at = 0;
           pattern->Match(article, at, article.size(), RE2::UNANCHORED, &match, 1);) {
        ++matches;
        at = match.data() - article.data() + std::max<size_t>(match.size(), 1);
      }
    }
  }
  const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  std::printf("%zu patterns, %zu articles, %ld matches, %.2f MB per CPU-second\n", patterns.size(),
              articles.size(), matches, static_cast<double>(bytes) / 1e6 / seconds);
}
