// JSON and logs as tables: every leaf or line is accounted for, every table is rectangular.
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "read/format/format.h"
#include "target.h"
#include "text/unicode.h"

namespace {

using chimera::fuzz::require;
using chimera::read::FormatOutput;

void check(const std::optional<FormatOutput>& read) {
  require(read.has_value(), "the format takes its type");
  if (!read) {
    return;
  }
  const FormatOutput& output = *read;
  for (const chimera::Table& table : output.tables) {
    require(!chimera::check_consistency(table).has_value(), "a table is rectangular");
    for (const chimera::Column& column : table.columns) {
      require(chimera::text::is_utf8(column.name), "a name is UTF-8");
      for (const std::string_view cell : column.text) {
        require(chimera::text::is_utf8(cell), "a cell is UTF-8");
      }
    }
  }
  if (!output.account) {
    require(!output.problems.empty(), "what was not read is a problem");
    return;
  }
  std::size_t sum = output.account->used + output.account->headers;
  for (const chimera::Skipped& skipped : output.account->skipped) {
    sum += skipped.count;
  }
  require(sum == output.account->total, "all is used or skipped");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using chimera::ArtifactType;
  const auto decoded = chimera::text::decode(std::string(chimera::fuzz::as_text(data, size)));
  const std::string_view text = decoded.utf8;
  check(chimera::read::read_json({"a.json", ArtifactType::kJson, text}));
  check(chimera::read::read_json({"a.jsonl", ArtifactType::kJson, text}));
  check(chimera::read::read_log({"a.log", ArtifactType::kLog, text}));
  return 0;
}
