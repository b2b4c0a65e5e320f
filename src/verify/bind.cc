#include "verify/bind.h"

#include <algorithm>
#include <array>
#include <utility>

#include "data/unit.h"
#include "verify/memory_said.h"
#include "verify/metric_words.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::array<std::string_view, 16> kWishes = {
    "target",       "targets",     "goal",     "should",    "must",    "requirement",
    "requirements", "require",     "required", "budget",    "ideally", "recommend*",
    "aim",          "expected to", "would be", "hypothesi*"};

// What prose calls how busy a part is, whatever its column calls that.
constexpr std::array<std::string_view, 7> kBusy = {"load", "utilization", "utilisation", "usage",
                                                   "util", "percent",     "busy"};

bool says_busy(const std::string& word) {
  return word != "load" && is_one_of(word, kBusy);
}

// "cpu_pct": its unit alone says that it is a load.
bool is_load_of_part(const Metric& metric) {
  static constexpr std::array<std::string_view, 4> kParts = {"cpu", "gpu", "ram", "mem"};
  return metric.core.size() == 1 && metric.unit == "%" && is_one_of(metric.core.front(), kParts);
}

// "Top-1" of top1, "ROUGE-2" of rouge2.
bool covers_hyphened(std::string_view text, const std::string& word) {
  const std::size_t digit = word.find_first_of("0123456789");
  return digit != 0 && digit != std::string::npos &&
         has_phrase(text, word.substr(0, digit) + "-" + word.substr(digit));
}

bool covers(std::string_view text, const std::string& word) {
  if (says_busy(word) && has_any(text, kBusy)) {
    return true;
  }
  if (has_phrase(text, word) || has_phrase(text, word + "s") || covers_hyphened(text, word)) {
    return true;
  }
  if (word == "second" && (has_phrase(text, "/s") || has_phrase(text, "/sec"))) {
    return true;  // "samples/s" of samples_per_second
  }
  for (const auto& [brief, full] : kLongWords) {
    if ((brief == word && has_phrase(text, full)) || (full == word && has_phrase(text, brief))) {
      return true;
    }
  }
  return word.size() > 4 && word.ends_with('s') &&
         has_phrase(text, word.substr(0, word.size() - 1));
}

bool is_weak(const std::string& word) {
  return std::find(kWeak.begin(), kWeak.end(), word) != kWeak.end();
}

bool is_latency(const Metric& metric) {
  if (!is_time(metric)) {
    return false;
  }
  if (metric.definition != nullptr) {
    return metric.definition->family == "ttft" || metric.definition->family == "e2e_latency" ||
           metric.definition->family == "tpot" || metric.definition->family == "itl";
  }
  return std::all_of(metric.core.begin(), metric.core.end(), [](const std::string& word) {
    return word == "time" || word == "latency" || word == "execution" || word == "run" ||
           word == "inference" || word == "generation" || word == "before" || word == "after" ||
           word == "metrics" || word == "timing";
  });
}

// "total_time_s" as prose spells it, "total time"; "" of one word, or of words that name others,
// too.
std::string spoken_name(std::string_view name) {
  const std::vector<std::string> words = name_words(name);
  std::string spoken;
  std::size_t count = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i + 1 == words.size() && i > 0 && canonical_unit(words[i])) {
      break;
    }
    spoken.append(spoken.empty() ? "" : " ").append(words[i]);
    ++count;
  }
  const bool statistic = count > 0 && !statistic_word(words.front()).empty();
  return statistic && words.front() == "total" && count > 1 ? spoken : std::string();
}

// Of "timing.latency_percentiles.p99" the longest end of whole keys that the text spells; the name
// itself where it spells none.
std::string_view spelled_path(std::string_view text, std::string_view name) {
  std::string_view end = name;
  for (std::size_t dot = 0; dot != std::string_view::npos; dot = end.find('.')) {
    end.remove_prefix(dot == 0 ? 0 : dot + 1);
    if (end.find('.') == std::string_view::npos) {
      break;
    }
    if (has_phrase(text, end)) {
      return end;
    }
  }
  return name;
}

