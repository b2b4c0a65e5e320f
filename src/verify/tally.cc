#include "verify/tally.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "query/measure.h"
#include "stats/descriptive.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// One that names every file with data names none.
Scope simplified(const Dataset& dataset, const Scope& scope) {
  Scope plain = scope;
  if (scope.files && scope.files->size() == dataset.files().size()) {
    plain.files.reset();
  }
  return plain;
}

// What columns such as "failed" add up to.
double sum_of_failures(const Dataset& dataset, const Scope& scope) {
  double sum = 0;
  for (const Metric& metric : dataset.metrics()) {
    const std::string_view last =
        std::string_view{metric.lower}.substr(metric.lower.rfind('.') + 1);
    if (last == "failed" || last == "failures" || last == "errors" || last == "num_failed" ||
        last == "failed_requests" || last == "error_count") {
      const auto values = take_sample(dataset, metric, scope).values();
      sum += stats::sum(values);
    }
  }
  return sum;
}

}  // namespace

const Ending* ending_in(std::string_view lower) {
  static constexpr std::array<std::string_view, 6> kTimedOut = {
      "timed out", "timeout*", "time-out*", "time out*", "timing out", "times out"};
  static constexpr std::array<std::string_view, 4> kTimeNoted = {"timeout", "timed out", "time out",
                                                                 "time-out"};
  static constexpr std::array<std::string_view, 6> kOutOfMemory = {
      "out of memory", "out-of-memory",      "oom",
      "memory error*", "out of cuda memory", "out of gpu memory"};
  // No "memory" alone: "an illegal memory access" is another end, and columns are called so.
  static constexpr std::array<std::string_view, 12> kMemoryNoted = {
      "out of memory",     "out-of-memory",       "outofmemory",        "oom",
      "bad_alloc",         "memory error",        "memoryerror",        "failed to allocate",
      "not enough memory", "insufficient memory", "more system memory", "memory allocation"};
  static constexpr std::array<std::string_view, 3> kCrashed = {"crash*", "segfault*",
                                                               "segmentation fault*"};
  static constexpr std::array<std::string_view, 3> kCrashNoted = {"crash", "segf", "signal"};
  static constexpr std::array<Ending, 3> kEndings = {
      {{kTimedOut, kTimeNoted}, {kOutOfMemory, kMemoryNoted}, {kCrashed, kCrashNoted}}};
  const auto* const ending = std::ranges::find_if(
      kEndings, [lower](const Ending& each) { return has_any(lower, each.said); });
  return ending == kEndings.end() ? nullptr : ending;
}

bool tells(const Ending& ending, std::string_view reason) {
  return std::ranges::any_of(ending.noted, [reason](std::string_view stem) {
    return reason.find(stem) != std::string_view::npos;
  });
}

namespace {

struct Trials {
  double ok = 0;
  double bad = 0;
  double with_copies = 0;
};

Trials count_trials(const Dataset& dataset, const Scope& scope) {
  Trials trials;
  std::set<std::string_view> contents;
  for (const Table* const table : tables_of(dataset, scope)) {
    // As the inventory does: what repeats a summary is no trial.
    const bool is_new = table->content.empty() || contents.insert(table->content).second;
    if (table->kind != TableKind::kMeasured || !query::holds_trials(*table)) {
      continue;
    }
    const RowsInScope rows(*table, scope);
    for (std::size_t row = 0; row < table->rows(); ++row) {
      if (!rows.holds(row)) {
        continue;
      }
      trials.with_copies += 1;
      if (is_new) {
        (table->state[row].failed ? trials.bad : trials.ok) += 1;
      }
    }
  }
  return trials;
}

std::vector<Tally> tallies_of_failed(const Dataset& dataset, const Scope& scope,
                                     const Trials& trials) {
  std::vector<Tally> tallies;
  if (scope.is_all()) {
    const query::Inventory& inventory = dataset.inventory();
    tallies.push_back(
        {static_cast<double>(inventory.failed), "failed trials", "--metric failed --stat count"});
    tallies.push_back({static_cast<double>(inventory.rows_csv_failed), "failed rows of CSV", ""});
  }
  tallies.push_back({trials.bad, "failed trials", ""});
  if (const double stated = sum_of_failures(dataset, scope); stated > 0) {
    tallies.push_back({stated, "failures that the data count", ""});
    if (!(trials.bad > 0)) {
      std::swap(tallies.front(), tallies.back());
    }
  }
  return tallies;
}

std::vector<Tally> tallies_of_all(const Dataset& dataset, const Scope& scope,
                                  const Trials& trials) {
  std::vector<Tally> tallies;
  if (scope.is_all()) {
    const query::Inventory& inventory = dataset.inventory();
    tallies.push_back(
        {static_cast<double>(inventory.trials), "trials", "--metric trials --stat count"});
    tallies.push_back({static_cast<double>(inventory.rows_csv), "rows of CSV", ""});
    tallies.push_back(
        {static_cast<double>(inventory.trials - inventory.failed), "successful trials", ""});
  }
  tallies.push_back({trials.ok + trials.bad, "trials", ""});
  tallies.push_back({trials.ok, "successful trials", ""});
  tallies.push_back({trials.with_copies, "rows", ""});
  return tallies;
}

}  // namespace

