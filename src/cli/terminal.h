// The only place that prints. Results go to standard output, talk to standard error; bold letters
// only on a terminal, and not with NO_COLOR. A failed write is remembered and told by finish().
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace chimera::cli {

class Terminal {
 public:
  /// Prints to these descriptors, which stay open; by default the process's own.
  explicit Terminal(int out = 1, int err = 2);

  /// Text of the result, at once. After a failed write nothing more is written.
  void print(std::string_view text);

  /// kInput if a write to standard output failed; without a message if the reader just went away.
  [[nodiscard]] Result<void> finish() const;

  /// One line of progress.
  void say(std::string_view text) const;

  /// "chimera: warning: …".
  void warn(std::string_view text) const;

  /// "chimera: …"; an error without a message prints nothing.
  void complain(const Error& error) const;

  /// Bold on a terminal that shows it, else the text itself.
  [[nodiscard]] std::string bold(std::string_view text) const;

 private:
  int out_;
  int err_;
  bool styled_;
  int failure_ = 0;  ///< errno of the first failed write to `out_`
};

/// Whether bold letters are wanted: a terminal, no NO_COLOR, TERM not "dumb".
bool wants_style(bool is_terminal, const char* no_color, const char* term);

}  // namespace chimera::cli
