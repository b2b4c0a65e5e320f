#include "verify/closeness_said.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "stats/descriptive.h"
#include "verify/fair_readings.h"
#include "verify/quantities.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::array<std::string_view, 6> kApart = {
    " of each other", " of one another",   " apart",
    " between them",  " between the best", " from best to worst"};

// "Best" with "worst", "fastest" with "slowest": both ends of what there is.
bool names_both_ends(std::string_view clause) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kEnds = {
      {{"best", "worst"},
       {"fastest", "slowest"},
       {"highest", "lowest"},
       {"largest", "smallest"},
       {"quickest", "slowest"}}};
  return std::ranges::any_of(kEnds, [clause](const auto& ends) {
    return has_phrase(clause, ends.first) && has_phrase(clause, ends.second);
  });
}

// Means of each level of the columns, in the order of the levels.
std::vector<double> means_of_levels(const Sample& sample, const std::vector<std::string>& columns) {
  std::map<std::string, std::vector<double>> by_level;
  for (const Cell& cell : sample.cells) {
    if (const Column* const column = column_called(*cell.table, columns); column != nullptr) {
      by_level[std::string(column->text_at(cell.row))].push_back(cell.value);
    }
  }
  std::vector<double> means;
  means.reserve(by_level.size());
  for (const auto& [level, values] : by_level) {
    means.push_back(stats::mean(values).value_or(0));
  }
  return means;
}

class Closeness {
 public:
  Closeness(const Numeral& stated, std::string_view before, std::string_view behind)
      : stated_(stated), times_(stated.kind == NumeralKind::kTimes) {
    static constexpr std::array<std::string_view, 4> kMore = {" higher", " faster", " above",
                                                              " more"};
    static constexpr std::array<std::string_view, 4> kLess = {" lower", " slower", " below",
                                                              " less"};
    more_ = starts_with_any(behind, kMore);
    less_ = starts_with_any(behind, kLess);
    within_ = before.ends_with("within ");
    if (within_) {
      stated_.bound = Bound::kAtMost;
    }
  }

  // Whether the least and the most of the values are so far apart.
  bool holds(const Metric& metric, const std::vector<double>& values) {
    if (values.size() < 2) {
      return false;
    }
    const auto [low, high] = std::ranges::minmax(values);
    if (!(low > 0)) {
      return false;
    }
    const double up = times_ ? high / low : (high / low - 1) * 100;
    const double down = times_ ? high / low : (1 - low / high) * 100;
    const double middle = times_ ? up : (high - low) / stats::mean(values).value_or(high) * 100;
    const std::array<double, 3> readings = {less_ || within_ ? down : up, more_ ? up : down,
                                            more_              ? up
                                            : less_ || within_ ? down
                                                               : middle};
    const bool held = std::ranges::any_of(readings, [this](double value) {
      return agreement(stated_, value) >= Agreement::kRounded;
    });
    if (held || why_.empty()) {
      why_ = metric.name + " goes from " + value_text(low, metric.unit) + " to " +
             value_text(high, metric.unit) + ", which makes " + value_text(readings.front());
    }
    return held;
  }

  [[nodiscard]] const std::string& why() const { return why_; }

 private:
  Numeral stated_;
  bool times_;
  bool more_ = false;
  bool less_ = false;
  bool within_ = false;
  std::string why_;
};

}  // namespace

std::optional<Judgement> judge_closeness(const Dataset& dataset, const NameFinder& names,
                                         const Numeral& stated, const ClosenessContext& context) {
  const bool ratio = stated.kind == NumeralKind::kTimes ||
                     (stated.kind == NumeralKind::kPercent && !stated.points);
  const std::string_view clause = context.clause;
  const std::size_t at = std::min(context.at, clause.size());
  const std::string_view behind =
      clause.substr(std::min(at + stated.range.end - stated.range.begin, clause.size()));
  const bool ends = names_both_ends(clause);
  const bool apart = starts_with_any(behind, kApart);
  const auto columns = names.factor_in(clause);
  const bool levels = !columns.empty() && apart;
  if (!ratio || (!ends && !levels)) {
    return std::nullopt;
  }
  // "X is the best configuration of this model. Its best and its worst row …": of all settings.
  Scope scope = context.scope;
  std::erase_if(scope.conditions, [](const Setting& setting) {
    return setting.soft && std::ranges::all_of(setting.values, is_number);
  });
  BoundMetrics bound = bind_metrics(dataset, context.unnamed);
  if (bound.empty()) {
    bound = speed_metrics(dataset, scope);
  }
  Closeness closeness(stated, clause.substr(0, at), behind);
  for (const Metric* const metric : bound.metrics) {
    const Sample whole = take_sample(dataset, *metric, scope);
    const auto scopes =
        metric->stated ? std::vector<Scope>() : scopes_to_try(dataset, whole, scope);
    for (const Scope& each : scopes) {
      const Sample sample = take_sample(dataset, *metric, each);
      const bool held =
          (ends && closeness.holds(*metric, sample.values())) ||
          (!columns.empty() && closeness.holds(*metric, means_of_levels(sample, columns)));
      if (held) {
        return supported(ClaimType::kComparison, closeness.why(), VerdictReason::kRounding);
      }
    }
  }
  if (closeness.why().empty()) {
    return std::nullopt;
  }
  return scope.is_all()
             ? unsupported(ClaimType::kComparison, VerdictReason::kTooVague,
                           "of which runs it is said, the text doesn't name")
             : contradicted(ClaimType::kComparison, VerdictReason::kWrongValue, closeness.why());
}

}  // namespace chimera::verify
