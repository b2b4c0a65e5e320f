// llama-benchy's JSON report. Each quantity has {mean, std, values}: the first two are stated (the
// deviation is of the population), `values` are the runs: trials.
// ttfr ends with the first response, whatever it holds; e2e_ttft with the first token; est_ppt is
// ttfr less the measured network latency. tg_req_throughput is of a request while it decodes,
// tg_throughput of all of them together.
#include <algorithm>
#include <array>
#include <string>

#include "base/check.h"
#include "read/format/format.h"
#include "read/format/tool_json.h"

namespace chimera::read {

namespace {

using text::JsonValue;
using enum Role;

struct Quantity {
  std::string_view key;
  std::string_view definition;
  std::string_view unit;
};

constexpr std::array kQuantities{
    Quantity{"pp_throughput", "", "tok/s"},
    Quantity{"pp_req_throughput", "prompt_throughput", "tok/s"},
    Quantity{"tg_throughput", "", "tok/s"},
    Quantity{"tg_req_throughput", "throughput", "tok/s"},
    Quantity{"peak_throughput", "", "tok/s"},
    Quantity{"peak_req_throughput", "", "tok/s"},
    Quantity{"ttfr", "", "ms"},
    Quantity{"est_ppt", "", "ms"},
    Quantity{"e2e_ttft", "ttft.chunk", "ms"},
};

constexpr std::array kKnown{
    KnownColumn{"*.values", kMetric},
    KnownColumn{"pp_req_throughput.*", kSummary, "prompt_throughput", "tok/s"},
    KnownColumn{"tg_req_throughput.*", kSummary, "throughput", "tok/s"},
    KnownColumn{"*_throughput.*", kSummary, "", "tok/s"},
    KnownColumn{"e2e_ttft.*", kSummary, "ttft.chunk", "ms"},
    KnownColumn{"ttfr.*", kSummary, "", "ms"},
    KnownColumn{"est_ppt.*", kSummary, "", "ms"},
    KnownColumn{"concurrency", kFactor},
    KnownColumn{"context_size", kFactor},
    KnownColumn{"prompt_size", kFactor},
    KnownColumn{"response_size", kFactor},
    KnownColumn{"is_context_prefill_phase", kFactor},
    KnownColumn{"max_concurrency", kFactor},
    KnownColumn{"prefix_caching_enabled", kFactor},
    KnownColumn{"latency_mode", kNote},
    KnownColumn{"latency_ms", kNote},
    KnownColumn{"model", kSubject},
    KnownColumn{"timestamp", kTime},
};

bool wrote(const JsonValue& document) {
  const JsonValue* benchmarks = document.find("benchmarks");
  return document.find("latency_mode") != nullptr && benchmarks != nullptr &&
         std::any_of(benchmarks->items.begin(), benchmarks->items.end(),
                     [](const JsonValue& each) { return each.find("est_ppt") != nullptr; });
}

/// The runs of one quantity, a table of their own, under the path that the file spells.
void know_values(Table& table) {
  const auto quantity =
      std::find_if(kQuantities.begin(), kQuantities.end(), [&](const Quantity& each) {
        return table.pointer.ends_with("/" + std::string(each.key) + "/values");
      });
  for (Column& column : table.columns) {
    if (quantity == kQuantities.end() || column.name != "values") {
      continue;
    }
    column.name = std::string(quantity->key) + ".values";
    column.role = kMetric;
    column.evidence = "llama-benchy says so";
    column.unit = quantity->unit;
    column.definition = find_definition(quantity->definition);
    CHIMERA_CHECK(column.definition != nullptr || quantity->definition.empty(),
                  "a definition that exists");
  }
}

}  // namespace

std::optional<FormatOutput> read_llama_benchy(const Source& source) {
  static constexpr std::array<std::string_view, 3> kMarkers{"\"latency_mode\"", "\"benchmarks\"",
                                                            "\"est_ppt\""};
  auto output = read_tool_json(source, {"llama-benchy", kMarkers, wrote, kKnown});
  if (output) {
    std::for_each(output->tables.begin(), output->tables.end(), know_values);
  }
  return output;
}

}  // namespace chimera::read
