#include "engine/options_toml.h"

#include <gtest/gtest.h>

#include <string>

namespace chimera::engine {
namespace {

std::string complaint(const std::string& toml) {
  const auto table = text::parse_toml(toml);
  const auto options = table ? options_of(*table) : tl::unexpected(table.error());
  if (options) {
    return "none";
  }
  return std::to_string(options.error().place.line) + ": " + options.error().message;
}

TEST(OptionsToml, ReadsEveryOption) {
  const auto table = text::parse_toml(
      "model = 'm.gguf'\nnum_gpu = 1\nnum_ctx = 2\nnum_predict = 3\ntemp = 0.5\ntop_p = 1\n"
      "top_k = 4\nrepeat_penalty = 1.1\nseed = 4294967295\nthreads = 5\n"
      "url = 'http://h:1'\nkeep_alive = '5m'\ntimeout = 2");
  ASSERT_TRUE(table.has_value());
  const auto options = options_of(*table);
  ASSERT_TRUE(options.has_value());
  EXPECT_EQ(options->model, "m.gguf");
  EXPECT_EQ(options->num_gpu, 1);
  EXPECT_EQ(options->num_ctx, 2);
  EXPECT_EQ(options->num_predict, 3);
  EXPECT_DOUBLE_EQ(options->temp.value_or(-1), 0.5);
  EXPECT_DOUBLE_EQ(options->top_p.value_or(-1), 1);
  EXPECT_EQ(options->top_k, 4);
  EXPECT_DOUBLE_EQ(options->repeat_penalty.value_or(-1), 1.1);
  EXPECT_EQ(options->seed, 4'294'967'295U);
  EXPECT_EQ(options->threads, 5);
  EXPECT_EQ(options->url, "http://h:1");
  EXPECT_EQ(options->keep_alive, "5m");
  EXPECT_DOUBLE_EQ(options->timeout_s.value_or(-1), 2);
}

TEST(OptionsToml, SaysWhatIsWrongAndWhere) {
  EXPECT_EQ(complaint("\nnum_crx = 5"), "2: unknown option 'num_crx': did you mean 'num_ctx'?");
  EXPECT_EQ(complaint("num_ctx = 0"),
            "1: 'num_ctx' takes a whole number from 1 to 2147483647, not 0");
  EXPECT_EQ(complaint("temp = 'hot'"), "1: 'temp' takes a number from 0 to 100, not a string");
  EXPECT_EQ(complaint("temp = nan"), "1: 'temp' takes a number from 0 to 100, not nan");
  EXPECT_EQ(complaint("top_k = 2.5"),
            "1: 'top_k' takes a whole number from 0 to 2147483647, not 2.5");
}

TEST(OptionsToml, OwnOptionsStandOverOthers) {
  Options mine;
  mine.temp = 0.5;
  Options others;
  others.temp = 1;
  others.seed = 7;
  others.model = "smollm2";
  const Options both = over(mine, others);
  EXPECT_DOUBLE_EQ(both.temp.value_or(-1), 0.5);
  EXPECT_EQ(both.seed, 7U);
  EXPECT_EQ(both.model, "smollm2");
}

}  // namespace
}  // namespace chimera::engine
