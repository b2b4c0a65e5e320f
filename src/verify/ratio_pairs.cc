#include "verify/ratio_pairs.h"

#include <map>

#include "verify/sample.h"

namespace chimera::verify {

std::vector<std::pair<Side, Side>> pairs_of(const Dataset& dataset, const Metric& metric,
                                            const std::vector<Side>& sides, bool any_files) {
  constexpr std::size_t kMostTried = 12;
  constexpr std::size_t kFew = 4;
  std::vector<std::pair<Side, Side>> pairs;
  constexpr std::size_t kRun = 3;                     ///< trials that make a run
  using Trials = std::map<std::size_t, std::size_t>;  // of each file
  const auto files_of = [&](const Side& side) {
    Trials trials;
    for (const Cell& cell : take_sample(dataset, metric, side.scope).cells) {
      ++trials[dataset.file_of(*cell.table)];
    }
    return trials;
  };
  for (std::size_t i = 0; i + 1 < sides.size(); ++i) {
    pairs.emplace_back(sides[i], sides[i + 1]);
    const auto of_b = files_of(sides[i + 1]);
    const auto of_a = files_of(sides[i]);
    const bool few = of_a.size() <= kFew && of_b.size() <= kFew;
    const std::size_t before = pairs.size();
    const auto add = [&](std::size_t a, std::size_t b) {
      if (pairs.size() < kMostTried) {
        pairs.emplace_back(sides[i], sides[i + 1]);
        pairs.back().first.scope.files = std::vector<std::size_t>{a};
        pairs.back().second.scope.files = std::vector<std::size_t>{b};
      }
    };
    for (const auto& [a, trials_a] : of_a) {
      for (const auto& [b, trials_b] : of_b) {
        const FileEntry& fa = dataset.files()[a];
        const FileEntry& fb = dataset.files()[b];
        const bool akin = (any_files && few) || a == b ||
                          (fa.folder == fb.folder && fa.base.substr(fa.base.rfind('_') + 1) ==
                                                         fb.base.substr(fb.base.rfind('_') + 1));
        if (akin) {
          add(a, b);
        }
      }
    }
    // Five prompts of each, or the same grid, where no two files are of one benchmark.
    const bool none = few && pairs.size() == before;
    for (const auto& [a, trials_a] : none ? of_a : Trials()) {
      for (const auto& [b, trials_b] : of_b) {
        if (trials_a == trials_b && trials_a >= kRun) {
          add(a, b);
        }
      }
    }
  }
  return pairs;
}

}  // namespace chimera::verify
