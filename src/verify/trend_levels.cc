#include "verify/trend_levels.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "verify/paired_signs.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::string_view kModelColumn = "model";

// "q4" of "q4_K_M", "int8", "bf16": by how many bits a weight has.
std::optional<double> bits_of_word(std::string_view word) {
  static constexpr std::array<std::string_view, 7> kKinds = {"q", "iq", "int", "fp",
                                                             "f", "bf", "w"};
  static constexpr std::array<std::string_view, 2> kBits = {"bit", "bits"};
  const std::size_t digits = std::min(word.find_first_of("0123456789"), word.size());
  int bits = 0;
  const char* const end = word.data() + word.size();
  const auto read = std::from_chars(word.data() + digits, end, bits);
  constexpr int kMost = 32;
  if (read.ec != std::errc() || bits < 2 || bits > kMost) {
    return std::nullopt;
  }
  const std::string_view behind{read.ptr, static_cast<std::size_t>(end - read.ptr)};
  const bool of_kind = behind.empty() && is_one_of(word.substr(0, digits), kKinds);
  const bool spelled = digits == 0 && is_one_of(behind, kBits);
  return of_kind || spelled ? std::optional<double>(bits) : std::nullopt;
}

std::optional<double> bits_of(std::string_view level) {
  for (const std::string& word : name_words(lowered(level))) {
    if (const auto bits = bits_of_word(word)) {
      return bits;
    }
  }
  return std::nullopt;
}

std::optional<double> place_of(std::string_view level, LevelOrder order) {
  if (order == LevelOrder::kNumber) {
    return number_of_level(level);
  }
  if (order == LevelOrder::kBits) {
    return bits_of(level);
  }
  const double size = size_of(lowered(level));
  return size > 0 ? std::optional(size) : std::nullopt;
}

// Models are no factor of the dataset's.
std::vector<std::string> levels_of(const Dataset& dataset, const std::string& column,
                                   LevelOrder order) {
  if (order == LevelOrder::kModelSize) {
    return column == kModelColumn ? dataset.models() : std::vector<std::string>();
  }
  const auto factor = dataset.factors().find(column);
  return factor == dataset.factors().end() ? std::vector<std::string>() : factor->second;
}

}  // namespace

std::optional<double> number_of_level(std::string_view level) {
  static constexpr std::array<std::string_view, 5> kOn = {"true", "on", "yes", "enabled", "1"};
  static constexpr std::array<std::string_view, 5> kOff = {"false", "off", "no", "disabled", "0"};
  const std::string lower = lowered(level);
  if (std::find(kOn.begin(), kOn.end(), lower) != kOn.end()) {
    return 1;
  }
  if (std::find(kOff.begin(), kOff.end(), lower) != kOff.end()) {
    return 0;
  }
  double value = 0;
  const char* const end = level.data() + level.size();
  const auto read = std::from_chars(level.data(), end, value);
  return read.ec == std::errc() && read.ptr == end ? std::optional(value) : std::nullopt;
}

std::map<double, std::vector<std::string>> ordered_levels(const Dataset& dataset,
                                                          const std::string& column,
                                                          LevelOrder order) {
  std::map<double, std::vector<std::string>> places;
  for (const std::string& level : levels_of(dataset, column, order)) {
    if (const auto place = place_of(level, order)) {
      places[*place].push_back(level);
    }
  }
  return places;
}

std::vector<std::string> factors_along(const Dataset& dataset, LevelOrder order) {
  if (order == LevelOrder::kModelSize) {
    const std::string column(kModelColumn);
    return ordered_levels(dataset, column, order).size() > 1 ? std::vector<std::string>{column}
                                                             : std::vector<std::string>();
  }
  std::vector<std::string> whole;
  std::vector<std::string> part;
  for (const auto& [column, levels] : dataset.factors()) {
    if (ordered_levels(dataset, column, order).size() < 2) {
      continue;
    }
    const bool all = std::ranges::all_of(
        levels, [&](const std::string& level) { return place_of(level, order).has_value(); });
    (all ? whole : part).push_back(column);
  }
  whole.insert(whole.end(), part.begin(), part.end());
  return whole;
}

std::optional<Driver> driver_by_size(const Dataset& dataset, std::string_view words) {
  static constexpr std::array<std::string_view, 18> kSizes = {
      "model size*",           "size of the model*",  "parameter count*", "number of parameters",
      "model shrinks",         "models shrink",       "model gets",       "models get",
      "model becomes",         "models become",       "model grows",      "models grow",
      "size increases",        "size decreases",      "model scale",      "the larger the model",
      "the smaller the model", "the bigger the model"};
  static constexpr std::array<std::string_view, 14> kBits = {"bit width*",
                                                             "bit-width*",
                                                             "bitwidth*",
                                                             "bits per weight",
                                                             "bit depth",
                                                             "bit rate",
                                                             "bits",
                                                             "weight precision",
                                                             "higher precision",
                                                             "lower precision",
                                                             "higher-precision",
                                                             "lower-precision",
                                                             "lower-bit",
                                                             "higher-bit"};
  static constexpr std::array<std::string_view, 11> kLess = {
      "shrink*",  "smaller", "fewer", "decreas*",        "lower",    "reduced",
      "narrower", "drops",   "falls", "lower-precision", "lower-bit"};
  const bool of_bits = has_any(words, kBits);
  if (!of_bits && !has_any(words, kSizes)) {
    return std::nullopt;
  }
  const LevelOrder order = of_bits ? LevelOrder::kBits : LevelOrder::kModelSize;
  auto columns = factors_along(dataset, order);
  return columns.empty() ? std::nullopt
                         : std::optional(Driver{std::move(columns), has_any(words, kLess), order});
}

bool says_offloading(std::string_view words) {
  static constexpr std::array<std::string_view, 4> kMoved = {"move", "moved", "offloaded",
                                                             "are put"};
  return has_phrase(words, "layers") && has_any(words, kMoved);
}

bool says_adding(std::string_view before) {
  static constexpr std::array<std::string_view, 6> kAdded = {
      "are added", "is added", "is raised", "are raised", "is increased", "are increased"};
  const std::string_view said = without_joint(before);
  return (said.starts_with("as ") || said.starts_with("when ")) && has_any(said, kAdded);
}

}  // namespace chimera::verify
