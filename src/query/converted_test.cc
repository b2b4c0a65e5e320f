#include "query/converted.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

namespace chimera::query {
namespace {

using enum Statistic;
using Numbers = std::vector<double>;
using Notes = std::vector<std::string>;

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

struct Cells {
  std::string name;
  std::string_view definition;
  std::string unit;
  Numbers numbers;
};

Table table_of(std::string file, const std::vector<Cells>& columns) {
  Table table;
  table.file = std::move(file);
  table.state.resize(columns.front().numbers.size());
  for (std::size_t i = 0; i < table.rows(); ++i) {
    table.place.push_back(i + 2);
  }
  for (const Cells& cells : columns) {
    Column column{.name = cells.name, .role = Role::kMetric, .unit = cells.unit};
    column.definition = find_definition(cells.definition);
    for (std::size_t i = 0; i < table.rows(); ++i) {
      column.text.push_back("");
    }
    column.number = cells.numbers;
    table.columns.push_back(std::move(column));
  }
  return table;
}

// By hand, 100 · 24 ms = 2.4 s, (2.4 − 0.42) / 99 = 20 ms; 51 · 20 ms = 1.02 s, (1.02 − 0.02) / 50
// = 20 ms; one token has none.
Table with_the_first() {
  return table_of("a.json", {{"per_token", "tpot.e2e", "ms", {24, 20, 300}},
                             {"n", "tokens", "", {100, 51, 1}},
                             {"first", "ttft", "ms", {420, 20, 300}}});
}

// By hand, (1.0 − 0.5) / 10 = 50 ms and (2.5 − 0.5) / 20 = 100 ms.
Table latencies() {
  Table table = table_of("b.json", {{"latency", "e2e_latency", "s", {1.0, 2.5}},
                                    {"n", "tokens", "", {11, 21}},
                                    {"first", "ttft.chunk", "s", {0.5, 0.5}},
                                    {"mean_tpot", "tpot.decode", "s", {kNone, kNone}}});
  table.columns[3].role = Role::kSummary;
  return table;
}

Table after_the_first() {
  return table_of("c.json", {{"per_token", "tpot.decode", "s", {0.040, 0.050}}});
}

std::vector<Row> asked(const Query& query, std::vector<Table> tables) {
  Observations observations;
  observations.tables = std::move(tables);
  auto rows = answer(query, observations);
  if (!rows) {
    ADD_FAILURE() << rows.error().message;
    return {};
  }
  add_converted_rows(query, observations, *rows);
  return std::move(*rows);
}

/// "tpot.decode from tpot.e2e: 20 ms, n 2"; of the first statistic.
Notes said(const std::vector<Row>& rows) {
  Notes said;
  for (const Row& row : rows) {
    const std::string value =
        row.answers.empty() ? "none" : std::to_string(row.answers.front().value).substr(0, 5);
    said.push_back(row.definition + (row.converted_from.empty() ? "" : " from ") +
                   row.converted_from + ": " + value + " " + row.unit + ", n " +
                   std::to_string(row.n));
  }
  return said;
}

bool is_noted(const Row& row, std::string_view words) {
  return std::any_of(row.notes.begin(), row.notes.end(), [&](const std::string& note) {
    return note.find(words) != std::string::npos;
  });
}

TEST(Converted, StandsBesideWhatWasMeasuredAndIsNeverPooledWithIt) {
  const auto rows = asked({.metric = "tpot", .statistics = {kMean}},
                          {with_the_first(), latencies(), after_the_first()});
  EXPECT_EQ(said(rows), (Notes{"tpot.decode: 45.00 ms, n 2", "tpot.e2e: 114.6 ms, n 3",
                               "tpot.decode from tpot.e2e: 20.00 ms, n 2",
                               "tpot.decode from e2e_latency: 75.00 ms, n 2"}));
  const Row& converted = rows[2];
  EXPECT_TRUE(is_noted(converted,
                       "converted from tpot.e2e by tpot_decode_from_e2e: (tpot.e2e * tokens - "
                       "ttft) / (tokens - 1), of per_token, n, first"));
  EXPECT_TRUE(is_noted(converted, "2 converted, 1 refused: a request of fewer than two tokens"));
  EXPECT_EQ(converted.excluded.at("refused"), 1U);
  const std::vector<Evidence> evidence = evidence_of(converted);
  ASSERT_EQ(evidence.size(), 3U);
  EXPECT_EQ(evidence[2].column, "first");
  EXPECT_EQ(evidence[2].rows, "2-3");
  EXPECT_TRUE(is_noted(rows[1], "not pooled"));
  EXPECT_TRUE(rows[1].converted_from.empty());
}

TEST(Converted, NothingWhereAllMeansTheSame) {
  EXPECT_EQ(asked({.metric = "tpot", .statistics = {kMean}}, {with_the_first()}).size(), 1U);
  EXPECT_EQ(
      asked({.metric = "per_token", .statistics = {kMean}}, {with_the_first(), after_the_first()})
          .size(),
      2U);
}

TEST(Converted, WhatIsAskedByItsFullNameIsConvertedInto) {
  const auto rows = asked({.metric = "tpot.decode", .statistics = {kMean}}, {with_the_first()});
  EXPECT_EQ(said(rows), (Notes{"tpot.decode from tpot.e2e: 0.020 s, n 2"}));
  const auto other = asked({.metric = "tpot.e2e", .statistics = {kMax}}, {latencies()});
  // By hand, 2.5 s / 21.
  EXPECT_EQ(said(other), (Notes{"tpot.e2e from e2e_latency: 0.119 s, n 2"}));
}

// What Ollama's interface answers: counts, and times in ns. By hand, 24 / 0.2 s and 14 / 0.07 s.
Table decoded() {
  return table_of("ollama.ndjson",
                  {{"eval_count", "tokens", "", {24, 24, 24}},
                   {"eval_duration", "eval_time", "ns", {2e8, 1.6e8, 0}},
                   {"prompt_eval_count", "prompt_tokens", "", {14, 14, kNone}},
                   {"prompt_eval_duration", "prompt_eval_time", "ns", {7e7, 7e7, 7e7}}});
}

TEST(Converted, ADecodeTimeAndItsTokensAreARateWhereNoneWasMeasured) {
  auto rows = asked({.metric = "throughput", .statistics = {kMin}}, {decoded()});
  EXPECT_EQ(said(rows), (Notes{"throughput from eval_time: 120.0 tok/s, n 2"}));
  EXPECT_TRUE(is_noted(rows[0], "2 converted, 1 refused: no time passed"));
  EXPECT_FALSE(is_noted(rows[0], "no trial meets"));
  rows = asked({.metric = "prompt_throughput", .statistics = {kMin}}, {decoded()});
  EXPECT_EQ(said(rows), (Notes{"prompt_throughput from prompt_eval_time: 200.0 tok/s, n 2"}));
  EXPECT_TRUE(is_noted(rows[0], "1 refused: 'prompt_tokens' of the request is not known"));
  rows = asked({.metric = "throughput", .statistics = {kMin}},
               {decoded(), table_of("b.csv", {{"tok_s", "throughput", "tok/s", {60}}})});
  EXPECT_EQ(said(rows), (Notes{"throughput: 60.00 tok/s, n 1"}));
  rows = asked({.metric = "throughput from eval_time", .statistics = {kMin}},
               {decoded(), table_of("b.csv", {{"tok_s", "throughput", "tok/s", {60}}})});
  EXPECT_EQ(said(rows), (Notes{"throughput from eval_time: 120.0 tok/s, n 2"}));
}

TEST(Converted, GroupsStayTogether) {
  const auto rows = asked({.metric = "tpot", .statistics = {kMean}, .by = {"file"}},
                          {with_the_first(), after_the_first()});
  EXPECT_EQ(said(rows),
            (Notes{"tpot.e2e: 114.6 ms, n 3", "tpot.decode from tpot.e2e: 20.00 ms, n 2",
                   "tpot.decode: 45.00 ms, n 2"}));
}

TEST(Converted, TwoSelectionsAreComparedUnderTheCommonDefinition) {
  const auto rows = asked({.metric = "tpot",
                           .statistics = {kRatio},
                           .where = {{"file", "a.json"}},
                           .against = {{"file", "c.json"}}},
                          {with_the_first(), after_the_first()});
  // By hand, 20 ms / 45 ms.
  EXPECT_EQ(said(rows).back(), "tpot.decode from tpot.e2e: 0.444 ms, n 2");
  EXPECT_EQ(rows.back().n_against, 2U);
}

TEST(Converted, FailedAndMissingTrialsAreCountedAsEver) {
  Table table = with_the_first();
  table.state[0].failed = true;
  table.columns[0].number[1] = kNone;
  table.columns[1].number[2] = 301;  // 301 · 300 ms = 90.3 s, (90.3 − 0.3) / 300 = 300 ms
  const auto rows = asked({.metric = "tpot.decode", .statistics = {kMean}}, {table});
  EXPECT_EQ(said(rows), (Notes{"tpot.decode from tpot.e2e: 0.300 s, n 1"}));
  EXPECT_EQ(rows[0].excluded.at("failed"), 1U);
  EXPECT_EQ(rows[0].excluded.at("missing"), 1U);
}

TEST(Converted, ARefusalOfAllSaysWhy) {
  Table table = with_the_first();
  table.columns[2].definition = nullptr;
  auto rows = asked({.metric = "tpot", .statistics = {kMean}}, {table, after_the_first()});
  EXPECT_EQ(rows.size(), 2U);
  EXPECT_TRUE(is_noted(rows[1],
                       "not converted to tpot.decode: 3 refused: 'ttft' of the request is not "
                       "known (2); a request of fewer "
                       "than two tokens has no time after the first (1)"));
  rows = asked({.metric = "tpot", .statistics = {kMean}},
               {table_of("a.json", {{"x", "tpot", "s", {1}}}), after_the_first()});
  EXPECT_TRUE(is_noted(rows[0], "not converted to tpot.decode: nothing that"));
  rows = asked({.metric = "itl", .statistics = {kMean}},
               {table_of("a.json", {{"x", "itl.chunk", "s", {1}}}),
                table_of("b.json", {{"x", "itl.request", "s", {1}}})});
  EXPECT_TRUE(is_noted(rows[0], "not converted: how many tokens a chunk holds is not known"));
}

TEST(Converted, AFileThatSaysNothingOfTheFamilyIsNotAsked) {
  Table other = latencies();
  other.columns.pop_back();
  const auto rows = asked({.metric = "tpot", .statistics = {kMean}},
                          {with_the_first(), other, after_the_first()});
  EXPECT_EQ(rows.size(), 3U);
}

TEST(Converted, WhatIsOnlyStatedIsNamed) {
  Table stated = table_of("b.json", {{"mean_tpot_ms", "tpot.decode", "ms", {30}}});
  stated.columns[0].role = Role::kSummary;
  const auto rows = asked({.metric = "tpot", .statistics = {kMean}}, {with_the_first(), stated});
  EXPECT_TRUE(is_noted(rows[0], "tpot.decode is stated only (mean_tpot_ms)"));
  EXPECT_EQ(rows[1].definition, "tpot.decode");
}

}  // namespace
}  // namespace chimera::query
