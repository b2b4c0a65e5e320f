#include "base/result.h"

#include <utility>

#include "base/check.h"

namespace chimera {

tl::unexpected<Error> fail(ErrorCode code, std::string message, Place place) {
  return tl::unexpected<Error>(Error{code, std::move(message), std::move(place)});
}

int exit_status(ErrorCode code) {
  switch (code) {
    case ErrorCode::kAnswerIsNo:
      return 1;
    case ErrorCode::kUsage:
      return 2;
    case ErrorCode::kInput:
      return 3;
    case ErrorCode::kEngine:
      return 4;
    case ErrorCode::kInterrupted:
      return 130;
  }
  CHIMERA_CHECK(false, "an error code without an exit status");
}

std::string describe(const Error& error) {
  std::string text;
  if (!error.place.file.empty()) {
    text += error.place.file + ":";
    if (error.place.line != 0) {
      text += std::to_string(error.place.line) + ":";
    }
    if (error.place.column != 0) {
      text += std::to_string(error.place.column) + ":";
    }
    text += " ";
  }
  return text + error.message;
}

}  // namespace chimera