std::vector<Tally> tally_trials(const Dataset& dataset, const Scope& given, bool failed) {
  const Scope scope = simplified(dataset, given);
  const Trials trials = count_trials(dataset, scope);
  return failed ? tallies_of_failed(dataset, scope, trials)
                : tallies_of_all(dataset, scope, trials);
}

std::string Outcomes::why() const {
  return value_text(failed) + " of " + value_text(all) + " trials failed";
}

std::vector<const Table*> tables_once(const Dataset& dataset, const Scope& scope) {
  std::vector<const Table*> tables = tables_of(dataset, scope);
  std::set<std::string_view> contents;
  std::erase_if(tables, [&contents](const Table* table) {
    return !table->content.empty() && !contents.insert(table->content).second;
  });
  return tables;
}

Outcomes outcomes_of(const Dataset& dataset, const Scope& given) {
  const Scope scope = simplified(dataset, given);
  const Trials trials = count_trials(dataset, scope);
  return {tallies_of_failed(dataset, scope, trials).front().value,
          tallies_of_all(dataset, scope, trials).front().value};
}

std::optional<Judgement> judge_wholly_failed(const Dataset& dataset, const Numeral& stated,
                                             std::string_view lower, const Scope& scope) {
  static constexpr std::array<std::string_view, 15> kWholly = {
      "nothing but failed",   "only failed",        "only failures",    "only errors",
      "failed entirely",      "failed completely",  "entirely failed",  "completely failed",
      "failed on every",      "failed throughout",  "every row failed", "all rows failed",
      "nothing but failures", "nothing but errors", "fully failed"};
  static constexpr std::array<std::string_view, 4> kSome = {"usable rows", "usable data",
                                                            "usable results", "usable trials"};
  const bool wholly = has_any(lower, kWholly);
  if (!wholly && !has_any(lower, kSome)) {
    return std::nullopt;
  }

  struct Trials {
    std::size_t failed = 0;
    std::size_t all = 0;
  };

  std::map<std::string_view, Trials> by_file;
  for (const Table* const table : tables_of(dataset, scope)) {
    const RowsInScope rows(*table, scope);
    for (std::size_t row = 0; row < table->rows(); ++row) {
      Trials& trials = by_file[table->file];
      trials.all += rows.holds(row) ? 1U : 0U;
      trials.failed += rows.holds(row) && table->state[row].failed ? 1U : 0U;
    }
  }
  std::set<std::string_view> all;
  std::set<std::string_view> folders;
  std::size_t files = 0;
  for (const auto& [file, trials] : by_file) {
    const std::string_view folder = file.substr(0, file.rfind('/'));
    if (trials.all > 0) {
      all.insert(folder);
    }
    if (trials.all > 0 && trials.failed == trials.all) {
      folders.insert(folder);
      ++files;
    }
  }
  const std::size_t of_folders = wholly ? folders.size() : all.size() - folders.size();
  std::vector<Tally> tallies = {
      {static_cast<double>(of_folders),
       wholly ? "folders in which every trial failed" : "folders with successful trials", ""}};
  if (wholly) {
    tallies.push_back({static_cast<double>(files), "files in which every trial failed", ""});
  }
  const Judgement judgement = judged(stated, tallies, ClaimType::kCount);
  // "Seven of the ten Ollama runs", "the four earlier folders of that day": a part of the tree that
  // may have no name here.
  static constexpr std::array<std::string_view, 5> kUntold = {"earlier", "later", "of that day",
                                                              "of those", "other"};
  return judgement.verdict == Verdict::kContradicted && (scope.is_all() || has_any(lower, kUntold))
             ? unsupported(ClaimType::kCount, VerdictReason::kTooVague,
                           "of which runs it is said, the text doesn't name")
             : judgement;
}

