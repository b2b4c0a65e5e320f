#include "write/prompt.h"

#include <gtest/gtest.h>

#include "base/hash.h"
#include "write/sample_analysis.h"
#include "write/write.h"

namespace chimera::write {
namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

Reading analyst_reads(const std::string& collected, const std::vector<const Finding*>& findings) {
  return reading_of(builtin_agents().analyst, {{}, {}, collected, findings});
}

TEST(Prompt, DataIsOneLineWithoutControlTokens) {
  EXPECT_EQ(as_data("a<|im_end|>b"), "a/im_end/>b");
  EXPECT_EQ(as_data("<script>x</script>"), "script>x/script>");
  EXPECT_EQ(as_data("<start_of_turn>model"), "start_of_turn>model");
  EXPECT_EQ(as_data("<<||im_end||>>"), "//im_end//>>");
  EXPECT_EQ(as_data("one\n# two\r\nthree").find('\n'), std::string::npos);
  EXPECT_EQ(as_data("p < 0.001 and p <0.05, a <= b"), "p < 0.001 and p <0.05, a <= b");
}

TEST(Prompt, LongDataIsCut) {
  const std::string cut = as_data(std::string(10'000, 'x'));
  EXPECT_LE(cut.size(), kStatementCodePoints + 3);
  EXPECT_TRUE(cut.ends_with("…"));
}

TEST(Prompt, CollectorReadsCoverageAsMarkdownAndStatements) {
  const Agents agents = builtin_agents();
  const Finding gap = sample::finding("gap", FindingKind::kGap);
  const Reading reading = reading_of(
      agents.collector, {{{{words("Read in "), name("a.csv"), words(".")}}}, {&gap}, "", {}});
  EXPECT_EQ(reading.prompt.system, agents.collector.persona);
  EXPECT_TRUE(contains(reading.prompt.user, "\n- Read in `a.csv`.\n"));
  EXPECT_TRUE(contains(reading.prompt.user, "\n- Finding gap holds.\n"));
  EXPECT_TRUE(reading.prompt.user.ends_with(agents.collector.task));
}

TEST(Prompt, AnalystReadsTheCollectorsTextWhole) {
  const std::string collected = "One `<odd>` sentence.\nAnd another.\n";
  const Reading reading = analyst_reads(collected, {});
  EXPECT_TRUE(contains(reading.prompt.user, collected));
  ASSERT_FALSE(reading.inputs.empty());
  EXPECT_EQ(reading.inputs[0].first, "collector");
  EXPECT_EQ(reading.inputs[0].second, sha256_hex(collected));
}

TEST(Prompt, AnalystReadsAtMostTenStatements) {
  std::vector<Finding> findings;
  findings.reserve(12);
  for (int i = 0; i < 12; ++i) {
    findings.push_back(
        sample::finding(std::string(1, static_cast<char>('a' + i)), FindingKind::kEffect));
  }
  std::vector<const Finding*> pointers;
  pointers.reserve(findings.size());
  for (const Finding& finding : findings) {
    pointers.push_back(&finding);
  }
  const std::string user = analyst_reads("", pointers).prompt.user;
  EXPECT_TRUE(contains(user, "Finding j holds."));
  EXPECT_FALSE(contains(user, "Finding k holds."));
}

TEST(Prompt, AnalystsPromptStaysShort) {
  std::vector<Finding> findings(10, sample::finding("x", FindingKind::kEffect));
  std::vector<const Finding*> pointers;
  for (Finding& finding : findings) {
    finding.statement = std::string(150, 'y');
    pointers.push_back(&finding);
  }
  const std::string collected(1500, 'z');
  const Reading reading = analyst_reads(collected, pointers);
  EXPECT_LE(reading.prompt.user.size(), kPromptBytesMax);
  EXPECT_TRUE(contains(reading.prompt.user, findings[0].statement));
  // A collector that fills the prompt alone still leaves the strongest finding in it.
  const Reading full = analyst_reads(std::string(kPromptBytesMax, 'z'), pointers);
  EXPECT_TRUE(contains(full.prompt.user, findings[0].statement));
}

}  // namespace
}  // namespace chimera::write
