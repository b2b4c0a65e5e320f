#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/layout.h"
#include "report/pieces.h"
#include "report/sections.h"

namespace chimera::report {
namespace {

/// Types that the data summary names also where there are none.
constexpr std::array<std::string_view, 3> kTypesAlwaysListed = {"CSV", "JSON", "Markdown"};

/// Metrics that are named also where they were not measured, in the order shown.
constexpr std::array<std::string_view, 7> kMetricsAlwaysListed = {
    "Throughput",  "TTFT",          "Total Duration", "Tokens Generated",
    "Prompt Eval", "Eval Duration", "Load Duration"};

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_word(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  }
  return text;
}

void add_type(std::vector<std::string>& lines, const TypeSummary& type) {
  lines.emplace_back();
  lines.push_back(fmt::format("{} Files ({})", capitalised(type.label), type.files));
  for (const std::string& path : type.first_paths) {
    lines.push_back("  - " + path);
  }
  if (type.files > type.first_paths.size()) {
    lines.push_back(fmt::format("  ... and {} more", type.files - type.first_paths.size()));
  }
  lines.push_back("  Latest modified: " + (type.latest.empty() ? "n/a (no file)" : type.latest));
}

std::vector<std::string> data_summary(const ReportInput& input) {
  std::vector<std::string> lines = {fmt::format("Total files analyzed: {}", input.files_analyzed)};
  for (const TypeSummary& type : input.types) {
    add_type(lines, type);
  }
  for (const std::string_view label : kTypesAlwaysListed) {
    const bool listed = std::ranges::any_of(
        input.types, [label](const TypeSummary& t) { return same_word(t.label, label); });
    if (!listed) {
      add_type(lines, {std::string(label), 0, {}, ""});
    }
  }
  return lines;
}

void metric_line(Layout& layout, const RunInfo::Metric& metric) {
  if (!std::isfinite(metric.value)) {
    layout.line("- " + metric.label + ": n/a (not measured)");
    return;
  }
  Phrase phrase = {words("- " + metric.label + ": "), run_metric(metric.value, metric.decimals)};
  if (!metric.unit.empty()) {
    phrase.push_back(words(" "));
    append(phrase, label(metric.unit));
  }
  layout.line(phrase);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

}  // namespace

const Fact* files_fact(const ReportInput& input) {
  const auto wanted = static_cast<double>(input.files_analyzed);
  for (const Fact& fact : input.analysis->facts) {
    const Query& query = fact.query;
    const bool total = query.metric == "files" && query.where.empty() && query.against.empty();
    if (total && std::abs(fact.value - wanted) < 0.5) {
      return &fact;
    }
  }
  return nullptr;
}

void write_workflow(Layout& layout, const ReportInput& input) {
  const RunInfo& run = input.run;
  layout.heading(2, {words("Workflow summary")});
  const Fact* files = files_fact(input);
  layout.line({words("- Files analyzed: "), files != nullptr
                                                ? value_of(*files, "value", files->value)
                                                : run_count(input.files_analyzed)});
  layout.line({words("- Execution time: "),
               run_metric(run.ingest_s + run.analysis_s + run.report_s, 2), words(" s (ingest "),
               run_metric(run.ingest_s, 2), words(" s | analysis "), run_metric(run.analysis_s, 2),
               words(" s | report "), run_metric(run.report_s, 2), words(" s)")});
  layout.line("- Data summary:");
  layout.blank();
  layout.fence(data_summary(input));
}

void write_metrics(Layout& layout, const RunInfo& run) {
  layout.heading(2, {words("Metrics")});
  const std::string reason = run.model == "none" ? "no model" : "not measured";
  for (const std::string_view wanted : kMetricsAlwaysListed) {
    const auto metric = std::ranges::find_if(
        run.metrics, [wanted](const RunInfo::Metric& m) { return same_word(m.label, wanted); });
    if (metric == run.metrics.end()) {
      layout.line("- " + std::string(wanted) + ": n/a (" + reason + ")");
    } else {
      metric_line(layout, *metric);
    }
  }
  for (const RunInfo::Metric& metric : run.metrics) {
    const bool shown = std::ranges::any_of(
        kMetricsAlwaysListed, [&](std::string_view l) { return same_word(l, metric.label); });
    if (!shown) {
      metric_line(layout, metric);
    }
  }
  if (!run.metrics_note.empty()) {
    layout.blank();
    layout.line(run.metrics_note);
  }
}

void write_personas(Layout& layout, const RunInfo& run) {
  layout.heading(2, {words("Agent personas")});
  if (run.model == "none") {
    layout.line("No model was used: rules did what these agents do with one.");
  }
  for (const auto& [agent, prompt] : run.personas) {
    layout.heading(3, label(agent));
    layout.fence(lines_of(prompt));
  }
}

}  // namespace chimera::report
