#include "findings/next_steps.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "findings/findings.h"
#include "findings/run_order.h"
#include "findings/sample_tables.h"

namespace chimera::findings {
namespace {

using sample::column;

std::vector<std::string> texts(const std::vector<Phrase>& phrases) {
  std::vector<std::string> all;
  all.reserve(phrases.size());
  for (const Phrase& phrase : phrases) {
    all.push_back(markdown_of(phrase));
  }
  return all;
}

bool holds(const std::vector<Phrase>& phrases, const std::string& part) {
  const auto all = texts(phrases);
  return std::any_of(all.begin(), all.end(),
                     [&](const std::string& text) { return text.find(part) != std::string::npos; });
}

/// Two factors, each setting once.
Table grid() {
  return sample::table(
      "g.csv",
      {column("num_gpu", Role::kFactor, {"1", "1", "1", "1", "2", "2", "2", "2"}),
       column("temperature", Role::kFactor, {"3", "4", "5", "6", "3", "4", "5", "6"}),
       column("tokens_s", Role::kMetric, {"10", "11", "10.5", "10.2", "20", "21", "22", "20.5"})});
}

const Experiment* about(const Analysis& analysis, const std::string& file) {
  const auto& all = analysis.plan.experiments;
  const auto found = std::find_if(all.begin(), all.end(), [&](const Experiment& experiment) {
    return experiment.files == std::vector<std::string>{file};
  });
  return found == all.end() ? nullptr : &*found;
}

/// Every replicate is the whole design, each setting on each block once.
void expect_permutations(const Experiment& experiment) {
  const std::size_t blocks = experiment.block ? experiment.block->levels.size() : 1;
  const std::size_t rows = experiment.cells.size() * blocks;
  ASSERT_EQ(experiment.order.size() % rows, 0U);
  const std::set<std::vector<std::size_t>> cells(experiment.cells.begin(), experiment.cells.end());
  EXPECT_EQ(cells.size(), experiment.cells.size());
  std::set<std::tuple<std::size_t, std::vector<std::size_t>, std::size_t>> runs;
  for (const PlannedRun& run : experiment.order) {
    EXPECT_TRUE(cells.contains(run.levels));
    EXPECT_LT(run.block.value_or(0), blocks);
    runs.emplace(run.replicate, run.levels, run.block.value_or(0));
  }
  EXPECT_EQ(runs.size(), experiment.order.size());
}

TEST(Plan, AGridOfOneRunASettingIsAnExperimentAndNoAdvice) {
  const Analysis analysis = analyze(sample::observations({grid()}));
  EXPECT_TRUE(analysis.plan.advice.empty());
  const Experiment* experiment = about(analysis, "g.csv");
  ASSERT_NE(experiment, nullptr);
  ASSERT_EQ(experiment->factors.size(), 2U);
  EXPECT_EQ(experiment->factors[0].name, "num_gpu");
  EXPECT_EQ(experiment->factors[1].levels, (std::vector<std::string>{"3", "4", "5", "6"}));
  EXPECT_TRUE(experiment->factorial);
  EXPECT_GE(experiment->replicates, 2U);
  EXPECT_EQ(experiment->runs, experiment->replicates * 8);
  ASSERT_EQ(experiment->sizes.size(), 1U);
  const auto fact =
      std::find_if(analysis.facts.begin(), analysis.facts.end(),
                   [&](const Fact& each) { return each.id == experiment->sizes[0].fact; });
  ASSERT_NE(fact, analysis.facts.end());
  EXPECT_EQ(fact->statistic(), Statistic::kCv);
  EXPECT_DOUBLE_EQ(fact->value, experiment->sizes[0].cv);
  EXPECT_TRUE(holds(analysis.plan.open, "`num_gpu=2` against `num_gpu=1`"));
  EXPECT_TRUE(holds(analysis.plan.open, "`plan.toml`"));
}

TEST(Plan, OrdersArePermutationsThatTheSeedDecides) {
  std::vector<Experiment> made = analyze(sample::observations({grid()})).plan.experiments;
  ASSERT_FALSE(made.empty());
  expect_permutations(made[0]);
  EXPECT_EQ(made[0].order.size(), made[0].runs);
  const auto levels_of = [](const Experiment& experiment) {
    std::vector<std::vector<std::size_t>> levels;
    levels.reserve(experiment.order.size());
    for (const PlannedRun& run : experiment.order) {
      levels.push_back(run.levels);
    }
    return levels;
  };
  const auto in_order = [&](std::uint64_t seed) {
    std::vector<Experiment> again = made;
    for (Experiment& experiment : again) {
      experiment.order.clear();
    }
    put_in_order(again, seed);
    return levels_of(again[0]);
  };
  EXPECT_EQ(in_order(7), in_order(7));
  EXPECT_NE(in_order(7), in_order(8));
  const auto first = levels_of(made[0]);
  EXPECT_FALSE(std::equal(made[0].cells.begin(), made[0].cells.end(), first.begin()));
}

TEST(Plan, OnlyWholeReplicatesAreListed) {
  std::vector<Experiment> made = analyze(sample::observations({grid()})).plan.experiments;
  made.resize(1);
  made[0].order.clear();
  made[0].replicates = 60;
  made[0].runs = 480;
  put_in_order(made, 1);
  EXPECT_EQ(made[0].order.size(), kOrderRowsMax);  // 50 replicates of 8
  made[0].order.clear();
  made[0].block = PlannedFactor{"prompt", {"x", "y", "z"}};
  made[0].runs *= 3;
  put_in_order(made, 1);
  EXPECT_EQ(made[0].order.size(), 384U);  // 16 replicates of 24
  expect_permutations(made[0]);
}

TEST(Plan, WhatChangedTogetherIsVariedApart) {
  const Table table = sample::table(
      "t.csv", {column("num_gpu", Role::kFactor, {"1", "1", "1", "2", "2", "2"}),
                column("num_ctx", Role::kFactor, {"8", "8", "8", "9", "9", "9"}),
                column("tokens_s", Role::kMetric, {"10", "11", "10.5", "20", "21", "22"})});
  const Analysis analysis = analyze(sample::observations({table}));
  EXPECT_TRUE(analysis.plan.advice.empty());
  const Experiment* experiment = about(analysis, "t.csv");
  ASSERT_NE(experiment, nullptr);
  EXPECT_EQ(experiment->factors.size(), 2U);
  EXPECT_EQ(experiment->cells.size(), 4U);
  EXPECT_TRUE(holds(analysis.plan.open,
                    "What `num_gpu` or `num_ctx` does can't be told from what changed along"));
}

TEST(Plan, SettingsThatWereNeverRunAreInIt) {
  const Table table = sample::table(
      "g.csv",
      {column("num_gpu", Role::kFactor, {"1", "1", "1", "2", "2", "2", "3", "3"}),
       column("temperature", Role::kFactor, {"4", "5", "6", "4", "5", "6", "4", "5"}),
       column("tokens_s", Role::kMetric, {"10", "11", "10.5", "20", "21", "22", "30", "31"})});
  const Analysis analysis = analyze(sample::observations({table}));
  const Experiment* experiment = about(analysis, "g.csv");
  ASSERT_NE(experiment, nullptr);
  EXPECT_EQ(experiment->cells.size(), 9U);
  EXPECT_TRUE(holds(analysis.plan.open, "Never run was a part of the grid in `g.csv`."));
}

TEST(Plan, LeversThatWereNeverVariedAreAskedAboutAsOften) {
  Table table = grid();
  table.columns.push_back(
      column("n_batch", Role::kFactor, {"1", "2", "1", "2", "1", "2", "1", "2"}));
  const Plan plan = analyze(sample::observations({table})).plan;
  std::vector<std::string> levers;
  for (const Experiment& experiment : plan.experiments) {
    if (experiment.questions[0].ground == Ground::kNeverVaried) {
      levers.push_back(experiment.factors.at(0).name);
      // As often as the table's own experiment, whose spread is the widest that is known.
      EXPECT_EQ(experiment.sizes.at(0).fact, plan.experiments[0].sizes.at(0).fact);
      EXPECT_EQ(experiment.order.size(),
                experiment.factors[0].levels.size() * experiment.replicates);
      expect_permutations(experiment);
      EXPECT_EQ(experiment.metrics, std::vector<std::string>{"throughput"});
    }
  }
  EXPECT_EQ(levers,
            (std::vector<std::string>{"parallel_requests", "cuda_graphs", "pinned_memory",
                                      "flash_attention", "kv_cache_type", "context_length"}));
  EXPECT_TRUE(holds(plan.open, "Never varied in what was read: the number of parallel requests"));
  for (const Advice& advice : plan.advice) {
    EXPECT_EQ(markdown_of(advice.what).find("batch"), std::string::npos);
  }
}

TEST(Plan, LeversOfAGpuNeedOneAndNoneAreOfferedWithoutAMetric) {
  Table cpu = grid();
  cpu.columns[0] = column("n_threads", Role::kFactor, {"1", "1", "1", "1", "2", "2", "2", "2"});
  for (const Experiment& experiment : analyze(sample::observations({cpu})).plan.experiments) {
    for (const PlannedFactor& factor : experiment.factors) {
      EXPECT_TRUE(factor.name != "cuda_graphs" && factor.name != "threads") << factor.name;
    }
  }
  Table nothing = grid();
  nothing.columns.pop_back();
  EXPECT_TRUE(analyze(sample::observations({nothing})).plan.experiments.empty());
}

TEST(Plan, NoNumeralOfThePlanReachesTheParagraph) {
  for (const Phrase& sentence : analyze(sample::observations({grid()})).plan.open) {
    for (const Piece& piece : sentence) {
      EXPECT_TRUE(piece.kind == PieceKind::kName ||
                  piece.text.find_first_of("0123456789") == std::string::npos)
          << piece.text;
    }
  }
}

}  // namespace
}  // namespace chimera::findings
