// What a function returns when the world can let it down: a value, or an Error that says what
// failed, of which kind, and where. Every layer above uses it for bad input and for the
// environment. Our own bugs are CHIMERA_CHECK (check.h); missing data is an absent value.
#pragma once

#include <cstddef>
#include <string>

#include <tl/expected.hpp>

namespace chimera {

/// The kinds of failure that a user can meet; each has one exit status (see exit_status).
enum class ErrorCode {
  kAnswerIsNo,   ///< the command worked and its answer is "no": contradicted, violated, worse
  kUsage,        ///< the command line is wrong
  kInput,        ///< nothing readable, a named input missing or broken, output not writable
  kEngine,       ///< an engine, a model file or a server can't be used
  kInterrupted,  ///< the user pressed Ctrl-C
};

/// Where in the input it happened. Line and column count from 1; 0 means "not known".
struct Place {
  std::string file;
  std::size_t line = 0;
  std::size_t column = 0;
};

/// A failure: lower case, no full stop, subject in single quotes, then ": cause".
struct Error {
  ErrorCode code = ErrorCode::kInput;
  std::string message;
  Place place = {};
};

template <typename T>
using Result = tl::expected<T, Error>;

/// The failing half of a Result, ready to be returned.
tl::unexpected<Error> fail(ErrorCode code, std::string message, Place place = {});

/// The process's exit status for a failure: 1 no, 2 usage, 3 input, 4 engine, 130 interrupted.
int exit_status(ErrorCode code);

/// "file:line:column: message", leaving out what is not known.
std::string describe(const Error& error);

}  // namespace chimera
