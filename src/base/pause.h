// Waiting behind a function, so that tests of what waits don't.
#pragma once

#include <functional>

#include "base/cancel.h"
#include "base/result.h"

namespace chimera {

/// Waits so many seconds; kInterrupted when cancelled meanwhile.
using Pause = std::function<Result<void>(double seconds)>;

/// The real one. `cancel` outlives it; it is looked at every 50 ms.
Pause real_pause(const Cancel& cancel);

}  // namespace chimera
