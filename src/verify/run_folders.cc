#include "verify/run_folders.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <utility>

#include "verify/counted_words.h"
#include "verify/date_words.h"
#include "verify/folders_said.h"
#include "verify/number_words.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::array<std::string_view, 21> kFailed = {"failed completely",
                                                      "completely failed",
                                                      "failed entirely",
                                                      "entirely failed",
                                                      "only failed requests",
                                                      "only failed rows",
                                                      "only failures",
                                                      "only errors",
                                                      "nothing but errors",
                                                      "nothing but failures",
                                                      "nothing but failed requests",
                                                      "produced only errors",
                                                      "failed on every",
                                                      "failed throughout",
                                                      "did not complete a single",
                                                      "did not produce a single",
                                                      "did not finish a single",
                                                      "did not complete any",
                                                      "without a single completed",
                                                      "completed no",
                                                      "did not return a single"};
constexpr std::array<std::string_view, 16> kDone = {"completed successfully",
                                                    "finished successfully",
                                                    "completed its prompts",
                                                    "completed their prompts",
                                                    "completed all",
                                                    "ran to completion",
                                                    "succeeded",
                                                    "without errors",
                                                    "without an error",
                                                    "without any error",
                                                    "no errors",
                                                    "without failures",
                                                    "completed without",
                                                    "contain a completed",
                                                    "contains a completed",
                                                    "hold a completed"};
constexpr std::array<std::string_view, 8> kRuns = {
    "runs", "run", "suites", "run folders", "folders", "executions", "sessions", "directories"};

struct Run {
  std::vector<std::size_t> files;
  std::size_t trials = 0;
  std::size_t failed = 0;
  bool mixed = false;  ///< a table has trials that failed and trials that didn't

  // A summary beside the trials says nothing of how each ended.
  [[nodiscard]] bool wholly_failed() const { return !mixed && 2 * failed > trials; }
};

bool is_of_day(const Dataset& dataset, const Run& run, const std::vector<Numeral>& dates) {
  return dates.empty() || std::ranges::any_of(run.files, [&](std::size_t i) {
           return std::ranges::any_of(dataset.files()[i].times_utc_s, [&](std::int64_t time) {
             return std::ranges::any_of(dates,
                                        [&](const Numeral& date) { return is_on(date, time); });
           });
         });
}

// Folders that are called by a time, with what was measured in them; of the scope's files.
std::vector<Run> runs_of(const Dataset& dataset, const Scope& place,
                         const std::vector<Numeral>& dates) {
  std::map<std::string, Run> by_folder;
  for (std::size_t i = 0; i < dataset.files().size(); ++i) {
    const FileEntry& file = dataset.files()[i];
    const std::string_view whole =
        std::string_view{file.folder}.substr(0, file.folder.size() - (file.folder.empty() ? 0 : 1));
    const bool here = !place.files || std::ranges::binary_search(*place.files, i);
    if (!here || !is_stamped(whole.substr(whole.rfind('/') + 1))) {
      continue;
    }
    Run& run = by_folder[file.folder];
    run.files.push_back(i);
    for (const Table* const table : file.tables) {
      if (table->kind == TableKind::kMeasured) {
        const auto failed = static_cast<std::size_t>(
            std::ranges::count_if(table->state, [](const auto& state) { return state.failed; }));
        run.trials += table->rows();
        run.failed += failed;
        run.mixed = run.mixed || (failed > 0 && failed < table->rows());
      }
    }
  }
  std::vector<Run> runs;
  for (auto& [folder, run] : by_folder) {
    if (run.trials > 0 && is_of_day(dataset, run, dates)) {
      runs.push_back(std::move(run));
    }
  }
  return runs;
}

// "Prompt suite runs": those whose files are called so, where only some are.
void keep_named(const Dataset& dataset, std::string_view noun, std::vector<Run>& runs) {
  constexpr std::size_t kTelling = 5;
  for (const Range& range : words_of(noun)) {
    const std::string_view word = noun.substr(range.begin, range.end - range.begin);
    const auto is_called = [&](const Run& run) {
      return std::ranges::any_of(run.files, [&](std::size_t i) {
        return dataset.files()[i].stem.find(word) != std::string::npos;
      });
    };
    const auto called = static_cast<std::size_t>(std::ranges::count_if(runs, is_called));
    if (word.size() >= kTelling && called > 0 && called < runs.size()) {
      std::erase_if(runs, [&](const Run& run) { return !is_called(run); });
    }
  }
}

