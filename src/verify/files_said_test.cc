// What is said of the files themselves: how many and what share are of a type, a folder or a topic.
#include <gtest/gtest.h>

#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

// Ten files: 5 JSON and 2 CSV, 3 Markdown; 4 below compile/, 3 below runs/alpha/.
Observations tree() {
  Observations data;
  for (const char* path :
       {"compile/a.json", "compile/b.json", "notes/d.json", "notes/e.json", "kernels/f.json"}) {
    data.artifacts.push_back({path, ArtifactType::kJson, 10, 0});
  }
  for (const char* path : {"compile/a.md", "compile/b.md", "runs/alpha/c.md"}) {
    data.artifacts.push_back({path, ArtifactType::kMarkdown, 10, 0});
  }
  for (const char* path : {"runs/alpha/x.csv", "runs/alpha/y.csv"}) {
    Table& table = sample::add_table(data, path, 2);
    table.content = path;
    table.columns = {setting("model", Role::kSubject, {"alpha:1b"}, true),
                     metric("tokens_s", "tok/s", {1, 2}, "throughput")};
  }
  return data;
}

TEST(FilesSaid, SharesOfAListInItsOwnParts) {
  const auto of = [](const std::string& report) { return sample::verdicts(tree(), report); };
  EXPECT_EQ(of("JSON makes up 50 % of the dataset; **CSV** 20 %; **Markdown** 31 %"), "s s c");
  EXPECT_EQ(of("**CSV:** 21 % of the files; **JSON:** 50 %; **Markdown:** 30 %"), "c s s");
  EXPECT_EQ(of("By type: JSON (50 %), CSV (20 %) and Markdown (30 %)."), "s s s");
  EXPECT_EQ(of("`compile` holds 40 % of the files and `notes` 20 %."), "s s");
  EXPECT_EQ(of("`compile` holds 40 % of the files and `notes` 30 %."), "s c");
}

TEST(FilesSaid, SharesInWords) {
  const auto of = [](const std::string& report) { return sample::verdicts(tree(), report); };
  EXPECT_EQ(of("Half of the files are JSON."), "s");
  EXPECT_EQ(of("A third of the files are JSON."), "c");
  EXPECT_EQ(of("Two thirds of the files are JSON."), "c");
  EXPECT_EQ(of("A quarter of the files are CSV."), "c");
  EXPECT_EQ(of("A fifth of the files are CSV."), "s");
  EXPECT_EQ(of("A fifth of the files are Markdown."), "c");
}

TEST(FilesSaid, AFolderWithoutItsLog) {
  Observations data = tree();
  data.artifacts.push_back({"notes/run.log", ArtifactType::kLog, 10, 0});
  EXPECT_EQ(sample::verdicts(data, "`notes` holds 2 files."), "s");
  EXPECT_EQ(sample::verdicts(data, "`notes` holds 20 % of the files."), "s");
  EXPECT_EQ(sample::verdicts(data, "`notes` holds 4 files."), "c");
  EXPECT_EQ(sample::verdicts(data, "`notes` holds 25 % of the files."), "c");
}

TEST(FilesSaid, WhatMostAre) {
  const auto of = [](const std::string& report) { return sample::verdicts(tree(), report); };
  EXPECT_EQ(of("JSON is the largest group."), "s");
  EXPECT_EQ(of("Markdown is the largest group."), "c");
  EXPECT_EQ(of("Markdown is the second largest group."), "s");
  EXPECT_EQ(of("CSV is the second largest group."), "c");
  EXPECT_EQ(of("JSON files outnumber CSV files."), "s");
  EXPECT_EQ(of("There are more CSV than Markdown files."), "c");
  EXPECT_EQ(of("Most of the dataset concerns compilation."), "c");
  EXPECT_EQ(of("Most Markdown files are compilation results."), "s");
  EXPECT_EQ(of("Most JSON files are compilation results."), "c");
  EXPECT_EQ(of("JSON makes up 50 % of the files and is the majority type."), "s c");
  EXPECT_EQ(of("JSON leads with 50 % of the files and makes up the majority of the dataset."),
            "s c");
  EXPECT_EQ(of("- **Focus:** Most Markdown files are compilation results."), "s");
}

