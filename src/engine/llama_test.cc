// The embedded engine. Most tests need the default model and are skipped where it isn't.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "engine/engine.h"
#include "engine/registry.h"

namespace chimera::engine {
namespace {

const Prompt kPrompt = {"You write precise technical reports about LLM inference benchmarks.",
                        "Findings:\n- throughput falls with the context's size\nWrite a report."};

const std::vector<std::string> kSentences = {
    "Throughput falls from 98.1 tok/s to 71.3 tok/s as the context grows.\n",
    "As the context grows, throughput drops by 27 %.\n",
    "A larger context costs throughput: 71.3 tok/s \u00b1 2.0 against 98.1 tok/s.\n",
    "Throughput drops from 98.1 tok/s to 71.3 tok/s as the context grows.\n"};

class Llama : public testing::Test {
 protected:
  void SetUp() override {
    const auto path = locate_model(std::string(kDefaultModel));
    if (!path) {
      GTEST_SKIP() << path.error().message;
    }
    path_ = *path;
  }

  std::unique_ptr<Engine> load(Options options = {}) {
    options.model = kDefaultModel;
    options.threads = 1;  // threads that wait for each other are slow beside other programs
    if (!options.num_ctx) {
      options.num_ctx = 1024;
    }
    auto engine = load_embedded(path_, options, clock_, cancel_);
    EXPECT_TRUE(engine) << engine.error().message;
    return engine ? std::move(*engine) : nullptr;
  }

  // GGML_LLAMAFILE sums in an order that depends on how many tokens are evaluated at once.
  static bool is_exact() {
    return embedded_description().find("LLAMAFILE = 1") == std::string::npos;
  }

  // The next choice, an index past the end where there is none.
  static std::size_t choose(Engine& engine) {
    return engine.choose(kSentences).value().value_or(kSentences.size());
  }

  // The choices of `n` calls after the prompt.
  static std::vector<std::size_t> choices(Engine& engine, int n) {
    std::vector<std::size_t> all(static_cast<std::size_t>(n));
    EXPECT_TRUE(engine.set_prompt(kPrompt));
    for (std::size_t& choice : all) {
      choice = choose(engine);
    }
    return all;
  }

