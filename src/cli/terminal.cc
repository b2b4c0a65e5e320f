#include "cli/terminal.h"

#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <system_error>

namespace chimera::cli {
namespace {

/// 0 if all was written, otherwise the errno.
int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const auto count = ::write(descriptor, text.data(), text.size());
    if (count < 0 && errno != EINTR) {
      return errno;
    }
    text.remove_prefix(count > 0 ? static_cast<std::size_t>(count) : 0);
  }
  return 0;
}

const char* environment(const char* name) {
  return std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nobody sets it
}

}  // namespace

bool wants_style(bool is_terminal, const char* no_color, const char* term) {
  const bool forbidden = no_color != nullptr && *no_color != '\0';
  const bool dumb = term == nullptr || std::string_view(term) == "dumb";
  return is_terminal && !forbidden && !dumb;
}

Terminal::Terminal(int out, int err)
    : out_(out),
      err_(err),
      styled_(wants_style(::isatty(out) == 1, environment("NO_COLOR"), environment("TERM"))) {}

void Terminal::print(std::string_view text) {
  if (failure_ == 0) {
    failure_ = write_all(out_, text);
  }
}

Result<void> Terminal::finish() const {
  if (failure_ == 0) {
    return {};
  }
  if (failure_ == EPIPE) {
    return fail(ErrorCode::kInput, "");
  }
  return fail(ErrorCode::kInput,
              "can't write the result: " + std::generic_category().message(failure_));
}

void Terminal::say(std::string_view text) const {
  write_all(err_, std::string(text) + "\n");
}

void Terminal::warn(std::string_view text) const {
  say("chimera: warning: " + std::string(text));
}

void Terminal::complain(const Error& error) const {
  if (!error.message.empty()) {
    say("chimera: " + describe(error));
  }
}

std::string Terminal::bold(std::string_view text) const {
  return styled_ ? "\x1b[1m" + std::string(text) + "\x1b[0m" : std::string(text);
}

}  // namespace chimera::cli
