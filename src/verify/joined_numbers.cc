// Numbers that belong together: one unit for all of a list, two ends of a range.
#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "verify/number_words.h"

namespace chimera::verify {

void share_units(std::string_view text, std::vector<Numeral>& found) {
  static constexpr std::array<std::string_view, 4> kSigns = {" vs ", " vs. ", " versus ",
                                                             " against "};
  static constexpr std::array<std::string_view, 7> kJoints = {", ",  " and ", ", and ", "/",
                                                              " / ", " -> ",  ", then "};
  for (std::size_t i = found.size(); i-- > 1;) {
    Numeral& first = found[i - 1];
    const Numeral& second = found[i];
    const std::string_view between = text.substr(
        first.range.end, second.range.begin - std::min(first.range.end, second.range.begin));
    if (first.unit.empty() && first.kind == NumeralKind::kNumber && !second.unit.empty() &&
        second.kind == NumeralKind::kNumber &&
        (is_one_of(between, kSigns) || (first.decimals > 0 && is_one_of(between, kJoints)))) {
      first.unit = second.unit;
    }
  }
}

void join_ranges(std::string_view text, std::vector<Numeral>& found) {
  for (std::size_t i = 0; i + 1 < found.size();) {
    Numeral& low = found[i];
    const Numeral& high = found[i + 1];
    const std::string_view between =
        text.substr(low.range.end, high.digits.begin - std::min(low.range.end, high.digits.begin));
    const std::string_view before = text.substr(0, low.range.begin);
    const bool dash = between == "-" || between == " - ";
    const bool both = between == " and " && before.ends_with("between ");
    const bool words = both || (between == " to " &&
                                (before.ends_with("from ") || before.ends_with("between ") ||
                                 before.ends_with("range of ") || before.ends_with("ranges ") ||
                                 before.ends_with("ranging ")));
    const bool plain = low.kind != NumeralKind::kDate && high.kind != NumeralKind::kDate &&
                       !low.word && !high.word && (low.unit.empty() || low.unit == high.unit) &&
                       (low.kind == NumeralKind::kNumber || low.kind == high.kind);
    if ((dash || words) && plain && high.value > low.value) {
      low.upper = high.value;
      low.upper_digits = high.digits;
      low.unit = high.unit;
      low.kind = high.kind;
      low.decimals = std::max(low.decimals, high.decimals);
      low.range.end = high.range.end;
      found.erase(found.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    } else {
      ++i;
    }
  }
}

std::size_t end_of_rate(std::string_view text, const Numeral& numeral) {
  static constexpr std::array<std::string_view, 6> kRates = {
      "tok/s", "t/s", "tokens/s", "tokens per second", "tok/sec", "tokens/sec"};
  const std::string_view behind = text.substr(numeral.range.end);
  const std::size_t kind = behind.starts_with(' ') ? behind.find(' ', 1) : std::string_view::npos;
  if (numeral.unit != "tok/s" || kind == std::string_view::npos) {
    return numeral.range.end;
  }
  std::size_t end = numeral.range.end;
  for (const std::string_view rate : kRates) {
    if (starts_with_word(behind.substr(kind + 1), std::array{rate})) {
      end = std::max(end, numeral.range.end + kind + 1 + rate.size());
    }
  }
  return end;
}

}  // namespace chimera::verify