  SystemClock clock_;
  Cancel cancel_;
  std::string path_;
};

TEST_F(Llama, SamePromptAndSentencesGiveTheSameChoices) {
  const auto first = load();
  const std::vector<std::size_t> expected = choices(*first, 6);
  EXPECT_EQ(choices(*load(), 6), expected) << "another engine";
  if (!is_exact()) {
    GTEST_SKIP() << "llama.cpp was built with GGML_LLAMAFILE: a kept prompt may choose otherwise";
  }
  EXPECT_EQ(choices(*first, 6), expected) << "the prompt was kept";
  EXPECT_GT(first->measurement().reused_tokens, 0U);
}

TEST_F(Llama, KeepsWhatPromptsShareAndChoosesAsWithoutIt) {
  Prompt other = kPrompt;
  other.user += " Be brief.";
  const auto fresh = load();
  ASSERT_TRUE(fresh->set_prompt(kPrompt));
  const auto expected = fresh->choose(kSentences).value();
  const auto engine = load();
  ASSERT_TRUE(engine->set_prompt(other));
  ASSERT_TRUE(engine->choose(kSentences));
  ASSERT_TRUE(engine->set_prompt(kPrompt));
  const auto chosen = engine->choose(kSentences).value();
  if (is_exact()) {
    EXPECT_EQ(chosen, expected);
  }
  const Measurement measured = engine->measurement();
  EXPECT_GT(measured.reused_tokens, 10U);
  EXPECT_LT(measured.reused_tokens, measured.prompt_tokens);
}

TEST_F(Llama, EmitsExactlyTheChosenSentences) {
  const auto engine = load();
  std::string emitted;
  std::size_t calls = 0;
  double last_s = 0;
  engine->set_sink([&](std::string_view text, double at_s) {
    emitted += text;
    ++calls;
    EXPECT_GE(at_s, last_s);
    last_s = at_s;
  });
  std::string expected;
  for (const std::size_t choice : choices(*engine, 6)) {
    expected += kSentences[choice];
  }
  const auto odd = engine->choose(std::vector<std::string>{"\U0001f600 µ <|im_end|>\n"});
  EXPECT_EQ(odd.value(), 0U);
  EXPECT_EQ(emitted, expected + "\U0001f600 µ <|im_end|>\n");
  const Measurement measured = engine->measurement();
  EXPECT_EQ(measured.tokens, calls);
  EXPECT_LT(measured.decode_calls, measured.tokens) << "forced runs share a call";
  EXPECT_GT(measured.load_s, 0);
  EXPECT_GE(measured.total_s, measured.load_s.value_or(0) + measured.prompt_eval_s.value_or(0) +
                                  measured.eval_s.value_or(0) - 1e-9);
  ASSERT_TRUE(engine->set_prompt(kPrompt));
  EXPECT_EQ(engine->measurement().load_s, 0) << "the first call loaded it";
}

TEST_F(Llama, RepetitionCosts) {
  const auto engine = load();
  const std::vector<std::size_t> picks = choices(*engine, 8);
  EXPECT_NE(std::vector<std::size_t>(8, picks[0]), picks);
}

TEST_F(Llama, ScoringLeavesTheContextAsItWas) {
  const auto plain = load();
  const std::vector<std::size_t> expected = choices(*plain, 4);
  const auto engine = load();
  ASSERT_TRUE(engine->set_prompt(kPrompt));
  std::vector<std::size_t> got;
  const std::vector<std::string> reversed(kSentences.rbegin(), kSentences.rend());
  for (int i = 0; i < 4; ++i) {
    const auto scores = engine->score(kSentences);
    ASSERT_TRUE(scores) << scores.error().message;
    EXPECT_LT((*scores)[0], 0);
    const std::vector<double> again = engine->score(reversed).value();
    EXPECT_DOUBLE_EQ(again[3], (*scores)[0]) << "whatever else is scored";
    EXPECT_DOUBLE_EQ(again[0], (*scores)[3]);
    got.push_back(choose(*engine));
  }
  EXPECT_EQ(got, expected);
}

TEST_F(Llama, ScoresPreferSenseAndAddUp) {
  const auto engine = load();
  ASSERT_TRUE(engine->set_prompt({"", "What is the capital of France?"}));
  const auto scores = engine->score(std::vector<std::string>{
      "The capital of France is Paris.", "The capital of France is banana.", ""});
  ASSERT_TRUE(scores);
  EXPECT_GT((*scores)[0], (*scores)[1] + 3);
  EXPECT_DOUBLE_EQ((*scores)[2], 0);
}

TEST_F(Llama, StopsAtNumPredictBeforeASentence) {
  Options options;
  options.num_predict = 45;
  const auto engine = load(options);
  ASSERT_TRUE(engine->set_prompt(kPrompt));
  EXPECT_TRUE(engine->choose(kSentences).value());
  std::size_t chosen = 1;
  while (engine->choose(kSentences).value()) {
    ++chosen;
    ASSERT_LT(chosen, 5U);
  }
  EXPECT_LE(engine->measurement().tokens, 45U);
}

TEST_F(Llama, SentencesDoNotFillTheContext) {
  Options options;
  options.num_ctx = 128;
  const auto engine = load(options);
  ASSERT_TRUE(engine->set_prompt(kPrompt));
  const std::size_t prompt = engine->measurement().prompt_tokens.value();
  for (int i = 0; i < 20; ++i) {
    ASSERT_TRUE(engine->choose(kSentences).value()) << i;
  }
  EXPECT_GT(prompt + engine->measurement().tokens.value(), 128U) << "or this shows nothing";
}

TEST_F(Llama, StopsWhereASentenceHasNoRoom) {
  const auto roomy = load();
  ASSERT_TRUE(roomy->set_prompt(kPrompt));
  Options options;
  options.num_ctx = static_cast<int>(roomy->measurement().prompt_tokens.value() + 2);
  const auto engine = load(options);
  ASSERT_TRUE(engine->set_prompt(kPrompt));
  EXPECT_FALSE(engine->choose(kSentences).value());
  EXPECT_TRUE(engine->score(kSentences)) << "scoring has room of its own";
}

TEST_F(Llama, WhatWasEmittedBeforeDecidesNothing) {
  Options options;
  options.repeat_penalty = 1;
  const auto engine = load(options);
  ASSERT_TRUE(engine->set_prompt(kPrompt));
  const auto alone = engine->choose(kSentences).value();
  const auto scores = engine->score(kSentences).value();
  ASSERT_TRUE(
      engine->choose(std::vector<std::string>{"Everything else was tried in vain.\n"}).value());
  EXPECT_EQ(engine->choose(kSentences).value(), alone);
  EXPECT_EQ(engine->score(kSentences).value(), scores);
}

TEST_F(Llama, ForcedSentencesAreNotEvaluated) {
  const auto engine = load();
  ASSERT_TRUE(engine->set_prompt(kPrompt));
  const std::vector<std::string> one = {"Nothing of this was to be chosen.\n"};
  ASSERT_TRUE(engine->choose(one).value());
  ASSERT_TRUE(engine->choose(one).value());
  EXPECT_EQ(engine->measurement().decode_calls.value(), 0U);
  EXPECT_GT(engine->measurement().tokens.value(), 10U);
}

// Longer than the window that gemma3's layers see.
TEST_F(Llama, APromptOfAnotherRunIsKeptWholeByEachModelHere) {
  Prompt prompt = kPrompt;
  for (int i = 0; i < 60; ++i) {
    prompt.user += " The throughput of run " + std::to_string(i) + " was measured twice.";
  }
  const std::string folder = testing::TempDir() + "kept_prompts";
  std::filesystem::remove_all(folder);
  Options options;
  options.num_ctx = 2048;
  for (const std::string name : {"smollm2", "gemma3:270m"}) {
    const auto path = locate_model(name);
    if (!path) {
      continue;
    }
    options.model = name;
    const auto run = [&] {
      auto engine = load_embedded(*path, options, clock_, cancel_, folder).value();
      EXPECT_TRUE(engine->set_prompt(prompt));
      std::vector<std::size_t> chosen(4);
      std::generate(chosen.begin(), chosen.end(), [&] { return choose(*engine); });
      return std::pair(chosen, engine->measurement());
    };
    const auto [expected, cold] = run();
    const auto [chosen, kept] = run();
    EXPECT_EQ(cold.reused_tokens, 0U) << name;
    EXPECT_GT(cold.prompt_tokens, 600U) << name;
    EXPECT_EQ(kept.reused_tokens, cold.prompt_tokens.value_or(0) - 1) << name;
    if (is_exact()) {
      EXPECT_EQ(chosen, expected) << name;
    }
  }
  std::filesystem::remove_all(folder);
}

TEST_F(Llama, PromptThatDoesNotFitNamesBothNumbers) {
  Options options;
  options.num_ctx = 16;
  const auto engine = load(options);
  const auto set = engine->set_prompt(kPrompt);
  ASSERT_FALSE(set);
  EXPECT_EQ(set.error().code, ErrorCode::kEngine);
  EXPECT_NE(set.error().message.find("context of 16"), std::string::npos) << set.error().message;
}

TEST_F(Llama, ControlTokensInDataAreText) {
  const auto engine = load();
  ASSERT_TRUE(engine->set_prompt({"x", "a"}));
  const std::size_t plain = engine->measurement().prompt_tokens.value_or(0);
  ASSERT_TRUE(engine->set_prompt({"x", "a<|im_end|>"}));
  EXPECT_GT(engine->measurement().prompt_tokens, plain + 2) << "one control token would add one";
}

TEST_F(Llama, StopsWhenCancelled) {
  const auto engine = load();
  engine->set_sink([this](std::string_view, double) { cancel_.raise(); });
  ASSERT_TRUE(engine->set_prompt(kPrompt));
  // The first sentence may end without another decode call; the second can't begin.
  ASSERT_TRUE(engine->choose(std::vector<std::string>{"One.\n"}));
  const auto stopped = engine->choose(kSentences);
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, ErrorCode::kInterrupted);
  const auto set = engine->set_prompt(kPrompt);
  ASSERT_FALSE(set);
  EXPECT_EQ(set.error().code, ErrorCode::kInterrupted);
}

TEST_F(Llama, TruncatedModelIsAnEngineError) {
  const std::string copy = testing::TempDir() + "truncated.gguf";
  std::filesystem::copy_file(path_, copy, std::filesystem::copy_options::overwrite_existing);
  std::filesystem::resize_file(copy, std::filesystem::file_size(copy) / 2);
  testing::internal::CaptureStderr();
  const auto loaded = load_embedded(copy, {}, clock_, cancel_);
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
  std::filesystem::remove(copy);
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, ErrorCode::kEngine);
}

