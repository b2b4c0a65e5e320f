// Logs: pairs have plain keys, a block has a number, lines are counted once.
#include <algorithm>
#include <cstddef>
#include <string_view>

#include "target.h"
#include "text/log.h"
#include "text/log_key.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using chimera::fuzz::require;
  namespace text = chimera::text;
  const text::Log log = text::parse_log(chimera::fuzz::as_text(data, size));
  std::size_t lines = log.json.size();
  std::size_t last = 0;
  for (const text::LogBlock& block : log.blocks) {
    require(block.line > last, "blocks are in order");
    last = block.line;
    lines += block.lines;
    require(block.pairs.size() <= text::kLogPairsMax, "a block is bounded");
    require(block.compact || block.pairs.size() >= 2, "one pair alone is prose");
    bool any = false;
    for (const auto& [key, value] : block.pairs) {
      require(text::is_log_key(key), "a key is plain");
      any = any || text::begins_with_number(value);
    }
    require(any, "a block has a number");
  }
  require(lines <= log.lines, "a line is used once");
  require((lines == log.lines) == (log.first_other == 0), "the first line left out is named");
  return 0;
}
