#include "verify/outcome_words.h"

#include <algorithm>
#include <array>
#include <string>

#include "verify/counted_words.h"
#include "verify/wording.h"

namespace chimera::verify {

bool is_of_some(std::string_view clause) {
  static constexpr std::array<std::string_view, 10> kNotAll = {
      "not all",      "not every",    "all but",     "nearly all",  "almost all",
      "nearly every", "almost every", "most of the", "some of the", "not each"};
  static constexpr std::array<std::string_view, 4> kLater = {"after*", "retr*", "until", "unless"};
  if (has_any(clause, kNotAll) || has_any(clause, kLater)) {
    return true;
  }
  for (std::size_t of = clause.find(" of "); of != std::string_view::npos;
       of = clause.find(" of ", of + 1)) {
    const std::string_view before = clause.substr(0, of);
    const auto words = words_of(before);
    const std::string_view word =
        words.empty() ? ""
                      : before.substr(words.back().begin, words.back().end - words.back().begin);
    if ((is_number(word) || counts_in_words(word)) && !before.ends_with("every one")) {
      return true;
    }
  }
  return false;
}

bool says_clean(std::string_view clause) {
  static constexpr std::array<std::string_view, 16> kClean = {"without error",
                                                              "without errors",
                                                              "without an error",
                                                              "without any error",
                                                              "without any errors",
                                                              "without a single error",
                                                              "without failure",
                                                              "without failures",
                                                              "without a failure",
                                                              "without any failure",
                                                              "without any failures",
                                                              "without a single failure",
                                                              "without a failed request",
                                                              "without any failed request",
                                                              "without a single failed request",
                                                              "without any failed requests"};
  static constexpr std::array<std::string_view, 3> kOther = {
      "without error bar*", "without error margin*", "without error estimate*"};
  return has_any(clause, kClean) && !has_any(clause, kOther);
}

bool says_completed(std::string_view clause) {
  static constexpr std::array<std::string_view, 6> kVerbs = {" completed", " finished", " passed",
                                                             " completes", " answered", " pass"};
  static constexpr std::array<std::string_view, 3> kObjects = {" all ", " every ", " each "};
  static constexpr std::array<std::string_view, 3> kStill = {" so far", " fine", " cleanly"};
  static constexpr std::array<std::string_view, 4> kPassive = {
      "were answered", "was answered", "were processed", "ran to completion"};
  constexpr std::size_t kWordsMax = 4;
  const std::string said = trimmed(clause, " .,;:!)");
  if (ends_with_any(said, kPassive)) {
    return true;
  }
  for (const std::string_view verb : kVerbs) {
    const std::size_t at = said.find(verb);
    if (at == std::string::npos ||
        (at + verb.size() < said.size() && said[at + verb.size()] != ' ')) {
      continue;
    }
    static constexpr std::array<std::string_view, 3> kThat = {" that", " which", " who"};
    if (ends_with_any(std::string_view{said}.substr(0, at), kThat)) {
      continue;  // "in every pair that finished"
    }
    const std::string_view behind = std::string_view{said}.substr(at + verb.size());
    const bool object = starts_with_any(behind, kObjects) && words_of(behind).size() <= kWordsMax;
    if ((behind.empty() && verb != " answered") || object || is_one_of(behind, kStill)) {
      return true;
    }
  }
  return false;
}

std::optional<Scope> scope_of_runs(const Dataset& dataset, std::string_view clause) {
  static constexpr std::array<std::string_view, 34> kGeneral = {
      "run",         "runs",         "trial",     "trials",     "request",       "requests",
      "prompt",      "prompts",      "row",       "rows",       "test",          "tests",
      "job",         "jobs",         "model",     "models",     "configuration", "configurations",
      "setting",     "settings",     "benchmark", "benchmarks", "experiment",    "experiments",
      "measurement", "measurements", "of",        "the",        "them",          "these",
      "those",       "other",        "remaining", "in"};
  static constexpr std::array<std::string_view, 3> kAll = {"all", "every", "each"};
  std::size_t at = std::string_view::npos;
  for (const std::string_view all : kAll) {
    at = std::min(at, find_phrase(clause, all));
  }
  Scope scope;
  if (at == std::string_view::npos) {
    return scope;
  }
  const std::string_view said = clause.substr(at);
  const auto words = words_of(said);
  constexpr std::size_t kWordsMax = 5;
  for (std::size_t i = 1; i < std::min(words.size(), kWordsMax); ++i) {
    const std::string_view word = said.substr(words[i].begin, words[i].end - words[i].begin);
    const bool number = is_number(word) || counts_in_words(word);
    if (number || is_one_of(word, kGeneral)) {
      if (!number && word != "the" && word != "of") {
        break;  // the noun
      }
      continue;
    }
    scope.files.emplace();
    for (std::size_t file = 0; file < dataset.files().size(); ++file) {
      if (dataset.files()[file].path.find(word) != std::string::npos) {
        scope.files->push_back(file);
      }
    }
    return scope.files->empty() ? std::nullopt : std::optional(scope);
  }
  return scope;
}

}  // namespace chimera::verify
