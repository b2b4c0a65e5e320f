// Words that are numbers, that bound them, and behind which a number is a name.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "text/number.h"
#include "verify/stated_number.h"
#include "verify/wording.h"

namespace chimera::verify {

struct NumberWord {
  std::string_view word;
  double value;
};

inline constexpr std::array<NumberWord, 21> kNumberWords = {{
    {"zero", 0},     {"one", 1},      {"two", 2},     {"three", 3},     {"four", 4},
    {"five", 5},     {"six", 6},      {"seven", 7},   {"eight", 8},     {"nine", 9},
    {"ten", 10},     {"eleven", 11},  {"twelve", 12}, {"thirteen", 13}, {"fourteen", 14},
    {"fifteen", 15}, {"sixteen", 16}, {"twenty", 20}, {"thirty", 30},   {"forty", 40},
    {"fifty", 50},
}};

/// "seven", "7": the number that a word in lower case is; nullopt for none.
inline std::optional<double> number_of(std::string_view word) {
  const auto* const spelled = std::ranges::find(kNumberWords, word, &NumberWord::word);
  if (spelled != kNumberWords.end()) {
    return spelled->value;
  }
  return is_number(word) ? text::read_plain_number(word) : std::nullopt;
}

struct Phrase {
  std::string_view words;
  double value;
  NumeralKind kind;
};

inline constexpr std::array<Phrase, 26> kPhrases = {{
    {"doubles", 2, NumeralKind::kTimes},
    {"doubled", 2, NumeralKind::kTimes},
    {"triples", 3, NumeralKind::kTimes},
    {"tripled", 3, NumeralKind::kTimes},
    {"halves", 2, NumeralKind::kTimes},
    {"halved", 2, NumeralKind::kTimes},
    {"two thirds", 2.0 / 3, NumeralKind::kShare},
    {"two-thirds", 2.0 / 3, NumeralKind::kShare},
    {"three quarters", 0.75, NumeralKind::kShare},
    {"three-quarters", 0.75, NumeralKind::kShare},
    {"one third", 1.0 / 3, NumeralKind::kShare},
    {"a third", 1.0 / 3, NumeralKind::kShare},
    {"one quarter", 0.25, NumeralKind::kShare},
    {"a quarter", 0.25, NumeralKind::kShare},
    {"two fifths", 0.4, NumeralKind::kShare},
    {"one fifth", 0.2, NumeralKind::kShare},
    {"a fifth of", 0.2, NumeralKind::kShare},
    {"a tenth of", 0.1, NumeralKind::kShare},
    {"one half", 0.5, NumeralKind::kShare},
    {"half of", 0.5, NumeralKind::kShare},
    {"half the", 0.5, NumeralKind::kShare},
    {"twice", 2, NumeralKind::kTimes},
    {"double", 2, NumeralKind::kTimes},
    {"thrice", 3, NumeralKind::kTimes},
    {"triple", 3, NumeralKind::kTimes},
    {"tenfold", 10, NumeralKind::kTimes},
}};

struct BoundWords {
  std::string_view words;
  Bound bound;
};

inline constexpr std::array<BoundWords, 38> kBounds = {{
    {"at least", Bound::kAtLeast},
    {"no less than", Bound::kAtLeast},
    {"no fewer than", Bound::kAtLeast},
    {"at most", Bound::kAtMost},
    {"up to", Bound::kAtMost},
    {"no more than", Bound::kAtMost},
    {"more than", Bound::kAbove},
    {"over", Bound::kAbove},
    {"above", Bound::kAbove},
    {"exceeding", Bound::kAbove},
    {"exceeds", Bound::kAbove},
    {"exceed", Bound::kAbove},
    {"exceeded", Bound::kAbove},
    {"surpasses", Bound::kAbove},
    {"past", Bound::kAbove},
    {"beyond", Bound::kAbove},
    {"in excess of", Bound::kAbove},
    {"surpassed", Bound::kAbove},
    {"longer than", Bound::kAbove},
    {"higher than", Bound::kAbove},
    {"greater than", Bound::kAbove},
    {">", Bound::kAbove},
    {"less than", Bound::kBelow},
    {"under", Bound::kBelow},
    {"below", Bound::kBelow},
    {"fewer than", Bound::kBelow},
    {"<", Bound::kBelow},
    {"nearly", Bound::kAbout},
    {"almost", Bound::kAbout},
    {"about", Bound::kAbout},
    {"approximately", Bound::kAbout},
    {"around", Bound::kAbout},
    {"roughly", Bound::kAbout},
    {"approx.", Bound::kAbout},
    {"approx", Bound::kAbout},
    {"ca.", Bound::kAbout},
    {"circa", Bound::kAbout},
    {"~", Bound::kAbout},
}};

/// "Never exceeds", "did not rise above": the last three words before a bound deny it.
inline bool is_denied(std::string_view before) {
  static constexpr std::array<std::string_view, 7> kDenying = {"never", "not",     "cannot", "n't",
                                                               "nor",   "without", "hardly"};
  for (const std::string_view sign : {", ", "; ", ". ", ": "}) {
    const std::size_t at = before.rfind(sign);
    before.remove_prefix(at == std::string_view::npos ? 0 : at + sign.size());
  }
  for (const std::string_view joint : {"and ", "but ", "while "}) {
    before.remove_prefix(before.starts_with(joint) ? joint.size() : 0);
  }
  const auto words = words_of(before);
  const bool none =
      before.starts_with("no ") || before.starts_with("none ") || before.starts_with("nothing ");
  static constexpr std::array<std::string_view, 4> kTurns = {"and", "but", "except", "while"};
  if (none && !has_any(before, kTurns)) {
    return true;
  }
  const std::size_t first = words.size() > 3 ? words[words.size() - 3].begin : 0;
  return has_any(before.substr(first), kDenying);
}

inline Bound denied(Bound bound) {
  switch (bound) {
    case Bound::kAbove:
      return Bound::kAtMost;
    case Bound::kBelow:
      return Bound::kAtLeast;
    case Bound::kAtLeast:
      return Bound::kBelow;
    case Bound::kAtMost:
      return Bound::kAbove;
    case Bound::kExact:
    case Bound::kAbout:
      break;
  }
  return bound;
}

inline constexpr std::string_view kTimes = " times";

/// Whether what follows a number in words makes it a ratio: " times as many", not " times each".
constexpr bool is_ratio(std::string_view behind) {
  constexpr std::array<std::string_view, 10> kWords = {" as ",  " faster", " slower", " more",
                                                       " less", " higher", " lower",  " quicker",
                                                       " the ", " larger"};
  if (!behind.starts_with(kTimes)) {
    return false;
  }
  for (const std::string_view word : kWords) {
    if (behind.substr(kTimes.size()).starts_with(word)) {
      return true;
    }
  }
  return false;
}

// Words behind which a number is part of a name, or numbers something.
inline constexpr std::array<std::string_view, 48> kNaming = {
    "section", "table",  "figure",     "fig.",     "phase", "step",    "agent",   "level",
    "version", "python", "cuda",       "rtx",      "gtx",   "windows", "chapter", "appendix",
    "finding", "part",   "experiment", "scenario", "rank",  "torch",   "pytorch", "driver",
    "ollama",  "ubuntu", "gpt",        "llama",    "gemma", "qwen",    "mistral", "phi",
    "stage",   "core",   "report",     "issue",    "pr",    "no.",     "#",       "tr",
    "ddr",     "gen",    "option",     "priority", "tier",  "cudnn",   "day",     "week"};

/// "(5.3 vs. 8.4 GB)", "10.9, 22.1 and 36.7 tok/s": the unit is that of all.
void share_units(std::string_view text, std::vector<Numeral>& found);

/// "10-20 ms", "10 to 20 ms": one number with two ends.
void join_ranges(std::string_view text, std::vector<Numeral>& found);

}  // namespace chimera::verify
