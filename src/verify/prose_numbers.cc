// The numbers of a clause: counts, shares, ratios, tests, levels, measured values.
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "query/select.h"
#include "verify/closeness_said.h"
#include "verify/comparison_words.h"
#include "verify/correlations_said.h"
#include "verify/counts.h"
#include "verify/factor_tests.h"
#include "verify/failure_numbers.h"
#include "verify/parts_said.h"
#include "verify/peers.h"
#include "verify/prose_piece.h"
#include "verify/settings_judged.h"
#include "verify/statements.h"
#include "verify/tally.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::array<std::string_view, 2> kTimesSigns = {" x ", " × "};

bool is_level(const Dataset& dataset, std::string_view spelled) {
  return std::any_of(dataset.factors().begin(), dataset.factors().end(), [&](const auto& factor) {
    return std::any_of(factor.second.begin(), factor.second.end(),
                       [&](const auto& level) { return query::value_matches(level, spelled); });
  });
}

// "400 samples/s": a rate, and no number of samples.
bool is_by_second(std::string_view behind) {
  const std::string_view noun = behind.substr(0, behind.find_first_of(" ,;.:)", 1));
  return behind.starts_with(' ') && (noun.ends_with("/s") || noun.ends_with("/sec"));
}

bool says_rows(std::string_view behind) {
  static constexpr std::array<std::string_view, 8> kRows = {
      " row", " rows", " row's", " points", " level", " levels", " setting", " ones"};
  return starts_with_word(behind, kRows);
}

// "3 x 3 x 3 = 27": one of the factors.
bool is_factor_of_product(std::string_view text, Range number, bool times) {
  const std::string_view before = text.substr(0, number.begin);
  const std::string_view behind = text.substr(number.end);
  if (times && behind.size() > 1 && behind[0] == ' ' && is_digit(behind[1])) {
    return true;
  }
  return std::ranges::any_of(kTimesSigns, [&](std::string_view sign) {
    const bool first =
        behind.starts_with(sign) && behind.size() > sign.size() && is_digit(behind[sign.size()]);
    const bool second = before.ends_with(sign) && before.size() > sign.size() &&
                        is_digit(before[before.size() - sign.size() - 1]);
    return first || second;
  });
}

// "The difference may be one of a few trials": what it is, and no number of them.
bool is_pronoun(std::string_view text, const Numeral& numeral) {
  static constexpr std::array<std::string_view, 4> kIs = {" be ", " is ", " as ", " was "};
  return numeral.word && text.substr(numeral.range.begin).starts_with("one of ") &&
         ends_with_any(text.substr(0, numeral.range.begin), kIs);
}

// ", on node-b 85.6": nothing between two numbers but what the second is of.
bool goes_on_bare(std::string_view between) {
  static constexpr std::array<std::string_view, 15> kBare = {
      "on",  "in",    "at",     "for",   "with", "and", "vs",   "against",
      "the", "first", "second", "third", "last", "run", "suite"};
  const auto words = words_of(between);
  return !words.empty() && std::ranges::all_of(words, [&](const Range& word) {
    return is_one_of(between.substr(word.begin, word.end - word.begin), kBare);
  });
}

// "from 73.4 % to ".
bool second_of_two(std::string_view ahead) {
  const std::size_t from = ahead.rfind("from ");
  return ahead.ends_with(" % to ") && from != std::string_view::npos && ahead.size() - from < 24;
}

// "Three of the nine result files": a part of what a reader knows.
bool is_part_of_definite(std::string_view behind) {
  static constexpr std::array<std::string_view, 9> kWholes = {
      " of the two ",   " of the three ", " of the four ", " of the five ", " of the six ",
      " of the seven ", " of the eight ", " of the nine ", " of the ten "};
  return !has_any(behind, kFailureWords) && starts_with_any(behind, kWholes);  // no trials
}

struct StatisticBehind {
  std::string statistic;
  std::size_t length = 0;  ///< of the words that say it; 0 where none do
};

