// The number of a cell: counted, measured, or worked out of other cells.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

#include "data/unit.h"
#include "verify/correlations_said.h"
#include "verify/counts.h"
#include "verify/fair_readings.h"
#include "verify/file_contents.h"
#include "verify/run_block.h"
#include "verify/table_row.h"
#include "verify/wording.h"
#include "verify/written_units.h"

namespace chimera::verify {
namespace {

constexpr std::array<std::string_view, 19> kChanges = {
    "since", "step",     "loss",   "overhead", "penalty",    "advantage",   "scaling",
    "drop",  "slowdown", "change", "delta",    "difference", "improvement", "speedup",
    "diff",  "gain",     "vs",     "relative", "reduction"};

// Heads of how many tokens a row is about.
bool counts_tokens(std::string_view head) {
  static constexpr std::array<std::string_view, 12> kHeads = {
      "tokens",           "total tokens",      "output tokens", "generated tokens",
      "tokens generated", "# tokens",          "tokens out",    "out tokens",
      "tokens written",   "completion tokens", "reply tokens",  "answer tokens"};
  return is_one_of(trimmed(head, kMarks), kHeads);
}

// "Rows with a reload", "TTFT, first prompt excluded": of a part that no name in the head says.
bool says_more_than_read(std::string_view head, const std::vector<Mention>& in_head) {
  static constexpr std::array<std::string_view, 11> kParting = {
      "with",   "without", "excluded", "excluding", "only",  "after",
      "before", "where",   "above",    "below",     "except"};
  return in_head.empty() && has_any(head, kParting);
}

// "Prefill reduction (%)" where a column is called so: it was measured, or worked out there.
bool names_change(const Dataset& dataset, std::string_view head) {
  const BoundMetrics bound = bind_metrics(dataset, head);
  return bound.rank >= MetricRank::kWords &&
         std::ranges::any_of(bound.metrics, [](const Metric* metric) {
           return std::ranges::any_of(metric->core,
                                      [](const auto& word) { return is_one_of(word, kChanges); });
         });
}

// "First prompt", "first TTFT (s)", "rest TTFT": which trials of each run the column is of.
TrialPlace place_in_head(std::string_view head) {
  const std::string text = trimmed(head, kMarks);
  const std::string_view said = text;
  if (said.starts_with("first ") && !said.starts_with("first token")) {
    return TrialPlace::kFirst;
  }
  return said.starts_with("rest ") || has_phrase(said, "the rest") ? TrialPlace::kNotFirst
                                                                   : place_said(said);
}

// "Default" of "Default ms" and "Default (ms)".
std::string_view without_unit(std::string_view head) {
  head = head.substr(0, std::min(head.find(" ("), head.find_last_not_of(kMarks) + 1));
  const std::size_t last = head.rfind(' ');
  const bool unit = last != std::string_view::npos && canonical_unit(head.substr(last + 1));
  return unit ? head.substr(0, last) : head;
}

// "All figures in tok/s", "mean latency in ms over ten runs"; "" where no unit is said so.
std::string unit_said_in(std::string_view text) {
  for (std::size_t at = find_phrase(text, "in"); at != std::string_view::npos;
       at = find_phrase(text, "in", at + 1)) {
    const std::string_view rest = text.substr(std::min(at + 3, text.size()));
    const std::string_view spelled = rest.substr(0, rest.find_first_of(" ,;:)"));
    const std::string_view word =
        spelled.ends_with('.') ? spelled.substr(0, spelled.size() - 1) : spelled;
    if (word.size() > 1 || word == "s") {
      if (auto unit = canonical_unit(word)) {
        return *unit;
      }
    }
  }
  return "";
}

// "Transformer network, mean ms per call:" right above a table: the one unit behind a statistic.
std::string unit_behind_statistic(std::string_view lead) {
  if (!lead.ends_with(':')) {
    return "";
  }
  const std::vector<Range> words = words_of(lead);
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const std::string_view word = lead.substr(words[i].begin, words[i].end - words[i].begin);
    const std::string_view rest = lead.substr(words[i + 1].begin);
    const std::string_view next = rest.substr(0, rest.find_first_of(" ,;:)"));
    if (!statistic_word(word).empty() && next.size() > 1) {
      if (auto unit = canonical_unit(next)) {
        return *unit;
      }
    }
  }
  return "";
}

// The digits in the range, with their point.
Range number_within(std::string_view text, Range range) {
  const auto is_part = [](char c) { return (c >= '0' && c <= '9') || c == '.' || c == ','; };
  std::size_t begin = range.begin;
  while (begin < range.end && !is_part(text[begin])) {
    ++begin;
  }
  std::size_t end = begin;
  while (end < range.end && is_part(text[end])) {
    ++end;
  }
  return {begin, end};
}

// What stands above the table of that column: not "SD is `total_stdev`", which says what another
// head is.
std::string lead_for(const Block& table, std::size_t column) {
  std::string lead = table.lead;
  for (std::size_t i = 0; i < table.head.size(); ++i) {
    const std::string head = trimmed(table.head[i].lower(), kMarks);
    const std::size_t at =
        i == column || head.empty() ? std::string::npos : lead.find(" " + head + " is ");
    if (at != std::string::npos) {
      lead.erase(at, std::min(lead.find(". ", at), lead.size()) - at);
    }
  }
  return lead;
}

// What is found where a name of the row is left aside may be of something else: it refutes nothing.
Judgement only_supporting(const Judgement& judgement) {
  return judgement.verdict == Verdict::kContradicted
             ? unsupported(judgement.type, VerdictReason::kNoSuchMeasurement,
                           "no trial of that row has this measurement")
             : judgement;
}

}  // namespace

