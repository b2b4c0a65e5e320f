#include "cli/interrupt.h"

#include <unistd.h>

#include <csignal>

namespace chimera::cli {
namespace {

// A signal handler can reach nothing but a global.
Cancel interrupt_flag;

extern "C" void on_signal(int /*signal*/) {
  constexpr int kInterruptedStatus = 130;
  if (interrupt_flag.raised()) {
    _exit(kInterruptedStatus);
  }
  interrupt_flag.raise();
}

}  // namespace

const Cancel& cancel_on_signals() {
  struct sigaction action = {};
  action.sa_handler = on_signal;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  struct sigaction ignore = {};
  ignore.sa_handler = SIG_IGN;
  sigaction(SIGPIPE, &ignore, nullptr);
  return interrupt_flag;
}

}  // namespace chimera::cli
