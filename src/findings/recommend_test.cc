#include "findings/recommend.h"

#include <gtest/gtest.h>

#include <array>
#include <optional>

#include "findings/findings.h"
#include "findings/sample_tables.h"

namespace chimera::findings {
namespace {

using enum FindingKind;

struct Ruling {
  std::optional<Advice> advice;
  std::optional<Question> question;
};

/// A basis on hand-made facts that has something to say for every row of the table.
class Ruled : public ::testing::Test {
 protected:
  Ruled()
      : observations_(sample::observations({sample::of_levels(
            "x.csv", "model", Role::kSubject, {"a", "a", "b", "b"}, {"10", "11", "20", "21"})})),
        book_(observations_) {
    ratio_ = keep({.metric = "tokens_s", .statistics = {Statistic::kRatio}}, 1.9);
    finding_.id = "F1";
    finding_.facts = {ratio_->id,
                      keep({.metric = "failed", .statistics = {Statistic::kCount}}, 3)->id,
                      keep({.metric = "trials", .statistics = {Statistic::kCount}}, 9)->id,
                      keep({.metric = "ttft_s", .statistics = {Statistic::kMean}}, 4)->id};
    Query warm{.metric = "ttft_s", .statistics = {Statistic::kMean}};
    warm.exclude_cold = true;
    finding_.facts.push_back(keep(warm, 0.5)->id);
  }

  const Fact* keep(const Query& query, double value) {
    Fact fact{.id = fact_id(query), .query = query, .value = value};
    fact.interval = Interval{0.95, value - 0.25, value + 0.25, "made up"};
    return book_.keep(fact);
  }

  Ruling rule(FindingKind kind, State state, std::vector<std::string> factors = {"model"}) {
    finding_.kind = kind;
    finding_.about = {"tokens_s", std::move(factors), {{"file", "x.csv"}}};
    Basis basis{.finding = &finding_, .tables = {&observations_.tables[0]}, .ratio = ratio_};
    basis.definition = observations_.tables[0].columns[1].definition;
    basis.factor = state == State::kAsItIs ? "" : "model";
    basis.better = "b";
    basis.worse = "a";
    basis.is_subject = true;
    basis.state = state;
    return {advice_on(book_, basis), question_on(book_, basis)};
  }