// "GenRate", "firstTokenMs": no word of a language, as one with "_" in it is none.
bool has_inner_capital(std::string_view name) {
  const auto begins = [](char a, char b) { return a >= 'a' && a <= 'z' && b >= 'A' && b <= 'Z'; };
  return std::ranges::adjacent_find(name, begins) != name.end();
}

// Those with the longest names that are spelled; what is a setting in other tables, which a
// sentence rather varies than measures, only where nothing else is.
BoundMetrics spelled_metrics(const Dataset& dataset, std::string_view lower) {
  struct Spelled {
    BoundMetrics bound;
    std::size_t longest = 0;
  };

  Spelled measured;
  Spelled set;
  for (const Metric& metric : dataset.metrics()) {
    const std::string& name = metric.lower;
    auto& [bound, longest] = dataset.factors().contains(name) ? set : measured;
    std::string_view last = name;
    last.remove_prefix(name.rfind('.') + 1);
    const std::string spoken = spoken_name(last);
    if (!spoken.empty() && spoken.size() > longest && has_phrase(lower, spoken)) {
      longest = spoken.size();
      bound.metrics = {&metric};
      bound.reason = "'" + spoken + "' is its name";
      continue;
    }
    if (lower.find(last) == std::string_view::npos || is_number(last)) {
      continue;  // each form below holds it; a key that is a number names no metric
    }
    const bool signs = name.find_first_of("_.") != std::string::npos;
    const std::string_view own_last =
        std::string_view{metric.name}.substr(name.size() - last.size());
    std::string_view used;
    for (const std::string_view candidate : {spelled_path(lower, name), last}) {
      const bool is_key = candidate.find('_') != std::string_view::npos ||
                          candidate.find('.') != std::string_view::npos ||
                          candidate.find(' ') != std::string_view::npos ||
                          has_inner_capital(own_last);
      if (used.empty() && is_key &&
          (has_phrase(lower, candidate) || has_phrase(lower, "csv_" + std::string(candidate)) ||
           has_phrase(lower, "json_" + std::string(candidate)))) {
        used = candidate;
      }
    }
    if (used.empty() && !signs &&
        (has_phrase(lower, "csv_" + name) || has_phrase(lower, "json_" + name))) {
      used = name;
    }
    if (used.empty() || used.size() < longest) {
      continue;
    }
    if (used.size() > longest) {
      longest = used.size();
      bound.metrics.clear();
    }
    bound.metrics.push_back(&metric);
    bound.reason = "'" + std::string(used) + "' is spelled so in the data";
  }
  BoundMetrics& found = measured.bound.empty() ? set.bound : measured.bound;
  found.rank = found.empty() ? MetricRank::kNone : MetricRank::kSpelled;
  return std::move(found);
}

// What a request's time is made of.
bool is_part(std::string_view family) {
  return family == "load" || family == "eval" || family == "prompt_eval";
}

// A column belongs to a family by its definition, or by the first words of its name.
bool is_of_family(const Metric& metric, std::string_view family) {
  if (metric.definition != nullptr) {
    return metric.definition->family == family ||
           (is_part(family) && metric.definition->family == std::string(family) + "_time");
  }
  if (family == "throughput" && metric.unit == "tok/s" && metric.statistic != "std") {
    return true;
  }
  if (family == "prompt_eval") {
    return is_time(metric) && metric.core.size() >= 2 && metric.core[0] == "prompt" &&
           metric.core[1] == "eval";
  }
  if (family == "throughput" || family == "tokens") {
    return false;
  }
  // "build.time_s": what an engine's build took.
  const bool builds = family == "compile" && !metric.core.empty() &&
                      (metric.core.front() == "build" || metric.core.front() == "compilation");
  return !metric.core.empty() && (builds || metric.core.front() == family) && is_time(metric);
}

// "samples_per_second", "images/s".
bool is_rate(const Metric& metric) {
  return metric.unit.ends_with("/s") ? metric.unit.find('B') == std::string::npos
                                     : metric.lower.find("_per_s") != std::string::npos;
}

