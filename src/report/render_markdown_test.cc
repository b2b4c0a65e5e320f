#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "report/numeral.h"
#include "report/report.h"
#include "report/sample_report.h"

namespace chimera::report {
namespace {

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines(1);
  for (const char c : text) {
    if (c == '\n') {
      lines.emplace_back();
    } else {
      lines.back() += c;
    }
  }
  return lines;
}

TEST(Markdown, HoldsTheRunBlock) {
  const Analysis analysis = sample_analysis();
  const std::string text = render_markdown(sample_input(analysis)).text;
  EXPECT_EQ(
      text.rfind("# Technical Report: Chimera analysis\n\n"
                 "**Date:** 2026-11-24  \n"
                 "**Agent Type:** Chimera  \n"
                 "**Model:** `smollm2`  \n"
                 "**Configuration:** num_gpu=0, temp=0.8, top_p=default, style=`guided v2 3`\n",
                 0),
      0U)
      << text;
}

TEST(Markdown, HoldsTheSectionsInOrder) {
  const Analysis analysis = sample_analysis();
  const std::string text = render_markdown(sample_input(analysis)).text;
  std::size_t at = 0;
  for (const char* heading :
       {"## 1. Executive summary", "## 2. Data ingestion summary", "## 3. Performance analysis",
        "## 4. Key findings", "## 5. Recommendations", "## 6. Conclusion", "## Appendix",
        "## Workflow summary", "## Metrics", "## Agent personas"}) {
    at = text.find(std::string("\n") + heading + "\n", at);
    ASSERT_NE(at, std::string::npos) << heading;
  }
}

TEST(Markdown, PrintsTablesFindingsAndQueries) {
  const Analysis analysis = sample_analysis();
  const std::string text = render_markdown(sample_input(analysis)).text;
  EXPECT_TRUE(
      has(text, "### Throughput by file, level 95 %\n\n| file | mean | p95 | `seed 7` |\n"));
  EXPECT_TRUE(has(text, "| `a\\|b.csv` | 42.1 tok/s |  |  |\n"));
  EXPECT_TRUE(has(text, "\n1. The mean lies in [40.5, 43.8], n = 5, with 2 failed.\n"));
  EXPECT_TRUE(has(text, "| 1 | `F000000000001` | no_effect |\n"));
  EXPECT_TRUE(has(
      text, "| 1 | `f000000000001` | 42.1235 | tok/s | 40.5 to 43.75 | 5 | `chimera query DIR "));
  EXPECT_TRUE(has(text, "| 2 | `f000000000002` | 7 |"));
  EXPECT_TRUE(has(text, "- `bad.json`, `line 3`: `no JSON: 12 bytes 'left'`\n"));
  EXPECT_TRUE(has(text, "- `c.csv`, `d.csv`\n"));
  EXPECT_TRUE(has(text, "The model chose 1 of the 2 sentences"));
  EXPECT_FALSE(has(text, "It was asked"));
}

TEST(Markdown, SaysHowManyAnswersWereReplacedAndWhoMeasured) {
  const Analysis analysis = sample_analysis();
  ReportInput input = sample_input(analysis);
  input.sections.asked = 12;
  input.sections.replaced = 5;
  input.run.metrics_note = "The server counted.";
  const Markdown markdown = render_markdown(input);
  EXPECT_TRUE(has(markdown.text, "It was asked for 12 choices; in 5 of them its answers named no"));
  EXPECT_TRUE(has(markdown.text, "- Decode Calls: 311\n\nThe server counted.\n"));
  const std::string json = render_report_json(input, markdown);
  EXPECT_TRUE(has(json, "\"asked\": 12,\n    \"replaced\": 5"));
}

TEST(Markdown, SaysHowManySentencesTheModelWrote) {
  const Analysis analysis = sample_analysis();
  ReportInput input = sample_input(analysis);
  EXPECT_FALSE(has(render_markdown(input).text, "in its own words"));
  input.sections.by_model = 0;
  input.sections.written = 1;
  input.sections.refused = 3;
  const Markdown markdown = render_markdown(input);
  EXPECT_TRUE(has(markdown.text, "found every claim in them supported: 1; sentences that it was"));
  EXPECT_TRUE(has(markdown.text, "a true one was chosen instead: 3."));
  const std::string json = render_report_json(input, markdown);
  EXPECT_TRUE(has(json, "\"written\": 1,\n    \"refused\": 3"));
  EXPECT_TRUE(has(json, "\"share\": 0.5"));
}

TEST(Markdown, PrintsWorkflowAndMetrics) {
  const Analysis analysis = sample_analysis();
  const std::string text = render_markdown(sample_input(analysis)).text;
  EXPECT_TRUE(
      has(text, "- Execution time: 57.61 s (ingest 0.03 s | analysis 25.34 s | report 32.23 s)"))
      << text;
  EXPECT_TRUE(has(text,
                  "Total files analyzed: 7\n\nCSV Files (7)\n  - a|b.csv\n  - c.csv\n"
                  "  ... and 5 more\n  Latest modified: 2025-11-14 18:53:30 UTC\n\n"
                  "JSON Files (0)\n  Latest modified: n/a (no file)\n"));
  EXPECT_TRUE(has(text, "- Throughput: 40.81 tok/s\n- TTFT: n/a (not measured)\n"));
  EXPECT_TRUE(has(text, "- Load Duration: n/a (not measured)\n- Decode Calls: 311\n"));
  EXPECT_TRUE(
      has(text, "### DataCollector-9000\n\n```\nYou collect.\n'```\nKeep to 250 words.\n```\n"));
}

// Conservation: every numeral outside code is accounted for, once and at its place.
TEST(Markdown, AccountsForEveryNumeral) {
  const Analysis analysis = sample_analysis();
  const Markdown markdown = render_markdown(sample_input(analysis));
  std::map<std::pair<std::size_t, std::size_t>, std::string> marks;
  for (const Numeral& numeral : markdown.numerals) {
    EXPECT_TRUE(marks.emplace(std::pair(numeral.line, numeral.column), numeral.text).second);
  }
  const std::vector<std::string> lines = lines_of(markdown.text);
  std::size_t seen = 0;
  bool fenced = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].rfind("```", 0) == 0) {
      fenced = !fenced;
    }
    const auto numerals = fenced ? std::vector<FoundNumeral>() : find_numerals(lines[i]);
    for (const FoundNumeral& n : numerals) {
      ++seen;
      EXPECT_EQ((marks[{i + 1, n.column}]), lines[i].substr(n.begin, n.end - n.begin));
    }
  }
  EXPECT_EQ(seen, markdown.numerals.size());
  EXPECT_GT(seen, 20U);
}

