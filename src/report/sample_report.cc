#include "report/sample_report.h"

#include <utility>

namespace chimera::report {
namespace {

Fact throughput_fact() {
  Fact fact;
  fact.id = "f000000000001";
  fact.query.metric = "tokens_s";
  fact.query.statistics = {Statistic::kMean};
  fact.query.where = {{"file", "a|b.csv"}};
  fact.value = 42.123456;
  fact.unit = "tok/s";
  fact.interval = Interval{0.95, 40.5, 43.75, "t interval over 5 replicates"};
  fact.n = 5;
  fact.excluded = {{"failed", 2}};
  fact.evidence = {{"a|b.csv", "tokens_s", "", "2-6"}};
  return fact;
}

Fact files_total() {
  Fact fact;
  fact.id = "f000000000002";
  fact.query.metric = "files";
  fact.query.statistics = {Statistic::kCount};
  fact.value = 7;
  fact.no_interval = "a count";
  fact.n = 7;
  fact.evidence = {{"x.json", "", "/results", "0-3"}};
  return fact;
}

Finding effect_finding() {
  Finding finding;
  finding.id = "F000000000001";
  finding.kind = FindingKind::kNoEffect;
  finding.about = {"tokens_s", {"num_gpu"}, {{"model", "gemma3"}}};
  finding.statement = "`num_gpu` does not change throughput";
  finding.facts = {"f000000000001"};
  finding.strength = 0.5;
  finding.test = TestResult{"Welch's t", 1.5, {3.5}, 0.2, 0.4, "ratio", 1.02, 0.9, {}};
  return finding;
}

Piece value(std::string text, std::string part, std::string unit) {
  return {PieceKind::kValue, std::move(text), "f000000000001", std::move(part), std::move(unit)};
}

RunInfo sample_run() {
  RunInfo run;
  run.run_id = "r1";
  run.date = "2026-11-24";
  run.model = "smollm2";
  run.configuration = {
      {"num_gpu", "0"}, {"temp", "0.8"}, {"top_p", "default"}, {"style", "guided v2 3"}};
  run.ingest_s = 0.03125;
  run.analysis_s = 25.345;
  run.report_s = 32.234;
  run.metrics = {{"throughput_tok_s", "Throughput", 40.8149, "tok/s", 2},
                 {"tokens_generated", "Tokens Generated", 2270, "", 0},
                 {"decode_calls", "Decode Calls", 311, "", 0}};
  run.personas = {{"DataCollector-9000", "You collect.\n```\nKeep to 250 words."}};
  return run;
}

}  // namespace

Analysis sample_analysis() {
  Analysis analysis;
  analysis.facts = {throughput_fact(), files_total()};
  analysis.findings = {effect_finding()};
  FactTable table;
  table.title = "Throughput by file, level 95 %";
  table.head = {"file", "mean", "p95", "seed 7"};
  table.rows = {{{name("a|b.csv")}, {value("42.1", "value", "tok/s"), words(" tok/s")}}};
  table.note = "Failed trials are left out.";
  analysis.tables = {table};
  analysis.names = {"a|b.csv", "gemma3"};
  return analysis;
}

ReportInput sample_input(const Analysis& analysis) {
  ReportInput input;
  input.run = sample_run();
  input.analysis = &analysis;
  input.sections.summary = {{words("Throughput of "), name("a`b"), words(" is "),
                             value("42", "value", "tok/s"), words(" tok/s.")}};
  input.sections.findings = {{words("The mean lies in ["), value("40.5", "low", "tok/s"),
                              words(", "), value("43.8", "high", "tok/s"), words("], n = "),
                              value("5", "n", ""), words(", with "), value("2", "failed", ""),
                              words(" failed.")}};
  input.sections.finding_ids = {"F000000000001"};
  input.sections.told_ids = input.sections.finding_ids;
  input.sections.sentences = 2;
  input.sections.by_model = 1;
  input.types = {{"CSV", 7, {"a|b.csv", "c.csv"}, "2025-11-14 18:53:30 UTC"}};
  input.files_analyzed = 7;
  input.problems = {{"bad.json", "line 3", "no JSON: 12 bytes `left`"}};
  input.copies = {{"c.csv", "d.csv"}};
  return input;
}

}  // namespace chimera::report
