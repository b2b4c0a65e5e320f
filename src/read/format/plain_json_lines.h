// The plain kind of JSON Lines, which most programs write: every line an object of the same keys in
// the same order with the same blanks, nested objects among them, but no lists and no escapes. The
// first line is the template of all: what stands between its values must stand in each.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "read/format/plain_rows.h"

namespace chimera::read {

class JsonLineTemplate {
 public:
  /// nullopt if the line is not plain. O(bytes).
  static std::optional<JsonLineTemplate> make(std::string_view line);

  /// Dotted, in their order.
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

  /// The values of a line, null as ""; false if it doesn't fit. O(bytes).
  /// REQUIRES: as many cells as names.
  bool split(std::string_view line, std::span<std::string_view> cells) const;

 private:
  bool add_object(std::string_view line, std::size_t& at, const std::string& above,
                  std::size_t depth);
  bool add_member(std::string_view line, std::size_t& at, const std::string& above,
                  std::size_t depth);

  std::vector<std::string> names_;
  std::vector<std::string> before_;  ///< what stands before each value, from the value before it on
  std::string behind_;               ///< what stands behind the last one
  std::size_t literal_ = 0;          ///< where what stands before the next value begins
};

/// The rows of a file whose first line it is.
PlainRows plain_rows(const JsonLineTemplate& line);

}  // namespace chimera::read
