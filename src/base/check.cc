#include "base/check.h"

#include <unistd.h>

#include <cstdlib>
#include <string>

namespace chimera {

void check_failed(std::string_view condition, std::string_view why, std::source_location where) {
  std::string text = "chimera: internal error, please report it: ";
  text += why;
  text += " (";
  text += condition;
  text += ") at ";
  text += where.file_name();
  text += ":" + std::to_string(where.line()) + "\n";
  // Straight to the descriptor: streams may be what broke.
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text.data(), text.size());
  std::abort();
}

}  // namespace chimera
