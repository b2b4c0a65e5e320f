#include "verify/undecidable_said.h"

#include <algorithm>
#include <array>
#include <string>

#include "verify/unmeasured_things.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// Behind conjunctions and articles.
std::string_view from_subject(std::string_view clause) {
  static constexpr std::array<std::string_view, 16> kBefore = {
      "and ", "but ", "while ", "whereas ", "as ",  "since ", "because ", "which ",
      "the ", "our ", "most ",  "human ",   "end ", "real ",  "many ",    "some "};
  bool cut = true;
  while (cut) {
    cut = false;
    while (!clause.empty() && !is_word_char(clause.front())) {
      clause.remove_prefix(1);
    }
    for (const std::string_view word : kBefore) {
      if (clause.starts_with(word)) {
        clause.remove_prefix(word.size());
        cut = true;
      }
    }
  }
  return clause;
}

// "Should be tested" says what to do.
bool says_to_do(std::string_view clause) {
  static constexpr std::array<std::string_view, 12> kToDo = {
      "should be",   "should also",       "should consider",   "should use",
      "should test", "should run",        "must be",           "we should",
      "you should",  "could be explored", "would be valuable", "could be used"};
  return is_imperative(clause) || has_any(clause, kToDo);
}

bool is_forecast(std::string_view clause) {
  static constexpr std::array<std::string_view, 12> kForecasts = {
      "is expected to",  "are expected to", "is likely to", "are likely to",
      "is projected to", "should",          "would",        "will",
      "could",           "can be expected", "promises to",  "is set to"};
  // "What would change this", "what it would have shown is unknown": no forecast.
  static constexpr std::array<std::string_view, 6> kNone = {
      "could not", "couldn't", "would not", "would have", "what would", "what will"};
  return has_any(clause, kForecasts) && !has_any(clause, kNone);
}

// "Because tracing adds overhead to every call": a reason, and nothing else.
bool gives_reason(std::string_view clause) {
  constexpr std::size_t kWordsMin = 4;
  constexpr std::string_view kBecause = "because ";
  clause.remove_prefix(std::min(clause.find_first_not_of(" ,;"), clause.size()));
  return clause.starts_with(kBecause) && !clause.starts_with("because of ") &&
         words_of(clause).size() >= kWordsMin;
}

// What somebody holds to be the reason, or to hold elsewhere.
bool names_mechanism(std::string_view clause) {
  static constexpr std::array<std::string_view, 50> kMechanisms = {
      "root cause",       "is spent waiting",  "is spent in",       "is spent on",
      "is a bug in",      "is a defect in",    "caused by",         "triggered by",
      "provoked by",      "transfer to",       "transfers to",      "bottleneck*",
      "limits",           "limit the",         "limited by",        "bounded by",
      "bounds",           "bound by",          "held back by",      "slowed by",
      "driven by",        "trace to",          "traced to",         "traces to",
      "carries over",     "carry over",        "generalises",       "generalizes",
      "persist",          "persists",          "deliver most of",   "delivers most of",
      "scales almost",    "account for most",  "accounts for most", "explain most of",
      "explains most of", "falls back to",     "fall back to",      "owes its",
      "owe their",        "attribute to",      "resolves the",      "fixes the",
      "come from its",    "comes from its",    "affected by",       "the reason is",
      "the cause is",     "the explanation is"};
  // "The low temperature is what delays the first token"; not "here is what the file tells".
  static constexpr std::array<std::string_view, 11> kDoing = {"holds",  "makes", "limits", "bounds",
                                                              "delays", "slows", "lets",   "drives",
                                                              "causes", "keeps", "hurts"};
  for (const std::string_view what : {" is what ", " are what "}) {
    const std::size_t at = clause.find(what);
    if (at != std::string_view::npos && starts_with_word(clause.substr(at + what.size()), kDoing)) {
      return true;
    }
  }
  return has_any(clause, kMechanisms) || gives_reason(clause);
}

