#include "base/output_folder.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace chimera {
namespace {

namespace fs = std::filesystem;

class Output : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "chimera-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    parent_ = name;
  }

  void TearDown() override { fs::remove_all(parent_); }

  [[nodiscard]] std::size_t entries() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(parent_), fs::directory_iterator()));
  }

  static bool never(const std::string&) { return false; }

  static bool always(const std::string&) { return true; }

  std::string parent_;
};

TEST_F(Output, AppearsWholeOnCommit) {
  auto folder = OutputFolder::create(parent_ + "/out/", never);
  ASSERT_TRUE(folder.has_value());
  ASSERT_TRUE(folder->write("a.md", "text"));
  EXPECT_FALSE(fs::exists(parent_ + "/out"));
  ASSERT_TRUE(folder->commit());
  EXPECT_TRUE(fs::exists(parent_ + "/out/a.md"));
  EXPECT_EQ(entries(), 1U);
}

TEST_F(Output, LeavesNothingWhenDropped) {
  {
    auto folder = OutputFolder::create(parent_ + "/out", never);
    ASSERT_TRUE(folder->write("a.md", "text"));
  }
  EXPECT_EQ(entries(), 0U);
}

TEST_F(Output, ReplacesOursInOneStepAndRefusesOthers) {
  fs::create_directory(parent_ + "/out");
  std::ofstream(parent_ + "/out/precious") << "x";
  const auto refused = OutputFolder::create(parent_ + "/out", never);
  ASSERT_FALSE(refused.has_value());
  EXPECT_NE(refused.error().message.find("not a report of ours"), std::string::npos);
  EXPECT_TRUE(fs::exists(parent_ + "/out/precious"));
  auto folder = OutputFolder::create(parent_ + "/out", always);
  ASSERT_TRUE(folder->write("report.json", "{}"));
  ASSERT_TRUE(folder->commit());
  EXPECT_TRUE(fs::exists(parent_ + "/out/report.json"));
  EXPECT_FALSE(fs::exists(parent_ + "/out/precious"));
  EXPECT_EQ(entries(), 1U);
}

TEST_F(Output, AFailedWriteLeavesNothing) {
  auto folder = OutputFolder::create(parent_ + "/out", never);
  ASSERT_TRUE(folder.has_value());
  ASSERT_TRUE(folder->write("a.md", "text"));
  EXPECT_FALSE(folder->write(std::string(300, 'n'), "text"));  // longer than a name may be
  EXPECT_EQ(entries(), 0U);
  EXPECT_FALSE(folder->write("b.md", "text"));
  EXPECT_FALSE(folder->commit());
  EXPECT_EQ(entries(), 0U);
}

TEST_F(Output, ALinkToAReportKeepsPointingAtIt) {
  fs::create_directory(parent_ + "/real");
  fs::create_symlink("real", parent_ + "/link");
  auto folder = OutputFolder::create(parent_ + "/link", never);
  ASSERT_TRUE(folder.has_value());
  ASSERT_TRUE(folder->write("a.md", "text"));
  ASSERT_TRUE(folder->commit());
  EXPECT_TRUE(fs::is_symlink(parent_ + "/link"));
  EXPECT_TRUE(fs::exists(parent_ + "/real/a.md"));
}

TEST_F(Output, WhatAppearsMeanwhileIsNotReplaced) {
  auto folder = OutputFolder::create(parent_ + "/out", always);
  ASSERT_TRUE(folder.has_value());
  ASSERT_TRUE(folder->write("a.md", "text"));
  fs::create_directory(parent_ + "/out");
  std::ofstream(parent_ + "/out/precious") << "x";
  EXPECT_FALSE(folder->commit());
  EXPECT_TRUE(fs::exists(parent_ + "/out/precious"));
  EXPECT_EQ(entries(), 1U);
}

TEST_F(Output, NeedsAFolderThatCanBeWritten) {
  std::ofstream(parent_ + "/file") << "x";
  EXPECT_FALSE(OutputFolder::create(parent_ + "/file", always).has_value());
  EXPECT_FALSE(OutputFolder::create(parent_ + "/none/out", always).has_value());
  EXPECT_FALSE(OutputFolder::create("/proc", always).has_value());
}

}  // namespace
}  // namespace chimera
