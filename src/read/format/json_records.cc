// JSON and JSON Lines files that no known tool wrote: parses, hands the tree to json_tables, says
// what was odd.
#include <utility>

#include "read/format/format.h"
#include "read/format/json_file.h"

namespace chimera::read {

std::optional<FormatOutput> read_json(const Source& source) {
  if (source.type != ArtifactType::kJson) {
    return std::nullopt;
  }
  JsonFile file = parse_json_file(source);
  if (file.broken) {
    FormatOutput output;
    output.problems = file.problems.take();
    return output;
  }
  return json_output(std::move(file), source.path, {});
}

}  // namespace chimera::read
