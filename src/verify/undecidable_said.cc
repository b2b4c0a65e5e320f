#include "verify/undecidable_said.h"

#include <algorithm>
#include <array>
#include <string>

#include "verify/bind.h"
#include "verify/causes_said.h"
#include "verify/sample.h"
#include "verify/trend_verbs.h"
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
  static constexpr std::array<std::string_view, 54> kMechanisms = {
      "sign of a",        "sign of an",        "symptom of",        "limiting factor",
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
    const bool called = factor.first == setting ||
                        (stem.size() >= kShortest && factor.first.find(stem) != std::string::npos);
    return called && factor.second.size() > 1;
  });
}

constexpr std::array<std::string_view, 58> kEffects = {"improves",
                                                       "reduces",
                                                       "lowers",
                                                       "raises",
                                                       "cuts",
                                                       "shortens",
                                                       "lengthens",
                                                       "gives",
                                                       "increases",
                                                       "hurts",
                                                       "slows",
                                                       "costs",
                                                       "saves",
                                                       "yields",
                                                       "boosts",
                                                       "helps",
                                                       "delays",
                                                       "speeds",
                                                       "requires",
                                                       "require",
                                                       "reduce",
                                                       "improve",
                                                       "cut",
                                                       "adds",
                                                       "doubles",
                                                       "halves",
                                                       "increase",
                                                       "contributes",
                                                       "affects",
                                                       "influences",
                                                       "prevents",
                                                       "prevented",
                                                       "extends",
                                                       "extended",
                                                       "enhances",
                                                       "degrades",
                                                       "limits",
                                                       "leads to",
                                                       "led to",
                                                       "results in",
                                                       "resulted in",
                                                       "causes",
                                                       "caused",
                                                       "reduced",
                                                       "improved",
                                                       "increased",
                                                       "lowered",
                                                       "raised",
                                                       "shortened",
                                                       "consumes",
                                                       "consume",
                                                       "contribute",
                                                       "affect",
                                                       "influence",
                                                       "enhance",
                                                       "extend",
                                                       "is the reason for",
                                                       "is the main reason for"};

// Where the clause says that something is brought about; npos for nowhere.
std::size_t effect_in(std::string_view clause) {
  std::size_t at = std::string_view::npos;
  for (const std::string_view effect : kEffects) {
    at = std::min(at, find_phrase(clause, effect));
  }
  return at;
}

// "Faster NVMe storage cuts the load time": whether nothing there is called by what is said to do
// it. Models, runs and the like are what all is about.
bool is_of_unknown(const Dataset& dataset, const NameFinder& names, std::string_view subject) {
  static constexpr std::array<std::string_view, 46> kOfData = {
      "it",       "this",    "that",     "which",    "they",       "these",    "those",    "model*",
      "run",      "runs",    "result*",  "setting*", "value*",     "config*",  "file*",    "data*",
      "test",     "tests",   "variant*", "backend*", "sweep*",     "context",  "gpu",      "batch*",
      "trial*",   "prompt*", "level*",   "change*",  "size*",      "quant*",   "load*",    "cold",
      "warm*",    "latency", "through*", "layer*",   "thread*",    "temper*",  "request*", "both",
      "approach", "start*",  "number",   "report",   "parameter*", "baseline*"};
  constexpr std::size_t kWordsMost = 8;
  constexpr std::size_t kTelling = 4;
  const auto words = words_of(subject);
  const bool telling = std::ranges::any_of(
      words, [](const Range& word) { return word.end - word.begin >= kTelling; });
  return telling && words.size() <= kWordsMost && !has_any(subject, kOfData) &&
         bind_metrics(dataset, subject).empty() && names.factor_in(subject).empty();
}

// Whether a trial of the mention's value, or of the factor where it has none, has the metric.
bool is_measured_beside(const Metric& metric, const std::vector<std::string>& columns,
                        const std::vector<std::string>& values) {
  return std::ranges::any_of(metric.tables, [&](const Table* table) {
    const Column* const column = column_called(*table, columns);
    return column != nullptr &&
           (values.empty() || std::ranges::any_of(values, [&](const auto& value) {
              for (std::size_t i = 0; i < column->text.spellings(); ++i) {
                if (column->text.spelling(i) == value) {
                  return true;
                }
              }
              return false;
            }));
  });
}

