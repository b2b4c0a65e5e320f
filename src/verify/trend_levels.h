// The levels of a factor in the order that a trend goes along: numbers, on and off; models by the
// sizes in their names ("as the model shrinks"); quantizations by their bits ("with every increase
// in bit width").
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verify/dataset.h"

namespace chimera::verify {

enum class LevelOrder { kNumber, kModelSize, kBits };

/// What a metric goes with.
struct Driver {
  std::vector<std::string> columns;
  bool reversed = false;  ///< "a smaller batch"
  LevelOrder order = LevelOrder::kNumber;
};

/// 1 and 0 of a switch; nullopt for another spelling.
std::optional<double> number_of_level(std::string_view level);

/// By their places in the order, least first; levels that have none are left out. Empty for what is
/// no factor; models go by sizes alone.
std::map<double, std::vector<std::string>> ordered_levels(const Dataset& dataset,
                                                          const std::string& column,
                                                          LevelOrder order);

/// The factors that have two places in the order at least, those of which every level has one
/// first.
std::vector<std::string> factors_along(const Dataset& dataset, LevelOrder order);

/// "As the model grows", "with a higher bit width": nullopt where the words say no such thing or
/// no factor has two places in that order. REQUIRES: lower case.
std::optional<Driver> driver_by_size(const Dataset& dataset, std::string_view words);

/// "As layers move to the GPU": whether more of a model's layers go to the card. REQUIRES: lower
/// case.
bool says_offloading(std::string_view words);

/// "As clients are added, the throughput keeps climbing": whether the words before the verb raise a
/// factor. REQUIRES: lower case.
bool says_adding(std::string_view before);

}  // namespace chimera::verify
