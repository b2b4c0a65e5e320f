// Names that folders and files give: products, kinds of experiments, machines, the runs in their
// order.
#include <algorithm>
#include <array>
#include <iterator>
#include <limits>
#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "text/number.h"
#include "verify/factor_words.h"
#include "verify/name_index.h"
#include "verify/sample.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// Kinds of experiments by which files are called.
constexpr std::array<std::string_view, 13> kExperiments = {
    "reference", "baseline", "sweep",  "suite", "comparison", "tuning",     "ablation",
    "scaling",   "stress",   "warmup", "soak",  "grid",       "calibration"};

// "Replicate 2", "the second replicate" of baseline_r2/, rep2.csv: how it goes, and the word of the
// path. Of one alone nothing else would be the first.
std::vector<std::pair<std::string, std::string>> replicates_in(const Dataset& dataset) {
  static constexpr std::array<std::string_view, 6> kPrefixes = {"r",         "rep",    "run",
                                                                "replicate", "repeat", "trial"};
  static constexpr std::array<std::string_view, 3> kSpoken = {"replicate ", "repetition ", "rep "};
  static constexpr std::array<std::string_view, 3> kOrdinals = {"first ", "second ", "third "};
  std::map<std::string_view, std::set<std::string>> numbers;
  for (const FileEntry& file : dataset.files()) {
    for (const std::string& word : name_words(file.folder + file.stem)) {
      const std::size_t digits = std::min(word.find_first_of("0123456789"), word.size());
      const auto* const prefix =
          std::ranges::find(kPrefixes, std::string_view{word}.substr(0, digits));
      const std::string number = word.substr(digits);
      if (prefix != kPrefixes.end() && number.size() == 1 && is_number(number)) {
        numbers[*prefix].insert(number);
      }
    }
  }
  std::vector<std::pair<std::string, std::string>> names;
  for (const auto& [prefix, of_it] : numbers) {
    if (of_it.size() < 2) {
      continue;
    }
    for (const std::string& number : of_it) {
      const std::string word = std::string(prefix).append(number);
      for (const std::string_view spoken : kSpoken) {
        names.emplace_back(std::string(spoken).append(number), word);
      }
      const auto place = static_cast<std::size_t>(number.front() - '1');
      if (place < kOrdinals.size()) {
        names.emplace_back(std::string(kOrdinals.at(place)).append("replicate"), word);
      }
    }
  }
  return names;
}

}  // namespace