// The number behind "of the", with what is counted; the words of it up to "runs".
struct Counted {
  std::optional<double> all;
  std::string_view noun;
};

std::optional<Counted> counted_behind(std::string_view behind) {
  constexpr std::size_t kWordsMax = 7;
  Counted counted;
  const std::vector<Range> words = words_of(behind);
  const bool of = !words.empty() && behind.starts_with(" of ");
  for (std::size_t i = 0; i < words.size() && i < kWordsMax; ++i) {
    const std::string_view word = behind.substr(words[i].begin, words[i].end - words[i].begin);
    if (is_one_of(word, kRuns) && (!of || counted.all)) {
      counted.noun = behind.substr(0, words[i].begin);
      return counted;
    }
    if (of && !counted.all) {
      counted.all = number_of(word);
    }
  }
  return std::nullopt;
}

}  // namespace

bool counts_run_folders(std::string_view clause) {
  return (has_any(clause, kFailed) || has_any(clause, kDone)) && has_any(clause, kRuns);
}

std::optional<Judgement> judge_run_folders(const Dataset& dataset, const Numeral& stated,
                                           const RunFoldersSaid& said) {
  const bool failed = has_any(said.behind, kFailed);
  auto counted = counted_behind(said.behind);
  // "Of the ten run folders under `a/`, seven completed no prompt"
  const std::string before = " " + said.sentence + said.ahead;
  const std::size_t of = before.rfind(" of the ");
  if (!counted && of != std::string::npos) {
    counted = counted_behind(std::string_view{before}.substr(of));
  }
  if (!counted || failed == has_any(said.behind, kDone)) {
    return std::nullopt;
  }
  std::vector<Run> runs = runs_of(dataset, said.place, said.dates);
  std::vector<Run> named = runs;
  keep_named(dataset, words_of(counted->noun).empty() ? said.sentence : counted->noun, named);
  // "Of the ten suite folders", where five are called so: all ten.
  const double told = is_whole(said.ahead) ? stated.value : counted->all.value_or(0);
  const auto are = [told](const std::vector<Run>& some) {
    return std::abs(told - static_cast<double>(some.size())) < 0.5;
  };
  runs = are(runs) && !are(named) ? std::move(runs) : std::move(named);
  if (runs.size() < 2) {
    return std::nullopt;
  }
  const auto all = static_cast<double>(runs.size());
  if (is_whole(said.ahead)) {
    Judgement judgement =
        judged(stated, {{all, "runs in folders of their own", ""}}, ClaimType::kCount);
    return judgement.verdict == Verdict::kSupported ? std::optional(std::move(judgement))
                                                    : std::nullopt;
  }
  const bool every = said.ahead.ends_with("all ");
  const auto so = static_cast<double>(std::ranges::count_if(
      runs, [failed](const Run& run) { return failed ? run.wholly_failed() : run.failed == 0; }));
  Judgement judgement = judged(
      stated,
      {{so, failed ? "runs in which every trial failed" : "runs without a failed trial", ""}},
      ClaimType::kCount);
  // "All five runs succeeded" says how many there are, too.
  const double whole = every ? stated.value : counted->all.value_or(0);
  const bool same = !(std::abs(whole - all) > 0);
  return same || judgement.verdict == Verdict::kSupported ? std::optional(std::move(judgement))
                                                          : std::nullopt;
}

std::optional<Judgement> judge_some_run_folders(const Dataset& dataset, std::string_view clause,
                                                const Scope& place) {
  static constexpr std::array<std::string_view, 6> kSome = {"several of", "some of", "a few of",
                                                            "multiple",   "many of", "a number of"};
  if (!has_any(clause, kSome) || !has_any(clause, kFailed) || !has_any(clause, kRuns)) {
    return std::nullopt;
  }
  const std::vector<Run> runs = runs_of(dataset, place, {});
  const auto so = std::ranges::count_if(runs, [](const Run& run) { return run.wholly_failed(); });
  if (runs.size() < 2) {
    return std::nullopt;
  }
  const std::string why = "runs in which every trial failed: " + std::to_string(so) + " of " +
                          std::to_string(runs.size());
  return so > 1 ? supported(ClaimType::kCount, why)
                : contradicted(ClaimType::kCount, VerdictReason::kWrongCount, why);
}

}  // namespace chimera::verify
