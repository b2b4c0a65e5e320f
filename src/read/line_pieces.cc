#include "read/line_pieces.h"

#include <algorithm>
#include <span>

#include "base/parallel.h"
#include "text/unicode.h"

namespace chimera::read {

namespace {

/// With what is made of it, a piece stays in a core's own cache.
constexpr std::size_t kPieceBytes = std::size_t{256} << 10U;
constexpr std::size_t kLineBytesMax = std::size_t{16} << 10U;
/// Most lines end within so many bytes, and few are read twice.
constexpr std::size_t kLineBytesFew = std::size_t{2} << 10U;

}  // namespace

std::size_t LinePieces::count() const {
  return (file_.size + kPieceBytes - 1) / kPieceBytes;
}

std::optional<HeldLines> LinePieces::read(std::size_t piece, std::vector<char>& buffer) const {
  const std::size_t nominal = piece * kPieceBytes;
  const std::size_t from = piece == 0 ? file_.begin : nominal - 1;
  const std::size_t wanted = std::min(file_.size, nominal + kPieceBytes);
  std::string_view bytes;
  std::size_t last = std::string_view::npos;
  for (const std::size_t more : {kLineBytesFew, kLineBytesMax}) {
    const std::size_t to = std::min(file_.size, wanted + more);
    if (!hold(from, to, buffer)) {
      return std::nullopt;
    }
    bytes = std::string_view(buffer.data(), to - from);
    last = bytes.find('\n', wanted - from - 1);
    if (last != std::string_view::npos || to == file_.size) {
      break;
    }
  }
  if (last == std::string_view::npos && from + bytes.size() < file_.size) {
    return std::nullopt;
  }
  const std::size_t before = piece == 0 ? std::string_view::npos : bytes.find('\n');
  if (piece > 0 && before == std::string_view::npos) {
    return HeldLines{{}, file_.size};
  }
  const std::size_t begin = before + 1;
  const std::size_t end = std::min(last, bytes.size() - 1) + 1;
  const std::string_view lines =
      begin < end ? bytes.substr(begin, end - begin) : std::string_view();
  return text::is_utf8(lines) ? std::optional(HeldLines{lines, from + begin}) : std::nullopt;
}

std::string LinePieces::spread(std::size_t count, std::size_t threads) const {
  constexpr std::size_t kAtOnce = 64;
  std::vector<std::string> parts((count + kAtOnce - 1) / kAtOnce);
  for_each_index(parts.size(), threads, [&](std::size_t part) {
    for (std::size_t i = part * kAtOnce; i < std::min(count, (part + 1) * kAtOnce); ++i) {
      parts[part] += line_behind(file_.begin + i * (file_.size - file_.begin) / count);
    }
  });
  std::string lines;
  for (const std::string& part : parts) {
    lines += part;
  }
  return lines;
}

std::string LinePieces::line_behind(std::size_t byte) const {
  std::vector<char> buffer;
  for (const std::size_t more : {kLineBytesFew, kLineBytesMax}) {
    const std::size_t to = std::min(file_.size, byte + more);
    if (!hold(byte, to, buffer)) {
      return "";
    }
    const std::string_view bytes(buffer.data(), to - byte);
    const std::size_t before = bytes.find('\n');
    const std::size_t last =
        before == std::string_view::npos ? before : bytes.find('\n', before + 1);
    if (last != std::string_view::npos) {
      return std::string(bytes.substr(before + 1, last - before));
    }
  }
  return "";
}

bool LinePieces::hold(std::size_t from, std::size_t to, std::vector<char>& buffer) const {
  buffer.resize(std::max(buffer.size(), to - from));
  const auto read = open_->read(from, std::span(buffer.data(), to - from));
  return read && *read == to - from;
}

}  // namespace chimera::read