bool is_key_name(std::string_view label) {
  const std::string text = trimmed(label.substr(0, label.find(" (")), kMarks);
  return without_file_kind(text).size() < text.size() && text.find(' ') == std::string::npos;
}

TableReader::CellWords TableReader::words_of_cell(const Row& row, std::size_t column) const {
  CellWords words;
  words.head = metric_head(row.table, column);
  words.lead = lead_for(row.table, column);
  words.statistic = statistic_in(trimmed(words.head, " *"));
  if (words.statistic.empty() && is_key_name(row.label)) {
    // Of a stated statistic that is spelled it is that one; of measured values any is meant.
    const BoundMetrics spelled = bind_metrics(dataset_, row.label);
    const bool stated = !spelled.empty() && spelled.metrics.front()->stated;
    const std::size_t bracket = std::min(row.label.find(" ("), row.label.size());
    // "p95_ttft_ms (mean)": the mean of those.
    words.statistic = statistic_in(std::string_view{row.label}.substr(bracket));
    words.statistic =
        words.statistic.empty() && stated ? spelled.metrics.front()->statistic : words.statistic;
  } else if (words.statistic.empty() && !says_error(dataset_, words.head)) {
    words.statistic = statistic_in(row.label);
  }
  // "p99 TTFT in ms:" above columns that are called by the runs.
  if (const std::string above = statistic_in(row.table.lead);
      words.statistic.empty() && (above.starts_with('p') || above == "median" || above == "mean") &&
      row.table.lead.ends_with(':') && bind_metrics(dataset_, words.head).empty() &&
      bind_metrics(dataset_, row.label).empty()) {
    words.statistic = above;
  }
  if (words.statistic.empty() && says_means(row.table.lead)) {
    words.statistic = "mean";
  }
  words.in_head = names_.find(words.head);
  // "Default": a word of prose elsewhere, alone in a head a level.
  const std::string alone = trimmed(without_unit(words.head), kMarks);
  const bool known = std::ranges::any_of(words.in_head, [&](const Mention& mention) {
    return mention.kind == NameKind::kLevel && mention.alias == alone;
  });
  if (auto level = names_.whole_name(alone);
      level && !known && column > 0 && statistic_in(alone).empty()) {
    words.in_head = {*std::move(level)};
  }
  words.own = narrowed(scope_of(words.in_head), scope_of(row.mentions));
  words.own.place = place_in_head(words.head);
  // "Without the first iteration" above the table.
  const std::string above = row.table.lead + " " + row.context.title;
  if (words.own.place == TrialPlace::kAny && place_said(above) == TrialPlace::kNotFirst) {
    words.own.place = TrialPlace::kNotFirst;
  }
  return words;
}

