// The numbers of a clause: counts, shares, ratios, tests, levels, measured values.
#include <algorithm>
#include <array>
#include <utility>

#include "query/select.h"
#include "verify/counts.h"
#include "verify/prose_piece.h"
#include "verify/wording.h"

namespace chimera::verify {

// "num_gpu (999, 80, 60, 40)", "temperatures 0.2, 0.4 and 0.8": a level of what stands before.
std::optional<Judgement> ProseReader::judge_level_number(const Piece& piece,
                                                         const Numeral& numeral) const {
  const Range near{piece.sentence.begin, numeral.range.begin};
  const std::string before = piece.text(near);
  const std::string around = before + " " + piece.context.title;
  if (numeral.kind != NumeralKind::kNumber || !numeral.unit.empty()) {
    return std::nullopt;
  }
  const std::string factor = factor_named(dataset_, around);
  const auto levels = dataset_.factors().find(factor);
  if (levels == dataset_.factors().end()) {
    return std::nullopt;
  }
  const std::string spelled = piece.text(numeral.digits);
  const bool known =
      std::any_of(levels->second.begin(), levels->second.end(),
                  [&](const auto& level) { return query::value_matches(level, spelled); });
  if (!known) {
    return std::nullopt;
  }
  return supported(ClaimType::kConfig, "a level of " + levels->first);
}

// "91 of 374 trials failed": the first number is of what the words behind say.
std::optional<Judgement> ProseReader::judge_part(const Piece& piece, const Numeral& numeral,
                                                 const Scope& scope) const {
  const std::string rest = piece.text({numeral.range.end, piece.clause.end});
  if (has_phrase(rest, "failed") || has_phrase(rest, "failures")) {
    return judge_count(dataset_, numeral, {"failed", scope, false});
  }
  if (has_phrase(rest, "files") && type_in(rest)) {
    return judge_count(dataset_, numeral, {"files " + rest, {}, false});
  }
  return unsupported(ClaimType::kCount, VerdictReason::kTooVague,
                     "the text doesn't say what part this is");
}

std::optional<Judgement> ProseReader::judge_counted(const Piece& piece, const Numeral& numeral,
                                                    const Scope& scope) const {
  if (!numeral.unit.empty() || numeral.kind != NumeralKind::kNumber || numeral.decimals > 0) {
    return std::nullopt;
  }
  const std::string& text = piece.plain.lower();
  const std::string_view behind = words_behind(text, numeral.range.end, piece.clause.end);
  if (behind.starts_with(" of ") &&
      std::any_of(behind.begin(), behind.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    return judge_part(piece, numeral, scope);
  }
  const std::string_view next =
      behind.substr(std::min(behind.find_first_not_of(' '), behind.size()));
  if (next.starts_with("csv") || next.starts_with("json") || next.starts_with("markdown")) {
    return judge_count(dataset_, numeral,
                       {"files " + std::string(next.substr(0, next.find(' '))), {}, false});
  }
  if (has_phrase(behind, "files")) {
    const Scope named = scope_of(within(piece.mentions, piece.clause));
    return judge_count(dataset_, numeral, {std::string(behind), named, true});
  }
  const std::string_view nearest = behind.substr(
      0, behind.find(' ', std::min(behind.find_first_not_of(' ') + 1, behind.size())));
  const bool special =
      has_phrase(behind, "cold") || has_phrase(behind, "failed") || has_phrase(behind, "failures");
  if (!special) {
    if (auto judgement = judge_count(dataset_, numeral, {std::string(nearest), scope, false})) {
      return judgement;
    }
  }
  if (auto judgement = judge_count(dataset_, numeral, {std::string(behind), scope, false})) {
    return judgement;
  }
  if (numeral.word) {
    return std::nullopt;
  }
  // "number of files (101)", "CSV files: 28"
  const std::size_t begin = piece.clause.begin;
  std::string before = text.substr(begin, numeral.range.begin - begin);
  const bool opened = before.ends_with("(") || before.ends_with(": ") || before.ends_with(" is ") ||
                      before.ends_with(" are ") || before.ends_with("= ");
  if (!opened) {
    return std::nullopt;
  }
  while (!before.empty() && !is_word_char(before.back())) {
    before.pop_back();
  }
  const bool verb = before.ends_with(" is") || before.ends_with(" are");
  const std::size_t start = before.size() > 30 ? before.find(' ', before.size() - 30) : 0;
  const std::string noun = before.substr(std::min(start, before.size()));
  static constexpr std::array<std::string_view, 8> kLast = {
      "files", "trials", "runs", "models", "prompts", "rows", "directories", "configurations"};
  const bool counted = std::any_of(kLast.begin(), kLast.end(), [&](std::string_view word) {
    return noun.ends_with(word) || (verb && has_phrase(noun, word));
  });
  return counted ? judge_count(dataset_, numeral, {noun, scope, false}) : std::nullopt;
}

// One kind of number after the other, each of which ends it.
std::optional<Judgement> ProseReader::judge_number(const Piece& piece,
                                                   const Numeral& numeral) const {
  const std::string clause = piece.text(piece.clause);
  const std::string sentence = piece.text(piece.sentence);
  const std::string segment = piece.text(piece.segment_of(numeral));
  const std::string& lower = piece.plain.lower();
  const std::size_t digits = numeral.digits.begin;
  if (digits > 0 && lower[digits - 1] == '=' && numeral.unit.empty()) {
    return std::nullopt;  // a setting
  }
  const char slash = numeral.digits.end < lower.size() ? lower[numeral.digits.end] : ' ';
  if (numeral.unit.empty() && (slash == '/' || (digits > 0 && lower[digits - 1] == '/'))) {
    return std::nullopt;  // "3/5"
  }
  if (auto counted = judge_counted(piece, numeral, scope_near(piece, numeral))) {
    // "They hold 33 trials": of all, where the clause names nothing.
    if (counted->verdict == Verdict::kContradicted &&
        within(piece.mentions, piece.clause).empty()) {
      auto of_all = judge_counted(piece, numeral, {});
      return of_all && of_all->verdict == Verdict::kSupported ? of_all : counted;
    }
    return counted;
  }
  if (numeral.word && numeral.kind == NumeralKind::kNumber) {
    return std::nullopt;
  }
  if (bind_metrics(dataset_, clause).rank < MetricRank::kDefinition) {
    if (auto level = judge_level_number(piece, numeral)) {
      return level;
    }
  }
  const Range whole = piece.segment_of(numeral);
  std::string statistic = statistic_in(piece.text({whole.begin, numeral.range.begin}));
  const bool near = !statistic.empty();
  if (!near) {
    statistic = statistic_in(segment);
  }
  if (statistic.empty()) {
    statistic = statistic_in(clause);
  }
  if (auto size = judge_file_size(dataset_, numeral, clause, statistic)) {
    return size;
  }
  const auto here = within(piece.mentions, piece.clause);
  const auto is_missing = [](const Mention& mention) {
    return mention.kind == NameKind::kMissingFile;
  };
  if (std::any_of(here.begin(), here.end(), is_missing) &&
      std::none_of(here.begin(), here.end(),
                   [](const Mention& mention) { return mention.kind == NameKind::kFile; })) {
    return unsupported(ClaimType::kAggregate, VerdictReason::kNoSuchMeasurement,
                       "the file that it is of is not there");
  }
  if (const TestNumber test = test_number(piece.plain.lower(), numeral);
      test != TestNumber::kNone) {
    return judge_test(piece, numeral, test);
  }
  const bool percent = numeral.kind == NumeralKind::kPercent;
  const bool share = numeral.kind == NumeralKind::kShare;
  const bool times = numeral.kind == NumeralKind::kTimes;
  if (percent || share) {
    const Scope scope = scope_of(within(piece.mentions, piece.clause));
    if (auto of_files = judge_share(dataset_, numeral, clause, scope)) {
      return of_files;
    }
  }
  if (times || share || (percent && comparison_word(sentence) != std::string::npos)) {
    ComparisonContext context;
    context.clause = clause;
    context.wide = piece.unnamed(piece.sentence) + " " + piece.context.title;
    context.unnamed = piece.unnamed(piece.clause);
    context.mentions = within(piece.mentions, piece.clause);
    if (context.mentions.size() < 2) {
      context.mentions = within(piece.mentions, piece.sentence);
    }
    if (context.mentions.size() < 2) {
      context.subjects = piece.subjects;
    }
    context.scope = piece.context.scope;
    auto ratio = judge_ratio(dataset_, numeral, context);
    return ratio ? ratio
                 : unsupported(ClaimType::kComparison, VerdictReason::kNoSuchMeasurement,
                               "the text doesn't name two things that were both measured");
  }
  const std::size_t before = numeral.digits.begin;
  const bool change = numeral.signed_up && before > 0 && numeral.kind == NumeralKind::kNumber;
  if (sets_unknown_level(dataset_, sentence) || change) {
    return unsupported(ClaimType::kAggregate, VerdictReason::kNoSuchMeasurement,
                       "of settings that the data don't have, or a change without its two sides");
  }
  NumberContext context;
  context.near = piece.unnamed({whole.begin, numeral.range.begin});
  // Its own unit names no metric more surely than its sentence does.
  context.middle = piece.unnamed({whole.begin, numeral.range.begin}) + " " +
                   piece.unnamed({numeral.range.end, std::max(numeral.range.end, whole.end)});
  context.wide = piece.unnamed(piece.clause) + " ; " + piece.unnamed(piece.sentence);
  context.loose_statistic = !near;
  context.far = piece.context.head + " " + piece.context.title;
  context.scope = scope_near(piece, numeral);
  context.statistic = statistic;
  if (context.statistic == "count") {
    context.statistic.clear();
  }
  Judgement judgement = judge_quantity(dataset_, numeral, context);
  const bool bare = numeral.unit.empty() && numeral.kind == NumeralKind::kNumber;
  if (bare && judgement.verdict == Verdict::kContradicted) {
    if (auto level = judge_level_number(piece, numeral)) {
      return level;
    }
    static constexpr std::array<std::string_view, 14> kOtherNouns = {
        "tokens",  "token", "layers", "cores", "characters", "chars",      "words",
        "threads", "gpus",  "weeks",  "days",  "hours",      "parameters", "params"};
    if (has_any(words_behind(piece.plain.lower(), numeral.range.end, piece.clause.end),
                kOtherNouns)) {
      return std::nullopt;
    }
  }
  if (judgement.verdict == Verdict::kContradicted && is_imperative(sentence)) {
    return std::nullopt;
  }
  if (bare && judgement.verdict != Verdict::kSupported &&
      bind_metrics(dataset_, context.middle).rank < MetricRank::kWords) {
    return std::nullopt;
  }
  return judgement;
}

std::optional<Judgement> ProseReader::judge_test(const Piece& piece, const Numeral& numeral,
                                                 TestNumber test) const {
  if (test == TestNumber::kLevel) {
    return std::nullopt;
  }
  TestContext context;
  std::vector<Mention> places;
  for (const Mention& mention : within(piece.mentions, piece.sentence)) {
    const bool file = mention.kind == NameKind::kFile || mention.kind == NameKind::kFolder;
    if (file) {
      places.push_back(mention);
    } else if (mention.range.end <= numeral.range.begin &&
               (context.sides.empty() || share_column(context.sides.back(), mention))) {
      context.sides.push_back(mention);
    }
  }
  if (context.sides.size() < 2 && places.size() == 2) {
    context.sides = std::move(places);
    places.clear();
  }
  context.scope = narrowed(scope_of(places), piece.context.scope);
  context.words = piece.unnamed(piece.sentence);
  static constexpr std::array<std::string_view, 5> kHypothetical = {"would", "could", "expect",
                                                                    "might", "projected"};
  if (has_any(piece.text(piece.sentence), kHypothetical)) {
    return unsupported(ClaimType::kOther, VerdictReason::kTooVague,
                       "it says what would be, not what was");
  }
  context.other_test = has_phrase(context.words, "f test") || has_phrase(context.words, "anova") ||
                       has_phrase(context.words, "chi-square*") ||
                       has_phrase(context.words, "fisher*") ||
                       has_phrase(context.words, "kruskal*");
  if (test == TestNumber::kRatio || test == TestNumber::kP || test == TestNumber::kInterval) {
    if (auto judgement = judge_test_number(dataset_, numeral, test, context)) {
      return judgement;
    }
  }
  return unsupported(ClaimType::kSignificance, VerdictReason::kTooVague,
                     "the text doesn't say of which rows this is a test");
}

void ProseReader::add_numbers(const Piece& piece, std::vector<Anchor>& anchors) const {
  if (is_wish(piece.text(piece.sentence))) {
    return;
  }
  for (const Numeral& numeral : piece.numerals) {
    const bool named =
        std::any_of(piece.mentions.begin(), piece.mentions.end(), [&](const Mention& mention) {
          return mention.range.begin < numeral.range.end && numeral.range.begin < mention.range.end;
        });
    if (numeral.kind == NumeralKind::kDate || named || !piece.clause.holds(numeral.range.begin) ||
        numeral.range.end > piece.clause.end) {
      continue;
    }
    if (auto judgement = judge_number(piece, numeral)) {
      anchors.push_back({numeral.range, std::move(*judgement)});
    }
  }
}

}  // namespace chimera::verify
