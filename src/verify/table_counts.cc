// The number of a cell that counts trials or files, or is a share of them.
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "verify/correlations_said.h"
#include "verify/counts.h"
#include "verify/failed_for.h"
#include "verify/run_block.h"
#include "verify/table_row.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// Heads of how many files a row is of.
constexpr std::array<std::string_view, 10> kCountHeads = {
    "files",   "count",      "number",   "share", "percentage",
    "percent", "proportion", "fraction", "%",     "amount"};

// Heads of columns that name folders.
constexpr std::array<std::string_view, 4> kFolders = {"folder", "directory", "path", "location"};

std::string without_brackets(std::string text) {
  for (std::size_t open = text.find('('); open != std::string::npos; open = text.find('(', open)) {
    const std::size_t close = std::min(text.find(')', open), text.size() - 1);
    text.erase(open, close + 1 - open);
  }
  return text;
}

// "The dominant type", "second most common format": which place by the number of files, from 1;
// from the other end where `least`.
struct TypeRank {
  std::size_t place = 1;
  bool least = false;
};

std::optional<TypeRank> type_rank(std::string_view said) {
  static constexpr std::array<std::string_view, 8> kTypes = {
      "type", "types", "group", "format", "category", "share", "file type", "part"};
  static constexpr std::array<std::string_view, 8> kMost = {
      "dominant",      "largest",       "biggest", "most common",
      "most frequent", "most numerous", "leading", "main"};
  static constexpr std::array<std::string_view, 4> kLeast = {"smallest", "least common", "rarest",
                                                             "least frequent"};
  constexpr std::size_t kWordsMax = 6;
  if (!has_any(said, kTypes) || words_of(said).size() > kWordsMax || has_digit(said) ||
      (!has_any(said, kMost) && !has_any(said, kLeast))) {
    return std::nullopt;
  }
  const std::size_t place = has_phrase(said, "second") ? 2 : has_phrase(said, "third") ? 3 : 1;
  return TypeRank{place, has_any(said, kLeast)};
}

// Whether the rows of a table are reasons that trials failed for.
bool lists_reasons(const Block& table) {
  static constexpr std::array<std::string_view, 6> kReasons = {"reason*", "error*",     "failure*",
                                                               "cause*",  "exception*", "failed*"};
  return !table.head.empty() && has_any(table.head.front().lower(), kReasons);
}

// "| CUDA out of memory | 5 |" below "Failure reason": the trials that failed for it.
std::optional<Judgement> judge_reason_count(const Dataset& dataset, const Numeral& numeral,
                                            std::string_view label, const Scope& scope) {
  const auto rows = failed_for(dataset, without_brackets(std::string(label)));
  return rows.empty()
             ? std::nullopt
             : std::optional(judged(numeral, tally_rows(dataset, rows, scope), ClaimType::kCount));
}

// Heads of how often something failed.
bool heads_counts(std::string_view head) {
  static constexpr std::array<std::string_view, 8> kCounts = {
      "count", "number", "runs", "rows", "trials", "failures", "occurrences", "times"};
  return has_any(head, kCounts);
}

}  // namespace

std::optional<std::pair<Range, Judgement>> judge_reason_place(const Dataset& dataset,
                                                              const NameFinder& names,
                                                              const Block& table,
                                                              const Plain& label) {
  const std::string& lower = label.lower();
  const std::size_t open = lower.find('(');
  const std::size_t close = std::min(lower.find(')', std::min(open, lower.size())), lower.size());
  if (open == std::string::npos || !lists_reasons(table)) {
    return std::nullopt;
  }
  std::vector<Mention> named = names.find(lower);
  std::erase_if(named, [&](const Mention& each) {
    return each.range.begin < open || each.range.end > close;
  });
  const auto rows =
      named.empty() ? std::vector<FailedRow>() : failed_for(dataset, without_brackets(lower));
  if (rows.empty()) {
    return std::nullopt;
  }
  const double there = tally_rows(dataset, rows, scope_of(named)).front().value;
  const std::string why = value_text(there) + " of " +
                          value_text(static_cast<double>(rows.size())) +
                          " trials that failed for it are of it";
  const Range range{named.front().range.begin, named.back().range.end};
  return std::pair(range, judged_count(there >= static_cast<double>(rows.size()), why));
}

