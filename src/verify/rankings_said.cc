#include "verify/rankings_said.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "verify/comparison_words.h"
#include "verify/each_of_all.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::size_t kFewest = 3;
constexpr std::size_t kMetricsMax = 4;

// Words that put what stands behind them after what stands before.
constexpr std::array<std::string_view, 15> kThen = {
    ", then ",        " then ",     ", and then ", " and then ",   " to ",        " through ",
    " via ",          " > ",        " < ",         "followed by ", "trailed by ", " ahead of ",
    ", and finally ", ", finally ", " over "};
constexpr std::array<std::string_view, 3> kAnd = {", ", ", and ", " and "};

// Those that stand in such a row, in their order; fewer than three where none do.
std::vector<Mention> row_of(const ComparisonContext& context) {
  std::vector<Mention> row;
  std::size_t ordered = 0;
  bool followed = false;  // "A leads, followed by B and C": an order of all
  for (const Mention& mention : context.mentions) {
    if (mention.columns.empty()) {
      continue;  // "the fastest in `a.json`, followed by B"
    }
    if (!row.empty()) {
      const std::string_view between = std::string_view{context.clause}.substr(
          row.back().range.end, mention.range.begin - row.back().range.end);
      const bool then = ends_with_any(between, kThen);
      const bool joined = then || std::find(kAnd.begin(), kAnd.end(), between) != kAnd.end();
      if (!joined || !is_akin(row.back(), mention)) {
        if (row.size() >= kFewest) {
          break;
        }
        row.clear();
        ordered = 0;
        followed = false;
      }
      static constexpr std::array<std::string_view, 2> kFollowed = {"followed by ", "trailed by "};
      followed = followed || ends_with_any(between, kFollowed);
      ordered += then && !row.empty() ? 1U : 0U;
    }
    row.push_back(mention);
  }
  // "A leads, followed by B": at least that A is ahead of B.
  if (followed && row.size() == 2) {
    return row;
  }
  const bool said = followed || ordered > 1 || ordered + 1 >= row.size();
  return said && row.size() >= kFewest ? row : std::vector<Mention>();
}

// −1: the values fall in that order, +1: they rise, 0: the words don't say.
int direction_said(std::string_view clause, std::string_view sentence, const Metric& metric) {
  static constexpr std::array<std::string_view, 5> kFalls = {"falls", "drops", "decreases",
                                                             "declines", "shrinks"};
  static constexpr std::array<std::string_view, 4> kRises = {"rises", "grows", "increases",
                                                             "climbs"};
  static constexpr std::array<std::string_view, 3> kWorstFirst = {"slowest to fastest",
                                                                  "worst to best", "ascending"};
  if (has_any(clause, kFalls) || clause.find(" > ") != std::string_view::npos) {
    return -1;
  }
  if (has_any(clause, kRises) || clause.find(" < ") != std::string_view::npos) {
    return 1;
  }
  // "A has the highest X, followed by B and C"
  static constexpr std::array<std::string_view, 3> kFromMost = {"the highest", "the largest",
                                                                "the longest"};
  static constexpr std::array<std::string_view, 3> kFromLeast = {"the lowest", "the smallest",
                                                                 "the shortest"};
  if (has_phrase(sentence, "followed by") &&
      has_any(sentence, kFromMost) != has_any(sentence, kFromLeast)) {
    return has_any(sentence, kFromMost) ? -1 : 1;
  }
  const Direction better = direction_of_metric(metric);
  if (better == Direction::kUnknown || has_any(clause, kWorstFirst)) {
    return 0;
  }
  return better == Direction::kHigherIsBetter ? -1 : 1;
}

// Whether the means of the row go that way, each; nullopt where one has none.
std::optional<bool> holds_in(const Dataset& dataset, const Metric& metric,
                             const std::vector<Mention>& row, const Scope& scope, int direction,
                             bool warm, std::string& why) {
  std::vector<double> means;
  std::string said;
  for (const Mention& mention : row) {
    const auto mean = mean_of(dataset, metric, side_of(mention, scope).scope, warm);
    if (!mean) {
      return std::nullopt;
    }
    means.push_back(*mean);
    said.append(said.empty() ? metric.name + ": " : ", ")
        .append(value_text(*mean, metric.unit))
        .append(" for ")
        .append(mention.alias);
  }
  const bool broken = std::adjacent_find(means.begin(), means.end(), [&](double a, double b) {
                        return !(sign_of(b, a) * direction > 0);
                      }) != means.end();
  why = why.empty() || broken ? said : why;
  return !broken;
}

}  // namespace

std::optional<Judgement> judge_ranking(const Dataset& dataset, const ComparisonContext& context) {
  const std::vector<Mention> row = row_of(context);
  if (row.size() < 2) {
    return std::nullopt;
  }
  std::vector<Mention> places = context.mentions;
  std::erase_if(places, [&](const Mention& mention) { return is_akin(mention, row.front()); });
  const Scope around = narrowed(scope_of(places), context.scope);
  NumberContext words;
  words.near = context.unnamed;
  words.wide = context.wide;
  words.scope = side_of(row.front(), around).scope;
  BoundMetrics bound = metrics_around(dataset, words);
  if (bound.empty() && (has_phrase(context.wide, "speed") || has_phrase(context.wide, "fast*"))) {
    bound = speed_metrics(dataset, words.scope);
    // Speed is first of all a rate, where there is one.
    const auto is_rate = [&](const Metric* metric) {
      return metric->unit.ends_with("/s") && mean_of(dataset, *metric, words.scope).has_value();
    };
    if (std::any_of(bound.metrics.begin(), bound.metrics.end(), is_rate)) {
      std::erase_if(bound.metrics, [&](const Metric* metric) { return !is_rate(metric); });
    }
  }
  std::vector<Scope> scopes = scopes_of_each(dataset, context, around);
  if (scopes.empty()) {
    scopes = {around};
  }
  static constexpr std::array<std::string_view, 3> kMean = {"mean", "average", "averages"};
  std::size_t holds = 0;
  std::size_t fails = 0;
  Judgement said = unsupported(ClaimType::kComparison, VerdictReason::kNoSuchMeasurement,
                               "what is ranked was not measured alike");
  said.why.clear();
  std::size_t tried = 0;
  for (const Metric* const metric : bound.metrics) {
    const int direction = direction_said(context.clause, context.wide, *metric);
    const bool spread = metric->statistic == "std" || metric->statistic == "cv";
    // How long it took to get ready is no speed of it.
    static constexpr std::array<std::string_view, 5> kReady = {"compile", "compilation", "build",
                                                               "load", "warmup"};
    const bool ready = std::ranges::any_of(metric->core, [&](const std::string& word) {
      return is_one_of(word, kReady) && !has_phrase(context.wide, word + "*");
    });
    if (direction == 0 || spread || ready || tried == kMetricsMax) {
      continue;
    }
    bool told = false;
    for (const Scope& scope : scopes) {
      // Whoever names the mean means that of all trials, cold starts among them.
      const bool of_all = has_any(context.clause, kMean);
      if (const auto each = holds_in(dataset, *metric, row, scope, direction, !of_all, said.why)) {
        (*each ? holds : fails) += 1;
        told = true;
      }
    }
    tried += told ? 1U : 0U;
  }
  if (holds + fails == 0) {
    return std::nullopt;
  }
  // One of several that is broken breaks it; of several metrics the words may mean any.
  const bool one_metric = bound.metrics.size() == 1;
  return concluded(one_metric && fails > 0 ? 0 : holds, fails, 0, said, ClaimType::kComparison);
}

}  // namespace chimera::verify
