// What became of trials: that none failed, that all did; and how good answers were, which few
// measure.
#include <algorithm>
#include <array>
#include <cmath>

#include "stats/interval.h"
#include "verify/causes_said.h"
#include "verify/counts.h"
#include "verify/failed_for.h"
#include "verify/failed_parts.h"
#include "verify/failures_said.h"
#include "verify/log_lines.h"
#include "verify/outcome_words.h"
#include "verify/prose_piece.h"
#include "verify/run_folders.h"
#include "verify/run_shares.h"
#include "verify/settings_judged.h"
#include "verify/tally.h"
#include "verify/tests_said.h"
#include "verify/wording.h"

namespace chimera::verify {

// "Every model answered all prompts successfully", "no run failed", "all 12 configurations
// finished": refuted by one trial that failed; a number in it decides whether it is true.
std::optional<Judgement> ProseReader::judge_all_succeeded(const Piece& piece) const {
  static constexpr std::array<std::string_view, 4> kAll = {"every", "all", "each", "both"};
  static constexpr std::array<std::string_view, 6> kEverywhere = {
      "succeeded everywhere", "worked everywhere",    "compiled everywhere",
      "ran everywhere",       "succeeded throughout", "worked throughout"};
  static constexpr std::array<std::string_view, 3> kDone = {"successfully", "succeeded",
                                                            "were successful"};
  const std::string clause = piece.text(piece.clause);
  const auto stated = std::ranges::find_if(piece.numerals, [&](const Numeral& each) {
    return piece.clause.holds(each.range.begin) && !piece.is_named(each);
  });
  const bool counts = stated != piece.numerals.end();
  // "50 finished without a failed request, two produced nothing at all": of no all.
  std::string quantified = clause;
  if (const std::size_t at = quantified.find(" at all"); at != std::string::npos) {
    quantified.erase(at, std::string_view(" at all").size());
  }
  const bool all = has_any(quantified, kAll);
  const bool clean = says_clean(clause) && (all || !counts);
  const bool done = all && (has_any(clause, kDone) || says_completed(clause));
  const bool none = denies_failing(clause);
  const bool everywhere = has_any(clause, kEverywhere);
  // "50 finished without a failed request, two lost some": so many of all.
  const std::size_t without = clause.find("without ");
  const bool of_so_many = counts && !clean && !all &&
                          stated->range.begin < piece.clause.begin + without &&
                          without != std::string::npos;
  if ((!none && !clean && !done && !everywhere) || of_so_many || is_of_some(clause)) {
    return std::nullopt;
  }
  std::vector<Mention> subjects = piece.subjects;
  // "The sweep of A has 36 rows and no failures": of A.
  static constexpr std::array<std::string_view, 3> kElided = {"and no ", "with no ", "but no "};
  const bool elided = starts_with_any(trimmed(clause, " ,"), kElided);
  const std::vector<Mention> here =
      within(piece.mentions, elided ? Range{piece.sentence.begin, piece.clause.end} : piece.clause);
  // "Alpha is the fastest. All runs of the suite completed": of the suite, whoever ran it.
  static constexpr std::array<std::string_view, 3> kQuantifiers = {"all ", "every ", "each "};
  const auto of_runs = here.empty() ? scope_of_runs(dataset_, clause) : scope_of(here);
  const bool own =
      of_runs && !of_runs->is_all() &&
      starts_with_any(std::string_view{clause}.substr(begin_of_words(piece) - piece.clause.begin),
                      kQuantifiers);
  std::erase_if(subjects,
                [own](const Mention& each) { return own || each.kind == NameKind::kLevel; });
  if (!of_runs) {
    return std::nullopt;
  }
  // "Both runs completed": which two isn't said.
  static constexpr std::array<std::string_view, 3> kEvery = {"every", "all", "each"};
  if (here.empty() && subjects.empty() && has_phrase(clause, "both") && !has_any(clause, kEvery)) {
    return std::nullopt;
  }
  const Scope scope =
      everywhere ? *of_runs
                 : narrowed(*of_runs, narrowed(softened(scope_of(subjects)), piece.context.scope));
  Outcomes trials = outcomes_of(dataset_, scope);
  if (!(trials.all > 0) && !here.empty()) {  // a heading is about other trials
    trials = outcomes_of(dataset_, *of_runs);
  }
  if (trials.failed > 0) {
    return judged_count(false, value_text(trials.failed) + " trials failed");
  }
  if (counts) {  // "none of the 12 runs failed", "all eight runs succeeded"
    const auto count = judge_count(dataset_, *stated, {"trials", scope, false});
    // Small numbers fit too many things to be told by luck.
    constexpr double kFew = 4;
    const bool told = count && count->verdict == Verdict::kSupported && stated->value > kFew;
    return none || told ? count : std::nullopt;
  }
  return trials.all > 0 && !counts
             ? std::optional(
                   judged_count(true, "none of " + value_text(trials.all) + " trials failed"))
             : std::nullopt;
}

// "A share of 0.33 (95 % interval 0.12 to 0.65) of 9 trials failed with A": the share and Wilson's
// interval, of what stands behind them.
std::optional<Judgement> ProseReader::judge_failure_share(const Piece& piece,
                                                          const Numeral& numeral) const {
  const std::string before = piece.text({piece.sentence.begin, numeral.range.begin});
  const std::string behind = piece.text({numeral.range.end, piece.sentence.end});
  const std::size_t share = before.rfind("share of ");
  const std::size_t next = behind.find("share of ");
  const std::string_view own = std::string_view{behind}.substr(0, next);
  if (share == std::string::npos || !has_any(before.substr(share) + behind, kFailureWords) ||
      !numeral.unit.empty() || numeral.value > 1 || numeral.decimals <= 0) {
    return std::nullopt;
  }
  const bool is_share = before.ends_with("share of ");
  const bool is_interval = test_number(piece.plain.lower(), numeral) == TestNumber::kInterval;
  // "Of 374 trials, 91 failed, a share of 0.24": of what stands before it, which may be all.
  const bool told_before = before.find("share of ") == share &&
                           has_any(std::string_view{before}.substr(0, share), kFailureWords);
  std::vector<Mention> of =
      told_before ? within(piece.mentions, {piece.sentence.begin, piece.sentence.begin + share})
                  : within(piece.mentions, {numeral.range.end, numeral.range.end + own.size()});
  of.resize(std::min<std::size_t>(of.size(), 1));
  if ((!is_share && !is_interval) || (of.empty() && !told_before)) {
    return std::nullopt;
  }
  std::vector<Mention> places = within(piece.mentions, {piece.sentence.begin, numeral.range.begin});
  std::erase_if(places, [](const Mention& each) { return each.files.empty(); });
  const Scope scope = narrowed(scope_of(of), narrowed(scope_of(places), piece.context.scope));
  const Outcomes trials = outcomes_of(dataset_, scope);
  if (!(trials.all > 0)) {
    return std::nullopt;
  }
  double value = trials.failed / trials.all;
  if (!is_share) {
    const auto limits = stats::wilson_interval(static_cast<std::size_t>(trials.failed),
                                               static_cast<std::size_t>(trials.all), 0.95);
    value = before.ends_with(" to ") ? limits->high : limits->low;
  }
  const std::string why =
      trials.why() + (is_share ? "" : ", Wilson's interval has " + value_text(value));
  Judgement judgement = agreement(numeral, value) >= Agreement::kRounded
                            ? supported(ClaimType::kAggregate, why, VerdictReason::kRounding)
                            : contradicted(ClaimType::kAggregate, VerdictReason::kWrongValue, why);
  judgement.stated = StatedValue{numeral.value, ""};
  judgement.found = FoundValue{value, "", ""};
  return judgement;
}

// "The server log holds 5 warnings"
std::optional<Judgement> ProseReader::judge_lines(const Piece& piece,
                                                  const Numeral& numeral) const {
  const std::string clause = piece.text(piece.clause);
  LogLinesContext context;
  context.behind = words_behind(piece.plain.lower(), numeral.range.end, piece.clause.end);
  context.clause = clause;
  context.mentions = within(piece.mentions, piece.clause);
  if (context.mentions.empty()) {
    context.mentions = within(piece.mentions, piece.sentence);
  }
  return judge_log_lines(dataset_, numeral, context);
}

// "The higher mean is caused by throttling": what is said ahead of it is another claim. Of what the
// data name it may be more than an opinion, and why trials failed they may say.
void ProseReader::add_cause(const Piece& piece, std::vector<Anchor>& anchors) const {
  static constexpr std::array<std::string_view, 8> kTold = {
      "first", "cold", "reload*", "load*", "fail*", "error*", "crash*", "timeout*"};
  const std::string clause = piece.text(piece.clause);
  const std::size_t at = cause_in_clause(clause);
  const std::size_t begin = piece.clause.begin + at;
  if (at == std::string::npos || has_any(clause.substr(at), kTold) || has_phrase(clause, "fail*") ||
      std::any_of(anchors.begin(), anchors.end(),
                  [begin](const Anchor& anchor) { return anchor.range.end > begin; })) {
    return;
  }
  anchors.push_back({{begin, begin + 1},
                     unsupported(ClaimType::kOther, VerdictReason::kTooVague,
                                 "a cause, which no test of these data shows")});
}

namespace {

// "A success rate of 94.4 %": of the scope's trials; nullopt where it names none.
std::optional<Judgement> judge_success_rate(const Dataset& dataset, const Numeral& stated,
                                            const Scope& scope) {
  const Outcomes trials = outcomes_of(dataset, scope);
  if (scope.is_all() || !(trials.all > 0)) {
    return std::nullopt;
  }
  const double rate = (1 - trials.failed / trials.all) * 100;
  return agreement(stated, rate) >= Agreement::kRounded
             ? supported(ClaimType::kAggregate, trials.why())
             : contradicted(ClaimType::kAggregate, VerdictReason::kWrongValue, trials.why());
}

}  // namespace

// "Over the three levels its error rate is 2.8 %": of the trials, or of what a server's summaries
// count, or of two numbers that stand before it.
std::optional<Judgement> ProseReader::judge_failure_rate(const Piece& piece,
                                                         const Numeral& numeral) const {
  static constexpr std::array<std::string_view, 4> kRates = {"error rate", "failure rate",
                                                             "fail rate", "request failure rate"};
  static constexpr std::array<std::string_view, 3> kSuccess = {"success rate", "completion rate",
                                                               "pass rate"};
  const std::string ahead = piece.text({piece.clause.begin, numeral.range.begin});
  const bool success = has_any(ahead, kSuccess);
  if (numeral.kind != NumeralKind::kPercent || numeral.points ||
      (!success && !has_any(ahead, kRates))) {
    return std::nullopt;
  }
  const Scope scope = scope_near(piece, numeral);
  static constexpr std::array<std::string_view, 6> kOutcomes = {"success", "completion", "pass",
                                                                "failure", "error",      "fail"};
  const BoundMetrics bound = bind_metrics(dataset_, ahead);
  const bool measured = std::ranges::any_of(bound.metrics, [&](const Metric* metric) {
    return std::ranges::any_of(metric->core,
                               [&](const auto& word) { return is_one_of(word, kOutcomes); }) &&
           (scope.is_all() || !take_sample(dataset_, *metric, scope).cells.empty());
  });
  if (measured) {
    return std::nullopt;
  }
  if (success) {
    return judge_success_rate(dataset_, numeral, scope);
  }
  const auto failed = tally_trials(dataset_, scope, true);
  std::vector<std::pair<double, double>> parts = {
      {failed.front().value, tally_trials(dataset_, scope, false).front().value},
      {failed.back().value, requests_sent(dataset_, scope)}};
  std::vector<double> said;
  for (const Numeral& each : piece.numerals) {
    const bool counts = piece.sentence.holds(each.range.begin) && each.unit.empty() &&
                        each.range.end <= numeral.range.begin && !piece.is_named(each) &&
                        each.kind == NumeralKind::kNumber && !each.upper;
    if (counts) {
      said.push_back(each.value);
    }
  }
  if (said.size() == 2) {
    const double less = std::min(said[0], said[1]);
    parts.emplace_back(less, said[0] + said[1]);
    parts.emplace_back(less, std::max(said[0], said[1]));
  }
  std::string why;
  for (const auto& [part, whole] : parts) {
    const double rate = whole > 0 ? part / whole * 100 : -1;
    const std::string so = value_text(part) + " of " + value_text(whole) + " failed";
    if (rate >= 0 && agreement(numeral, rate) >= Agreement::kRounded) {
      return supported(ClaimType::kAggregate, so, VerdictReason::kRounding);
    }
    why = why.empty() && rate >= 0 ? so : why;
  }
  // "19 requests failed, a rate of 5 %": of those that did.
  const bool those = said.size() == 1 && std::abs(said.front() - parts.back().first) < 0.5;
  // "75 of the 100 rows failed, a rate of 68 %": of those two.
  const bool both =
      said.size() == 2 && parts.size() > 2 && piece.sentence.begin < piece.clause.begin;
  const bool told = !why.empty() && ((!scope.is_all() && (said.empty() || those)) || both);
  return told ? contradicted(ClaimType::kAggregate, VerdictReason::kWrongValue, why)
              : unsupported(ClaimType::kAggregate, VerdictReason::kTooVague,
                            "the text doesn't say of which trials this is a share");
}

namespace {

// Whether all that failed in the scope, or that ended as the words say, have the settings.
Judgement judge_lost_with(const Dataset& dataset, const std::vector<Mention>& settings,
                          const Scope& scope, std::string_view ahead) {
  const auto so = tally_failed_so(dataset, scope, ahead);
  if (so.empty()) {
    return judge_failed_with(dataset, settings, scope);
  }
  const double there =
      tally_failed_so(dataset, narrowed(scope_of(settings), scope), ahead).front().value;
  const std::string why =
      value_text(there) + " of " + value_text(so.front().value) + " that ended so are of it";
  return judged_count(there > 0 && there >= so.front().value, why);
}

}  // namespace

// "Two runs failed, both of them at num_gpu 60": whether all that failed there are of it. True
// where nothing else is said in the clause.
bool ProseReader::add_all_of_failed(const Piece& piece, std::vector<Anchor>& anchors) const {
  static constexpr std::array<std::string_view, 3> kAll = {"both", "all", "each"};
  static constexpr std::array<std::string_view, 2> kOfThem = {"both ", "all "};
  static constexpr std::array<std::string_view, 5> kWith = {"with ", "at ", "on ", "for ", "in "};
  const std::string clause = piece.text(piece.clause);
  const std::size_t first = begin_of_words(piece) - piece.clause.begin;
  const bool whole = starts_with_any(std::string_view{clause}.substr(first), kAll);
  std::size_t begin = whole ? first : std::string::npos;
  for (const std::string_view all : kOfThem) {
    for (const std::string_view with : kWith) {
      for (const std::string_view of_them : {"", "of them "}) {
        begin = std::min(begin, clause.find(", " + std::string(all).append(of_them).append(with)));
      }
    }
  }
  if (begin == std::string::npos) {
    return false;
  }
  begin += piece.clause.begin;
  const std::string ahead = piece.text({piece.sentence.begin, begin});
  if (!has_any(ahead, kFailureWords) && !has_phrase(ahead, "ran out of")) {
    return false;
  }
  const Scope scope = narrowed(scope_of(within(piece.mentions, {piece.sentence.begin, begin})),
                               narrowed(softened(scope_of(piece.subjects)), piece.context.scope));
  // "Both at ngl=29 and both with flash attention enabled"
  std::vector<std::size_t> ends;
  for (const std::string_view joint : {" and both ", " and all "}) {
    const std::size_t at = clause.find(joint, begin - piece.clause.begin);
    if (at != std::string::npos) {
      ends.push_back(piece.clause.begin + at);
    }
  }
  ends.push_back(piece.clause.end);
  bool said = false;
  for (const std::size_t end : ends) {
    std::vector<Mention> settings = within(piece.mentions, {begin, end});
    if (!whole) {
      std::erase_if(settings, [](const Mention& each) { return each.kind != NameKind::kLevel; });
    }
    if (!settings.empty()) {
      const Range own{settings.front().range.begin, settings.back().range.end};
      anchors.push_back({whole && ends.size() < 2 ? Range{begin, begin + 1} : own,
                         judge_lost_with(dataset_, settings, scope, ahead)});
      said = true;
    }
    begin = end + 1;
  }
  return whole && said;
}

// "No trial succeeded in `a.csv` and `b.csv`": of each file that is named; else of all that the
// clause, or the words before it, name.
void ProseReader::add_failures(const Piece& piece, std::vector<Anchor>& anchors) const {
  const std::string clause = piece.text(piece.clause);
  // "It consists of 18 runs, all of which completed": of those.
  static constexpr std::array<std::string_view, 2> kAllOf = {"all of which ", "all of them "};
  if (const std::size_t at = up_to_any(clause, kAllOf).size();
      at > 0 && at < clause.size() && says_completed(clause.substr(at))) {
    const Scope scope =
        narrowed(scope_of(within(piece.mentions, piece.clause)), piece.context.scope);
    const Outcomes trials = outcomes_of(dataset_, scope);
    if (!scope.is_all() && trials.all > 0) {
      anchors.push_back({{piece.clause.begin + at, piece.clause.end},
                         judged_count(!(trials.failed > 0), trials.why())});
      return;
    }
  }
  const bool counts = std::ranges::any_of(piece.numerals, [&](const Numeral& each) {
    return piece.clause.holds(each.range.begin) && !piece.is_named(each);
  });
  if (counts || !says_all_failed(clause)) {
    return;
  }
  const std::vector<Mention> here = within(piece.mentions, piece.clause);
  if (add_whole(piece, judge_some_run_folders(dataset_, clause, scope_of(here)), anchors)) {
    return;
  }
  const auto judge = [&](const Scope& scope) { return judge_all_lost(dataset_, clause, scope); };
  const bool of_files =
      std::ranges::all_of(here, [](const Mention& each) { return !each.files.empty(); });
  if (!here.empty() && of_files) {
    for (const Mention& mention : here) {
      if (auto judgement = judge(scope_of({mention}))) {
        anchors.push_back({mention.range, std::move(*judgement)});
      }
    }
    return;
  }
  // "None of its runs on B succeeded": of whom was spoken of before.
  static constexpr std::array<std::string_view, 2> kIts = {"its", "their"};
  const Scope own = scope_of(here.empty() ? piece.subjects : here);
  const Scope of_whom = has_any(clause, kIts) && !here.empty()
                            ? narrowed(own, softened(scope_of(piece.subjects)))
                            : own;
  const Scope scope = narrowed(of_whom, piece.context.scope);
  auto judgement = scope.is_all() ? std::nullopt : judge(scope);
  if (judgement) {
    std::erase_if(anchors,
                  [&](const Anchor& anchor) { return piece.clause.holds(anchor.range.begin); });
    add_whole(piece, std::move(judgement), anchors);
  }
}

// "TensorRT failed for gru on the GPU", "ran out of memory on street_es_05": a claim of its own
// where no number says more.
std::optional<Judgement> ProseReader::judge_failed_here(const Piece& piece) const {
  FailedContext context;
  context.clause = piece.text(piece.clause);
  context.mentions = in_clause(piece);
  context.scope = narrowed(softened(scope_of(piece.subjects)), piece.context.scope);
  context.of_row = !piece.context.head.empty();
  context.reason = context.of_row ? piece.text({piece.clause.end, piece.sentence.end}) : "";
  for (const Numeral& each : piece.numerals) {
    if (piece.clause.holds(each.range.begin) && !piece.is_named(each)) {
      context.numerals.push_back(each);
      context.numerals.back().range = {each.range.begin - piece.clause.begin,
                                       each.range.end - piece.clause.begin};
    }
  }
  if (auto some = judge_went_in_some(dataset_, context)) {
    return some;
  }
  auto of_all = judge_failed_of(dataset_, names_, context);
  return of_all ? of_all : judge_failed_for(dataset_, context);
}

bool ProseReader::add_outcome(const Piece& piece, std::vector<Anchor>& anchors) const {
  std::vector<Mention> subjects = piece.subjects;
  std::erase_if(subjects, [](const Mention& each) { return each.kind == NameKind::kLevel; });
  const std::string clause = piece.text(piece.clause);
  auto judgement = judge_failed_reasons(
      dataset_, names_,
      {clause, in_clause(piece), narrowed(softened(scope_of(subjects)), piece.context.scope)});
  judgement = judgement ? std::move(judgement) : judge_all_succeeded(piece);
  judgement = judgement ? std::move(judgement) : judge_failed_here(piece);
  if (!add_whole(piece, std::move(judgement), anchors)) {
    return false;
  }
  add_all_of_failed(piece, anchors);
  add_among_failed(piece, anchors);
  return true;
}

// "The 17 trials …, cold starts left out": those that are none.
std::optional<Judgement> ProseReader::judge_warm_trials(const Piece& piece,
                                                        const Numeral& numeral) const {
  static constexpr std::array<std::string_view, 5> kLeftOut = {
      "cold starts left out", "cold starts excluded", "without cold starts",
      "without the cold starts", "excluding cold starts"};
  const std::string behind = piece.text({numeral.range.end, piece.clause.end});
  if (!has_any(piece.text(piece.sentence), kLeftOut) || !behind.starts_with(" trials")) {
    return std::nullopt;
  }
  const Scope scope = scope_near(piece, numeral);
  const double warm = tally_trials(dataset_, scope, false).front().value -
                      tally_cold(dataset_, scope).front().value;
  Judgement judgement =
      judged(numeral, {{warm, "trials that are no cold starts", ""}}, ClaimType::kCount);
  return judgement.verdict == Verdict::kSupported ? std::optional(std::move(judgement))
                                                  : std::nullopt;
}

// "A contributes the most runs, followed by B (18)": whether the clause says it of something.
bool ProseReader::add_majority_of_runs(const Piece& piece, std::vector<Anchor>& anchors) const {
  const std::string clause = piece.text(piece.clause);
  const std::size_t at = majority_of_runs(clause);
  auto judgement =
      at == std::string::npos
          ? std::nullopt
          : judge_majority_of_runs(dataset_, clause, in_clause(piece), piece.context.scope);
  if (!judgement) {
    return false;
  }
  anchors.push_back(
      {{piece.clause.begin + at, piece.clause.begin + at + 1}, std::move(*judgement)});
  return true;
}

// "Two runs failed, among them A on B".
void ProseReader::add_among_failed(const Piece& piece, std::vector<Anchor>& anchors) const {
  static constexpr std::array<std::string_view, 3> kAmong = {", among them ", ", including ",
                                                             ", one of them "};
  const std::string clause = piece.text(piece.clause);
  std::size_t at = std::string::npos;
  for (const std::string_view words : kAmong) {
    at = std::min(at, clause.find(words));
  }
  const std::size_t begin = piece.clause.begin + at;
  const auto named = at == std::string::npos ? std::vector<Mention>()
                                             : within(piece.mentions, {begin, piece.clause.end});
  if (named.empty()) {
    return;
  }
  const double failed =
      tally_trials(dataset_, narrowed(scope_of(named), piece.context.scope), true).front().value;
  const std::string why = value_text(failed) + " trials of it failed";
  anchors.push_back(
      {{named.front().range.begin, named.back().range.end}, judged_count(failed > 0, why)});
}

}  // namespace chimera::verify
