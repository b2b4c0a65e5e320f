#include <gtest/gtest.h>

#include "engine/engine.h"

namespace chimera::engine {
namespace {

TEST(NoLlama, SaysThatTheEngineIsMissing) {
  const SystemClock clock;
  const Cancel cancel;
  const auto loaded = load_embedded("model.gguf", {}, clock, cancel);
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, ErrorCode::kEngine);
  EXPECT_NE(loaded.error().message.find("'model.gguf'"), std::string::npos);
  EXPECT_FALSE(has_embedded());
}

}  // namespace
}  // namespace chimera::engine