// "A wider context increases the memory consumption": that was never recorded with a context.
std::optional<Judgement> judge_never_beside(const Dataset& dataset, const NameFinder& names,
                                            std::string_view clause, std::size_t effect,
                                            const std::vector<Mention>& mentions) {
  static constexpr std::array<std::string_view, 8> kMemory = {
      "vram",       "memory consumption", "memory usage", "memory footprint",
      "gpu memory", "memory use",         "ram usage",    "memory requirement*"};
  const std::string_view said = clause.substr(effect);
  if (!has_any(said, kMemory)) {
    return std::nullopt;
  }
  std::vector<std::string> columns = names.factor_in(clause.substr(0, effect));
  std::vector<std::string> values;
  for (const Mention& mention : mentions) {
    if (mention.range.end <= effect && !mention.columns.empty()) {
      columns = mention.columns;
      values = mention.values;
    }
  }
  const bool beside =
      columns.empty() || std::ranges::any_of(dataset.metrics(), [&](const Metric& metric) {
        static constexpr std::array<std::string_view, 4> kNames = {"memory", "vram", "mem", "ram"};
        return !metric.unit.empty() && std::ranges::any_of(metric.core, [&](const auto& word) {
          return is_one_of(word, kNames);
        }) && is_measured_beside(metric, columns, values);
      });
  return beside ? std::nullopt
                : std::optional(unsupported(ClaimType::kEffect, VerdictReason::kNoSuchMeasurement,
                                            "no memory was recorded with it"));
}

// "TTFT degrades under concurrent requests", "increases with larger batches", where neither was
// varied beside it.
std::optional<Judgement> judge_untried_trend(const Dataset& dataset, const NameFinder& names,
                                             std::string_view clause) {
  static constexpr std::array<std::string_view, 5> kLoads = {
      "concurrent", "under parallel", "under heavy load", "under load", "with more users"};
  static constexpr std::array<std::string_view, 7> kTurned = {
      " with larger ",     " with higher ", " with smaller ", " with lower ",
      " with increasing ", " with more ",   " with longer "};
  const TrendVerb verb = find_trend_verb(clause);
  if (verb.at == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view behind = clause.substr(verb.end);
  const BoundMetrics bound = bind_metrics(dataset, clause.substr(0, verb.at));
  const bool load = has_any(behind, kLoads);
  const std::string_view turned = behind.substr(up_to_any(behind, kTurned).size());
  auto columns = load ? names.factor_in("concurrency") : names.factor_in(turned);
  if (bound.empty() || (!load && turned.empty())) {
    return std::nullopt;
  }
  const bool varied = std::ranges::any_of(bound.metrics, [&](const Metric* metric) {
    return std::ranges::any_of(metric->tables, [&](const Table* table) {
      const Column* const column = column_called(*table, columns);
      return column != nullptr && column->text.spellings() > 1;
    });
  });
  return varied || (columns.empty() && !load)
             ? std::nullopt
             : std::optional(unsupported(ClaimType::kEffect, VerdictReason::kNoSuchMeasurement,
                                         "that was not varied where it was measured"));
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

std::optional<Judgement> judge_undecidable(const Dataset& dataset, const NameFinder& names,
                                           std::string_view clause,
                                           const std::vector<Mention>& mentions) {
  if (says_to_do(clause)) {
    return std::nullopt;
  }
  if (is_forecast(clause)) {
    return unsupported(ClaimType::kOther, VerdictReason::kTooVague,
                       "it says what would be, not what was");
  }
  if (names_mechanism(clause) || begins_with_cause(clause)) {
    return unsupported(ClaimType::kOther, VerdictReason::kTooVague,
                       "a cause, which no test of these data shows");
  }
  if (auto untried = judge_untried_trend(dataset, names, clause)) {
    return untried;
  }
  const std::size_t effect = effect_in(clause);
  if (effect == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view turned = setting_turned(from_subject(clause));
  if (!turned.empty() && !is_varied(dataset, turned)) {
    return unsupported(ClaimType::kEffect, VerdictReason::kNoSuchMeasurement,
                       std::string("no setting '").append(turned).append("' was varied"));
  }
  const std::string_view subject = from_subject(clause.substr(0, effect));
  const bool named = std::ranges::any_of(
      mentions, [effect](const Mention& each) { return each.range.end <= effect; });
  if (!named && is_of_unknown(dataset, names, subject)) {
    return unsupported(ClaimType::kEffect, VerdictReason::kNoSuchMeasurement,
                       "an effect of what nothing there is called by");
  }
  return judge_never_beside(dataset, names, clause, effect, mentions);
}

}  // namespace chimera::verify
