// The words in which prose says that a metric goes with something: "grows", "results in slightly
// higher", "keeps falling".
#pragma once

#include <optional>
#include <string_view>

#include "verify/comparison_words.h"

namespace chimera::verify {

/// A word, and which way it says that a metric goes.
struct TrendWord {
  std::string_view word;
  Sense sense;
};

/// The verb of a trend, where it stands in the clause; `at` is npos for none.
struct TrendVerb {
  Sense sense = Sense::kMore;
  std::size_t at = std::string_view::npos;
  std::size_t end = 0;
};

/// REQUIRES: lower case. A noun that is spelled so ("by a slow first request") is none.
TrendVerb find_trend_verb(std::string_view clause);

}  // namespace chimera::verify