// "total_s", "elapsed_ms", "wall_time_s".
bool is_whole_time(const Metric& metric) {
  static constexpr std::array<std::string_view, 5> kWhole = {"total", "elapsed", "wall", "time",
                                                             "request"};
  return is_time(metric) && metric.definition == nullptr &&
         std::all_of(metric.core.begin(), metric.core.end(), [](const std::string& word) {
           return std::find(kWhole.begin(), kWhole.end(), word) != kWhole.end();
         });
}

// The longest phrase in the text that names a family of metrics; empty for none.
Synonym family_in(std::string_view lower) {
  Synonym found;
  const auto consider = [&](std::string_view words, std::string_view of) {
    if (words.size() > found.phrase.size() && has_phrase(lower, words)) {
      found = {words, of};
    }
  };
  for (const Synonym& synonym : kSynonyms) {
    consider(synonym.phrase, synonym.family);
  }
  for (const Definition& definition : definitions()) {
    consider(definition.phrase, definition.family);
  }
  return found;
}

// "The prompt was evaluated at 200 tok/s" is no rate of generation where both were measured.
std::string_view of_which_phase(const Dataset& dataset, std::string_view family,
                                std::string_view lower) {
  const auto says = [&](std::string_view phrase) { return has_phrase(lower, phrase); };
  const auto has = [&](std::string_view of) {
    return std::any_of(dataset.metrics().begin(), dataset.metrics().end(),
                       [&](const Metric& metric) { return is_of_family(metric, of); });
  };
  const bool of_prompt = family == "throughput" &&
                         std::any_of(kOfPrompts.begin(), kOfPrompts.end(), says) &&
                         std::none_of(kOfGeneration.begin(), kOfGeneration.end(), says);
  return of_prompt && has("prompt_throughput") ? "prompt_throughput" : family;
}

// "CPU load" is how busy it is, and no load of a model.
std::string without_part_loads(std::string lower) {
  constexpr std::string_view kLoad = "pu load";
  for (std::size_t at = lower.find(kLoad); at != std::string::npos; at = lower.find(kLoad, at)) {
    lower.replace(at, kLoad.size(), kLoad.size(), ' ');
  }
  return lower;
}

BoundMetrics defined_metrics(const Dataset& dataset, std::string_view lower) {
  BoundMetrics bound;
  const auto [phrase, named] = family_in(without_part_loads(std::string(lower)));
  if (phrase.empty()) {
    return bound;
  }
  const std::string_view family = of_which_phase(dataset, named, lower);
  for (const Metric& metric : dataset.metrics()) {
    if (is_of_family(metric, family)) {
      bound.metrics.push_back(&metric);
    }
  }
  const bool none_called = bound.metrics.empty();
  const bool takes = phrase.ends_with(" took") || phrase.ends_with(" takes");
  // Where no column is called so, a request's whole time may be one that is a total alone.
  for (const Metric& metric : dataset.metrics()) {
    if (takes && none_called && is_whole_time(metric)) {
      bound.metrics.push_back(&metric);
    }
  }
  // Where none has tokens, any other rate is a throughput.
  const bool none = bound.metrics.empty();
  for (const Metric& metric : dataset.metrics()) {
    if (family == "throughput" && none && is_rate(metric)) {
      bound.metrics.push_back(&metric);
    }
  }
  if (!bound.metrics.empty()) {
    bound.rank = MetricRank::kDefinition;
    bound.reason = "'" + std::string(phrase) + "' names " + std::string(family);
    bound.by_unit = canonical_unit(phrase).has_value();
  }
  return bound;
}

// "Sample deviations and n", "left out": letters and small words say too little.
bool is_little(const Metric& metric, std::string_view lower) {
  static constexpr std::array<std::string_view, 5> kSmall = {"out", "in", "of", "on", "off"};
  return std::ranges::all_of(
             metric.core,
             [](std::string_view word) { return word.size() == 1 || is_one_of(word, kSmall); }) &&
         (metric.lower.size() == 1 || !has_phrase(lower, metric.lower));
}

