// YAML: what is read is within the limits and has texts of UTF-8; what isn't says why and where.
#include <cstddef>
#include <string_view>

#include "target.h"
#include "text/json.h"
#include "text/unicode.h"
#include "text/yaml.h"

namespace {

using chimera::fuzz::require;
using chimera::text::JsonKind;
using chimera::text::JsonValue;

/// The weight that yaml.h limits. Depth is bounded by kYamlDepthMax.
std::size_t weigh(const JsonValue& value, std::size_t depth) {
  constexpr std::size_t kValueWeight = 8;
  require(depth <= chimera::text::kYamlDepthMax, "nesting is bounded");
  require(chimera::text::is_utf8(value.text), "a text is UTF-8");
  require(value.kind != JsonKind::kNumber || !value.text.empty(), "a number keeps its spelling");
  std::size_t weight = kValueWeight + value.text.size();
  for (const JsonValue& item : value.items) {
    weight += weigh(item, depth + 1);
  }
  for (const auto& [name, member] : value.members) {
    require(chimera::text::is_utf8(name), "a key is UTF-8");
    require(value.find(name) == &member, "a key stands once");
    weight += name.size() + weigh(member, depth + 1);
  }
  return weight;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = chimera::fuzz::as_text(data, size);
  if (const auto value = chimera::text::parse_yaml(bytes)) {
    require(weigh(*value, 0) <= chimera::text::kYamlWeightMax + 8, "aliases are bounded");
  } else {
    require(!value.error().message.empty(), "a refusal says why");
    require(value.error().place.line > 0 || size > chimera::text::kYamlBytesMax,
            "a refusal says where");
  }
  return 0;
}
