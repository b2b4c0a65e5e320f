#include "verify/fill.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "query/compute.h"
#include "query/worked_out.h"
#include "verify/bound_number.h"
#include "verify/bound_query.h"

namespace chimera::verify {
namespace {

std::string grouped(std::string digits) {
  const std::size_t end = std::min(digits.find('.'), digits.size());
  const std::size_t begin = digits.starts_with('-') ? 1 : 0;
  for (std::size_t at = end; at > begin + 3; at -= 3) {
    digits.insert(at - 3, ",");
  }
  return digits;
}

// As many digits behind the point as stand there, its sign and its thousands' commas.
std::string spelled_like(std::string_view stands, double value) {
  const std::size_t point = stands.find('.');
  const std::size_t decimals = point == std::string_view::npos ? 0 : stands.size() - point - 1;
  std::string text = fmt::format("{:.{}f}", value, decimals);
  if (stands.find(',') != std::string_view::npos) {
    text = grouped(std::move(text));
  }
  if (stands.starts_with('+') && value >= 0) {
    text.insert(0, "+");
  }
  if (stands.starts_with("\u2212") && text.starts_with('-')) {
    text.replace(0, 1, "\u2212");
  }
  return text;
}

std::vector<std::vector<std::string>> groups_of(const std::vector<query::Row>& rows) {
  std::vector<std::vector<std::string>> groups;
  groups.reserve(rows.size());
  for (const query::Row& row : rows) {
    std::vector<std::string>& group = groups.emplace_back();
    group.reserve(row.group.size());
    for (const Condition& value : row.group) {
      group.push_back(value.value);
    }
  }
  return groups;
}

bool is_code_span(const Plain& cell) {
  const std::size_t begin = cell.text().find_first_not_of(' ');
  return begin != std::string::npos && cell.is_code(begin);
}

/// Bytes of the text that get others.
struct Edit {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text;
};

class Filling {
 public:
  Filling(std::string_view text, const Document& document, const Observations& observations)
      : text_(text), document_(document), observations_(observations) {}

  void fill_number(const BoundNumber& bound);
  void fill_table(const BoundTable& bound);
  Filled finish();

 private:
  [[nodiscard]] std::size_t start_of(std::size_t line) const {
    return static_cast<std::size_t>(document_.lines[line].data() - text_.data());
  }

  [[nodiscard]] std::size_t end_of(std::size_t line) const {
    return line + 1 < document_.lines.size() ? start_of(line + 1) : text_.size();
  }

  /// The bound cell with another value.
  [[nodiscard]] std::string cell_with(const BoundNumber& bound, const std::string& value) const;
  [[nodiscard]] std::string_view standing_in(const BoundNumber& bound) const;
  /// As it would stand there; or why there is none.
  [[nodiscard]] tl::expected<std::string, std::string> value_for(const BoundNumber& bound) const;
  void drop_row(std::size_t line);
  void add_row(const BoundTable& bound, const std::vector<std::string>& group);

