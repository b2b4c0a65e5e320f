#include <gtest/gtest.h>

#include "report/report.h"
#include "text/toml.h"

namespace chimera::report {
namespace {

Experiment experiment_named(const std::string& name) {
  Experiment experiment;
  experiment.id = "E000000000001";
  experiment.questions = {{.ground = Ground::kUndecided,
                           .subjects = {},
                           .asked = "Does " + name + " matter?",
                           .finding = "F000000000001"}};
  experiment.files = {name};
  experiment.metrics = {name};
  experiment.factors = {{name, {name, "b"}}, {"replicate", {"1"}}};
  experiment.block = PlannedFactor{name, {"p", name}};
  experiment.cells = {{0, 0}, {1, 0}};
  experiment.replicates = 2;
  experiment.runs = 8;
  experiment.sizes = {{.metric = name,
                       .cv = 0.25,
                       .fact = "f1",
                       .n = 6,
                       .effect = 0.05,
                       .alpha = 0.05,
                       .power = 0.8,
                       .needed = 394,
                       .planned = 2,
                       .detectable = 1}};
  experiment.order = {{1, 1, {0, 0}}, {1, 0, {1, 0}}};
  return experiment;
}

text::TomlValue read(const Plan& plan) {
  const std::string written = render_plan_toml(plan);
  const auto value = text::parse_toml(written);
  EXPECT_TRUE(value.has_value()) << written;
  return value.value_or(text::TomlValue{});
}

TEST(PlanToml, HoldsTheExperimentAsItIs) {
  const text::TomlValue plan = read({.experiments = {experiment_named("num_gpu")}, .seed = 42});
  EXPECT_EQ(plan.find("schema")->text, "chimera.plan/1");
  EXPECT_EQ(plan.find("seed")->integer, 42);
  const text::TomlValue& one = plan.find("experiment")->items.at(0);
  EXPECT_EQ(one.find("id")->text, "E000000000001");
  EXPECT_EQ(one.find("replicates")->integer, 2);
  EXPECT_EQ(one.find("runs")->integer, 8);
  EXPECT_EQ(one.find("listed")->integer, 2);
  EXPECT_EQ(one.find("question")->items.at(0).find("why")->text,
            "undecided: the trials show no difference and exclude none");
  EXPECT_EQ(one.find("factor")->items.at(0).find("levels")->items.at(1).text, "b");
  EXPECT_EQ(one.find("sized_by")->items.at(0).find("needed")->integer, 394);
  const text::TomlValue& run = one.find("order")->items.at(0);
  EXPECT_EQ(run.find("replicate")->integer, 1);
  EXPECT_EQ(run.find("block")->text, "num_gpu");
  EXPECT_EQ(run.find("levels")->items.at(0).text, "num_gpu");
}

TEST(PlanToml, IsTomlWhateverTheNamesAre) {
  for (const std::string name :
       {"a\"b", "it's", "\"\"\"", "a\\", "two\nlines", "tab\there", "]\n[[experiment]]\n#",
        "\x01\x7F", "", " ", "ключ", "{ x = 1 }"}) {
    const text::TomlValue plan = read({.experiments = {experiment_named(name)}});
    ASSERT_NE(plan.find("experiment"), nullptr) << name;
    ASSERT_EQ(plan.find("experiment")->items.size(), 1U) << name;
    const text::TomlValue& one = plan.find("experiment")->items[0];
    EXPECT_EQ(one.find("factor")->items.at(0).find("name")->text, name);
    EXPECT_EQ(one.find("order")->items.at(0).find("levels")->items.at(0).text, name);
    EXPECT_EQ(one.find("files")->items.at(0).text, name);
  }
}

TEST(PlanToml, BytesThatAreNoTextAreMarked) {
  const text::TomlValue plan = read({.experiments = {experiment_named("a\xFFz")}});
  EXPECT_EQ(plan.find("experiment")->items.at(0).find("files")->items.at(0).text, "a?z");
}

TEST(PlanToml, NothingOpenIsAnEmptyPlan) {
  const text::TomlValue plan = read({});
  EXPECT_TRUE(plan.find("experiment")->items.empty());
}

}  // namespace
}  // namespace chimera::report