// Words of folders and files that tell some from others and look like names: "h100", "vllm".
void NameIndex::add_paths() {
  // What a program ran in.
  static constexpr std::array<std::string_view, 7> kPlaces = {
      "docker", "podman", "wsl", "rocm", "container", "native", "aborted"};
  std::map<std::string, std::size_t> often;
  std::size_t files = 0;
  for (const FileEntry& file : dataset_.files()) {
    if (!file.has_data()) {
      continue;
    }
    ++files;
    const auto words = name_words(file.folder + file.stem);
    for (const std::string& word : std::set<std::string>(words.begin(), words.end())) {
      const bool letters = word.find_first_of("abcdefghijklmnopqrstuvwxyz") != std::string::npos;
      if (word.size() > 2 && letters &&
          (has_digit(word) || is_one_of(word, kProducts) || is_one_of(word, kPlaces))) {
        ++often[word];
      }
    }
  }
  // Engines whose names are two words.
  std::ptrdiff_t products = 0;
  for (const std::string_view name : {"llama-server", "llama-cpp", "tensorrt-llm"}) {
    const std::size_t named = dataset_.files_named(name);
    const bool tells = named > 0 && named < dataset_.files().size();
    products += tells ? 1 : 0;
    if (tells && !values_.contains(squeezed(name))) {
      add_value(name, false, std::string(kPathColumn), std::string(name));
    }
  }
  for (const std::string_view word : kExperiments) {
    const std::size_t named = dataset_.files_named(word);
    if (named > 0 && named < dataset_.files().size()) {
      add_value(word, false, std::string(kExperimentColumn), std::string(word));
      add_value(std::string(word) + "s", false, std::string(kExperimentColumn), std::string(word));
    }
  }
  // A sweep over parameters, where the files are called by their tuning.
  const auto named = dataset_.files_named("tuning");
  if (named > 0 && named < dataset_.files().size()) {
    add_value("tuned", false, std::string(kExperimentColumn), "tuning");
    for (const std::string_view word : {"sweep", "grid"}) {
      for (const std::string_view of : {"", "parameter "}) {
        const std::string spoken = std::string(of).append(word);
        if (dataset_.files_named(word) == 0) {
          add_value(spoken, false, std::string(kExperimentColumn), "tuning");
          add_value(spoken + "s", false, std::string(kExperimentColumn), "tuning");
        }
      }
    }
  }
  // A folder's whole name, as "gcc-13/".
  for (const std::string& folder : dataset_.folders()) {
    const std::string_view whole = std::string_view{folder}.substr(0, folder.size() - 1);
    const std::string_view name = whole.substr(whole.rfind('/') + 1);
    const auto inside = static_cast<std::size_t>(
        std::count_if(dataset_.files().begin(), dataset_.files().end(),
                      [&](const FileEntry& file) { return file.folder.starts_with(folder); }));
    const std::size_t sign = name.find_last_of("-_.");
    const bool lettered = sign != std::string_view::npos && name.size() - sign == 2;  // "node-a"
    if ((has_digit(name) || lettered) && sign != std::string_view::npos &&
        inside < dataset_.files().size() && !values_.contains(squeezed(name))) {
      add_value(name, false, std::string(kPathColumn), std::string(name));
    }
  }
  for (const auto& [name, word] : replicates_in(dataset_)) {
    if (!values_.contains(squeezed(name))) {
      add_value(name, false, std::string(kPathColumn), word);
    }
  }
  add_weekdays();
  add_lettered();
  add_twins();
  add_experiments();
  // One product alone is what the whole tree is about.
  products += std::count_if(often.begin(), often.end(),
                            [](const auto& each) { return is_one_of(each.first, kProducts); });
  for (const auto& [word, count] : often) {
    const bool tells = products > 1 || !is_one_of(word, kProducts);
    if (tells && count < files && !values_.contains(word)) {
      add_value(word, false, std::string(kPathColumn), word);
      add_spoken(word, std::string(kPathColumn), word);
    }
  }
}

// "Heron" of runs/heron/a_heron.csv and others, each beside runs/baseline/a_baseline.csv: what
// takes the base's place in the names of several files.
void NameIndex::add_twins() {
  static constexpr std::array<std::string_view, 6> kBases = {"baseline", "base",    "reference",
                                                             "control",  "default", "stock"};
  static constexpr std::array<std::string_view, 8> kGeneral = {
      "test", "tests", "runs", "data", "results", "bench", "summary", "metrics"};
  constexpr std::size_t kShortest = 4;
  const auto without = [](const std::vector<std::string>& words, std::string_view word) {
    std::string rest;
    for (const std::string& each : words) {
      rest.append(each == word ? std::string_view("*") : std::string_view(each)).append("/");
    }
    return rest;
  };
  std::set<std::string> bases;
  std::vector<std::vector<std::string>> files;
  for (const FileEntry& file : dataset_.files()) {
    if (file.has_data()) {
      files.push_back(name_words(file.folder + file.stem));
      for (const std::string_view base : kBases) {
        const bool has =
            std::find(files.back().begin(), files.back().end(), base) != files.back().end();
        bases.insert(has ? without(files.back(), base) : std::string());
      }
    }
  }
  std::map<std::string, std::size_t> twins;
  for (const auto& words : files) {
    for (const std::string& word : std::set<std::string>(words.begin(), words.end())) {
      const bool name = word.size() >= kShortest && !has_digit(word) && !is_one_of(word, kBases) &&
                        !is_one_of(word, kGeneral);
      twins[word] += name && bases.contains(without(words, word)) ? 1U : 0U;
    }
  }
  for (const auto& [word, count] : twins) {
    if (count > 1 && !values_.contains(word)) {
      add_value(word, false, std::string(kExperimentColumn), word);
    }
  }
}

