#include "verify/memory_said.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "data/unit.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

enum class Part { kCard, kHost };

constexpr std::array<std::string_view, 8> kOfCard = {
    "gpu memory",   "vram",          "video memory", "graphics memory",
    "graphics ram", "device memory", "card memory",  "gpu ram"};
constexpr std::array<std::string_view, 5> kOfHost = {"system memory", "host memory", "main memory",
                                                     "ram", "system ram"};
constexpr std::array<std::string_view, 8> kCards = {"gpu",      "rtx",   "gtx",  "geforce",
                                                    "graphics", "tesla", "card", "radeon"};
constexpr std::array<std::string_view, 11> kMachines = {
    "cpu",    "xeon",    "epyc", "ryzen",       "machine", "system",
    "laptop", "desktop", "host", "workstation", "server"};

constexpr std::array<std::string_view, 4> kTotal = {"total", "capacity", "installed", "size"};

// What a column of memory is of, by the words of its name.
struct MemoryColumn {
  bool memory = false;
  bool card = false;
  bool host = false;
  bool total = false;
  bool unused = false;
  bool bare = false;  ///< "ram_gb": no word for what of it
  bool own = false;   ///< "memory_mb": of a card, a host or a process, it doesn't say
};

MemoryColumn memory_column(std::string_view name) {
  static constexpr std::array<std::string_view, 4> kMemory = {"memory", "mem", "vram", "ram"};
  static constexpr std::array<std::string_view, 4> kCard = {"gpu", "vram", "cuda", "device"};
  static constexpr std::array<std::string_view, 4> kHost = {"system", "host", "ram", "cpu"};
  const auto words = name_words(lowered(name));
  const auto has = [&](auto among) {
    return std::ranges::any_of(words,
                               [&](const std::string& word) { return is_one_of(word, among); });
  };
  const bool unused = std::ranges::find(words, "free") != words.end();
  const bool bare = std::ranges::all_of(words, [&](const std::string& word) {
    return is_one_of(word, kMemory) || is_one_of(word, kCard) || is_one_of(word, kHost) ||
           canonical_unit(word).has_value();
  });
  return {has(kMemory),
          has(kCard),
          has(kHost),
          has(kTotal),
          unused,
          bare,
          bare && !has(kCard) && !has(kHost)};
}

// "16 GB of VRAM", "12 GB VRAM": of which part; plain memory is of what was named last.
std::optional<Part> part_said(std::string_view before, std::string_view behind) {
  static constexpr std::array<std::string_view, 2> kPlain = {"memory", "gpu"};
  constexpr std::string_view kOf = " of ";
  behind.remove_prefix(behind.starts_with(kOf) ? kOf.size() : 1);
  if (starts_with_word(behind, kOfCard)) {
    return Part::kCard;
  }
  if (starts_with_word(behind, kOfHost)) {
    return Part::kHost;
  }
  return !starts_with_word(behind, kPlain) ? std::nullopt
         : has_any(before, kCards)         ? std::optional(Part::kCard)
                                           : std::optional(Part::kHost);
}

// Whether a machine is said to have it.
bool is_had(std::string_view before) {
  static constexpr std::array<std::string_view, 9> kJoints = {
      "with ", "with a ", "and ", ", ", "(", "has ", "had ", "having ", "offers "};
  static constexpr std::array<std::string_view, 14> kTaken = {
      "us*",  "need*", "requir*", "consum*", "occup*",  "peak*",      "reach*",
      "took", "takes", "fit*",    "alloc*",  "exceed*", "footprint*", "save*"};
  return ends_with_any(before, kJoints) && !has_any(before, kTaken) &&
         (has_any(before, kCards) || has_any(before, kMachines));
}

bool notes_installed(const Column& column, Part part) {
  const MemoryColumn of = memory_column(column.name);
  const bool one =
      std::ranges::adjacent_find(column.number, std::ranges::not_equal_to()) == column.number.end();
  const bool of_other = part == Part::kCard ? of.host : of.card;
  return of.memory && !of_other && !of.unused && (of.total || (of.bare && one)) &&
         column.unit.ends_with('B');
}

bool states(const Numeral& stated, double value, std::string_view unit) {
  const auto decimal = conversion_factor(unit, stated.unit);
  const auto binary = binary_factor(unit, stated.unit);
  const auto agrees = [&](const std::optional<double>& factor) {
    return factor && agreement(stated, value * *factor) >= Agreement::kRounded;
  };
  return agrees(decimal) || agrees(binary);
}

}  // namespace

std::vector<const Metric*> memory_said(const Dataset& dataset, std::string_view lower) {
  // "A wider window costs 0.4 GB of VRAM", "during the build": of what is not a machine's alone.
  static constexpr std::array<std::string_view, 6> kOfOther = {
      "of vram", "of gpu memory", "of ram", "of system memory", "of video memory", "during"};
  std::vector<const Metric*> metrics;
  const bool card = has_any(lower, kOfCard);
  if ((!card && !has_any(lower, kOfHost)) || has_any(lower, kOfOther)) {
    return metrics;
  }
  for (const Metric& metric : dataset.metrics()) {
    const MemoryColumn of = memory_column(metric.name);
    const bool meant = of.memory && !of.own && (card ? !of.host : !of.card && of.host) &&
                       metric.unit.ends_with('B') && of.total == has_any(lower, kTotal) &&
                       of.unused == has_phrase(lower, "free");
    if (meant) {
      metrics.push_back(&metric);
    }
  }
  return metrics;
}

std::optional<Judgement> judge_installed_memory(const Dataset& dataset, const Numeral& stated,
                                                std::string_view before, std::string_view behind) {
  const bool bytes = stated.unit.size() == 2 && stated.unit.ends_with('B');
  const auto part = bytes && is_had(before) ? part_said(before, behind) : std::nullopt;
  if (!part) {
    return std::nullopt;
  }
  const Column* noted = nullptr;
  double value = 0;
  for (const Table& table : dataset.observations().tables) {
    for (const Column& column : table.columns) {
      if (column.number.empty() || !notes_installed(column, *part)) {
        continue;
      }
      const auto known = std::ranges::find_if(
          column.number, [](double number) { return std::isfinite(number) && number > 0; });
      if (known == column.number.end()) {
        continue;
      }
      noted = &column;
      value = *known;
      if (states(stated, value, column.unit)) {
        return supported(ClaimType::kConfig,
                         column.name + " is " + value_text(value, column.unit) + ", as stated");
      }
    }
  }
  return noted != nullptr ? contradicted(ClaimType::kConfig, VerdictReason::kWrongValue,
                                         noted->name + " is " + value_text(value, noted->unit))
                          : unsupported(ClaimType::kConfig, VerdictReason::kNoSuchMeasurement,
                                        "how much memory the machine has is not noted");
}

}  // namespace chimera::verify
