// The records of delimited text that hold something, comments and empty ones apart, and what
// follows each of them: what the layout looks ahead for. All look-ahead has a limit, so that a pass
// over a file stays linear.
#pragma once

#include <cstddef>
#include <vector>

#include "text/csv.h"

namespace chimera::read {

inline constexpr std::size_t kHeaderRowsMax = 5;  ///< groups, names and units
inline constexpr std::size_t kPairsMax = 64;      ///< pairs above a table

class DelimitedContent {
 public:
  /// Keeps a reference to the records. O(cells).
  explicit DelimitedContent(const std::vector<text::CsvRecord>& records);

  [[nodiscard]] std::size_t size() const { return indices_.size(); }

  /// The index of the at-th one among all records.
  [[nodiscard]] std::size_t index(std::size_t at) const { return indices_[at]; }

  [[nodiscard]] const text::CsvRecord& record(std::size_t at) const {
    return records_[indices_[at]];
  }

  /// Whether the record of that index among all is a comment. Where each record below the header
  /// begins with '#' and has its number of cells, these are labels ("#1").
  [[nodiscard]] bool is_comment(std::size_t index) const;

  /// Where the first numbers stand below the header `at`, after nothing but records that name
  /// something; 0 if nowhere near.
  [[nodiscard]] std::size_t first_numbers(std::size_t at) const;

  /// "Model,gemma": one of a few records of a name and a value each, above a wider table.
  /// Rising `at` look at each record a few times at most.
  [[nodiscard]] bool is_pair_above(std::size_t at);

  /// How many comments from the record `index` on, at most two, make the header, names and perhaps
  /// units, of the row of numbers `at` that is next to them; 0 if they don't.
  [[nodiscard]] std::size_t header_in_comment(std::size_t index, std::size_t at) const;

 private:
  std::size_t next_wide(std::size_t at);

  const std::vector<text::CsvRecord>& records_;
  bool has_comments_;
  std::vector<std::size_t> indices_;
  std::size_t narrow_from_ = 0;  ///< from here up to the next no record has over two cells filled
  std::size_t narrow_to_ = 0;
};

}  // namespace chimera::read
