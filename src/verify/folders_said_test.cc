// Files and folders that prose counts. The tree: four files below results/a, three in compile/, one
// at the top; by hand, results/ holds 4 of 8 files, compile/ 3.
#include <gtest/gtest.h>

#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

Observations observations() {
  Observations out;
  for (const auto& [path, type] : {std::pair{"compile/mlp_2508.json", ArtifactType::kJson},
                                   std::pair{"compile/mlp_2508.md", ArtifactType::kMarkdown},
                                   std::pair{"compile/conv.json", ArtifactType::kJson},
                                   std::pair{"results/a/one.csv", ArtifactType::kCsv},
                                   std::pair{"results/a/two.csv", ArtifactType::kCsv},
                                   std::pair{"results/a/three.json", ArtifactType::kJson},
                                   std::pair{"results/a/notes.md", ArtifactType::kMarkdown},
                                   std::pair{"run.log", ArtifactType::kLog}}) {
    out.artifacts.push_back({path, type, 100, 0});
  }
  Table& one = out.tables.emplace_back(sample::table("compile/mlp_2508.json", 2));
  one.columns = {sample::metric("mean_time_ms", "ms", {5, 6}, "")};
  return out;
}

std::string verdicts_of(const std::string& report) {
  return sample::verdicts(observations(), report);
}

TEST(Folders, ABareWordIsOneWhereItIsSaid) {
  EXPECT_EQ(verdicts_of("The compile folder holds two JSON files."), "s");
  EXPECT_EQ(verdicts_of("The compile folder holds three JSON files."), "c");
  EXPECT_EQ(verdicts_of("`compile` holds three files."), "s");
  EXPECT_EQ(verdicts_of("`compile` holds four files."), "c");
}

TEST(Folders, TheOneWithTheMostFiles) {
  EXPECT_EQ(verdicts_of("`results` holds the most files (4)."), "s s");
  EXPECT_EQ(verdicts_of("`compile` holds the largest number of files."), "c");
  EXPECT_EQ(verdicts_of("The largest folder is `results/a`."), "s");
}

TEST(Files, OfTheTypesThatAreListed) {
  EXPECT_EQ(verdicts_of("The report covers 5 CSV and JSON files."), "s");
  EXPECT_EQ(verdicts_of("The report covers 6 CSV and JSON files."), "c");
  EXPECT_EQ(verdicts_of("**CSV:** 2 files | **JSON:** 3 files"), "s s");
  EXPECT_EQ(verdicts_of("**CSV:** 3 files | **JSON:** 2 files"), "c c");
}

TEST(Files, LogsNeedNotCount) {
  EXPECT_EQ(verdicts_of("The tree has 8 files."), "s");
  EXPECT_EQ(verdicts_of("The tree has 7 files."), "s");
  EXPECT_EQ(verdicts_of("The tree has 9 files."), "c");
  EXPECT_EQ(verdicts_of("- **CSV files:** 2 files (28.6%)"), "s s");  // of 7
}

TEST(Files, SharesAndListsOfTypes) {
  EXPECT_EQ(verdicts_of("**Shares:** JSON 37.5 %, CSV 25.0 %"), "s s");
  EXPECT_EQ(verdicts_of("**Shares:** JSON 37.5 %, CSV 27.0 %"), "s c");
  EXPECT_EQ(verdicts_of("**File Types:** CSV (2), JSON (3), Markdown (3)"), "s s c");
  EXPECT_EQ(verdicts_of("It holds 8 files, predominantly JSON files, of two teams."), "s c");
}

TEST(Files, OfAFolderInARow) {
  const std::string head = "| Folder | Files |\n|---|---|\n";
  EXPECT_EQ(verdicts_of(head + "| compile/ | 3 |\n"), "s");
  EXPECT_EQ(verdicts_of(head + "| compile/ | 4 |\n"), "c");
}

TEST(Files, WhatIsDeniedMustNotBeThere) {
  EXPECT_EQ(verdicts_of("**Gaps:** No log file accompanies the results."), "c");
  EXPECT_EQ(verdicts_of("The files contain no energy column."), "s");
  EXPECT_EQ(verdicts_of("No compile results are included."), "c");
  EXPECT_EQ(verdicts_of("No perplexity results are included."), "s");
  EXPECT_EQ(verdicts_of("No compile results are included and no perplexity data were found."),
            "c s");
}

TEST(Files, WhenTheyWereModifiedNothingTells) {
  EXPECT_EQ(verdicts_of("Most CSV files were modified late in the evening."), "u");
  // But its own list may.
  const std::string list =
      "```\nCSV Files (2)\n  Latest modified: 2025-11-14 18:53:30 UTC\n"
      "JSON Files (3)\n  Latest modified: 2025-10-08 17:20:51 UTC\n```\n\n";
  EXPECT_EQ(verdicts_of(list + "All files were modified within the same week.").back(), 'c');
}

TEST(Files, APatternMeetsStems) {
  EXPECT_EQ(verdicts_of("The two `*_2508` files are of one network."), "s");
  EXPECT_EQ(verdicts_of("The three `*_2508` files are of one network."), "c");
}

