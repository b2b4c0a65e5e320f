#include "verify/cell_changes.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "verify/wording.h"

namespace chimera::verify {

std::optional<CellChange> cell_change(const Plain& cell) {
  static constexpr std::array<std::pair<std::string_view, Sense>, 25> kWords = {{
      {"lower", Sense::kLess},
      {"less", Sense::kLess},
      {"fewer", Sense::kLess},
      {"smaller", Sense::kLess},
      {"shorter", Sense::kLess},
      {"below", Sense::kLess},
      {"decrease", Sense::kLess},
      {"reduction", Sense::kLess},
      {"drop", Sense::kLess},
      {"down", Sense::kLess},
      {"higher", Sense::kMore},
      {"more", Sense::kMore},
      {"larger", Sense::kMore},
      {"bigger", Sense::kMore},
      {"longer", Sense::kMore},
      {"greater", Sense::kMore},
      {"above", Sense::kMore},
      {"increase", Sense::kMore},
      {"up", Sense::kMore},
      {"faster", Sense::kBetter},
      {"quicker", Sense::kBetter},
      {"better", Sense::kBetter},
      {"slower", Sense::kWorse},
      {"worse", Sense::kWorse},
      {"improvement", Sense::kBetter},
  }};
  const auto numerals = find_numerals(cell);
  if (numerals.size() != 1 || numerals.front().word || numerals.front().signed_up ||
      numerals.front().plus_minus || numerals.front().upper ||
      !trimmed(cell.lower().substr(0, numerals.front().range.begin), " *_~").empty()) {
    return std::nullopt;
  }
  CellChange change{numerals.front()};
  const std::size_t end = change.numeral.range.end;
  const std::string behind = trimmed(cell.lower().substr(end), " *_");
  const auto word = std::ranges::find(kWords, std::string_view{behind},
                                      [](const auto& each) { return each.first; });
  const bool number = change.numeral.kind == NumeralKind::kNumber;
  if (word == kWords.end() || (number && change.numeral.unit.empty())) {
    return std::nullopt;
  }
  change.sense = word->second;
  change.numeral.range.end = cell.lower().find(behind, end) + behind.size();
  return change;
}

std::array<double, 3> change_readings(const Numeral& numeral, double value, double base) {
  if (numeral.kind == NumeralKind::kTimes) {
    return {value / base, base / value, value / base};
  }
  if (numeral.kind == NumeralKind::kPercent) {
    const double change = (value / base - 1) * 100;
    if (numeral.signed_up) {
      return {change, change, change};
    }
    return {std::abs(change), std::abs(base / value - 1) * 100, value / base * 100};
  }
  return {value - base, numeral.signed_up ? value - base : base - value, value - base};
}

std::array<double, 3> change_readings(const CellChange& change, double value, double base,
                                      bool of_time) {
  const bool of_worth = change.sense == Sense::kBetter || change.sense == Sense::kWorse;
  const bool better = change.sense == Sense::kBetter;
  const bool up = change.sense == Sense::kMore || (of_worth && better != of_time);
  const double more = up ? value : base;
  const double less = up ? base : value;
  if (change.numeral.kind == NumeralKind::kTimes) {
    return {more / less, more / less, more / less};
  }
  if (change.numeral.kind == NumeralKind::kPercent) {
    const double of_base = (up ? value / base - 1 : 1 - value / base) * 100;
    // "30 % faster" of a time: of the time that it took, or of the rate.
    const double of_rate = of_worth && of_time ? (more / less - 1) * 100 : of_base;
    return {of_base, of_rate, of_base};
  }
  return {more - less, more - less, more - less};
}

}  // namespace chimera::verify
