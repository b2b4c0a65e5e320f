// Where the lines of a large file of lines are, without keeping the file: it is looked over in
// pieces, side by side, and any line can be fetched again.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/files.h"

namespace chimera::read {

/// Some whole lines of a file, held.
struct HeldLines {
  std::unique_ptr<char[]> bytes;
  std::string_view lines;
  std::size_t first = 0;  ///< their first line's number among all, from 0
};

/// Which lines of which file.
struct LinesOfFile {
  std::string disk_path;
  std::size_t begin = 0;  ///< the byte where they begin
  std::size_t size = 0;   ///< of the file
  char never = '\0';
};

class LineIndex {
 public:
  /// Looks over the lines from the byte `begin` on. nullopt if the file can't be read whole, or if
  /// a line is longer than 16 KiB or no UTF-8, or holds the sign `never` (0 for none). O(bytes);
  /// memory: 8 bytes for 32 lines.
  static std::optional<LineIndex> make(const Disk& disk, const LinesOfFile& file,
                                       std::size_t threads);

  [[nodiscard]] std::size_t lines() const { return lines_; }

  /// The file in pieces of whole lines, together all of it.
  [[nodiscard]] std::size_t pieces() const { return pieces_.size(); }

  [[nodiscard]] std::size_t lines_of(std::size_t piece) const { return pieces_[piece].lines; }

  /// The lines that begin in its bytes; nullopt if they can't be read any more.
  [[nodiscard]] std::optional<HeldLines> piece(std::size_t number) const;

  /// These lines, each with its break, in order; nullopt like piece(). O(32 lines) each.
  [[nodiscard]] std::optional<std::string> fetch(const std::vector<std::size_t>& lines,
                                                 std::size_t threads) const;

 private:
  struct Piece {
    std::size_t lines = 0;
    std::size_t first = 0;
    std::vector<std::size_t> marks;  ///< where each 32nd line begins
    std::size_t end = 0;
  };

  bool look_over(std::size_t number);
  bool fetch_line(std::size_t line, std::string& out) const;

  const Disk* disk_ = nullptr;
  LinesOfFile file_;
  std::size_t lines_ = 0;
  std::vector<Piece> pieces_;
};

}  // namespace chimera::read
