// Runs another program without a shell and collects what it prints. Used to fetch model packages
// through pip; the child dies with us.
#pragma once

#include <string>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"

namespace chimera {

struct ProcessOutput {
  int status = 0;      ///< exit status; 128 + signal if it was killed
  std::string output;  ///< standard output and standard error together, at most 1 MiB kept
};

/// Runs `arguments[0]` found on PATH; kInput if it can't be started, kInterrupted if cancelled
/// (the child is killed).
Result<ProcessOutput> run_process(const std::vector<std::string>& arguments, const Cancel& cancel);

}  // namespace chimera
