#include "verify/run_calls.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "data/unit.h"
#include "stats/descriptive.h"
#include "verify/bind.h"
#include "verify/run_block.h"
#include "verify/wording.h"
#include "verify/written_units.h"

namespace chimera::verify {
namespace {

constexpr std::string_view kMarksAround = " *_`:";

// What a head or a key is of: the words of the first that fits.
std::string_view run_metric(std::string_view lower) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 18> kWords = {{
      {"tok/s", "throughput"},
      {"tokens/s", "throughput"},
      {"throughput", "throughput"},
      {"ttft", "ttft"},
      {"first token", "ttft"},
      {"prompt tokens", "prompt tokens"},
      {"prompt eval", "prompt eval"},
      {"load", "load"},
      {"eval", "eval"},
      {"tokens", "tokens"},
      {"token", "tokens"},
      {"duration", "duration"},
      {"total time", "duration"},
      {"elapsed", "duration"},
      {"latency", "duration"},
      {"time", "duration"},
      {"rate", "throughput"},
      {"speed", "throughput"},
  }};
  const auto found = std::find_if(kWords.begin(), kWords.end(),
                                  [&](const auto& each) { return has_phrase(lower, each.first); });
  return found == kWords.end() ? std::string_view() : found->second;
}

bool is_time(std::string_view metric) {
  return metric != "tokens" && metric != "prompt tokens" && metric != "throughput";
}

std::string statistic_of(std::string_view label) {
  return has_phrase(label, "sd") ? "std" : statistic_in(label);
}

std::string label_of(const Plain& cell) {
  return trimmed(cell.lower(), kMarksAround);
}

// The number of a cell; nullopt where it holds none or several.
std::optional<Numeral> number_of(const Plain& cell) {
  auto numerals = find_numerals(cell);
  return numerals.size() == 1 && !numerals.front().word ? std::optional(numerals.front())
                                                        : std::nullopt;
}

// The unit of a time: the number's own, else that of its head: "TTFT (ms)", "duration s".
std::string unit_of(const Numeral& numeral, std::string_view head) {
  const std::string unit = numeral.unit.empty() ? unit_in_label(head) : numeral.unit;
  const std::string_view last = head.substr(std::min(head.rfind(' '), head.size() - 1) + 1);
  return unit.empty() ? canonical_unit(last).value_or("") : unit;
}

// What takes the number into the calls' unit.
double scale_of(std::string_view metric, std::string_view unit) {
  return is_time(metric) ? to_stated_unit(unit.empty() ? "ms" : unit, "ms").value_or(1) : 1;
}

// A stage holds its call: ten milliseconds more are normal, and it may hold more than calls.
Judgement judge_stage(double stated_s, double stage_s) {
  constexpr double kRounding = 0.011;
  constexpr double kAround = 0.016;
  Judgement judgement = only_the_run_can_tell();
  if (stated_s > stage_s + kRounding) {
    judgement = contradicted(ClaimType::kRunMetric, VerdictReason::kWrongValue, "");
  } else if (stage_s - stated_s <= kAround) {
    judgement = supported(ClaimType::kRunMetric, "");
  }
  judgement.why = "its stage took " + value_text(stage_s, "s");
  judgement.found = FoundValue{stage_s, "s", ""};
  return judgement;
}

// "DataCollector-9000" of the stage "collector"; where there are as many stages as calls, the one
// at its place.
StageTimes::const_iterator stage_called(const StageTimes& stages, std::string_view label,
                                        std::size_t place, std::size_t calls) {
  const auto named = std::find_if(stages.begin(), stages.end(), [label](const auto& stage) {
    return label.find(stage.first) != std::string_view::npos;
  });
  return named == stages.end() && stages.size() == calls && place < calls
             ? stages.begin() + static_cast<std::ptrdiff_t>(place)
             : named;
}

}  // namespace

Judgement only_the_run_can_tell(ClaimType type) {
  return unsupported(type, VerdictReason::kNoSuchMeasurement,
                     "only the record of the run can tell");
}

bool RunCalls::is_table(const Block& table) {
  static constexpr std::array<std::string_view, 12> kFirst = {
      "call",  "calls", "llm call", "model call", "stage",   "step",
      "agent", "phase", "request",  "metric",     "metrics", "statistic"};
  if (table.head.size() < 3) {
    return false;
  }
  std::size_t known = 0;
  for (std::size_t i = 1; i < table.head.size(); ++i) {
    const std::string head = label_of(table.head[i]);
    known += !run_metric(head).empty() || !statistic_of(head).empty() ? 1U : 0U;
  }
  return is_one_of(label_of(table.head.front()), kFirst) && known >= 2;
}

