#include "read/format/problem_list.h"

#include <functional>
#include <utility>

namespace chimera::read {

std::string line_text(std::size_t line) {
  return "line " + std::to_string(line);
}

void ProblemList::add(std::string_view kind, std::string where, std::string what) {
  Seen& seen = seen_.try_emplace(std::string(kind)).first->second;
  ++seen.count;
  if (seen.count <= kProblemsOfAKind) {
    problems_.push_back({file_, std::move(where), std::move(what)});
  } else {
    seen.last = std::move(where);
  }
}

std::vector<Problem> ProblemList::take() {
  for (auto& [kind, seen] : seen_) {
    if (seen.count > kProblemsOfAKind) {
      problems_.push_back({file_, std::move(seen.last),
                           std::to_string(seen.count - kProblemsOfAKind) + " more " + kind +
                               ", the last one here"});
    }
  }
  seen_.clear();
  return std::exchange(problems_, {});
}

}  // namespace chimera::read
