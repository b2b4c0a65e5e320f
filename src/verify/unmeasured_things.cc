#include "verify/unmeasured_things.h"

#include <algorithm>
#include <array>
#include <span>

#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::array<std::string_view, 81> kQuantities = {"numerical error*",
                                                          "precision loss",
                                                          "queue*",
                                                          "wall socket",
                                                          "wall-socket",
                                                          "at the wall",
                                                          "machine room",
                                                          "server room",
                                                          "room temperature",
                                                          "accuracy loss",
                                                          "accuracy drop",
                                                          "loss of accuracy",
                                                          "parallel efficiency",
                                                          "scaling efficiency",
                                                          "per gb",
                                                          "per gib",
                                                          "calibrat*",
                                                          "quality",
                                                          "energy",
                                                          "joule*",
                                                          "watt-hour*",
                                                          "kwh",
                                                          "cost",
                                                          "costs",
                                                          "price*",
                                                          "cheaper",
                                                          "usd",
                                                          "euro*",
                                                          "dollar*",
                                                          "carbon",
                                                          "co2",
                                                          "emission*",
                                                          "bandwidth",
                                                          "satisfaction",
                                                          "hallucinat*",
                                                          "factual*",
                                                          "helpful*",
                                                          "coheren*",
                                                          "fluen*",
                                                          "polite*",
                                                          "kappa",
                                                          "inter-rater",
                                                          "rating*",
                                                          "fan noise",
                                                          "acoustic noise",
                                                          "hit rate",
                                                          "uptime",
                                                          "downtime",
                                                          "availability",
                                                          "memory traffic",
                                                          "user rating*",
                                                          "rated",
                                                          "reviewer*",
                                                          "satisfied",
                                                          "per watt",
                                                          "per joule",
                                                          "per dollar",
                                                          "network latency",
                                                          "fan*",
                                                          "wind",
                                                          "rain",
                                                          "inlet",
                                                          "jitter",
                                                          "eur",
                                                          "instruction-following",
                                                          "rack",
                                                          "humidity",
                                                          "imputed",
                                                          "creativ*",
                                                          "robustness",
                                                          "retention",
                                                          "churn",
                                                          "relevance",
                                                          "fidelity",
                                                          "lifetime",
                                                          "usability",
                                                          "bill",
                                                          "junction",
                                                          "hotspot",
                                                          "hot spot",
                                                          "vrm"};
constexpr std::array<std::string_view, 47> kMatters = {"prefix cach*",
                                                       "chunked prefill",
                                                       "kv cache",
                                                       "kv-cache",
                                                       "cache occupancy",
                                                       "cuda graph*",
                                                       "graph capture",
                                                       "reboot*",
                                                       "watchdog",
                                                       "governor",
                                                       "second host",
                                                       "second machine",
                                                       "other machine",
                                                       "power cap",
                                                       "nfs",
                                                       "blind read",
                                                       "epoch*",
                                                       "blind test*",
                                                       "power supply",
                                                       "user*",
                                                       "customer*",
                                                       "player*",
                                                       "engineer*",
                                                       "tester*",
                                                       "rater*",
                                                       "traffic",
                                                       "production",
                                                       "driver*",
                                                       "bios",
                                                       "firmware",
                                                       "compiler*",
                                                       "ambient",
                                                       "fragmentation",
                                                       "battery",
                                                       "mains power",
                                                       "concurrent",
                                                       "monthly",
                                                       "background job*",
                                                       "throttl*",
                                                       "preferred",
                                                       "invoice*",
                                                       "deployment time",
                                                       "chassis",
                                                       "virus scanner",
                                                       "garbage collect*",
                                                       "speculative decoding",
                                                       "flash attention"};

bool holds(std::string_view name, std::string_view stem) {
  std::string spoken = lowered(name);
  std::replace(spoken.begin(), spoken.end(), '_', ' ');
  return spoken.find(stem) != std::string::npos;
}

// Whether anything that was measured or varied is called by the word.
bool is_recorded(const Dataset& dataset, std::string_view stem) {
  const auto of_metric = [stem](const Metric& metric) { return holds(metric.name, stem); };
  const auto of_factor = [stem](const auto& factor) {
    return holds(factor.first, stem) ||
           std::any_of(factor.second.begin(), factor.second.end(),
                       [stem](const std::string& level) { return holds(level, stem); });
  };
  // "Failed during calibration", as the reasons say.
  const std::string said = std::string(stem).append("*");
  const bool reason = std::ranges::any_of(dataset.observations().tables, [&](const Table& table) {
    return std::ranges::any_of(
        table.reasons, [&](const std::string& each) { return has_phrase(lowered(each), said); });
  });
  return reason || std::any_of(dataset.metrics().begin(), dataset.metrics().end(), of_metric) ||
         std::any_of(dataset.factors().begin(), dataset.factors().end(), of_factor);
}

