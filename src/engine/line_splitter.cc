#include "engine/line_splitter.h"

#include <algorithm>

namespace chimera::engine {

bool LineSplitter::add(std::string_view bytes, const Sink& sink) {
  while (!bytes.empty() && !overflowed_) {
    if (after_return_ && bytes.front() == '\n') {
      bytes.remove_prefix(1);
    }
    after_return_ = false;
    const std::size_t end = std::min(bytes.find_first_of("\r\n"), bytes.size());
    overflowed_ = held_.size() + end > kLineMax;
    if (overflowed_) {
      break;
    }
    held_ += bytes.substr(0, end);
    if (end < bytes.size()) {
      after_return_ = bytes[end] == '\r';
      sink(held_);
      held_.clear();
    }
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  return !overflowed_;
}

void LineSplitter::finish(const Sink& sink) {
  if (!held_.empty() && !overflowed_) {
    sink(held_);
  }
  held_.clear();
}

}  // namespace chimera::engine
