// "Loading makes up 96 % of the summed TTFT": what part of one measurement another is, row by row.
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "verify/fair_readings.h"
#include "verify/parts_said.h"
#include "verify/prose_piece.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::array<std::string_view, 9> kVerbs = {"accounts for", "account for", "accounted for",
                                                    "makes up",     "make up",     "making up",
                                                    "made up",      "constitutes", "represents"};

// What the words before the verb name, a load also by "loading" alone.
BoundMetrics part_named(const Dataset& dataset, std::string_view subject) {
  BoundMetrics bound = bind_metrics(dataset, subject);
  return bound.rank < MetricRank::kWords && has_phrase(subject, "load*")
             ? bind_metrics(dataset, "load time")
             : bound;
}

constexpr std::array<std::string_view, 8> kEndsOfPart = {",",       ";",     " so ", " which ",
                                                         " while ", " and ", ".",    " rather "};

// Where a clause says that something is mostly what stands behind it; nullopt where it
// says no such thing.
std::optional<Range> main_part_said(std::string_view clause) {
  static constexpr std::array<std::string_view, 14> kSaid = {
      "most of it",         "most of that",        "most of this",   "most of which",
      "dominated by",       "dominated mainly by", "the bulk of it", "the bulk of that",
      "is mostly",          "was mostly",          "is mainly",      "was mainly",
      "is almost entirely", "was almost entirely"};
  for (const std::string_view words : kSaid) {
    if (const std::size_t at = find_phrase(clause, words); at != std::string_view::npos) {
      return Range{at, at + words.size()};
    }
  }
  return std::nullopt;
}

// The sums of both over the rows that have both.
std::pair<double, double> sums_of(const Sample& whole, const std::string& part) {
  std::pair<double, double> sums{0, 0};
  for (const Cell& cell : whole.cells) {
    const Column* const column = find_column(*cell.table, part);
    const double value = column == nullptr ? std::nan("") : column->number_at(cell.row);
    if (std::isfinite(value) && std::isfinite(cell.value)) {
      sums.first += value;
      sums.second += cell.value;
    }
  }
  return sums;
}

}  // namespace

std::optional<Judgement> ProseReader::judge_metric_share(const Piece& piece,
                                                         const Numeral& numeral) const {
  static constexpr std::array<std::string_view, 6> kEnds = {",",       ";",       " so ",
                                                            " which ", " while ", "."};
  const std::string before = piece.unnamed({piece.clause.begin, numeral.range.begin});
  const std::string behind = piece.unnamed({numeral.range.end, piece.clause.end});
  std::size_t verb = std::string::npos;
  for (const std::string_view each : kVerbs) {
    verb = std::min(verb, find_phrase(before, each));
  }
  if (numeral.kind != NumeralKind::kPercent || verb == std::string::npos ||
      !behind.starts_with(" of ")) {
    return std::nullopt;
  }
  const BoundMetrics part = part_named(dataset_, std::string_view{before}.substr(0, verb));
  const BoundMetrics whole =
      bind_metrics(dataset_, up_to_any(std::string_view{behind}.substr(3), kEnds));
  if (part.rank < MetricRank::kWords || whole.rank < MetricRank::kWords) {
    return std::nullopt;
  }
  Scope scope = scope_near(piece, numeral);
  // "Of the first TTFT", which is no time to the first token of all.
  const bool of_first =
      behind.starts_with(" of the first ") && !behind.starts_with(" of the first token");
  scope.place = of_first ? TrialPlace::kFirst : place_of(piece, numeral);
  std::optional<double> first;
  std::string why;
  for (const Metric* const of : whole.metrics) {
    const Sample all = take_sample(dataset_, *of, scope);
    for (const Metric* const own : part.metrics) {
      for (const Scope& each : scopes_to_try(dataset_, all, scope)) {
        const auto [sum, total] = sums_of(take_sample(dataset_, *of, each), own->name);
        if (own == of || of->stated || !(total > 0)) {
          continue;
        }
        const double share = 100 * sum / total;
        if (!first || agreement(numeral, share) >= Agreement::kRounded) {
          why = own->name + " adds up to " + value_text(share, "%") + " of " + of->name;
          first = first ? first : std::optional(share);
        }
        if (agreement(numeral, share) >= Agreement::kRounded) {
          return supported(ClaimType::kAggregate, why, VerdictReason::kRounding);
        }
      }
    }
  }
  if (!first) {
    return std::nullopt;
  }
  const bool named = scope.files || !scope.conditions.empty();
  return named ? contradicted(ClaimType::kAggregate, VerdictReason::kWrongValue, why)
               : unsupported(ClaimType::kAggregate, VerdictReason::kTooVague,
                             "the text doesn't say of which rows this is a part");
}

namespace {

// Of the rows that have both in how many the part is more than half.
std::pair<std::size_t, std::size_t> rows_led_by(const Sample& whole, const std::string& part) {
  std::pair<std::size_t, std::size_t> rows{0, 0};
  for (const Cell& cell : whole.cells) {
    const Column* const column = find_column(*cell.table, part);
    const double value = column == nullptr ? std::nan("") : column->number_at(cell.row);
    if (std::isfinite(value) && cell.value > 0) {
      ++rows.second;
      rows.first += value > cell.value / 2 ? 1U : 0U;
    }
  }
  return rows;
}

}  // namespace

