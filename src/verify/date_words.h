// Days, months and moments as reports spell them: "2025-10-08 17:20:51 UTC", "October 26, 2025",
// "late October/early November 2025".
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "verify/stated_number.h"

namespace chimera::verify {

/// Numerals of kind kDate, in their order. O(bytes). REQUIRES: lower case.
std::vector<Numeral> find_dates(std::string_view text);

std::int64_t year_of(std::int64_t utc_s);

/// Whether a year is said with it. Days and months without one ("6 October", "in
/// October") are of year 4.
bool has_year(const Numeral& date);

/// Whether the moment is on one of the days; of any year where none is said.
bool is_on(const Numeral& date, std::int64_t utc_s);

/// The same days of that year. REQUIRES: a day, or a month that is said as one.
Numeral in_year(Numeral date, std::int64_t year);

}  // namespace chimera::verify
