#include "base/pause.h"

#include <algorithm>
#include <chrono>
#include <thread>

namespace chimera {

Pause real_pause(const Cancel& cancel) {
  return [&cancel](double seconds) -> Result<void> {
    constexpr double kStepS = 0.05;
    double left_s = seconds;
    while (left_s > 0 && !cancel.raised()) {
      std::this_thread::sleep_for(std::chrono::duration<double>(std::min(left_s, kStepS)));
      left_s -= kStepS;
    }
    if (cancel.raised()) {
      return interrupted();
    }
    return {};
  };
}

}  // namespace chimera
