#include "read/format/delimited_layout.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "read/format/delimited_rows.h"
#include "text/number_style.h"

namespace chimera::read {

namespace {

using text::CsvRecord;

constexpr std::size_t kHeaderRowsMax = 5;  ///< groups, names and units
constexpr std::size_t kPairsMax = 64;

class LayoutFinder {
 public:
  explicit LayoutFinder(const std::vector<CsvRecord>& records)
      : records_(records), comments_count_(comments_are_comments()) {
    layout_.use.assign(records.size(), RecordUse::kNoTable);
    live_.reserve(records.size());
    for (std::size_t i = 0; i < records.size(); ++i) {
      if (!is_comment(i) && !is_empty(records[i])) {
        live_.push_back(i);
      }
    }
  }

  DelimitedLayout find() {
    pass(false);
    if (layout_.tables.empty() && !live_.empty() && names_columns(records_[live_.front()])) {
      pass(true);
    }
    return std::move(layout_);
  }

 private:
  /// Labels like "#1" in every record are no comments.
  [[nodiscard]] bool comments_are_comments() const {
    return records_.size() < 2 || records_[0].comment ||
           std::any_of(records_.begin() + 1, records_.end(), [&](const CsvRecord& record) {
             return !record.comment || record.cells.size() < 2 ||
                    record.cells.size() != records_[0].cells.size();
           });
  }

  [[nodiscard]] bool is_comment(std::size_t i) const {
    return comments_count_ && records_[i].comment;
  }

  /// `first_is_header`: whatever the first record's neighbours say.
  void pass(bool first_is_header) {
    pending_.clear();
    std::size_t at = 0;  // in live_, the first one that is not before record i
    for (std::size_t i = 0; i < records_.size(); ++i) {
      while (at < live_.size() && live_[at] < i) {
        ++at;
      }
      gap_ = gap_ || records_[i].after_blank;
      if (taken_ > i) {
        continue;
      }
      if (at == live_.size() || live_[at] != i) {
        take_quiet(i, at);
      } else if ((first_is_header && at == 0) || starts_table(at)) {
        begin(at);
      } else if (!layout_.tables.empty() && fits(i) && !begins_pairs(at)) {
        take_row(i);
      } else {
        pending_.push_back(i);
      }
    }
    settle(false);
  }

  /// A comment or a record without content.
  void take_quiet(std::size_t i, std::size_t at) {
    if (!is_comment(i)) {
      layout_.use[i] = RecordUse::kEmpty;
      gap_ = true;
      return;
    }
    layout_.use[i] = RecordUse::kComment;
    pending_.push_back(i);
    const std::size_t names = header_in_comment(i, at);
    if (names == 0) {
      return;
    }
    pending_.pop_back();
    DelimitedTable table{.headers = {i}};
    if (names == 2) {
      table.units = i + 1;
    }
    add(std::move(table), i + names);
  }

  /// How many comments from this one on, at most two, make the header of the row of numbers below.
  [[nodiscard]] std::size_t header_in_comment(std::size_t i, std::size_t at) const {
    if (at == live_.size()) {
      return 0;
    }
    const CsvRecord& row = records_[live_[at]];
    const std::size_t comments = live_[at] - i;
    const std::size_t size = records_[i].cells.size();
    if (comments > 2 || size != row.cells.size() || !names_columns(records_[i]) ||
        names_columns(row) || !has_number(row) || !(gap_ || width() != size)) {
      return 0;
    }
    if (comments == 1) {
      return 1;
    }
    const CsvRecord& between = records_[i + 1];
    return between.comment && between.cells.size() == size && is_units_row(unmarked(between), row)
               ? 2
               : 0;
  }

  static CsvRecord unmarked(const CsvRecord& comment) {
    CsvRecord record = comment;
    record.cells[0].erase(0,
                          std::min(record.cells[0].find_first_not_of('#'), record.cells[0].size()));
    return record;
  }

  [[nodiscard]] std::size_t width() const {
    return layout_.tables.empty() ? 0 : records_[layout_.tables.back().headers.back()].cells.size();
  }

  [[nodiscard]] bool starts_table(std::size_t at) const {
    const CsvRecord& record = records_[live_[at]];
    if (at + 1 == live_.size() || records_[live_[at + 1]].cells.size() != record.cells.size() ||
        !names_columns(record)) {
      return false;
    }
    if (layout_.tables.empty()) {
      return !is_pair_above(at);
    }
    if (has_number(record)) {
      return false;  // "12 ms" in a row
    }
    const bool apart =
        record.cells.size() != width() || (gap_ && !shares_a_cell_with_last_row(record));
    if (!apart && !repeats_header(record) && !has_known_names(record)) {
      return false;
    }
    return first_numbers(at) != 0 && !is_pair_above(at);
  }

  /// The row of a failed trial still names its model.
  [[nodiscard]] bool shares_a_cell_with_last_row(const CsvRecord& record) const {
    const std::vector<std::size_t>& rows = layout_.tables.back().rows;
    if (rows.empty()) {
      return false;
    }
    const std::vector<std::string>& last = records_[rows.back()].cells;
    for (std::size_t i = 0; i < record.cells.size() && i < last.size(); ++i) {
      if (!record.cells[i].empty() && record.cells[i] == last[i]) {
        return true;
      }
    }
    return false;
  }

  [[nodiscard]] bool repeats_header(const CsvRecord& record) const {
    return record.cells == records_[layout_.tables.back().headers.back()].cells;
  }

