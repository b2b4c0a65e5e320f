#include "read/format/llama_bench_rows.h"

#include <algorithm>

namespace chimera::read {

namespace {

// A test of both mixes two speeds: it is neither.
const Definition* speed_of(LlamaBenchTest test) {
  switch (test) {
    case LlamaBenchTest::kPrompt:
      return find_definition("prompt_throughput");
    case LlamaBenchTest::kGeneration:
      return find_definition("throughput");
    case LlamaBenchTest::kBoth:
      break;
  }
  return nullptr;
}

const Definition* time_of(LlamaBenchTest test) {
  switch (test) {
    case LlamaBenchTest::kPrompt:
      return find_definition("prompt_eval_time");
    case LlamaBenchTest::kGeneration:
      return find_definition("eval_time");
    case LlamaBenchTest::kBoth:
      break;
  }
  return nullptr;
}

Role role_of_option(std::string_view name) {
  if (name == "model_filename" || name == "model_type" || name == "model" || name == "backends" ||
      name == "backend") {
    return Role::kSubject;
  }
  const bool is_note =
      name == "size" || name == "params" ||
      std::find(kLlamaBenchNotes.begin(), kLlamaBenchNotes.end(), name) != kLlamaBenchNotes.end();
  return is_note ? Role::kNote : Role::kFactor;
}

void set_role(Column& column, LlamaBenchTest test) {
  const bool is_sample = column.name.starts_with("samples_");
  const bool is_spread = column.name.starts_with("stddev");  // as large as it is, it is no speed
  column.evidence = "llama-bench";
  if (column.name.ends_with("_ts") || column.name.ends_with("t/s")) {
    column.role = is_sample ? Role::kMetric : Role::kSummary;
    column.unit = "tok/s";
    column.definition = is_spread ? nullptr : speed_of(test);
  } else if (column.name.ends_with("_ns")) {
    column.role = is_sample ? Role::kMetric : Role::kSummary;
    column.unit = "ns";
    column.definition = is_spread ? nullptr : time_of(test);
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

LlamaBenchTest test_of(std::string_view name) {
  if (name.find('+') != std::string_view::npos) {
    return LlamaBenchTest::kBoth;
  }
  if (name.starts_with("pp")) {
    return LlamaBenchTest::kPrompt;
  }
  return name.starts_with("tg") ? LlamaBenchTest::kGeneration : LlamaBenchTest::kBoth;
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
  const bool alike = std::all_of(rows.begin(), rows.end(), [&](const LlamaBenchRow& row) {
    return row.test == rows.front().test;
  });
  set_roles(table, alike && !rows.empty() ? rows.front().test : LlamaBenchTest::kBoth);
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
