// Durations are spelled by Go, each in the unit that suits it ("1m2.3s", "812.4ms"): they become
// seconds. The rates are count / duration, as Ollama computes them: those of single answers, no
// summaries.
#include "read/format/ollama_verbose.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string>

#include "read/format/known_columns.h"
#include "text/duration.h"
#include "text/number.h"

namespace chimera::read {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

constexpr std::array kColumns{
    KnownColumn{"total duration", Role::kMetric, "e2e_latency", "s"},
    KnownColumn{"load duration", Role::kMetric, "load_time", "s"},
    KnownColumn{"prompt eval count", Role::kMetric, "prompt_tokens"},
    KnownColumn{"prompt eval duration", Role::kMetric, "prompt_eval_time", "s"},
    KnownColumn{"prompt eval rate", Role::kMetric, "prompt_throughput", "tok/s"},
    KnownColumn{"eval count", Role::kMetric, "tokens"},
    KnownColumn{"eval duration", Role::kMetric, "eval_time", "s"},
    KnownColumn{"eval rate", Role::kMetric, "throughput", "tok/s"},
};

/// "11 token(s)", "108.84 tokens/s": the number before the blank.
double leading_number(std::string_view cell) {
  return text::read_plain_number(cell.substr(0, cell.find(' '))).value_or(kMissing);
}

void read_cells(Table& table) {
  for (Column& column : table.columns) {
    const bool known = std::any_of(kColumns.begin(), kColumns.end(), [&](const KnownColumn& each) {
      return each.name == column.name;
    });
    for (std::size_t i = 0; known && i < column.text.size(); ++i) {
      const std::string_view cell = column.text[i];
      column.number[i] = column.name.ends_with("duration")
                             ? text::read_go_duration(cell).value_or(kMissing)
                             : leading_number(cell);
    }
  }
}

}  // namespace

std::optional<FormatOutput> read_ollama_verbose(const Source& source) {
  if (source.type != ArtifactType::kLog ||
      source.text.find("total duration:") == std::string_view::npos ||
      source.text.find("eval rate:") == std::string_view::npos) {
    return std::nullopt;
  }
  FormatOutput output = read_log(source).value_or(FormatOutput{});
  bool any = false;
  for (Table& table : output.tables) {
    if (find_column(table, "total duration") != nullptr &&
        find_column(table, "load duration") != nullptr) {
      read_cells(table);
      know_columns(table, kColumns, "ollama");
      any = true;
    }
  }
  return any ? std::optional(std::move(output)) : std::nullopt;
}

}  // namespace chimera::read