// "The context sweep" of alpha_ctx_sweep.csv, "the load test" of load_test/: what was tried and
// how, as two words of names that some files have.
void NameIndex::add_experiments() {
  static constexpr std::array<std::string_view, 3> kSweeps = {"sweep", "scan", "scaling"};
  // "mlp_bench" is rather what was run than how: only of a setting, or of load.
  static constexpr std::array<std::string_view, 6> kKinds = {"bench", "benchmark", "test",
                                                             "tests", "suite",     "study"};
  const auto says_kind = [](const std::string& first, const std::string& kind) {
    const bool setting = first == "load" || spoken_forms(first).size() > 1;
    return is_one_of(kind, kSweeps) || (setting && is_one_of(kind, kKinds));
  };
  constexpr std::size_t kShortest = 3;
  std::map<std::pair<std::string, std::string>, std::string> found;
  for (const FileEntry& file : dataset_.files()) {
    const std::string path = file.folder + file.stem;
    const auto words = words_of(path);
    for (std::size_t i = 0; file.has_data() && i + 1 < words.size(); ++i) {
      const std::string first = path.substr(words[i].begin, words[i].end - words[i].begin);
      const std::string kind =
          path.substr(words[i + 1].begin, words[i + 1].end - words[i + 1].begin);
      const bool joined = words[i + 1].begin == words[i].end + 1 &&
                          (path[words[i].end] == '_' || path[words[i].end] == '-');
      if (joined && first.size() >= kShortest && !has_digit(first) && !values_.contains(first) &&
          says_kind(first, kind)) {
        found[{first, kind}] = path.substr(words[i].begin, words[i + 1].end - words[i].begin);
      }
    }
  }
  for (const auto& [words, name] : found) {
    const std::size_t named = dataset_.files_named(name);
    if (named == 0 || named >= dataset_.files().size()) {
      continue;
    }
    for (const std::string& form : spoken_forms(words.first)) {
      for (const char* const ending : {"", "s"}) {
        const std::string spoken = form + " " + words.second + ending;
        if (!values_.contains(squeezed(spoken))) {
          add_value(spoken, false, std::string(kExperimentColumn), name);
        }
      }
    }
  }
}

// "On Thursday" of runs_thu.csv.
void NameIndex::add_weekdays() {
  static constexpr std::array<std::string_view, 7> kDays = {
      "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
  constexpr std::size_t kBrief = 3;
  for (const std::string_view day : kDays) {
    for (const std::string_view word : {day, day.substr(0, kBrief)}) {
      const auto named = static_cast<std::size_t>(std::count_if(
          dataset_.files().begin(), dataset_.files().end(),
          [&](const FileEntry& file) { return path_has(file.path, {std::string(word)}); }));
      if (named > 0 && named < dataset_.files().size() && !values_.contains(std::string(day))) {
        add_value(day, false, std::string(kPathColumn), std::string(word));
      }
    }
  }
}

// "Agent A" of agent_A_runs.csv: a word and a letter or a digit that tell files apart.
void NameIndex::add_lettered() {
  std::map<std::string, std::size_t> often;
  for (const FileEntry& file : dataset_.files()) {
    const auto words = name_words(file.stem);
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
      if (words[i].size() > 2 && !has_digit(words[i]) && words[i + 1].size() == 1) {
        ++often[words[i] + "_" + words[i + 1]];
      }
    }
  }
  for (const auto& [name, count] : often) {
    if (often.size() > 1 && !values_.contains(squeezed(name))) {
      add_value(name, false, std::string(kPathColumn), name);
    }
  }
}

namespace {

struct Offloads {
  std::vector<std::string> full;  ///< the most layers of some table, and less of none
  std::vector<std::string> part;  ///< some layers, in no table the most
};

// Models differ in their layers: what is all of the one may be a part of another.
Offloads offloads_of(const Dataset& dataset, const std::string& column) {
  std::set<std::string> full;
  std::set<std::string> part;
  for (const Table& table : dataset.observations().tables) {
    const Column* const layers = column_called(table, column);
    std::map<double, std::string> levels;
    for (std::size_t row = 0; layers != nullptr && row < table.rows(); ++row) {
      const std::string level(layers->text_at(row));
      const auto number = text::read_plain_number(level);
      if (number) {
        levels[*number < 0 ? std::numeric_limits<double>::max() : *number] = level;
      }
    }
    if (levels.size() < 2) {
      continue;
    }
    full.insert(levels.rbegin()->second);
    levels.erase(std::prev(levels.end()));
    for (const auto& [number, level] : levels) {
      if (number > 0) {
        part.insert(level);
      }
    }
  }
  Offloads found;
  std::ranges::set_difference(full, part, std::back_inserter(found.full));
  std::ranges::set_difference(part, full, std::back_inserter(found.part));
  return found;
}

}  // namespace

