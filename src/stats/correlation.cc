#include "stats/correlation.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "stats/rank_tests.h"

namespace chimera::stats {

Defined pearson(Values x, Values y) {
  const Defined mean_x = mean(x);
  const Defined mean_y = mean(y);
  if (!mean_x || !mean_y || x.size() < 2) {
    return std::nullopt;
  }
  double products = 0;
  double squares_x = 0;
  double squares_y = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double dx = x[i] - *mean_x;
    const double dy = y[i] - *mean_y;
    products += dx * dy;
    squares_x += dx * dx;
    squares_y += dy * dy;
  }
  const double scale = std::sqrt(squares_x) * std::sqrt(squares_y);
  return scale > 0 && std::isfinite(scale) ? Defined(std::clamp(products / scale, -1.0, 1.0))
                                           : std::nullopt;
}

Defined spearman(Values x, Values y) {
  return pearson(mid_ranks(x), mid_ranks(y));
}

}  // namespace chimera::stats
