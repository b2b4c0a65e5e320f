// Memory as prose calls it, of a card or of its host. "GPU memory peaked at 5.4 GB": what was in
// use, is free, or is there, three things that are never mixed. "An RTX 4080 with 16 GB of VRAM":
// what a machine has, which the data note as a total, a capacity or a bare "ram_gb".
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "verify/dataset.h"
#include "verify/judgement.h"
#include "verify/stated_number.h"

namespace chimera::verify {

/// The metrics in bytes that "GPU memory", "VRAM" or "system RAM" in the text may be. REQUIRES:
/// lower case.
std::vector<const Metric*> memory_said(const Dataset& dataset, std::string_view lower);

/// What of memory a number of bytes says that a machine has, by the clause before the number and
/// behind it, in lower case: supported where a value noted of that part rounds to it, contradicted
/// where others are noted; unsupported where none is. nullopt for another statement.
std::optional<Judgement> judge_installed_memory(const Dataset& dataset, const Numeral& stated,
                                                std::string_view before, std::string_view behind);

}  // namespace chimera::verify
