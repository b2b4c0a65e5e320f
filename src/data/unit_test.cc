#include "data/unit.h"

#include <gtest/gtest.h>

namespace chimera {
namespace {

TEST(Unit, IsFoundAtTheEndOfAName) {
  EXPECT_EQ(unit_in_name("watts"), "W");
  EXPECT_EQ(unit_in_name("comp_mb_s"), "MB/s");
  EXPECT_EQ(unit_in_name("req_per_s"), "req/s");
  EXPECT_EQ(unit_in_name("emb_per_s"), "emb/s");
  EXPECT_EQ(unit_in_name("bytes_per_second"), "B/s");
  EXPECT_EQ(unit_in_name("kops_s"), "kops/s");
  EXPECT_EQ(unit_in_name("ttft_s"), "s");
  EXPECT_EQ(unit_in_name("Generation Time (ms)"), "ms");
  EXPECT_EQ(unit_in_name("power.draw [W]"), "W");
  EXPECT_EQ(unit_in_name("cells (of 9]"), "");
  EXPECT_EQ(unit_in_name("timing.p99_ms"), "ms");
  EXPECT_EQ(unit_in_name("tokens_s"), "tok/s");
  EXPECT_EQ(unit_in_name("first_tok_s"), "s");
  EXPECT_EQ(unit_in_name("Tokens per Second"), "tok/s");
  EXPECT_EQ(unit_in_name("memory_used_gb"), "GB");
  EXPECT_EQ(unit_in_name("cpu_percent"), "%");
  EXPECT_EQ(unit_in_name("firstWordMs"), "ms");
  EXPECT_EQ(unit_in_name("P90Ms"), "ms");
  EXPECT_EQ(unit_in_name("ReadGbS"), "GB/s");
  EXPECT_EQ(unit_in_name("TokensPerS"), "tok/s");
  EXPECT_EQ(unit_in_name("ThroughputPerS"), "");
  EXPECT_EQ(unit_in_name("host.peakRssMiB"), "MiB");
  EXPECT_EQ(unit_in_name("latencyMin"), "");
  EXPECT_EQ(unit_in_name("numGpuS"), "");
  EXPECT_EQ(unit_in_name("eval_count"), "");
  EXPECT_EQ(unit_in_name("class_b"), "");
  EXPECT_EQ(unit_in_name("s"), "");
}

TEST(Unit, ConvertsWithinADimensionOnly) {
  EXPECT_EQ(conversion_factor("ms", "s"), 1e-3);
  EXPECT_EQ(conversion_factor("GiB", "MiB"), 1024);
  EXPECT_EQ(conversion_factor("GB/s", "MB/s"), 1000);
  EXPECT_FALSE(conversion_factor("GB/s", "GB").has_value());
  EXPECT_EQ(conversion_factor("parsecs", "parsecs"), 1);
  EXPECT_FALSE(conversion_factor("s", "tok/s").has_value());
  EXPECT_FALSE(conversion_factor("", "s").has_value());
}

TEST(Unit, ReadsWhatProfilersSpell) {
  EXPECT_EQ(canonical_unit("nsecond"), "ns");
  EXPECT_EQ(canonical_unit("Gbyte/second"), "GB/s");
  EXPECT_EQ(canonical_unit("cycle/nsecond"), "GHz");
  EXPECT_FALSE(canonical_unit("register/thread").has_value());
}

}  // namespace
}  // namespace chimera