TEST(FilesSaid, FilesInWhichATypeLeads) {
  EXPECT_EQ(
      sample::verdicts(tree(), "It consists of 10 files in which JSON is the most common type."),
      "s s");
  EXPECT_EQ(
      sample::verdicts(tree(), "It consists of 12 files in which CSV is the most common type."),
      "c c");
}

TEST(FilesSaid, TheRestOfAFolderAndOfATopic) {
  const auto of = [](const std::string& report) { return sample::verdicts(tree(), report); };
  EXPECT_EQ(of("`compile/` holds 4 files and `notes/` the remaining 2."), "s s");
  EXPECT_EQ(of("`compile/` holds 4 files and `notes/` the remaining 3."), "s c");
  EXPECT_EQ(of("Two JSON files describe compile benchmarks."), "s");
  EXPECT_EQ(of("Three JSON files describe compile benchmarks."), "c");
  EXPECT_EQ(of("Nothing was found under `plots/`."), "s");
  EXPECT_EQ(of("Nothing was found under `notes/`."), "c");
}

TEST(FilesSaid, AFileInTwoFolders) {
  Observations data;
  for (const char* path :
       {"first/one.csv", "second/one.csv", "second/two.csv", "run3/x.csv", "run3/y.csv"}) {
    Table& table = sample::add_table(data, path, 2);
    table.content = path;
    table.columns = {metric("tokens_s", "tok/s", {1, 2}, "throughput")};
  }
  EXPECT_EQ(sample::verdicts(data, "`one.csv` exists in both `first/` and `second/`."), "s");
  EXPECT_EQ(sample::verdicts(data, "`two.csv` exists in both `first/` and `second/`."), "c");
  EXPECT_EQ(sample::verdicts(data, "The run folder holds 2 files."), "s");
  EXPECT_EQ(sample::verdicts(data, "The run folder holds 3 files."), "c");
}

TEST(FilesSaid, SoManyOfThemAreAbout) {
  const auto of = [](const std::string& report) { return sample::verdicts(tree(), report); };
  EXPECT_EQ(of("Four of the 10 files concern compilation."), "s");
  EXPECT_EQ(of("Six of the 10 files concern compilation."), "c");
}

TEST(FilesSaid, SoManyOfATypeDescribeATopic) {
  const auto of = [](const std::string& report) { return sample::verdicts(tree(), report); };
  EXPECT_EQ(of("Two JSON files describe compilation."), "s");
  EXPECT_EQ(of("Four JSON files describe compilation."), "c");
}

TEST(FilesSaid, HowManyAndWhatTheyCover) {
  const auto of = [](const std::string& report) { return sample::verdicts(tree(), report); };
  EXPECT_EQ(of("This report reviews 10 benchmark files covering the alpha model."), "s s");
  EXPECT_EQ(of("This report reviews 11 benchmark files covering the alpha model."), "c s");
}

TEST(FilesSaid, AFocusIsOnWhatTheFilesAreOf) {
  const auto of = [](const std::string& report) { return sample::verdicts(tree(), report); };
  EXPECT_EQ(of("The dataset shows a clear focus on kernels and compile runs."), "s");
  EXPECT_NE(of("The dataset shows a clear focus on tokenizers."), "s");
}

TEST(FilesSaid, TypesWithTheirNumbersInBrackets) {
  const auto of = [](const std::string& report) { return sample::verdicts(tree(), report); };
  EXPECT_EQ(of("- **Formats:** JSON (5), CSV (3), Markdown (2)"), "s c c");
  EXPECT_EQ(of("- Data summary: CSV Files (2), JSON Files (5), MARKDOWN Files (4)"), "s s c");
  EXPECT_EQ(of("- **Files Ingested:** 10"), "s");
  EXPECT_EQ(of("- **Files Ingested:** 11"), "c");
}

