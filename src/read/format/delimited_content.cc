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

bool DelimitedContent::is_pair_above(std::size_t at) const {
  if (filled_width(record(at)) > 2 || has_known_names(record(at))) {
    return false;
  }
  std::set<std::string_view> names;
  const std::size_t end = std::min(at + kPairsMax, size());
  for (std::size_t k = at; k < end; ++k) {
    const CsvRecord& pair = record(k);
    if (filled_width(pair) > 2) {
      return k + 1 < size() && names_columns(pair) &&
             record(k + 1).cells.size() == pair.cells.size();
    }
    const std::string& name = pair.cells[0];
    if (trimmed(name).empty() || text::is_number_in_some_style(name, true) ||
        !names.insert(name).second) {
      return false;
    }
  }
  return false;
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