// "In all models loading accounts for most of the cold TTFT": whether it is more than half in each
// first trial of a run, in one without the word that says so of each.
std::optional<ProseReader::MainPart> ProseReader::judge_part_of_each(const Piece& piece) const {
  static constexpr std::array<std::string_view, 7> kLarger = {
      " the majority of ",  " most of ",           " the larger part of ", " the bulk of ",
      " the main part of ", " the major part of ", " the largest part of "};
  static constexpr std::array<std::string_view, 6> kEach = {"in all",     "in every", "in each",
                                                            "every case", "for all",  "for every"};
  const std::string clause = piece.unnamed(piece.clause);
  std::size_t verb = clause.size();
  for (const std::string_view each : kVerbs) {
    verb = std::min(verb, find_phrase(clause, each));
  }
  const std::string_view behind = std::string_view{clause}.substr(verb);
  const std::string_view amount = up_to_any(behind, kLarger);
  if (verb == clause.size() || amount.size() == behind.size()) {
    return std::nullopt;
  }
  const BoundMetrics part = part_named(dataset_, std::string_view{clause}.substr(0, verb));
  BoundMetrics whole = bind_metrics(dataset_, behind.substr(amount.size()));
  whole = whole.rank < MetricRank::kWords ? bind_metrics(dataset_, "ttft") : whole;
  Numeral here;
  here.range = {piece.clause.begin + verb, piece.clause.begin + verb};
  Scope scope = scope_near(piece, here);
  scope.place = TrialPlace::kFirst;
  std::pair<std::size_t, std::size_t> rows{0, 0};
  for (const Metric* const of : whole.metrics) {
    const Sample first = take_sample(dataset_, *of, scope);
    for (const Metric* const own : part.metrics) {
      if (own != of && !of->stated && !own->stated && is_time(*own)) {
        const auto more = rows_led_by(first, own->name);
        rows.first += more.first;
        rows.second += more.second;
      }
    }
  }
  const bool each = has_any(clause, kEach);
  if (part.rank < MetricRank::kWords || rows.second == 0 || (!each && rows.second > 1)) {
    return std::nullopt;
  }
  const std::string why = "more than half in " + std::to_string(rows.first) + " of " +
                          std::to_string(rows.second) + " first trials";
  return MainPart{piece.clause.begin + verb,
                  rows.first == rows.second
                      ? supported(ClaimType::kComparison, why)
                      : contradicted(ClaimType::kComparison, VerdictReason::kWrongDirection, why)};
}

// "Most of it was loading", "dominated by load time": whether the part is more than half of the
// whole that stands before it, a time to the first token where none does. Where the rows of several
// scopes disagree, nothing is decided.
std::optional<ProseReader::MainPart> ProseReader::judge_main_part(const Piece& piece) const {
  const std::string clause = piece.unnamed(piece.clause);
  const auto said = main_part_said(clause);
  if (!said) {
    return std::nullopt;
  }
  const std::string_view behind = std::string_view{clause}.substr(said->end);
  const BoundMetrics part = part_named(dataset_, up_to_any(behind, kEndsOfPart));
  if (part.rank < MetricRank::kWords ||
      std::none_of(part.metrics.begin(), part.metrics.end(),
                   [](const Metric* metric) { return is_time(*metric) && !metric->stated; })) {
    return std::nullopt;
  }
  BoundMetrics whole = bind_metrics(dataset_, clause.substr(0, said->begin));
  if (whole.rank < MetricRank::kWords) {
    whole = bind_metrics(dataset_, piece.unnamed({piece.sentence.begin, piece.clause.begin}));
  }
  if (whole.rank < MetricRank::kWords) {
    whole = bind_metrics(dataset_, "ttft");
  }
  Numeral here;
  here.range = {piece.clause.begin + said->begin, piece.clause.begin + said->begin};
  Scope scope = scope_near(piece, here);
  const std::string so_far = piece.text({piece.sentence.begin, piece.clause.end});
  static constexpr std::array<std::string_view, 5> kOpening = {"opener", "opening", "first prompt",
                                                               "first request", "first call"};
  scope.place = has_any(so_far, kOpening) ? TrialPlace::kFirst : place_said(so_far);
  const SampleOptions options{false, false, says_cold(so_far)};
  std::size_t more = 0;
  std::size_t told = 0;
  std::string why;
  for (const Metric* const of : whole.metrics) {
    for (const Metric* const own : part.metrics) {
      const auto [sum, total] = sums_of(take_sample(dataset_, *of, scope, options), own->name);
      if (own != of && !of->stated && !own->stated && total > 0 && sum > 0) {
        ++told;
        more += sum > total / 2 ? 1U : 0U;
        why = own->name + " adds up to " + value_text(100 * sum / total, "%") + " of " + of->name;
      }
    }
  }
  if (told == 0 || (more > 0 && more < told)) {
    return std::nullopt;
  }
  const std::size_t at = piece.clause.begin + said->begin;
  return MainPart{
      at, more == told ? supported(ClaimType::kComparison, why)
                       : contradicted(ClaimType::kComparison, VerdictReason::kWrongDirection, why)};
}

}  // namespace chimera::verify
