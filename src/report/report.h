// Sentences and facts → the files of a report, with the map from every numeral to its fact. Takes
// plain data only: it knows neither the engine nor the agents. A numeral in words that no piece
// accounts for is our bug and stops the program.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "data/finding.h"
#include "data/observations.h"

namespace chimera::report {

/// One run of `chimera run`, as the report shows it. Values are text as printed; "default" where an
/// option was not given.
struct RunInfo {
  std::string run_id;
  std::string date;  ///< "2026-11-24"
  std::string agent = "Chimera";
  std::string model;                                               ///< "none" without an engine
  std::vector<std::pair<std::string, std::string>> configuration;  ///< option → value or "default"
  double ingest_s = 0;
  double analysis_s = 0;
  double report_s = 0;

  /// The model's own metrics, in the order shown: throughput, ttft, … absent ones are not listed.
  struct Metric {
    std::string key;    ///< "throughput_tok_s"
    std::string label;  ///< "Throughput"
    double value = 0;
    std::string unit;
    int decimals = 2;
  };

  std::vector<Metric> metrics;
  std::string metrics_note;  ///< who measured them; one sentence, "" for nothing to say
  std::vector<std::pair<std::string, std::string>> personas;  ///< agent → its prompt
};

/// The text, section by section (what `write` chose).
struct Sections {
  std::vector<Phrase> summary;
  std::vector<Phrase> collection;
  std::vector<Phrase> findings;
  std::vector<std::string> finding_ids;  ///< of `findings`, in order
  std::vector<std::string> told_ids;     ///< of all that a sentence of any section tells
  std::vector<Phrase> recommendations;
  std::vector<Phrase> open;  ///< a paragraph behind them: what the data leave open
  std::vector<Phrase> conclusion;
  std::size_t sentences = 0;
  std::size_t by_model = 0;
  std::size_t asked = 0;     ///< choices put to the model
  std::size_t replaced = 0;  ///< of those, where it named no sentence that was offered
  std::size_t written = 0;   ///< sentences in the model's own words that the verifier let stand
  std::size_t refused = 0;   ///< sentences that it was asked to write, and that stand guided
};

/// What the data summary lists per type.
struct TypeSummary {
  std::string label;  ///< "CSV"
  std::size_t files = 0;
  std::vector<std::string> first_paths;
  std::string latest;  ///< "2025-11-14 18:53:30 UTC"
};

struct ReportInput {
  RunInfo run;
  Sections sections;
  const Analysis* analysis = nullptr;  ///< not owned, never null
  std::vector<TypeSummary> types;
  std::size_t files_analyzed = 0;
  std::vector<Problem> problems;
  std::vector<std::vector<std::string>> copies;
};

/// Where a numeral of report.md comes from. Line and column from 1, column in code points.
struct Numeral {
  std::size_t line = 0;
  std::size_t column = 0;
  std::string text;
  Piece source;
};

struct Markdown {
  std::string text;
  std::vector<Numeral> numerals;
};

/// report.md in DESIGN's form.
Markdown render_markdown(const ReportInput& input);

/// report.json (chimera.report/1).
std::string render_report_json(const ReportInput& input, const Markdown& markdown);

/// facts.json, the same bytes as `facts --json` (chimera.facts/1).
std::string render_facts_json(const Analysis& analysis, const std::vector<Problem>& problems);

/// The same, piece by piece: of many files it is long, and `out` need not hold it all.
void write_facts_json(const Analysis& analysis, const std::vector<Problem>& problems,
                      const std::function<void(std::string_view)>& out);

/// plan.toml (chimera.plan/1): the experiments, each with its questions, factors, size and order.
/// TOML whatever the names are; bytes that are no UTF-8 become "?".
std::string render_plan_toml(const Plan& plan);

}  // namespace chimera::report
