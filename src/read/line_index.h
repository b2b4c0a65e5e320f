// Where the lines of a large file are, without keeping the file: any line can be fetched again.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/files.h"

namespace chimera::read {

/// Where the lines of one piece of the file begin: of each so-manieth one.
struct LineMarks {
  static constexpr std::size_t kMarked = 16;

  std::size_t lines = 0;
  std::vector<std::size_t> bytes;
  std::size_t end = 0;  ///< the byte behind the last line

  /// The next line begins there.
  void add(std::size_t byte) {
    if (lines++ % kMarked == 0) {
      bytes.push_back(byte);
    }
  }
};

class LineIndex {
 public:
  /// Of the pieces in their order, together the whole file, which must outlive it.
  LineIndex(const OpenFile& file, std::vector<LineMarks> pieces);

  [[nodiscard]] std::size_t lines() const { return lines_; }

  /// How many lines come before the piece's first one.
  [[nodiscard]] std::size_t lines_before(std::size_t piece) const { return before_[piece]; }

  /// These lines, each with its break, in order; nullopt if they can't be read any more. O(16
  /// lines) each.
  [[nodiscard]] std::optional<std::string> fetch(const std::vector<std::size_t>& lines,
                                                 std::size_t threads) const;

 private:
  bool fetch_line(std::size_t line, std::string& out) const;

  const OpenFile* file_;
  std::vector<LineMarks> pieces_;
  std::vector<std::size_t> before_;  ///< of each piece
  std::size_t lines_ = 0;
};

}  // namespace chimera::read
