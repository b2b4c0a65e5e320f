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
  static constexpr std::array<std::string_view, 16> kBecause = {
      "because of",   "because",     "due to",        "caused by", "stem from", "stems from",
      "stemmed from", "for want of", "owing to",      "cause was", "cause is",  "reason was",
      "reason is",    "for lack of", "for a lack of", "as no"};
  for (const std::string_view word : kBecause) {
    if (const std::size_t at = find_phrase(clause, word); at != std::string_view::npos) {
      return clause.substr(at + word.size());
    }
  }
  return {};
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

// What a remark begins with that says that trials failed, and what its reason would be.
struct FailedPhrase {
  std::string_view phrase;
  std::string_view reason;
};

constexpr std::array<FailedPhrase, 14> kFailed = {{{"cuda out of memory", "memory"},
                                                   {"failed", ""},
                                                   {"fails", ""},
                                                   {"crashed", ""},
                                                   {"crashes", ""},
                                                   {"aborted", ""},
                                                   {"did not run", ""},
                                                   {"did not compile", ""},
                                                   {"timed out", "timeout"},
                                                   {"timeout", "timeout"},
                                                   {"ran out of", "memory"},
                                                   {"runs out of", "memory"},
                                                   {"out of memory", "memory"},
                                                   {"oom", "memory"}}};

// Whether any cell of the trial is called so.
bool is_called(const Table& table, std::size_t row, std::string_view name) {
  return std::ranges::any_of(table.columns, [&](const Column& column) {
    return !column.text.empty() && lowered(column.text_at(row)) == name;
  });
}

// As much of a reason as shows which it is: up to a word's end, else between two characters.
std::string shortened(const std::string& reason) {
  constexpr std::size_t kShown = 50;
  constexpr std::size_t kMost = 80;
  std::size_t end = std::min(reason.find_first_of(" .;\n", kShown), reason.size());
  if (end > kMost) {
    end = kMost;
    // The bytes 10xxxxxx of UTF-8 go on with a character.
    while ((static_cast<unsigned char>(reason[end]) & 0xC0U) == 0x80U) {
      --end;
    }
  }
  return reason.substr(0, end);
}

// How many trials there are, and of those how many a remark speaks of.
struct FailedTrials {
  std::size_t all = 0;
  std::size_t failed = 0;
  std::size_t reasoned = 0;  ///< with a reason of their own
  std::size_t told = 0;      ///< with one that has a word of the cause; all without a cause
  std::size_t there = 0;     ///< of those the ones where the remark says
  std::string example = {};

  void add(const Table& table, std::size_t row, const std::vector<std::string>& words, bool meant) {
    ++all;
    if (!table.state[row].failed) {
      return;
    }
    ++failed;
    const std::string reason = lowered(table.reason_of(row));
    if (is_given(table, row, table.reason_of(row))) {
      ++reasoned;
      example = reason;
    }
    if (words.empty() ||
        std::ranges::any_of(words, [&](const auto& word) { return tells_reason(reason, word); })) {
      ++told;
      there += meant ? 1U : 0U;
    }
  }

  [[nodiscard]] std::string why() const {
    return std::to_string(failed) + " of " + std::to_string(all) + " trials failed" +
           (example.empty() ? "" : ", as '" + shortened(example) + "'");
  }
};

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

// "It failed with "no such device"": whether a failed trial says just that.
std::optional<Judgement> judge_quoted_reason(const Dataset& dataset, std::string_view clause,
                                             std::string_view sentence) {
  const std::size_t open = clause.find('"');
  const std::size_t close = open == std::string_view::npos ? open : clause.find('"', open + 1);
  if (close == std::string_view::npos || !has_any(sentence, kFailureWords)) {
    return std::nullopt;
  }
  const std::string quoted = trimmed(clause.substr(open + 1, close - open - 1), " .,");
  if (words_of(quoted).size() < 3) {
    return std::nullopt;
  }
  const std::vector<std::string> reasons = reasons_in(dataset, Scope(), clause);
  const auto told = std::ranges::count_if(
      reasons, [&](const std::string& reason) { return reason.find(quoted) != std::string::npos; });
  if (reasons.empty()) {
    return std::nullopt;
  }
  const std::string why = std::to_string(told) + " failed trials say so";
  return told > 0 ? supported(ClaimType::kOther, why)
                  : contradicted(ClaimType::kOther, VerdictReason::kNoSuchThing, why);
}

// "3 of 8 failed trials give such a reason, as '…'". REQUIRES: there are reasons.
std::string told_of(std::size_t told, const std::vector<std::string>& reasons) {
  return std::to_string(told) + " of " + std::to_string(reasons.size()) +
         " failed trials give such a reason, as '" + shortened(reasons.front()) + "'";
}