namespace {

// "Failed with std::bad_alloc", "failed due to an illegal memory access": what its reason must
// hold.
std::vector<std::string> words_of_ending(std::string_view lower) {
  static constexpr std::array<std::string_view, 3> kWith = {" failed with ", " failed due to ",
                                                            " failed because of "};
  constexpr std::size_t kTelling = 4;
  std::size_t at = std::string_view::npos;
  for (const std::string_view with : kWith) {
    if (const std::size_t found = lower.find(with); found != std::string_view::npos) {
      at = std::min(at, found + with.size());
    }
  }
  std::vector<std::string> words;
  if (at == std::string_view::npos) {
    return words;
  }
  static constexpr std::array<std::string_view, 4> kPlaces = {" for ", " on ", " in ", " at "};
  const std::string_view said =
      up_to_any(lower.substr(at, lower.find_first_of(",;(", at) - at), kPlaces);
  for (const Range& word : words_of(said)) {
    const std::string_view spelled = said.substr(word.begin, word.end - word.begin);
    if (spelled.size() >= kTelling && !spelled.starts_with("error") &&
        !spelled.starts_with("exception")) {
      words.emplace_back(spelled);
    }
  }
  return words;
}

}  // namespace

std::vector<Tally> tally_failed_so(const Dataset& dataset, const Scope& scope,
                                   std::string_view lower) {
  const Ending* const ending = ending_in(lower);
  const std::vector<std::string> words =
      ending == nullptr ? words_of_ending(lower) : std::vector<std::string>();
  if (ending == nullptr && words.empty()) {
    return {};
  }
  const auto is_so = [&](const std::string& reason) {
    return ending != nullptr ? tells(*ending, reason)
                             : std::ranges::all_of(words, [&](const std::string& word) {
                                 return reason.find(word) != std::string::npos;
                               });
  };
  double everywhere = 0;
  double here = 0;
  for (const Table* const table : tables_once(dataset, {})) {
    const bool in_files =
        !scope.files ||
        std::binary_search(scope.files->begin(), scope.files->end(), dataset.file_of(*table));
    const RowsInScope rows(*table, scope);
    for (std::size_t row = 0; row < table->rows(); ++row) {
      const std::string reason =
          table->state[row].failed ? lowered(table->reason_of(row)) : std::string();
      const bool so =
          is_so(reason) || std::ranges::any_of(table->columns, [&](const Column& column) {
            return column.role == Role::kError && is_so(lowered(column.text_at(row)));
          });
      everywhere += so ? 1 : 0;
      here += so && in_files && rows.holds(row) ? 1 : 0;
    }
  }
  return everywhere > 0 ? std::vector<Tally>{{here, "trials that ended so", ""}}
                        : std::vector<Tally>();
}

std::vector<Tally> tally_cold(const Dataset& dataset, const Scope& given) {
  const Scope scope = simplified(dataset, given);
  if (scope.is_all()) {
    const query::Inventory& inventory = dataset.inventory();
    return {{static_cast<double>(inventory.cold), "cold starts", "--metric cold --stat count"}};
  }
  std::size_t cold = 0;
  for (const Table* const table : tables_once(dataset, scope)) {
    const RowsInScope rows(*table, scope);
    for (std::size_t row = 0; row < table->rows(); ++row) {
      cold += table->state[row].cold && rows.holds(row) ? 1U : 0U;
    }
  }
  return {{static_cast<double>(cold), "cold starts", ""}};
}

std::set<std::string_view> values_in(const Table& table, const std::string& name,
                                     const Scope& scope) {
  std::set<std::string_view> values;
  const Column* const column = column_called(table, name);
  const RowsInScope rows(table, scope);
  for (std::size_t row = 0; column != nullptr && row < table.rows(); ++row) {
    if (rows.holds(row) && !column->text_at(row).empty()) {
      values.insert(column->text_at(row));
    }
  }
  return values;
}

Judgement judged(const Numeral& stated, const std::vector<Tally>& tallies, ClaimType type) {
  for (const Tally& tally : tallies) {
    const Agreement agrees = count_agreement(stated, tally.value);
    // "over 3 temperatures" may say across which.
    const bool across = stated.bound == Bound::kAbove && std::abs(stated.value - tally.value) < 0.5;
    if (agrees >= Agreement::kRounded || across) {
      Judgement judgement = supported(type, tally.what + ": " + value_text(tally.value));
      judgement.stated = StatedValue{stated.value, ""};
      judgement.found = FoundValue{tally.value, "", tally.query};
      return judgement;
    }
  }
  Judgement judgement =
      contradicted(type, VerdictReason::kWrongCount,
                   tallies.front().what + ": " + value_text(tallies.front().value));
  judgement.stated = StatedValue{stated.value, ""};
  judgement.found = FoundValue{tallies.front().value, "", tallies.front().query};
  return judgement;
}

}  // namespace chimera::verify
