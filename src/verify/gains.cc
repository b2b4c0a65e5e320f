#include "verify/gains.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "query/compute.h"
#include "verify/quantities.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::size_t kFilesMax = 200;  ///< of a scope, each held against each

struct Gain {
  double ratio = 0;
  Interval interval;
  std::string query;
};

// How many bytes two paths share at both ends.
std::size_t likeness(std::string_view a, std::string_view b) {
  const std::size_t most = std::min(a.size(), b.size());
  std::size_t ahead = 0;
  while (ahead < most && a[ahead] == b[ahead]) {
    ++ahead;
  }
  std::size_t behind = 0;
  while (behind + ahead < most && a[a.size() - 1 - behind] == b[b.size() - 1 - behind]) {
    ++behind;
  }
  return ahead + behind;
}

// The file of the list whose name is most like it; several such are none.
std::optional<std::size_t> most_alike(const Dataset& dataset, std::size_t file,
                                      const std::vector<std::size_t>& others) {
  std::optional<std::size_t> best;
  std::size_t most = 0;
  bool tied = false;
  for (const std::size_t other : others) {
    const std::size_t alike = likeness(dataset.files()[file].path, dataset.files()[other].path);
    tied = alike == most ? best.has_value() : alike > most ? false : tied;
    if (alike > most) {
      most = alike;
      best = other;
    }
  }
  return tied ? std::nullopt : best;
}

Scope in_file(Scope scope, std::size_t file) {
  scope.files = std::vector<std::size_t>{file};
  return scope;
}

// Of the scope's files those in which the side has values of the metric.
std::vector<std::size_t> files_with(const Dataset& dataset, const Metric& metric,
                                    const Scope& side) {
  std::vector<std::size_t> found;
  for (const std::size_t file : *side.files) {
    const bool measured =
        std::binary_search(metric.files.begin(), metric.files.end(), file) || !metric.in_order;
    if (measured && mean_of(dataset, metric, in_file(side, file))) {
      found.push_back(file);
    }
  }
  return found;
}

std::optional<Gain> gain_between(const Dataset& dataset, const Metric& metric, const Scope& more,
                                 const Scope& less) {
  Query query;
  query.metric = metric.name;
  query.statistics = {Statistic::kRatio};
  query.where = conditions_of(more, dataset);
  query.against = conditions_of(less, dataset);
  query.exclude_cold = true;
  for (const query::Row& row : query::rows_of(query, dataset.observations())) {
    for (const query::Answer& answer : row.answers) {
      if (answer.interval && answer.interval->low > 1) {
        return Gain{answer.value, *answer.interval, canonical_text(query)};
      }
    }
  }
  return std::nullopt;
}

// Of each pair of files that are most like each other, where the gain is clear.
void add_gains(const Dataset& dataset, const Metric& metric, const Scope& more, const Scope& less,
               std::vector<Gain>& gains) {
  const auto of_more = files_with(dataset, metric, more);
  const auto of_less = files_with(dataset, metric, less);
  for (const std::size_t file : of_more) {
    const auto partner = most_alike(dataset, file, of_less);
    if (!partner || most_alike(dataset, *partner, of_more) != file) {
      continue;
    }
    if (auto gain = gain_between(dataset, metric, in_file(more, file), in_file(less, *partner))) {
      gains.push_back(*std::move(gain));
    }
  }
}

std::vector<Gain> gains_of(const Dataset& dataset, const TestContext& context, bool lower) {
  auto [more, less] = tested_sides(context);
  if (lower) {
    std::swap(more, less);
  }
  std::vector<Gain> gains;
  for (const Metric* const metric : tested_metrics(dataset, context)) {
    add_gains(dataset, *metric, more, less, gains);
  }
  return gains;
}

bool is_said(const Gain& gain, const Numeral& stated, TestNumber kind) {
  const auto agrees = [&](double value) { return agreement(stated, value) >= Agreement::kRounded; };
  return kind == TestNumber::kRatio ? agrees(gain.ratio)
                                    : agrees(gain.interval.low) || agrees(gain.interval.high);
}

}  // namespace

std::optional<Judgement> judge_gain(const Dataset& dataset, const Numeral& stated, TestNumber kind,
                                    const TestContext& context) {
  const bool lower = has_phrase(context.before, "lower by a factor");
  const bool higher = has_phrase(context.before, "higher by a factor");
  const bool of_files = context.scope.files && context.scope.files->size() > 1 &&
                        context.scope.files->size() <= kFilesMax;
  if (lower == higher || !of_files || context.sides.size() < 2) {
    return std::nullopt;
  }
  std::vector<Gain> gains = gains_of(dataset, context, lower);
  if (has_phrase(context.behind, "the least that several")) {
    const auto least = std::min_element(
        gains.begin(), gains.end(),
        [](const auto& a, const auto& b) { return a.interval.low < b.interval.low; });
    gains = gains.size() < 2 ? std::vector<Gain>() : std::vector<Gain>{*least};
  }
  if (gains.empty()) {
    return std::nullopt;
  }
  const auto holds = std::find_if(gains.begin(), gains.end(),
                                  [&](const Gain& gain) { return is_said(gain, stated, kind); });
  const Gain& found = holds != gains.end() ? *holds : gains.front();
  Judgement judgement = holds != gains.end()
                            ? supported(ClaimType::kComparison, "two files of the scope give it",
                                        VerdictReason::kRounding)
                            : contradicted(ClaimType::kComparison, VerdictReason::kWrongValue,
                                           "the ratio is " + value_text(found.ratio) +
                                               ", its interval " + value_text(found.interval.low) +
                                               " to " + value_text(found.interval.high));
  judgement.stated = StatedValue{stated.value, ""};
  judgement.found = FoundValue{found.ratio, "", found.query};
  return judgement;
}

}  // namespace chimera::verify
