#include "read/format/json_tables.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace chimera::read {
namespace {

JsonTables tables_of(std::string_view bytes) {
  const auto root = text::parse_json(bytes);
  EXPECT_TRUE(root.has_value()) << bytes;
  return root ? json_tables(*root, "a.json") : JsonTables{};
}

const Table* at(const JsonTables& read, std::string_view pointer) {
  for (const Table& table : read.tables) {
    if (table.pointer == pointer) {
      return &table;
    }
  }
  return nullptr;
}

using Cells = std::vector<std::string>;

/// The cells of a column, one a row; what is missing is said in words.
Cells cells(const JsonTables& read, std::string_view pointer, std::string_view name) {
  const Table* table = at(read, pointer);
  if (table == nullptr) {
    return {"no table"};
  }
  const Column* column = find_column(*table, name);
  if (column == nullptr) {
    return {"no column"};
  }
  Cells result;
  for (std::size_t row = 0; row < table->rows(); ++row) {
    result.emplace_back(column->text_at(row));
  }
  return result;
}

/// Scalars of valid JSON, counted over the text: literals and the strings before no colon.
std::size_t scalars_in(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') {
      for (++i; i < text.size() && text[i] != '"'; ++i) {
        i += text[i] == '\\' ? 1U : 0U;
      }
      const std::size_t next = text.find_first_not_of(" \t\r\n", i + 1);
      count += next == std::string_view::npos || text[next] != ':' ? 1U : 0U;
    } else if (std::string_view("{}[],: \t\r\n").find(text[i]) == std::string_view::npos) {
      ++count;
      i = std::min(text.find_first_of("{}[],: \t\r\n", i), text.size()) - 1;
    }
  }
  return count;
}

std::size_t accounted(const Account& account) {
  std::size_t sum = account.used + account.headers;
  for (const Skipped& skipped : account.skipped) {
    EXPECT_FALSE(skipped.reason.empty());
    sum += skipped.count;
  }
  return sum;
}

TEST(JsonTables, AccountForEveryLeafOfAwkwardDocuments) {
  const std::vector<std::string_view> table = {
      "5",
      "null",
      "[]",
      "{}",
      "[1, 2]",
      "[1, null, 3]",
      R"(["a", true, 2])",
      "[[1, 2], [3, [4]]]",
      R"([{"a": 1}, 7, [8, 9], {"a": null}])",
      R"({"a": {"b": 1}, "a.b": 2, "a": 3, "c": [], "d": {}})",
      R"({"m": {"x": {"v": 1, "s": [1, 2, 3]}, "y": {"v": 2, "s": [4], "t": [{"u": 5}, 6]}}})",
      R"({"m": {"x": {"p": {"v": 1}}, "y": {"q": {"v": 2}, "r": {"v": 3, "l": ["a", "b"]}}}})",
      R"([{"k": {"e": {"v": 1, "w": [[1]]}, "j": {"v": 2, "w": ["a"]}}}, {"k": [1, 2, 3]}])",
      R"([{"s": [{"t": [{"u": [1, 2, 3], "z": 1}], "y": 2}], "x": 3}, {"s": "none"}])",
      R"({"": 1, "/": 2, "~": {"~1": [1, 2, 3, null]}, ".": {".": 3}, "..": {"": 4}})",
  };
  for (const std::string_view document : table) {
    const JsonTables read = tables_of(document);
    EXPECT_EQ(read.account.total, scalars_in(document)) << document;
    EXPECT_EQ(read.account.total, accounted(read.account)) << document;
  }
}

TEST(JsonTables, AccountForEveryLeafOfTheSample) {
  namespace fs = std::filesystem;
  const fs::path sample = fs::path(CHIMERA_SOURCE_DIR) / "../shared/data/seed-artifacts";
  if (!fs::exists(sample)) {
    GTEST_SKIP() << "no sample tree beside the repository";
  }
  std::size_t documents = 0;
  for (const auto& entry : fs::recursive_directory_iterator(sample)) {
    if (entry.path().extension() != ".json") {
      continue;
    }
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream buffer;
    buffer << in.rdbuf();
    const std::string bytes = buffer.str();
    if (const auto root = text::parse_json(bytes)) {
      ++documents;
      const JsonTables read = json_tables(*root, "a.json");
      EXPECT_EQ(read.account.total, scalars_in(bytes)) << entry.path();
      EXPECT_EQ(read.account.total, accounted(read.account)) << entry.path();
      EXPECT_TRUE(read.account.skipped.empty()) << entry.path();
    }
  }
  EXPECT_GT(documents, 0U);
}

TEST(JsonTables, ArraysInsideAMapCarryItsKeys) {
  const JsonTables read = tables_of(R"({"at": "now", "backends": {
      "eager": {"ms": 1, "samples": [1.5, 2.5, 3.5], "runs": [{"t": 7}]},
      "jit": {"ms": 2, "samples": [4.5, 5.5, 6.5], "runs": [{"t": 8}, {"t": 9}]}}})");
  EXPECT_EQ(cells(read, "/backends", "ms"), (Cells{"1", "2"}));
  EXPECT_EQ(cells(read, "/backends/*/samples", "samples"),
            (Cells{"1.5", "2.5", "3.5", "4.5", "5.5", "6.5"}));
  EXPECT_EQ(cells(read, "/backends/*/samples", "backends"),
            (Cells{"eager", "eager", "eager", "jit", "jit", "jit"}));
  EXPECT_EQ(cells(read, "/backends/*/runs", "backends"), (Cells{"eager", "jit", "jit"}));
  EXPECT_EQ(cells(read, "/backends/*/runs", "at"), (Cells{"now", "now", "now"}));
  EXPECT_EQ(cells(read, "/backends/*/runs", "t"), (Cells{"7", "8", "9"}));
}

