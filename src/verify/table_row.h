// A row of a table in a report, with what its cells name: what the parts of TableReader share.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "verify/tables.h"

namespace chimera::verify {

/// What stands around a cell's words.
inline constexpr std::string_view kMarks = " *_";

struct TableReader::Row {
  const Block& table;
  const TableRow& cells;
  std::size_t number;  ///< of the table's rows
  const ProseContext& context;
  std::string label;
  std::vector<Mention> mentions;
  bool unknown = false;             ///< of a level that was never tried
  std::vector<std::size_t> places;  ///< columns that say where the row's extreme is
  const Arms& arms;
  std::vector<Mention> best = {};  ///< of the mentions those below "Best run", "Winner"
};

/// What a cell's head and row say of its number.
struct TableReader::CellWords {
  std::string head;
  std::string lead;  ///< above the table, without what is of other heads
  std::string statistic;
  std::vector<Mention> in_head;
  Scope own;  ///< of head and row
};

/// Which of mean and median alone a number is, where its head names neither.
struct TableReader::OneStatistic {
  bool mean = false;
  Judgement of_mean;  ///< what it is judged as a mean
};

/// A measured number, and the claim that it became.
struct TableReader::MeasuredCell {
  std::size_t row;  ///< of the table's rows
  std::size_t column;
  Numeral numeral;
  std::size_t claim;  ///< index
  std::optional<OneStatistic> one = std::nullopt;
};

/// A mean or a median that the data say in the place of a cell.
struct TableReader::KnownCell {
  FoundValue found;
  Query query;
};

/// The table's measured numbers and what became of them.
struct TableReader::ReadNumbers {
  const std::vector<MeasuredCell>& cells;
  const std::vector<Claim>& claims;
};

/// A cell of words, which is read once all numbers of the table are.
struct TableReader::Remark {
  Row row;
  std::size_t column;
};

/// What the rows of a table leave to be judged together.
struct TableReader::ReadCells {
  DerivedCells& derived;
  std::vector<MeasuredCell>& measured;
  std::vector<Remark>& remarks;
  const Arms& arms;
  bool numbered;  ///< whether the first column counts the rows
};

/// A type of files that a row of the table begins with.
struct TableReader::RowType {
  ArtifactType type;
  std::size_t files;  ///< of the tree
};

/// The numeral that is the whole cell, but for signs around it.
std::optional<Numeral> whole_number(const Plain& cell);

/// "165.0 (1.63x)": the number in brackets behind it that says how it stands to another.
std::optional<Numeral> ratio_beside(const Plain& cell);

/// Heads of how many trials a row rests on.
bool counts_trials(std::string_view head);

/// Heads above what somebody has to say of each row: "Remarks", "Comment".
bool heads_remarks(std::string_view head);

/// "csv_vram_used_mb", "csv_power_w (Mean)": the name of a column or of a key.
bool is_key_name(std::string_view label);

/// "Unsupported operator (A)" below "Failure reason": whether all trials that failed for it are of
/// what its bracket names, and where that stands in the label; nullopt where it names nothing.
std::optional<std::pair<Range, Judgement>> judge_reason_place(const Dataset& dataset,
                                                              const NameFinder& names,
                                                              const Block& table,
                                                              const Plain& label);

/// Whether a metric's own name says that it is the error of what the head names.
bool says_error(const Dataset& dataset, std::string_view head);

}  // namespace chimera::verify