// "Full offload": the most layers that were tried; "CPU only": none; "partial offload": some.
void NameIndex::add_offloads() {
  static constexpr std::array<std::string_view, 4> kFull = {"full offload", "fully offloaded",
                                                            "full gpu offload", "all layers"};
  static constexpr std::array<std::string_view, 11> kNone = {
      "cpu only",           "no offload",    "no offloading", "without offload",
      "without offloading", "pure cpu",      "no layers",     "on cpu",
      "on the cpu",         "no gpu layers", "zero layers"};
  static constexpr std::array<std::string_view, 4> kHalf = {
      "partial offload", "half offload", "partially offloaded", "half offloaded"};
  for (const auto& [column, levels] : dataset_.factors()) {
    const std::string_view last = std::string_view{column}.substr(column.rfind('.') + 1);
    const auto& layers = kSettings.front().columns;
    if (std::find(layers.begin(), layers.end(), last) == layers.end() || levels.size() < 2) {
      continue;
    }
    std::vector<std::string> sorted(levels.begin(), levels.end());
    // −1 is all of them.
    std::sort(sorted.begin(), sorted.end(), [](const std::string& a, const std::string& b) {
      const bool all_a = a.starts_with('-');
      const bool all_b = b.starts_with('-');
      return all_a != all_b ? all_b : a.size() != b.size() ? a.size() < b.size() : a < b;
    });
    const auto add = [&](const auto& names, const std::string& level) {
      for (const std::string_view name : names) {
        add_value(name, false, column, level);
      }
    };
    const auto [full, part] = offloads_of(dataset_, column);
    add(kFull, sorted.back());
    for (const std::string& level : full) {
      add(kFull, level);
    }
    if (sorted.front() == "0") {
      add(kNone, sorted.front());
    }
    for (const std::string& level : part) {
      add(kHalf, level);
    }
  }
}

// "At inf", "at unlimited rate": requests sent all at once.
void NameIndex::add_unlimited() {
  static constexpr std::array<std::string_view, 8> kNames = {
      "inf run",  "inf runs",       "at inf",        "rate inf",
      "inf rate", "unlimited rate", "infinite rate", "unlimited request rate"};
  for (const auto& [column, levels] : dataset_.factors()) {
    const auto inf = std::find_if(levels.begin(), levels.end(), [](const std::string& level) {
      return lowered(level) == "inf" || lowered(level) == "infinity";
    });
    for (const std::string_view name :
         inf == levels.end() ? std::span<const std::string_view>() : std::span(kNames)) {
      add_value(name, false, column, *inf);
    }
  }
}

// "The second run" of folders that are called by the time of their run, all in one place.
void NameIndex::add_ordinals() {
  std::map<std::string, std::vector<std::string>> stamped;
  for (const std::string& folder : dataset_.folders()) {
    const std::string_view whole = std::string_view{folder}.substr(0, folder.size() - 1);
    const std::size_t slash = whole.rfind('/') + 1;
    const std::string_view name = whole.substr(slash);
    const auto digits =
        std::count_if(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digits >= 8 && name.find_first_of("abcdefghijklmnopqrsuvwxyz") == std::string_view::npos) {
      stamped[std::string(whole.substr(0, slash))].emplace_back(name);
    }
  }
  if (stamped.size() != 1 || stamped.begin()->second.size() < 2) {
    return;
  }
  static constexpr std::array<std::string_view, 4> kOrdinals = {"first", "second", "third",
                                                                "fourth"};
  std::vector<std::string> names = std::move(stamped.begin()->second);
  std::sort(names.begin(), names.end());
  const auto add = [&](std::string_view ordinal, const std::string& name) {
    for (const std::string_view noun : {"run", "attempt", "session", "suite run", "suite"}) {
      std::string spoken(ordinal);
      spoken.append(" ").append(noun);
      add_value(spoken, false, std::string(kPathColumn), name);
    }
  };
  for (std::size_t i = 0; i < std::min(names.size(), kOrdinals.size()); ++i) {
    add(kOrdinals[i], names[i]);
  }
  add("last", names.back());
}

}  // namespace chimera::verify