// Those of fewer than `fewer` words in their names, the most of those; of one word only where none
// has more.
BoundMetrics shorter_names(const Dataset& dataset, std::string_view lower, std::size_t fewer) {
  BoundMetrics bound;
  std::size_t most = 0;
  for (const Metric& metric : dataset.metrics()) {
    // What other tables set ("clients") is a setting, also where a file notes it as a number.
    const bool weak = is_little(metric, lower) ||
                      (metric.core.size() == 1 && is_weak(metric.core.front())) ||
                      (is_load_of_part(metric) && !has_any(lower, kBusy)) ||
                      dataset.factors().contains(metric.lower);
    if (metric.core.empty() || weak || metric.core.size() >= fewer ||
        !std::all_of(metric.core.begin(), metric.core.end(),
                     [&](const std::string& word) { return covers(lower, word); })) {
      continue;
    }
    if (metric.core.size() > most) {
      most = metric.core.size();
      bound.metrics.clear();
      bound.reason = "'" + metric.core.front() + "' is a word of its name";
    }
    if (metric.core.size() == most) {
      bound.metrics.push_back(&metric);
    }
  }
  bound.rank = bound.metrics.empty() ? MetricRank::kNone : MetricRank::kWords;
  return bound;
}

BoundMetrics worded_metrics(const Dataset& dataset, std::string_view lower) {
  return shorter_names(dataset, lower, std::string_view::npos);
}

BoundMetrics memory_metrics(const Dataset& dataset, std::string_view lower) {
  BoundMetrics bound;
  bound.metrics = memory_said(dataset, lower);
  bound.reason = "'memory' is a word of its name";
  bound.rank = bound.metrics.empty() ? MetricRank::kNone : MetricRank::kGeneral;
  return bound;
}

BoundMetrics general_metrics(const Dataset& dataset, std::string_view lower) {
  BoundMetrics bound;
  if (names_unmeasured(dataset, lower)) {
    return bound;
  }
  static constexpr std::array<std::string_view, 9> kTimes = {
      "latency",   "latencies", "execution time", "run time",      "runtime",
      "mean time", "more time", "less time",      "inference time"};
  if (has_any(lower, kTimes)) {
    for (const Metric& metric : dataset.metrics()) {
      if (is_latency(metric)) {
        bound.metrics.push_back(&metric);
      }
    }
    bound.reason = "'latency' may be any measured time";
  }
  bound.rank = bound.metrics.empty() ? MetricRank::kNone : MetricRank::kGeneral;
  return bound;
}

}  // namespace

bool names_unmeasured(const Dataset& dataset, std::string_view lower) {
  static constexpr std::array<std::string_view, 6> kParts = {"ttft", "tpot", "itl",
                                                             "load", "eval", "prompt_eval"};
  const std::string_view family = family_in(lower).family;
  return std::find(kParts.begin(), kParts.end(), family) != kParts.end() &&
         std::none_of(dataset.metrics().begin(), dataset.metrics().end(),
                      [&](const Metric& metric) { return is_of_family(metric, family); });
}

bool names_sensor(const Dataset& dataset, std::string_view lower, Range part) {
  constexpr std::size_t kWordsBehind = 3;
  const std::string_view name = lower.substr(part.begin, part.end - part.begin);
  std::string_view behind = lower.substr(part.end);
  const auto words = words_of(behind);
  behind =
      behind.substr(0, words.size() > kWordsBehind ? words[kWordsBehind - 1].end : behind.size());
  behind = behind.substr(0, behind.find_first_of(",.;:()"));
  return std::any_of(dataset.metrics().begin(), dataset.metrics().end(), [&](const Metric& metric) {
    std::size_t others = 0;
    for (const std::string& word : metric.core) {
      if (word != name && !covers(behind, word)) {
        return false;
      }
      others += word == name ? 0U : 1U;
    }
    return others + 1 == metric.core.size() &&
           (others > 0 || (is_load_of_part(metric) && has_any(behind, kBusy)));
  });
}

