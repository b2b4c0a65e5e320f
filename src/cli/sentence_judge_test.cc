#include "cli/sentence_judge.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "base/cancel.h"
#include "base/files.h"
#include "read/read.h"

namespace chimera::cli {
namespace {

// Means: fast 105 tok/s, slow 52.5 tok/s.
Observations two_models() {
  MemoryDisk disk;
  disk.add("tree/runs.csv",
           "model,prompt,tokens_s\nfast,a,100\nfast,b,104\nfast,c,106\nfast,d,110\n"
           "slow,a,50\nslow,b,52\nslow,c,53\nslow,d,55\n");
  auto read = read::read_trees({"tree"}, disk, Cancel());
  EXPECT_TRUE(read.has_value());
  return read ? std::move(*read) : Observations{};
}

TEST(SentenceJudge, LetsStandWhatIsTrueAndSaysWhyNot) {
  const Observations data = two_models();
  const write::Judge judge = sentence_judge(data);
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"`fast` reaches a mean throughput of 105 tok/s.", ""},
      {"`fast` has a higher mean throughput than `slow`, 105 tok/s against 52.50 tok/s.", ""},
      {"`fast` reaches a mean throughput of 107 tok/s.", "the data say otherwise"},
      {"`slow` has a higher mean throughput than `fast`.", "it turns a comparison round"},
      {"`fast` reaches a mean throughput of 104 tok/s.",
       "it gives a value to something that it isn't of"},
      {"It was a fine day.", "it says nothing that can be checked"}};
  for (const auto& [sentence, why] : cases) {
    const write::Judged judged = judge(sentence);
    EXPECT_EQ(judged.why, why) << sentence;
    EXPECT_EQ(judged.holds, why.empty()) << sentence;
  }
}

}  // namespace
}  // namespace chimera::cli
