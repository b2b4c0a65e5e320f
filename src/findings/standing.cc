#include "findings/standing.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "base/parallel.h"
#include "findings/kind/levels.h"
#include "findings/sizing.h"
#include "findings/table_designs.h"

namespace chimera::findings {

namespace {

bool compares(const Basis& basis) {
  const FindingKind kind = basis.finding->kind;
  return kind == FindingKind::kComparison || kind == FindingKind::kEffect ||
         kind == FindingKind::kTrend || kind == FindingKind::kNoEffect;
}

bool is_clear(const Basis& basis) {
  return compares(basis) && basis.finding->kind != FindingKind::kNoEffect && basis.finding->test &&
         basis.finding->test->p_adjusted < kSignificance && !basis.factor.empty();
}

/// A factor in a file, or one of its levels there; "" for all of them.
using Confounded = std::set<std::array<std::string, 3>>;

/// The level of the factor that the finding is about; "" where it is about all.
std::string level_about(const About& about, const std::string& factor) {
  const auto level = std::ranges::find(about.where, factor, &Condition::column);
  return level == about.where.end() ? "" : level->value;
}

Confounded confounded_of(const std::vector<Basis>& bases) {
  Confounded confounded;
  for (const Basis& basis : bases) {
    if (basis.finding->kind != FindingKind::kConfounded) {
      continue;
    }
    for (const std::string& factor : basis.finding->about.factors) {
      for (const Table* table : basis.tables) {
        confounded.insert({factor, table->file, level_about(basis.finding->about, factor)});
      }
    }
  }
  return confounded;
}

/// Whether each level of a factor ran in one go: its trials repeat it, but in one run of it. Models
/// are hardly ever run in turn.
bool has_one_go_a_level(const Basis& basis) {
  const Column* factor = find_column(*basis.tables.front(), basis.factor);
  return factor != nullptr && !basis.is_subject && ran_in_order(*basis.tables.front(), *factor);
}

/// The other findings on the same question that count: clear and not confounded.
struct Company {
  std::vector<const Basis*> sound;

  [[nodiscard]] bool contradicts() const {
    return std::any_of(sound.begin(), sound.end(),
                       [&](const Basis* each) { return each->better != sound.front()->better; });
  }

  /// One of repeated settings, or two that were run apart.
  [[nodiscard]] bool decides() const {
    std::set<std::string> runs;
    std::size_t apart = 0;
    for (const Basis* each : sound) {
      if (each->runs_repeated || (!each->between_runs && is_repeated(*each->tables.front()) &&
                                  !has_one_go_a_level(*each))) {
        return true;
      }
      const bool fresh =
          each->between_runs &&
          std::none_of(each->tables.begin(), each->tables.end(),
                       [&](const Table* table) { return runs.contains(table->file); });
      apart += fresh ? 1U : 0U;
      for (const Table* table : each->tables) {
        runs.insert(table->file);
      }
    }
    return apart >= 2;
  }
};

/// Nobody would act on what the interval leaves possible.
bool is_negligible(const Basis& basis) {
  const auto limits = basis.ratio == nullptr ? std::nullopt : basis.ratio->interval;
  return limits && limits->low > 1 / (1 + kEffectOfInterest) &&
         limits->high < 1 + kEffectOfInterest;
}

/// What the findings on one question say together.
struct Verdict {
  bool contradicted = false;
  bool decided = false;
};

State state_of(const Basis& basis, bool confounded, const Verdict& verdict) {
  if (basis.finding->kind == FindingKind::kExtreme && !basis.tables.empty() &&
      is_repeated(*basis.tables.front())) {
    return State::kDecided;
  }
  if (!compares(basis)) {
    return State::kAsItIs;
  }
  if (!basis.finding->test) {
    return State::kStated;
  }
  if (!is_clear(basis)) {
    return is_negligible(basis) && !confounded ? State::kNegligible : State::kUndecided;
  }
  if (confounded) {
    return State::kConfounded;
  }
  if (basis.direction == Direction::kUnknown) {
    return State::kUndirected;
  }
  if (verdict.contradicted) {
    return State::kContradicted;
  }
  if (verdict.decided) {
    return State::kDecided;
  }
  const bool repeated = !basis.between_runs && is_repeated(*basis.tables.front());
  return repeated && has_one_go_a_level(basis) ? State::kInOneGo : State::kUnrepeated;
}

}  // namespace

bool is_repeated(const Table& table) {
  // By their hashes: a table may have a million settings.
  std::unordered_set<std::size_t> settings;
  std::size_t trials = 0;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (table.state[row].failed) {
      continue;
    }
    std::size_t setting = 0;
    for (const Column& column : table.columns) {
      if (column.role == Role::kFactor || column.role == Role::kSubject) {
        constexpr std::size_t kPrime = 0x100000001B3U;
        setting = setting * kPrime + std::hash<std::string_view>{}(column.text_at(row));
      }
    }
    ++trials;
    settings.insert(setting);
  }
  return trials >= 2 * settings.size();
}

std::string question_of(const Basis& basis) {
  const auto [first, second] = std::minmax(basis.better, basis.worse);
  const bool about_models = basis.is_subject || basis.tables.empty();
  return (basis.definition == nullptr ? basis.finding->about.metric
                                      : std::string(basis.definition->name)) +
         "\n" + basis.factor + "\n" + first + "\n" + second + "\n" +
         (about_models ? "" : only_level(*basis.tables.front(), "model"));
}

void judge(std::vector<Basis>& bases) {
  const Confounded confounded = confounded_of(bases);
  const auto is_confounded = [&](const Basis& basis) {
    std::vector<std::string> factors = basis.finding->about.factors;
    factors.push_back(basis.factor);
    return std::any_of(basis.tables.begin(), basis.tables.end(), [&](const Table* table) {
      return std::any_of(factors.begin(), factors.end(), [&](const std::string& factor) {
        return confounded.contains({factor, table->file, ""}) ||
               confounded.contains({factor, table->file, basis.better}) ||
               confounded.contains({factor, table->file, basis.worse});
      });
    });
  };
  std::vector<std::string> questions(bases.size());
  std::vector<char> suspect(bases.size(), 0);  // bytes, since several are set at once
  for_each_index(bases.size(), 0, [&](std::size_t i) {
    questions[i] = question_of(bases[i]);
    suspect[i] = is_confounded(bases[i]) ? 1 : 0;
  });
  std::map<std::string, Company> companies;
  for (std::size_t i = 0; i < bases.size(); ++i) {
    if (is_clear(bases[i]) && suspect[i] == 0) {
      companies[questions[i]].sound.push_back(&bases[i]);
    }
  }
  std::map<std::string, Verdict> verdicts;
  for (const auto& [question, company] : companies) {
    verdicts[question] = {company.contradicts(), company.decides()};
  }
  for (std::size_t i = 0; i < bases.size(); ++i) {
    bases[i].state = state_of(bases[i], suspect[i] != 0, verdicts[questions[i]]);
  }
}

}  // namespace chimera::findings
