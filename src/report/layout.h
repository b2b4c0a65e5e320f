// Builds report.md line by line and keeps the account of its numerals: where each stands and which
// piece put it there. The law "no numeral without a source" is enforced here: a numeral in plain
// words, or one that runs over two pieces, is our bug and stops the program.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "report/report.h"

namespace chimera::report {

class Layout {
 public:
  /// A line of text. Names become code spans; line breaks inside pieces become spaces.
  void line(const Phrase& phrase);

  /// A line of plain words.
  void line(std::string_view text);

  /// An empty line; never two in a row.
  void blank();

  /// A heading of that depth between empty lines.
  void heading(std::size_t depth, const Phrase& phrase);

  /// A table between empty lines; rows are cut or filled to the head's width. Bars inside cells are
  /// escaped.
  void table(const std::vector<Phrase>& head, const std::vector<std::vector<Phrase>>& rows);

  /// A fenced block, each line as it is; lines that would close the fence are made harmless.
  void fence(const std::vector<std::string>& lines);

  /// What was accounted for so far, in order of place.
  [[nodiscard]] const std::vector<Numeral>& numerals() const { return done_.numerals; }

  /// The finished document.
  [[nodiscard]] Markdown take() { return std::move(done_); }

 private:
  /// Which bytes of the line under construction a piece printed.
  struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
    const Piece* piece = nullptr;
  };

  void row(const std::vector<Phrase>& cells, std::size_t width);
  void print(const Phrase& phrase, bool in_table);
  void finish_line();
  void account_for_numerals();
  void account_for_glued_values(std::vector<bool>& spans_seen, std::vector<Numeral>& found) const;
  void raw_line(std::string_view text);

  Markdown done_;
  std::size_t line_ = 1;     ///< number of the line under construction
  std::string current_;      ///< its text so far
  std::vector<Span> spans_;  ///< its pieces; they live as long as the call that prints the line
  bool after_blank_ = true;
};

}  // namespace chimera::report
