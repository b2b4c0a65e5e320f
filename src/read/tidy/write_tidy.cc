// Observations → rows of the tidy table.
#include <charconv>
#include <cmath>
#include <map>

#include "base/hash.h"
#include "read/account_json.h"
#include "read/tidy.h"
#include "read/tidy/tidy_record.h"
#include "read/tidy/words.h"
#include "text/json_write.h"

namespace chimera::read {

namespace {

constexpr std::size_t kPieceBytes = std::size_t{1} << 16U;

using Layout = text::JsonWriter::Layout;

/// The cells of the wanted columns in that row as one JSON object; empty cells are absent.
template <typename Wanted>
std::string object_of(const Table& table, std::size_t row, Wanted wanted) {
  std::map<std::string_view, std::string_view> cells;
  for (const Column& column : table.columns) {
    if (wanted(column) && !column.text_at(row).empty()) {
      cells.emplace(column.name, column.text_at(row));
    }
  }
  text::JsonWriter json(Layout::kOneLine);
  json.open_object();
  for (const auto& [name, cell] : cells) {
    json.key(name).string(cell);
  }
  json.close_object();
  return json.take();
}

void write_column(text::JsonWriter& json, const Column& column) {
  json.open_object();
  json.key("name").string(column.name);
  json.key("role").string(role_name(column.role));
  json.key("unit").string(column.unit);
  json.key("definition").string(column.definition == nullptr ? "" : column.definition->name);
  if (column.direction) {
    json.key("direction").string(direction_name(*column.direction));
  }
  json.key("evidence").string(column.evidence);
  if (column.shared) {
    json.key("cell").string(column.text_at(0));
  }
  json.close_object();
}

std::string description_of(const Table& table) {
  text::JsonWriter json(Layout::kOneLine);
  json.open_object();
  json.key("rows").count(table.rows());
  json.key("derived_from").string(table.derived_from);
  json.key("columns").open_array();
  for (const Column& column : table.columns) {
    write_column(json, column);
  }
  json.close_array();
  json.close_object();
  return json.take();
}

std::string description_of(const Account& account) {
  text::JsonWriter json(Layout::kOneLine);
  json.open_object();
  write_account(json, account);
  json.close_object();
  return json.take();
}

/// The model as queries find it: the column of that name, or the only one whose last key it is.
const Column* model_column(const Table& table) {
  const Column* found = find_column(table, "model");
  if (found != nullptr) {
    return found;
  }
  for (const Column& column : table.columns) {
    if (column.name.ends_with(".model")) {
      if (found != nullptr) {
        return nullptr;
      }
      found = &column;
    }
  }
  return found;
}

std::string_view state_of(const TrialState& state) {
  return state.failed ? kFailed : state.cold ? kCold : kOk;
}

class TidyWriter {
 public:
  TidyWriter(const TidyOptions& options, const Sink& sink) : options_(options), sink_(sink) {}

  Result<void> write(const Observations& observations) {
    if (options_.form == TidyForm::kCsv) {
      piece_ = csv_header();
    }
    return write_files(observations)
        .and_then([&] { return write_tables(observations); })
        .and_then([&] { return piece_.empty() ? Result<void>() : sink_(piece_); });
  }

 private:
  Result<void> put(const TidyRecord& record) {
    piece_ += options_.form == TidyForm::kCsv ? csv_line(record) : json_line(record);
    if (piece_.size() < kPieceBytes) {
      return {};
    }
    auto done = sink_(piece_);
    piece_.clear();
    return done;
  }

  /// A record of that kind, if its file is one of the shard's.
  [[nodiscard]] std::optional<TidyRecord> start(std::string_view kind,
                                                const std::string& file) const {
    if (!is_in_shard(options_.shard, file)) {
      return std::nullopt;
    }
    TidyRecord record;
    record.at(Field::kRecord) = kind;
    record.at(Field::kFile) = file;
    return record;
  }

