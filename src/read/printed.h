// Numbers as they were printed: how many digits a cell shows, and how far the number behind it can
// lie from it. Two cells state the same number if they agree within the rounding of both.
#pragma once

#include <cstddef>
#include <string_view>

namespace chimera::read {

struct Printed {
  double value = 0;
  int last_place = 0;  ///< the power of ten of the last digit shown

  /// Half a unit of the last digit shown.
  [[nodiscard]] double slack() const;
};

/// Reads the precision off the spelling of a number, whose value is known.
Printed printed(double value, std::string_view spelling);

/// How many significant digits it shows.
std::size_t significant_digits(std::string_view spelling);

/// Whether both can state one number.
bool state_the_same(const Printed& a, const Printed& b);

/// Whether `computed`, from cells that are rounded by `slack` themselves, can have been printed so.
bool states(const Printed& stated, double computed, double slack);

}  // namespace chimera::read
