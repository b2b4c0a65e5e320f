// Writes JSON: two-space indentation or one line, members in the order given, numbers with 12
// significant digits, text escaped so that the result is valid UTF-8 JSON whatever comes in.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace chimera::text {

/// Builds one document by appending; the caller keeps open and close in balance (checked).
class JsonWriter {
 public:
  enum class Layout { kIndented, kOneLine };

  explicit JsonWriter(Layout layout = Layout::kIndented) : layout_(layout) {}

  JsonWriter& open_object();
  JsonWriter& close_object();
  JsonWriter& open_array();
  JsonWriter& close_array();
  JsonWriter& key(std::string_view name);
  JsonWriter& string(std::string_view value);
  /// 12 significant digits, shortest form of them; null where the value is not finite.
  JsonWriter& number(double value);
  JsonWriter& count(std::size_t value);
  /// A number that is already spelled as JSON spells one.
  JsonWriter& spelled_number(std::string_view value);
  JsonWriter& boolean(bool value);
  JsonWriter& null();

  /// A writer of further elements of the array that is open here: for several at once.
  [[nodiscard]] JsonWriter part() const;

  /// Adds what parts wrote, in that order. REQUIRES: an array is open, and the parts closed what
  /// they opened.
  JsonWriter& add(std::vector<JsonWriter> parts);

  /// The document. REQUIRES: everything is closed.
  [[nodiscard]] std::string take();

 private:
  void before_value();
  void break_line();

  Layout layout_;
  std::string out_;
  std::string open_;  ///< one '{' or '[' per open container
  bool first_ = true;
  bool after_key_ = false;
};

/// A double with 12 significant digits, without an exponent where that reads better; "0" for −0.
std::string number_text(double value);

}  // namespace chimera::text
