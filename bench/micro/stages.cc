// Each stage of the pipeline by itself, over our own articles, in MB of text a second.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "extractors/date/date_extractor.h"
#include "extractors/deal/deal_linker.h"
#include "extractors/money/money_extractor.h"
#include "extractors/party/party_extractor.h"
#include "extractors/quote/quote_extractor.h"
#include "pipeline/dealwire.h"
#include "pipeline/html/html_page.h"
#include "pipeline/record/schema_validator.h"
#include "pipeline/record/sha256.h"
#include "pipeline/text/decode.h"
#include "pipeline/text/document.h"
#include "pipeline/text/normalize.h"

namespace dealwire {
namespace {

struct Sample {
  RawArticle article;
  Document doc;
  Extraction x;
  std::string json;
};

const Engine& TheEngine() {
  static const Engine* const kEngine = [] { return new Engine(Engine::Make({}).Take()); }();
  return *kEngine;
}

const std::vector<Sample>& Samples() {
  static const std::vector<Sample>* const kSamples = [] {
    auto* samples = new std::vector<Sample>();
    for (const auto& entry :
         std::filesystem::directory_iterator(DEALWIRE_SOURCE_DIR "/corpora/articles")) {
      std::ifstream in(entry.path());
      std::ostringstream text;
      text << in.rdbuf();
      Sample s;
      s.article.bytes = text.str();
      s.article.published = "2026-04-27";
      s.doc = Document::Make(s.article);
      s.x = TheEngine().Extract(s.article, s.doc);
      s.json = TheEngine().ToJson(s.article, s.doc, s.x);
      samples->push_back(std::move(s));
    }
    return samples;
  }();
  return *kSamples;
}

// Runs `stage` over all samples; bytes are those of the articles, whatever the stage looks at.
template <class Stage>
void Over(benchmark::State& state, const Stage& stage) {
  size_t bytes = 0;
  for (const Sample& s : Samples()) bytes += s.article.bytes.size();
  for (auto unused : state) {
    for (const Sample& s : Samples()) stage(s);
  }
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * bytes));
}

void BM_Decode(benchmark::State& state) {
  Over(state, [](const Sample& s) { benchmark::DoNotOptimize(Decode(s.article.bytes)); });
}
void BM_Normalize(benchmark::State& state) {
  Over(state, [](const Sample& s) { benchmark::DoNotOptimize(Normalize(s.article.bytes)); });
}
void BM_Document(benchmark::State& state) {
  Over(state, [](const Sample& s) { benchmark::DoNotOptimize(Document::Make(s.article)); });
}
void BM_Money(benchmark::State& state) {
  const MoneyExtractor extractor = MoneyExtractor::Make(TheEngine().rules()).Take();
  Over(state, [&](const Sample& s) { benchmark::DoNotOptimize(extractor.Extract({&s.doc, 1})); });
}
void BM_Date(benchmark::State& state) {
  const DateExtractor extractor = DateExtractor::Make(TheEngine().rules()).Take();
  Over(state, [&](const Sample& s) {
    PublishedDate published{"2026-04-27", PublishedBasis::kGiven};
    PublishedDate* const all[] = {&published};
    benchmark::DoNotOptimize(extractor.Extract({&s.doc, 1}, all));
  });
}
void BM_Party(benchmark::State& state) {
  const PartyExtractor extractor = PartyExtractor::Make(TheEngine().rules(), "").Take();
  Over(state, [&](const Sample& s) {
    Extraction x;
    extractor.Extract(s.doc, &x.parties);
    benchmark::DoNotOptimize(x);
  });
}
void BM_Quote(benchmark::State& state) {
  const QuoteExtractor extractor = QuoteExtractor::Make(TheEngine().rules()).Take();
  Over(state, [&](const Sample& s) {
    Extraction x;
    extractor.Extract(s.doc, s.x.parties, &x.quotes);
    benchmark::DoNotOptimize(x);
  });
}
void BM_Deal(benchmark::State& state) {
  const DealLinker linker = DealLinker::Make(TheEngine().rules()).Take();
  Over(state, [&](const Sample& s) {
    Extraction x = s.x;
    x.deals.clear();
    x.timeline.clear();
    x.checks.clear();
    linker.Link({&s.doc, 1}, {&x, 1});
    benchmark::DoNotOptimize(x);
  });
}
void BM_Record(benchmark::State& state) {
  Over(state, [](const Sample& s) {
    benchmark::DoNotOptimize(TheEngine().ToJson(s.article, s.doc, s.x));
  });
}
void BM_Sha256(benchmark::State& state) {
  Over(state, [](const Sample& s) { benchmark::DoNotOptimize(Sha256Hex(s.article.bytes)); });
}
void BM_Validate(benchmark::State& state) {
  const SchemaValidator validator = SchemaValidator::Make(Engine::Schema()).Take();
  Over(state, [&](const Sample& s) {
    if (!validator.Validate(s.json).ok()) state.SkipWithError("a record is refused");
  });
}
void BM_Process(benchmark::State& state) {
  Over(state, [](const Sample& s) { benchmark::DoNotOptimize(TheEngine().Process(s.article)); });
}

// A page of news is ten times as long as its article. Ours are short, so they stand in for a page
// with the menus, scripts and lists of links that one has.
void BM_Html(benchmark::State& state) {
  std::vector<std::string> pages;
  size_t bytes = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(DEALWIRE_SOURCE_DIR "/corpora/html")) {
    if (entry.path().extension() != ".html") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    const std::string raw = text.str();
    std::string page = Decode(raw, html::MetaCharset(raw)).utf8;
    std::string menu = "<nav><ul>";
    for (int i = 0; i < 300; ++i)
      menu += "<li class=\"menu-item level-2\"><a class=\"menu-link\" href=\"/section/" +
              std::to_string(i) + "\" data-track=\"nav\"><span>Section</span></a></li>\n";
    page += menu + "</ul></nav><script>" + std::string(page.size() * 3, 'x') + "</script>";
    bytes += page.size();
    pages.push_back(std::move(page));
  }
  for (auto unused : state) {
    for (const std::string& page : pages) benchmark::DoNotOptimize(html::ReadHtml(page));
  }
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * bytes));
}

BENCHMARK(BM_Decode);
BENCHMARK(BM_Html);
BENCHMARK(BM_Normalize);
BENCHMARK(BM_Document);
BENCHMARK(BM_Money);
BENCHMARK(BM_Date);
BENCHMARK(BM_Party);
BENCHMARK(BM_Quote);
BENCHMARK(BM_Deal);
BENCHMARK(BM_Record);
BENCHMARK(BM_Sha256);
BENCHMARK(BM_Validate);
BENCHMARK(BM_Process);

}  // namespace
}  // namespace dealwire

BENCHMARK_MAIN();
