#include "read/format/delimited_rows.h"

#include <algorithm>
#include <set>

#include "data/definition.h"
#include "data/unit.h"
#include "text/number_style.h"
#include "text/unicode.h"

namespace chimera::read {

namespace {

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::size_t kNameShown = 120;
constexpr std::size_t kKeyBytesMax = 40;
constexpr std::size_t kValueBytesMax = 200;

bool is_filled(const std::string& cell) {
  return cell.find_first_not_of(kBlanks) != std::string::npos;
}

bool is_number(const std::string& cell) {
  return text::is_number_in_some_style(cell, false);
}

bool is_bare_number(const std::string& cell) {
  return text::is_number_in_some_style(cell, true);
}

std::size_t filled_cells(const text::CsvRecord& record) {
  return static_cast<std::size_t>(
      std::count_if(record.cells.begin(), record.cells.end(), is_filled));
}

/// A header that is a comment begins behind its '#'.
std::string_view name_in(const text::CsvRecord& header, std::size_t column) {
  std::string_view name = trimmed(header.cells[column]);
  if (header.comment && column == 0) {
    name.remove_prefix(std::min(name.find_first_not_of('#'), name.size()));
    name = trimmed(name);
  }
  return name;
}

/// Group names spread to the right until the next one; the last row of headers doesn't.
std::vector<std::string> joined_names(const std::vector<const text::CsvRecord*>& headers) {
  std::vector<std::string> names(headers.back()->cells.size());
  for (const text::CsvRecord* header : headers) {
    std::string_view group;
    for (std::size_t i = 0; i < names.size() && i < header->cells.size(); ++i) {
      const std::string_view own = name_in(*header, i);
      if (header == headers.back() || !own.empty()) {
        group = own;
      }
      if (!group.empty()) {
        names[i].append(names[i].empty() ? "" : ".").append(group);
      }
    }
  }
  return names;
}

}  // namespace

std::string_view trimmed(std::string_view cell) {
  const std::size_t begin = cell.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) {
    return {};
  }
  return cell.substr(begin, cell.find_last_not_of(kBlanks) - begin + 1);
}

bool is_empty(const text::CsvRecord& record) {
  return std::none_of(record.cells.begin(), record.cells.end(), is_filled);
}

std::size_t filled_width(const text::CsvRecord& record) {
  const auto last = std::find_if(record.cells.rbegin(), record.cells.rend(), is_filled);
  return static_cast<std::size_t>(record.cells.rend() - last);
}

bool has_number(const text::CsvRecord& record) {
  return std::any_of(record.cells.begin(), record.cells.end(), is_number);
}

bool names_columns(const text::CsvRecord& record) {
  return record.cells.size() >= 2 &&
         std::none_of(record.cells.begin(), record.cells.end(), is_bare_number) &&
         2 * filled_cells(record) >= record.cells.size();
}

bool has_known_names(const text::CsvRecord& record) {
  const auto known =
      std::count_if(record.cells.begin(), record.cells.end(), [](const std::string& cell) {
        return cell.size() <= kNameShown &&
               (!unit_in_name(cell).empty() || definition_of_column(cell) != nullptr);
      });
  return 2 * static_cast<std::size_t>(known) >= record.cells.size();
}

std::optional<std::string> unit_of_cell(std::string_view cell) {
  cell.remove_prefix(std::min(cell.find_first_not_of('#'), cell.size()));
  cell = trimmed(cell);
  const bool bracketed = (cell.starts_with('[') && cell.ends_with(']')) ||
                         (cell.starts_with('(') && cell.ends_with(')'));
  if (bracketed && cell.size() > 2) {
    cell = trimmed(cell.substr(1, cell.size() - 2));
  }
  return canonical_unit(cell);
}

bool is_units_row(const text::CsvRecord& record, const text::CsvRecord& below) {
  std::size_t filled = 0;
  std::size_t known = 0;
  std::size_t above_numbers = 0;
  for (std::size_t i = 0; i < record.cells.size(); ++i) {
    if (is_bare_number(record.cells[i])) {
      return false;
    }
    if (is_filled(record.cells[i]) && record.cells[i] != "#") {
      ++filled;
      known += unit_of_cell(record.cells[i]) ? 1U : 0U;
      above_numbers += i < below.cells.size() && is_number(below.cells[i]) ? 1U : 0U;
    }
  }
  return known > 0 && (above_numbers == filled || 2 * known >= filled);
}

bool share_a_cell(const text::CsvRecord& a, const text::CsvRecord& b) {
  for (std::size_t i = 0; i < std::min(a.cells.size(), b.cells.size()); ++i) {
    if (is_filled(a.cells[i]) && a.cells[i] == b.cells[i]) {
      return true;
    }
  }
  return false;
}

bool is_group_row(const text::CsvRecord& record, const text::CsvRecord& below) {
  const bool like_title = filled_width(record) <= 2 && is_filled(record.cells[0]);
  if (like_title || record.cells.size() != below.cells.size() || has_number(record)) {
    return false;
  }
  bool spans = false;
  std::string_view group;
  std::set<std::pair<std::string_view, std::string_view>> seen;
  for (std::size_t i = 0; i < record.cells.size(); ++i) {
    const std::string_view own = name_in(record, i);
    const std::string_view sub = trimmed(below.cells[i]);
    spans = spans || (!group.empty() && !sub.empty() && (own.empty() || own == group));
    group = own.empty() ? group : own;
    if ((own.empty() && sub.empty()) || !seen.emplace(group, sub).second) {
      return false;
    }
  }
  return spans;
}

std::optional<std::pair<std::string, std::string>> key_and_value(const text::CsvRecord& record,
                                                                 char delimiter) {
  std::string_view key = name_in(record, 0);
  std::string value;
  const std::size_t cut = std::min(key.find(": "), key.find('='));
  if (cut != std::string_view::npos) {
    value = trimmed(key.substr(cut + 1));
    key = trimmed(key.substr(0, cut));
    for (std::size_t i = 1; i < filled_width(record) && value.size() <= kValueBytesMax; ++i) {
      value.append(1, delimiter).append(record.cells[i]);
    }
  } else if (!record.comment && filled_width(record) == 2) {
    value = trimmed(record.cells[1]);
    key.remove_suffix(key.ends_with(':') ? 1 : 0);
  }
  if (key.empty() || value.empty() || key.size() > kKeyBytesMax || value.size() > kValueBytesMax) {
    return std::nullopt;
  }
  return std::pair(text::one_line(key, kNameShown), std::move(value));
}

std::vector<std::string> column_names(const std::vector<const text::CsvRecord*>& headers) {
  std::vector<std::string> names = joined_names(headers);
  std::set<std::string> seen;
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::string name = text::one_line(names[i], kNameShown);
    while (name.empty() || seen.contains(name)) {
      name += "#" + std::to_string(i + 1);
    }
    seen.insert(name);
    names[i] = std::move(name);
  }
  return names;
}

}  // namespace chimera::read
