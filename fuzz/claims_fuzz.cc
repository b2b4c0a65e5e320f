// The claim reader: claims lie where they say, within one line, and none overlap.
#include <cmath>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "target.h"
#include "text/unicode.h"
#include "verify/plain.h"
#include "verify/verify.h"

namespace {

using chimera::fuzz::require;

chimera::Column column_of(std::string name, chimera::Role role, std::string_view definition,
                          const std::vector<std::string>& cells) {
  chimera::Column column;
  column.name = std::move(name);
  column.role = role;
  column.definition = chimera::find_definition(definition);
  for (const std::string& cell : cells) {
    column.text.push_back(cell);
    column.number.push_back(role == chimera::Role::kMetric ? std::stod(cell) : std::nan(""));
  }
  return column;
}

/// A grid of names, levels and values for the text to speak of.
chimera::Table some_runs() {
  using enum chimera::Role;
  chimera::Table table;
  table.file = "runs/a_bench.csv";
  table.format = "csv";
  table.content = table.file;
  constexpr std::size_t kRows = 6;
  table.state.resize(kRows);
  for (std::size_t row = 0; row < kRows; ++row) {
    table.place.push_back(row + 2);
  }
  table.state.back().failed = true;
  table.columns = {
      column_of("model", kSubject, "", {"a:1b", "a:1b", "a:1b", "b-q4_0", "b-q4_0", "b-q4_0"}),
      column_of("ngl", kFactor, "", {"0", "16", "33", "0", "16", "33"}),
      column_of("concurrency", kFactor, "", {"1", "64", "1", "64", "1", "64"}),
      column_of("tok_s", kMetric, "throughput", {"10", "20", "40", "20", "40", "80"}),
      column_of("ttft_s", kMetric, "ttft", {"0.5", "0.2", "0.1", "0.4", "0.1", "0.05"})};
  return table;
}

chimera::Observations some_files() {
  chimera::Observations observations;
  observations.tables.push_back(some_runs());
  observations.artifacts.push_back({"runs/a_bench.csv", chimera::ArtifactType::kCsv, 10, 0});
  observations.artifacts.push_back({"runs/notes.md", chimera::ArtifactType::kMarkdown, 20, 0});
  return observations;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = chimera::fuzz::as_text(data, size);
  const chimera::Observations observations = some_files();
  const auto verified = chimera::verify::verify_report(text, observations, {}, {});
  if (!verified) {
    return 0;
  }
  const auto lines = chimera::verify::lines_of(text);
  std::size_t line = 0;
  std::size_t end = 0;
  for (const chimera::Claim& claim : verified->claims) {
    require(claim.place.line >= 1 && claim.place.line <= lines.size(), "a claim has a line");
    const std::string_view source = lines[claim.place.line - 1];
    require(source.find(claim.place.text) != std::string_view::npos, "its text stands there");
    require(!claim.place.text.empty(), "it has a text");
    require(claim.place.line > line || (claim.place.line == line && claim.place.column >= end),
            "claims are in order and apart");
    line = claim.place.line;
    end = claim.place.column + chimera::text::code_points(claim.place.text);
  }
  return 0;
}
