#include "verify/confounded.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "data/unit.h"
#include "verify/name_index.h"
#include "verify/sample.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::array<std::string_view, 22> kCauses = {
    "provoked by", "triggered by", "brought about by", "causes",    "cause",      "caused by",
    "leads to",    "lead to",      "results in",       "due to",    "because of", "responsible for",
    "slows",       "therefore",    "attributed to",    "evidently", "delays",     "delay",
    "slow down",   "result in",    "yields",           "makes"};

// "Raising X lowers Y", "a higher X shortens Y": what somebody did to the one and the other did.
bool says_effect(std::string_view clause) {
  static constexpr std::array<std::string_view, 11> kTurns = {
      "switching", "raising", "lowering", "increasing", "decreasing", "reducing",
      "setting",   "moving",  "higher",   "lower",      "low"};
  static constexpr std::array<std::string_view, 15> kMoves = {
      "lowers", "raises",  "reduces", "cuts",     "shortens", "lengthens", "increases", "improves",
      "slows",  "shorten", "reduce",  "increase", "raise",    "speeds",    "worsens"};
  return has_any(clause, kTurns) && has_any(clause, kMoves);
}

struct Starts {
  double cold = 0;
  double all = 0;
  double total = 0;                     ///< of the metric
  std::map<std::string, double> parts;  ///< of the times that a load or a warm-up took
};

// A time that a trial spends before its work, and that others don't.
bool is_start(const Column& column) {
  static constexpr std::array<std::string_view, 8> kStarts = {
      "load", "reload", "warmup", "init", "startup", "setup", "compile", "build"};
  const auto words = name_words(lowered(column.name));
  return measures(column.role) && conversion_factor(column.unit, "s") &&
         std::ranges::any_of(words, [](const auto& word) { return is_one_of(word, kStarts); });
}

bool holds_loading(const Metric& metric) {
  const auto& core = metric.core;
  const bool first_token = std::ranges::find(core, "first") != core.end() ||
                           std::ranges::find(core, "ttft") != core.end();
  return first_token ||
         (metric.definition != nullptr &&
          (metric.definition->family == "ttft" || metric.definition->family == "e2e_latency" ||
           metric.definition->family == "load_time"));
}

std::vector<const Column*> starts_of(const Table& table) {
  std::vector<const Column*> starts;
  for (const Column& column : table.columns) {
    if (is_start(column)) {
      starts.push_back(&column);
    }
  }
  return starts;
}

// Of each level how many of its trials were cold starts.
std::map<std::string, Starts> starts_by_level(const Dataset& dataset, const Metric& metric,
                                              const std::string& column, const Scope& scope) {
  std::map<std::string, Starts> levels;
  std::map<const Table*, std::vector<const Column*>> starts_in;
  for (const Cell& cell : take_sample(dataset, metric, scope).cells) {
    const Column* const factor = column_called(*cell.table, column);
    if (factor != nullptr && !factor->shared && !factor->text[cell.row].empty()) {
      Starts& starts = levels[std::string(factor->text[cell.row])];
      starts.all += 1;
      starts.cold += cell.table->state[cell.row].cold ? 1 : 0;
      starts.total += cell.value;
      const auto [parts, first] = starts_in.try_emplace(cell.table);
      if (first) {
        parts->second = starts_of(*cell.table);
      }
      for (const Column* const part : parts->second) {
        if (std::isfinite(part->number_at(cell.row))) {
          starts.parts[part->name] +=
              part->number_at(cell.row) * conversion_factor(part->unit, metric.unit).value_or(0);
        }
      }
    }
  }
  return levels;
}

// The start that makes up most of what the two levels differ by; "" for none.
std::string differing_start(const Starts& less, const Starts& more) {
  constexpr double kMost = 0.7;
  const double apart = more.total / more.all - less.total / less.all;
  for (const auto& [name, total] : more.parts) {
    const auto other = less.parts.find(name);
    const double of_less = other == less.parts.end() ? 0 : other->second;
    if (apart > 0 && total / more.all - of_less / less.all >= kMost * apart) {
      return name;
    }
  }
  return "";
}

}  // namespace

Range cause_said(std::string_view clause) {
  Range first;
  for (const std::string_view word : kCauses) {
    const std::size_t at = find_phrase(clause, word);
    if (at != std::string_view::npos && (first.empty() || at < first.begin)) {
      first = {at, at + word.size()};
    }
  }
  return first;
}

std::optional<Judgement> judge_confounded(const Dataset& dataset, std::string_view clause,
                                          const std::vector<std::string>& columns,
                                          const NumberContext& words) {
  constexpr double kApart = 0.5;  ///< between the shares of cold starts
  if (columns.empty() || (cause_said(clause).empty() && !says_effect(clause))) {
    return std::nullopt;
  }
  for (const Metric* const metric : metrics_around(dataset, words).metrics) {
    if (!holds_loading(*metric)) {
      continue;
    }
    for (const std::string& column : columns) {
      const auto levels = starts_by_level(dataset, *metric, column, words.scope);
      const auto by_share = [](const auto& a, const auto& b) {
        return a.second.cold / a.second.all < b.second.cold / b.second.all;
      };
      const auto [least, most] = std::minmax_element(levels.begin(), levels.end(), by_share);
      if (levels.size() > 1 &&
          most->second.cold / most->second.all - least->second.cold / least->second.all > kApart) {
        return unsupported(ClaimType::kEffect, VerdictReason::kTooVague,
                           value_text(most->second.cold) + " of " + value_text(most->second.all) +
                               " trials at " + column + "=" + most->first +
                               " come after a load, at " + least->first + " " +
                               value_text(least->second.cold) + " do: confounded");
      }
      const auto by_mean = [](const auto& a, const auto& b) {
        return a.second.total / a.second.all < b.second.total / b.second.all;
      };
      const auto [low, high] = std::minmax_element(levels.begin(), levels.end(), by_mean);
      const std::string start =
          levels.size() > 1 ? differing_start(low->second, high->second) : std::string();
      if (!start.empty() && start != metric->name) {
        std::string why = "trials at " + column + "=" + high->first;
        why.append(" spent the difference in ").append(start).append(": confounded");
        return unsupported(ClaimType::kEffect, VerdictReason::kTooVague, std::move(why));
      }
    }
  }
  return std::nullopt;
}

}  // namespace chimera::verify
