// What reports like to speak of and benchmarks seldom record: quality, energy, cost, users,
// drivers. A claim about such a thing is decided by no data that have nothing called so.
#pragma once

#include <string_view>

#include "verify/dataset.h"

namespace chimera::verify {

/// The quantity that a text in lower case speaks of and that no metric, factor or level of the data
/// is called by: numbers beside it are of nothing that was measured. "" for none.
std::string_view unmeasured_quantity(const Dataset& dataset, std::string_view lower);

/// The same of anything that a benchmark would have to record to tell: people, other software, the
/// room. It may stand beside a number that was measured.
std::string_view unmeasured_matter(const Dataset& dataset, std::string_view lower);

/// The matter that a clause in lower case begins with, and that nothing there is called by: what
/// its numbers are of. "" for none.
std::string_view unmeasured_subject(const Dataset& dataset, std::string_view lower);

/// Whether anything is called a price, or by that currency ("eur").
bool records_price(const Dataset& dataset, std::string_view currency);

/// What the unit behind a number is of where nothing of it was measured: "0.4 J", "12 EUR". ""
/// for none.
std::string_view unmeasured_unit(const Dataset& dataset, std::string_view behind);

}  // namespace chimera::verify
