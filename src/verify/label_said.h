// The bold label that begins a paragraph or an item of a list: "**Llama on one card.** 19 requests
// were lost.", "**Reliability:** Most runs failed."
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "verify/dataset.h"
#include "verify/plain.h"
#include "verify/scope.h"

namespace chimera::verify {

/// Where it ends, with the sign behind it; 0 where the text begins with none.
std::size_t end_of_label(const Plain& plain, const Lines& lines);

/// Whether it names only what the sentence behind it names, too, and says no more: no measure, no
/// rank, no number. `lower` is the text with its names blanked; the sentence ends at `end`.
/// REQUIRES: lower case; mentions in their order.
bool is_mere_label(const Dataset& dataset, std::string_view lower,
                   const std::vector<Mention>& mentions, std::size_t label_end, std::size_t end);

/// Whether a label names a setting that no trial of the other has: "parameter tuning" may be a
/// strategy of some other file.
bool is_setting_elsewhere(const Dataset& dataset, const Mention& mention, const Mention& each);

}  // namespace chimera::verify
