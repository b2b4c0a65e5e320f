// A table is rectangular data found in an artifact: a CSV, an array of records in JSON, a
// recognised tool's Markdown table. Columnar; a row knows its place by arithmetic or one number,
// never by a string per cell. Written by `read`, read by everything above.
//
// Invariants (check_consistency): every column has one cell per row, or a single cell that all rows
// share; `state`, `place` have one entry per row. Where a reader asked for a part of the columns
// only (read.h), the others keep their names and meaning but no cells.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/cell_texts.h"
#include "data/definition.h"

namespace chimera {

/// What a column is (DESIGN's table of words).
enum class Role { kMetric, kFactor, kBlock, kSubject, kRun, kTime, kError, kSummary, kNote };

/// "metric", "factor", …
std::string_view role_name(Role role);

/// All roles in the order of the enum.
std::span<const Role> all_roles();

/// Which cells of a column were kept.
enum class Kept : std::uint8_t { kAll, kNumbers, kTexts, kNothing };

constexpr bool keeps_numbers(Kept kept) {
  return kept == Kept::kAll || kept == Kept::kNumbers;
}

constexpr bool keeps_texts(Kept kept) {
  return kept == Kept::kAll || kept == Kept::kTexts;
}

/// One column. `text` holds the cells as the file spells them, "" for an empty or null cell;
/// `number` the same cells as numbers in `unit`, NaN where a cell is none.
struct Column {
  std::string name;  ///< as the file spells it; dotted key path inside a JSON record
  Role role = Role::kNote;
  std::string evidence;  ///< why this role, in words
  std::string unit;      ///< canonical symbol; "" where none is known
  const Definition* definition = nullptr;
  std::optional<Direction> direction = std::nullopt;  ///< stated; overrules the definition's
  CellTexts text;
  std::vector<double> number;
  Kept kept = Kept::kAll;
  bool shared = false;  ///< one cell for all rows (a key above the array, the file's model)

  /// "" where texts weren't kept.
  [[nodiscard]] std::string_view text_at(std::size_t row) const {
    return text.empty() ? std::string_view() : text[shared ? 0 : row];
  }

  /// NaN where numbers weren't kept.
  [[nodiscard]] double number_at(std::size_t row) const {
    return number.empty() ? std::numeric_limits<double>::quiet_NaN() : number[shared ? 0 : row];
  }
};

/// How a trial ended. `cold` is a tag on an ok trial, never a reason to drop it unasked.
/// Four bytes, since there are millions.
struct TrialState {
  bool failed : 1 = false;
  bool cold : 1 = false;
  std::uint32_t reason : 30 = 0;  ///< one of the table's reasons, from 1; 0: none
};

static_assert(sizeof(TrialState) == sizeof(std::uint32_t));

/// What kind of evidence a table is. A prose document's table is somebody's claim: listed, never
/// pooled.
enum class TableKind { kMeasured, kSummary, kClaim };

struct Table {
  std::string file;     ///< path in the tree
  std::string pointer;  ///< JSON pointer of the array or object; of delimited text "" for the
                        ///< first table of the file, "#2" for the second one below it
  std::string format;   ///< "csv", "json", "llama-bench md", …
  TableKind kind = TableKind::kMeasured;
  std::vector<std::size_t> place;  ///< of each row: line from 1; for JSON the index from 0
  std::vector<Column> columns;
  std::vector<TrialState> state;
  std::vector<std::string> reasons;  ///< why trials failed or are called cold, in words
  std::string content;  ///< hash of the measured values: equal for copies; "" if nothing measured
  std::string derived_from;  ///< of a summary: the file whose rows it sums up; "" if not found

  [[nodiscard]] std::size_t rows() const { return state.size(); }

  /// Why the row's trial failed, or why it is called cold, in words; "" for neither.
  [[nodiscard]] std::string_view reason_of(std::size_t row) const {
    return state[row].reason == 0 ? std::string_view() : reasons[state[row].reason - 1];
  }

  /// Sets how the row's trial ended. A reason like that of the judgement before is kept once.
  void judge(std::size_t row, bool failed, bool cold, std::string_view reason);
};

/// Rows whose trial did not fail.
std::size_t ok_trials(const Table& table);

/// Whether every column kept its cells.
bool is_whole(const Table& table);

/// Whether columns of the role say how a trial was set up: factors, subjects, blocks.
bool sets_the_trial(Role role);

/// Whether columns of the role hold what was measured or stated: metrics, summaries.
bool measures(Role role);

/// The folder of a path in the tree, with its slash; "" at the top.
std::string folder_of(std::string_view path);

/// Which direction of the column is better: the stated one, else its definition's, else unknown.
Direction direction_of(const Column& column);

/// The column of that exact name; nullptr if there is none.
const Column* find_column(const Table& table, std::string_view name);

/// The first broken invariant in words; nullopt if all hold. O(columns).
std::optional<std::string> check_consistency(const Table& table);

}  // namespace chimera