void RunCalls::add(const Block& table) {
  for (const TableRow& row : table.rows) {
    const std::string label = row.cells.empty() ? "" : label_of(row.cells.front());
    if (label.empty() || !statistic_of(label).empty()) {
      continue;
    }
    for (std::size_t i = 1; i < std::min(row.cells.size(), table.head.size()); ++i) {
      const std::string head = label_of(table.head[i]);
      const std::string_view metric = run_metric(head);
      const auto numeral = number_of(row.cells[i]);
      if (metric.empty() || !numeral || !statistic_of(head).empty()) {
        continue;
      }
      const double scale = scale_of(metric, unit_of(*numeral, head));
      Column& column = columns_[std::string(metric)];
      column.values.push_back(numeral->value * scale);
      const bool exact = metric == "tokens" || metric == "prompt tokens";
      column.half_step = exact ? 0 : std::max(column.half_step, half_step(*numeral) * scale);
    }
  }
}

// Σ tokens / rate.
std::optional<RunCalls::Expected> RunCalls::evaluation_ms() const {
  const auto tokens = columns_.find("tokens");
  const auto rates = columns_.find("throughput");
  if (tokens == columns_.end() || rates == columns_.end() ||
      tokens->second.values.size() != rates->second.values.size()) {
    return std::nullopt;
  }
  Expected sum;
  for (std::size_t i = 0; i < tokens->second.values.size(); ++i) {
    const double rate = rates->second.values[i];
    if (!(rate > 0)) {
      return std::nullopt;
    }
    const double time_ms = tokens->second.values[i] / rate * 1000;
    sum.value += time_ms;
    sum.slack += time_ms * rates->second.half_step / rate;
  }
  return sum;
}

std::optional<RunCalls::Expected> RunCalls::expected(std::string_view metric,
                                                     std::string_view statistic) const {
  const auto found = columns_.find(metric);
  if (found == columns_.end()) {
    return metric == "eval" && statistic == "sum" ? evaluation_ms() : std::nullopt;
  }
  const auto& [values, half_step] = found->second;
  std::optional<double> value;
  double slack = half_step;
  if (statistic == "mean") {
    value = stats::mean(values);
  } else if (statistic == "std") {
    value = stats::standard_deviation(values);
  } else if (statistic == "cv") {
    value = stats::coefficient_of_variation(values);
    slack = half_step / std::max(std::abs(stats::mean(values).value_or(0)), half_step);
  } else if (statistic == "sum") {
    value = stats::sum(values);
    slack *= static_cast<double>(values.size());
  } else if (statistic == "median") {
    value = stats::median(values);
  } else if (statistic == "max") {
    value = stats::maximum(values);
  } else if (statistic == "min") {
    value = stats::minimum(values);
  }
  return value ? std::optional(Expected{*value, slack}) : std::nullopt;
}

Judgement RunCalls::judge_statistic(std::string_view metric, std::string_view statistic,
                                    const Numeral& stated, std::string_view unit) const {
  const auto found = expected(metric, statistic);
  if (!found) {
    return only_the_run_can_tell();
  }
  const bool cv = statistic == "cv";
  const double scale =
      cv ? (stated.kind == NumeralKind::kPercent ? 0.01 : 1) : scale_of(metric, unit);
  const double value = found->value / scale;
  const double reach = half_step(stated) + found->slack / scale + 1e-9 * std::abs(value);
  const bool percent_unsaid =
      cv && scale > 0.5 && std::abs(stated.value - value * 100) <= half_step(stated) + 1e-9;
  const bool holds = std::abs(stated.value - value) <= reach || percent_unsaid;
  const std::string_view own_unit = is_time(metric) ? unit : "";
  const std::string shown_unit(!cv ? own_unit : scale < 1 ? "%" : "");
  Judgement judgement = holds ? supported(ClaimType::kRunMetric, "", VerdictReason::kRounding)
                              : contradicted(ClaimType::kRunMetric, VerdictReason::kWrongValue, "");
  judgement.why =
      "the " + std::string(statistic) + " of the calls is " + value_text(value, shown_unit);
  judgement.found = FoundValue{value, shown_unit, ""};
  return judgement;
}

