#include "verify/written_units.h"

#include <array>
#include <string_view>
#include <utility>

#include "data/unit.h"
#include "verify/dataset.h"

namespace chimera::verify {

std::optional<std::string> written_unit(const std::string& spelled) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kWritten = {{
      {"microseconds", "us"},
      {"microsecond", "us"},
      {"nanoseconds", "ns"},
      {"nanosecond", "ns"},
      {"millisecond", "ms"},
      {"minute", "min"},
      {"hour", "h"},
      {"tok/sec", "tok/s"},
      {"watt", "W"},
      {"gigabytes", "GB"},
      {"megabytes", "MB"},
      {"kilobytes", "kB"},
  }};
  const std::string lower = lowered(spelled);
  for (const auto& [word, unit] : kWritten) {
    if (word == lower) {
      return std::string(unit);
    }
  }
  return canonical_unit(spelled);
}

}  // namespace chimera::verify
