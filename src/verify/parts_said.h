// Words that say which part of the trials a number is of, beside what names and settings say.
#pragma once

#include <string_view>

#include "verify/dataset.h"

namespace chimera::verify {

/// "Nine rows are cold, with a mean of 3.5 s", "the reloads cost 6.5 s": of trials in which the
/// model was loaded.
bool says_cold(std::string_view text);

/// "Busy samples", "idle lead-in dropped": of a part that no column and no file's name tells, so
/// that the whole refutes nothing.
bool says_untold_part(const Dataset& dataset, std::string_view text);

/// "Rises by just 0.2 tok/s": the words before a number without the adverbs right before it.
std::string_view without_adverbs(std::string_view before);

/// "Changes the mean by only 2 %", "adds only 5 %", "frees roughly 38 %": whether the number behind
/// the words is how much something changed.
bool is_amount_of_change(std::string_view ahead);

/// "The lowest mean TTFT": of means that files state "min" or "max"; "" for other words.
std::string_view extreme_of_means(std::string_view ahead);

}  // namespace chimera::verify
