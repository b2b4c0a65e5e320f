#include "read/problems.h"

#include <map>
#include <string>
#include <utility>

namespace chimera::read {

void merge_alike(std::vector<Problem>& problems) {
  struct Kind {
    std::size_t count = 0;
    std::size_t last_kept = 0;
  };

  std::map<std::string, Kind> kinds;
  std::vector<Problem> kept;
  for (Problem& problem : problems) {
    Kind& kind = kinds[problem.what];
    if (++kind.count <= kAlikeProblemsMax) {
      kind.last_kept = kept.size();
      kept.push_back(std::move(problem));
    }
  }
  for (const auto& [what, kind] : kinds) {
    if (kind.count > kAlikeProblemsMax) {
      kept[kind.last_kept].what +=
          " (and " + std::to_string(kind.count - kAlikeProblemsMax) + " more like it)";
    }
  }
  problems = std::move(kept);
}

}  // namespace chimera::read
