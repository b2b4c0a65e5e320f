// Cells of words beside a row's numbers, which are read once all numbers of the table are.
#include <algorithm>
#include <array>
#include <utility>

#include "verify/failure_causes.h"
#include "verify/named_things.h"
#include "verify/recorded_words.h"
#include "verify/run_block.h"
#include "verify/table_row.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// "14.9 % below q4_0": by what its row's numbers are of.
bool needs_metric(const Dataset& dataset, std::string_view cell) {
  static constexpr std::array<std::string_view, 4> kRelations = {"% below ", "% above ", "% under ",
                                                                 "% over "};
  static constexpr std::array<std::string_view, 3> kSpeed = {"fast*", "slow*", "quick*"};
  const bool related = std::any_of(
      kRelations.begin(), kRelations.end(),
      [cell](std::string_view each) { return cell.find(each) != std::string_view::npos; });
  return related && !has_any(cell, kSpeed) && bind_metrics(dataset, cell).empty();
}

// A cell's text without its marks and its full stop.
Range whole_words(const Plain& cell) {
  const std::size_t begin = std::min(cell.lower().find_first_not_of(kMarks), cell.lower().size());
  return {begin, std::max(begin, cell.lower().find_last_not_of(" *_.") + 1)};
}

}  // namespace

bool heads_remarks(std::string_view head) {
  static constexpr std::array<std::string_view, 8> kHeads = {
      "remark*", "comment*", "note", "notes", "observation*", "finding*", "commentary", "verdict"};
  return has_any(head, kHeads);
}

// The head of the row's numbers, where they are all of one measurement; "" where not.
std::string TableReader::metric_of_row(const Row& row) const {
  std::string found;
  for (std::size_t i = 1; i < std::min(row.cells.cells.size(), row.table.head.size()); ++i) {
    const std::string head = metric_head(row.table, i);
    const BoundMetrics bound = bind_metrics(dataset_, head);
    if (!whole_number(row.cells.cells[i]) || bound.empty()) {
      continue;
    }
    const BoundMetrics known = bind_metrics(dataset_, found);
    if (!found.empty() && known.metrics.front()->core != bound.metrics.front()->core) {
      return "";
    }
    found = head;
  }
  return found;
}