  Result<void> write_files(const Observations& observations) {
    Result<void> done;
    for (const Artifact& artifact : observations.artifacts) {
      auto record = start(kArtifact, artifact.path);
      if (record && done) {
        record->at(Field::kType) = artifact_type_name(artifact.type);
        record->at(Field::kBytes) = std::to_string(artifact.size_bytes);
        record->at(Field::kModified) = std::to_string(artifact.modified_utc_s);
        done = put(*record);
      }
    }
    for (const Problem& problem : observations.problems) {
      auto record = start(kProblem, problem.file);
      if (record && done) {
        record->at(Field::kPointer) = problem.where;
        record->at(Field::kReason) = problem.what;
        done = put(*record);
      }
    }
    for (const Account& account : observations.accounts) {
      auto record = start(kAccount, account.file);
      if (record && done) {
        record->at(Field::kOther) = description_of(account);
        done = put(*record);
      }
    }
    return done;
  }

  Result<void> write_tables(const Observations& observations) {
    std::map<std::string_view, std::size_t> tables_of_file;
    Result<void> done;
    for (const Table& table : observations.tables) {
      const std::size_t ordinal = tables_of_file[table.file]++;
      auto record = start(kTable, table.file);
      if (!record || !done || table.kind == TableKind::kClaim) {
        continue;
      }
      record->at(Field::kTable) = std::to_string(ordinal);
      record->at(Field::kTableKind) = table_kind_name(table.kind);
      record->at(Field::kFormat) = table.format;
      record->at(Field::kPointer) = table.pointer;
      record->at(Field::kContent) = table.content;
      TidyRecord trial = *record;
      trial.at(Field::kRecord) = kTrial;
      record->at(Field::kOther) = description_of(table);
      done = put(*record);
      for (std::size_t row = 0; done && row < table.rows(); ++row) {
        done = write_trial(table, row, trial);
      }
    }
    return done;
  }

  /// One record for each measured column; one without a metric where there is none.
  Result<void> write_trial(const Table& table, std::size_t row, TidyRecord record) {
    describe_trial(table, row, record);
    bool any = false;
    Result<void> done;
    for (const Column& column : table.columns) {
      if (!done || !is_measured(column)) {
        continue;
      }
      const double value = column.number_at(row);
      record.at(Field::kMetric) = column.name;
      record.at(Field::kRole) = role_name(column.role);
      record.at(Field::kDefinition) = column.definition == nullptr ? "" : column.definition->name;
      record.at(Field::kValue) = std::isfinite(value) ? text::number_text(value) : "";
      record.at(Field::kText) = column.text_at(row);
      record.at(Field::kUnit) = column.unit;
      done = put(record);
      record.at(Field::kOther).clear();
      any = true;
    }
    return any ? done : put(record);
  }

  static void describe_trial(const Table& table, std::size_t row, TidyRecord& record) {
    const auto of_roles = [](Role one, Role other) {
      return [=](const Column& column) { return column.role == one || column.role == other; };
    };
    record.at(Field::kRow) = std::to_string(row);
    record.at(Field::kPlace) = std::to_string(table.place[row]);
    const Column* model = model_column(table);
    record.at(Field::kModel) = model == nullptr ? "" : model->text_at(row);
    record.at(Field::kRun) = object_of(table, row, of_roles(Role::kRun, Role::kRun));
    record.at(Field::kConfiguration) =
        object_of(table, row, of_roles(Role::kFactor, Role::kSubject));
    record.at(Field::kBlock) = object_of(table, row, of_roles(Role::kBlock, Role::kBlock));
    record.at(Field::kState) = state_of(table.state[row]);
    record.at(Field::kReason) = table.reason_of(row);
    record.at(Field::kOther) = object_of(table, row, [](const Column& column) {
      return !column.shared && !is_measured(column) && !stands_in_the_setting(column.role);
    });
  }

  const TidyOptions& options_;
  const Sink& sink_;
  std::string piece_;
};

}  // namespace

bool is_in_shard(const Shard& shard, std::string_view path) {
  if (shard.count <= 1) {
    return true;
  }
  const std::string digits = content_id("", path, 15);
  std::size_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number, 16);
  return number % shard.count == shard.index - 1;
}

Result<void> write_tidy(const Observations& observations, const TidyOptions& options,
                        const Sink& sink) {
  return TidyWriter(options, sink).write(observations);
}

}  // namespace chimera::read
