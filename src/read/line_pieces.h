// A large file of lines in pieces, so that several threads can read it without keeping it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/files.h"

namespace chimera::read {

/// Which lines of which file.
struct LinesOfFile {
  std::size_t begin = 0;  ///< the byte where they begin
  std::size_t size = 0;   ///< of the file
};

/// Some whole lines of a file.
struct HeldLines {
  std::string_view lines;
  std::size_t begin = 0;  ///< the byte of the file where they begin
};

class LinePieces {
 public:
  /// The file must outlive it.
  LinePieces(const OpenFile& file, LinesOfFile lines) : open_(&file), file_(lines) {}

  [[nodiscard]] std::size_t count() const;

  /// The lines that begin in the piece's bytes, together all of the file, held in `buffer`. nullopt
  /// if they can't be read whole, are no UTF-8, or the last one is longer than 16 KiB. O(bytes).
  [[nodiscard]] std::optional<HeldLines> read(std::size_t piece, std::vector<char>& buffer) const;

  /// About `count` lines that lie evenly over the file's bytes, each with its break; those are
  /// missing that aren't whole within 16 KiB, or can't be read. O(count).
  [[nodiscard]] std::string spread(std::size_t count, std::size_t threads) const;

 private:
  [[nodiscard]] bool hold(std::size_t from, std::size_t to, std::vector<char>& buffer) const;
  [[nodiscard]] std::string line_behind(std::size_t byte) const;

  const OpenFile* open_;
  LinesOfFile file_;
};

}  // namespace chimera::read
