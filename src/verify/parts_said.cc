#include "verify/parts_said.h"

#include <algorithm>
#include <array>

#include "verify/wording.h"

namespace chimera::verify {

bool says_cold(std::string_view text) {
  static constexpr std::array<std::string_view, 6> kCold = {
      "cold", "cold-start", "cold start*", "reload*", "freshly loaded", "unloaded"};
  return has_any(text, kCold);
}

bool says_untold_part(const Dataset& dataset, std::string_view text) {
  static constexpr std::array<std::string_view, 8> kParts = {
      "busy",         "idle",       "lead-in", "steady state",
      "steady-state", "under load", "ramp-up", "warm-up"};
  return std::any_of(kParts.begin(), kParts.end(), [&](std::string_view part) {
    return has_phrase(text, part) && dataset.files_named(part) == 0;
  });
}

std::string_view without_adverbs(std::string_view before) {
  static constexpr std::array<std::string_view, 8> kAdverbs = {
      "just ", "only ", "merely ", "about ", "roughly ", "some ", "a mere ", "nearly "};
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view adverb : kAdverbs) {
      if (before.ends_with(adverb)) {
        before.remove_suffix(adverb.size());
        again = true;
      }
    }
  }
  return before;
}

bool is_amount_of_change(std::string_view ahead) {
  static constexpr std::array<std::string_view, 6> kVerbs = {" adds ",  " added ", " frees ",
                                                             " freed ", " buys ",  " bought "};
  ahead = without_adverbs(ahead);
  return ends_with_any(ahead, kVerbs) || (ahead.ends_with(" by ") && says_change(ahead));
}

std::string_view extreme_of_means(std::string_view ahead) {
  static constexpr std::array<std::string_view, 5> kLeast = {
      "lowest mean", "smallest mean", "shortest mean", "lowest average", "smallest average"};
  static constexpr std::array<std::string_view, 5> kMost = {
      "highest mean", "largest mean", "longest mean", "highest average", "largest average"};
  return has_any(ahead, kLeast) ? "min" : has_any(ahead, kMost) ? "max" : "";
}

}  // namespace chimera::verify
