#include "read/format/delimited_layout.h"

#include <algorithm>
#include <string>
#include <utility>

#include "read/format/delimited_content.h"
#include "read/format/delimited_rows.h"

namespace chimera::read {

namespace {

using text::CsvRecord;

class LayoutFinder {
 public:
  explicit LayoutFinder(const std::vector<CsvRecord>& records)
      : records_(records), content_(records) {
    layout_.use.assign(records.size(), RecordUse::kNoTable);
  }

  DelimitedLayout find() {
    pass(false);
    if (layout_.tables.empty() && content_.size() > 0 && names_columns(content_.record(0))) {
      pass(true);
    }
    return std::move(layout_);
  }

 private:
  /// `first_is_header`: whatever the first record's neighbours say.
  void pass(bool first_is_header) {
    pending_.clear();
    std::size_t at = 0;  // in the content, the first one that is not before record i
    for (std::size_t i = 0; i < records_.size(); ++i) {
      while (at < content_.size() && content_.index(at) < i) {
        ++at;
      }
      gap_ = gap_ || records_[i].after_blank;
      if (taken_ > i) {
        continue;
      }
      if (at == content_.size() || content_.index(at) != i) {
        take_quiet(i, at);
      } else if ((first_is_header && at == 0) || starts_table(at)) {
        if (!ends_at_limit(i)) {
          begin(at);
        }
      } else if (!layout_.tables.empty() && fits(i) && !begins_pairs(at)) {
        take_row(i);
      } else {
        pending_.push_back(i);
      }
    }
    settle(false);
  }

  /// Where there are as many tables as may be, what begins with this record is not read.
  bool ends_at_limit(std::size_t i) {
    if (layout_.tables.size() < kDelimitedTablesMax) {
      return false;
    }
    std::fill(layout_.use.begin() + static_cast<std::ptrdiff_t>(i), layout_.use.end(),
              RecordUse::kBeyond);
    taken_ = records_.size();
    return true;
  }

  /// A comment or a record without content.
  void take_quiet(std::size_t i, std::size_t at) {
    if (!content_.is_comment(i)) {
      layout_.use[i] = RecordUse::kEmpty;
      gap_ = true;
      return;
    }
    layout_.use[i] = RecordUse::kComment;
    pending_.push_back(i);
    const bool apart = gap_ || width() != records_[i].cells.size();
    const std::size_t names = apart ? content_.header_in_comment(i, at) : 0;
    if (names == 0) {
      return;
    }
    pending_.pop_back();
    if (ends_at_limit(i)) {
      return;
    }
    DelimitedTable table{.headers = {i}};
    if (names == 2) {
      table.units = i + 1;
    }
    add(std::move(table), i + names);
  }

  [[nodiscard]] std::size_t width() const {
    return layout_.tables.empty() ? 0 : records_[layout_.tables.back().headers.back()].cells.size();
  }

  [[nodiscard]] bool starts_table(std::size_t at) {
    const CsvRecord& record = content_.record(at);
    if (at + 1 == content_.size() || content_.record(at + 1).cells.size() != record.cells.size() ||
        !names_columns(record)) {
      return false;
    }
    if (layout_.tables.empty()) {
      return !content_.is_pair_above(at);
    }
    if (has_number(record)) {
      return false;  // "12 ms" in a row
    }
    // The row of a failed trial still names its model.
    const std::vector<std::size_t>& rows = layout_.tables.back().rows;
    const bool like_last = !rows.empty() && share_a_cell(record, records_[rows.back()]);
    const bool apart = record.cells.size() != width() || (gap_ && !like_last);
    if (!apart && !repeats_header(record) && !has_known_names(record)) {
      return false;
    }
    return content_.first_numbers(at) != 0 && !content_.is_pair_above(at);
  }

  [[nodiscard]] bool repeats_header(const CsvRecord& record) const {
    return record.cells == records_[layout_.tables.back().headers.back()].cells;
  }

  /// Whether a record as wide as the table above is a pair of the table below: behind a gap, and
  /// unlike the last row, or following such a one.
  [[nodiscard]] bool begins_pairs(std::size_t at) {
    const std::vector<std::size_t>& rows = layout_.tables.back().rows;
    if (!gap_ || rows.empty() || !content_.is_pair_above(at)) {
      return false;
    }
    const bool follows = !pending_.empty() && layout_.use[pending_.back()] != RecordUse::kComment;
    return follows || has_number(content_.record(at)) != has_number(records_[rows.back()]);
  }

  /// How many records directly above content_.index(at) name groups of its columns.
  [[nodiscard]] std::size_t groups_above(std::size_t at) const {
    std::size_t groups = 0;
    while (groups < kHeaderRowsMax && groups < at && !pending_.empty() &&
           content_.index(at - groups - 1) >= pending_.front() &&
           content_.index(at - groups - 1) >= taken_ &&
           layout_.use[content_.index(at - groups - 1)] == RecordUse::kNoTable &&
           is_group_row(content_.record(at - groups - 1), content_.record(at - groups))) {
      ++groups;
    }
    return groups;
  }

  /// Begins a table whose uppermost header row is content_.index(at).
  void begin(std::size_t at) {
    DelimitedTable table;
    for (std::size_t groups = groups_above(at); groups > 0; --groups) {
      table.headers.push_back(content_.index(at - groups));
      std::erase(pending_, content_.index(at - groups));
    }
    table.headers.push_back(content_.index(at));
    std::size_t next = at + 1;
    const std::size_t numbers = content_.first_numbers(at);
    const auto record = [&](std::size_t k) -> const CsvRecord& { return content_.record(k); };
    while (next < numbers && !is_units_row(record(next), record(numbers)) &&
           is_group_row(record(next - 1), record(next))) {
      table.headers.push_back(content_.index(next++));
    }
    if (next < numbers && is_units_row(record(next), record(numbers))) {
      table.units = content_.index(next++);
    }
    add(std::move(table), content_.index(next - 1) + 1);
  }

  void add(DelimitedTable table, std::size_t end) {
    settle(true);
    for (std::size_t i = table.headers.front(); i < end; ++i) {
      layout_.use[i] = content_.is_comment(i) ? RecordUse::kComment : RecordUse::kEmpty;
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
  DelimitedContent content_;
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