// "A larger num_batch improves …", "top_k=40 gives …": what is turned, where the clause begins so.
std::string_view setting_turned(std::string_view subject) {
  static constexpr std::array<std::string_view, 12> kTurns = {
      "a larger ", "a higher ", "a lower ",    "a smaller ", "larger ",   "higher ",
      "raising ",  "lowering ", "increasing ", "switching ", "enabling ", "disabling "};
  for (const std::string_view turn : kTurns) {
    if (subject.starts_with(turn)) {
      subject.remove_prefix(turn.size());
      for (const std::string_view article : {"the ", "its "}) {
        subject.remove_prefix(subject.starts_with(article) ? article.size() : 0);
      }
      // "Switching from A to B": no setting, but from one level of it to another.
      return subject.starts_with("from ") ? std::string_view()
                                          : subject.substr(0, subject.find(' '));
    }
  }
  const std::string_view word = subject.substr(0, subject.find(' '));
  const std::size_t sign = word.find('=');
  return sign == std::string_view::npos || sign == 0 ? std::string_view() : word.substr(0, sign);
}

// "Batches" of a column batch_size.
bool is_varied(const Dataset& dataset, std::string_view setting) {
  constexpr std::size_t kShortest = 3;
  const bool plural = setting.ends_with("es");
  std::string_view stem = setting.substr(0, setting.size() - (plural                   ? 2
                                                              : setting.ends_with('s') ? 1
                                                                                       : 0));
  return std::ranges::any_of(dataset.factors(), [&](const auto& factor) {
    return factor.first == setting ||
           (stem.size() >= kShortest && factor.first.find(stem) != std::string::npos);
  });
}

bool says_effect_of_it(std::string_view clause) {
  static constexpr std::array<std::string_view, 26> kEffects = {
      "improves", "reduces",   "lowers", "raises",  "cuts",     "shortens", "lengthens",
      "gives",    "increases", "hurts",  "slows",   "costs",    "saves",    "yields",
      "boosts",   "helps",     "delays", "speeds",  "requires", "require",  "reduce",
      "improve",  "cut",       "adds",   "doubles", "halves"};
  return has_any(clause, kEffects);
}

}  // namespace

std::optional<Judgement> judge_people(const Dataset& dataset, std::string_view clause) {
  static constexpr std::array<std::string_view, 18> kPeople = {
      "users",     "customers", "reviewers",  "readers",    "raters",    "testers",
      "listeners", "players",   "clinicians", "colleagues", "operators", "annotators",
      "students",  "engineers", "patients",   "agents",     "people",    "staff"};
  static constexpr std::array<std::string_view, 26> kDid = {
      "write*",    "wait",   "waited",   "expect*",   "saw",           "want*",    "need",
      "prefer*",   "rate",   "rated",    "like",      "liked",         "praised",  "noticed",
      "notice",    "report", "reported", "complain*", "agreed",        "favoured", "favored",
      "perceive*", "found",  "gave",     "judged",    "could not tell"};
  const std::string_view subject = from_subject(clause);
  std::string_view who = subject.substr(0, subject.find(' '));
  who.remove_prefix(std::min(who.rfind('-') + 1, who.size()));  // "play-testers"
  // "Rated best by users".
  const bool by_people = has_any(clause, kDid) && std::ranges::any_of(kPeople, [&](auto each) {
                           return has_phrase(clause, std::string("by ").append(each));
                         });
  const bool people = is_one_of(who, kPeople) && has_any(subject, kDid);
  if ((!people && !by_people) || (people && dataset.mentions(who))) {
    return std::nullopt;
  }
  return unsupported(ClaimType::kOther, VerdictReason::kTooVague, "people were not measured");
}

std::optional<Judgement> judge_undecidable(const Dataset& dataset, std::string_view clause) {
  if (says_to_do(clause)) {
    return std::nullopt;
  }
  if (is_forecast(clause)) {
    return unsupported(ClaimType::kOther, VerdictReason::kTooVague,
                       "it says what would be, not what was");
  }
  if (names_mechanism(clause)) {
    return unsupported(ClaimType::kOther, VerdictReason::kTooVague,
                       "a cause, which no test of these data shows");
  }
  const std::string_view turned = setting_turned(from_subject(clause));
  if (!turned.empty() && says_effect_of_it(clause) && !is_varied(dataset, turned)) {
    return unsupported(ClaimType::kEffect, VerdictReason::kNoSuchMeasurement,
                       std::string("no setting '").append(turned).append("' was varied"));
  }
  return std::nullopt;
}

}  // namespace chimera::verify
