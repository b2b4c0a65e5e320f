#include "read/format/format.h"

#include <algorithm>
#include <array>

namespace chimera::read {

std::span<const Format> formats() {
  static constexpr std::array kFormats{
      Format{"llama-bench", read_llama_bench, std::nullopt,
             "what llama.cpp's llama-bench prints with -o json, csv or md",
             "samples_ts and samples_ns as trials, avg_ts and t/s as stated means, options as "
             "factors; prompt and generation apart",
             "csv and md hold no repetitions, so their means have no n", true},
      Format{"csv", read_delimited, ArtifactType::kCsv, "delimited text of any tool",
             "each table, its columns by the header; titles and pairs above it belong to all rows",
             "what the names mean where the catalogue doesn't know them", true},
      Format{"json", read_json, ArtifactType::kJson, "JSON and JSON Lines of any tool",
             "arrays of objects as tables, keys that name things as a column, arrays of numbers as "
             "trials",
             "what the names mean where the catalogue doesn't know them", true},
      Format{"log", read_log, ArtifactType::kLog, "logs of any tool",
             "lines of key=value, blocks of 'key: number', objects of JSON on a line",
             "units and meanings that the keys don't spell", true},
      Format{"markdown", read_markdown, ArtifactType::kMarkdown, "prose",
             "its tables, listed as somebody's claim and never pooled",
             "which measurements stand behind them", true},
  };
  return kFormats;
}

const Format* find_format(std::string_view name) {
  const auto known = formats();
  const auto found = std::find_if(known.begin(), known.end(),
                                  [&](const Format& format) { return format.name == name; });
  return found == known.end() ? nullptr : &*found;
}

}  // namespace chimera::read
