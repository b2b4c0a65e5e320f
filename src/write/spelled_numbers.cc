#include "write/spelled_numbers.h"

#include <algorithm>
#include <array>

namespace chimera::write {
namespace {

using namespace std::string_view_literals;

// What numbers are put together from.
constexpr std::array kParts{"zero"sv,     "one"sv,     "two"sv,       "three"sv,     "four"sv,
                            "five"sv,     "six"sv,     "seven"sv,     "eight"sv,     "nine"sv,
                            "ten"sv,      "eleven"sv,  "twelve"sv,    "thirteen"sv,  "fourteen"sv,
                            "fifteen"sv,  "sixteen"sv, "seventeen"sv, "eighteen"sv,  "nineteen"sv,
                            "twenty"sv,   "thirty"sv,  "forty"sv,     "fourty"sv,    "fifty"sv,
                            "sixty"sv,    "seventy"sv, "eighty"sv,    "ninety"sv,    "hundred"sv,
                            "thousand"sv, "million"sv, "billion"sv,   "trillion"sv,  "first"sv,
                            "second"sv,   "third"sv,   "fifth"sv,     "eighth"sv,    "ninth"sv,
                            "twelfth"sv,  "half"sv,    "dozen"sv,     "twentieth"sv, "thirtieth"sv};

// What may follow a part: "sevenths", "tenfold".
constexpr std::array kEndings{"th"sv, "ths"sv, "s"sv, "es"sv, "fold"sv, "ish"sv};

// Numbers, signs and units that stand alone.
constexpr std::array kWhole{
    "once"sv,       "twice"sv,       "thrice"sv,       "double"sv,      "doubles"sv,
    "doubled"sv,    "doubling"sv,    "triple"sv,       "triples"sv,     "tripled"sv,
    "tripling"sv,   "treble"sv,      "quadruple"sv,    "quadrupled"sv,  "quintuple"sv,
    "halves"sv,     "halve"sv,       "halved"sv,       "halving"sv,     "quarter"sv,
    "quarters"sv,   "thirds"sv,      "couple"sv,       "pair"sv,        "score"sv,
    "nil"sv,        "nought"sv,      "naught"sv,       "minus"sv,       "plus"sv,
    "negative"sv,   "percent"sv,     "percents"sv,     "percentage"sv,  "percentages"sv,
    "permille"sv,   "millisecond"sv, "milliseconds"sv, "microsecond"sv, "microseconds"sv,
    "nanosecond"sv, "nanoseconds"sv, "minute"sv,       "minutes"sv,     "hour"sv,
    "hours"sv,      "day"sv,         "days"sv,         "byte"sv,        "bytes"sv,
    "kilobytes"sv,  "megabytes"sv,   "gigabytes"sv,    "gigabyte"sv,    "megabyte"sv,
    "ms"sv,         "watts"sv,       "watt"sv,         "joules"sv,      "degrees"sv,
    "magnitude"sv,  "magnitudes"sv};

template <typename Words>
bool holds(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Whether what follows at least one part is more parts, then perhaps an ending. A word is short.
bool goes_on(std::string_view rest) {
  if (rest.empty() || holds(kEndings, rest)) {
    return true;
  }
  return std::any_of(kParts.begin(), kParts.end(), [&](std::string_view part) {
    return rest.starts_with(part) && goes_on(rest.substr(part.size()));
  });
}

}  // namespace

bool says_number(std::string_view word) {
  constexpr std::size_t kLongest = 64;
  return holds(kWhole, word) ||
         (!word.empty() && word.size() <= kLongest && !holds(kEndings, word) && goes_on(word));
}

bool is_roman_numeral(std::string_view word) {
  return word.size() > 1 && word.find_first_not_of("IVXLCDM") == std::string_view::npos;
}

}  // namespace chimera::write