TEST(LlamaLoading, FileThatIsNoModelIsAnEngineError) {
  const std::string path = testing::TempDir() + "no_model.gguf";
  const SystemClock clock;
  const Cancel cancel;
  for (const std::string bytes : {"", "GGUF", "<html>not a model</html>"}) {
    std::ofstream(path, std::ios::trunc) << bytes;
    testing::internal::CaptureStderr();
    const auto loaded = load_embedded(path, {}, clock, cancel);
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "") << "llama.cpp is kept quiet";
    ASSERT_FALSE(loaded) << bytes;
    EXPECT_EQ(loaded.error().code, ErrorCode::kEngine);
    EXPECT_TRUE(loaded.error().message.starts_with("can't load model '" + path + "': "));
    EXPECT_EQ(loaded.error().message.find("unknown cause"), std::string::npos);
  }
  std::filesystem::remove(path);
  EXPECT_FALSE(load_embedded(path, {}, clock, cancel)) << "no such file";
}

TEST(LlamaLoading, RefusesOptionsThatMakeNoSense) {
  const SystemClock clock;
  const Cancel cancel;
  Options options;
  options.num_ctx = 0;
  const auto loaded = load_embedded("any.gguf", options, clock, cancel);
  ASSERT_FALSE(loaded);
  EXPECT_NE(loaded.error().message.find("'num_ctx'"), std::string::npos);
  EXPECT_TRUE(has_embedded());
  EXPECT_NE(embedded_description().find("llama.cpp"), std::string::npos);
}

}  // namespace
}  // namespace chimera::engine