TEST(FilesSaid, OfTheFolderThatLabelsTheLine) {
  const auto of = [](const std::string& report) { return sample::verdicts(tree(), report); };
  EXPECT_EQ(of("- **compile/:** A small one: 4 files, roughly 40 % of everything I could see."),
            "s s");
  EXPECT_EQ(of("- **compile/:** A small one: 10 files, roughly 70 % of everything I could see."),
            "c c");
  EXPECT_EQ(of("In `compile/` there are 10 files."), "c");
}

TEST(FilesSaid, OnWhichDayMostWereWritten) {
  Observations data;
  for (const char* path :
       {"run_20250105_101010.csv", "run_20250105_111111.csv", "run_20250107_101010.csv"}) {
    sample::add_table(data, path, 1).columns = {metric("tokens_s", "tok/s", {1}, "throughput")};
  }
  const auto of = [&](const std::string& report) { return sample::verdicts(data, report); };
  EXPECT_EQ(of("2025-01-05 carries more files than any other day."), "s");
  EXPECT_EQ(of("2025-01-07 carries more files than any other day."), "c");
  EXPECT_EQ(of("Everything was recorded in January."), "s");
  EXPECT_EQ(of("Everything was recorded in February."), "c");
}

TEST(FilesSaid, MostRowsFailed) {
  const auto of = [](std::size_t failed) {
    Observations data;
    Table& table = sample::add_table(data, "runs/a.csv", 3);
    table.columns = {metric("tokens_s", "tok/s", {1, 2, 3}, "throughput")};
    for (std::size_t row = 0; row < failed; ++row) {
      table.judge(row, true, false, "refused");
    }
    return sample::verdicts(data, "Most of the rows in `runs/` carry an error.");
  };
  EXPECT_EQ(of(2), "s");
  EXPECT_EQ(of(1), "c");
}

TEST(FilesSaid, RowsOfTypesBelowFiles) {
  const auto of = [](const std::string& rows) {
    return sample::verdicts(tree(), "| Artifact type | Files |\n|---|---|\n" + rows);
  };
  EXPECT_EQ(of("| CSV | 2 |\n| JSON | 5 |\n"), "s s");
  EXPECT_EQ(of("| CSV | 3 |\n| JSON | 5 |\n"), "c s");
}

TEST(FilesSaid, ReplicatesByTheWordsOfTheirPaths) {
  Observations data;
  double rate = 40;
  for (const char* path : {"base_r1/alpha.csv", "base_r2/alpha.csv"}) {
    Table& table = sample::add_table(data, path, 2);
    table.content = path;
    table.columns = {metric("tokens_s", "tok/s", {rate, rate + 2}, "throughput")};
    rate += 10;
  }
  const auto of = [&](const std::string& report) { return sample::verdicts(data, report); };
  EXPECT_EQ(of("Mean throughput in replicate 2 is 51.0 tok/s."), "s");
  EXPECT_EQ(of("Mean throughput in replicate 2 is 41.0 tok/s."), "c");
  EXPECT_EQ(of("Mean throughput in the first replicate is 41.0 tok/s."), "s");
}

// Of 10 files 5 are JSON, 3 Markdown and 2 CSV, which have 100 bytes each where the others have 10.
TEST(FilesSaid, WhichTypeIsMostOrRarest) {
  const auto of = [](const std::string& report) { return sample::verdicts(tree(), report); };
  EXPECT_EQ(of("Most files are Markdown documents, complemented by JSON summaries."), "c");
  EXPECT_EQ(of("CSV is the rarest format."), "s");
  EXPECT_EQ(of("Markdown is the least common file type."), "c");
  Observations heavy = tree();
  for (Artifact& artifact : heavy.artifacts) {
    artifact.size_bytes = artifact.type == ArtifactType::kCsv ? 100 : 10;
  }
  EXPECT_EQ(sample::verdicts(heavy, "CSV accounts for the largest share of the bytes."), "s");
  EXPECT_EQ(sample::verdicts(heavy, "JSON accounts for the largest share of the bytes."), "c");
}

}  // namespace
}  // namespace chimera::verify