// The files that the numbers of the table are of, as far as each is of one.
std::vector<std::size_t> TableReader::files_of(const std::vector<MeasuredCell>& cells,
                                               const std::vector<Claim>& claims) const {
  std::vector<std::size_t> files;
  for (const MeasuredCell& cell : cells) {
    const Claim& claim = claims[cell.claim];
    if (claim.verdict == Verdict::kSupported && claim.evidence.size() == 1) {
      add_all(files, dataset_.files_called(claim.evidence.front().file));
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

void TableReader::read_remarks(const std::vector<Remark>& remarks,
                               const std::vector<MeasuredCell>& cells,
                               std::vector<Claim>& claims) const {
  const std::vector<std::size_t> files = files_of(cells, claims);
  const std::vector<RowType> types =
      remarks.empty() ? std::vector<RowType>() : types_of_rows(remarks.front().row.table);
  for (const Remark& remark : remarks) {
    if (cancel_.raised()) {
      return;
    }
    auto alone = read_type_rank(remark, types);
    alone = alone ? std::move(alone) : read_extreme(remark, cells, claims);
    alone = alone ? std::move(alone) : read_failure(remark);
    if (alone) {
      claims.push_back(*std::move(alone));
    } else {
      read_remark(remark, files, claims);
    }
  }
}

// "Failed, no working Triton installation", "ran on the CPUExecutionProvider"
std::optional<Claim> TableReader::read_failure(const Remark& remark) const {
  const Row& row = remark.row;
  const Plain& cell = row.cells.cells[remark.column];
  const Range range = whole_words(cell);
  const std::string said = cell.lower().substr(range.begin, range.end - range.begin);
  const Scope scope = narrowed(scope_of(row.mentions), row.context.scope);
  std::vector<Mention> places = names_.find(said);
  std::erase_if(places, [](const Mention& each) { return each.kind != NameKind::kLevel; });
  auto judgement = judge_failed(
      dataset_, said, scope,
      places.empty() ? std::nullopt : std::optional(narrowed(scope_of(places), scope)));
  if (!judgement) {
    judgement =
        judge_ran_on(dataset_, cell.text().substr(range.begin, range.end - range.begin), scope);
  }
  if (!judgement) {
    return std::nullopt;
  }
  mark_odd(cell, range, *judgement);
  return claim_at(cell, range, range.begin, lines_, *std::move(judgement));
}

// "Graph breaks limit the gain" below "Remarks": of nothing that the data know by a name.
bool TableReader::says_more(const Plain& cell, std::string_view head) const {
  static constexpr std::array<std::string_view, 19> kOfData = {
      "cold",    "warm",    "prompt*", "question*", "run",      "runs", "file*",
      "folder*", "format*", "type*",   "types",     "sample*",  "mean", "median",
      "peak",    "average", "level*",  "compil*",   "baseline*"};
  constexpr std::size_t kWordsMin = 4;
  return heads_remarks(head) && words_of(cell.lower()).size() >= kWordsMin &&
         !has_any(cell.lower(), kOfData) && names_.find(cell.lower()).empty() &&
         bind_metrics(dataset_, cell.lower()).empty();
}

// "| GPU | NVIDIA L4 |": hardware, and versions of what the row is of.
bool TableReader::read_component(const Row& row, std::size_t column,
                                 std::vector<Claim>& claims) const {
  constexpr std::size_t kWordsMax = 6;
  const Plain& cell = row.cells.cells[column];
  if (cell.lower().find(',') != std::string::npos || words_of(cell.lower()).size() > kWordsMax) {
    return false;  // more is said
  }
  const std::string label = trimmed(row.cells.cells.front().lower(), kMarks) + " ";
  bool any = false;
  for (NamedThing& thing : find_named_things(dataset_, label + cell.lower())) {
    if (thing.range.begin >= label.size()) {
      const Range range{thing.range.begin - label.size(), thing.range.end - label.size()};
      claims.push_back(claim_at(cell, range, range.begin, lines_, std::move(thing.judgement)));
      any = true;
    }
  }
  return any;
}

// A remark holds of the row's own file, else among the files that the table's numbers are of; where
// that decides nothing, the others that it is held against are elsewhere: "2x faster than A", "the
// longest of all".
void TableReader::read_remark(const Remark& remark, const std::vector<std::size_t>& files,
                              std::vector<Claim>& claims) const {
  static constexpr std::array<std::string_view, 4> kOthers = {"than", "of all", "of the", "among"};
  const Row& row = remark.row;
  const Plain& cell = row.cells.cells[remark.column];
  const std::string head = trimmed(row.table.head[remark.column].lower(), " *");
  ProseContext around = around_remark(row);
  around.head = head + " " + row.label;
  if (needs_metric(dataset_, cell.lower())) {
    around.head += " " + metric_of_row(row);
  }
  const ProseContext in_row = around;
  const auto read_in = [&](const ProseContext& context) {
    std::vector<Claim> read;
    prose_.read(cell, context, read);
    return read;
  };
  const auto is_open = [](const std::vector<Claim>& read) {
    return std::all_of(read.begin(), read.end(),
                       [](const Claim& claim) { return claim.verdict == Verdict::kUnsupported; });
  };
  std::vector<Claim> read;
  if (!around.scope.files && !files.empty()) {
    around.scope.files = files;
    read = read_in(around);
  }
  if (is_open(read)) {
    read = read_in(in_row);
  }
  if (is_open(read) && has_any(cell.lower(), kOthers)) {
    around.scope = row.context.scope;
    read = read_in(around);
  }
  if (read.empty() && says_more(cell, head)) {
    const Range range = whole_words(cell);
    read.push_back(claim_at(cell, range, range.begin, lines_,
                            unsupported(ClaimType::kOther, VerdictReason::kTooVague,
                                        "nothing that was measured is called so")));
  }
  std::move(read.begin(), read.end(), std::back_inserter(claims));
}

// A remark is about what the row is of; the row's files say where.
ProseContext TableReader::around_remark(const Row& row) {
  ProseContext around = row.context;
  std::vector<Mention> files;
  for (const Mention& mention : row.mentions) {
    (mention.files.empty() ? around.subjects : files).push_back(mention);
  }
  if (around.subjects.empty()) {
    around.subjects = row.mentions;
  } else {
    around.scope = narrowed(scope_of(files), around.scope);
  }
  return around;
}

}  // namespace chimera::verify