// " on average,", " peak,": a statistic that stands right behind a number and ends its thought.
StatisticBehind statistic_behind(std::string_view text) {
  if (text.starts_with(" tokens in total")) {
    return {"sum", std::string_view(" tokens in total").size()};
  }
  static constexpr std::array<std::string_view, 15> kWords = {
      " on its best run", " at best", " on average", " average", " mean", " median", " peak",
      " maximum",         " max",     " minimum",    " min",     " p99",  " p95",    " p90",
      " in total"};
  for (const std::string_view words : kWords) {
    const std::string_view rest = text.substr(std::min(words.size(), text.size()));
    const bool ends = rest.empty() || rest.front() == ',' || rest.front() == ';' ||
                      rest.front() == '.' || rest.front() == ')' || rest.starts_with(" and ") ||
                      rest.starts_with(" at ") || rest.starts_with(" while ") ||
                      rest.starts_with(" on ") || rest.starts_with(" in ") ||
                      rest.starts_with(" for ") || rest.starts_with(" with ");
    if (text.starts_with(words) && ends) {
      return {words == " in total"                                ? "sum"
              : words.ends_with("best") || words.ends_with("run") ? "best run"
                                                                  : statistic_in(words),
              words.size()};
    }
  }
  return {};
}

// "Capping the card at 250 W would cost nothing": what its subject does was not done.
bool is_imagined(std::string_view clause) {
  static constexpr std::array<std::string_view, 3> kWould = {"would", "could", "might"};
  const auto words = words_of(clause);
  return !words.empty() && clause.substr(0, words.front().end).ends_with("ing") &&
         has_any(clause, kWould);
}

// "One H100 80GB", "an RTX 4060 Ti 16 GB": a capacity that is part of the card's name.
bool is_of_card_name(std::string_view lower, const Numeral& numeral) {
  static constexpr std::array<std::string_view, 22> kCards = {
      "h100", "h200", "h20",  "h800", "a100", "a800",   "a40",    "a30",    "a10", "a10g",  "l40",
      "l40s", "l4",   "v100", "t4",   "b200", "mi250x", "mi300x", "mi325x", "ti",  "super", "rtx"};
  std::string_view before = lower.substr(0, numeral.digits.begin);
  before = before.substr(0, before.find_last_not_of(' ') + 1);
  return numeral.unit == "GB" && ends_with_word(before, kCards);
}

}  // namespace