std::vector<BoundMetrics> all_bindings(const Dataset& dataset, std::string_view lower) {
  static constexpr std::array kBinders = {&spelled_metrics, &defined_metrics, &worded_metrics,
                                          &memory_metrics, &general_metrics};
  std::vector<BoundMetrics> bindings;
  std::string spaced;
  if (lower.find('@') != std::string_view::npos) {  // "recall@20" of recall_at_20
    spaced = with_signs_spelled(lower);
    lower = spaced;
  }
  for (const auto bind : kBinders) {
    BoundMetrics bound = bind(dataset, lower);
    // "Mean TTFT (ms)", which one table's column is called, is what others call mean_ttft_ms.
    if (bound.rank == MetricRank::kSpelled &&
        std::ranges::all_of(bound.metrics, [](const Metric* metric) {
          return metric->lower.find(' ') != std::string::npos && metric->definition != nullptr;
        })) {
      const Definition* const definition = bound.metrics.front()->definition;
      BoundMetrics defined = defined_metrics(dataset, lower);
      std::erase_if(defined.metrics, [&](const Metric* metric) {
        return metric->definition == nullptr || metric->definition->family != definition->family;
      });
      for (const Metric* const metric : defined.metrics) {
        if (std::ranges::find(bound.metrics, metric) == bound.metrics.end()) {
          bound.metrics.push_back(metric);
        }
      }
    }
    const std::size_t words =
        bound.rank == MetricRank::kWords ? bound.metrics.front()->core.size() : 0;
    if (!bound.empty()) {
      bindings.push_back(std::move(bound));
    }
    // "Output throughput, in tokens": the longer name may be another tool's.
    if (words > 2) {
      if (BoundMetrics shorter = shorter_names(dataset, lower, words);
          !shorter.empty() && shorter.metrics.front()->core.size() > 1) {
        bindings.push_back(std::move(shorter));
      }
    }
  }
  return bindings;
}

BoundMetrics bind_metrics(const Dataset& dataset, std::string_view lower) {
  auto bindings = all_bindings(dataset, lower);
  return bindings.empty() ? BoundMetrics{} : std::move(bindings.front());
}

BoundMetrics scores_by_first_word(const Dataset& dataset, std::string_view lower) {
  static constexpr std::array<std::string_view, 16> kTellsLittle = {
      "model", "total", "number", "request", "token",  "tokens", "input",   "output",
      "batch", "count", "prompt", "memory",  "system", "error",  "success", "failed"};
  constexpr std::size_t kShortest = 5;
  BoundMetrics bound;
  for (const Metric& metric : dataset.metrics()) {
    const bool score = metric.core.size() > 1 && (metric.unit.empty() || metric.unit == "%") &&
                       !dataset.factors().contains(metric.lower);
    if (score && metric.core.front().size() >= kShortest &&
        !is_one_of(metric.core.front(), kTellsLittle) && covers(lower, metric.core.front())) {
      bound.metrics.push_back(&metric);
    }
  }
  const bool several = std::any_of(
      bound.metrics.begin(), bound.metrics.end(),
      [&](const Metric* metric) { return metric->core != bound.metrics.front()->core; });
  if (several) {
    return {};
  }
  bound.rank = bound.metrics.empty() ? MetricRank::kNone : MetricRank::kWords;
  bound.reason = "the first word of its name";
  return bound;
}

BoundMetrics bind_weakly(const Dataset& dataset, std::string_view lower) {
  BoundMetrics bound;
  for (const Metric& metric : dataset.metrics()) {
    const std::string& last = metric.core.empty() ? metric.name : metric.core.back();
    const bool of_model = metric.core.size() == 2 && metric.core.front() == "model";
    if ((metric.core.size() == 1 || of_model) && is_weak(last) && last != "model" &&
        covers(lower, last)) {
      bound.metrics.push_back(&metric);
    }
  }
  bound.rank = bound.metrics.empty() ? MetricRank::kNone : MetricRank::kWords;
  bound.reason = bound.metrics.empty() ? "" : "a word beside it is its name";
  return bound;
}

bool is_wish(std::string_view lower) {
  return has_any(lower, kWishes);
}

}  // namespace chimera::verify
