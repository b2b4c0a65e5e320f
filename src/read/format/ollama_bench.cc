// Ollama's own benchmark (cmd/bench): its CSV "NAME,STEP,COUNT,NS_PER_COUNT,TOKEN_PER_SEC" and its
// lines for benchstat ("BenchmarkModel/name=…/step=… 1 X ns/token Y token/sec"). A row is one step
// of one epoch; what its numbers mean depends on the step, so each step has a table. Times of load,
// ttft and total are those of the whole step, and their rate of 0 stands for none, as all zeros of
// a step without tokens do. "# Model: …" above the rows describes the model.
#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "read/format/format.h"
#include "read/format/known_columns.h"
#include "read/format/problem_list.h"
#include "read/table_builder.h"

namespace chimera::read {

namespace {

constexpr std::string_view kFormat = "ollama-bench";
constexpr std::string_view kHead = "NAME,STEP,COUNT,NS_PER_COUNT,TOKEN_PER_SEC";
constexpr std::string_view kLine = "BenchmarkModel/name=";
constexpr std::string_view kAbout = "# Model: ";

struct Step {
  std::string_view name;
  std::string_view time;   ///< what the time means
  std::string_view rate;   ///< what the rate means; "" for none
  std::string_view count;  ///< what is counted, of the CSV
};

// Time to first content is taken by the client; the rest are the server's own durations.
constexpr std::array kSteps{
    Step{"prefill", "", "prompt_throughput", "prompt_tokens"},
    Step{"generate", "tpot", "throughput", "tokens"},
    Step{"ttft", "ttft.chunk", "", ""},
    Step{"load", "load_time", "", ""},
    Step{"total", "e2e_latency", "", ""},
};

struct Line {
  std::size_t number = 0;
  std::string step;
  Record cells;
};

std::vector<std::string_view> split(std::string_view text, std::string_view at) {
  std::vector<std::string_view> parts;
  for (std::size_t end = text.find(at); end != std::string_view::npos; end = text.find(at)) {
    parts.push_back(text.substr(0, end));
    text.remove_prefix(end + at.size());
  }
  parts.push_back(text);
  return parts;
}

/// "# Model: a | Params: 4.3B | Quant: Q4_K_M": the pairs behind the model.
Record described(std::string_view line) {
  Record pairs;
  for (const std::string_view part : split(line, " | ")) {
    const std::size_t colon = part.find(": ");
    if (colon != std::string_view::npos && !part.starts_with('#')) {
      pairs.emplace_back(part.substr(0, colon), part.substr(colon + 2));
    }
  }
  return pairs;
}

std::optional<Line> csv_line(std::string_view text) {
  const std::vector<std::string_view> cells = split(text, ",");
  const std::vector<std::string_view> names = split(kHead, ",");
  if (cells.size() < names.size()) {
    return std::nullopt;
  }
  // The name is not quoted: what is too much belongs to it.
  const std::size_t more = cells.size() - names.size();
  Line line{.step = std::string(cells[more + 1])};
  std::string_view name = text;
  for (std::size_t i = cells.size(); i > more + 1; --i) {
    name = name.substr(0, name.rfind(','));
  }
  line.cells.emplace_back(names[0], name);
  for (std::size_t i = 1; i < names.size(); ++i) {
    line.cells.emplace_back(names[i], cells[more + i]);
  }
  return line;
}

/// "BenchmarkModel/name=a/step=load 1 7 ns/op": values with their units behind the number of runs.
/// Before steps were all named, the whole had none.
std::optional<Line> benchstat_line(std::string_view text) {
  const std::vector<std::string_view> words = split(text, " ");
  if (words.size() < 4 || words.size() % 2 != 0) {
    return std::nullopt;
  }
  constexpr std::string_view kStep = "/step=";
  const std::string_view name = words[0].substr(kLine.size());
  const std::size_t step = name.rfind(kStep);
  Line line{.step = step == std::string_view::npos ? "total"
                                                   : std::string(name.substr(step + kStep.size()))};
  line.cells.emplace_back("name", name.substr(0, step));
  line.cells.emplace_back("step", line.step);
  for (std::size_t i = 2; i < words.size(); i += 2) {
    line.cells.emplace_back(words[i + 1], words[i]);
  }
  return line;
}

const Step* find_step(std::string_view name) {
  const auto* found = std::find_if(kSteps.begin(), kSteps.end(),
                                   [&](const Step& step) { return step.name == name; });
  return found == kSteps.end() ? nullptr : found;
}

void know(Table& table, const Step& step) {
  const std::array known{
      KnownColumn{"NAME", Role::kSubject},
      KnownColumn{"name", Role::kSubject},
      KnownColumn{"STEP", Role::kFactor},
      KnownColumn{"step", Role::kFactor},
      KnownColumn{"COUNT", step.count.empty() ? Role::kNote : Role::kMetric, step.count},
      KnownColumn{"NS_PER_COUNT", Role::kMetric, step.time, "ns"},
      KnownColumn{"ns/*", Role::kMetric, step.time, "ns"},
      KnownColumn{"TOKEN_PER_SEC", Role::kMetric, step.rate, "tok/s"},
      KnownColumn{"token/sec", Role::kMetric, step.rate, "tok/s"},
      KnownColumn{"Quant", Role::kFactor},
      KnownColumn{"NumCtx", Role::kFactor},
      KnownColumn{"epoch", Role::kRun},
      KnownColumn{"*", Role::kNote},
  };
  know_columns(table, known, kFormat);
  for (Column& column : table.columns) {
    if (column.role == Role::kMetric) {
      zero_is_missing(column);
    }
  }
}

FormatOutput tables_of(const Source& source, const std::vector<Line>& lines) {
  FormatOutput output;
  for (const Step& step : kSteps) {
    TableBuilder builder(source.path, output.tables.empty() ? "" : "#" + std::string(step.name),
                         std::string(kFormat));
    std::map<std::string_view, std::size_t> epochs;  // by the model's name
    for (const Line& line : lines) {
      if (line.step == step.name) {
        Record cells = line.cells;
        const std::size_t epoch = ++epochs[line.cells.front().second];
        cells.emplace_back("epoch", std::to_string(epoch));
        builder.add_row(line.number, cells);
      }
    }
    Table table = builder.take();
    if (table.rows() > 0) {
      know(table, step);
      output.tables.push_back(std::move(table));
    }
  }
  return output;
}

}  // namespace

std::optional<FormatOutput> read_ollama_bench(const Source& source) {
  const bool is_csv = source.text.find(kHead) != std::string_view::npos;
  if ((source.type != ArtifactType::kCsv && source.type != ArtifactType::kLog) ||
      (!is_csv && source.text.find(kLine) == std::string_view::npos)) {
    return std::nullopt;
  }
  std::vector<Line> lines;
  Record about;
  Account account{.parts = "lines"};
  Skipped other{.reason = "no step of a model"};
  std::size_t number = 0;
  for (std::string_view text : split(source.text, "\n")) {
    ++number;
    text = text.ends_with('\r') ? text.substr(0, text.size() - 1) : text;
    account.total += text.empty() ? 0U : 1U;
    if (text.starts_with(kAbout)) {
      about = described(text);
      ++account.headers;
      continue;
    }
    std::optional<Line> line;
    if (text.starts_with(kLine)) {
      line = benchstat_line(text);
    } else if (is_csv && text != kHead) {
      line = csv_line(text);
    }
    if (line && find_step(line->step) != nullptr) {
      line->number = number;
      line->cells.insert(line->cells.end(), about.begin(), about.end());
      lines.push_back(std::move(*line));
    } else if (text == kHead) {
      ++account.headers;
    } else if (!text.empty()) {
      other.where = other.count++ == 0 ? line_text(number) : other.where;
    }
  }
  if (lines.empty()) {
    return std::nullopt;
  }
  FormatOutput output = tables_of(source, lines);
  account.used = lines.size();
  if (other.count > 0) {
    account.skipped.push_back(std::move(other));
  }
  output.account = std::move(account);
  return output;
}

}  // namespace chimera::read
