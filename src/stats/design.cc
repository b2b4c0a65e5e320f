#include "stats/design.h"

#include "base/check.h"

namespace chimera::stats {

bool is_nested(const Factor& inner, const Factor& outer) {
  CHIMERA_CHECK(inner.codes.size() == outer.codes.size(), "factors of one design have equal rows");
  std::vector<std::uint32_t> level(inner.levels, outer.levels);  // above every code: not met yet
  for (std::size_t row = 0; row < inner.codes.size(); ++row) {
    std::uint32_t& known = level[inner.codes[row]];
    if (known != outer.levels && known != outer.codes[row]) {
      return false;
    }
    known = outer.codes[row];
  }
  return true;
}

}  // namespace chimera::stats
