#include "base/output_file.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace chimera {
namespace {

namespace fs = std::filesystem;

class OutputFileTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* const test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::temp_directory_path() /
              ("chimera-" + std::string(test->name()) + "-" + std::to_string(::getpid()));
    fs::create_directories(folder_);
  }

  void TearDown() override { fs::remove_all(folder_); }

  [[nodiscard]] std::string path() const { return (folder_ / "out.csv").string(); }

  [[nodiscard]] std::string content() const {
    std::ifstream file(path());
    return {std::istreambuf_iterator<char>(file), {}};
  }

  [[nodiscard]] std::ptrdiff_t files() const {
    return std::distance(fs::directory_iterator(folder_), fs::directory_iterator());
  }

  fs::path folder_;
};

TEST_F(OutputFileTest, AppearsWithItsNameOnlyOnceItIsWhole) {
  std::ofstream(path()) << "old";
  auto file = OutputFile::create(path());
  ASSERT_TRUE(file.has_value()) << file.error().message;
  ASSERT_TRUE(file->write("new ").has_value());
  ASSERT_TRUE(file->write("text").has_value());
  EXPECT_EQ(content(), "old");
  ASSERT_TRUE(file->commit().has_value());
  EXPECT_EQ(content(), "new text");
  EXPECT_EQ(files(), 1);
}

TEST_F(OutputFileTest, DroppedItLeavesWhatWasThere) {
  std::ofstream(path()) << "old";
  {
    auto file = OutputFile::create(path());
    ASSERT_TRUE(file.has_value());
    ASSERT_TRUE(file->write("half").has_value());
  }
  EXPECT_EQ(content(), "old");
  EXPECT_EQ(files(), 1);
}

TEST_F(OutputFileTest, ALinkKeepsPointing) {
  const fs::path target = folder_ / "target";
  std::ofstream(target) << "old";
  fs::create_symlink(target, path());
  auto file = OutputFile::create(path());
  ASSERT_TRUE(file.has_value());
  ASSERT_TRUE(file->write("new").has_value());
  ASSERT_TRUE(file->commit().has_value());
  EXPECT_TRUE(fs::is_symlink(path()));
  EXPECT_EQ(content(), "new");
}

TEST_F(OutputFileTest, RefusesWhatIsNoFile) {
  for (const std::string& bad :
       {folder_.string(), std::string("/dev/null"), std::string(), path() + "/below"}) {
    const auto file = OutputFile::create(bad);
    ASSERT_FALSE(file.has_value()) << bad;
    EXPECT_EQ(file.error().code, ErrorCode::kInput);
    EXPECT_NE(file.error().message.find("'" + bad + "'"), std::string::npos);
  }
}

}  // namespace
}  // namespace chimera
