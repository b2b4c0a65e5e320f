#include "text/yaml_scalar.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "text/number.h"

namespace chimera::text {

namespace {

/// "017" and "+1" are numbers in some versions only.
bool is_number_in_all_versions(std::string_view text) {
  const std::string_view digits = text.substr(text.starts_with('-') ? 1 : 0);
  const bool octal = digits.size() > 1 && digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9';
  return !octal && !digits.empty() && digits[0] >= '0' && digits[0] <= '9';
}

}  // namespace

JsonValue plain_yaml_value(std::string text) {
  static constexpr std::array<std::string_view, 5> kNull{"", "~", "null", "Null", "NULL"};
  static constexpr std::array<std::string_view, 6> kNoNumber{".nan",  ".NaN", ".inf",
                                                             "-.inf", ".Inf", "-.Inf"};
  const auto is_one_of = [&](const auto& names) {
    return std::find(names.begin(), names.end(), text) != names.end();
  };
  if (is_one_of(kNull)) {
    return {};
  }
  if (is_one_of(kNoNumber)) {
    return {.kind = JsonKind::kNull, .text = std::move(text)};
  }
  if (text == "true" || text == "True" || text == "false" || text == "False") {
    const bool yes = text[0] == 't' || text[0] == 'T';
    return {.kind = JsonKind::kBool, .boolean = yes, .text = yes ? "true" : "false"};
  }
  const auto number =
      is_number_in_all_versions(text) ? read_plain_number(text) : std::optional<double>();
  const double value = number.value_or(0);
  return {.kind = number ? JsonKind::kNumber : JsonKind::kString,
          .number = value,
          .text = std::move(text)};
}

}  // namespace chimera::text
