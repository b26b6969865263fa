// Journal: what it keeps, where it goes on, and what it refuses. Whole runs that are killed are in
// tests/cli/resume_test.py.
#include "pipeline/store/journal.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/support/read_text.h"

namespace dealwire {
namespace {

namespace fs = std::filesystem;

class JournalTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = fs::temp_directory_path() / "journal_XXXXXX";
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
    path_ = folder_ / "out.resume";
  }
  void TearDown() override { fs::remove_all(folder_); }

  // One batch of a journal that is being kept: its items, then the size of the output behind it.
  static void Batch(Journal* journal, const std::vector<std::string>& items, uint64_t output) {
    for (const std::string& item : items) {
      const Result<bool> fresh = journal->Admit(item.substr(0, 1), 0, item);
      ASSERT_TRUE(fresh.ok()) << fresh.status().message();
    }
    JournalState state;
    state.output = output;
    state.articles = output / 10;
    ASSERT_TRUE(journal->Append(state, journal->TakeMarks()).ok());
  }

  // Three batches over the sources a and b; 10, 20 and 30 bytes of output.
  void Keep() {
    Journal journal;
    ASSERT_TRUE(journal.Open(path_, "s").ok());
    Batch(&journal, {"a1", "a2"}, 10);
    Batch(&journal, {"a3", "b1"}, 20);
    Batch(&journal, {"b2"}, 30);
  }

  // The items of a and b that a run goes on with, or why it does not.
  std::string GoOn(uint64_t output, const std::string& b2 = "b2") {
    Journal journal;
    if (Status s = journal.Resume(path_, "s", output, 0); !s.ok()) return s.message();
    std::string fresh = std::to_string(journal.state().output) + ":";
    for (const std::string& item : {std::string("a1"), std::string("a2"), std::string("a3"),
                                    std::string("b1"), b2, std::string("b3")}) {
      const Result<bool> admitted = journal.Admit(item.substr(0, 1), 0, item);
      if (!admitted.ok()) return admitted.status().message();
      if (admitted.value()) fresh += " " + item;
    }
    return fresh;
  }

  fs::path folder_;
  std::string path_;
};

TEST_F(JournalTest, GoesOnBehindTheLastBatchWhoseOutputIsThere) {
  EXPECT_EQ(GoOn(0), "0: a1 a2 a3 b1 b2 b3");  // no journal yet
  Keep();
  EXPECT_EQ(GoOn(30), "30: b3");
  EXPECT_EQ(GoOn(1000), "30: b3");
  EXPECT_EQ(GoOn(29), "20: b2 b3");
  EXPECT_EQ(GoOn(19), "10: a3 b1 b2 b3");
  EXPECT_EQ(GoOn(9), "0: a1 a2 a3 b1 b2 b3");
}

TEST_F(JournalTest, MayBeTornAnywhere) {
  Keep();
  const std::string whole = ReadText(path_);
  const std::string steps[] = {"0: a1 a2 a3 b1 b2 b3", "10: a3 b1 b2 b3", "20: b2 b3", "30: b3"};
  for (size_t size = 0; size <= whole.size(); ++size) {
    std::ofstream(path_, std::ios::binary) << whole.substr(0, size);
    const auto lines = std::count(whole.begin(), whole.begin() + size, '\n');
    EXPECT_EQ(GoOn(30), steps[std::max<long>(lines, 1) - 1]) << size;
  }
}

TEST_F(JournalTest, IsContinuedWhereItCounts) {
  Keep();
  {
    Journal journal;
    ASSERT_TRUE(journal.Resume(path_, "s", 20, 0).ok());
    ASSERT_TRUE(journal.Open(path_, "s").ok());
    for (const char* done : {"a1", "a2", "a3", "b1"})
      EXPECT_FALSE(journal.Admit(std::string(done, 1), 0, done).value());
    Batch(&journal, {"b2", "b3"}, 50);
  }
  EXPECT_EQ(GoOn(50), "50:");
}

TEST_F(JournalTest, RefusesOtherContentAndOtherSettings) {
  Keep();
  EXPECT_EQ(GoOn(30, "b9").substr(0, 13), "b has changed");
  EXPECT_EQ(GoOn(20, "b9"), "20: b9 b3");  // it was not read then
  Journal shorter;
  ASSERT_TRUE(shorter.Resume(path_, "s", 30, 0).ok());
  EXPECT_FALSE(shorter.Admit("a", 0, "a1").value());
  EXPECT_FALSE(shorter.CheckEnd().ok());
  EXPECT_FALSE(shorter.Admit("b", 0, "b1").ok());
  Journal other;
  EXPECT_FALSE(other.Resume(path_, "t", 30, 0).ok());
}

TEST_F(JournalTest, GoesWhenTheRunIsComplete) {
  Keep();
  Journal journal;
  ASSERT_TRUE(journal.Open(path_, "s").ok());
  journal.Close(true);
  EXPECT_FALSE(fs::exists(path_));
}

TEST(ContentHashTest, TellsContentAndOrder) {
  EXPECT_EQ(ContentHash("abc", 1), ContentHash("abc", 1));
  EXPECT_NE(ContentHash("abc", 1), ContentHash("abc", 2));
  EXPECT_NE(ContentHash("abc"), ContentHash(std::string("abc\0", 4)));
  EXPECT_NE(ContentHash("b", ContentHash("a")), ContentHash("a", ContentHash("b")));
  EXPECT_NE(ContentHash(std::string(32, 'x') + "1"), ContentHash(std::string(32, 'x') + "2"));
}

}  // namespace
}  // namespace dealwire