  /// Where in live_ the first numbers stand below a header, after nothing but records that name
  /// something; 0 if nowhere near.
  [[nodiscard]] std::size_t first_numbers(std::size_t at) const {
    const std::size_t size = records_[live_[at]].cells.size();
    const std::size_t end = std::min(at + kHeaderRowsMax + 1, live_.size());
    for (std::size_t k = at + 1; k < end && records_[live_[k]].cells.size() == size; ++k) {
      if (has_number(records_[live_[k]])) {
        return k;
      }
    }
    return 0;
  }

  /// "Model,gemma": one of a few records of a name and a value each, above a wider table.
  [[nodiscard]] bool is_pair_above(std::size_t at) const {
    if (filled_width(records_[live_[at]]) > 2 || has_known_names(records_[live_[at]])) {
      return false;
    }
    std::set<std::string_view> names;
    const std::size_t end = std::min(at + kPairsMax, live_.size());
    for (std::size_t k = at; k < end; ++k) {
      const CsvRecord& record = records_[live_[k]];
      if (filled_width(record) > 2) {
        return k + 1 < live_.size() && names_columns(record) &&
               records_[live_[k + 1]].cells.size() == record.cells.size();
      }
      const std::string& name = record.cells[0];
      if (trimmed(name).empty() || text::is_number_in_some_style(name, true) ||
          !names.insert(name).second) {
        return false;
      }
    }
    return false;
  }

  /// Whether a record as wide as the table above is a pair of the table below: behind a gap, and
  /// unlike the last row, or following such a one.
  [[nodiscard]] bool begins_pairs(std::size_t at) const {
    const std::vector<std::size_t>& rows = layout_.tables.back().rows;
    if (!gap_ || rows.empty() || !is_pair_above(at)) {
      return false;
    }
    const bool follows = !pending_.empty() && layout_.use[pending_.back()] != RecordUse::kComment;
    return follows || has_number(records_[live_[at]]) != has_number(records_[rows.back()]);
  }

  /// How many records directly above live_[at] name groups of its columns.
  [[nodiscard]] std::size_t groups_above(std::size_t at) const {
    std::size_t groups = 0;
    while (groups < kHeaderRowsMax && groups < at && !pending_.empty() &&
           live_[at - groups - 1] >= pending_.front() && live_[at - groups - 1] >= taken_ &&
           layout_.use[live_[at - groups - 1]] == RecordUse::kNoTable &&
           is_group_row(records_[live_[at - groups - 1]], records_[live_[at - groups]])) {
      ++groups;
    }
    return groups;
  }

  /// Begins a table whose uppermost header row is live_[at].
  void begin(std::size_t at) {
    DelimitedTable table;
    for (std::size_t groups = groups_above(at); groups > 0; --groups) {
      table.headers.push_back(live_[at - groups]);
      std::erase(pending_, live_[at - groups]);
    }
    table.headers.push_back(live_[at]);
    std::size_t next = at + 1;
    const std::size_t numbers = first_numbers(at);
    const auto record = [&](std::size_t k) -> const CsvRecord& { return records_[live_[k]]; };
    while (next < numbers && !is_units_row(record(next), record(numbers)) &&
           is_group_row(record(next - 1), record(next))) {
      table.headers.push_back(live_[next++]);
    }
    if (next < numbers && is_units_row(record(next), record(numbers))) {
      table.units = live_[next++];
    }
    add(std::move(table), live_[next - 1] + 1);
  }

  void add(DelimitedTable table, std::size_t end) {
    settle(true);
    for (std::size_t i = table.headers.front(); i < end; ++i) {
      layout_.use[i] = is_comment(i) ? RecordUse::kComment : RecordUse::kEmpty;
    }
    for (const std::size_t i : table.headers) {
      layout_.use[i] = RecordUse::kHeader;
    }
    if (table.units) {
      layout_.use[*table.units] = RecordUse::kHeader;
    }
    table.above = std::move(pending_);
    pending_.clear();
    layout_.tables.push_back(std::move(table));
    taken_ = end;
    gap_ = false;
  }

  /// Cells beyond the header's must be empty: a delimiter at the end of each line is common.
  [[nodiscard]] bool fits(std::size_t i) const {
    const CsvRecord& record = records_[i];
    return record.cells.size() == width() ||
           (record.cells.size() == width() + 1 && record.cells.back().empty());
  }

  void take_row(std::size_t i) {
    settle(false);
    pending_.clear();
    layout_.use[i] = RecordUse::kRow;
    layout_.tables.back().rows.push_back(i);
    gap_ = false;
  }

  /// Decides what the records are that are no rows of the table before: above the next one, if
  /// one begins here and they are as narrow as a title or a pair.
  void settle(bool table_begins) {
    for (const std::size_t i : pending_) {
      if (layout_.use[i] == RecordUse::kComment) {
        continue;
      }
      const std::size_t cells = records_[i].cells.size();
      if (table_begins && (layout_.tables.empty() || filled_width(records_[i]) <= 2)) {
        layout_.use[i] = RecordUse::kAbove;
      } else if (!layout_.tables.empty()) {
        layout_.use[i] = cells < width() ? RecordUse::kTooFew : RecordUse::kTooMany;
        layout_.widths.push_back(width());
      }
    }
  }

  const std::vector<CsvRecord>& records_;
  bool comments_count_;
  std::vector<std::size_t> live_;  ///< records that are neither comments nor empty
  std::vector<std::size_t> pending_;
  std::size_t taken_ = 0;  ///< records before it have their use
  bool gap_ = true;        ///< no row since a blank line
  DelimitedLayout layout_;
};

}  // namespace

DelimitedLayout find_layout(const std::vector<CsvRecord>& records) {
  return LayoutFinder(records).find();
}

}  // namespace chimera::read