// "At the price of 40 s", "costs about 3 %", "costs the server 3 %": of no money.
bool is_figure_of_speech(std::string_view lower, std::size_t at) {
  static constexpr std::array<std::string_view, 2> kMoney = {"cost", "price"};
  static constexpr std::array<std::string_view, 16> kAmounts = {
      "a",      "an",   "about", "around", "roughly", "only",  "up",      "nearly",
      "almost", "some", "the",   "more",   "over",    "under", "between", "at"};
  const std::vector<Range> words = words_of(lower.substr(at));
  const auto word = [&](std::size_t i) {
    return i < words.size() ? lower.substr(at + words[i].begin, words[i].end - words[i].begin)
                            : std::string_view();
  };
  const auto is_amount = [](std::string_view each) {
    return is_one_of(each, kAmounts) || (!each.empty() && is_digit(each.front()));
  };
  if (lower.substr(0, at).ends_with("at the ")) {
    return is_one_of(word(0), kMoney) && word(1) == "of";
  }
  return (word(0) == "costs" || word(0) == "cost") && (is_amount(word(1)) || is_amount(word(2)));
}

std::string_view first_unrecorded(const Dataset& dataset, std::string_view lower,
                                  std::span<const std::string_view> words) {
  const auto found = std::find_if(words.begin(), words.end(), [&](std::string_view word) {
    std::string_view stem = word.substr(0, word.find('*'));
    stem.remove_suffix(stem.size() > 4 && stem.ends_with('s') ? 1 : 0);
    const std::size_t at = find_phrase(lower, word);
    // "Flash attention" of flash_attn, or of fa; "chunked prefill" of chunked.
    const std::string_view first = stem.substr(0, stem.find(' '));
    const bool shortened =
        (first == "flash" || first == "chunked" || first == "prefix" || first == "accuracy") &&
        (is_recorded(dataset, first) || (first == "flash" && dataset.factors().contains("fa")));
    const bool kv = first.starts_with("kv") &&
                    (is_recorded(dataset, "type k") || is_recorded(dataset, "cache type") ||
                     is_recorded(dataset, "kvbits") || is_recorded(dataset, "kv"));
    return at != std::string_view::npos && !kv && !is_figure_of_speech(lower, at) && !shortened &&
           !is_recorded(dataset, stem);
  });
  return found == words.end() ? std::string_view() : found->substr(0, found->find('*'));
}

}  // namespace

std::string_view unmeasured_quantity(const Dataset& dataset, std::string_view lower) {
  // "Data quality: no failed runs": how good the files are, they show themselves.
  static constexpr std::array<std::string_view, 6> kOfData = {
      "data quality",         "quality of ingestion", "ingestion quality",
      "quality of the data*", "quality notes",        "quality control"};
  if (has_any(lower, kOfData)) {
    return {};
  }
  return first_unrecorded(dataset, lower, kQuantities);
}

std::string_view unmeasured_matter(const Dataset& dataset, std::string_view lower) {
  const std::string_view quantity = unmeasured_quantity(dataset, lower);
  return quantity.empty() ? first_unrecorded(dataset, lower, kMatters) : quantity;
}

std::string_view unmeasured_subject(const Dataset& dataset, std::string_view lower) {
  constexpr std::size_t kSubject = 24;  ///< bytes
  static constexpr std::array<std::string_view, 4> kLoad = {"lone user", "single user", "one user",
                                                            "per user"};  // a load of one
  if (has_any(lower, kLoad)) {
    return {};
  }
  return first_unrecorded(dataset, lower.substr(0, kSubject), kMatters);
}

bool records_price(const Dataset& dataset, std::string_view currency) {
  const std::array<std::string_view, 4> names = {"usd", "cost", "price", currency};
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view name) { return is_recorded(dataset, name); });
}

std::string_view unmeasured_unit(const Dataset& dataset, std::string_view behind) {
  static constexpr std::array<std::string_view, 9> kEnergy = {
      " j", " mj", " kj", " wh", " kwh", " mwh", " joule", " joules", " watt-hours"};
  static constexpr std::array<std::string_view, 8> kMoney = {
      " usd", " eur", " euro", " euros", " dollar", " dollars", " cents", " €"};
  const auto recorded = [&](std::string_view stem) { return is_recorded(dataset, stem); };
  if (starts_with_word(behind, kEnergy) && !recorded("energy") && !recorded("joule") &&
      !recorded("_j")) {
    return "energy";
  }
  return starts_with_word(behind, kMoney) && !records_price(dataset, "eur") ? "price" : "";
}

}  // namespace chimera::verify
