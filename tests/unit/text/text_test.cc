// Decode, normalise, map back: tables first, then the property that must hold for any bytes.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "pipeline/text/decode.h"
#include "pipeline/text/document.h"
#include "pipeline/text/normalize.h"
#include "pipeline/text/offset_map.h"

namespace dealwire {
namespace {

Document MakeDoc(std::string bytes, std::string title = "") {
  RawArticle article;
  article.bytes = std::move(bytes);
  article.title = std::move(title);
  return Document::Make(article);
}

struct NormalizeCase {
  const char* source;
  const char* text;
};

TEST(NormalizeTest, Table) {
  const NormalizeCase cases[] = {
      {"plain text", "plain text"},
      {"two  spaces\tand a tab", "two spaces and a tab"},
      {"  edges  ", "edges"},
      {"no\xC2\xA0"
       "break",
       "no break"},
      {"thin\xE2\x80\xAFspace", "thin space"},
      {"soft\xC2\xADhyphen", "softhyphen"},
      {"zero\xE2\x80\x8Bwidth", "zerowidth"},
      {"Borg\xE2\x80\x99s", "Borg's"},
      {"workers\xE2\x80\x99 rights", "workers\xE2\x80\x99 rights"},
      {"\xE2\x80\x9Cquoted\xE2\x80\x9D", "\xE2\x80\x9Cquoted\xE2\x80\x9D"},
      {"\xEF\xBC\x84\xEF\xBC\x95", "$5"},  // full-width $5
      {"non\xE2\x80\x91"
       "breaking",
       "non-breaking"},
      {"e\xCC\x81t\xC3\xA9", "\xC3\xA9t\xC3\xA9"},  // e + combining acute
      {"one\r\n\r\ntwo", "one\ntwo"},
      {"one\n\n\n\ntwo", "one\ntwo"},
      {"a paragraph of its own that is long enough to be no wrapped line at all, since it is wider "
       "than a hundred columns\nnext",
       "a paragraph of its own that is long enough to be no wrapped line at all, since it is wider "
       "than a hundred columns\nnext"},
      // a name goes on, however wide the lines are
      {"He met Bank of\nScotland", "He met Bank of Scotland"},
      {"Osprey\nInc fell", "Osprey Inc fell"},
      {"Osprey fell\nMarkets", "Osprey fell\nMarkets"},
      {"", ""},
      {" \n\t ", ""},
  };
  for (const NormalizeCase& c : cases) EXPECT_EQ(Normalize(c.source).text, c.text) << c.source;
}

TEST(NormalizeTest, WrappedLinesBecomeOneParagraph) {
  const std::string wrapped =
      "Osprey Harbour Holdings and its long-standing partner Northern\n"
      "Quay Works said on Monday that they would build a terminal in the\n"
      "port of Tromso, which both of them have served since the end of\n"
      "the war, and that they would share its costs.\n\n"
      "A second paragraph follows.\n";
  const Normalized n = Normalize(wrapped);
  EXPECT_NE(n.text.find("Northern Quay Works"), std::string::npos);
  EXPECT_EQ(std::count(n.text.begin(), n.text.end(), '\n'), 1);
}

// A single line may be wide.
TEST(NormalizeTest, OneWideLineDoesNotUnwrap) {
  std::string wrapped;
  for (int i = 0; i < 10; ++i)
    wrapped +=
        "Osprey Harbour said that its long-standing partner Northern\nQuay Works would build a "
        "terminal in the old town of Tromso\n";
  const std::string wide =
      "and that both of them would share all of its costs, which are not known yet, for as long as "
      "the terminal stands.\n";
  const Normalized n = Normalize(wrapped + wide + "They meet again in May.\n");
  EXPECT_NE(n.text.find("Northern Quay Works"), std::string::npos);
}

TEST(OffsetMapTest, SpansSnapOutwardsAndLeaveDeletedEdgesOut) {
  // source: a X(3 bytes, becomes 1) b DEL(2) c
  OffsetMap::Builder b;
  b.Copy(1);
  b.Replace(1, 3);
  b.Copy(1);
  b.Skip(2);
  b.Copy(1);
  const OffsetMap map = std::move(b).Build();
  EXPECT_EQ(map.Begin(0), 0U);
  EXPECT_EQ(map.Begin(1), 1U);
  EXPECT_EQ(map.End(2), 4U);
  EXPECT_EQ(map.Begin(2), 4U);
  EXPECT_EQ(map.End(3), 5U);  // the deleted bytes stay outside
  EXPECT_EQ(map.Begin(3), 7U);
  EXPECT_EQ(map.End(4), 8U);
}

TEST(OffsetMapTest, Composes) {
  OffsetMap::Builder inner;  // middle -> source: every middle byte is two source bytes
  inner.Replace(1, 2, 10);
  OffsetMap::Builder outer;  // text -> middle: bytes 2..4 of the middle are one text byte
  outer.Copy(2);
  outer.Replace(1, 3);
  outer.Copy(5);
  const OffsetMap map = std::move(outer).Build().Over(std::move(inner).Build());
  EXPECT_EQ(map.Begin(1), 2U);
  EXPECT_EQ(map.Begin(2), 4U);
  EXPECT_EQ(map.End(3), 10U);
  EXPECT_EQ(map.Begin(3), 10U);
  EXPECT_EQ(map.End(8), 20U);
}

struct DecodeCase {
  std::string bytes;
  std::string utf8;
  std::string charset;
};

TEST(DecodeTest, Table) {
  const DecodeCase cases[] = {
      {"caf\xC3\xA9", "caf\xC3\xA9", "UTF-8"},
      {"\xEF\xBB\xBFhi", "hi", "UTF-8"},
      {std::string("\xFF\xFEh\0i\0", 6), "hi", "UTF-16LE"},
      {std::string("\xFE\xFF\0h\0i", 6), "hi", "UTF-16BE"},
      {std::string("H\0e\0l\0l\0o\0 \0w\0o\0r\0l\0d\0", 22), "Hello world", "UTF-16LE"},
      {"The caf\xE9 paid \x80"
       "5 \x96 they said \x93yes\x94",
       "The caf\xC3\xA9 paid \xE2\x82\xAC"
       "5 \xE2\x80\x93 they said \xE2\x80\x9Cyes\xE2\x80\x9D",
       "windows-1252"},
      {"good \xC3\xA9 \xC3\xA8 \xC3\xA0 \xC3\xB4 and one bad \xFF byte",
       "good \xC3\xA9 \xC3\xA8 \xC3\xA0 \xC3\xB4 and one bad \xEF\xBF\xBD byte", "UTF-8"},
  };
  for (const DecodeCase& c : cases) {
    const Decoded d = Decode(c.bytes);
    EXPECT_EQ(d.utf8, c.utf8);
    EXPECT_EQ(d.charset, c.charset) << c.utf8;
  }
}

TEST(DecodeTest, BadBytesAreReported) {
  const Decoded d = Decode("good \xC3\xA9\xC3\xA9 one bad \xFF byte");
  ASSERT_EQ(d.diagnostics.size(), 1U);
  EXPECT_EQ(d.diagnostics[0].code, "bad_bytes");
}

TEST(DocumentTest, SourceSpansCountCodePointsAndRawBytes) {
  const Document doc = MakeDoc("\xEF\xBB\xBF\xE2\x82\xAC Borg\xE2\x80\x99s  deal");
  EXPECT_EQ(doc.text(), "\xE2\x82\xAC Borg's deal");
  const auto at = static_cast<uint32_t>(doc.text().find("Borg's"));
  const SourceSpan s = doc.ToSource({at, at + 6});
  EXPECT_EQ(s.exact, "Borg\xE2\x80\x99s");
  EXPECT_EQ(s.start, 2U);
  EXPECT_EQ(s.end, 8U);
  EXPECT_EQ(s.byte_start, 7U);  // byte order mark, euro sign, space
  EXPECT_EQ(s.byte_end, 15U);
}

TEST(DocumentTest, TitleIsTheFirstParagraphWithOffsetsOfItsOwn) {
  const Document doc = MakeDoc("The body.", "A title");
  EXPECT_EQ(doc.text(), "A title\nThe body.");
  EXPECT_TRUE(doc.InTitle({2, 7}));
  EXPECT_EQ(doc.ToSource({2, 7}).start, 2U);
  const SourceSpan body = doc.ToSource({12, 16});
  EXPECT_EQ(body.start, 4U);
  EXPECT_EQ(body.exact, "body");
}

std::vector<std::string> SentencesOf(const std::string& text) {
  const Document doc = MakeDoc(text);
  std::vector<std::string> out;
  for (const Sentence& s : doc.sentences()) out.emplace_back(doc.Words(s.span));
  return out;
}

TEST(SegmentTest, AbbreviationsDoNotEndSentences) {
  const std::vector<std::string> one_sentence = {"Halvorsen Inc. Chairman Bo Lund spoke.",
                                                 "Halvorsen Inc. (HAL.N) was sold.",
                                                 "Halvorsen Inc. (Halvorsen) was sold.",
                                                 "Dr. Lund and Gen. Berg met Sen. Holt.",
                                                 "It fell on Sept. 3 in the U.S. Senate.",
                                                 "Osprey Corp. Vice President J. R. Holt left.",
                                                 "It is No. 5 in Europe.",
                                                 "Shares of Yahoo! Inc rose.",
                                                 "St. Olav Holdings Ltd. Shareholders agreed.",
                                                 "Shares of Marlow Inc. (NYSE: MRL) rose.",
                                                 "Shares of Marlow (6758.T) rose.",
                                                 "It met Marlow Inc. (\"Marlow\")."};
  for (const std::string& s : one_sentence) EXPECT_EQ(SentencesOf(s).size(), 1U) << s;
  const std::vector<std::string> two_sentences = {
      "They bought Halvorsen Inc. The price was low.",
      "They bought Halvorsen Inc. (Additional reporting by Bo Lund)",
      "He left the U.S. He came back.", "It ended. \"Well,\" she said.",
      "One line\n\nand another."};
  for (const std::string& s : two_sentences) EXPECT_EQ(SentencesOf(s).size(), 2U) << s;
}

TEST(TokenTest, WordsNumbersMarks) {
  const std::string text = "Lund's paid $1,250.50 in Q1 (3.5m) caf\xC3\xA9-bar";
  std::string joined;
  for (const Token& t : Tokenize(text)) joined += std::string(Slice(text, t.span())) + "|";
  EXPECT_EQ(joined, "Lund|'|s|paid|$|1,250.50|in|Q1|(|3.5|m|)|caf\xC3\xA9|-|bar|");
}

// Any bytes in: every token, sentence and paragraph maps back to a place whose code points are its
// exact words.
void CheckEverySpan(const std::string& bytes, const std::string& title) {
  const Document doc = MakeDoc(bytes, title);
  const Decoded decoded = Decode(bytes), decoded_title = Decode(title);
  ASSERT_TRUE(IsUtf8(doc.text()));
  auto code_points = [](const std::string& utf8) {
    std::vector<size_t> begins;
    for (size_t i = 0; i < utf8.size(); ++i) {
      if ((utf8[i] & 0xC0) != 0x80) begins.push_back(i);
    }
    begins.push_back(utf8.size());
    return begins;
  };
  const std::vector<size_t> body = code_points(decoded.utf8),
                            head = code_points(decoded_title.utf8);
  auto check = [&](TextSpan span) {
    const SourceSpan s = doc.ToSource(span);
    const bool in_title = doc.InTitle(span);
    const std::vector<size_t>& begins = in_title ? head : body;
    const std::string& source = in_title ? decoded_title.utf8 : decoded.utf8;
    ASSERT_LE(s.start, s.end);
    ASSERT_LT(s.end, begins.size());
    ASSERT_EQ(source.substr(begins[s.start], begins[s.end] - begins[s.start]), s.exact);
    ASSERT_LE(s.byte_start, s.byte_end);
    ASSERT_LE(s.byte_end, in_title ? title.size() : bytes.size());
    if (!in_title && decoded.charset == "UTF-8" && decoded.diagnostics.empty()) {
      ASSERT_EQ(bytes.substr(s.byte_start, s.byte_end - s.byte_start), s.exact);
    }
    ASSERT_FALSE(s.exact.empty());
  };
  for (const Token& t : doc.tokens()) check(t.span());
  for (const Sentence& s : doc.sentences()) check(s.span);
  uint32_t token = 0;
  for (const Sentence& s : doc.sentences()) {
    ASSERT_EQ(s.first_token, token);
    token = s.end_token;
  }
  ASSERT_EQ(token, doc.tokens().size());
}

TEST(PropertyTest, EverySpanMapsBackForRandomBytes) {
  std::mt19937 random(20260427);
  for (int round = 0; round < 400; ++round) {
    std::string bytes(random() % 300, '\0');
    for (char& c : bytes) c = static_cast<char>(random());
    CheckEverySpan(bytes, "");
  }
}

TEST(PropertyTest, EverySpanMapsBackForHostilePieces) {
  const std::vector<std::string> pieces = {
      "Borg",
      " ",
      "\n",
      "\r\n",
      "\t",
      "\xC2\xA0",
      "\xC2\xAD",
      "\xE2\x80\x8B",
      "\xE2\x80\x99",
      "s",
      "\xE2\x80\x9C",
      "\xE2\x80\x9D",
      "e\xCC\x81",
      "\xEF\xBC\x85",
      "\xEF\xBB\xBF",
      "\xFF",
      "\xC3",
      "\xE2\x82",
      "\xF0\x9F\x98\x80",
      "Inc. ",
      "$5",
      ". ",
      "\"",
      "\xED\xA0\x80",
      std::string(1, '\0'),
      "\xE1\x84\x80\xE1\x85\xA1",
      "A\xCC\x8A",
      "\xE2\x80\xA8",
      "\xC2\x85",
      "line of words that is rather long and stops in the middle of\n"};
  std::mt19937 random(7);
  for (int round = 0; round < 1500; ++round) {
    std::string bytes, title;
    for (uint32_t n = random() % 25; n > 0; --n) bytes += pieces[random() % pieces.size()];
    for (uint32_t n = random() % 5; n > 0; --n) title += pieces[random() % pieces.size()];
    CheckEverySpan(bytes, title);
  }
}

}  // namespace
}  // namespace dealwire
