#include "verify/failure_causes.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "verify/tally.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// What the clause gives as the cause; "" for none.
std::string_view cause_in(std::string_view clause) {
  static constexpr std::array<std::string_view, 13> kBecause = {
      "because of", "because",      "due to",      "caused by", "stem from",
      "stems from", "stemmed from", "for want of", "owing to",  "cause was",
      "cause is",   "reason was",   "reason is"};
  for (const std::string_view word : kBecause) {
    if (const std::size_t at = find_phrase(clause, word); at != std::string_view::npos) {
      return clause.substr(at + word.size());
    }
  }
  return {};
}

// The words that tell one cause from another, as far as their forms share: "connec".
std::vector<std::string> telling_words(std::string_view cause) {
  static constexpr std::array<std::string_view, 40> kUntelling = {
      "that",       "this",         "were",    "been",     "with",         "have",    "there",
      "which",      "from",         "during",  "because",  "working",      "found",   "missing",
      "lack",       "absent",       "problem", "problems", "issue",        "issues",  "condition",
      "conditions", "insufficient", "error",   "errors",   "failed",       "failure", "failures",
      "model",      "models",       "runs",    "trial",    "trials",       "test",    "tests",
      "they",       "some",         "reason",  "could",    "configuration"};
  constexpr std::size_t kShortest = 4;
  constexpr std::size_t kStem = 6;
  std::vector<std::string> words;
  for (const Range& range : words_of(cause)) {
    const std::string_view word = cause.substr(range.begin, range.end - range.begin);
    if (word.size() >= kShortest && !is_one_of(word, kUntelling)) {
      words.emplace_back(word.substr(0, kStem));
    }
  }
  return words;
}

// Whether a cell of the trial gives it; else the reader concluded it ("every value is zero").
bool is_given(const Table& table, std::size_t row, std::string_view reason) {
  return std::ranges::any_of(table.columns, [&](const Column& column) {
    const std::string_view cell = column.text.empty() ? "" : column.text_at(row);
    // "status is timeout", as the reader puts it.
    return cell == reason ||
           (!cell.empty() && reason.starts_with(column.name + " is ") && reason.ends_with(cell));
  });
}

// Of the failed trials of a scope that have a reason, copies left out; those that the reader
// concluded only where the text says such a one.
std::vector<std::string> reasons_in(const Dataset& dataset, const Scope& scope,
                                    std::string_view text) {
  std::vector<std::string> reasons;
  std::set<std::string_view> contents;
  for (const Table* const table : tables_of(dataset, scope)) {
    if (!table->content.empty() && !contents.insert(table->content).second) {
      continue;
    }
    const RowsInScope rows(*table, scope);
    for (std::size_t row = 0; row < table->rows(); ++row) {
      const std::string_view reason = table->reason_of(row);
      if (table->state[row].failed && rows.holds(row) && !reason.empty() &&
          (is_given(*table, row, reason) || has_phrase(text, lowered(reason)))) {
        reasons.push_back(lowered(reason));
      }
    }
  }
  return reasons;
}

std::string most_frequent(const std::vector<std::string>& reasons) {
  std::map<std::string_view, std::size_t> counts;
  for (const std::string& reason : reasons) {
    ++counts[reason];
  }
  const auto most =
      std::ranges::max_element(counts, {}, [](const auto& each) { return each.second; });
  return most == counts.end() ? std::string() : std::string(most->first);
}

}  // namespace

std::optional<Judgement> judge_failure_cause(const Dataset& dataset, std::string_view clause,
                                             std::string_view sentence, const Scope& scope) {
  const std::vector<std::string> words = telling_words(cause_in(clause));
  if (words.empty() || !has_any(sentence, kFailureWords)) {
    return std::nullopt;
  }
  const auto is_told = [&](const std::string& reason) {
    return std::ranges::any_of(
        words, [&](const std::string& word) { return reason.find(word) != std::string::npos; });
  };
  const std::vector<std::string> everywhere = reasons_in(dataset, Scope(), clause);
  std::vector<std::string> here = reasons_in(dataset, scope, clause);
  here = here.empty() ? everywhere : here;
  if (here.empty()) {
    return std::nullopt;
  }
  constexpr std::size_t kShown = 50;
  const auto told = static_cast<std::size_t>(std::ranges::count_if(here, is_told));
  const std::string why = std::to_string(told) + " of " + std::to_string(here.size()) +
                          " failed trials give such a reason, as '" +
                          here.front().substr(0, here.front().find_first_of(" .;\n", kShown)) + "'";
  static constexpr std::array<std::string_view, 3> kMost = {"most frequent", "most common",
                                                            "commonest"};
  if (2 * told > here.size() || (has_any(clause, kMost) && is_told(most_frequent(here)))) {
    return supported(ClaimType::kOther, why);
  }
  return std::ranges::none_of(everywhere, is_told)
             ? contradicted(ClaimType::kOther, VerdictReason::kNoSuchThing, why)
             : unsupported(ClaimType::kOther, VerdictReason::kTooVague, why);
}

bool is_reason(const Dataset& dataset, std::string_view lower) {
  const auto& tables = dataset.observations().tables;
  return std::ranges::any_of(tables, [&](const Table& table) {
    return std::ranges::any_of(table.reasons, [&](const std::string& reason) {
      return lowered(reason).find(lower) != std::string::npos;
    });
  });
}

}  // namespace chimera::verify
