// Every format on one document, under every type: whatever it takes is rectangular, and all of it
// is accounted for.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "read/format/format.h"
#include "read/roles.h"
#include "read/trials.h"
#include "target.h"
#include "text/unicode.h"

namespace {

using chimera::ArtifactType;
using chimera::fuzz::require;
using chimera::read::FormatOutput;

void check_table(chimera::Table& table, std::string_view format) {
  require(!chimera::check_consistency(table).has_value(), "a table is rectangular");
  // Between the blocks of a tool a log may hold pairs of somebody else.
  require(table.format.starts_with(format) || table.format == "log", "a table names its format");
  for (const chimera::Column& column : table.columns) {
    require(chimera::text::is_utf8(column.name), "a name is UTF-8");
    for (const std::string_view cell : column.text) {
      require(chimera::text::is_utf8(cell), "a cell is UTF-8");
    }
  }
  chimera::read::assign_roles(table);
  chimera::read::judge_trials(table);
  require(!chimera::check_consistency(table).has_value(), "a judged table is rectangular");
}

void check(FormatOutput output, std::string_view format) {
  for (chimera::Table& table : output.tables) {
    check_table(table, format);
  }
  if (!output.account) {
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
  using enum ArtifactType;

  struct As {
    const char* path;
    ArtifactType type;
  };

  const auto decoded = chimera::text::decode(std::string(chimera::fuzz::as_text(data, size)));
  for (const auto& [path, type] : {As{"a.json", kJson}, As{"a.jsonl", kJson}, As{"a.csv", kCsv},
                                   As{"a.md", kMarkdown}, As{"a.log", kLog}, As{"a.yaml", kYaml}}) {
    for (const chimera::read::Format& format : chimera::read::formats()) {
      if (auto output = format.read({path, type, decoded.utf8})) {
        check(std::move(*output), format.name);
      }
    }
  }
  return 0;
}
