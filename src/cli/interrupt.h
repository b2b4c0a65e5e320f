// Ctrl-C. The first SIGINT or SIGTERM asks the work to stop and clean up; the second one ends the
// program at once. A closed pipe is an error of writing, not a signal.
#pragma once

#include "base/cancel.h"

namespace chimera::cli {

/// Installs the handlers and returns the flag that they raise. Once a process.
const Cancel& cancel_on_signals();

}  // namespace chimera::cli