// Each type that rows begin with, once.
std::vector<TableReader::RowType> TableReader::types_of_rows(const Block& table) const {
  std::vector<RowType> types;
  for (const TableRow& row : table.rows) {
    const auto type = row.cells.empty() ? std::nullopt : type_in(row.cells.front().lower());
    if (type && std::ranges::find(types, *type, &RowType::type) == types.end()) {
      types.push_back({*type, files_described(dataset_, lowered(artifact_type_name(*type)))});
    }
  }
  return types;
}

// "The dominant type" in a row of a type of files, among those of the table.
std::optional<Claim> TableReader::read_type_rank(const Remark& remark,
                                                 const std::vector<RowType>& types) const {
  const Row& row = remark.row;
  const Plain& cell = row.cells.cells[remark.column];
  const std::string said = trimmed(cell.lower(), " *_.");
  const auto rank = type_rank(said);
  const auto own = type_in(row.cells.cells.front().lower());
  if (!rank || !own || types.size() < 2) {
    return std::nullopt;
  }
  const std::size_t count = std::ranges::find(types, *own, &RowType::type)->files;
  const auto more = static_cast<std::size_t>(std::ranges::count_if(types, [&](const auto& other) {
    return rank->least ? other.files < count : other.files > count;
  }));
  const std::string why = "files: " + std::to_string(count) + ", more of " + std::to_string(more) +
                          " other types of the table";
  Judgement judgement = more + 1 == rank->place
                            ? supported(ClaimType::kExtreme, why)
                            : contradicted(ClaimType::kExtreme, VerdictReason::kWrongValue, why);
  const std::size_t begin = cell.lower().find(said);
  const Range range{begin, begin + said.size()};
  mark_odd(cell, range, judgement);
  return claim_at(cell, range, begin, lines_, std::move(judgement));
}

// "| reports/gemma3 | 16 |", "| reports | 60 |" below "Folder": the files of the one that a row is
// of.
std::optional<Scope> TableReader::folder_of(const Row& row) const {
  if (row.mentions.size() == 1 && row.mentions.front().kind == NameKind::kFolder) {
    return scope_of(row.mentions);
  }
  const std::string spelled = trimmed(row.cells.cells.front().lower(), kMarks) + "/";
  if (!dataset_.folders().contains(spelled) || !has_any(row.table.head.front().lower(), kFolders)) {
    return std::nullopt;
  }
  Scope inside;
  inside.files.emplace();
  for (std::size_t i = 0; i < dataset_.files().size(); ++i) {
    if (dataset_.files()[i].folder.starts_with(spelled)) {
      inside.files->push_back(i);
    }
  }
  inside.file_alias = spelled;
  return inside;
}

