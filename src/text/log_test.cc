#include "text/log.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace chimera::text {
namespace {

std::string shown(const std::vector<LogPair>& pairs) {
  std::string out;
  for (const auto& [key, value] : pairs) {
    out.append("<").append(key).append("|").append(value).append(">");
  }
  return out;
}

struct Case {
  std::string_view line;
  std::string_view pairs;
};

TEST(LogPairs, AreFoundInTheLinesThatProgramsPrint) {
  const std::vector<Case> table = {
      {"step=1 loss=0.5 model=gemma", "<step|1><loss|0.5><model|gemma>"},
      {"12:30:45 INFO ttft=1.2 ms, tps=57.3 tok/s", "<ttft|1.2 ms><tps|57.3 tok/s>"},
      {"n=3 name=\"a b\" rate=2.5 then more text", "<n|3><name|a b><rate|2.5>"},
      {"INFO 10-01 12:00 m.py:45] Avg rate: 12.3 tok/s, Running: 1,234 reqs",
       "<Avg rate|12.3 tok/s><Running|1,234 reqs>"},
      {"loss: 0.5; acc: 0.9", "<loss|0.5><acc|0.9>"},
      {"name=a other=b", ""},
      {"if a == 3 then", ""},
      {"run --n=5 --m=6 http://x/?a=1", ""},
      {"We saw this: 3 apples, which is: fine", ""},
      {"TTFT: 0.5", ""},
  };
  for (const Case& row : table) {
    EXPECT_EQ(shown(log_pairs(row.line)), row.pairs) << row.line;
  }
}

// As vLLM's and llama.cpp's benchmarks print theirs.
TEST(Log, ABlockIsOneRecordAndARuleDoesNotEndIt) {
  const Log log = parse_log(
      "Starting up\r\n"
      "============ Result ============\r\n"
      "Successful requests:             100   \r\n"
      "Benchmark duration (s):\t12.30\r\n"
      "------------- TTFT -------------\r\n"
      "Mean TTFT (ms):                  45.6\r\n"
      "\r\n"
      "llama_perf_context_print:        load time =     123.45 ms\r\n"
      "llama_perf_context_print:        eval time =    5000.00 ms /   100 runs   (   50.00 "
      "ms)\r\n");
  ASSERT_EQ(log.blocks.size(), 2U);
  EXPECT_EQ(log.blocks[0].line, 3U);
  EXPECT_EQ(log.blocks[0].lines, 3U);
  EXPECT_EQ(shown(log.blocks[0].pairs),
            "<Successful requests|100><Benchmark duration (s)|12.30><Mean TTFT (ms)|45.6>");
  EXPECT_EQ(shown(log.blocks[1].pairs), "<load time|123.45 ms><eval time|5000.00 ms>");
  EXPECT_EQ(log.lines, 8U);
  EXPECT_EQ(log.first_other, 1U);
}

TEST(Log, ARepeatedKeyBeginsTheNextBlock) {
  const Log log = parse_log("a: 1\nb: 2\na: 3\nb: 4\nprose\na: 5\n");
  ASSERT_EQ(log.blocks.size(), 2U);
  EXPECT_EQ(log.blocks[1].line, 3U);
  EXPECT_EQ(shown(log.blocks[1].pairs), "<a|3><b|4>");
  EXPECT_EQ(log.first_other, 5U);
}

TEST(Log, ProseIsNoData) {
  const Log log = parse_log(
      "Note: 3 of them failed\n\nThe answer, as everybody in this house knows by now, is: 42\n"
      "And the one after it: 43\nhttp://a.b: 80\n");
  EXPECT_TRUE(log.blocks.empty());
  EXPECT_EQ(log.lines, 4U);
  EXPECT_EQ(log.first_other, 1U);
}

TEST(Log, ObjectsOfJsonStandApart) {
  const Log log = parse_log("start\n {\"a\": 1}\r\n{\"a\": \n");
  ASSERT_EQ(log.json.size(), 1U);
  EXPECT_EQ(log.json[0].line, 2U);
  EXPECT_EQ(log.json[0].text, "{\"a\": 1}");
}

TEST(Log, IsLinearInHostileTexts) {
  const std::string line(std::size_t{50} << 20U, '=');
  EXPECT_EQ(parse_log(line).lines, 1U);
  std::string keys;
  for (int i = 0; i < 300'000; ++i) {
    keys += "k" + std::to_string(i) + ": 1\n";
  }
  const Log log = parse_log(keys);
  EXPECT_EQ(log.blocks.size(), 1172U);  // 300,000 / 256, rounded up
  std::string pairs(60'000, 'a');
  for (std::size_t at = 1; at < pairs.size(); at += 4) {
    pairs.replace(at, 3, "=1 ");
  }
  EXPECT_EQ(log_pairs(pairs).size(), kLogPairsMax);
}

}  // namespace
}  // namespace chimera::text