TEST(JsonTables, AMemberThatFailedWithNullForItsRecordIsARow) {
  const JsonTables read = tables_of(
      R"({"backends": {"eager": {"success": true, "compile_s": 0.0, "stats": {"ms": 6.0, "sd": 1}},)"
      R"( "onnx": {"success": true, "compile_s": 1.1, "stats": {"ms": 3.9, "sd": 2}},)"
      R"( "tensorrt": {"success": false, "error": "engine build failed", "stats": null}}})");
  EXPECT_EQ(cells(read, "/backends", "stats.ms"), (Cells{"6.0", "3.9", ""}));
}

TEST(JsonTables, SamplesCarrySettingsButNoMeasurement) {
  const JsonTables read = tables_of(R"({"results": [
      {"model": "a", "batch_size": 4, "fast": true, "mean_ms": 2, "ms": [1, 2, 3]},
      {"model": "b", "batch_size": 8, "fast": false, "mean_ms": 5, "ms": [5]}]})");
  const std::string_view samples = "/results/*/ms";
  EXPECT_EQ(cells(read, samples, "ms"), (Cells{"1", "2", "3", "5"}));
  EXPECT_EQ(cells(read, samples, "model"), (Cells{"a", "a", "a", "b"}));
  EXPECT_EQ(cells(read, samples, "batch_size"), (Cells{"4", "4", "4", "8"}));
  EXPECT_EQ(cells(read, samples, "fast"), (Cells{"true", "true", "true", "false"}));
  EXPECT_EQ(cells(read, samples, "mean_ms"), (Cells{"no column"}));
  EXPECT_EQ(cells(read, "/results", "mean_ms"), (Cells{"2", "5"}));
}

TEST(JsonTables, SettingsComeDownThroughSeveralLevels) {
  const JsonTables read = tables_of(
      R"([{"model": "a", "runs": [{"tag": "x", "ms": [1, 2, 3]}, {"tag": "y", "ms": [4, 5, 6]}]}])");
  EXPECT_EQ(cells(read, "/*/runs/*/ms", "model"), Cells(6, "a"));
  EXPECT_EQ(cells(read, "/*/runs/*/ms", "tag"), (Cells{"x", "x", "x", "y", "y", "y"}));
}

TEST(JsonTables, AShortListIsOneCellAndNoTrial) {
  const JsonTables read = tables_of(R"({"ci": [0.5, 1.5], "on": ["cpu", null, true]})");
  EXPECT_EQ(cells(read, "", "ci"), (Cells{"[0.5, 1.5]"}));
  EXPECT_EQ(cells(read, "", "on"), (Cells{R"(["cpu", null, true])"}));
  EXPECT_EQ(read.tables.size(), 1U);
  EXPECT_EQ(read.tables[0].columns[0].role, Role::kNote);
}

TEST(JsonTables, KeepsTheFirstOfAKeyAndNamesTheOther) {
  const JsonTables read = tables_of(R"({"r": [{"a~/": {"x": 1, "x": [7, 8, 9]}}]})");
  EXPECT_EQ(cells(read, "/r", "a~/.x"), (Cells{"1"}));
  EXPECT_EQ(read.repeated, (std::vector<std::string>{"/r/0/a~0~1/x"}));
  ASSERT_EQ(read.account.skipped.size(), 1U);
  EXPECT_EQ(read.account.skipped[0].count, 3U);
  EXPECT_EQ(read.account.skipped[0].where, "/r/0/a~0~1/x");
}

TEST(JsonTables, CutsALongTextBetweenCharactersAndSaysSo) {
  std::string text(4095, 'a');
  text += "é and more";
  const JsonTables read = tables_of(R"({"t": ")" + text + R"("})");
  EXPECT_EQ(cells(read, "", "t"), (Cells{std::string(4095, 'a')}));
  ASSERT_EQ(read.account.skipped.size(), 1U);
  EXPECT_EQ(read.account.skipped[0].reason, "a long text: its beginning is kept");
}

TEST(JsonTables, BoundsColumnsAndCellsOfSparseTables) {
  std::string wide = "{";
  for (int i = 0; i < 200'000; ++i) {
    wide += "\"k" + std::to_string(i) + "\": 1, ";
  }
  const JsonTables one = tables_of(wide + "\"end\": 1}");
  EXPECT_EQ(one.tables[0].columns.size(), 4096U);
  EXPECT_EQ(accounted(one.account), 200'001U);
  std::string sparse = "[{\"k\": 1}";
  for (int i = 0; i < 200'000; ++i) {
    sparse += ", {\"k" + std::to_string(i) + "\": 1}";
  }
  const JsonTables many = tables_of(sparse + "]");
  EXPECT_LT(many.tables[0].columns.size(), 100U);
  EXPECT_EQ(accounted(many.account), 200'001U);
}

TEST(JsonTables, BoundsTheNumberOfTables) {
  std::string text = "{\"a\": 0";
  for (int i = 0; i < 3000; ++i) {
    text += ", \"k" + std::to_string(i) + "\": [1, 2, 3]";
  }
  const JsonTables read = tables_of(text + "}");
  EXPECT_EQ(read.tables.size(), kJsonTablesMax);
  EXPECT_EQ(accounted(read.account), 9001U);
}

}  // namespace
}  // namespace chimera::read
