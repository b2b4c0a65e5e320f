#include "read/format/timed_requests.h"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace chimera::read {

namespace {

using enum Role;

constexpr std::array kTimed{
    KnownColumn{"request", kBlock},
    KnownColumn{"time_to_first_token", kMetric, "ttft.chunk"},
    KnownColumn{"request_latency", kMetric, "e2e_latency"},
    KnownColumn{"inter_chunk_latency", kMetric, "itl.chunk"},
    KnownColumn{"failure", kError},
};

std::string cell_of(const std::optional<double>& value) {
  return value ? fmt::format("{}", *value) : "";
}

Table known_table(TableBuilder& builder, const TimedForm& form) {
  Table table = builder.take();
  know_columns(table, form.known, form.format);
  know_columns(table, kTimed, form.format);
  for (Column& column : table.columns) {
    const KnownColumn* own = known_column(kTimed, column.name);
    if (own != nullptr && own->role == kMetric) {
      column.unit = form.unit;
      column.evidence = "worked out of the times in the file";
    }
  }
  return table;
}

}  // namespace

std::vector<Table> timed_tables(const std::string& file, const std::vector<TimedRequest>& requests,
                                const TimedForm& form) {
  TableBuilder rows(file, form.pointer, "");
  TableBuilder gaps(file, form.pointer + "/*/chunks", "");
  std::size_t gap = 0;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    const TimedRequest& request = requests[i];
    const std::string number = std::to_string(i);
    Record record{{"request", number},
                  {"time_to_first_token", cell_of(request.first)},
                  {"request_latency", cell_of(request.latency)}};
    record.insert(record.end(), request.cells.begin(), request.cells.end());
    record.emplace_back("failure", request.failure);
    rows.add_row(i, record);
    for (const double each : request.gaps) {
      gaps.add_row(gap++, {{"request", number}, {"inter_chunk_latency", cell_of(each)}});
    }
  }
  std::vector<Table> tables;
  if (!requests.empty()) {
    tables.push_back(known_table(rows, form));
  }
  if (gap > 0) {
    tables.push_back(known_table(gaps, form));
  }
  return tables;
}

}  // namespace chimera::read
