#include "read/format/profiler_csv.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "read/format/delimited_layout.h"
#include "read/format/delimited_rows.h"
#include "read/format/delimited_table.h"
#include "read/format/problem_list.h"
#include "text/csv.h"

namespace chimera::read {

namespace {

constexpr std::string_view kNotTheTable = "of the profiler or the program, not of a table";

/// Where the first header begins, and how many lines with and without content stand before it.
struct Start {
  std::size_t offset = 0;
  std::size_t lines = 0;
  std::size_t filled = 0;
};

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

std::optional<Start> find_start(std::string_view text, const ProfilerForm& form) {
  if (text.find(form.marker) == std::string_view::npos) {
    return std::nullopt;
  }
  Start start;
  while (start.offset < text.size()) {
    const std::size_t end = std::min(text.find('\n', start.offset), text.size());
    const std::string_view line = text.substr(start.offset, end - start.offset);
    if (line.find(form.marker) != std::string_view::npos) {
      const text::CsvDocument parsed = text::parse_csv(line);
      if (!parsed.records.empty() && form.is_header(parsed.records.front().cells)) {
        return start;
      }
    }
    ++start.lines;
    start.filled += is_blank(line) ? 0U : 1U;
    start.offset = end + 1;
  }
  return std::nullopt;
}

class ProfilerReader {
 public:
  ProfilerReader(const Source& source, const ProfilerForm& form, const Start& start)
      : form_(form),
        problems_(source.path),
        document_(text::parse_csv(source.text.substr(start.offset))) {
    account_.parts = "rows";
    account_.total = start.filled + document_.records.size() + document_.lines_unread;
    skip(kNotTheTable, 1, start.filled);
    for (text::CsvRecord& record : document_.records) {
      record.line += start.lines;
    }
    skip("a limit ended the reading before it",
         document_.records.empty() ? 1 : document_.records.back().line, document_.lines_unread);
  }

  FormatOutput read(const std::string& path) {
    for (std::size_t i = 0; i < document_.records.size(); ++i) {
      record(i);
    }
    for (DelimitedTable& layout : tables_) {
      if (layout.rows.empty()) {
        continue;
      }
      Table table = read_delimited_table(layout, document_, problems_);
      table.file = path;
      const std::size_t number = output_.tables.size() + 1;
      table.pointer = number == 1 ? "" : "#" + std::to_string(number);
      output_.tables.push_back(std::move(table));
    }
    for (auto& entry : skipped_) {
      entry.second.reason = entry.first;
      account_.skipped.push_back(std::move(entry.second));
    }
    output_.account = std::move(account_);
    output_.problems = problems_.take();
    return std::move(output_);
  }

 private:
  void skip(std::string_view reason, std::size_t line, std::size_t count = 1) {
    if (count == 0) {
      return;
    }
    Skipped& kind = skipped_[reason];
    kind.where = kind.count == 0 ? line_text(line) : kind.where;
    kind.count += count;
  }

  [[nodiscard]] const CsvCells& header() const {
    return document_.records[tables_.back().headers.front()].cells;
  }

  void record(std::size_t i) {
    text::CsvRecord& record = document_.records[i];
    if (form_.is_header(record.cells)) {
      ++account_.headers;
      // A profiler that runs twice into one file repeats its header.
      if (tables_.size() < kDelimitedTablesMax && (tables_.empty() || header() != record.cells)) {
        tables_.push_back({.headers = {i}, .units = {}, .above = {}, .rows = {}});
        fresh_ = true;
      }
      return;
    }
    const bool below_header = std::exchange(fresh_, false);
    row(record, i, below_header);
  }

  void row(text::CsvRecord& record, std::size_t i, bool below_header) {
    const std::size_t width = header().size();
    if (is_empty(record)) {
      skip("no cell holds anything", record.line);
      return;
    }
    if (below_header && record.cells.front().empty() && record.cells.size() == width) {
      tables_.back().units = i;
      ++account_.headers;
      return;
    }
    if (record.cells.size() > width) {
      const std::string line = line_text(record.line);
      problems_.add("rows left out", line, "row left out: it has more cells than the header");
      skip("it has more cells than the header", record.line);
      return;
    }
    if (record.comment || 2 * record.cells.size() <= width) {
      skip(kNotTheTable, record.line);
      return;
    }
    record.cells.resize(width);
    const std::string_view reason = form_.skip_reason(header(), record.cells);
    if (!reason.empty()) {
      skip(reason, record.line);
      return;
    }
    tables_.back().rows.push_back(i);
    ++account_.used;
  }

  const ProfilerForm& form_;
  ProblemList problems_;
  text::CsvDocument document_;
  FormatOutput output_;
  Account account_;
  std::vector<DelimitedTable> tables_;
  std::map<std::string_view, Skipped> skipped_;
  bool fresh_ = false;  ///< the record before was a new table's header
};

}  // namespace

std::optional<FormatOutput> read_profiler_csv(const Source& source, const ProfilerForm& form) {
  if (source.type != ArtifactType::kCsv && source.type != ArtifactType::kLog) {
    return std::nullopt;
  }
  const auto start = find_start(source.text, form);
  if (!start) {
    return std::nullopt;
  }
  return ProfilerReader(source, form, *start).read(source.path);
}

std::size_t position_of(const CsvCells& header, std::string_view name) {
  return static_cast<std::size_t>(std::find(header.begin(), header.end(), name) - header.begin());
}

}  // namespace chimera::read