NumberContext TableReader::context_of(const Row& row, const CellWords& words,
                                      const Numeral& numeral) const {
  NumberContext context;
  context.near = words.head;
  context.wide = row.label;
  context.far = words.lead;
  context.title = row.table.headings.empty() ? "" : row.table.headings.back();
  context.scope = narrowed(words.own, row.context.scope);
  context.own_files = true;
  context.beside_warm = std::ranges::any_of(
      row.table.head, [](const Plain& each) { return has_phrase(each.lower(), "warm"); });
  for (const std::string_view text :
       {std::string_view{words.head}, std::string_view{row.label}, std::string_view{context.far},
        std::string_view{context.title}}) {
    context.unit = context.unit.empty() ? unit_in_label(text) : context.unit;
  }
  for (const std::string_view text : {std::string_view{words.head}, std::string_view{context.far},
                                      std::string_view{context.title}}) {
    context.unit = context.unit.empty() ? unit_said_in(text) : context.unit;
  }
  context.unit = context.unit.empty() ? unit_behind_statistic(context.far) : context.unit;
  context.of_tokens = counts_tokens(words.head) && numeral.decimals <= 0;
  context.statistic = words.statistic;
  return context;
}

// Whether the file that a row names is there and has nothing of the kind: a key that is spelled, or
// what no column of it is called by.
bool TableReader::is_elsewhere(const Row& row, const CellWords& words, const Numeral& numeral,
                               const Judgement& judgement) const {
  const auto names = [&](NameKind kind) {
    return std::ranges::any_of(row.mentions,
                               [kind](const Mention& each) { return each.kind == kind; });
  };
  if (!words.own.files || row.unknown) {
    return false;
  }
  // "q8_0" names a row, and "csv_qdepth" a setting that the file has.
  const bool name = names(NameKind::kModel) || names(NameKind::kLevel);
  const bool key =
      is_key_name(row.label) && !name && !sets_column(dataset_, *words.own.files, row.label) &&
      judgement.reason == VerdictReason::kNoSuchMeasurement &&
      std::ranges::all_of(*words.own.files,
                          [&](std::size_t i) { return dataset_.files()[i].has_data(); });
  const Plain& first = row.cells.cells.front();
  return key ||
         (names(NameKind::kFile) &&
          holds_nothing_of(dataset_, *words.own.files,
                           blanked_names(names_.find(first.lower()), first.lower()), numeral));
}

Judgement TableReader::judge_measured(const Row& row, const CellWords& words,
                                      const Numeral& numeral) const {
  NumberContext context = context_of(row, words, numeral);
  const bool total = context.of_tokens && words.statistic.empty();
  context.statistic = total ? "sum" : words.statistic;
  Judgement judgement = judge_quantity(dataset_, numeral, context);
  if (total && judgement.verdict != Verdict::kSupported) {
    context.statistic.clear();
    judgement = judge_quantity(dataset_, numeral, context);
  }
  // The heading's tables may lack what the row names, or it may be of other tables.
  const Scope& outer = row.context.scope;
  for (const Scope& other :
       {narrowed(softened(words.own), outer), narrowed(words.own, softened(outer))}) {
    if (judgement.verdict == Verdict::kUnsupported &&
        judgement.reason == VerdictReason::kNoSuchMeasurement && !words.own.is_all() &&
        !outer.is_all()) {
      context.scope = other;
      judgement = only_supporting(judge_quantity(dataset_, numeral, context));
    }
  }
  if (judgement.verdict == Verdict::kUnsupported && is_elsewhere(row, words, numeral, judgement)) {
    return contradicted(judgement.type, VerdictReason::kNoSuchThing,
                        "'" + words.own.file_alias + "' holds no such measurement");
  }
  if (judgement.verdict == Verdict::kContradicted && words.own.place == TrialPlace::kAny &&
      says_more_than_read(words.head, words.in_head)) {
    return unsupported(judgement.type, VerdictReason::kTooVague,
                       "its head says of which part, and that is not read");
  }
  return judgement;
}