TEST(Files, WhatElseIsCountedBesideThem) {
  EXPECT_EQ(verdicts_of("They ran five timed iterations of all files."), "");
}

// Three of eight files.
TEST(Files, AFoldersShareOfAll) {
  const std::string head = "| Folder | Files | Share of all files |\n|---|---|---|\n";
  EXPECT_EQ(verdicts_of(head + "| compile | 3 | 37.5% |\n"), "s s");
  EXPECT_EQ(verdicts_of(head + "| compile | 3 | 30.0% |\n"), "s c");
}

TEST(Files, HowMuchTheyGrewNoFileTells) {
  EXPECT_NE(verdicts_of("The data volume has grown by 35% since the last report."), "c");
}

TEST(Files, OneThatIsMissingTellsNothing) {
  EXPECT_EQ(verdicts_of("The file `compile/rnn.json` holds a fourth one, with a mean time of 5.5 "
                        "ms."),
            "c u");
}

TEST(Files, OneThatIsMissingTellsNothingBelowItsHeading) {
  const std::string heading = "## Insights: `compile/rnn.json`\n\n";
  EXPECT_EQ(verdicts_of(heading + "The mean time is 5.5 ms."), "u");
  EXPECT_EQ(verdicts_of(heading + "The mean time is 9.5 ms."), "u");
  EXPECT_EQ(verdicts_of(heading + "In `mlp_2508.json` the mean time is 9.5 ms."), "c");
  EXPECT_EQ(verdicts_of(heading + "| Metric | Value |\n|---|---|\n| mean_time_ms | 9.5 |\n"), "u");
  EXPECT_EQ(verdicts_of("The file `compile/rnn.json` is new. The mean time is 9.5 ms."), "c u");
}

TEST(Files, TheLargestMayHaveACopy) {
  Observations data = observations();
  for (const char* path : {"raw/trace.csv", "results/b/trace.csv"}) {
    data.artifacts.push_back({path, ArtifactType::kCsv, 300, 0});
  }
  EXPECT_EQ(sample::verdicts(data, "The largest CSV is `trace.csv`."), "s");
  data.artifacts.push_back({"raw/ncu.csv", ArtifactType::kCsv, 400, 0});
  EXPECT_EQ(sample::verdicts(data, "The largest CSV is `trace.csv`."), "c");
}

TEST(Folders, BelowAnotherAreCounted) {
  Observations data = observations();
  for (const char* path :
       {"runs/20260101-101010/a.csv", "runs/20260102-101010/a.csv", "runs/notes/b.csv"}) {
    data.artifacts.push_back({path, ArtifactType::kCsv, 100, 0});
  }
  EXPECT_EQ(sample::verdicts(data, "Beneath `runs` sit two date-stamped run folders."), "s");
  EXPECT_EQ(sample::verdicts(data, "Beneath `runs` sit three date-stamped run folders."), "c");
  EXPECT_EQ(sample::verdicts(data, "`runs/` holds three folders."), "s");
}

// Two CSV, three JSON and two Markdown files, and a log.
TEST(Files, AreInTheOrderThatIsSaid) {
  EXPECT_EQ(verdicts_of("JSON is the most common format, followed by CSV and then Markdown."),
            "s s");
  EXPECT_EQ(verdicts_of("JSON is the most common format, followed by logs and CSV."), "s c");
  Observations data = observations();
  data.artifacts.push_back({"more.md", ArtifactType::kMarkdown, 100, 0});
  EXPECT_EQ(
      sample::verdicts(data, "JSON is the most common format, followed by CSV and then Markdown."),
      "c c");
}

TEST(Files, AreInTheOrderThatASecondSentenceSays) {
  Observations data = observations();
  data.artifacts.push_back({"more.md", ArtifactType::kMarkdown, 100, 0});
  const std::string first = "JSON leads with 3 files. ";
  EXPECT_EQ(sample::verdicts(data, first + "It is followed by CSV and then Markdown."), "s c");
  EXPECT_EQ(sample::verdicts(data, first + "It is followed by Markdown and then CSV."), "s s");
}

TEST(Files, OfATypeThatStandsBeforeTheirNumber) {
  EXPECT_EQ(verdicts_of("JSON is the largest group with 3 files."), "s");
  EXPECT_EQ(verdicts_of("JSON is the largest group with 4 files."), "c");
}

TEST(Files, OfTheFolderThatTheClauseIsOf) {
  EXPECT_EQ(verdicts_of("The compile folder pairs 2 JSON files with 1 Markdown write-ups."), "s s");
  EXPECT_EQ(verdicts_of("The compile folder pairs 2 JSON files with 4 Markdown write-ups."), "s c");
}

TEST(Folders, HoldItemsAndEntries) {
  EXPECT_EQ(verdicts_of("`results/` accounts for 4 entries."), "s");
  EXPECT_EQ(verdicts_of("`results/a` stores 5 items."), "c");
}

TEST(Folders, ThatAreNotThere) {
  EXPECT_EQ(verdicts_of("No `artifacts/` folder is present."), "s");
  EXPECT_EQ(verdicts_of("No `compile/` folder is present."), "c");
}

