// Which of two samples is more: by means, by medians, and pair by pair under the same settings.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "verify/sample.h"

namespace chimera::verify {

/// The signs of a − b.
struct Signs {
  double mean = 0;
  double median = 0;
  std::size_t pairs = 0;
  std::size_t more = 0;
  std::size_t less = 0;
  double mean_a = 0;
  double mean_b = 0;
  bool of_all = true;  ///< the mean of a is of all its cells, not of those alone that b has too
};

/// nullopt where one is empty.
std::optional<Signs> signs_of(const Sample& a, const Sample& b);

/// Whether both are the same cells: then they are of no two things.
bool is_one_sample(const Sample& a, const Sample& b);

/// Whether a table holds cells of both.
bool share_a_table(const Sample& a, const Sample& b);

/// Whether a superlative's subject is not held against the peer: it is the same cells, or took no
/// time at all, as a build that failed.
bool is_no_peer(const Metric& metric, const Sample& own, const Sample& peer);

/// Whether of several pairs that were run alike b is more in one, or less where less is wanted;
/// nullopt where there are not several.
std::optional<bool> loses_a_pair(const Sample& a, const Sample& b, int wanted);

/// Whether some of both stand below the same keys of one table, those of their own column apart.
bool stand_together(const Sample& a, const Sample& b, std::string_view own_key);

/// Whether pair by pair the two differ by less than 2 % on the mean.
bool is_same_in_pairs(const Sample& a, const Sample& b);

/// The ratios a / b of what was run alike, pair by pair.
std::vector<double> paired_ratios(const Sample& a, const Sample& b);

/// Parameters by a tag such as "270m" or "1b"; 0 for none.
double size_of(std::string_view model);

}  // namespace chimera::verify
