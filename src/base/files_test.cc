#include "base/files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace chimera {
namespace {

/// Or why there is none.
std::string part_of(const OpenFile& file, std::size_t offset, std::size_t count) {
  std::string bytes(count, '?');
  const auto read = file.read(offset, bytes);
  return read ? bytes.substr(0, *read) : read.error().message;
}

class RealFiles : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "chimera-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }

  void TearDown() override { std::filesystem::remove_all(folder_); }

  void write(const std::string& name, const std::string& bytes) const {
    std::ofstream(folder_ + "/" + name, std::ios::binary) << bytes;
  }

  std::string folder_;
};

TEST_F(RealFiles, ReadsWholeFilesUpToTheLimit) {
  write("a", std::string("x\0y", 3));
  const RealDisk disk;
  EXPECT_EQ(disk.read(folder_ + "/a", 3).value(), std::string("x\0y", 3));
  EXPECT_FALSE(disk.read(folder_ + "/a", 2).has_value());
  EXPECT_FALSE(disk.read(folder_ + "/none", 2).has_value());
  EXPECT_FALSE(disk.read(folder_, 100).has_value());
}

TEST_F(RealFiles, StayTheSameWhileTheyAreOpen) {
  write("a", "0123456789");
  write("b", "other");
  const RealDisk disk;
  const auto file = disk.open(folder_ + "/a");
  ASSERT_TRUE(file.has_value());
  std::filesystem::rename(folder_ + "/b", folder_ + "/a");
  EXPECT_EQ(part_of(**file, 3, 4), "3456");
  EXPECT_EQ(part_of(**file, 8, 4), "89");
  EXPECT_EQ(part_of(**file, 10, 4), "");
  EXPECT_FALSE(disk.open(folder_).has_value());
  EXPECT_FALSE(disk.open(folder_ + "/none").has_value());
}

TEST_F(RealFiles, ListsSortedAndNeverBlocksOnAFifo) {
  write("b", "1");
  write("a", "22");
  ASSERT_EQ(::mkfifo((folder_ + "/pipe").c_str(), 0600), 0);
  const RealDisk disk;
  const auto entries = disk.list(folder_);
  ASSERT_TRUE(entries.has_value());
  ASSERT_EQ(entries->size(), 3U);
  EXPECT_EQ((*entries)[0].name, "a");
  EXPECT_EQ((*entries)[0].size_bytes, 2U);
  EXPECT_EQ((*entries)[2].kind, EntryKind::kOther);
  EXPECT_FALSE(disk.read(folder_ + "/pipe", 10).has_value());
}

TEST_F(RealFiles, FollowsLinksAndKnowsTheSameFolderAgain) {
  std::filesystem::create_directory(folder_ + "/sub");
  std::filesystem::create_symlink("..", folder_ + "/sub/up");
  std::filesystem::create_symlink("nowhere", folder_ + "/sub/dead");
  const RealDisk disk;
  const auto entries = disk.list(folder_ + "/sub");
  ASSERT_TRUE(entries.has_value());
  ASSERT_EQ(entries->size(), 2U);
  EXPECT_EQ((*entries)[0].kind, EntryKind::kOther);
  EXPECT_EQ((*entries)[1].kind, EntryKind::kFolder);
  const auto itself = disk.stat(folder_ + "/");
  ASSERT_TRUE(itself.has_value());
  EXPECT_EQ((*entries)[1].inode, itself->inode);
  EXPECT_EQ(itself->name, std::filesystem::path(folder_).filename().string());
}

TEST_F(RealFiles, SaysWhatFailedAndWhy) {
  const RealDisk disk;
  EXPECT_EQ(disk.read(folder_ + "/none", 1).error().message,
            "can't read '" + folder_ + "/none': No such file or directory");
  EXPECT_EQ(disk.list(folder_ + "/none").error().message,
            "can't list '" + folder_ + "/none': No such file or directory");
}

TEST(MemoryFiles, AreReadInParts) {
  MemoryDisk disk;
  disk.add("tree/a.csv", "0123456789");
  const auto file = disk.open("tree/a.csv");
  ASSERT_TRUE(file.has_value());
  EXPECT_EQ(part_of(**file, 3, 4), "3456");
  EXPECT_EQ(part_of(**file, 8, 4), "89");
  EXPECT_EQ(part_of(**file, 20, 4), "");
  EXPECT_FALSE(disk.open("tree/b.csv").has_value());
  EXPECT_FALSE(disk.open("tree").has_value());
  disk.break_file("tree/a.csv", "gone bad");
  EXPECT_FALSE(disk.open("tree/a.csv").has_value());
}

TEST(MemoryFiles, FoldersExistBecauseFilesAreInThem) {
  MemoryDisk disk;
  disk.add("t/a/x.csv", "1");
  EXPECT_EQ(disk.stat("t/a")->kind, EntryKind::kFolder);
  EXPECT_EQ(disk.list("t")->front().name, "a");
  EXPECT_FALSE(disk.stat("u").has_value());
  disk.break_file("t/a/x.csv", "Input/output error");
  const auto broken = disk.read("t/a/x.csv", 10);
  ASSERT_FALSE(broken.has_value());
  EXPECT_NE(broken.error().message.find("Input/output error"), std::string::npos);
}

}  // namespace
}  // namespace chimera
