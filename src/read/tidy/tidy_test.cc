#include "read/tidy.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <string>
#include <vector>

#include "read/read.h"
#include "text/json.h"

namespace chimera::read {
namespace {

const Cancel kNever;

// A failed and a cold trial, a copy, records in JSON with shared cells, a claim, a broken file, a
// value with more than twelve digits, a cell that looks like a formula, a table without a metric.
MemoryDisk small_tree() {
  MemoryDisk disk;
  const std::string bench =
      "model,num_gpu,tokens_s,ttft_s,load_s,error,comment\n"
      "alpha,0,10.00000000000049,0.50,3.0,,=1+2\n"
      "alpha,0,11.0,0.11,0.05,,\"two\nlines\"\n"
      "alpha,8,12.0,0.10,0.05,,'=x\n"
      "beta,8,0,0,0,connection refused,\n";
  disk.add("t/bench.csv", bench, 1'760'000'000);
  disk.add("t/copy.csv", bench, -5);
  disk.add("t/runs.json", R"({"host":"h1","results":[{"model":"alpha","latency_ms":120.5},)"
                          R"({"model":"beta","latency_ms":null}]})");
  disk.add("t/broken.json", "{\"a\":");
  disk.add("t/labels.csv", "model,note\nalpha,x\nbeta,y\n");
  disk.add("t/claims.md", "| model | tok/s |\n|---|---|\n| alpha | 99 |\n");
  disk.add("t/unnamed.json", R"([{"":1.5,"model":"alpha"},{"":2.25,"model":"beta"}])");
  disk.add("t/LICENSE", "free\n");
  return disk;
}

Observations observations_of(const Disk& disk) {
  auto read = read_trees({"t"}, disk, kNever);
  EXPECT_TRUE(read.has_value());
  return read.value_or(Observations{});
}

std::string written(const Observations& observations, const TidyOptions& options = {}) {
  std::string all;
  const auto done = write_tidy(observations, options, [&](std::string_view piece) {
    all += piece;
    return Result<void>();
  });
  EXPECT_TRUE(done.has_value());
  return all;
}

Result<Observations> read_back(const std::vector<std::string>& texts) {
  MemoryDisk disk;
  std::vector<std::string> names;
  for (const std::string& text : texts) {
    names.push_back("part" + std::to_string(names.size()));
    disk.add(names.back(), text);
  }
  return read_tidy(names, disk, kNever);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = text.find('\n', start);
    lines.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return lines;
}

using Lines = std::vector<std::string>;

// Numbers bit for bit, so that a missing one equals a missing one.
void describe(const Column& column, Lines& lines) {
  std::string line = column.name + "|" + column.unit + "|" + column.evidence + "|" +
                     std::string(role_name(column.role)) + (column.shared ? "|shared" : "") + "|" +
                     std::string(column.definition == nullptr ? "" : column.definition->name);
  for (const std::string_view cell : column.text) {
    line += "|" + std::string(cell);
  }
  for (const double number : column.number) {
    line += "|" + std::to_string(std::bit_cast<std::uint64_t>(number));
  }
  lines.push_back(line);
}

void describe(const Table& table, Lines& lines) {
  lines.push_back(table.file + "|" + table.pointer + "|" + table.format + "|" + table.content +
                  "|" + table.derived_from + "|" + std::to_string(static_cast<int>(table.kind)));
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const TrialState& state = table.state[row];
    lines.push_back(std::to_string(table.place[row]) + (state.failed ? "|failed" : "") +
                    (state.cold ? "|cold|" : "|") + std::string(table.reason_of(row)));
  }
  for (const Column& column : table.columns) {
    describe(column, lines);
  }
}

// All that observations hold, claims left out.
Lines described(const Observations& observations) {
  Lines lines;
  for (const Artifact& artifact : observations.artifacts) {
    lines.push_back(artifact.path + "|" + std::string(artifact_type_name(artifact.type)) + "|" +
                    std::to_string(artifact.size_bytes) + "|" +
                    std::to_string(artifact.modified_utc_s));
  }
  for (const Problem& problem : observations.problems) {
    lines.push_back(problem.file + "|" + problem.where + "|" + problem.what);
  }
  for (const Account& account : observations.accounts) {
    lines.push_back(account.file + "|" + account.parts + "|" + std::to_string(account.total) + "|" +
                    std::to_string(account.used) + "|" + std::to_string(account.headers));
    for (const Skipped& skipped : account.skipped) {
      lines.push_back(std::to_string(skipped.count) + "|" + skipped.where + "|" + skipped.reason);
    }
  }
  for (const Table& table : observations.tables) {
    if (table.kind != TableKind::kClaim) {
      describe(table, lines);
    }
  }
  return lines;
}

TEST(Tidy, BothFormsGiveBackWhatWasWritten) {
  Observations observations = observations_of(small_tree());
  observations.accounts.push_back({"z.csv", "rows", 9, 6, 1, {{2, "line 3", "too short"}}});
  ASSERT_FALSE(observations.problems.empty());
  for (const TidyForm form : {TidyForm::kJsonLines, TidyForm::kCsv}) {
    const auto back = read_back({written(observations, {form, {}})});
    ASSERT_TRUE(back.has_value()) << back.error().message;
    EXPECT_EQ(described(*back), described(observations));
  }
}

TEST(Tidy, ARowHasItsCellsUnderTheColumnsNames) {
  for (const std::string& line : lines_of(written(observations_of(small_tree())))) {
    const auto row = *text::parse_json(line);
    if (row.find("file")->text != "bench.csv" || row.find("metric")->text != "tokens_s" ||
        row.find("row")->text != "0") {
      continue;
    }
    EXPECT_EQ(row.members[0].second.text, "trial");
    EXPECT_EQ(row.find("place")->text, "2");
    EXPECT_EQ(row.find("value")->text, "10");
    EXPECT_EQ(row.find("text")->text, "10.00000000000049");
    EXPECT_EQ(row.find("definition")->text, "throughput");
    EXPECT_EQ(row.find("unit")->text, "tok/s");
    EXPECT_EQ(row.find("state")->text, "cold");
    EXPECT_EQ(row.find("model")->text, "alpha");
    EXPECT_EQ(row.find("configuration")->text, R"({"model":"alpha","num_gpu":"0"})");
    return;
  }
  FAIL() << "no such row";
}

TEST(Tidy, SomebodysClaimsAreLeftOut) {
  EXPECT_EQ(written(observations_of(small_tree())).find("\"99\""), std::string::npos);
}

TEST(Tidy, ShardsInAnyOrderAreTheWhole) {
  const Observations observations = observations_of(small_tree());
  std::vector<std::string> shards;
  std::vector<std::string> rows;
  std::size_t empty = 0;
  for (const std::size_t index : {3U, 1U, 4U, 2U}) {
    const TidyForm form = index % 2 == 0 ? TidyForm::kCsv : TidyForm::kJsonLines;
    shards.push_back(written(observations, {form, {index, 4}}));
    const auto lines = lines_of(written(observations, {TidyForm::kJsonLines, {index, 4}}));
    empty += lines.empty() ? 1U : 0U;
    rows.insert(rows.end(), lines.begin(), lines.end());
  }
  EXPECT_LE(empty, 2U);
  auto whole = lines_of(written(observations));
  std::sort(whole.begin(), whole.end());
  std::sort(rows.begin(), rows.end());
  EXPECT_EQ(rows, whole);
  const auto back = read_back(shards);
  ASSERT_TRUE(back.has_value()) << back.error().message;
  EXPECT_EQ(described(*back), described(observations));
}

TEST(Tidy, SortedLinesReadBackToo) {
  const Observations observations = observations_of(small_tree());
  auto lines = lines_of(written(observations));
  std::sort(lines.begin(), lines.end());
  std::string sorted;
  for (const std::string& line : lines) {
    sorted += line + "\n";
  }
  const auto back = read_back({sorted});
  ASSERT_TRUE(back.has_value()) << back.error().message;
  EXPECT_EQ(described(*back), described(observations));
}

TEST(Tidy, TheShardOfAPathIsTheSameEverywhere) {
  // sha256("bench.csv") begins with 698c28d0f021c3f (python3's hashlib), which is 3 modulo 4.
  EXPECT_TRUE(is_in_shard({4, 4}, "bench.csv"));
  EXPECT_FALSE(is_in_shard({3, 4}, "bench.csv"));
  EXPECT_TRUE(is_in_shard({1, 1}, "bench.csv"));
}

TEST(Tidy, ASinkThatFailsEndsTheWriting) {
  std::size_t calls = 0;
  const auto done = write_tidy(observations_of(small_tree()), {}, [&](std::string_view) {
    ++calls;
    return Result<void>(fail(ErrorCode::kInput, "full"));
  });
  EXPECT_FALSE(done.has_value());
  EXPECT_EQ(calls, 1U);
}

void expect_refused(const std::string& text, std::size_t line, const std::string& words) {
  const auto back = read_back({text});
  ASSERT_FALSE(back.has_value()) << words;
  EXPECT_EQ(back.error().code, ErrorCode::kInput);
  EXPECT_EQ(back.error().place.line, line) << back.error().message;
  EXPECT_NE(back.error().message.find(words), std::string::npos) << back.error().message;
}

TEST(Tidy, BrokenInputIsRefusedWithItsLine) {
  const std::string whole = written(observations_of(small_tree()));
  const auto lines = lines_of(whole);
  const auto first_trial = std::find_if(lines.begin(), lines.end(), [](const std::string& line) {
    return line.starts_with(R"({"record":"trial")");
  });
  const auto at = static_cast<std::size_t>(first_trial - lines.begin());
  expect_refused(whole + "{\"record\":", lines.size() + 1, "broken JSON");
  expect_refused(whole + *first_trial + "\n", lines.size() + 1, "given twice");
  expect_refused(whole + lines[at - 1] + "\n", lines.size() + 1, "given twice");
  expect_refused(*first_trial + "\n", 1, "before that table's own row");
  expect_refused("\n{\"record\":\"trail\"}\n", 2, "'trail'");
  expect_refused("{\"record\":\"artifact\",\"type\":\"CSV\",\"bytes\":-1}\n", 1, "'bytes'");
  expect_refused("a,b\n1,2\n", 1, "header");
  const std::string csv = written(observations_of(small_tree()), {TidyForm::kCsv, {}});
  expect_refused(csv + "artifact,x\r\n",
                 static_cast<std::size_t>(std::count(csv.begin(), csv.end(), '\n')) + 1, "cells");
  expect_refused("", 0, "no observations");
}

TEST(Tidy, AMissingRowIsNoticed) {
  std::string whole = written(observations_of(small_tree()));
  whole.pop_back();
  whole.erase(whole.rfind('\n') + 1);
  const auto back = read_back({whole});
  ASSERT_FALSE(back.has_value());
  EXPECT_GT(back.error().place.line, 0U);
}

TEST(Tidy, AStatedNumberOfRowsTakesNoMemory) {
  const std::string text = R"({"record":"table","file":"a","table":0,"table_kind":"measured",)"
                           R"("other":"{\"rows\":1000000000000000000,\"columns\":[]}"})"
                           "\n";
  expect_refused(text, 1, "0 of 1000000000000000000 rows");
}

}  // namespace
}  // namespace chimera::read
