#include "text/duration.h"

#include <algorithm>
#include <array>

#include "text/number.h"

namespace chimera::text {

namespace {

struct DurationUnit {
  std::string_view spelled;
  double seconds;
};

// µ is two code points: the micro sign and the Greek letter.
constexpr std::array kUnits{
    DurationUnit{"h", 3600},       DurationUnit{"m", 60},    DurationUnit{"s", 1},
    DurationUnit{"ms", 1e-3},      DurationUnit{"us", 1e-6}, DurationUnit{"\u00B5s", 1e-6},
    DurationUnit{"\u03BCs", 1e-6}, DurationUnit{"ns", 1e-9},
};

constexpr std::string_view kNumeral = "0123456789.";

}  // namespace

std::optional<double> read_go_duration(std::string_view text) {
  if (text == "0") {
    return 0;
  }
  const bool negative = text.starts_with('-');
  text.remove_prefix(negative || text.starts_with('+') ? 1 : 0);
  double seconds = 0;
  bool any = false;
  while (!text.empty()) {
    const std::size_t digits = std::min(text.find_first_not_of(kNumeral), text.size());
    const auto number = read_plain_number(text.substr(0, digits));
    text.remove_prefix(digits);
    const std::size_t letters = std::min(text.find_first_of(kNumeral), text.size());
    const auto* const unit = std::find_if(kUnits.begin(), kUnits.end(), [&](const auto& each) {
      return each.spelled == text.substr(0, letters);
    });
    if (!number || unit == kUnits.end()) {
      return std::nullopt;
    }
    seconds += *number * unit->seconds;
    text.remove_prefix(letters);
    any = true;
  }
  return any ? std::optional(negative ? -seconds : seconds) : std::nullopt;
}

}  // namespace chimera::text