// What is said of the reasons themselves: "most failures are timeouts", "the error messages point
// to connection problems".
struct ReasonsSaid {
  std::string_view cause;
  bool most = false;
  bool all = false;
};

ReasonsSaid reasons_said(std::string_view clause) {
  static constexpr std::array<std::string_view, 14> kSubjects = {
      "failures",      "errors",          "error messages", "failed rows",    "failed runs",
      "failed trials", "failed requests", "failed tests",   "failed calls",   "error texts",
      "failing rows",  "failing runs",    "failed entries", "remaining tests"};
  static constexpr std::array<std::string_view, 14> kVerbs = {
      " are ",        " were ",           " report ",  " reported ",      " point to ",
      " pointed to ", " indicate ",       " mention ", " show ",          " refer to ",
      " relate to ",  " complain about ", " carry ",   " originate from "};
  // Where they were, how many they are, or what brought them about: other statements.
  static constexpr std::array<std::string_view, 22> kOther = {
      "in ",         "at ",      "with ",    "of ",      "from ",  "concentrated ",
      "confined ",   "not ",     "caused ",  "spread ",  "evenly", "only ",
      "due ",        "excluded", "recorded", "observed", "found",  "reported",
      "encountered", "detected", "left out", "dropped"};
  static constexpr std::array<std::string_view, 3> kNone = {"no", "none", "not"};
  static constexpr std::array<std::string_view, 6> kEnds = {" as well as ", ", ",   " and ",
                                                            "; ",           " so ", " in the "};
  for (const std::string_view subject : kSubjects) {
    const std::size_t at = find_phrase(clause, subject);
    if (at == std::string_view::npos) {
      continue;
    }
    const std::string_view behind = clause.substr(at + subject.size());
    constexpr std::size_t kNear = 40;  // "stored in those folders consistently"
    const std::string_view between = up_to_any(behind, kVerbs);
    if (between.size() == behind.size() || between.size() > kNear) {
      continue;
    }
    std::string_view cause = behind.substr(behind.find(' ', between.size() + 1) + 1);
    for (const std::string_view rest : {"to ", "about ", "from ", "mostly "}) {
      cause.remove_prefix(cause.starts_with(rest) ? rest.size() : 0);
    }
    if (starts_with_any(cause, kOther) || has_digit(cause.substr(0, 2))) {
      continue;
    }
    const std::string_view ahead = clause.substr(0, at);
    if (has_any(ahead, kNone)) {
      return {};
    }
    static constexpr std::array<std::string_view, 3> kMost = {"most", "majority", "mainly"};
    static constexpr std::array<std::string_view, 3> kAll = {"all", "every", "consistently"};
    return {up_to_any(cause, kEnds), has_any(ahead, kMost),
            has_any(ahead, kAll) || has_any(between, kAll)};
  }
  return {};
}

std::optional<Judgement> judge_reasons_said(const Dataset& dataset, std::string_view clause,
                                            const Scope& scope) {
  const ReasonsSaid said = reasons_said(clause);
  const std::vector<std::string> words = reason_words(said.cause);
  const std::vector<std::string> reasons = reasons_in(dataset, scope, clause);
  if (words.empty() || reasons.empty()) {
    return std::nullopt;
  }
  const auto told =
      static_cast<std::size_t>(std::ranges::count_if(reasons, [&](const std::string& reason) {
        return std::ranges::any_of(words,
                                   [&](const auto& word) { return tells_reason(reason, word); });
      }));
  // "Before they are repeated": no reason at all.
  static constexpr std::array<std::string_view, 10> kKinds = {
      "timeout*", "error*",     "problem*", "failure*",      "issue*",
      "crash*",   "exception*", "codec*",   "out of memory", "memory*"};
  if (told == 0 && !has_any(said.cause, kKinds)) {
    return std::nullopt;
  }
  const std::string why = told_of(told, reasons);
  const bool holds = said.all    ? told == reasons.size()
                     : said.most ? 2 * told > reasons.size()
                                 : told > 0;
  return holds ? supported(ClaimType::kOther, why)
               : contradicted(ClaimType::kOther, VerdictReason::kWrongCount, why);
}

}  // namespace

std::vector<std::string> reason_words(std::string_view cause) {
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
    std::string_view word = cause.substr(range.begin, range.end - range.begin);
    word = word == "oom" ? "memory" : word;
    if (word.size() >= kShortest && !is_one_of(word, kUntelling)) {
      words.emplace_back(word.substr(0, kStem));
    }
  }
  return words;
}

bool tells_reason(std::string_view reason, std::string_view word) {
  return reason.find(word) != std::string_view::npos ||
         (word == "timeou" && reason.find("timed out") != std::string_view::npos) ||
         (word == "memory" && has_phrase(reason, "oom"));
}

