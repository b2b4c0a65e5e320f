// Whether a file that a text names as the source of a number can be one: it may have no column of
// the kind.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "verify/dataset.h"
#include "verify/stated_number.h"

namespace chimera::verify {

/// Whether no column of the files, whatever its role, has a word of the label ("csv_fan_rpm", in
/// lower case, names of levels blanked) in its name, and none has the number as a statistic of
/// its values. False of labels that say too little, of logs and of files too large to look
/// through. O(cells).
bool holds_nothing_of(const Dataset& dataset, const std::vector<std::size_t>& files,
                      std::string_view label, const Numeral& stated);

/// Whether one of the files has a setting's column of that name, as spelled or behind "csv_".
bool sets_column(const Dataset& dataset, const std::vector<std::size_t>& files,
                 std::string_view label);

}  // namespace chimera::verify
