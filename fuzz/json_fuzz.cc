// JSON: what is read can be written and reads the same again; what is not names its line. The two
// readers agree wherever simdjson takes the text.
#include <string>
#include <string_view>

#include "target.h"
#include "text/json.h"
#include "text/json_tolerant.h"
#include "text/json_write.h"
#include "text/unicode.h"

namespace {

using chimera::fuzz::require;
using chimera::text::JsonKind;
using chimera::text::JsonValue;
using chimera::text::JsonWriter;

// Depth is bounded by kJsonDepthMax.
void write(const JsonValue& value, JsonWriter& json) {
  switch (value.kind) {
    case JsonKind::kNull:
      json.null();
      break;
    case JsonKind::kBool:
      json.boolean(value.boolean);
      break;
    case JsonKind::kNumber:
      require(!value.text.empty(), "a number keeps its spelling");
      json.number(value.number);
      break;
    case JsonKind::kString:
      json.string(value.text);
      break;
    case JsonKind::kArray:
      json.open_array();
      for (const JsonValue& item : value.items) {
        write(item, json);
      }
      json.close_array();
      break;
    case JsonKind::kObject:
      json.open_object();
      for (const auto& [name, member] : value.members) {
        write(member, json.key(name));
      }
      json.close_object();
      break;
  }
}

std::string written(const JsonValue& value, JsonWriter::Layout layout) {
  JsonWriter json(layout);
  write(value, json);
  return json.take();
}

// The tolerant reader against the other one: the same tree, or something said to be odd.
void compare(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF") || !chimera::text::is_utf8(bytes)) {
    return;
  }
  const auto strict = chimera::text::parse_json(bytes);
  const auto tolerant = chimera::text::parse_json_tolerantly(bytes);
  if (strict) {
    require(tolerant && !tolerant->broken, "what simdjson reads is read");
    require(written(tolerant->value, JsonWriter::Layout::kOneLine) ==
                written(*strict, JsonWriter::Layout::kOneLine),
            "two readers read the same");
  } else {
    require(!tolerant || !tolerant->problems.empty(), "a tolerance is said");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using chimera::text::parse_json;
  const std::string_view bytes = chimera::fuzz::as_text(data, size);
  if (const auto value = parse_json(bytes)) {
    const std::string once = written(*value, JsonWriter::Layout::kIndented);
    require(chimera::text::is_utf8(once), "written JSON is UTF-8");
    const auto again = parse_json(once);
    require(again.has_value(), "written JSON is read");
    require(written(*again, JsonWriter::Layout::kOneLine) ==
                written(*value, JsonWriter::Layout::kOneLine),
            "written JSON reads the same");
  } else {
    require(!value.error().message.empty(), "a refusal says why");
    require(value.error().place.line > 0, "a refusal says where");
  }
  compare(bytes);
  const auto lines = chimera::text::parse_json_lines(bytes);
  require(lines.lines.size() + lines.problems.size() <= size, "a line has a byte");
  return 0;
}
