#include "read/format/llama_bench_rows.h"

namespace chimera::read {

namespace {

std::string_view definition_name(LlamaBenchTest test) {
  return test == LlamaBenchTest::kPrompt ? "prompt_throughput" : "throughput";
}

Role role_of_option(std::string_view name) {
  if (name == "model_filename" || name == "model_type" || name == "model" || name == "backends" ||
      name == "backend") {
    return Role::kSubject;
  }
  return name == "cpu_info" || name == "size" || name == "params" ? Role::kNote : Role::kFactor;
}

void set_role(Column& column, LlamaBenchTest test) {
  column.evidence = "llama-bench";
  if (column.name == "samples_ts") {
    column.role = Role::kMetric;
    column.unit = "tok/s";
    // A test of both mixes two speeds: it is neither.
    column.definition =
        test == LlamaBenchTest::kBoth ? nullptr : find_definition(definition_name(test));
  } else if (column.name == "samples_ns" || column.name == "avg_ns" || column.name == "stddev_ns") {
    column.role = column.name == "samples_ns" ? Role::kMetric : Role::kSummary;
    column.unit = "ns";
  } else if (column.name == "avg_ts" || column.name == "stddev_ts" ||
             column.name.ends_with("t/s")) {
    column.role = Role::kSummary;
    column.unit = "tok/s";
  } else if (column.name == "repetition") {
    column.role = Role::kRun;
  } else {
    column.role = role_of_option(column.name);
  }
}

void set_roles(Table& table, LlamaBenchTest test) {
  for (Column& column : table.columns) {
    set_role(column, test);
  }
}

}  // namespace

LlamaBenchTest test_of(double prompt, double generated) {
  if (prompt > 0 && generated > 0) {
    return LlamaBenchTest::kBoth;
  }
  return generated > 0 ? LlamaBenchTest::kGeneration : LlamaBenchTest::kPrompt;
}

std::string test_name(const std::string& prompt, const std::string& generated,
                      LlamaBenchTest test) {
  switch (test) {
    case LlamaBenchTest::kPrompt:
      return "pp" + prompt;
    case LlamaBenchTest::kGeneration:
      return "tg" + generated;
    case LlamaBenchTest::kBoth:
      return "pp" + prompt + "+tg" + generated;
  }
  return "";
}

Table stated_table(const Source& source, const std::vector<LlamaBenchRow>& rows,
                   std::string_view format) {
  TableBuilder builder(source.path, "", std::string(format));
  for (const LlamaBenchRow& row : rows) {
    Record cells = row.options;
    cells.insert(cells.end(), row.stated.begin(), row.stated.end());
    builder.add_row(row.place, cells);
  }
  Table table = builder.take();
  table.kind = TableKind::kSummary;
  set_roles(table, LlamaBenchTest::kBoth);
  return table;
}

std::optional<Table> samples_table(const Source& source, const std::vector<LlamaBenchRow>& rows,
                                   LlamaBenchTest test) {
  TableBuilder builder(source.path, "/*", "llama-bench json");
  bool any = false;
  for (const LlamaBenchRow& row : rows) {
    for (std::size_t i = 0; row.test == test && i < row.samples_ts.size(); ++i) {
      Record cells = row.options;
      cells.emplace_back("repetition", std::to_string(i));
      cells.emplace_back("samples_ts", row.samples_ts[i]);
      if (i < row.samples_ns.size()) {
        cells.emplace_back("samples_ns", row.samples_ns[i]);
      }
      builder.add_row(row.place, cells);
      any = true;
    }
  }
  if (!any) {
    return std::nullopt;
  }
  Table table = builder.take();
  set_roles(table, test);
  return table;
}

}  // namespace chimera::read
