#include "engine/event_stream.h"

#include <utility>

namespace chimera::engine {

bool EventStream::add(std::string_view bytes, const Sink& sink) {
  const bool fits =
      lines_.add(bytes, [this, &sink](std::string_view line) { take_line(line, sink); });
  overflowed_ = overflowed_ || !fits;
  return !overflowed_;
}

void EventStream::finish(const Sink& sink) {
  lines_.finish([this, &sink](std::string_view line) { take_line(line, sink); });
  dispatch(sink);
}

void EventStream::take_line(std::string_view line, const Sink& sink) {
  if (std::exchange(first_line_, false) && line.starts_with("\xEF\xBB\xBF")) {
    line.remove_prefix(3);
  }
  if (line.empty()) {
    dispatch(sink);
    return;
  }
  const std::size_t colon = line.find(':');
  const std::string_view field = line.substr(0, colon);
  std::string_view value = colon == std::string_view::npos ? "" : line.substr(colon + 1);
  if (value.starts_with(' ')) {
    value.remove_prefix(1);
  }
  if (field == "event") {
    event_.type = value;
  }
  // Older llama-servers tell an error in a field of that name.
  if (field == "error") {
    event_.type = field;
  }
  if (field != "data" && field != "error") {
    return;
  }
  overflowed_ = overflowed_ || event_.data.size() + value.size() > kLineMax;
  if (!overflowed_) {
    event_.data += has_data_ ? "\n" : "";
    event_.data += value;
    has_data_ = true;
  }
}

void EventStream::dispatch(const Sink& sink) {
  const ServerEvent event = std::exchange(event_, {});
  if (std::exchange(has_data_, false) && !overflowed_) {
    sink(event);
  }
}

}  // namespace chimera::engine