// A row's numbers are of one file, where most of them are: "283.6 ± 15.5" is no mean of one run
// with the deviation of another.
void TableReader::hold_to_one_file(const Row& row, const std::vector<MeasuredCell>& cells,
                                   std::vector<Claim>& claims) const {
  std::map<std::string, std::size_t> counts;
  std::size_t known = 0;
  for (const MeasuredCell& cell : cells) {
    const auto& evidence = claims[cell.claim].evidence;
    if (claims[cell.claim].verdict == Verdict::kSupported && !evidence.empty()) {
      ++known;
      counts[evidence.front().file] += evidence.size() == 1 ? 1U : 0U;
    }
  }
  const auto most =
      std::max_element(counts.begin(), counts.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most == counts.end() || most->second < 2 || 2 * most->second <= known) {
    return;
  }
  for (const MeasuredCell& cell : cells) {
    Claim& claim = claims[cell.claim];
    const bool there = std::ranges::any_of(
        claim.evidence, [&](const Evidence& evidence) { return evidence.file == most->first; });
    if (claim.verdict != Verdict::kSupported || claim.evidence.empty() || there ||
        row.context.scope.files) {
      continue;
    }
    CellWords words = words_of_cell(row, cell.column);
    if (!words.in_head.empty() || words.own.files) {
      continue;
    }
    words.own.files = dataset_.files_called(most->first);
    const Judgement judgement = judge_measured(row, words, cell.numeral);
    if (judgement.verdict == Verdict::kContradicted) {
      claim.verdict = judgement.verdict;
      claim.reason = VerdictReason::kMisattributed;
      claim.why = "the row's other numbers are of " + most->first + ", where " + judgement.why;
      claim.found = judgement.found;
      claim.evidence = judgement.evidence;
    }
  }
}

// "| Sampling temperature | 0.7 |" below "Parameter | Value": a setting that trials have.
Judgement TableReader::judge_setting_row(const Row& row, std::string_view head,
                                         const Numeral& numeral, Judgement measured) const {
  static constexpr std::array<std::string_view, 4> kValues = {"value", "values", "setting", "used"};
  const bool of_none = measured.verdict == Verdict::kUnsupported &&
                       measured.reason == VerdictReason::kNoSuchMeasurement;
  if (!of_none || !is_one_of(trimmed(head, kMarks), kValues) || !numeral.unit.empty()) {
    return measured;
  }
  const auto columns = names_.factor_in(row.label);
  return columns.empty() ? measured : judge_used_level(dataset_, numeral, columns, {});
}

