// Writes JSON: indented, in one line, or a line an element; members in the order given, numbers
// with 12 significant digits, text escaped so that the result is valid UTF-8 JSON whatever comes
// in.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace chimera::text {

/// Builds one document by appending; the caller keeps open and close in balance (checked).
class JsonWriter {
 public:
  enum class Layout {
    kIndented,
    kLines,  ///< a line for each member of the document, and for each element of one
    kOneLine
  };

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

  /// What was written since the last call, to be put out before the rest; the document goes on.
  [[nodiscard]] std::string flush();

  /// A writer of further elements of the array that is open here, for several at once: flush() it
  /// when it has closed what it opened, and put it out behind this one's. `is_first`: it writes the
  /// array's first elements. Whoever uses parts tells the writer itself by `has_elements`.
  [[nodiscard]] JsonWriter part(bool is_first) const;

  void has_elements() { first_ = false; }

  /// The document. REQUIRES: everything is closed.
  [[nodiscard]] std::string take();

 private:
  void before_value();

  /// Closes what was opened last.
  JsonWriter& close(char bracket);

  /// Whether what comes next stands on a line of its own.
  [[nodiscard]] bool breaks_here() const {
    return layout_ == Layout::kIndented || (layout_ == Layout::kLines && open_.size() <= 2);
  }

  /// Bytes of a break of the line, and of what stands before an element or a key: a comma too.
  [[nodiscard]] std::size_t line_size() const { return breaks_here() ? 1 + 2 * open_.size() : 0; }

  [[nodiscard]] std::size_t start_size() const { return (first_ ? 0 : 1) + line_size(); }

  /// Write these into room for them. Where the room goes on.
  char* write_line(char* at) const;
  char* write_start(char* at) const;

  Layout layout_;
  std::string out_;
  std::string open_;         ///< one '{' or '[' per open container
  std::size_t part_of_ = 0;  ///< of a part: how many containers were open before it
  bool first_ = true;
  bool after_key_ = false;
};

/// A double with 12 significant digits, without an exponent where that reads better; "0" for −0.
std::string number_text(double value);

}  // namespace chimera::text
