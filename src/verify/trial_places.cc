// Which trials of a run, in their order, words speak of.
#include <array>

#include "verify/wording.h"

namespace chimera::verify {
namespace {

// "Failed rows are left out; the cold first request of each model is kept": of all trials.
bool is_kept(std::string_view behind) {
  static constexpr std::array<std::string_view, 10> kKept = {
      "is kept",  "are kept",    "is included", "are included", "included",
      "was kept", "is retained", "kept in",     "stays in",     "is counted"};
  static constexpr std::array<std::string_view, 4> kEnds = {",", ";", ". ", " but "};
  return has_any(up_to_any(behind, kEnds), kKept);
}

}  // namespace

TrialPlace place_said(std::string_view lower) {
  if (has_phrase(lower, "opener") || has_phrase(lower, "opening prompt")) {
    return TrialPlace::kFirst;
  }
  static constexpr std::array<std::string_view, 4> kLater = {
      "later requests", "later prompts", "subsequent requests", "subsequent prompts"};
  if (has_any(lower, kLater)) {
    return TrialPlace::kNotFirst;
  }
  static constexpr std::array<std::string_view, 10> kTrials = {
      "prompt", "request",   "call",       "answer",  "reply",
      "trial",  "iteration", "repetition", "prompts", "row"};
  static constexpr std::array<std::string_view, 12> kWithout = {
      "left out", "leaving out", "omitting", "without", "excluding", "excluded",
      "dropping", "drop",        "except",   "besides", "ignoring",  "minus"};
  const std::vector<Range> words = words_of(lower);
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const std::string_view word = lower.substr(words[i].begin, words[i].end - words[i].begin);
    const std::string_view next =
        lower.substr(words[i + 1].begin, words[i + 1].end - words[i + 1].begin);
    const bool first = word == "first" && is_one_of(next, kTrials);
    const bool numbered = next == "1" && word != "prompts" && is_one_of(word, kTrials);
    if ((first || numbered) && is_kept(lower.substr(words[i + 1].end))) {
      continue;
    }
    if (first || numbered) {
      return has_any(lower, kWithout) ? TrialPlace::kNotFirst : TrialPlace::kFirst;
    }
  }
  return TrialPlace::kAny;
}

}  // namespace chimera::verify