std::optional<Judgement> judge_failure_cause(const Dataset& dataset, std::string_view clause,
                                             std::string_view sentence, const Scope& scope) {
  if (auto quoted = judge_quoted_reason(dataset, clause, sentence)) {
    return quoted;
  }
  if (auto said = judge_reasons_said(dataset, clause, scope)) {
    return said;
  }
  // "The runs lost torch_compile", "none could execute it": they failed, in other words.
  static constexpr std::array<std::string_view, 6> kLost = {"lost",   "could not",   "couldn't",
                                                            "unable", "unavailable", "none"};
  const std::vector<std::string> words = reason_words(cause_in(clause));
  if (words.empty() || (!has_any(sentence, kFailureWords) && !has_any(sentence, kLost))) {
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
  const auto told = static_cast<std::size_t>(std::ranges::count_if(here, is_told));
  const std::string why = told_of(told, here);
  static constexpr std::array<std::string_view, 3> kMost = {"most frequent", "most common",
                                                            "commonest"};
  const bool lost = !has_any(sentence, kFailureWords);
  if (lost && told == 0) {
    return std::nullopt;
  }
  if (2 * told > here.size() || (has_any(clause, kMost) && is_told(most_frequent(here)))) {
    return supported(ClaimType::kOther, why);
  }
  return std::ranges::none_of(everywhere, is_told)
             ? contradicted(ClaimType::kOther, VerdictReason::kNoSuchThing, why)
             : unsupported(ClaimType::kOther, VerdictReason::kTooVague, why);
}

std::optional<Judgement> judge_failed(const Dataset& dataset, std::string_view said,
                                      const Scope& scope, const std::optional<Scope>& place) {
  const auto phrase = std::ranges::find_if(kFailed, [&](const FailedPhrase& each) {
    return said.starts_with(each.phrase) &&
           (said.size() == each.phrase.size() || !is_word_char(said[each.phrase.size()]));
  });
  if (phrase == kFailed.end()) {
    return std::nullopt;
  }
  static constexpr std::array<std::string_view, 4> kAt = {" on ", " at ", " for ", " in "};
  static constexpr std::array<std::string_view, 8> kBegin = {
      ",", ":", " (", " with ", " due to ", " because ", " after ", " by "};
  // How often, or how many of them: of that the counts tell.
  static constexpr std::array<std::string_view, 9> kOften = {
      "once", "twice", "times", "again", "all", "every", "some", "most", "only"};
  const std::string_view rest = said.substr(phrase->phrase.size());
  const std::string_view cause = up_to_any(rest, kAt);
  const std::string_view behind = rest.substr(cause.size());
  // "Failed to load" says what it was doing, not why.
  const std::vector<std::string> words =
      reason_words(!phrase->reason.empty()     ? phrase->reason
                   : cause.starts_with(" to ") ? std::string_view()
                                               : cause);
  if (has_any(rest, kOften) ||
      (phrase->reason.empty() && !words.empty() && !starts_with_any(cause, kBegin))) {
    return std::nullopt;
  }
  // A row that no factor calls so: "street_05" of a column of clips.
  const std::size_t blank = behind.rfind(' ');
  const std::string name(blank == std::string_view::npos ? "" : behind.substr(blank + 1));
  const bool spelled = has_digit(name) || name.find('_') != std::string::npos;
  const bool placed = place || (spelled && dataset.data_mention(name));
  if (!behind.empty() && !placed) {
    return std::nullopt;
  }
  FailedTrials trials;
  for (const Table* const table : tables_of(dataset, scope)) {
    const RowsInScope rows(*table, scope);
    const std::optional<RowsInScope> there =
        place ? std::optional<RowsInScope>(std::in_place, *table, *place) : std::nullopt;
    for (std::size_t row = 0; row < table->rows(); ++row) {
      if (rows.holds(row)) {
        const bool meant = there ? there->holds(row) : is_called(*table, row, name);
        trials.add(*table, row, words, meant);
      }
    }
  }
  if (trials.all == 0) {
    return std::nullopt;
  }
  const std::string why = trials.why();
  const bool other_reasons = trials.reasoned > 0 && !words.empty() && trials.told == 0;
  const bool elsewhere = placed && trials.told > 0 && trials.there == 0;
  if (trials.failed == 0 || other_reasons || elsewhere) {
    return contradicted(ClaimType::kCount, VerdictReason::kWrongCount,
                        why + (elsewhere ? "; none where it says" : ""));
  }
  return trials.told > 0 ? supported(ClaimType::kCount, why)
                         : unsupported(ClaimType::kCount, VerdictReason::kTooVague,
                                       why + "; no reason is given");
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
