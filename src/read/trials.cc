#include "read/trials.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "data/unit.h"
#include "stats/descriptive.h"
#include "text/number.h"

namespace chimera::read {

namespace {

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), lower_case);
  return result;
}

template <std::size_t N>
bool is_one_of(const std::string& text, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

constexpr std::array<std::string_view, 9> kNoError{"",  "none", "null", "nan",  "no",
                                                   "0", "ok",   "[]",   "false"};
constexpr std::array<std::string_view, 4> kFalse{"false", "0", "no", "fail"};
constexpr std::array<std::string_view, 10> kBadStatus{"failed",  "failure",  "error", "errored",
                                                      "timeout", "aborted",  "crash", "crashed",
                                                      "fail",    "cancelled"};

/// Why one cell says that the trial failed; "" if it doesn't.
std::string reason_in_cell(const Column& column, std::string_view spelled) {
  const std::string cell(spelled);
  const std::string name = lower(column.name);
  const std::string value = lower(cell);
  if (name.ends_with("success") || name.ends_with("passed")) {
    return is_one_of(value, kFalse) ? column.name + " is " + cell : "";
  }
  if (name.ends_with("occurred") || name == "skipped") {
    return value == "true" ? column.name + " is " + cell : "";
  }
  if (name.ends_with("exit_code") || name.ends_with("exit_codes")) {
    return is_one_of(value, kNoError) || value.starts_with('[') ? "" : column.name + " is " + cell;
  }
  if (name.ends_with("status") || name == "state") {
    return is_one_of(value, kBadStatus) ? column.name + " is " + cell : "";
  }
  // A list tells of the requests behind the row, and a number counts them: the row itself stands.
  const bool is_list = value.starts_with('[');
  const bool is_count = name != "error" && text::read_plain_number(value).has_value();
  return is_one_of(value, kNoError) || is_list || is_count ? "" : cell;
}

bool begins_with_error(std::string_view cell) {
  if (cell.empty() || (cell.front() != 'e' && cell.front() != 'E')) {
    return false;
  }
  const std::string begin = lower(cell.substr(0, 6));
  return begin == "error " || begin == "error:";
}

/// Why the trial failed, by one cell alone; "" if it doesn't say so.
std::string reason_alone(const Column& column, std::string_view cell) {
  if (column.role == Role::kError) {
    return reason_in_cell(column, cell);
  }
  return begins_with_error(cell) ? std::string(cell) : "";
}

/// How many requests of a load test were answered: "completed" of a server's summary.
bool counts_completed(const Column& column) {
  static constexpr std::array<std::string_view, 4> kNames = {"completed", "successful_requests",
                                                             "num_completed", "completed_requests"};
  return measures(column.role) && std::ranges::find(kNames, lower(column.name)) != kNames.end();
}

bool is_rate_or_time(const Column& column) {
  return column.unit == "tok/s" || column.unit == "req/s" ||
         conversion_factor(column.unit, "s").has_value();
}

}  // namespace

bool is_value(double number) {
  return !std::isnan(number) && std::fpclassify(number) != FP_ZERO;
}

FailureRules::FailureRules(const Table& table) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const Column& column = table.columns[i];
    if (column.shared) {
      continue;
    }
    if (counts_completed(column)) {
      completed_ = &column;
    }
    if (column.role == Role::kError || column.role == Role::kNote) {
      add_text(column);
    } else if (measures(column.role)) {
      measured_.push_back(&column);
      has_rate_ = has_rate_ || is_rate_or_time(column);
    }
  }
}

void FailureRules::add_text(const Column& column) {
  Text text{&column, {}};
  bool tells = false;
  text.reasons.reserve(column.text.spellings());
  for (std::size_t i = 0; i < column.text.spellings(); ++i) {
    text.reasons.push_back(reason_alone(column, column.text.spelling(i)));
    tells = tells || !text.reasons.back().empty();
  }
  if (tells) {
    texts_.push_back(std::move(text));
  }
}

bool FailureRules::tells_failure(const Column& column, std::string_view cell) {
  return !reason_alone(column, cell).empty();
}

std::string FailureRules::reason_in_text(std::size_t row) const {
  std::string flag;  // "success is false" says less than an error's text
  for (const auto& [column, reasons] : texts_) {
    const SpellingNumbers& codes = column->text.codes();
    const std::string& reason = reasons[codes.empty() ? row : codes[row]];
    if (!reason.empty() && reason == column->text_at(row)) {
      return reason;
    }
    if (flag.empty()) {
      flag = reason;
    }
  }
  return flag;
}

