#include "findings/run_order.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "stats/random.h"

namespace chimera::findings {

namespace {

void shuffle(std::vector<std::size_t>& order, stats::Random& random) {
  for (std::size_t left = order.size(); left > 1; --left) {
    std::swap(order[left - 1], order[random.index(left)]);
  }
}

std::vector<std::size_t> shuffled(std::size_t count, stats::Random& random) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  shuffle(order, random);
  return order;
}

void list_replicate(Experiment& experiment, std::size_t replicate, stats::Random& random) {
  for (const std::size_t cell : shuffled(experiment.cells.size(), random)) {
    PlannedRun run{.replicate = replicate, .block = {}, .levels = experiment.cells[cell]};
    if (!experiment.block) {
      experiment.order.push_back(run);
      continue;
    }
    for (const std::size_t block : shuffled(experiment.block->levels.size(), random)) {
      run.block = block;
      experiment.order.push_back(run);
    }
  }
}

}  // namespace

void put_in_order(std::vector<Experiment>& experiments, std::uint64_t seed) {
  stats::Random random(seed);
  for (Experiment& experiment : experiments) {
    const std::size_t rows = experiment.runs / std::max<std::size_t>(experiment.replicates, 1);
    for (std::size_t replicate = 1; replicate <= experiment.replicates; ++replicate) {
      if (rows * replicate <= kOrderRowsMax) {
        list_replicate(experiment, replicate, random);
      }
    }
  }
}

}  // namespace chimera::findings
