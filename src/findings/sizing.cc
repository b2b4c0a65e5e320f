#include "findings/sizing.h"

#include <algorithm>
#include <optional>

#include "findings/kind/kinds.h"
#include "query/select.h"
#include "stats/power.h"

namespace chimera::findings {

namespace {

/// Beyond it no larger effect needs fewer runs, and the noncentral t has no terms left.
constexpr double kDeviationsMax = 10;

/// Each is a pass over the table; more levels hardly make the largest spread larger.
constexpr std::size_t kLevelsMax = 8;

/// The levels whose spread counts: those of the factors, or each table as one.
std::vector<std::vector<Condition>> selections(const std::vector<const Table*>& tables,
                                               const std::vector<PlannedFactor>& factors) {
  std::vector<std::vector<Condition>> selected;
  const bool between = tables.size() > 1;
  for (const Table* table : tables) {
    const Condition file{"file", table->file};
    if (between || factors.empty()) {
      selected.push_back({file});
      continue;
    }
    for (const PlannedFactor& factor : factors) {
      for (std::size_t i = 0; i < std::min(kLevelsMax, factor.levels.size()); ++i) {
        selected.push_back({file, {factor.name, factor.levels[i]}});
      }
    }
  }
  return selected;
}

std::optional<Sizing> widest(FactBook& book, const std::vector<std::vector<Condition>>& selected,
                             const std::string& metric, bool warm) {
  constexpr std::size_t kTrialsMin = 3;
  const Fact* most = nullptr;
  for (const auto& where : selected) {
    Query query{.metric = metric, .statistics = {Statistic::kCv}, .where = where};
    query.exclude_cold = warm;
    const Fact* cv = book.ask(query);
    if (cv != nullptr && cv->n >= kTrialsMin && cv->value >= 0 &&
        (most == nullptr || cv->value > most->value)) {
      most = cv;
    }
  }
  if (most == nullptr) {
    return std::nullopt;
  }
  return Sizing{.metric = metric,
                .cv = most->value,
                .fact = most->id,
                .n = most->n,
                .effect = kEffectOfInterest,
                .alpha = kAlpha,
                .power = kPower,
                .detectable = {}};
}

}  // namespace

std::size_t runs_needed(double cv, double effect) {
  const double deviations = cv > 0 ? std::min(kDeviationsMax, effect / cv) : kDeviationsMax;
  return stats::group_size_needed(deviations, kPower, kAlpha).value_or(0);
}

std::vector<Sizing> sizes_of(FactBook& book, const std::vector<const Table*>& tables,
                             const std::vector<PlannedFactor>& factors,
                             const std::vector<std::string>& metrics) {
  const bool warm = std::any_of(tables.begin(), tables.end(),
                                [](const Table* table) { return has_cold(*table); });
  const auto selected = selections(tables, factors);
  std::vector<Sizing> sizes;
  for (const std::string& metric : metrics) {
    if (auto sizing = widest(book, selected, metric, warm)) {
      sizes.push_back(*std::move(sizing));
    }
  }
  return sizes;
}

void size(Experiment& experiment, std::size_t cells_of_a_level) {
  std::size_t runs = kRunsOfALevelMin;
  for (const Sizing& sizing : experiment.sizes) {
    const bool affordable = sizing.needed > 0 && sizing.needed <= kRunsOfALevelMax;
    runs = std::max(runs, affordable ? sizing.needed : kRunsOfALevelMax);
    experiment.capped = experiment.capped || !affordable;
  }
  const std::size_t shared = (runs + cells_of_a_level - 1) / cells_of_a_level;
  experiment.replicates =
      experiment.sizes.empty() ? kPilotReplicates : std::max(kReplicatesMin, shared);
  const std::size_t planned = experiment.replicates * cells_of_a_level;
  for (Sizing& sizing : experiment.sizes) {
    sizing.planned = planned;
    if (const auto found = stats::detectable_effect({planned, planned}, kPower, kAlpha)) {
      sizing.detectable = *found * sizing.cv;
    }
  }
}

}  // namespace chimera::findings
