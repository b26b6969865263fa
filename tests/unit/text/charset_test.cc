// Charsets: every family decodes by its declared name, and each character maps back to its bytes.
#include "pipeline/text/charset.h"

#include <gtest/gtest.h>

#include <string>

#include "pipeline/text/decode.h"

namespace dealwire {
namespace {

struct CharsetCase {
  const char* label;
  const char* charset;
  const char* text;
  const char* hex;
};

const CharsetCase kCases[] = {
    {"windows-1250", "windows-1250", "Spółka Źródło kupiła Żubr za 3 mln zł",
     "5370F3B36B61208F72F364B36F206B757069B36120AF756272207A612033206D6C6E207AB3"},
    {"windows-1251", "windows-1251", "Компания купила завод за €3 млн",
     "CAEEECEFE0EDE8FF20EAF3EFE8EBE020E7E0E2EEE420E7E020883320ECEBED"},
    {"iso-8859-1", "windows-1252", "Société Générale paie €3 – “tout”",
     "536F6369E974E92047E96EE972616C65207061696520803320962093746F757494"},
    {"windows-1253", "windows-1253", "Η εταιρεία αγόρασε", "C720E5F4E1E9F1E5DFE120E1E3FCF1E1F3E5"},
    {"windows-1254", "windows-1254", "Şirket İzmir’de satın aldı",
     "DE69726B657420DD7A6D697292646520736174FD6E20616C64FD"},
    {"windows-1255", "windows-1255", "החברה קנתה", "E4E7E1F8E420F7F0FAE4"},
    {"windows-1256", "windows-1256", "اشترت الشركة", "C7D4CAD1CA20C7E1D4D1DFC9"},
    {"windows-1257", "windows-1257", "Uždaroji bendrovė įsigijo",
     "55FE6461726F6A692062656E64726F76EB20E1736967696A6F"},
    {"windows-1258", "windows-1258", "Cà phê", "43E0207068EA"},
    {"ISO-8859-2", "ISO-8859-2", "Český podnik koupil", "C865736BFD20706F646E696B206B6F7570696C"},
    {"ISO-8859-5", "ISO-8859-5", "Завод куплен", "B7D0D2DED420DAE3DFDBD5DD"},
    {"ISO-8859-7", "ISO-8859-7", "Εταιρεία", "C5F4E1E9F1E5DFE1"},
    {"latin9", "ISO-8859-15", "payé 3 €", "706179E9203320A4"},
    {"KOI8-R", "KOI8-R", "Компания купила завод", "EBCFCDD0C1CEC9D120CBD5D0C9CCC120DAC1D7CFC4"},
    {"KOI8-U", "KOI8-U", "Компанія купила завод", "EBCFCDD0C1CEA6D120CBD5D0C9CCC120DAC1D7CFC4"},
    {"Shift_JIS", "Shift_JIS", "日本の会社が①社を買収、ソニー表",
     "93FA967B82CC89EF8ED082AA87408ED082F094838EFB8141835C836A815B955C"},
    {"EUC-JP", "EUC-JP", "日本の会社が買収", "C6FCCBDCA4CEB2F1BCD2A4ACC7E3BCFD"},
    {"EUC-KR", "EUC-KR", "한국 회사가 인수했다", "C7D1B1B920C8B8BBE7B0A120C0CEBCF6C7DFB4D9"},
    {"gb2312", "GB18030", "中国公司收购了一家企业𠀀",
     "D6D0B9FAB9ABCBBECAD5B9BAC1CBD2BBBCD2C6F3D2B595328236"},
    {"GBK", "GB18030", "中国公司收购", "D6D0B9FAB9ABCBBECAD5B9BA"},
    {"big5", "Big5", "台灣公司收購一家企業", "A578C657A4BDA571A6ACC1CAA440AE61A5F8B77E"},
    {"utf-16le", "UTF-16LE", "Société 𝒳 €3",
     "53006F0063006900E9007400E900200035D8B3DC2000AC203300"},
    {"utf-16be", "UTF-16BE", "Société 𝒳 €3",
     "0053006F0063006900E9007400E90020D835DCB3002020AC0033"},
    {"utf-32", "UTF-32LE", "Société 𝒳 €3",
     "530000006F0000006300000069000000E900000074000000E900000020000000B3D4010020000000"
     "AC20000033000000"},
    {"UTF-32BE", "UTF-32BE", "Société 𝒳 €3",
     "000000530000006F0000006300000069000000E900000074000000E9000000200001D4B300000020"
     "000020AC00000033"},
};

std::string Bytes(std::string_view hex) {
  std::string out;
  for (size_t i = 0; i + 1 < hex.size(); i += 2)
    out += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  return out;
}

TEST(CharsetTest, EveryFamilyByItsName) {
  for (const CharsetCase& c : kCases) {
    const Decoded decoded = Decode(Bytes(c.hex), c.label);
    EXPECT_EQ(decoded.utf8, c.text) << c.label;
    EXPECT_EQ(decoded.charset, c.charset) << c.label;
    EXPECT_TRUE(decoded.diagnostics.empty()) << c.label;
  }
}

TEST(CharsetTest, EveryCharacterMapsToItsBytes) {
  for (const CharsetCase& c : kCases) {
    const std::string bytes = Bytes(c.hex);
    const Decoded decoded = Decode(bytes, c.label);
    for (size_t i = 0; i < decoded.utf8.size();) {
      size_t end = i + 1;
      while (end < decoded.utf8.size() && (decoded.utf8[end] & 0xC0) == 0x80) ++end;
      const size_t from = decoded.raw.Begin(i), to = decoded.raw.End(end);
      ASSERT_LT(from, to) << c.label;
      std::string again;
      OffsetMap::Builder map;
      if (std::string(c.charset).starts_with("UTF-16")) {
        again =
            Decode((c.charset[6] == 'B' ? "\xFE\xFF" : "\xFF\xFE") + bytes.substr(from, to - from))
                .utf8;
      } else {
        DecodeCharset(std::string_view(bytes).substr(from, to - from), c.charset, &again, &map);
      }
      EXPECT_EQ(again, decoded.utf8.substr(i, end - i)) << c.label;
      i = end;
    }
  }
}

TEST(CharsetTest, ShiftsBetweenCharactersBelongToTheNextOne) {
  const std::string bytes = Bytes("32303232201B2442472F244B467C4B5C1B2842");
  const Decoded decoded = Decode(bytes, "iso-2022-jp");
  EXPECT_EQ(decoded.utf8, "2022 年に日本");
  EXPECT_EQ(decoded.raw.Begin(5), 5U);
  EXPECT_EQ(decoded.raw.End(8), 10U);
}

TEST(CharsetTest, Marks) {
  EXPECT_EQ(Decode(std::string_view("\xFF\xFE\0\0A\0\0\0", 8)).utf8, "A");
  EXPECT_EQ(Decode(std::string_view("\0\0\xFE\xFF\0\0\0A", 8)).charset, "UTF-32BE");
  EXPECT_EQ(Decode(std::string_view("\0\0\xFE\xFF\0\0\0A", 8)).raw.Begin(0), 4U);
  EXPECT_EQ(Decode("\xEF\xBB\xBF"
                   "caf\xC3\xA9",
                   "windows-1252")
                .utf8,
            "caf\xC3\xA9");
}

TEST(CharsetTest, UnicodeIsBelievedBeforeANameOfOneByteCharsets) {
  EXPECT_EQ(Decode("caf\xC3\xA9", "iso-8859-1").utf8, "caf\xC3\xA9");
  EXPECT_EQ(Decode("caf\xE9", "utf-8").utf8, "caf\xC3\xA9");
  EXPECT_EQ(Decode("caf\xE9", "no such charset").utf8, "caf\xC3\xA9");
  EXPECT_EQ(Decode("caf\xE9", "no such charset").diagnostics[0].code, "charset");
}

TEST(CharsetTest, BadBytesAreReplacedAndTold) {
  const Decoded cut = Decode("\x93\xFA\x96", "shift_jis");
  EXPECT_EQ(cut.utf8, "\xE6\x97\xA5\xEF\xBF\xBD");
  EXPECT_EQ(cut.raw.End(6), 3U);
  ASSERT_EQ(cut.diagnostics.size(), 1U);
  EXPECT_EQ(cut.diagnostics[0].code, "bad_bytes");
}

TEST(CharsetTest, DetectedWithoutAName) {
  std::string bytes;
  for (int i = 0; i < 20; ++i) bytes += Bytes(kCases[15].hex) + "\x81\x42\n";
  EXPECT_EQ(Decode(bytes).charset, "Shift_JIS");
  bytes.clear();
  for (int i = 0; i < 20; ++i) bytes += Bytes(kCases[13].hex) + ", ";
  EXPECT_EQ(Decode(bytes).charset, "KOI8-R");
}

}  // namespace
}  // namespace dealwire
