#include "read/tidy/tidy_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "base/check.h"
#include "read/table_builder.h"
#include "read/tidy.h"
#include "read/tidy/description.h"
#include "read/tidy/words.h"
#include "text/json_write.h"
#include "text/number.h"

namespace chimera::read {

namespace {

tl::unexpected<Error> refuse(std::string message) {
  return fail(ErrorCode::kInput, std::move(message));
}

template <typename Number>
Result<Number> integer_at(const TidyRecord& record, Field field) {
  const std::string& cell = record.at(field);
  Number number = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  if (error != std::errc() || end != cell.data() + cell.size()) {
    return refuse(fmt::format("'{}' is no whole number: '{}'", field_name(field), cell));
  }
  return number;
}

std::string title(const Table& table, std::size_t ordinal) {
  return fmt::format("table {} of '{}'", ordinal, table.file);
}

Result<TidyState> state_at(const TidyRecord& record) {
  const std::string& word = record.at(Field::kState);
  if (word != kOk && word != kFailed && word != kCold) {
    return refuse("unknown state '" + word + "'");
  }
  return TidyState{word == kFailed, word == kCold, record.at(Field::kReason)};
}

/// The cell's own digits where they say the value that was written, which has only twelve.
double exact_number(double spelled, double written) {
  return text::number_text(spelled) == text::number_text(written) ? spelled : written;
}

void sort_by_file(Observations& out) {
  std::stable_sort(out.artifacts.begin(), out.artifacts.end(),
                   [](const Artifact& a, const Artifact& b) { return a.path < b.path; });
  std::stable_sort(out.problems.begin(), out.problems.end(),
                   [](const Problem& a, const Problem& b) { return a.file < b.file; });
  std::stable_sort(out.accounts.begin(), out.accounts.end(),
                   [](const Account& a, const Account& b) { return a.file < b.file; });
}

}  // namespace

Result<void> TidyBuilder::add(const TidyRecord& record, const Place& place) {
  const std::string& kind = record.at(Field::kRecord);
  if (kind == kTrial) {
    return add_trial(record);
  }
  if (kind == kTable) {
    return add_table(record, place);
  }
  if (kind == kArtifact) {
    return add_artifact(record);
  }
  if (kind == kAccount) {
    return add_account(record);
  }
  if (kind != kProblem) {
    return refuse("unknown record '" + kind + "'");
  }
  out_.problems.push_back(
      {record.at(Field::kFile), record.at(Field::kPointer), record.at(Field::kReason)});
  return {};
}

Result<void> TidyBuilder::add_artifact(const TidyRecord& record) {
  using enum ArtifactType;
  constexpr std::array kTypes{kCsv, kJson, kMarkdown, kLog, kYaml, kOther};
  const auto* const type = std::find_if(kTypes.begin(), kTypes.end(), [&](ArtifactType known) {
    return artifact_type_name(known) == record.at(Field::kType);
  });
  if (type == kTypes.end()) {
    return refuse("unknown type '" + record.at(Field::kType) + "'");
  }
  const auto bytes = integer_at<std::size_t>(record, Field::kBytes);
  const auto modified = integer_at<std::int64_t>(record, Field::kModified);
  if (!bytes || !modified) {
    return tl::unexpected(!bytes ? bytes.error() : modified.error());
  }
  out_.artifacts.push_back({record.at(Field::kFile), *type, *bytes, *modified});
  return {};
}

Result<void> TidyBuilder::add_account(const TidyRecord& record) {
  return account_of(record.at(Field::kOther)).map([&](Account account) {
    account.file = record.at(Field::kFile);
    out_.accounts.push_back(std::move(account));
  });
}

Result<void> TidyBuilder::add_table(const TidyRecord& record, const Place& place) {
  const auto ordinal = integer_at<std::size_t>(record, Field::kTable);
  auto described = ordinal ? table_of(record.at(Field::kOther)) : tl::unexpected(ordinal.error());
  if (!described) {
    return tl::unexpected(described.error());
  }
  Draft draft{.table = std::move(described->table), .rows = described->rows, .place = place};
  const std::string& kind = record.at(Field::kTableKind);
  draft.table.kind =
      kind == table_kind_name(TableKind::kSummary) ? TableKind::kSummary : TableKind::kMeasured;
  if (kind != table_kind_name(draft.table.kind)) {
    return refuse("unknown table_kind '" + kind + "'");
  }
  draft.table.file = record.at(Field::kFile);
  draft.table.pointer = record.at(Field::kPointer);
  draft.table.format = record.at(Field::kFormat);
  draft.table.content = record.at(Field::kContent);
  for (std::size_t i = 0; i < draft.table.columns.size(); ++i) {
    draft.column.emplace(draft.table.columns[i].name, i);
    draft.measured += is_measured(draft.table.columns[i]) ? 1U : 0U;
  }
  const std::string name = title(draft.table, *ordinal);
  const bool is_new = drafts_.try_emplace({draft.table.file, *ordinal}, std::move(draft)).second;
  return is_new ? Result<void>() : refuse(name + " is given twice");
}

Result<void> TidyBuilder::add_trial(const TidyRecord& record) {
  const auto ordinal = integer_at<std::size_t>(record, Field::kTable);
  const auto index = integer_at<std::size_t>(record, Field::kRow);
  if (!ordinal || !index) {
    return tl::unexpected(!ordinal ? ordinal.error() : index.error());
  }
  const auto found = drafts_.find({record.at(Field::kFile), *ordinal});
  if (found == drafts_.end()) {
    return refuse(fmt::format("a trial of table {} of '{}' stands before that table's own row",
                              *ordinal, record.at(Field::kFile)));
  }
  Draft& draft = found->second;
  if (*index >= draft.rows) {
    return refuse(fmt::format("row {} of a table of {} rows", *index, draft.rows));
  }
  auto row = draft.row.find(*index);
  if (row == draft.row.end()) {
    auto made = new_row(record, draft);
    if (!made) {
      return tl::unexpected(made.error());
    }
    row = draft.row.emplace(*index, std::move(*made)).first;
  } else if (record.at(Field::kRole).empty()) {
    return refuse(fmt::format("row {} is given twice", *index));
  }
  return add_cells(record.at(Field::kOther), draft, row->second).and_then([&] {
    return add_measured(record, draft, row->second);
  });
}

Result<TidyBuilder::Row> TidyBuilder::new_row(const TidyRecord& record, const Draft& draft) {
  Row row;
  const auto place = integer_at<std::size_t>(record, Field::kPlace);
  auto state = place ? state_at(record) : tl::unexpected(place.error());
  if (!state) {
    return tl::unexpected(state.error());
  }
  row.place = *place;
  row.state = std::move(*state);
  for (const Field field : {Field::kConfiguration, Field::kBlock, Field::kRun}) {
    if (auto done = add_cells(record.at(field), draft, row); !done) {
      return tl::unexpected(done.error());
    }
  }
  return row;
}

Result<void> TidyBuilder::add_cells(const std::string& object, const Draft& draft, Row& row) {
  if (object.empty()) {
    return {};
  }
  auto cells = cells_of(object);
  if (!cells) {
    return tl::unexpected(cells.error());
  }
  for (auto& [name, cell] : *cells) {
    const auto at = draft.column.find(name);
    if (at == draft.column.end()) {
      return refuse("the table has no column '" + name + "'");
    }
    row.text.insert_or_assign(at->second, std::move(cell));
  }
  return {};
}

Result<void> TidyBuilder::add_measured(const TidyRecord& record, const Draft& draft, Row& row) {
  const std::string& metric = record.at(Field::kMetric);
  // A metric may be called "" in JSON; a role is never empty.
  if (record.at(Field::kRole).empty()) {
    return draft.measured == 0 ? Result<void>()
                               : refuse("a trial of a table that measures has no role");
  }
  const auto at = draft.column.find(metric);
  if (at == draft.column.end() || !is_measured(draft.table.columns[at->second])) {
    return refuse("the table has no metric '" + metric + "'");
  }
  if (!row.text.emplace(at->second, record.at(Field::kText)).second) {
    return refuse("'" + metric + "' is given twice for one row");
  }
  ++row.measured;
  const std::string& value = record.at(Field::kValue);
  if (value.empty()) {
    return {};
  }
  const auto number = text::read_plain_number(value);
  if (!number) {
    return refuse("'value' is no number: '" + value + "'");
  }
  row.value.emplace(at->second, *number);
  return {};
}

Result<void> TidyBuilder::check_complete(const Draft& draft) {
  if (draft.row.size() != draft.rows) {
    return fail(ErrorCode::kInput,
                fmt::format("a table of '{}' has {} of {} rows", draft.table.file, draft.row.size(),
                            draft.rows),
                draft.place);
  }
  for (const auto& [index, row] : draft.row) {
    if (row.measured != draft.measured) {
      return fail(ErrorCode::kInput,
                  fmt::format("row {} of a table of '{}' has {} of {} metrics", index,
                              draft.table.file, row.measured, draft.measured),
                  draft.place);
    }
  }
  return {};
}

Table TidyBuilder::finished(Draft& draft) {
  Table table = std::move(draft.table);
  for (auto& [index, row] : draft.row) {
    table.place.push_back(row.place);
    table.state.emplace_back();
    table.judge(index, row.state.failed, row.state.cold, row.state.reason);
    for (auto& [at, cell] : row.text) {
      if (!table.columns[at].shared) {
        table.columns[at].text.resize(index);
        table.columns[at].text.push_back(cell);
      }
    }
  }
  for (std::size_t at = 0; at < table.columns.size(); ++at) {
    Column& column = table.columns[at];
    if (!column.shared) {
      column.text.resize(draft.rows);
    }
    const std::string unit = column.unit;
    read_numbers(column);
    column.unit = unit;
    if (is_measured(column)) {
      set_values(draft, at, column);
    }
  }
  return table;
}

void TidyBuilder::set_values(const Draft& draft, std::size_t at, Column& column) {
  for (const auto& [index, row] : draft.row) {
    const auto value = row.value.find(at);
    column.number[index] = value == row.value.end()
                               ? std::numeric_limits<double>::quiet_NaN()
                               : exact_number(column.number[index], value->second);
  }
}

Result<Observations> TidyBuilder::take() {
  if (out_.artifacts.empty() && out_.problems.empty() && drafts_.empty()) {
    return refuse("no observations: every file is empty");
  }
  std::size_t cells = 0;
  for (auto& entry : drafts_) {
    Draft& draft = entry.second;
    if (auto complete = check_complete(draft); !complete) {
      return tl::unexpected(complete.error());
    }
    cells += draft.rows * draft.table.columns.size();
    if (cells > kTidyCellsMax) {
      return fail(ErrorCode::kInput, fmt::format("more than {} cells", kTidyCellsMax), draft.place);
    }
    out_.tables.push_back(finished(draft));
    const auto broken = check_consistency(out_.tables.back());
    CHIMERA_CHECK(!broken, broken.value_or(""));
  }
  drafts_.clear();
  sort_by_file(out_);
  return std::move(out_);
}

}  // namespace chimera::read
