// Numbers: finite, the same by both ways, and read again from how we print them.
#include <cmath>
#include <string_view>

#include "target.h"
#include "text/json_write.h"
#include "text/number.h"

namespace {

using chimera::fuzz::require;
using chimera::text::number_text;
using chimera::text::read_number;
using chimera::text::read_plain_number;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = chimera::fuzz::as_text(data, size);
  const auto plain = read_plain_number(bytes);
  const auto spelled = read_number(bytes);
  require(spelled || !plain, "the plain form is a spelled number");
  if (plain && spelled) {
    require(spelled->unit.empty(), "the plain form has no unit");
    require(!std::islessgreater(spelled->value, *plain), "both ways read the same");
  }
  if (spelled) {
    require(std::isfinite(spelled->value), "a number is finite");
    require(std::isfinite(spelled->plus_minus.value_or(0)), "a spread is finite");
    require(spelled->plus_minus.value_or(0) >= 0, "a spread is not negative");
    const auto printed = number_text(spelled->value);
    require(read_plain_number(printed).has_value() || std::fabs(spelled->value) > 1e308,
            "a printed number is read");
  }
  return 0;
}