std::string FailureRules::reason_in_numbers(std::size_t row) const {
  const auto is_zero = [row](const Column* column) {
    return std::fpclassify(column->number_at(row)) == FP_ZERO;
  };
  const bool none = completed_ != nullptr && is_zero(completed_);
  if (none && std::ranges::any_of(measured_, [&](const Column* column) {
        return is_rate_or_time(*column) && is_zero(column);
      })) {
    return "no request completed";
  }
  bool all_missing = true;
  bool all_zero = true;
  for (const Column* column : measured_) {
    const double value = column->number_at(row);
    if (is_value(value)) {
      return "";
    }
    const bool missing = std::isnan(value);
    all_missing = all_missing && missing;
    all_zero = all_zero && !missing;
  }
  if (measured_.empty()) {
    return "";
  }
  if (all_missing) {
    return "no value";
  }
  return all_zero && has_rate_ ? "every value is zero" : "";
}

std::string FailureRules::reason(std::size_t row) const {
  std::string reason = reason_in_text(row);
  return reason.empty() ? reason_in_numbers(row) : reason;
}

namespace {

const Column* defined_column(const Table& table, std::string_view definition) {
  const auto found =
      std::find_if(table.columns.begin(), table.columns.end(), [&](const Column& column) {
        return column.definition != nullptr && means(*column.definition, definition) &&
               column.role == Role::kMetric && !column.shared;
      });
  return found == table.columns.end() ? nullptr : &*found;
}

std::vector<double> ok_values(const Table& table, const Column& column, std::size_t first_row) {
  std::vector<double> values;
  values.reserve(table.rows());
  for (std::size_t row = first_row; row < table.rows(); ++row) {
    if (!table.state[row].failed && !std::isnan(column.number_at(row))) {
      values.push_back(column.number_at(row));
    }
  }
  return values;
}

/// Whether so many values are so near to the largest that none is kColdFactor times the lower
/// quartile: so it is for most tables, and told without parting the values.
bool lie_near(const Table& table, const Column& column) {
  double largest = 0;
  std::size_t values = 0;
  std::size_t near = 0;
  const auto for_each_value = [&](auto take) {
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const double value = column.number[row];
      if (!table.state[row].failed && !std::isnan(value)) {
        take(value);
      }
    }
  };
  for_each_value([&](double value) { largest = std::max(largest, value); });
  for_each_value([&](double value) {
    ++values;
    near += kColdFactor * value >= largest ? 1U : 0U;
  });
  return near > values - values / 4 + 1;
}

/// The load time of a request whose model was there: the median, or the lower quartile where every
/// second request or more loads the model again and the quartile is too short for that.
std::optional<double> warm_load(const std::vector<double>& loads, double to_seconds) {
  const auto median = stats::median(loads);
  const auto quartile = stats::percentile(loads, 0.25);
  const bool reloads = median && quartile && *median > kColdFactor * *quartile &&
                       *quartile * to_seconds <= kColdLoadMinSeconds;
  return reloads ? quartile : median;
}

void tag_by_load(Table& table, const Column& load) {
  const double to_seconds = conversion_factor(load.unit, "s").value_or(1);
  const auto warm =
      lie_near(table, load) ? std::nullopt : warm_load(ok_values(table, load, 0), to_seconds);
  for (std::size_t row = 0; warm && row < table.rows(); ++row) {
    const double value = load.number_at(row);
    if (!table.state[row].failed && value > kColdFactor * *warm &&
        value * to_seconds > kColdLoadMinSeconds) {
      table.judge(row, false, true, "the model was loaded for it");
    }
  }
}

void tag_first(Table& table, const Column& ttft) {
  const auto first =
      static_cast<std::size_t>(std::find_if(table.state.begin(), table.state.end(),
                                            [](const TrialState& state) { return !state.failed; }) -
                               table.state.begin());
  if (first + 2 >= table.rows()) {
    return;
  }
  const auto median = stats::median(ok_values(table, ttft, first + 1));
  if (median && ttft.number_at(first) > kColdFactor * *median) {
    table.judge(first, false, true, "the first request took far longer than the others");
  }
}

}  // namespace

const Column* tells_cold(const Table& table) {
  const Column* const load = defined_column(table, "load_time");
  return load != nullptr ? load : defined_column(table, "ttft");
}

void tag_cold_trials(Table& table) {
  const Column* const column = tells_cold(table);
  if (column == nullptr) {
    return;
  }
  if (means(*column->definition, "load_time")) {
    tag_by_load(table, *column);
  } else {
    tag_first(table, *column);
  }
}

void judge_trials(Table& table) {
  const FailureRules rules(table);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string reason = rules.reason(row);
    table.judge(row, !reason.empty(), false, reason);
  }
  tag_cold_trials(table);
}

}  // namespace chimera::read