  std::string_view text_;
  const Document& document_;
  const Observations& observations_;
  std::vector<Edit> edits_;
  Filled filled_;
};

std::string_view Filling::standing_in(const BoundNumber& bound) const {
  return document_.lines[bound.line].substr(bound.number.begin,
                                            bound.number.end - bound.number.begin);
}

tl::expected<std::string, std::string> Filling::value_for(const BoundNumber& bound) const {
  if (!bound.query) {
    return tl::unexpected(bound.query.error().message);
  }
  const auto fact = evaluate(*bound.query, observations_);
  if (!fact) {
    return tl::unexpected<std::string>("the query finds nothing");
  }
  const auto factor = to_stated_unit(fact->unit, bound.unit);
  if (!factor) {
    return tl::unexpected("the query answers in " + fact->unit);
  }
  return spelled_like(standing_in(bound), fact->value * *factor);
}

void Filling::fill_number(const BoundNumber& bound) {
  auto stands = value_for(bound);
  if (!stands) {
    filled_.failures.push_back({bound.line + 1, std::move(stands.error())});
    return;
  }
  const std::string_view stood = standing_in(bound);
  if (*stands != stood) {
    filled_.changes.push_back({bound.line + 1, std::string(stood), *stands});
    const std::size_t start = start_of(bound.line);
    edits_.push_back({start + bound.number.begin, start + bound.number.end, *std::move(stands)});
  }
}

std::string Filling::cell_with(const BoundNumber& bound, const std::string& value) const {
  const std::string_view line = document_.lines[bound.line];
  const Range cell = bound.plain.source({0, bound.plain.text().size()});
  std::string text(line.substr(cell.begin, bound.number.begin - cell.begin));
  text += value;
  text.append(line.substr(bound.number.end, cell.end - bound.number.end));
  text.erase(text.find_last_not_of(' ') + 1);
  return text.erase(0, text.find_first_not_of(' '));
}

void Filling::drop_row(std::size_t line) {
  filled_.changes.push_back({line + 1, std::string(document_.lines[line]), ""});
  edits_.push_back({start_of(line), end_of(line), ""});
}

// Written as the table's first row is: its digits, and its code spans around names.
void Filling::add_row(const BoundTable& bound, const std::vector<std::string>& group) {
  const std::size_t like = bound.table->line + 2;
  BoundTable first = bound;
  Block table = *bound.table;
  table.rows.resize(1);
  first.table = &table;
  std::string row = "|";
  const std::vector<Plain>& cells = table.rows[0].cells;
  for (std::size_t i = 0; i < group.size(); ++i) {
    row += i < cells.size() && is_code_span(cells[i]) ? " `" + group[i] + "` |"
                                                      : " " + group[i] + " |";
  }
  std::size_t columns = group.size();
  for (BoundNumber& number : numbers_of(first)) {
    number.query->where.resize(number.query->where.size() - group.size());
    for (std::size_t i = 0; i < group.size(); ++i) {
      number.query->where.push_back({bound.query->by[i], group[i]});
    }
    row += " " + cell_with(number, value_for(number).value_or("")) + " |";
    ++columns;
  }
  for (; columns < table.head.size(); ++columns) {
    row += " |";
  }
  filled_.changes.push_back({bound.comment + 1, "", row});
  const bool quoted = document_.lines[like].starts_with("> ");
  edits_.push_back(
      {start_of(bound.comment), start_of(bound.comment), (quoted ? "> " : "") + row + "\n"});
}

void Filling::fill_table(const BoundTable& bound) {
  const auto rows = bound.query ? query::answer(*bound.query, observations_)
                                : tl::unexpected<Error>(bound.query.error());
  const bool empty = bound.table->rows.empty();
  if (!rows || rows->empty() || empty) {
    filled_.failures.push_back({bound.comment + 1, !rows   ? rows.error().message
                                                   : empty ? "a table needs a row to write like"
                                                           : "the query finds nothing"});
    return;
  }
  const std::vector<std::vector<std::string>> groups = groups_of(*rows);
  std::vector<std::vector<std::string>> standing;
  for (std::size_t i = 0; i < bound.table->rows.size(); ++i) {
    standing.push_back(group_of(bound.table->rows[i], *bound.query));
    if (std::find(groups.begin(), groups.end(), standing.back()) == groups.end()) {
      drop_row(bound.table->line + 2 + i);
    }
  }
  for (const BoundNumber& number : numbers_of(bound)) {
    const std::size_t row = number.line - bound.table->line - 2;
    if (std::find(groups.begin(), groups.end(), standing[row]) != groups.end()) {
      fill_number(number);
    }
  }
  for (const std::vector<std::string>& group : groups) {
    if (std::find(standing.begin(), standing.end(), group) == standing.end()) {
      add_row(bound, group);
    }
  }
}

// From the end, so that what lies before an edit stays where it is; of rows added at one place the
// last one first.
Filled Filling::finish() {
  filled_.text = text_;
  std::stable_sort(edits_.begin(), edits_.end(),
                   [](const Edit& a, const Edit& b) { return a.begin < b.begin; });
  for (auto edit = edits_.rbegin(); edit != edits_.rend(); ++edit) {
    filled_.text.replace(edit->begin, edit->end - edit->begin, edit->text);
  }
  std::stable_sort(filled_.changes.begin(), filled_.changes.end(),
                   [](const Refill& a, const Refill& b) { return a.line < b.line; });
  return std::move(filled_);
}

}  // namespace

Result<Filled> fill(std::string_view text, const Observations& observations) {
  return read_document(text).map([&](const Document& document) {
    const auto worked_out = query::work_out_rates(observations);
    Filling filling(text, document, worked_out ? worked_out->observations : observations);
    for (const BoundNumber& bound : find_bound_numbers(document)) {
      filling.fill_number(bound);
    }
    for (const BoundTable& bound : find_bound_tables(document)) {
      filling.fill_table(bound);
    }
    return filling.finish();
  });
}

}  // namespace chimera::verify
