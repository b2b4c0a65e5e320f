#include "data/definition.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace chimera {
namespace {

TEST(Definition, CatalogueIsSortedByName) {
  const auto all = definitions();
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end(), [](const Definition& a, const Definition& b) {
    return a.name < b.name;
  }));
}

TEST(Definition, IsFoundFromTheSpellingOfAColumn) {
  EXPECT_EQ(definition_of_column("tokens_s")->name, "throughput");
  EXPECT_EQ(definition_of_column("Tokens per Second")->name, "throughput");
  EXPECT_EQ(definition_of_column("ttft_ms")->name, "ttft");
  EXPECT_EQ(definition_of_column("ttftMs")->name, "ttft");
  EXPECT_EQ(definition_of_column("tokensPerSecond")->name, "throughput");
  EXPECT_EQ(definition_of_column("timing.ttft_s")->name, "ttft");
  EXPECT_EQ(definition_of_column("Generation Time (ms)")->name, "e2e_latency");
  EXPECT_EQ(definition_of_column("load_s")->name, "load_time");
  EXPECT_EQ(definition_of_column("warmup_s")->name, "load_time");
  EXPECT_EQ(definition_of_column("out_tokens")->name, "tokens");
  EXPECT_EQ(definition_of_column("e2e_ms")->name, "e2e_latency");
  // A stated summary is no measurement of the thing itself.
  EXPECT_EQ(definition_of_column("mean_ttft_s"), nullptr);
  EXPECT_EQ(definition_of_column("gpu"), nullptr);
}

TEST(Definition, OfARateByItsPhase) {
  const auto name = [](std::string_view column) {
    const Definition* definition = definition_of_column(column);
    return definition == nullptr ? std::string_view() : definition->name;
  };
  EXPECT_EQ(name("pp_tok_s"), "prompt_throughput");
  EXPECT_EQ(name("prefill_tokens_per_second"), "prompt_throughput");
  EXPECT_EQ(name("tg_tps"), "throughput");
  EXPECT_EQ(name("tok_rate"), "throughput");
  EXPECT_EQ(name("gen_rate_tps"), "throughput");
  EXPECT_EQ(name("prompt_eval_rate"), "prompt_throughput");
  EXPECT_EQ(name("rate"), "");
  EXPECT_EQ(name("decodeTokS"), "throughput");
  EXPECT_EQ(name("gen_tokens_per_second"), "throughput");
  EXPECT_EQ(name("bytes_tok_s"), "");
  EXPECT_EQ(name("pptps"), "");
  EXPECT_EQ(name("first_tok_s"), "ttft");
}

}  // namespace
}  // namespace chimera
