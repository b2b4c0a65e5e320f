#include "read/format/delimited_content.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "read/format/delimited_rows.h"
#include "text/number_style.h"

namespace chimera::read {

namespace {

using text::CsvRecord;

bool comments_are_comments(const std::vector<CsvRecord>& records) {
  return records.size() < 2 || records[0].comment ||
         std::any_of(records.begin() + 1, records.end(), [&](const CsvRecord& record) {
           return !record.comment || record.cells.size() < 2 ||
                  record.cells.size() != records[0].cells.size();
         });
}

}  // namespace

DelimitedContent::DelimitedContent(const std::vector<CsvRecord>& records)
    : records_(records), has_comments_(comments_are_comments(records)) {
  indices_.reserve(records.size());
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (!is_comment(i) && !is_empty(records[i])) {
      indices_.push_back(i);
    }
  }
}

bool DelimitedContent::is_comment(std::size_t index) const {
  return has_comments_ && records_[index].comment;
}

std::size_t DelimitedContent::first_numbers(std::size_t at) const {
  const std::size_t cells = record(at).cells.size();
  const std::size_t end = std::min(at + kHeaderRowsMax + 1, size());
  for (std::size_t k = at + 1; k < end && record(k).cells.size() == cells; ++k) {
    if (has_number(record(k))) {
      return k;
    }
  }
  return 0;
}

/// The first record from `at` on that has more than two cells filled, or where looking ahead ends.
std::size_t DelimitedContent::next_wide(std::size_t at) {
  if (at < narrow_from_ || at > narrow_to_) {
    narrow_from_ = at;
    narrow_to_ = at;
  }
  const std::size_t end = std::min(at + kPairsMax, size());
  while (narrow_to_ < end && filled_width(record(narrow_to_)) <= 2) {
    ++narrow_to_;
  }
  return narrow_to_;
}

bool DelimitedContent::is_pair_above(std::size_t at) {
  const std::size_t wide = next_wide(at);
  if (wide == at || wide >= at + kPairsMax || wide + 1 >= size() || !names_columns(record(wide)) ||
      record(wide + 1).cells.size() != record(wide).cells.size() || has_known_names(record(at))) {
    return false;
  }
  std::set<std::string_view> names;
  for (std::size_t k = at; k < wide; ++k) {
    const std::string& name = record(k).cells[0];
    if (trimmed(name).empty() || text::is_number_in_some_style(name, true) ||
        !names.insert(name).second) {
      return false;
    }
  }
  return true;
}

std::size_t DelimitedContent::header_in_comment(std::size_t index, std::size_t at) const {
  if (at == size()) {
    return 0;
  }
  const CsvRecord& names = records_[index];
  const CsvRecord& row = record(at);
  const std::size_t comments = indices_[at] - index;
  if (comments > 2 || names.cells.size() != row.cells.size() || !names_columns(names) ||
      names_columns(row) || !has_number(row)) {
    return 0;
  }
  if (comments == 1) {
    return 1;
  }
  const CsvRecord& between = records_[index + 1];
  return between.comment && between.cells.size() == row.cells.size() && is_units_row(between, row)
             ? 2
             : 0;
}

}  // namespace chimera::read
