// How long the two-way analysis of variance of a million rows takes (10 × 8 levels, interaction).
#include "stats/anova.h"

#include <fmt/core.h>

#include <chrono>
#include <vector>

#include "stats/random.h"

namespace {

using chimera::stats::Anova;

struct Table {
  std::vector<double> response;
  std::vector<std::uint32_t> a;
  std::vector<std::uint32_t> b;
};

Table simulated(std::size_t rows) {
  chimera::stats::Random random(1);
  Table table;
  for (std::size_t row = 0; row < rows; ++row) {
    table.a.push_back(static_cast<std::uint32_t>(random.index(10)));
    table.b.push_back(static_cast<std::uint32_t>(random.index(8)));
    table.response.push_back(0.1 * table.a.back() + random.uniform() + random.uniform());
  }
  return table;
}

}  // namespace

int main() {
  const Table table = simulated(1'000'000);
  const chimera::stats::Design design{
      table.response, {{table.a, 10}, {table.b, 8}}, {chimera::stats::Term{0, 1}}};
  const auto start = std::chrono::steady_clock::now();
  const std::optional<Anova> result = anova(design);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  // The effect of `a` is there, and with 10 · 8 cells 999,920 degrees of freedom are left.
  const bool right = result && result->residual_df == 999'920 && result->rows[0].p < 1e-12;
  fmt::print("anova of 1,000,000 rows: {:.3f} s{}\n", took.count(), right ? "" : ", and wrong");
  return right ? 0 : 1;
}
