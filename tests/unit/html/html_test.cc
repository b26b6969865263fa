#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/dealwire.h"
#include "pipeline/html/html_page.h"
#include "pipeline/text/decode.h"
#include "tests/support/read_text.h"

namespace dealwire {
namespace {

namespace fs = std::filesystem;

RawArticle Page(std::string bytes) {
  RawArticle article;
  article.bytes = std::move(bytes);
  article.format = Format::kHtml;
  return article;
}

std::string Text(const std::string& html) { return html::ReadHtml(html).text; }

// An article of some length around a piece of markup, for pages that need one.
std::string Around(const std::string& markup) {
  return "<p>Alder agreed to buy Quillon on Monday, the two companies said in a statement.</p>" +
         markup + "<p>The purchase needs the consent of shareholders, who will vote in May.</p>";
}

std::vector<fs::path> Samples() {
  std::vector<fs::path> out;
  for (const auto& entry : fs::directory_iterator(fs::path(DEALWIRE_SOURCE_DIR) / "corpora/html"))
    if (entry.path().extension() == ".html") out.push_back(entry.path());
  return out;
}

// Each character of the main text stands in the page at the place that it maps to, as it is, as a
// character reference or, white space, as white space or markup.
void ExpectMapped(const std::string& page) {
  const Stripped article = html::ReadHtml(page);
  for (size_t i = 0; i < article.text.size();) {
    size_t end = i + 1;
    while (end < article.text.size() && (article.text[end] & 0xC0) == 0x80) ++end;
    const std::string shown = article.text.substr(i, end - i);
    const size_t from = article.map.Begin(i), to = article.map.End(end);
    ASSERT_LT(from, to) << i;
    ASSERT_LE(to, page.size()) << i;
    const std::string source = page.substr(from, to - from);
    const bool reference = source[0] == '&' && source.size() > 1;
    const bool white = shown == " " || shown == "\n";
    EXPECT_TRUE(source == shown || reference || white) << shown << " from " << source;
    i = end;
  }
}

TEST(HtmlTest, SamplePages) {
  ASSERT_GE(Samples().size(), 3U);
  for (const fs::path& path : Samples()) {
    const RawArticle article = Page(ReadText(path));
    fs::path expected = path;
    EXPECT_EQ(Engine::Text(article) + "\n", ReadText(expected.replace_extension(".txt"))) << path;
  }
}

TEST(HtmlTest, EveryByteMapsIntoThePage) {
  for (const fs::path& path : Samples()) {
    const std::string bytes = ReadText(path);
    ExpectMapped(Decode(bytes, html::MetaCharset(bytes)).utf8);
  }
  ExpectMapped(
      Around("<p>One&amp;two <b> three</b>\n\n four<br>five&#147;six&dollar;seven &x; & <</p>"));
}

// What a reader sees between two bytes of a page: without markup and white space, and with the
// references that the samples have.
std::string Rendered(const std::string& source) {
  std::string out;
  for (size_t i = 0; i < source.size(); ++i) {
    if (source[i] == '<') {
      i = std::min(source.find('>', i), source.size());
    } else if (static_cast<uint8_t>(source[i]) > ' ') {
      out += source[i];
    }
  }
  const std::pair<const char*, const char*> kReferences[] = {
      {"&amp;", "&"},   {"&#38;", "&"},  {"&nbsp;", "\u00A0"}, {"&#160;", "\u00A0"},
      {"&pound;", "£"}, {"&#163;", "£"}, {"&ldquo;", "“"},     {"&rdquo;", "”"},
      {"&#147;", "“"},  {"&#148;", "”"}, {"&comma;", ","}};
  for (const auto& [name, meant] : kReferences) {
    for (size_t at; (at = out.find(name)) != std::string::npos;)
      out.replace(at, std::string(name).size(), meant);
  }
  return out;
}

TEST(HtmlTest, SpansPointIntoThePageAsGiven) {
  const std::string bytes = ReadText(fs::path(DEALWIRE_SOURCE_DIR) / "corpora/html/modern.html");
  const Document doc = Engine::Read(Page(bytes));
  ASSERT_GT(doc.tokens().size(), 100U);
  for (const Token& token : doc.tokens()) {
    const SourceSpan s = doc.ToSource(token.span());
    if (doc.InTitle(token.span())) {
      EXPECT_EQ(doc.metadata().title.substr(s.byte_start, s.byte_end - s.byte_start), s.exact);
    } else {
      EXPECT_EQ(Rendered(bytes.substr(s.byte_start, s.byte_end - s.byte_start)), s.exact);
    }
  }
  for (const Sentence& sentence : doc.sentences()) {
    if (doc.InTitle(sentence.span)) continue;
    const SourceSpan s = doc.ToSource(sentence.span);
    EXPECT_EQ(Rendered(bytes.substr(s.byte_start, s.byte_end - s.byte_start)),
              Rendered(std::string(s.exact)));
  }
}

TEST(HtmlTest, Metadata) {
  const Document doc =
      Engine::Read(Page(ReadText(fs::path(DEALWIRE_SOURCE_DIR) / "corpora/html/modern.html")));
  EXPECT_EQ(doc.metadata().title, "Norwood & Hale to buy Tern Valley Dairies for £310m");
  EXPECT_EQ(doc.metadata().publisher, "The Harbour Ledger");
  EXPECT_EQ(doc.metadata().author, "Imogen Farrar, Ali Dunn");
  EXPECT_EQ(doc.metadata().published, "2025-03-11T07:15:00+00:00");
  EXPECT_EQ(doc.metadata().language, "en-GB");
  EXPECT_EQ(doc.metadata().url, "https://harbour-ledger.example/business/norwood-hale-tern-valley");
}

TEST(HtmlTest, MetadataWithoutJsonLd) {
  auto published = [](const std::string& head) {
    return html::ReadHtml("<head>" + head + "</head>" + Around("")).metadata.published;
  };
  EXPECT_EQ(published("<meta property='article:published_time' content='2024-01-05T10:00:00Z'>"),
            "2024-01-05T10:00:00Z");
  EXPECT_EQ(published("<meta name=date content=20240105>"), "2024-01-05");
  EXPECT_EQ(published("<meta name=pubdate content='Fri, 05 Jan 2024 10:00:00 GMT'>"), "2024-01-05");
  EXPECT_EQ(published("<meta name=date content='January 5, 2024'>"), "2024-01-05");
  EXPECT_EQ(published("</head><time datetime='2024-01-05 10:00'>today</time>"), "2024-01-05T10:00");
  EXPECT_EQ(published("<meta name=date content='soon'>"), "");
  const Metadata m = html::ReadHtml(
                         "<html lang=fr><title>Alder achète Quillon - La Vague</title>"
                         "<meta property=og:site_name content='La Vague'>"
                         "<meta name=author content='Zoë Quist'>" +
                         Around(""))
                         .metadata;
  EXPECT_EQ(m.title, "Alder achète Quillon");
  EXPECT_EQ(m.author, "Zoë Quist");
  EXPECT_EQ(m.language, "fr");
}

TEST(HtmlTest, WhatTheCallerSaysComesFirst) {
  RawArticle article = Page(ReadText(fs::path(DEALWIRE_SOURCE_DIR) / "corpora/html/modern.html"));
  article.title = "Another title";
  article.publisher = "Somebody";
  const Document doc = Engine::Read(article);
  EXPECT_EQ(doc.metadata().title, "Another title");
  EXPECT_EQ(doc.metadata().publisher, "Somebody");
  EXPECT_EQ(doc.metadata().author, "Imogen Farrar, Ali Dunn");
}

TEST(HtmlTest, BrokenJsonLdSaysNothing) {
  const std::string head = "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",";
  EXPECT_EQ(html::ReadHtml(head + "\"headline\":}</script>" + Around("")).metadata.title, "");
  // A line break within a string is against the rules, and common.
  EXPECT_EQ(html::ReadHtml(head + "\"headline\":\"Alder buys\nQuillon\"}</script>" + Around(""))
                .metadata.title,
            "Alder buys Quillon");
}

TEST(HtmlTest, References) {
  auto middle = [](const std::string& markup) {
    const std::string text = Text(Around("<p>It paid " + markup + " for that, in cash.</p>"));
    const size_t at = text.find("It paid ") + 8;
    return text.substr(at, text.find(" for that") - at);
  };
  EXPECT_EQ(middle("&pound;3&nbsp;m"), "£3\u00A0m");
  EXPECT_EQ(middle("&#163;3"), "£3");
  EXPECT_EQ(middle("&#xA3;3"), "£3");
  EXPECT_EQ(middle("&#128;3"), "€3");    // as browsers read it: windows-1252
  EXPECT_EQ(middle("&dollar;3"), "$3");  // new in HTML 5
  EXPECT_EQ(middle("AT&T & Co"), "AT&T & Co");
  EXPECT_EQ(middle("&nosuch; 3"), "&nosuch; 3");
  EXPECT_EQ(middle("&#x1F600;"), "\U0001F600");
  EXPECT_EQ(middle("3 <5> << 4"), "3 <5> << 4");
  EXPECT_EQ(middle("<b>3</b>0<i>0</i>"), "300");
  EXPECT_EQ(middle("3<br>0"), "3\n0");
  EXPECT_EQ(middle("3 <!-- 4 --> 0"), "3 0");
  EXPECT_EQ(middle("3<script>4</script><style>5</style><span style='clip:rect(0 0 0 0)'>6</span>0"),
            "30");
}

TEST(HtmlTest, ADivLeftOpenDoesNotSwallowTheRest) {
  const std::string text = Text(
      "<div><section class=promo><div><div>Try our app, it is free."
      "</div></section>" +
      Around("") + "</div>");
  EXPECT_EQ(text.find("Try"), std::string::npos);
  EXPECT_NE(text.find("Alder agreed"), std::string::npos);
  EXPECT_NE(text.find("vote in May"), std::string::npos);
}

TEST(HtmlTest, NothingThere) {
  for (const std::string page : {"", "<", "<html>", "<html><body></body></html>", "<!--", "&"}) {
    const Document doc = Engine::Read(Page(page));
    EXPECT_TRUE(doc.text().empty()) << page;
  }
  EXPECT_EQ(Text("<title>T</title><p>Alder bought Quillon.</p>"), "Alder bought Quillon.");
}

TEST(HtmlTest, TruncatedAnywhere) {
  for (const fs::path& path : Samples()) {
    const std::string page = ReadText(path);
    for (size_t size = 0; size < page.size(); size += 13) {
      const Document doc = Engine::Read(Page(page.substr(0, size)));
      for (const Sentence& sentence : doc.sentences()) {
        if (doc.InTitle(sentence.span)) continue;
        const SourceSpan s = doc.ToSource(sentence.span);
        ASSERT_LT(s.byte_start, s.byte_end);
        ASSERT_LE(s.byte_end, size);
      }
    }
  }
}

std::string Times(const std::string& piece, size_t n) {
  std::string out;
  for (size_t i = 0; i < n; ++i) out += piece;
  return out;
}

// Linear time and no recursion: each of these takes well under a second, where anything quadratic
// takes minutes.
TEST(HtmlTest, PagesMadeToHurt) {
  const size_t n = 100'000;
  const std::string last = "<p>Alder agreed to buy Quillon for $3 million, it said on Monday.";
  for (const std::string tag : {"<div>", "<b>", "<p>", "<table><tr><td>", "<form>", "<div><p>x",
                                "<ul><li>", "<font>", "</div>", "</p>", "</i>"})
    EXPECT_NE(Text(Times(tag, n) + last).find("Alder"), std::string::npos) << tag;
  EXPECT_NE(Text(Times("<b>", n) + Times("</i>", n) + last).find("Alder"), std::string::npos);
  EXPECT_NE(Text(Times("<div>", n) + Times("</section>", n) + last).find("Alder"),
            std::string::npos);
  std::string tag = "<p ";
  for (size_t i = 0; i < n; ++i) tag += "a" + std::to_string(i) + "=1 ";
  EXPECT_NE(Text(tag + ">" + last).find("Alder"), std::string::npos);
  EXPECT_NE(Text("<p class='" + Times("promo ", n) + "'>" + last).find("Alder"), std::string::npos);
  EXPECT_NE(Text(Times("&amp;", n) + last).find("Alder"), std::string::npos);
  EXPECT_NE(Text(std::string(n, '\0') + last).find("Alder"), std::string::npos);
  for (const std::string piece :
       {"<!--", "<", "<a ", "<![CDATA[", "<?xml ", "<script>", "&", "<title>"})
    Text(Times(piece, n));
}

TEST(HtmlTest, EntitiesThatAPageDeclaresDoNotExpand) {
  std::string page = "<!DOCTYPE html [<!ENTITY a \"lol\">";
  for (char c = 'b'; c < 'z'; ++c)
    page += std::string("<!ENTITY ") + c + " \"" +
            Times(std::string("&") + static_cast<char>(c - 1) + ";", 10) + "\">";
  EXPECT_LT(Text(page + "]><p>&y;" + Around("")).size(), 10'000U);
}

TEST(HtmlTest, LooksLikeHtml) {
  EXPECT_TRUE(html::LooksLikeHtml("<!DOCTYPE html><html>"));
  EXPECT_TRUE(html::LooksLikeHtml("\xEF\xBB\xBF\n <HTML lang=en>"));
  EXPECT_TRUE(html::LooksLikeHtml("<?xml version='1.0'?><!-- saved --><html xmlns=x>"));
  EXPECT_TRUE(html::LooksLikeHtml(std::string_view("\xFF\xFE<\0h\0t\0m\0l\0>\0", 14)));
  EXPECT_FALSE(html::LooksLikeHtml("Alder bought <b>Quillon</b>."));
  EXPECT_FALSE(html::LooksLikeHtml("<?xml version='1.0'?><rss>"));
  EXPECT_FALSE(html::LooksLikeHtml("<header"));
  EXPECT_FALSE(html::LooksLikeHtml(""));
  EXPECT_EQ(GuessFormat("a.HTM", "plain"), Format::kHtml);
  EXPECT_EQ(GuessFormat("a.txt", "<html>"), Format::kText);
  EXPECT_EQ(GuessFormat("", "<html>"), Format::kHtml);
}

TEST(HtmlTest, MetaCharset) {
  EXPECT_EQ(html::MetaCharset("<meta charset=\"UTF-8\">"), "utf-8");
  EXPECT_EQ(html::MetaCharset("<META HTTP-EQUIV=x CONTENT='text/html; charset=Shift_JIS'>"),
            "shift_jis");
  EXPECT_EQ(html::MetaCharset("<?xml version=\"1.0\" encoding=\"EUC-JP\"?>"), "euc-jp");
  EXPECT_EQ(html::MetaCharset("<meta name=x><p>charset=koi8-r"), "");
}

TEST(HtmlTest, CharsetOfHeaderThenPage) {
  const std::string page =
      "<meta charset=windows-1252>" + Around(
                                          "<p>It paid \xF0\xD2\xC9\xD7\xC5\xD4, \x80"
                                          "3 million, in cash.</p>");
  RawArticle article = Page(page);
  EXPECT_NE(Engine::Text(article).find("€3 million"), std::string::npos);
  article.charset = "koi8-r";
  EXPECT_NE(Engine::Text(article).find("Привет"), std::string::npos);
}

}  // namespace
}  // namespace dealwire
