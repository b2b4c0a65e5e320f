// Numbers: finite, the same by both ways, and read again from how we print them.
#include <cmath>
#include <string_view>

#include "target.h"
#include "text/json_write.h"
#include "text/number.h"
#include "text/number_style.h"

namespace {

using chimera::fuzz::require;
using chimera::text::is_number_in_some_style;
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
  const auto with_comma = read_number(bytes, {.decimal_comma = true, .blank_groups = true});
  require(!with_comma || std::isfinite(with_comma->value), "a number with a comma is finite");
  chimera::text::StyleVotes votes;
  votes.add(bytes);
  require(votes.point + votes.comma + votes.either <= votes.numbers, "a cell proves one thing");
  require(votes.numbers <= votes.filled, "a number is a filled cell");
  require((votes.numbers == 1) == is_number_in_some_style(bytes, false), "both ways agree");
  require(!spelled || votes.numbers == 1, "a number is one in some style");
  return 0;
}
