#include "read/line_index.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <span>

#include "base/parallel.h"
#include "text/unicode.h"

namespace chimera::read {

namespace {

constexpr std::size_t kFetchedAtOnce = 256;
constexpr std::size_t kPieceBytes = std::size_t{512} << 10U;
constexpr std::size_t kLineBytesMax = std::size_t{16} << 10U;
constexpr std::size_t kMarked = 32;  ///< each so-manieth line's place is kept

}  // namespace

std::optional<LineIndex> LineIndex::make(const Disk& disk, const LinesOfFile& file,
                                         std::size_t threads) {
  LineIndex index;
  index.disk_ = &disk;
  index.file_ = file;
  index.pieces_.resize((file.size + kPieceBytes - 1) / kPieceBytes);
  std::atomic<bool> plain{true};
  for_each_index(index.pieces_.size(), threads, [&](std::size_t i) {
    if (plain && !index.look_over(i)) {
      plain = false;
    }
  });
  if (!plain) {
    return std::nullopt;
  }
  for (Piece& piece : index.pieces_) {
    piece.first = index.lines_;
    index.lines_ += piece.lines;
  }
  return index;
}

std::optional<HeldLines> LineIndex::piece(std::size_t number) const {
  const std::size_t nominal = number * kPieceBytes;
  const std::size_t from = number == 0 ? file_.begin : nominal - 1;
  const std::size_t wanted = std::min(file_.size, nominal + kPieceBytes);
  const std::size_t to = std::min(file_.size, wanted + kLineBytesMax);
  HeldLines held{std::make_unique_for_overwrite<char[]>(to - from), {}, pieces_[number].first};
  const auto read = disk_->read_part(file_.disk_path, from, std::span(held.bytes.get(), to - from));
  if (!read || *read != to - from) {
    return std::nullopt;
  }
  std::string_view bytes(held.bytes.get(), to - from);
  std::size_t begin = 0;
  if (number > 0) {
    const std::size_t before = bytes.find('\n');
    if (before == std::string_view::npos) {
      return to == file_.size ? std::optional(std::move(held)) : std::nullopt;
    }
    begin = before + 1;
  }
  const std::size_t last = bytes.find('\n', wanted - from - 1);
  if (last == std::string_view::npos && to != file_.size) {
    return std::nullopt;
  }
  const std::size_t end = last == std::string_view::npos ? bytes.size() : last + 1;
  held.lines = begin < end ? bytes.substr(begin, end - begin) : std::string_view();
  return held;
}  // NOLINT(clang-analyzer-cplusplus.NewDeleteLeaks): it loses sight of what the optional owns

bool LineIndex::look_over(std::size_t number) {
  const auto held = piece(number);
  if (!held) {
    return false;
  }
  const std::string_view lines = held->lines;
  if ((file_.never != '\0' && lines.find(file_.never) != std::string_view::npos) ||
      !text::is_utf8(lines)) {
    return false;
  }
  const std::size_t from = number == 0 ? file_.begin : number * kPieceBytes - 1;
  const auto place = from + static_cast<std::size_t>(lines.data() - held->bytes.get());
  Piece& looked_over = pieces_[number];
  for (std::size_t at = 0; at < lines.size();) {
    if (looked_over.lines++ % kMarked == 0) {
      looked_over.marks.push_back(place + at);
    }
    const std::size_t end = std::min(lines.find('\n', at), lines.size() - 1) + 1;
    if (end - at > kLineBytesMax) {
      return false;
    }
    at = end;
  }
  looked_over.end = place + lines.size();
  return true;
}

bool LineIndex::fetch_line(std::size_t line, std::string& out) const {
  const auto after =
      std::upper_bound(pieces_.begin(), pieces_.end(), line,
                       [](std::size_t wanted, const Piece& piece) { return wanted < piece.first; });
  const Piece& piece = *std::prev(after);
  const std::size_t mark = (line - piece.first) / kMarked;
  const std::size_t from = piece.marks[mark];
  const std::size_t to = mark + 1 < piece.marks.size() ? piece.marks[mark + 1] : piece.end;
  std::string bytes(to - from, '\0');
  const auto read = disk_->read_part(file_.disk_path, from, bytes);
  if (!read || *read != bytes.size()) {
    return false;
  }
  std::size_t at = 0;
  for (std::size_t skipped = (line - piece.first) % kMarked; skipped > 0; --skipped) {
    at = std::min(bytes.find('\n', at), bytes.size() - 1) + 1;
  }
  const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
  out.append(bytes, at, end - at);
  out.push_back('\n');
  return at < bytes.size();
}

std::optional<std::string> LineIndex::fetch(const std::vector<std::size_t>& lines,
                                            std::size_t threads) const {
  const std::size_t parts = (lines.size() + kFetchedAtOnce - 1) / kFetchedAtOnce;
  std::vector<std::string> part(parts);
  std::atomic<bool> whole{true};
  for_each_index(parts, threads, [&](std::size_t i) {
    const std::size_t end = std::min(lines.size(), (i + 1) * kFetchedAtOnce);
    for (std::size_t at = i * kFetchedAtOnce; at < end && whole; ++at) {
      if (!fetch_line(lines[at], part[i])) {
        whole = false;
      }
    }
  });
  std::string out;
  for (const std::string& each : part) {
    out += each;
  }
  return whole ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace chimera::read
