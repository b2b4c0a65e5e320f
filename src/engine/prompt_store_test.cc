#include "engine/prompt_store.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace chimera::engine {
namespace {

namespace fs = std::filesystem;

class Prompts : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "chimera-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    top_ = name;
  }

  void TearDown() override { fs::remove_all(top_); }

  [[nodiscard]] std::string folder() const { return top_ + "/a/b"; }

  [[nodiscard]] std::vector<fs::path> files() const {
    return {fs::directory_iterator(folder()), fs::directory_iterator()};
  }

  std::string top_;
};

TEST_F(Prompts, ComeBackAsTheyWereForTheSamePromptAndModel) {
  const std::string state("a\0b\xff", 4);
  const PromptStore store(folder(), "model one");
  EXPECT_FALSE(store.find("who").has_value());
  store.keep("who", state);
  EXPECT_EQ(store.find("who"), state);
  EXPECT_FALSE(store.find("what").has_value());
  EXPECT_FALSE(PromptStore(folder(), "model two").find("who").has_value());
  EXPECT_EQ(fs::status(folder()).permissions(), fs::perms::owner_all);
}

TEST_F(Prompts, AnAlteredStateIsNone) {
  const PromptStore store(folder(), "m");
  store.keep("who", "the state");
  ASSERT_EQ(files().size(), 1U);
  const fs::path path = files().front();
  std::ifstream in(path, std::ios::binary);
  const std::string whole{std::istreambuf_iterator<char>(in), {}};
  for (const std::size_t at : {std::size_t{0}, std::size_t{20}, whole.size() - 1}) {
    std::string altered = whole;
    altered[at] ^= 1;
    std::ofstream(path, std::ios::binary) << altered;
    EXPECT_FALSE(store.find("who").has_value()) << at;
  }
  for (const std::size_t size : {std::size_t{0}, std::size_t{5}, whole.size() - 1}) {
    std::ofstream(path, std::ios::binary) << whole.substr(0, size);
    EXPECT_FALSE(store.find("who").has_value()) << size;
  }
  std::ofstream(path, std::ios::binary) << whole;
  EXPECT_EQ(store.find("who"), "the state");
}

TEST_F(Prompts, TheLongestUnusedGoFirst) {
  const PromptStore store(folder(), "m");
  const std::string state(1'000, 'x');
  for (const std::string prompt : {"third", "second", "first"}) {
    store.keep(prompt, state);
    for (const fs::path& path : files()) {
      fs::last_write_time(path, fs::last_write_time(path) - std::chrono::hours(1));
    }
  }
  EXPECT_EQ(store.find("third"), state) << "used now";
  store.keep("fourth", state, 3'300);
  EXPECT_EQ(files().size(), 3U);
  EXPECT_TRUE(store.find("third").has_value());
  EXPECT_TRUE(store.find("first").has_value());
  EXPECT_FALSE(store.find("second").has_value());
  store.keep("fifth", std::string(5'000, 'x'), 3'300);
  EXPECT_FALSE(store.find("fifth").has_value()) << "larger than all may be";
  EXPECT_EQ(files().size(), 3U);
}

TEST_F(Prompts, WithoutAFolderOrWhereNothingCanBeWrittenNothingIsKept) {
  const PromptStore none("", "m");
  EXPECT_FALSE(none.keeps());
  none.keep("who", "state");
  EXPECT_FALSE(none.find("who").has_value());
  std::ofstream(top_ + "/file") << "x";
  const PromptStore blocked(top_ + "/file", "m");
  blocked.keep("who", "state");
  EXPECT_FALSE(blocked.find("who").has_value());
}

}  // namespace
}  // namespace chimera::engine