  Observations observations_;
  FactBook book_;
  const Fact* ratio_ = nullptr;
  Finding finding_;
};

TEST_F(Ruled, WhatIsDecidedIsAdvisedWithItsGainAndInterval) {
  for (const FindingKind kind : {kComparison, kEffect, kTrend}) {
    const auto found = rule(kind, State::kDecided).advice;
    ASSERT_TRUE(found.has_value());
    const Advice advice = found.value_or(Advice{});
    EXPECT_EQ(markdown_of(advice.what), "Where throughput decides, take `b` rather than `a`");
    EXPECT_EQ(markdown_of(advice.gain),
              "a mean throughput higher by a factor of 1.900 (95 % interval 1.650 to 2.150) in "
              "`x.csv`");
    EXPECT_EQ(markdown_of(advice.unless), "runs in random order that do not confirm it");
    EXPECT_EQ(advice.findings, std::vector<std::string>{"F1"});
  }
}

TEST_F(Ruled, FailuresAreToBeMended) {
  const auto found = rule(kFailure, State::kAsItIs, {}).advice;
  ASSERT_TRUE(found.has_value());
  const Advice advice = found.value_or(Advice{});
  EXPECT_EQ(markdown_of(advice.what),
            "Mend the cause of the failed trials before they are repeated");
  EXPECT_EQ(markdown_of(advice.gain), "3 of 9 trials more to judge by");
  EXPECT_EQ(markdown_of(rule(kFailure, State::kAsItIs, {"model"}).advice.value_or(Advice{}).what),
            "Find out why trials fail at some levels of `model` before one is chosen");
  EXPECT_EQ(markdown_of(rule(kFailure, State::kAsItIs, {"file"}).advice.value_or(Advice{}).what),
            "Find out why trials fail in some files and not in others");
}

TEST_F(Ruled, ColdStartsAreToBeAvoided) {
  const auto found = rule(kColdStart, State::kAsItIs, {}).advice;
  ASSERT_TRUE(found.has_value());
  const Advice advice = found.value_or(Advice{});
  EXPECT_EQ(markdown_of(advice.gain),
            "a mean throughput of 0.5000 (95 % interval 0.2500 to 0.7500) instead of 4.000 (95 % "
            "interval 3.750 to 4.250) in `x.csv`");
}

TEST_F(Ruled, WhatIsOpenIsAskedAndNotAdvised) {
  struct Expected {
    FindingKind kind;
    State state;
    Ground ground;
    std::string asked;
    std::string subject;
  };

  const std::string again = "Has `b` a better throughput than `a`, when all are run again?";
  const std::string matters = "How much of throughput is due to `model` in `x.csv`?";
  const std::string single = "What do single trials say of `tokens_s` in `x.csv`?";
  const std::array table{
      Expected{kComparison, State::kConfounded, Ground::kConfounded, again, "`model`"},
      Expected{kEffect, State::kConfounded, Ground::kConfounded, again, "`model`"},
      Expected{kTrend, State::kConfounded, Ground::kConfounded, again, "`model`"},
      Expected{kComparison, State::kContradicted, Ground::kContradicted, again, "`b` against `a`"},
      Expected{kEffect, State::kContradicted, Ground::kContradicted, again, "`b` against `a`"},
      Expected{kTrend, State::kContradicted, Ground::kContradicted, again, "`b` against `a`"},
      Expected{kComparison, State::kUnrepeated, Ground::kUnrepeated, again, "`b` against `a`"},
      Expected{kEffect, State::kUnrepeated, Ground::kUnrepeated, again, "`b` against `a`"},
      Expected{kTrend, State::kUnrepeated, Ground::kUnrepeated, again, "`b` against `a`"},
      Expected{kComparison, State::kUndecided, Ground::kUndecided, matters, "`model`"},
      Expected{kNoEffect, State::kUndecided, Ground::kUndecided, matters, "`model`"},
      Expected{kComparison, State::kStated, Ground::kWithoutTrials, single,
               "`tokens_s` in `x.csv`"},
      Expected{kUndecidable, State::kAsItIs, Ground::kWithoutTrials, single,
               "`tokens_s` in `x.csv`"},
      Expected{kSpread, State::kAsItIs, Ground::kWithoutTrials, single, "`tokens_s` in `x.csv`"},
      Expected{kConfounded, State::kAsItIs, Ground::kConfounded,
               "What does `model` do in `x.csv`, apart from what changed along with it?",
               "`model`"},
      Expected{kExtreme, State::kAsItIs, Ground::kUnrepeated,
               "Which setting has the best throughput in `x.csv`, when all are run again?",
               "the best setting for throughput"}};
  for (const Expected& expected : table) {
    const Ruling ruling = rule(expected.kind, expected.state);
    EXPECT_FALSE(ruling.advice.has_value()) << expected.asked;
    ASSERT_TRUE(ruling.question.has_value()) << expected.asked;
    const Question question = ruling.question.value_or(Question{});
    EXPECT_EQ(question.ground, expected.ground);
    EXPECT_EQ(question.asked, expected.asked);
    EXPECT_EQ(markdown_of(question.subjects.at(0)), expected.subject);
    EXPECT_EQ(question.finding, "F1");
  }
}

TEST_F(Ruled, WhatStandsInNoRowAsksForNothing) {
  for (const auto& [kind, state] :
       {std::pair{kDuplicate, State::kAsItIs}, std::pair{kTradeOff, State::kAsItIs},
        std::pair{kComparison, State::kNegligible}, std::pair{kEffect, State::kUndirected},
        std::pair{kGap, State::kAsItIs}}) {
    const Ruling ruling = rule(kind, state);
    EXPECT_FALSE(ruling.advice.has_value() || ruling.question.has_value())
        << finding_kind_name(kind);
  }
}

TEST_F(Ruled, AFileThatHoldsNothingIsToBeRecordedAgain) {
  finding_.kind = kGap;
  finding_.about = {"", {}, {{"file", "broken.csv"}}};
  const Basis basis{.finding = &finding_};
  const auto found = advice_on(book_, basis);
  ASSERT_TRUE(found.has_value());
  const Advice advice = found.value_or(Advice{});
  EXPECT_EQ(markdown_of(advice.what), "Record `broken.csv` again: what it should hold is missing");
  EXPECT_TRUE(advice.gain.empty());
  EXPECT_TRUE(advice.unless.empty());
}

TEST(Recommend, OneQuestionIsAnsweredOnceWithTheLeastGain) {
  const std::vector<std::string> models{"a", "a", "a", "b", "b", "b"};
  const Analysis analysis = analyze(
      sample::observations({sample::of_levels("x.csv", "model", Role::kSubject, models,
                                              {"10", "10.1", "10.2", "30", "30.1", "30.2"}),
                            sample::of_levels("y.csv", "model", Role::kSubject, models,
                                              {"10", "10.1", "10.2", "20", "20.1", "20.2"})}));
  ASSERT_EQ(analysis.plan.advice.size(), 1U);
  const Advice& advice = analysis.plan.advice[0];
  EXPECT_EQ(advice.findings.size(), 2U);
  EXPECT_EQ(markdown_of(advice.what), "Where throughput decides, take `b` rather than `a`");
  // By hand: 20.1 / 10.1.
  const std::string gain = markdown_of(advice.gain);
  EXPECT_NE(gain.find("higher by a factor of 1.990 (95 % interval"), std::string::npos) << gain;
  EXPECT_NE(gain.find(" in `y.csv`, the least that several results on it show"), std::string::npos)
      << gain;
}

}  // namespace
}  // namespace chimera::findings
