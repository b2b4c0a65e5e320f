#include "engine/registry.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <string>

#include "engine/scoped_variable.h"

namespace chimera::engine {
namespace {

// A data folder of its own for each test.
class Registry : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = testing::TempDir() + "registry_" +
              testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    data_home_.emplace("XDG_DATA_HOME", folder_);
  }

  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string folder_;
  std::optional<ScopedVariable> data_home_;
};

TEST_F(Registry, KnowsTheDefaultModel) {
  const RegisteredModel* const model = find_registered(kDefaultModel);
  ASSERT_NE(model, nullptr);
  EXPECT_EQ(model->name, "smollm2");
  EXPECT_EQ(find_registered("smollm"), nullptr);
}

TEST_F(Registry, EveryModelIsPinned) {
  std::set<std::string_view> files;
  for (const RegisteredModel& model : registered_models()) {
    EXPECT_EQ(model.sha256.size(), 64U) << model.name;
    EXPECT_EQ(model.sha256.find_first_not_of("0123456789abcdef"), std::string_view::npos);
    EXPECT_TRUE(files.insert(model.file).second) << "two models in one file";
    ASSERT_FALSE(model.parts.empty());
    for (const ModelPart& part : model.parts) {
      EXPECT_FALSE(part.version.empty()) << part.package;
      EXPECT_NE(part.member.find(".gguf"), std::string_view::npos) << part.package;
    }
  }
}

TEST_F(Registry, DataFolderFollowsTheEnvironment) {
  EXPECT_EQ(models_folder(), folder_ + "/chimera/models");
  const ScopedVariable relative("XDG_DATA_HOME", "relative");
  EXPECT_TRUE(models_folder().ends_with("/.local/share/chimera/models"));
}

TEST_F(Registry, LocatesAFetchedModelAndAPath) {
  std::filesystem::create_directories(models_folder());
  const std::string path = models_folder() + "/SmolLM2-135M-Instruct.Q4_1.gguf";
  std::ofstream(path) << "GGUF";
  EXPECT_EQ(locate_model("smollm2").value(), path);
  EXPECT_EQ(locate_model(path).value(), path);
}

TEST_F(Registry, SaysHowToGetWhatIsMissing) {
  const auto missing = locate_model("smollm2");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::kEngine);
  EXPECT_NE(missing.error().message.find("chimera model get smollm2"), std::string::npos);
  const auto unknown = locate_model("gpt");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, ErrorCode::kEngine);
  EXPECT_NE(unknown.error().message.find("'gemma3:270m'"), std::string::npos);
  EXPECT_FALSE(locate_model(folder_)) << "a folder is no model";
}

}  // namespace
}  // namespace chimera::engine
