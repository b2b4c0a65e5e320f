// TOML: what is no TOML names its line; any text can be written as key, string and comment and
// reads back.
#include <string>
#include <string_view>

#include "target.h"
#include "text/toml.h"
#include "text/unicode.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using chimera::fuzz::require;
  using chimera::text::parse_toml;
  const std::string_view bytes = chimera::fuzz::as_text(data, size);
  if (const auto document = parse_toml(bytes); !document) {
    require(!document.error().message.empty(), "a refusal says why");
    require(document.error().place.line > 0, "a refusal says where");
  }
  if (!chimera::text::is_utf8(bytes)) {
    return 0;
  }
  const std::string line = chimera::text::toml_key(bytes) + " = " +
                           chimera::text::toml_string(bytes) + " " +
                           chimera::text::toml_comment(bytes);
  const auto written = parse_toml(line);
  require(written.has_value(), "written TOML is read");
  require(written->members.size() == 1, "one key is written");
  require(written->members[0].first == bytes, "a key reads back");
  require(written->members[0].second.text == bytes, "a string reads back");
  return 0;
}
