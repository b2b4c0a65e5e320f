#include "read/walk.h"

#include <gtest/gtest.h>

namespace chimera::read {
namespace {

TEST(Walk, FilesComeSortedByTheirPathInTheTree) {
  MemoryDisk disk;
  disk.add("tree/b/x.csv", "");
  disk.add("tree/a.json", "", 7);
  disk.add("tree/.git/config", "");
  const Cancel cancel;
  const auto walk = walk_tree("tree", "", disk, cancel);
  ASSERT_TRUE(walk.has_value());
  ASSERT_EQ(walk->files.size(), 2U);
  EXPECT_EQ(walk->files[0].artifact.path, "a.json");
  EXPECT_EQ(walk->files[0].artifact.modified_utc_s, 7);
  EXPECT_EQ(walk->files[1].artifact.path, "b/x.csv");
  EXPECT_EQ(walk->files[1].disk_path, "tree/b/x.csv");
}

TEST(Walk, AMissingTreeIsAnErrorOfInput) {
  const MemoryDisk disk;
  const Cancel cancel;
  const auto walk = walk_tree("nowhere", "", disk, cancel);
  ASSERT_FALSE(walk.has_value());
  EXPECT_EQ(walk.error().code, ErrorCode::kInput);
  EXPECT_NE(walk.error().message.find("nowhere"), std::string::npos);
}

TEST(Walk, TypeIsToldByTheEnding) {
  EXPECT_EQ(type_of_name("A.CSV"), ArtifactType::kCsv);
  EXPECT_EQ(type_of_name("x.jsonl"), ArtifactType::kJson);
  EXPECT_EQ(type_of_name("README.md"), ArtifactType::kMarkdown);
  EXPECT_EQ(type_of_name("LICENSE"), ArtifactType::kOther);
  EXPECT_EQ(type_of_name("csv"), ArtifactType::kOther);
}

TEST(Walk, AReportOfChimeraInTheTreeIsLeftOut) {
  MemoryDisk disk;
  disk.add("tree/a.csv", "");
  disk.add("tree/out/facts.json", "{}");
  disk.add("tree/out/report.json", R"({"schema":"chimera.report/1"})");
  disk.add("tree/other/facts.json", "{}");
  disk.add("tree/other/report.json", "{}");
  const Cancel cancel;
  const auto walk = walk_tree("tree", "", disk, cancel);
  ASSERT_TRUE(walk.has_value());
  ASSERT_EQ(walk->files.size(), 3U);
  EXPECT_EQ(walk->files[1].artifact.path, "other/facts.json");
  ASSERT_EQ(walk->problems.size(), 1U);
  EXPECT_EQ(walk->problems[0].file, "out");
}

TEST(Walk, CancelledWalkSaysSo) {
  MemoryDisk disk;
  disk.add("tree/a.csv", "");
  Cancel cancel;
  cancel.raise();
  const auto walk = walk_tree("tree", "", disk, cancel);
  ASSERT_FALSE(walk.has_value());
  EXPECT_EQ(walk.error().code, ErrorCode::kInterrupted);
}

}  // namespace
}  // namespace chimera::read