// Of trials, files, bytes and shares; nullopt where it is none of them.
std::optional<Judgement> TableReader::judge_counted(const Row& row, const CellWords& words,
                                                    const Numeral& numeral) const {
  const std::string& head = words.head;
  const Scope scope = narrowed(words.own, row.context.scope);
  // "| JSON | 44 | Structured telemetry |" below "File Type"
  const std::string& first = row.cells.cells.front().lower();
  const bool type_row =
      words_of(first).size() == 1 || has_phrase(row.table.head.front().lower(), "type");
  // "runs/sweep.csv" is a file and no type.
  const bool file_row = first.find_first_of("/.*") != std::string::npos;
  const bool typed = !file_row && type_in(first).has_value() && !is_key_name(row.label) &&
                     (row.context.title.find("file") != std::string::npos ||
                      (type_row && has_any(head, kCountHeads)) ||
                      has_phrase(head, "number of files") || has_phrase(head, "file count"));
  const std::string& label = typed ? first : row.label;
  const std::string both = head + " " + label;
  const bool about_files = typed || row.label.find("file") != std::string::npos ||
                           head.find("file") != std::string::npos;
  std::optional<Judgement> judgement;
  if (lists_reasons(row.table) && heads_counts(head) && numeral.unit.empty()) {
    judgement = judge_reason_count(dataset_, numeral, first, row.context.scope);
  }
  if (judgement) {
    return judgement;
  }
  // "Speculative decoding (70B target, 1B draft)" speaks of no wish, nor does "the values should be
  // seen as a snapshot" ahead of a table.
  static constexpr std::array<std::string_view, 7> kTargets = {
      "target", "targets", "goal", "goals", "requirements", "budget", "hypothesi*"};
  if (is_wish(head) || has_any(without_brackets(row.context.title), kTargets)) {
    judgement = unsupported(ClaimType::kOther, VerdictReason::kTooVague, "it says what should be");
  } else if (head.find("failed") != std::string::npos ||
             head.find("failures") != std::string::npos) {
    judgement = judge_count(dataset_, numeral, {"failed", scope});
  }
  if (!judgement) {
    judgement = judge_successes(words, scope, numeral);
  }
  if (!judgement && counts_trials(head) && numeral.decimals <= 0) {
    judgement = judge_count(dataset_, numeral, {"trials", scope, false});
    if (judgement && judgement->verdict == Verdict::kContradicted) {
      judgement = judge_values_counted(row, scope, numeral, std::move(*judgement));
    }
  }
  if (!judgement && (says_correlation(head) || says_correlation(row.table.lead))) {
    judgement = judge_correlation(dataset_, names_, numeral, row.label, scope);
    if (!judgement && std::abs(numeral.value) <= 1 && numeral.unit.empty()) {
      judgement = unsupported(ClaimType::kAggregate, VerdictReason::kTooVague,
                              "the text doesn't name two metrics of one table");
    }
  }
  std::string spoken = row.label;
  std::replace(spoken.begin(), spoken.end(), '_', ' ');
  if (!judgement && has_phrase(spoken, "heading count")) {
    judgement = judge_count(dataset_, numeral, {"headings", {}, false});
  }
  if (!judgement) {
    judgement = judge_file_size(dataset_, numeral, both, words.statistic);
  }
  const auto folder = folder_of(row);
  const bool whole =
      numeral.unit.empty() && numeral.decimals <= 0 && numeral.kind == NumeralKind::kNumber;
  if (!judgement && folder && whole &&
      (about_files || has_any(head, kCountHeads) ||
       has_any(row.table.head.front().lower(), kFolders))) {
    judgement = judge_count(dataset_, numeral, {"files", *folder});
  }
  if (!judgement && whole && about_files && (typed || bind_metrics(dataset_, head).empty())) {
    const bool bytes =
        head.find("bytes") != std::string::npos || head.find("size") != std::string::npos;
    judgement = bytes ? judge_file_size(dataset_, numeral, "total size " + row.label, "sum")
                      : judge_count(dataset_, numeral, {"files " + label, {}});
  }
  if (!judgement && (numeral.kind == NumeralKind::kPercent)) {
    const bool share = folder && has_any(head, kCountHeads);
    judgement = share ? judge_share(dataset_, numeral, "files", *folder)
                      : judge_share(dataset_, numeral, typed ? both + " files" : both, {});
  }
  return judgement;
}

// "n" below "Prompt throughput by model": of the trials those that have that measurement; else what
// the trials say.
Judgement TableReader::judge_values_counted(const Row& row, const Scope& scope,
                                            const Numeral& numeral, Judgement otherwise) const {
  const std::string title = row.table.headings.empty() ? "" : row.table.headings.back();
  for (const Metric* const metric : bind_metrics(dataset_, title).metrics) {
    const auto values = static_cast<double>(take_sample(dataset_, *metric, scope).cells.size());
    if (count_agreement(numeral, values) >= Agreement::kRounded) {
      return supported(ClaimType::kCount,
                       "trials with " + metric->name + ": " + value_text(values));
    }
  }
  return otherwise;
}

}  // namespace chimera::verify
