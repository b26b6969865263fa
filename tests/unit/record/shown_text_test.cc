#include "pipeline/record/shown_text.h"

#include <gtest/gtest.h>

namespace dealwire {
namespace {

TEST(ShownTextTest, Shows) {
  EXPECT_TRUE(Shows("Alder", "Alder"));
  EXPECT_TRUE(Shows("Al<b class='>'>d</b>er", "Alder"));
  EXPECT_TRUE(Shows("Norwood &amp; <i>Hale", "Norwood & Hale"));
  EXPECT_TRUE(Shows("&pound;3&nbsp;m", "£3\u00A0m"));
  EXPECT_TRUE(Shows("&#163;3\n  million", "£3 million"));
  EXPECT_TRUE(Shows("&#147;So&#x201D;", "“So”"));
  EXPECT_TRUE(Shows("a <!-- x > y --> b", "a b"));
  EXPECT_TRUE(Shows("AT&T < 3", "AT&T < 3"));
  EXPECT_TRUE(Shows("One.</p><script>var x;</script><p>Two.", "One.\n\nTwo."));
}

TEST(ShownTextTest, ShowsSomethingElse) {
  EXPECT_FALSE(Shows("Alder ", "Alde"));
  EXPECT_FALSE(Shows(" Alder", "Alder"));
  EXPECT_FALSE(Shows("Alder ", "Alder"));
  EXPECT_FALSE(Shows("<b>Alder", "Alder"));
  EXPECT_FALSE(Shows("Alder</b>", "Alder"));
  EXPECT_FALSE(Shows("Alde", "Alder"));
  EXPECT_FALSE(Shows("the Alder", "Alder"));
  EXPECT_FALSE(Shows("Ald er s", "Alder"));
  EXPECT_FALSE(Shows("<b>the Alder", "Alder"));
  EXPECT_FALSE(Shows("Alder</b> paid", "Alder"));
  EXPECT_FALSE(Shows("£3", "€3"));
  EXPECT_FALSE(Shows("", "Alder"));
}

}  // namespace
}  // namespace dealwire
