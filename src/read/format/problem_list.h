// The problems of one file. Of one kind the first ones are listed and the others counted, so that a
// bad file can't flood the list.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "data/observations.h"

namespace chimera::read {

/// So many problems of one kind stand in the list.
inline constexpr std::size_t kProblemsOfAKind = 5;

/// "line 3": where a problem or what was skipped stands.
std::string line_text(std::size_t line);

class ProblemList {
 public:
  explicit ProblemList(std::string file) : file_(std::move(file)) {}

  /// `kind` names what there are more of, in the plural: "rows left out".
  void add(std::string_view kind, std::string where, std::string what);

  /// The problems in the order in which they were added, then one for each kind that has more. The
  /// list is empty after.
  std::vector<Problem> take();

 private:
  struct Seen {
    std::size_t count = 0;
    std::string last;  ///< where
  };

  std::string file_;
  std::vector<Problem> problems_;
  std::map<std::string, Seen, std::less<>> seen_;
};

}  // namespace chimera::read
