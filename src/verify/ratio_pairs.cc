#include "verify/ratio_pairs.h"

#include <set>

#include "verify/sample.h"

namespace chimera::verify {

std::vector<std::pair<Side, Side>> pairs_of(const Dataset& dataset, const Metric& metric,
                                            const std::vector<Side>& sides, bool any_files) {
  constexpr std::size_t kMostTried = 12;
  constexpr std::size_t kFew = 4;
  std::vector<std::pair<Side, Side>> pairs;
  const auto files_of = [&](const Side& side) {
    std::set<std::size_t> files;
    for (const Cell& cell : take_sample(dataset, metric, side.scope).cells) {
      files.insert(dataset.file_of(*cell.table));
    }
    return files;
  };
  for (std::size_t i = 0; i + 1 < sides.size(); ++i) {
    pairs.emplace_back(sides[i], sides[i + 1]);
    const auto of_b = files_of(sides[i + 1]);
    const auto of_a = files_of(sides[i]);
    const bool any = any_files && of_a.size() <= kFew && of_b.size() <= kFew;
    for (const std::size_t a : of_a) {
      for (const std::size_t b : of_b) {
        const FileEntry& fa = dataset.files()[a];
        const FileEntry& fb = dataset.files()[b];
        const bool akin = any || a == b ||
                          (fa.folder == fb.folder && fa.base.substr(fa.base.rfind('_') + 1) ==
                                                         fb.base.substr(fb.base.rfind('_') + 1));
        if (akin && pairs.size() < kMostTried) {
          pairs.emplace_back(sides[i], sides[i + 1]);
          pairs.back().first.scope.files = std::vector<std::size_t>{a};
          pairs.back().second.scope.files = std::vector<std::size_t>{b};
        }
      }
    }
  }
  return pairs;
}

}  // namespace chimera::verify
