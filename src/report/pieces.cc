#include "report/pieces.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/check.h"
#include "report/numeral.h"
#include "text/json_write.h"

namespace chimera::report {
namespace {

constexpr std::array<std::string_view, 10> kLevels = {"0.05", "0.01", "0.1",  "95",   "99",
                                                      "90",   "80",   "0.95", "0.99", "0.8"};

std::string shown(double value) {
  const double magnitude = std::abs(value);
  if (magnitude >= 1e6 || std::abs(value - std::round(value)) <= 0) {
    return text::number_text(value);
  }
  return fmt::format("{:.6g}", value);
}

}  // namespace

Piece ordinal(std::size_t number) {
  return {PieceKind::kOrdinal, fmt::format("{}", number), "", "", ""};
}

Piece run_metric(double value, int decimals) {
  CHIMERA_CHECK(std::isfinite(value), "a measurement of the run is no number");
  return {PieceKind::kRunMetric, fmt::format("{:.{}f}", value, decimals), "", "", ""};
}

Piece run_count(std::size_t count) {
  return {PieceKind::kRunMetric, fmt::format("{}", count), "", "", ""};
}

Piece level(std::string text) {
  return {PieceKind::kLevel, std::move(text), "", "", ""};
}

Piece value_of(const Fact& fact, std::string_view part, double value) {
  if (!std::isfinite(value)) {
    return words("n/a");
  }
  return {PieceKind::kValue, shown(value), fact.id, std::string(part), fact.unit};
}

Phrase label(std::string_view text) {
  Phrase phrase;
  std::size_t at = 0;
  for (const FoundNumeral& numeral : find_numerals(text)) {
    const std::string_view spelled = text.substr(numeral.begin, numeral.end - numeral.begin);
    if (std::ranges::find(kLevels, spelled) == kLevels.end()) {
      return {name(std::string(text))};
    }
    phrase.push_back(words(std::string(text.substr(at, numeral.begin - at))));
    phrase.push_back(level(std::string(spelled)));
    at = numeral.end;
  }
  phrase.push_back(words(std::string(text.substr(at))));
  return phrase;
}

void append(Phrase& phrase, const Phrase& more) {
  phrase.insert(phrase.end(), more.begin(), more.end());
}

}  // namespace chimera::report
