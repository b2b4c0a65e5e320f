// chimera query DIR…: one number or a table of them (chimera.query/1).
#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "base/keep.h"
#include "cli/columns.h"
#include "cli/commands.h"
#include "query/apart.h"
#include "query/compute.h"
#include "query/converted.h"
#include "query/inventory.h"
#include "query/measure.h"
#include "query/select.h"
#include "read/read.h"
#include "report/evidence_json.h"
#include "text/json_write.h"

namespace chimera::cli {
namespace {

using Rows = std::vector<query::Row>;

void write_limits(text::JsonWriter& json, const Interval& interval) {
  json.open_array().number(interval.low).number(interval.high).close_array();
}

void write_stats(text::JsonWriter& json, const query::Row& row) {
  json.key("stats").open_object();
  for (const query::Answer& answer : row.answers) {
    const std::string_view name = statistic_name(answer.statistic);
    if (answer.statistic != Statistic::kCi95) {
      json.key(name).number(answer.value);
    } else if (answer.interval) {
      json.key(name);
      write_limits(json, *answer.interval);
    }
  }
  json.close_object();
}

void write_test_value(text::JsonWriter& json, const TestValue& tested) {
  json.key("tested").open_object();
  json.key("statistic").number(tested.statistic);
  json.key("df").open_array();
  for (const double df : tested.df) {
    json.number(df);
  }
  json.close_array().close_object();
}

// What a contrast and a share of failed trials have: the intervals, and how each number was
// computed.
void write_contrast(text::JsonWriter& json, const query::Row& row) {
  json.key("intervals").open_object();
  for (const query::Answer& answer : row.answers) {
    if (answer.interval && answer.statistic != Statistic::kCi95) {
      json.key(statistic_name(answer.statistic));
      write_limits(json, *answer.interval);
    }
  }
  json.close_object();
  json.key("tests").open_object();
  for (const query::Answer& answer : row.answers) {
    if (!answer.test.empty()) {
      json.key(statistic_name(answer.statistic)).string(answer.test);
    }
  }
  json.close_object();
  for (const query::Answer& answer : row.answers) {
    if (answer.tested) {
      write_test_value(json, *answer.tested);
    }
  }
}

void write_left_out(text::JsonWriter& json, const query::Row& row) {
  auto excluded = row.excluded;
  for (const char* reason : {"failed", "missing", "copies"}) {
    excluded.try_emplace(reason, 0);
  }
  json.key("excluded").open_object();
  for (const auto& [reason, trials] : excluded) {
    json.key(reason).count(trials);
  }
  json.close_object();
}

void write_row(text::JsonWriter& json, const query::Row& row, const Query& query) {
  json.open_object();
  json.key("group").open_object();
  for (const Condition& condition : row.group) {
    json.key(condition.column).string(condition.value);
  }
  json.close_object();
  json.key("metric").string(query.metric);
  if (!row.definition.empty()) {
    json.key("definition").string(row.definition);
  }
  if (!row.converted_from.empty()) {
    json.key("converted_from").string(row.converted_from);
  }
  json.key("unit").string(row.unit);
  write_stats(json, row);
  json.key("n").count(row.n);
  if (!query.against.empty()) {
    json.key("n_against").count(row.n_against);
  }
  if (!query.against.empty() || !query.effect.empty() || row.definition == query::kFailureRate) {
    write_contrast(json, row);
  }
  json.key("notes").open_array();
  for (const std::string& note : row.notes) {
    json.string(note);
  }
  json.close_array();
  write_left_out(json, row);
  report::write_evidence(json, query::evidence_of(row));
  json.close_object();
}

std::string as_json(const Rows& rows, const Query& query) {
  text::JsonWriter json;
  json.open_object();
  json.key("schema").string("chimera.query/1");
  json.key("rows").open_array();
  for (const query::Row& row : rows) {
    write_row(json, row, query);
  }
  json.close_array().close_object();
  return json.take();
}

std::string answer_text(const query::Row& row, Statistic statistic) {
  for (const query::Answer& answer : row.answers) {
    if (answer.statistic != statistic) {
      continue;
    }
    std::string limits;
    if (answer.interval) {
      limits = "[" + text::number_text(answer.interval->low) + ", " +
               text::number_text(answer.interval->high) + "]";
    }
    if (statistic == Statistic::kCi95) {
      return limits.empty() ? "n/a" : limits;
    }
    return text::number_text(answer.value) + (limits.empty() ? "" : " " + limits);
  }
  return "n/a";
}

// "tpot.decode from tpot.e2e"; "n/a" where no meaning is known.
std::string meaning_of(const query::Row& row) {
  if (row.definition.empty()) {
    return "n/a";
  }
  return row.definition + (row.converted_from.empty() ? "" : " from " + row.converted_from);
}

bool says_meaning(const Rows& rows) {
  return query::definitions_of(rows).size() > 1 ||
         std::any_of(rows.begin(), rows.end(),
                     [](const query::Row& row) { return !row.converted_from.empty(); });
}

std::vector<TextRow> table_of(const Rows& rows, const Query& query) {
  const bool says_definition = says_meaning(rows);
  TextRow head = query.by;
  if (says_definition) {
    head.emplace_back("definition");
  }
  for (const Statistic statistic : query.statistics) {
    head.emplace_back(statistic_name(statistic));
  }
  head.emplace_back("unit");
  head.emplace_back("n");
  std::vector<TextRow> table = {head};
  for (const query::Row& row : rows) {
    TextRow cells;
    for (const Condition& condition : row.group) {
      cells.push_back(clean(condition.value));
    }
    if (says_definition) {
      cells.push_back(meaning_of(row));
    }
    for (const Statistic statistic : query.statistics) {
      cells.push_back(answer_text(row, statistic));
    }
    cells.push_back(clean(row.unit));
    cells.push_back(std::to_string(row.n));
    table.push_back(std::move(cells));
  }
  return table;
}

void print_remarks(const query::Row& row, std::string_view definition, Terminal& terminal) {
  std::string label(definition);
  for (const Condition& condition : row.group) {
    label += (label.empty() ? "" : ", ") + clean(condition.column + "=" + condition.value);
  }
  label += label.empty() ? "" : ": ";
  for (const std::string& note : row.notes) {
    terminal.print("note: " + label + clean(note) + "\n");
  }
  for (const query::Answer& answer : row.answers) {
    if (!answer.test.empty()) {
      terminal.print("note: " + label + std::string(statistic_name(answer.statistic)) + " by " +
                     clean(answer.test) + "\n");
    }
  }
  std::string left_out;
  for (const auto& [reason, trials] : row.excluded) {
    if (trials > 0) {
      left_out += (left_out.empty() ? "" : ", ") + std::to_string(trials) + " " + reason;
    }
  }
  if (!left_out.empty()) {
    terminal.print("left out: " + label + left_out + "\n");
  }
}

void print_text(const Rows& rows, const Query& query, Terminal& terminal) {
  const auto lines = aligned_lines(table_of(rows, query));
  for (std::size_t i = 0; i < lines.size(); ++i) {
    terminal.print(i == 0 ? terminal.bold(lines[i]) : lines[i]);
  }
  const bool says_definition = says_meaning(rows);
  for (const query::Row& row : rows) {
    print_remarks(row, says_definition ? meaning_of(row) : "", terminal);
  }
}

// Counts of files, trials, failures and copies are facts too, so a query that no column answers may
// be one of those.
std::optional<query::Row> inventory_row(const Query& query, const Observations& observations) {
  Query counting = query;
  counting.statistics = {Statistic::kCount};
  const std::string id = fact_id(counting);
  for (const Fact& fact :
       query::inventory_facts(query::take_inventory(observations), observations)) {
    if (fact.id == id) {
      query::Row row;
      row.unit = fact.unit;
      row.n = fact.n;
      row.answers.push_back({Statistic::kCount, fact.value, std::nullopt, ""});
      return row;
    }
  }
  return std::nullopt;
}

/// `told`: what the rows tell besides.
Result<Rows> answer_to(const Query& query, const Observations& observations, query::Told told) {
  Result<Rows> rows = query::answer(query, observations, told);
  if (rows) {
    query::add_converted_rows(query, observations, *rows);
  } else if (auto row = inventory_row(query, observations)) {
    return Rows{std::move(*row)};
  }
  return rows;
}

}  // namespace

Result<void> query(const CommandLine& line, const Context& context) {
  read::ReadOptions reading = line.reading;
  reading.choose = [&](const Column& column) { return query::cells_needed(line.query, column); };
  return read::read_trees(line.dirs, context.disk, context.cancel, reading)
      .and_then([&](Observations observations) {
        return answer_to(line.query, keep_until_exit(std::move(observations)),
                         {.mixes = true, .cells = line.json});
      })
      .map([&](Rows made) {
        const Rows& rows = keep_until_exit(std::move(made));
        if (line.json) {
          context.terminal.print(as_json(rows, line.query) + "\n");
        } else {
          print_text(rows, line.query, context.terminal);
        }
      });
}

}  // namespace chimera::cli