TEST(Markdown, EmptyDataSaysSo) {
  const Analysis analysis;
  ReportInput input;
  input.analysis = &analysis;
  input.run.date = "2026-11-24";
  input.run.model = "none";
  const std::string text = render_markdown(input).text;
  for (const char* section :
       {"Executive summary", "Data ingestion summary", "Performance analysis", "Key findings",
        "Recommendations", "Conclusion", "Appendix", "Workflow summary", "Metrics", "ersona"}) {
    EXPECT_TRUE(has(text, section)) << section;
  }
  EXPECT_TRUE(has(text, "No finding: the data hold nothing that was measured.\n"));
  EXPECT_TRUE(has(text, "No number of the data stands in this report.\n"));
  EXPECT_TRUE(has(text, "- Throughput: n/a (no model)\n"));
  EXPECT_TRUE(has(text, "No model was used: each of the 0 sentences"));
  EXPECT_TRUE(has(text, "- Files analyzed: 0\n"));
}

// A report of thousands of files must not grow as long as they are.
TEST(Markdown, ListsTheStrongestFurtherFindingsOnly) {
  Analysis analysis = sample_analysis();
  for (const std::size_t more : {500U, 501U}) {
    analysis.findings.clear();
    for (std::size_t i = 0; i < more; ++i) {
      Finding finding;
      finding.id = "F" + std::to_string(i);
      const Alternative way{{words("Level "), name("n" + std::to_string(i) + "n")}, ""};
      finding.lattice.chains.push_back(Chain{Slot{way}});
      analysis.findings.push_back(finding);
    }
    ReportInput input;
    input.analysis = &analysis;
    const std::string text = render_markdown(input).text;
    EXPECT_TRUE(has(text, "- Level `n499n`\n"));
    EXPECT_FALSE(has(text, "`n500n`"));
    EXPECT_EQ(has(text, "\nWeaker ones stand in `facts.json`.\n"), more > 500);
  }
}

TEST(Markdown, CitingAFactThatIsNotThereStopsTheProgram) {
  const Analysis analysis = sample_analysis();
  ReportInput input = sample_input(analysis);
  input.sections.summary = {{Piece{PieceKind::kValue, "3", "f_unknown", "value", ""}}};
  EXPECT_DEATH(render_markdown(input), "f_unknown");
}

}  // namespace
}  // namespace chimera::report
