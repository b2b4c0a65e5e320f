// The plain kind of JSON Lines, which most programs write: every line an object of the same keys in
// the same order with the same blanks, nested objects among them, but no lists and no escapes. The
// first line is the template of all: what stands between its values must stand in each.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "read/format/json_scalars.h"
#include "read/format/plain_rows.h"

namespace chimera::read {

class JsonLineTemplate {
 public:
  /// nullopt if the line is not plain. O(bytes).
  static std::optional<JsonLineTemplate> make(std::string_view line);

  /// Dotted, in their order.
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

  /// What stands before each value, from the value before it on.
  [[nodiscard]] const std::vector<std::string>& before() const { return before_; }

  /// What stands behind the last value.
  [[nodiscard]] const std::string& behind() const { return behind_; }

 private:
  bool add_object(const JsonScalars& line, std::size_t& at, const std::string& above,
                  std::size_t depth);
  bool add_member(const JsonScalars& line, std::size_t& at, const std::string& above,
                  std::size_t depth);

  std::vector<std::string> names_;
  std::vector<std::string> before_;
  std::string behind_;
  std::size_t literal_ = 0;  ///< where what stands before the next value begins
};

/// The rows of a file whose first line it is: cells are the values, null as "".
PlainRows plain_rows(const JsonLineTemplate& line);

}  // namespace chimera::read