std::optional<TableReader::MeasuredCell> TableReader::read_number(
    const Row& row, std::size_t column, const Numeral& numeral, DerivedCells& derived,
    std::vector<Claim>& claims) const {
  const CellWords words = words_of_cell(row, column);
  const std::string& head = words.head;
  std::optional<Judgement> judgement = judge_best_over_worst(row, column, numeral);
  if (!judgement) {
    judgement = judge_p(row, column, numeral);
  }
  if (!judgement) {
    judgement = judge_counted(row, words, numeral);
  }
  const bool change =
      (has_any(head, kChanges) && !names_change(dataset_, head)) ||
      head.find("Δ") != std::string::npos || head.find("÷") != std::string::npos ||
      head.find("δ") != std::string::npos || trimmed(head, kMarks) == "ratio" ||
      (numeral.signed_up && (numeral.value > 0 || numeral.kind == NumeralKind::kPercent));
  const bool missing = std::ranges::count(row.mentions, NameKind::kMissingFile, &Mention::kind) +
                               (row.context.of_missing_file ? 1 : 0) >
                           0 &&
                       std::ranges::count(row.mentions, NameKind::kFile, &Mention::kind) == 0;
  if (missing) {
    judgement = unsupported(ClaimType::kAggregate, VerdictReason::kNoSuchMeasurement,
                            "the file that it is of is not there");
  }
  if (row.unknown && (!judgement || judgement->verdict == Verdict::kContradicted)) {
    judgement = unsupported(ClaimType::kAggregate, VerdictReason::kNoSuchMeasurement,
                            "a setting of this row is none that the data have");
  }
  const bool times = numeral.kind == NumeralKind::kTimes &&
                     bind_metrics(dataset_, head_of(row.table, column)).empty();
  if (!judgement && (change || times)) {
    derived.add({row.number, column, numeral, head, words.in_head});
    return std::nullopt;
  }
  const bool measured = !judgement;
  if (measured) {
    judgement = judge_in_arm(row, column, numeral, judge_measured(row, words, numeral));
    judgement = judge_beside_best(row, words, numeral, std::move(*judgement));
    judgement = judge_among_settings(row, words, numeral, std::move(*judgement));
    judgement = judge_setting_row(row, head, numeral, std::move(*judgement));
    if (judgement->found) {
      derived.found(row.number, column, {*judgement->found, head, named_by_head(row, column)});
    }
  }
  const Plain& cell = row.cells.cells[column];
  mark_odd(cell, numeral.range, *judgement);
  const bool scattered =
      measured && numeral.plus_minus && numeral.plus_minus_range.begin >= numeral.digits.end;
  const Range range = scattered ? numeral.digits : numeral.range;
  claims.push_back(claim_at(cell, range, numeral.digits.begin, lines_, std::move(*judgement)));
  const std::size_t claim = claims.size() - 1;
  if (scattered) {
    read_scatter(row, column, numeral, claims);
  }
  if (!measured) {
    return std::nullopt;
  }
  if (const auto beside = ratio_beside(cell)) {
    derived.add({row.number, column, *beside, head, {}, std::nullopt, true});
  }
  MeasuredCell read{row.number, column, numeral, claim};
  read.one = statistic_of(row, read, claims[claim]);
  if (read.one && !read.one->mean && read.one->of_mean.found) {
    derived.found(row.number, column, {*read.one->of_mean.found, head, named_by_head(row, column)});
  }
  return read;
}

// "8881.6 ± 599.7": what stands behind the sign is a number of its own.
void TableReader::read_scatter(const Row& row, std::size_t column, const Numeral& numeral,
                               std::vector<Claim>& claims) const {
  const Plain& cell = row.cells.cells[column];
  const Range digits = number_within(cell.lower(), numeral.plus_minus_range);
  if (digits.begin == digits.end) {
    return;
  }
  Numeral scatter = numeral;
  scatter.value = *numeral.plus_minus;
  scatter.decimals = numeral.plus_minus_decimals;
  scatter.significant = static_cast<int>(digits.end - digits.begin);
  scatter.digits = digits;
  scatter.range = digits;
  scatter.plus_minus.reset();
  scatter.upper.reset();
  scatter.bound = Bound::kExact;
  const CellWords words = words_of_cell(row, column);
  NumberContext context = context_of(row, words, scatter);
  context.statistic = "std";
  context.plus_minus = true;
  claims.push_back(
      claim_at(cell, digits, digits.begin, lines_, judge_quantity(dataset_, scatter, context)));
}

}  // namespace chimera::verify