TEST(Folders, AreNoRatios) {
  EXPECT_EQ(verdicts_of("The tree has 3 folders."), "s");
  EXPECT_EQ(verdicts_of("The tree has 5 folders."), "c");
}

TEST(Folders, OfAListAreThereOrNot) {
  EXPECT_EQ(verdicts_of("- **Key directories:** `compile/`, `results/a/`, `results/b/`"), "s s c");
  EXPECT_EQ(verdicts_of("Its subfolders are `compile/` and `results/`."), "s");
  EXPECT_EQ(verdicts_of("Its subfolders are `compile/` and `serving/`."), "c");
  EXPECT_EQ(verdicts_of("There is also a tidy `a/` subfolder."), "s");
  EXPECT_EQ(verdicts_of("There is also a tidy `raw/` subfolder."), "c");
  EXPECT_EQ(verdicts_of("- **plots/:** No such directory in this snapshot."), "s");
  EXPECT_EQ(verdicts_of("- **compile/:** No such directory in this snapshot."), "c");
}

TEST(Folders, WhatMostOfTheirFilesAre) {
  EXPECT_EQ(verdicts_of("The compile folder holds 3 files, of which the majority are JSON."),
            "s s");
  EXPECT_EQ(verdicts_of("The compile folder holds 3 files, of which the majority are Markdown."),
            "s c");
}

TEST(Folders, InALabelBeforeTheirNumber) {
  EXPECT_EQ(verdicts_of("- **Files in `results/`:** 4"), "s");
  EXPECT_EQ(verdicts_of("- **Files in `results/`:** 5"), "c");
  EXPECT_EQ(verdicts_of("- CSV files below `results/`: 2"), "s");
  EXPECT_EQ(verdicts_of("- CSV files below `results/`: 4"), "c");
}

TEST(Folders, ThatAreDatedAreSomeOfThem) {
  Observations data = observations();
  for (const char* path : {"runs/20260101-101010/a.csv", "runs/20260102-101010/a.csv"}) {
    data.artifacts.push_back({path, ArtifactType::kCsv, 100, 0});
  }
  const auto of = [&](const std::string& report) { return sample::verdicts(data, report); };
  EXPECT_EQ(of("I saw 6 folders, 2 of them time-stamped run folders under `runs/`."), "s s");
  EXPECT_EQ(of("I saw 6 folders, 4 of them time-stamped run folders under `runs/`."), "s c");
}

TEST(Folders, ThatAreDatedAreCountedAnywhere) {
  Observations data = observations();
  for (const char* path : {"serving/20260101-101010/a.csv", "serving/20260102-101010/a.csv"}) {
    data.artifacts.push_back({path, ArtifactType::kCsv, 100, 0});
  }
  EXPECT_EQ(sample::verdicts(data, "Serving results sit in two dated folders."), "s");
  EXPECT_EQ(sample::verdicts(data, "Serving results sit in three dated folders."), "c");
}

TEST(Dates, AreNoNamesOfFiles) {
  Observations data;
  for (const char* path : {"run_20260216.csv", "run_20260222.csv", "notes_2026-02-22.csv"}) {
    data.artifacts.push_back({path, ArtifactType::kCsv, 100, 0});
  }
  EXPECT_EQ(sample::verdicts(data, "Embedded time stamps run from 2026-02-16 to 2026-02-22."), "s");
  EXPECT_EQ(sample::verdicts(data, "Embedded time stamps run from 2026-02-18 to 2026-02-20."), "c");
}

TEST(Folders, ThatALabelListsWithoutSlashes) {
  EXPECT_EQ(verdicts_of("* **Key Directories:** `compile`, `results/a`"), "s s");
  EXPECT_EQ(verdicts_of("* **Key Directories/Names:** compile, results/a, and results/b."),
            "s s c");
}

TEST(Folders, OfARunAreCalledByItsTime) {
  Observations data;
  for (const char* path : {"suite/20250820-093311/runs.csv", "gpu_20250820-093311.csv"}) {
    Table& table = sample::add_table(data, path, 2);
    table.content = path;
    const bool runs = std::string(path).starts_with("suite");
    table.columns = {runs ? sample::metric("tokens_s", "tok/s", {10, 20}, "throughput")
                          : sample::metric("power_w", "W", {90, 110}, "")};
  }
  const auto of = [&](const std::string& report) { return sample::verdicts(data, report); };
  EXPECT_EQ(of("In run 20250820-093311 the mean tokens_s is 15."), "s");
  EXPECT_EQ(of("In run 20250820-093311 the mean power_w is 90."), "c");
}

TEST(Folders, InASentenceBehindALabelAreNoList) {
  EXPECT_NE(verdicts_of("* **Run Folders:** Of the folders under `results/a`, nine hold a suite."),
            "s");
}

TEST(Folders, AllFilesBehindALabel) {
  EXPECT_EQ(verdicts_of("* **Total Artifacts:** 8"), "s");
  EXPECT_EQ(verdicts_of("* **Number of Files:** 9"), "c");
}

}  // namespace
}  // namespace chimera::verify
