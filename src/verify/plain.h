// A piece of Markdown as a reader sees it, each byte with the place in the source that it came
// from: without emphasis, tags and escapes; quotes, dashes and blanks in their plain forms.
// Characters that a reader can't see, and digits of other scripts, are remembered: a number that
// holds one is not taken for what it looks like.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "data/claim.h"

namespace chimera::verify {

/// Lines of a document, views into it.
using Lines = std::vector<std::string_view>;

/// The document's lines without their ends.
Lines lines_of(std::string_view document);

/// Half-open.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;

  [[nodiscard]] bool empty() const { return begin >= end; }

  [[nodiscard]] bool holds(std::size_t at) const { return begin <= at && at < end; }
};

class Plain {
 public:
  /// Adds a stretch of a line (index from 0); a blank first where there is text already.
  void add(std::string_view line, std::size_t index, Range bytes);

  [[nodiscard]] const std::string& text() const { return text_; }

  /// The same bytes with ASCII letters in lower case.
  [[nodiscard]] const std::string& lower() const { return lower_; }

  [[nodiscard]] bool empty() const { return text_.empty(); }

  /// Whether the stretch holds invisible characters or digits of other scripts.
  [[nodiscard]] bool is_odd(Range range) const;

  /// Whether the byte stood in a code span.
  [[nodiscard]] bool is_code(std::size_t at) const { return (origins_[at].flags & kCode) != 0; }

  /// Whether the byte stood in the label of a link, whose target no reader sees.
  [[nodiscard]] bool is_link(std::size_t at) const { return (origins_[at].flags & kLink) != 0; }

  /// Where the stretch stands in its line's bytes. REQUIRES: not empty, of one line.
  [[nodiscard]] Range source(Range range) const {
    return {origins_[range.begin].begin, origins_[range.end - 1].end};
  }

  /// The stretch that stands in one line with `anchor`, without blanks around it, as the source
  /// spells it. REQUIRES: anchor in range, range in the text.
  [[nodiscard]] ClaimPlace place(Range range, std::size_t anchor, const Lines& lines) const;

 private:
  static constexpr std::uint32_t kOdd = 1;
  static constexpr std::uint32_t kCode = 2;
  static constexpr std::uint32_t kLink = 4;

  struct Origin {
    std::uint32_t line;
    std::uint32_t begin;
    std::uint32_t end;
    std::uint32_t flags;
  };

  void put(char c, const Origin& origin);
  void add_code(std::string_view line, std::size_t index, Range bytes, std::uint32_t flags);

  std::string text_;
  std::string lower_;
  std::vector<Origin> origins_;
};

}  // namespace chimera::verify