void RunCalls::judge(const Block& table, const StageTimes& stages, const Lines& lines,
                     std::vector<Claim>& claims) const {
  const auto calls = static_cast<std::size_t>(
      std::count_if(table.rows.begin(), table.rows.end(), [](const TableRow& row) {
        return !row.cells.empty() && statistic_of(label_of(row.cells.front())).empty();
      }));
  std::size_t place = 0;
  for (const TableRow& row : table.rows) {
    const std::string label = row.cells.empty() ? "" : label_of(row.cells.front());
    const std::string of_row = statistic_of(label);
    const auto stage = stage_called(stages, label, place, calls);
    place += of_row.empty() ? 1U : 0U;
    for (std::size_t i = 1; i < std::min(row.cells.size(), table.head.size()); ++i) {
      const std::string head = label_of(table.head[i]);
      const auto numeral = number_of(row.cells[i]);
      if (!numeral) {
        continue;
      }
      const std::string of_head = statistic_of(head);
      const std::string& statistic = of_row.empty() ? of_head : of_row;
      const std::string_view metric = run_metric(of_row.empty() && !of_head.empty() ? label : head);
      const std::string unit = unit_of(*numeral, of_head.empty() ? head : label);
      Judgement judgement = only_the_run_can_tell();
      if (!statistic.empty()) {
        judgement = judge_statistic(metric, statistic, *numeral, unit);
      } else if (metric == "duration" && stage != stages.end()) {
        judgement = judge_stage(numeral->value * scale_of(metric, unit) / 1000, stage->second);
      }
      judgement.stated = StatedValue{numeral->value, unit};
      claims.push_back(claim_at(row.cells[i], numeral->range, numeral->digits.begin, lines,
                                std::move(judgement)));
    }
  }
}

// "CV: 2.6 %" below "Mean rate: 51.6 tok/s": of the rates, or of any other column that has it.
std::optional<Judgement> RunCalls::judge_spread(std::string_view key, const Numeral& stated) const {
  const std::string statistic = statistic_of(key);
  if ((statistic != "std" && statistic != "cv") || words_of(key).size() > 3 ||
      !columns_.contains("throughput")) {
    return std::nullopt;
  }
  const bool of_rates = stated.unit == "tok/s";
  for (const auto& [metric, column] : columns_) {
    const bool may_be =
        metric == "throughput" || (!of_rates && (statistic == "cv" || is_time(metric)));
    Judgement judgement = judge_statistic(metric, statistic, stated, stated.unit);
    if (may_be && judgement.verdict == Verdict::kSupported) {
      return judgement;
    }
  }
  return judge_statistic("throughput", statistic, stated, stated.unit);
}

std::optional<Judgement> RunCalls::judge_line(std::string_view key, const Numeral& stated,
                                              bool last_counts) const {
  const std::string_view metric = run_metric(key);
  if (metric.empty()) {
    return judge_spread(key, stated);
  }
  const auto column = columns_.find(metric);
  if (empty() || (column == columns_.end() && metric != "eval")) {
    return std::nullopt;
  }
  const std::size_t last = key.find_last_of(",;(");
  const std::string said =
      statistic_of(last_counts && last != std::string_view::npos ? key.substr(last + 1) : key);
  const bool total = said == "sum" || (said.empty() && metric != "throughput");
  // The program averages the rates of its calls and sums the rest; other programs average waits.
  Judgement judgement = judge_statistic(metric,
                                        total          ? "sum"
                                        : said.empty() ? "mean"
                                                       : said,
                                        stated, stated.unit);
  const bool wait = metric == "ttft" || metric == "load" || metric == "prompt eval";
  if (said.empty() && wait && judgement.verdict == Verdict::kContradicted) {
    judgement = judge_statistic(metric, "mean", stated, stated.unit);
  }
  if (said.empty() && metric == "throughput" && judgement.verdict == Verdict::kContradicted) {
    const auto tokens = expected("tokens", "sum");
    const auto time_ms = evaluation_ms();
    const double rate = tokens && time_ms ? tokens->value / time_ms->value * 1000 : 0;
    if (rate > 0 && std::abs(stated.value - rate) <= 0.01 * rate) {
      judgement = supported(ClaimType::kRunMetric,
                            "tokens over evaluation time are " + value_text(rate, "tok/s"),
                            VerdictReason::kRounding);
    }
  }
  return judgement;
}

}  // namespace chimera::verify
