#include "findings/phrases.h"

#include <gtest/gtest.h>

namespace chimera::findings {
namespace {

TEST(Phrases, AMeanIsCalledSoOnce) {
  EXPECT_EQ(markdown_of(mean_phrase("tokens_s", find_definition("throughput"))), "mean throughput");
  EXPECT_EQ(markdown_of(mean_phrase("latency", nullptr)), "mean `latency`");
  EXPECT_EQ(markdown_of(mean_phrase("benchmark.mean_time_ms", nullptr)),
            "`benchmark.mean_time_ms`");
  EXPECT_EQ(markdown_of(mean_phrase("mean.time_ms", nullptr)), "mean `mean.time_ms`");
}

}  // namespace
}  // namespace chimera::findings
