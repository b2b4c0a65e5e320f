#include "read/line_index.h"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <utility>

#include "base/parallel.h"

namespace chimera::read {

namespace {

constexpr std::size_t kFetchedAtOnce = 256;

}  // namespace

LineIndex::LineIndex(const OpenFile& file, std::vector<LineMarks> pieces)
    : file_(&file), pieces_(std::move(pieces)) {
  before_.reserve(pieces_.size());
  for (const LineMarks& piece : pieces_) {
    before_.push_back(lines_);
    lines_ += piece.lines;
  }
}

bool LineIndex::fetch_line(std::size_t line, std::string& out) const {
  const auto after = std::upper_bound(before_.begin(), before_.end(), line);
  const auto number = static_cast<std::size_t>(std::distance(before_.begin(), after)) - 1;
  const LineMarks& piece = pieces_[number];
  const std::size_t mark = (line - before_[number]) / LineMarks::kMarked;
  const std::size_t from = piece.bytes[mark];
  const std::size_t to = mark + 1 < piece.bytes.size() ? piece.bytes[mark + 1] : piece.end;
  std::string bytes(to - from, '\0');
  const auto read = file_->read(from, bytes);
  if (!read || *read != bytes.size()) {
    return false;
  }
  std::size_t at = 0;
  for (std::size_t skipped = (line - before_[number]) % LineMarks::kMarked; skipped > 0;
       --skipped) {
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
