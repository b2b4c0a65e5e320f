#include "query/factor_effect.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "query/listed.h"
#include "stats/anova.h"
#include "stats/effect_size.h"

namespace chimera::query {

namespace {

constexpr std::size_t kResidualMin = 5;  ///< degrees of freedom that interactions must leave

struct Coded {
  std::string name;
  bool is_block = false;
  std::vector<std::uint32_t> codes;  ///< in the order of the levels' texts
  std::uint32_t levels = 0;

  [[nodiscard]] stats::Factor factor() const { return {codes, levels}; }
};

Coded coded(const SettingColumn& column) {
  SettingColumn::Ranked ranked = column.ranked();
  Coded made{.name = column.name(), .is_block = column.role() == Role::kBlock};
  made.codes = std::move(ranked.codes);
  const auto [least, most] = std::minmax_element(made.codes.begin(), made.codes.end());
  if (least == made.codes.end()) {
    return made;
  }
  const std::uint32_t first = *least;
  made.levels = *most - first + 1;
  for (std::uint32_t& code : made.codes) {
    code -= first;
  }
  return made;
}

/// The tested column first, then those that can be told apart from it and from each other; empty
/// where it can't be tested.
std::vector<Coded> model_columns(const Trials& trials, const std::string& column) {
  const auto tested = std::ranges::lower_bound(trials.settings, column, {}, &SettingColumn::name);
  if (tested == trials.settings.end() || tested->name() != column) {
    return {};
  }
  std::vector<Coded> model{coded(*tested)};
  if (model.front().levels < 2) {
    return {};
  }
  for (const SettingColumn& each : trials.settings) {
    if (each.name() == column || each.levels_at_most() < 2) {
      continue;
    }
    Coded other = coded(each);
    const bool repeats = other.levels >= 2 && std::size_t{2} * other.levels <= other.codes.size();
    const bool is_known = std::any_of(model.begin(), model.end(), [&](const Coded& known) {
      return stats::is_nested(known.factor(), other.factor());
    });
    if (!repeats || is_known) {
      continue;
    }
    if (!stats::is_nested(other.factor(), model.front().factor())) {
      model.push_back(std::move(other));
    } else if (!other.is_block) {
      return {};
    }
  }
  return model;
}

/// Whether each pair of their levels occurs twice. An interaction fits a pair that occurs once
/// exactly, so that its trial, however far off, leaves nothing to the residual.
bool pairs_occur_twice(const Coded& a, const Coded& b) {
  const std::size_t possible = std::size_t{a.levels} * b.levels;
  if (2 * possible > a.codes.size()) {
    return false;
  }
  std::vector<std::size_t> trials(possible, 0);
  for (std::size_t i = 0; i < a.codes.size(); ++i) {
    ++trials[std::size_t{a.codes[i]} * b.levels + b.codes[i]];
  }
  return std::ranges::all_of(trials, [](std::size_t count) { return count >= 2; });
}

/// All two-way interactions of factors and subjects, if every pair of their levels occurs twice and
/// they leave enough; else none.
std::vector<stats::Term> interactions_of(const std::vector<Coded>& model) {
  std::vector<stats::Term> terms;
  std::size_t parameters = 1;
  for (std::size_t i = 0; i < model.size(); ++i) {
    parameters += model[i].levels - 1;
    for (std::size_t j = i + 1; j < model.size(); ++j) {
      if (model[i].is_block || model[j].is_block) {
        continue;
      }
      if (!pairs_occur_twice(model[i], model[j])) {
        return {};
      }
      parameters += std::size_t{model[i].levels - 1} * (model[j].levels - 1);
      terms.push_back({i, j});
    }
  }
  const std::size_t trials = model.front().codes.size();
  return parameters + kResidualMin <= trials ? terms : std::vector<stats::Term>{};
}

/// Brings the trials into the order of their settings and values: sums round by the order, and that
/// of the rows says nothing.
void put_in_order(std::vector<double>& response, std::vector<Coded>& model) {
  struct Trial {
    std::uint64_t cell = 0;  ///< of the first columns: as many as a number holds
    double value = 0;
    std::size_t place = 0;
  };

  std::uint64_t cells = 1;
  std::size_t held = 0;
  for (; held < model.size() && cells <= UINT32_MAX; ++held) {
    cells *= model[held].levels;
  }
  std::vector<Trial> order(response.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    order[i] = {0, response[i], i};
    for (std::size_t column = 0; column < held; ++column) {
      order[i].cell = order[i].cell * model[column].levels + model[column].codes[i];
    }
  }
  std::ranges::sort(order, [&](const Trial& a, const Trial& b) {
    if (a.cell != b.cell) {
      return a.cell < b.cell;
    }
    for (std::size_t column = held; column < model.size(); ++column) {
      const std::vector<std::uint32_t>& codes = model[column].codes;
      if (codes[a.place] != codes[b.place]) {
        return codes[a.place] < codes[b.place];
      }
    }
    return a.value < b.value;
  });
  std::ranges::transform(order, response.begin(), &Trial::value);
  for (Coded& each : model) {
    std::vector<std::uint32_t> codes(order.size());
    std::ranges::transform(order, codes.begin(),
                           [&](const Trial& trial) { return each.codes[trial.place]; });
    each.codes = std::move(codes);
  }
}

std::string name_of(const std::vector<Coded>& model, bool in_logarithms, bool with_interactions) {
  std::string name = "F test (type II)";
  name += in_logarithms ? " of logarithms" : "";
  std::vector<std::string> others;
  for (const Coded& other : std::span(model).subspan(1)) {
    others.push_back(other.name);
  }
  name += others.empty() ? "" : " beside " + listed(others);
  return name + (with_interactions ? ", with two-way interactions" : "");
}

/// As stats::ratio_of_means tells it of two samples.
std::optional<Answer> detectable_of(const stats::Anova& table, const Coded& tested) {
  std::vector<double> trials(tested.levels, 0);
  for (const std::uint32_t code : tested.codes) {
    trials[code] += 1;
  }
  std::erase_if(trials, [](double count) { return count < 1; });
  if (trials.size() < 2) {
    return std::nullopt;
  }
  std::ranges::nth_element(trials, trials.begin() + 1);
  const auto df = static_cast<double>(table.residual_df);
  const double error =
      std::sqrt(table.residual_squares / df * (1 / trials.front() + 1 / trials[1]));
  const auto seen = stats::with_log_error({.value = 1, .limits = {}, .detectable = {}}, error, df);
  return seen.detectable
             ? std::optional(Answer{.statistic = Statistic::kDetectable, .value = *seen.detectable})
             : std::nullopt;
}

}  // namespace

std::optional<FactorEffect> factor_effect(const Trials& trials, const std::string& column) {
  std::vector<Coded> model = model_columns(trials, column);
  if (model.empty()) {
    return std::nullopt;
  }
  std::vector<double> response = trials.values;
  const bool in_logarithms =
      std::all_of(response.begin(), response.end(), [](double value) { return value > 0; });
  if (in_logarithms) {
    std::transform(response.begin(), response.end(), response.begin(),
                   [](double value) { return std::log(value); });
  }
  put_in_order(response, model);
  stats::Design design{.response = response, .factors = {}, .interactions = interactions_of(model)};
  for (const Coded& each : model) {
    design.factors.push_back(each.factor());
  }
  const auto table = stats::anova_of(design, 0);
  if (!table) {
    return std::nullopt;
  }
  const stats::AnovaRow& row = table->rows.front();
  if (!row.p || !row.f) {
    return std::nullopt;
  }
  Answer answer{.statistic = Statistic::kP, .value = *row.p};
  answer.test = name_of(model, in_logarithms, !design.interactions.empty());
  answer.tested =
      TestValue{*row.f, {static_cast<double>(row.df), static_cast<double>(table->residual_df)}};
  FactorEffect effect{.p = std::move(answer), .detectable = {}, .interaction = {}};
  if (row.interaction_p && row.interaction_f) {
    effect.interaction = Answer{.statistic = Statistic::kPInteraction, .value = *row.interaction_p};
    effect.interaction->test = "interactions of " + column + " in the " + effect.p.test;
    effect.interaction->tested = TestValue{
        *row.interaction_f,
        {static_cast<double>(row.interaction_df), static_cast<double>(table->residual_df)}};
  }
  if (in_logarithms) {
    effect.detectable = detectable_of(*table, model.front());
  }
  if (effect.detectable) {
    effect.detectable->test = effect.p.test;
  }
  return effect;
}

}  // namespace chimera::query
