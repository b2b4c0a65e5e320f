// Server-sent events (the HTML standard's "text/event-stream") from bytes as they arrive. Comments,
// ids and retry times are skipped; what a server leaves without its closing blank line still counts
// at the end.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "engine/line_splitter.h"

namespace chimera::engine {

struct ServerEvent {
  std::string type;  ///< "" where none was named
  std::string data;  ///< its lines, joined by line breaks
};

class EventStream {
 public:
  using Sink = std::function<void(const ServerEvent& event)>;

  /// False once an event is longer than kLineMax: from then on nothing is taken.
  bool add(std::string_view bytes, const Sink& sink);

  /// The stream is over.
  void finish(const Sink& sink);

 private:
  void take_line(std::string_view line, const Sink& sink);
  void dispatch(const Sink& sink);

  LineSplitter lines_;
  ServerEvent event_;
  bool has_data_ = false;
  bool first_line_ = true;
  bool overflowed_ = false;
};

}  // namespace chimera::engine
