// All that could be said of the sample tree: every way of every finding, consequence and advice.
// The verifier, which shares no code with what makes them, holds each against the data; both
// models' vocabularies spell each as it is.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/files.h"
#include "engine/engine.h"
#include "engine/registry.h"
#include "findings/findings.h"
#include "read/read.h"
#include "verify/verify.h"
#include "write/sample_story.h"

namespace chimera::cli {
namespace {

const std::string kSample = CHIMERA_SOURCE_DIR "/../shared/data/seed-artifacts";

class EverySentence : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(kSample)) {
      GTEST_SKIP() << "the sample tree is not here";
    }
    auto observations = read::read_trees({kSample}, RealDisk(), {});
    ASSERT_TRUE(observations) << observations.error().message;
    observations_ = *std::move(observations);
    sentences_ = write::sample::sayable(findings::analyze(observations_));
    ASSERT_GT(sentences_.size(), 100U);
  }

  // One paragraph each: none leans on another.
  [[nodiscard]] std::string as_report() const {
    std::string report;
    for (const std::string& sentence : sentences_) {
      report += sentence + "\n\n";
    }
    return report;
  }

  Observations observations_;
  std::set<std::string> sentences_;
};

TEST_F(EverySentence, IsContradictedByNothing) {
  const auto verified = verify::verify_report(as_report(), observations_, {}, {});
  ASSERT_TRUE(verified) << verified.error().message;
  std::size_t supported = 0;
  for (const Claim& claim : verified->claims) {
    supported += claim.verdict == Verdict::kSupported ? 1U : 0U;
    EXPECT_NE(claim.verdict, Verdict::kContradicted) << claim.place.text << "\n  " << claim.why;
  }
  std::cout << sentences_.size() << " sentences, " << verified->claims.size() << " claims, "
            << supported << " supported\n";
  EXPECT_GT(supported, sentences_.size());
}

TEST_F(EverySentence, IsWellFormed) {
  for (const std::string& sentence : sentences_) {
    const char first = sentence.front();
    EXPECT_TRUE(first == '`' || (first >= 'A' && first <= 'Z') || (first >= '0' && first <= '9'))
        << sentence;
    EXPECT_TRUE(sentence.ends_with('.')) << sentence;
    EXPECT_EQ(std::count(sentence.begin(), sentence.end(), '`') % 2, 0) << sentence;
    for (const std::string_view flaw : {"  ", " ,", " .", "..", ",,", "\n", "{", "}"}) {
      EXPECT_EQ(sentence.find(flaw), std::string::npos) << sentence;
    }
  }
}

class EverySentenceSpelled : public EverySentence,
                             public testing::WithParamInterface<std::string_view> {};

TEST_P(EverySentenceSpelled, ByTheModelAsItIs) {
  const auto path = engine::locate_model(std::string(GetParam()));
  if (!path || !engine::has_embedded()) {
    GTEST_SKIP() << (path ? "no embedded engine" : path.error().message);
  }
  engine::Options options;
  options.model = GetParam();
  options.num_ctx = 1024;
  options.threads = 1;
  const SystemClock clock;
  const Cancel cancel;
  auto engine = engine::load_embedded(*path, options, clock, cancel);
  ASSERT_TRUE(engine) << engine.error().message;
  ASSERT_TRUE((*engine)->set_prompt({"", "Say it."}));
  std::string spelled;
  (*engine)->set_sink([&spelled](std::string_view text, double) { spelled += text; });
  for (const std::string& sentence : sentences_) {
    spelled.clear();
    const auto chosen = (*engine)->choose(std::vector<std::string>{sentence + "\n"});
    ASSERT_TRUE(chosen) << chosen.error().message;
    EXPECT_EQ(spelled, sentence + "\n");
  }
}

INSTANTIATE_TEST_SUITE_P(Models, EverySentenceSpelled, testing::Values("smollm2", "gemma3:270m"));

}  // namespace
}  // namespace chimera::cli
