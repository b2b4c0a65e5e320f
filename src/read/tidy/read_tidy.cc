// Rows of the tidy table → observations: the two forms, line by line.
#include <algorithm>
#include <optional>
#include <set>
#include <vector>

#include "read/tidy.h"
#include "read/tidy/tidy_builder.h"
#include "read/tidy/tidy_record.h"
#include "text/csv.h"
#include "text/json.h"

namespace chimera::read {

namespace {

/// The file's bytes and name, and where its rows go.
struct Input {
  const std::string& file;
  std::string_view bytes;
  const Cancel& cancel;
  TidyBuilder& builder;
};

Result<void> at_line(Result<void> done, const Input& input, std::size_t line) {
  if (!done) {
    done.error().place = {input.file, line, 0};
  }
  return done;
}

Result<void> add_json_line(const Input& input, std::string_view text, std::size_t line) {
  auto added = text::parse_json(text)
                   .and_then([](const text::JsonValue& value) { return record_of_json(value); })
                   .and_then([&](const TidyRecord& record) {
                     return input.builder.add(record, {input.file, line, 0});
                   });
  return at_line(std::move(added), input, line);
}

Result<void> read_json_lines(const Input& input) {
  std::size_t line = 1;
  for (std::size_t start = 0; start < input.bytes.size(); ++line) {
    if (input.cancel.raised()) {
      return interrupted();
    }
    const std::size_t end = std::min(input.bytes.find('\n', start), input.bytes.size());
    const std::string_view text = input.bytes.substr(start, end - start);
    start = end + 1;
    if (text.find_first_not_of(" \t\r") == std::string_view::npos) {
      continue;
    }
    if (auto added = add_json_line(input, text, line); !added) {
      return added;
    }
  }
  return {};
}

/// The field of each column; nullopt for a column that is none of ours.
Result<std::vector<std::optional<Field>>> fields_of(const text::CsvRecord& header) {
  std::vector<std::optional<Field>> fields;
  std::set<Field> known;
  for (const std::string& name : header.cells) {
    const auto field = find_field(name);
    fields.push_back(field);
    if (field && !known.insert(*field).second) {
      return fail(ErrorCode::kInput, "column '" + name + "' is given twice");
    }
  }
  if (known.size() != kFields) {
    return fail(ErrorCode::kInput, "not a table of observations: the first line is not its header");
  }
  return fields;
}

Result<void> add_csv_record(const Input& input, const text::CsvRecord& row,
                            const std::vector<std::optional<Field>>& fields) {
  if (row.cells.size() != fields.size()) {
    return fail(ErrorCode::kInput, "row has " + std::to_string(row.cells.size()) +
                                       " cells, the header " + std::to_string(fields.size()));
  }
  TidyRecord record;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (const auto field = fields[i]) {
      record.at(*field) = unguarded(row.cells[i]);
    }
  }
  return input.builder.add(record, {input.file, row.line, 0});
}

Result<void> read_csv(const Input& input) {
  const text::CsvDocument document = text::parse_csv(input.bytes);
  if (!document.problems.empty()) {
    const text::CsvProblem& problem = document.problems.front();
    return at_line(fail(ErrorCode::kInput, problem.what), input, problem.line);
  }
  if (document.records.empty()) {
    return {};
  }
  const auto fields = fields_of(document.records.front());
  if (!fields) {
    return at_line(tl::unexpected(fields.error()), input, document.records.front().line);
  }
  for (std::size_t i = 1; i < document.records.size(); ++i) {
    if (input.cancel.raised()) {
      return interrupted();
    }
    const text::CsvRecord& row = document.records[i];
    if (auto added = at_line(add_csv_record(input, row, *fields), input, row.line); !added) {
      return added;
    }
  }
  return {};
}

}  // namespace

Result<Observations> read_tidy(const std::vector<std::string>& files, const Disk& disk,
                               const Cancel& cancel) {
  TidyBuilder builder;
  for (const std::string& file : files) {
    const auto bytes = disk.read(file, kTidyFileBytesMax);
    if (!bytes) {
      return tl::unexpected(bytes.error());
    }
    const Input input{file, *bytes, cancel, builder};
    const std::size_t first = bytes->find_first_not_of("\xEF\xBB\xBF \t\r\n");
    const bool is_json = first != std::string::npos && (*bytes)[first] == '{';
    if (auto done = is_json ? read_json_lines(input) : read_csv(input); !done) {
      return tl::unexpected(done.error());
    }
  }
  return builder.take();
}

}  // namespace chimera::read
