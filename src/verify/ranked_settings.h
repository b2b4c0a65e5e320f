// Which place a text gives to settings: "the best configuration is X", "third place goes to X", "X
// is its worst setting".
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace chimera::verify {

struct SettingRank {
  std::size_t place = 1;  ///< from the best, or from the worst
  bool worst = false;
  bool on_average = false;  ///< of a level's mean over all else that was varied
  bool open = false;        ///< of one level: the words say neither that nor single trials
};

/// By the words before the settings, in lower case; nullopt where they speak of no place.
std::optional<SettingRank> rank_before(std::string_view before);

/// By the words behind them: " is the slowest configuration", " leads"; those before may say that
/// it is so on average.
std::optional<SettingRank> rank_behind(std::string_view before, std::string_view behind);

}  // namespace chimera::verify