// One kind of number after the other, each of which ends it.
std::optional<Judgement> ProseReader::judge_number(const Piece& piece,
                                                   const Numeral& numeral) const {
  const std::string clause = piece.text(piece.clause);
  const std::string sentence = piece.text(piece.sentence);
  const std::string& lower = piece.plain.lower();
  const std::size_t digits = numeral.digits.begin;
  if (digits > 0 && lower[digits - 1] == '=' && numeral.unit.empty()) {
    return std::nullopt;  // a setting
  }
  if (digits > 5 && lower.compare(digits - 6, 6, "build ") == 0 && numeral.unit.empty()) {
    return std::nullopt;  // the name of a version
  }
  if (is_of_card_name(lower, numeral)) {
    return std::nullopt;
  }
  const char slash = numeral.digits.end < lower.size() ? lower[numeral.digits.end] : ' ';
  if (numeral.unit.empty() && (slash == '/' || (digits > 0 && lower[digits - 1] == '/'))) {
    return std::nullopt;  // "3/5"
  }
  if (is_pronoun(lower, numeral)) {
    return std::nullopt;
  }
  if (numeral.digits.begin > 0 && lower[numeral.digits.begin - 1] == '$') {
    return judge_price();
  }
  static constexpr std::array<std::string_view, 6> kPeople = {"users ",   "readers ", "people ",
                                                              "players ", "nobody ",  "humans "};
  const std::string_view start =
      std::string_view{clause}.substr(std::min(clause.find_first_not_of(' '), clause.size()));
  if (std::any_of(kPeople.begin(), kPeople.end(),
                  [start](std::string_view who) { return start.starts_with(who); })) {
    return unsupported(ClaimType::kOther, VerdictReason::kTooVague, "people were not measured");
  }
  if (auto share = judge_share_of_before(piece, numeral)) {
    return share;
  }
  if (auto told = judge_failure_number(
          dataset_, numeral,
          {sentence, std::string_view{clause}.substr(0, numeral.range.begin - piece.clause.begin),
           std::string_view{clause}.substr(numeral.range.begin - piece.clause.begin),
           scope_of(within(piece.mentions, piece.sentence)), piece.context.scope})) {
    return told;
  }
  if (auto end = judge_end_of_factor(
          dataset_, names_, numeral,
          std::string_view{clause}.substr(0, numeral.range.begin - piece.clause.begin))) {
    return end;
  }
  // "Its 2048 rows never reload": those of a level.
  if (is_level(dataset_, piece.text(numeral.digits)) &&
      says_rows(std::string_view{lower}.substr(numeral.range.end))) {
    auto counted = judge_counted(piece, numeral, scope_near(piece, numeral));
    return counted && counted->verdict == Verdict::kSupported ? counted : std::nullopt;
  }
  if (auto lasted = judge_duration(dataset_, numeral, clause,
                                   piece.text({numeral.range.end, piece.clause.end}))) {
    return lasted;
  }
  if (auto met = judge_counted_values(piece, numeral)) {
    return met;
  }
  if (is_threshold(piece, numeral)) {
    return std::nullopt;
  }
  for (const auto judge : {&judge_change_of_before, &judge_change_of_previous}) {
    if (auto change = judge(piece, numeral)) {
      return change;
    }
  }
  if (is_factor_of_product(lower, numeral.range, numeral.kind == NumeralKind::kTimes)) {
    return std::nullopt;
  }
  const bool rate = is_by_second(std::string_view{lower}.substr(numeral.range.end));
  if (auto runs = rate ? std::nullopt : judge_whole_runs(piece, numeral)) {
    return runs;
  }
  if (auto counted =
          rate ? std::nullopt : judge_counted(piece, numeral, scope_of_count(piece, numeral))) {
    // "… on all three hosts" says where.
    static constexpr std::array<std::string_view, 5> kWhere = {"on all ", "for all ", "in all ",
                                                               "across all ", "of all "};
    const std::string_view before = std::string_view{lower}.substr(0, numeral.range.begin);
    const bool where = ends_with_any(before, kWhere);
    const bool compared = comparison_word(clause) != std::string::npos && before.ends_with("all ");
    if (compared || (where && counted->verdict == Verdict::kSupported)) {
      return std::nullopt;
    }
    static constexpr std::array<std::string_view, 4> kOver = {" rows", " runs", " trials",
                                                              " successful"};
    if (counted->verdict == Verdict::kContradicted && before.ends_with("over ") &&
        starts_with_any(piece.text({numeral.range.end, piece.clause.end}), kOver)) {
      return counted;
    }
    if (counted->verdict == Verdict::kContradicted) {
      if (auto named = judge_named_many(piece, numeral)) {
        return named;
      }
    }
    if (counted->verdict == Verdict::kContradicted &&
        is_part_of_definite(piece.text({numeral.range.end, piece.clause.end}))) {
      return unsupported(ClaimType::kCount, VerdictReason::kTooVague,
                         "the text doesn't say what part this is");
    }
    return counted->verdict == Verdict::kContradicted ? recount(piece, numeral, *counted)
                                                      : *counted;
  }
  if (numeral.word && numeral.kind == NumeralKind::kNumber) {
    return std::nullopt;
  }
  // "64% of the card's 16 GB": the whole that the share is of.
  const std::string_view ahead = std::string_view{lower}.substr(0, numeral.range.begin);
  const std::size_t share_of = ahead.rfind("% of ");
  if (share_of != std::string_view::npos && words_of(ahead.substr(share_of)).size() < 5 &&
      ahead.find_first_of(",;(", share_of) == std::string_view::npos &&
      ahead.find(" and ", share_of) == std::string_view::npos) {
    return std::nullopt;
  }
  if (says_correlation(clause)) {
    const Scope named =
        narrowed(scope_of(within(piece.mentions, piece.clause)), piece.context.scope);
    if (auto correlation = judge_correlation(dataset_, names_, numeral, clause, named)) {
      return correlation;
    }
  }
  if (bind_metrics(dataset_, clause).rank < MetricRank::kDefinition) {
    if (auto level = judge_level_number(piece, numeral)) {
      return level;
    }
  }
  const Numeral& listed = head_of_list(piece, numeral);
  Range whole = piece.segment_of(listed);
  // "294 W on average, 328 W peak": each is said behind its number.
  if (whole.begin > piece.clause.begin) {
    whole.begin += statistic_behind(std::string_view{lower}.substr(whole.begin)).length;
  }
  const StatisticBehind said = statistic_behind(std::string_view{lower}.substr(numeral.range.end));
  const std::string ahead_of_it(behind_label(piece.unnamed({whole.begin, listed.range.begin})));
  std::string statistic = said.length > 0 ? said.statistic : statistic_right_before(ahead_of_it);
  statistic = statistic.empty() ? statistic_in(ahead_of_it) : statistic;
  const std::string ranked = piece.unnamed({piece.sentence.begin, numeral.range.begin});
  statistic = statistic_carried(ranked, ahead_of_it, std::move(statistic));
  bool near = !statistic.empty();
  if (!near) {
    // "Lie between 77 and 78, with a mean of 77.5": the next number's.
    const std::string own = piece.unnamed(piece.segment_of(numeral));
    const std::size_t next = own.find(", with ");
    const bool behind_it =
        next != std::string::npos && piece.segment_of(numeral).begin + next > numeral.range.begin;
    statistic = statistic_in(behind_label(behind_it ? std::string_view{own}.substr(0, next) : own));
  }
  if (statistic.empty()) {
    statistic = statistic_in(behind_label(piece.unnamed(piece.clause)));
    near = !statistic.empty() && goes_on_bare(piece.unnamed({whole.begin, numeral.range.begin}));
  }
  if (auto size = judge_file_size(dataset_, numeral, clause, statistic)) {
    return size;
  }
  if (is_of_missing_file(piece)) {
    return unsupported(ClaimType::kAggregate, VerdictReason::kNoSuchMeasurement,
                       "the file that it is of is not there");
  }
  for (const auto judge : {&ProseReader::judge_failure_share, &ProseReader::judge_failure_rate,
                           &ProseReader::judge_referring}) {
    if (auto share = (this->*judge)(piece, numeral)) {
      return share;
    }
  }
  const TestNumber test = test_number(piece.plain.lower(), numeral);
  if (test != TestNumber::kDetectable &&
      (is_hypothetical(piece.text({piece.clause.begin, numeral.range.begin})) ||
       is_imagined(clause))) {
    return unsupported(ClaimType::kOther, VerdictReason::kTooVague,
                       "it says what would be, not what was");
  }
  if (test != TestNumber::kNone) {
    auto tested = judge_test(piece, numeral, test);
    tested = tested ? not_refuted(clause, std::move(*tested)) : tested;
    // "By a factor of 3" says also what "three times" does.
    // "Higher by a factor of 3, the least that …" rests on a test.
    const bool rests =
        has_phrase(clause, "higher by a factor") || has_phrase(clause, "lower by a factor");
    const bool open = !tested || tested->verdict == Verdict::kContradicted ||
                      (tested->verdict == Verdict::kUnsupported && !rests);
    const bool untold = test == TestNumber::kRatio && open;
    if (!untold) {
      return tested;
    }
  }
  if (auto of_whole = judge_metric_share(piece, numeral)) {
    return of_whole;
  }
  const std::size_t at = numeral.range.begin - std::min(piece.clause.begin, numeral.range.begin);
  if (auto apart =
          judge_closeness(dataset_, names_, numeral,
                          {clause, piece.unnamed(piece.clause), at, scope_near(piece, numeral)})) {
    return apart;
  }
  const bool percent = numeral.kind == NumeralKind::kPercent;
  const bool share = numeral.kind == NumeralKind::kShare;
  const bool times = numeral.kind == NumeralKind::kTimes || test == TestNumber::kRatio;
  static constexpr std::array<std::string_view, 18> kCompares = {
      " off ",  " quicker", " faster", " slower",   " longer",       " shorter",
      " below", " above",   " behind", " ahead of", " more",         " fewer",
      " less",  " higher",  " lower",  " over ",    " relative to ", " compared "};
  const std::string behind = piece.text({numeral.range.end, piece.clause.end});
  const bool compares = starts_with_any(behind, kCompares);
  if (percent || share) {
    if (auto of_files = judge_file_share(piece, numeral, statistic)) {
      return of_files;
    }
  }
  static constexpr std::array<std::string_view, 16> kApart = {
      " better",  " worse",     " more",           " fewer",         " less",    " higher",
      " lower",   " faster",    " slower",         " longer",        " shorter", " ahead of ",
      " behind ", " short of ", " above that of ", " below that of "};
  const bool part = percent && is_part_of_another(piece, numeral);
  const bool apart = !numeral.unit.empty() && numeral.kind == NumeralKind::kNumber &&
                     starts_with_any(behind, kApart);
  const bool gap =
      says_gap(piece, numeral) ||
      (percent && is_amount_of_change(piece.text({piece.clause.begin, numeral.range.begin})));
  // "varies by less than 1 % (CV)": of the values, not of two of them.
  const bool scatter = statistic == "cv" || statistic == "std";
  // "From 73.4 % to 66.8 %": two values.
  static constexpr std::array<std::string_view, 7> kArrives = {
      " ends at ",    " ends up at ", " lands at ", " stands at ",
      " settles at ", " comes to ",   " sits at "};
  const bool arrives = !compares && !numeral.points && ends_with_any(ahead, kArrives);
  const bool end_of_change =
      percent && (ahead.ends_with("from ") || second_of_two(ahead) || arrives);
  if (auto end = judge_change_end(piece, numeral, statistic, near)) {
    return end;
  }
  if (end_of_change) {
    Judgement end = judge_measured(piece, numeral, statistic, near);
    return end.verdict == Verdict::kSupported ? end
                                              : unsupported(end.type, VerdictReason::kTooVague,
                                                            "the text doesn't say what changed");
  }
  // "The utilization never exceeds 50 %": a value, and no ratio of two.
  static constexpr std::array<std::string_view, 4> kExceeds = {"exceeds ", "exceed ", "exceeded ",
                                                               "exceeding "};
  const bool limit =
      ends_with_any(ahead, kExceeds) || has_phrase(piece.text(numeral.range), "exceed*");
  if (times || share || apart || part || gap ||
      (percent && !scatter && !limit &&
       (compares || numeral.points || comparison_word(sentence) != std::string::npos))) {
    Judgement between = judge_between(piece, numeral);
    const std::string own_words =
        piece.unnamed({whole.begin, std::max(numeral.range.end, whole.end)});
    // "For B it averages 98 %": a value of what the sentence before names.
    const bool averages = near && statistic == "mean" && within(piece.mentions, whole).size() < 2;
    if (percent && !compares && !gap && between.verdict != Verdict::kSupported &&
        (averages || bind_metrics(dataset_, own_words).rank >= MetricRank::kWords)) {
      Judgement measured = judge_measured(piece, numeral, statistic, near);
      return measured.verdict == Verdict::kSupported ? measured : between;
    }
    return between;
  }
  const std::size_t before = numeral.digits.begin;
  const bool change = numeral.signed_up && before > 0 && numeral.kind == NumeralKind::kNumber;
  const bool margin = ahead.ends_with("within ") && behind.starts_with(" of ");
  if (sets_unknown_level(dataset_, sentence) || change || margin) {
    return unsupported(ClaimType::kAggregate, VerdictReason::kNoSuchMeasurement,
                       "of settings that the data don't have, or a change without its two sides");
  }
  if (const std::string_view end = extreme_of_means(ahead_of_it); !end.empty()) {
    Judgement of_means = judge_measured(piece, numeral, std::string(end), true);
    if (of_means.verdict == Verdict::kSupported &&
        of_means.why.find("mean_") < of_means.why.size()) {
      return of_means;
    }
  }
  Judgement judgement = judge_measured(piece, numeral, statistic, near);
  const bool bare = numeral.unit.empty() && numeral.kind == NumeralKind::kNumber;
  // "0.2 is always the first level": a subject, and no value of what is measured.
  static constexpr std::array<std::string_view, 5> kSaidOf = {" is ", " was ", " comes ", " leads ",
                                                              " wins "};
  if (bare && judgement.verdict == Verdict::kContradicted && starts_with_any(behind, kSaidOf)) {
    return std::nullopt;
  }
  if (bare && judgement.verdict == Verdict::kContradicted) {
    if (auto level = judge_level_number(piece, numeral)) {
      return level;
    }
    static constexpr std::array<std::string_view, 14> kOtherNouns = {
        "tokens",  "token", "layers", "cores", "characters", "chars",      "words",
        "threads", "gpus",  "weeks",  "days",  "hours",      "parameters", "params"};
    const std::string_view next =
        words_behind(piece.plain.lower(), numeral.range.end, piece.clause.end);
    static constexpr std::array<std::string_view, 10> kMade = {
        "generated", "generates", "produced", "in total", "longest",
        "shortest",  "writes",    "wrote",    "reply",    "answer"};
    const bool made = next.starts_with(" tokens") && has_any(clause, kMade);
    if (has_any(next, kOtherNouns) && !made) {
      return std::nullopt;
    }
    const bool placed = lower.substr(0, numeral.range.begin).ends_with("at ");
    if (placed && is_level(dataset_, piece.text(numeral.digits))) {
      return std::nullopt;
    }
  }
  // "10, 22 and 37 tok/s": of one thing they can't all be.
  if (judgement.verdict == Verdict::kContradicted && place_in_list(piece, numeral).second > 1 &&
      !listed_partner(piece, numeral)) {
    return unsupported(judgement.type, VerdictReason::kTooVague,
                       "the text doesn't say which of these values is of what");
  }
  // "Rain at 10 mm/h": of a unit that no metric has. "15 samples/s" is spelled in words.
  constexpr std::size_t kSymbolMax = 3;
  const std::string_view unit =
      behind.starts_with(' ') ? std::string_view{behind}.substr(1) : std::string_view();
  const std::size_t per = unit.substr(0, unit.find_first_of(" ,.;)")).find('/');
  if (bare && judgement.verdict == Verdict::kContradicted && per != std::string_view::npos &&
      per > 0 && per <= kSymbolMax) {
    return unsupported(judgement.type, VerdictReason::kNoSuchMeasurement,
                       "nothing was measured in that unit");
  }
  // "Brings it from 15.3 ms down to 10.6": of a setting that nobody names.
  const bool second_end = ahead.ends_with(" to ") && says_change(clause) &&
                          has_phrase(piece.text({piece.clause.begin, numeral.range.begin}), "from");
  if (judgement.verdict == Verdict::kContradicted && second_end) {
    return unsupported(judgement.type, VerdictReason::kTooVague,
                       "the text doesn't say what changed");
  }
  if (judgement.verdict == Verdict::kContradicted && ahead.ends_with("from ") &&
      lower.substr(numeral.range.end, piece.clause.end - numeral.range.end).find(" to ") !=
          std::string::npos) {
    return unsupported(judgement.type, VerdictReason::kTooVague,
                       "the text doesn't say what changed");
  }
  // "With X at 0.95 …": of a setting that was not tried.
  const bool placed_at =
      ahead.ends_with(" at ") || ahead.ends_with(" of ") || ahead.ends_with(" to ");
  if (judgement.verdict == Verdict::kContradicted && bare && placed_at &&
      clause.find("with ") < 2) {
    return unsupported(judgement.type, VerdictReason::kNoSuchMeasurement,
                       "nothing was measured with that");
  }
  if (judgement.verdict == Verdict::kContradicted && is_imperative(sentence) &&
      !is_premise(sentence, numeral.range.begin - piece.sentence.begin)) {
    return unsupported(judgement.type, VerdictReason::kTooVague,
                       "it says what to do, or to expect");
  }
  if (bare && judgement.verdict != Verdict::kSupported &&
      !says_what_it_is(piece, numeral, whole, near)) {
    return std::nullopt;
  }
  return judgement;
}

}  // namespace chimera::verify
