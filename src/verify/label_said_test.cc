// A bold label ahead of a sentence: a part of what it says where it names a measure, a rank or a
// place, else nothing that the sentence doesn't say. Verdicts follow from the rows here.
#include <gtest/gtest.h>

#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

// Two models, two layers each: 10 and 20 tok/s, 40 and 30. Of another file "layer tuning" is a
// strategy.
std::string verdicts_of(const std::string& text) {
  Observations data;
  Table& table = sample::add_table(data, "raw/grid.csv", 4);
  table.columns = {setting("model", Role::kSubject, {"mole-1b", "mole-1b", "newt-7b", "newt-7b"}),
                   setting("gpu_layers", Role::kFactor, {"8", "16", "8", "16"}),
                   metric("tokens_s", "tok/s", {10, 20, 40, 30}, "throughput")};
  Table& plan = sample::add_table(data, "raw/plan.json", 2);
  plan.columns = {setting("strategy", Role::kFactor, {"layer_tuning", "restart"}),
                  metric("gain", "", {1, 2}, "")};
  return sample::verdicts(data, text);
}

TEST(LabelSaid, IsNoPartOfASentenceThatSaysItAll) {
  EXPECT_EQ(verdicts_of("* **Layer Tuning (Mole):** The best mole-1b configuration is "
                        "gpu_layers=16, with a peak of 20 tok/s."),
            "s s");
  EXPECT_EQ(verdicts_of("* **Layer Tuning (Mole):** The best mole-1b configuration is "
                        "gpu_layers=8, with a peak of 40 tok/s."),
            "c c");
  EXPECT_EQ(verdicts_of("* **Data Quality:** No failed runs were found."), "s");
}

TEST(LabelSaid, NamesTheMeasureOrTheModel) {
  EXPECT_EQ(verdicts_of("* **Peak Throughput:** newt-7b reaches 40 with gpu_layers=8."), "s s");
  EXPECT_EQ(verdicts_of("* **newt-7b:** The throughput peaks at 40 tok/s with gpu_layers=8."),
            "s s");
  EXPECT_EQ(verdicts_of("* **mole-1b:** The throughput peaks at 40 tok/s."), "c");
}

}  // namespace
}  // namespace chimera::verify
