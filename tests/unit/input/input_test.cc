// Formats into articles: each sample of tests/input gives what tests/input/expected says, and small
// tables for the pieces that readers are made of.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "pipeline/input/detect.h"
#include "pipeline/input/readers.h"
#include "pipeline/input/sampler.h"
#include "pipeline/input/source.h"

namespace dealwire {
namespace {

namespace fs = std::filesystem;

const fs::path kSamples = fs::path(DEALWIRE_SOURCE_DIR) / "tests" / "input";

std::string ReadFile(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void Line(const char* name, const std::string& value, std::string* out) {
  if (!value.empty()) out->append(name).append(": ").append(value).append("\n");
}

std::string Describe(InputItem item) {
  const std::string where = item.Where();
  std::string out = "== " + where.substr(where.rfind('/') + 1) + "\n";
  RawArticle article;
  const Status status = ReadArticle(std::move(item), &article);
  if (!status.ok()) return out + "error: " + status.message() + "\n\n";
  Line("id", article.id, &out);
  Line("url", article.url, &out);
  Line("title", article.title, &out);
  Line("publisher", article.publisher, &out);
  Line("published", article.published, &out);
  Line("fetched", article.fetched, &out);
  Line("charset", article.charset, &out);
  Line("format", kFormatNames[static_cast<int>(article.format)], &out);
  return out + article.bytes + "\n\n";
}

std::string DescribeAll(const fs::path& path, const SourceOptions& options) {
  Result<Source> source = Source::Make({path.string()}, options);
  if (!source.ok()) return source.status().message();
  std::string out;
  std::vector<InputItem> batch;
  while (source.value().Next(&batch)) {
    for (InputItem& item : batch) out += Describe(std::move(item));
  }
  return out;
}

class SampleTest : public testing::TestWithParam<std::string> {};

TEST_P(SampleTest, GivesWhatIsExpected) {
  SourceOptions options;
  if (GetParam() == "fields.jsonl")
    options.fields = {"body.parts.text", "meta.key", "meta.when", "head"};
  if (GetParam() == "table.tsv") options.fields = {"story", "key", "when", "headline"};
  const fs::path expected = kSamples / "expected" / (GetParam() + ".txt");
  const std::string got = DescribeAll(kSamples / GetParam(), options);
  if (got != ReadFile(expected)) std::ofstream(GetParam() + ".got", std::ios::binary) << got;
  EXPECT_EQ(got, ReadFile(expected)) << "what was got stands in " << GetParam() << ".got";
}

std::vector<std::string> Samples() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(kSamples)) {
    if (entry.is_regular_file() && entry.path().extension() != ".py")
      names.push_back(entry.path().filename());
  }
  return names;
}
INSTANTIATE_TEST_SUITE_P(Input, SampleTest, testing::ValuesIn(Samples()), [](const auto& param) {
  std::string name = param.param;
  for (char& c : name) c = c == '.' ? '_' : c;
  return name;
});

TEST(IsoDateTest, ReadsWhatFeedsAndHeadersWrite) {
  const std::pair<const char*, const char*> kCases[] = {
      {"Mon, 27 Apr 2026 10:00:00 GMT", "2026-04-27T10:00:00Z"},
      {"27 Apr 2026 10:00 +0200", "2026-04-27T10:00:00+02:00"},
      {"Monday, 27-Apr-26", "Monday, 27-Apr-26"},
      {"7 September 2025", "2025-09-07"},
      {"Tue, 28 Apr 26 09:30 EDT", "2026-04-28T09:30:00-04:00"},
      {"Tue, 28 Apr 2026 09:30:00 somewhere", "2026-04-28"},
      {"20260427", "2026-04-27"},
      {"20260427T100000Z", "2026-04-27T10:00:00Z"},
      {"20260427T100000+0100", "2026-04-27T10:00:00+01:00"},
      {"20260427100000", "2026-04-27T10:00:00"},
      {" 2026-04-27T10:00:00Z\n", "2026-04-27T10:00:00Z"},
      {"32 Apr 2026", "32 Apr 2026"},
      {"soon", "soon"},
      {"", ""}};
  for (const auto& [text, iso] : kCases) EXPECT_EQ(IsoDate(text), iso) << text;
}

TEST(DetectTest, GoesByNameAndContent) {
  struct Case {
    const char *name, *begin;
    InputFormat format;
  };
  const Case kCases[] = {
      {"a.txt", "Plain words.", InputFormat::kText},
      {"a.txt", "{\"text\": 1}", InputFormat::kText},
      {"a.JSONL", "", InputFormat::kJsonl},
      {"", " {\"text\": 1}", InputFormat::kJsonl},
      {"", "", InputFormat::kJsonl},
      {"", "words", InputFormat::kText},
      {"a", "WARC/1.0\r\n", InputFormat::kWarc},
      {"a.xml", "<?xml version='1.0'?>\n<!-- x --><rss version='2.0'>", InputFormat::kXml},
      {"a", "<?xml version='1.0'?><!DOCTYPE nitf SYSTEM 'x'><nitf>", InputFormat::kXml},
      {"a", "<rdf:RDF xmlns='x'>", InputFormat::kXml},
      {"a.xml", "<other/>", InputFormat::kXml},
      {"a", "<!DOCTYPE html><html>", InputFormat::kHtml},
      {"a.txt", "<SEC-DOCUMENT>0000.txt : 20260427", InputFormat::kEdgar},
      {"folder.csv/a", "id,text", InputFormat::kText},
      {"x.zip!a.csv", "id,text", InputFormat::kCsv}};
  for (const Case& c : kCases) EXPECT_EQ(DetectFormat(c.name, c.begin), c.format) << c.name;
  EXPECT_EQ(WithoutPackingSuffix("news.jsonl.gz"), "news.jsonl");
  EXPECT_EQ(WithoutPackingSuffix("news.jsonl"), "news.jsonl");
}

TEST(DetectTest, TellsTextFromOtherThings) {
  using namespace std::string_view_literals;  // NOLINT: bytes hold zeros
  std::string bytes, wide;
  for (int i = 0; i < 1000; ++i) bytes += static_cast<char>(i * 7919 % 251);
  for (const char c : std::string_view("Orvane paid three million.")) {
    wide += '\0';
    wide += c;
  }
  EXPECT_EQ(ForeignKind(bytes), "binary data");
  EXPECT_EQ(ForeignKind(std::string(100, '\0')), "binary data");
  EXPECT_EQ(ForeignKind("%PDF-1.7"), "a PDF file");
  for (const std::string_view text :
       {"Plain\tand\r\nsimple."sv, "One stray \0 byte in a line of text."sv, "\0"sv,
        std::string_view(wide), "\xFF\xFEO\0r\0"sv, "\xC3\xA9t\xC3\xA9"sv, "\xE9t\xE9"sv,
        "GIF89 is a name"sv.substr(5)})
    EXPECT_EQ(ForeignKind(text), "") << text;
}

TEST(HttpTest, TellsWhatIsWrong) {
  const std::pair<const char*, const char*> kCases[] = {
      {"HTTP/1.1 200 OK\r\nContent-Type: text/html", "the HTTP header does not end"},
      {"HTTP/1.1 200 OK\r\n\r\n", "the HTTP body is empty"},
      {"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1F\x8B\x08", "the compressed body"},
      {"HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\n\r\nxxxx", "content encoding 'zstd'"}};
  for (const auto& [response, reason] : kCases) {
    RawArticle article;
    const Status status = ReadHttp(response, 1 << 20, &article);
    EXPECT_FALSE(status.ok());
    EXPECT_NE(status.message().find(reason), std::string::npos) << status.message();
  }
  EXPECT_EQ(CharsetOf("text/html; Charset='koi8-r'; x=y"), "koi8-r");
  EXPECT_EQ(CharsetOf("text/html"), "");
}

TEST(SamplerTest, DrawsTheSameArticlesInAnyCompany) {
  auto draw = [](int from, int to, Sampler sampler) {
    std::vector<std::string> kept;
    InputItem item;
    for (int i = from; i < to; ++i) {
      item.bytes = "article " + std::to_string(i);
      if (sampler.Keep(&item)) kept.push_back(item.bytes);
    }
    while (sampler.Draw(&item)) kept.push_back(item.bytes);
    return kept;
  };
  const auto tenth = draw(0, 10000, Sampler(0, 0.1));
  EXPECT_NEAR(static_cast<double>(tenth.size()), 1000, 100);
  auto halves = draw(0, 5000, Sampler(0, 0.1));
  for (const std::string& s : draw(5000, 10000, Sampler(0, 0.1))) halves.push_back(s);
  EXPECT_EQ(tenth, halves);
  const auto seven = draw(0, 10000, Sampler(7, 0));
  EXPECT_EQ(seven.size(), 7U);
  EXPECT_EQ(seven, draw(0, 10000, Sampler(7, 0)));
  EXPECT_EQ(draw(0, 3, Sampler(7, 0)).size(), 3U);
}

}  // namespace
}  // namespace dealwire
