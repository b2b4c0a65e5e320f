// Bytes as they arrive → lines, whatever the pieces: a line break or a code point may be split over
// two of them. For what servers stream (event_stream.h, ollama_stream.h).
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace chimera::engine {

/// Bytes of the longest line that is taken.
inline constexpr std::size_t kLineMax = std::size_t{1} << 20U;

class LineSplitter {
 public:
  /// Called with a line without its line break; the view lives for the call.
  using Sink = std::function<void(std::string_view line)>;

  /// Ends of lines are LF, CR LF or CR. False once a line is longer than kLineMax: from then on
  /// nothing is taken.
  bool add(std::string_view bytes, const Sink& sink);

  /// The stream is over: what stands after the last line break is a line too.
  void finish(const Sink& sink);

 private:
  std::string held_;           ///< the start of a line
  bool after_return_ = false;  ///< the last byte was CR: an LF now belongs to it
  bool overflowed_ = false;
};

}  // namespace chimera::engine
