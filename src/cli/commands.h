// One function a command, each in its own file. They print their result through the context's
// terminal and return what went wrong, which main turns into the exit status.
#pragma once

#include "base/cancel.h"
#include "base/clock.h"
#include "base/files.h"
#include "base/result.h"
#include "cli/options.h"
#include "cli/terminal.h"

namespace chimera::cli {

/// What a command may touch of the world. Nothing is owned.
struct Context {
  Terminal& terminal;
  const Disk& disk;
  const Clock& clock;
  const Cancel& cancel;
};

Result<void> run(const CommandLine& line, const Context& context);
Result<void> inventory(const CommandLine& line, const Context& context);
Result<void> query(const CommandLine& line, const Context& context);
Result<void> facts(const CommandLine& line, const Context& context);
Result<void> explain(const CommandLine& line, const Context& context);
Result<void> agents(const CommandLine& line, const Context& context);
Result<void> verify(const CommandLine& line, const Context& context);
Result<void> fill(const CommandLine& line, const Context& context);
Result<void> observations(const CommandLine& line, const Context& context);
Result<void> model(const CommandLine& line, const Context& context);
Result<void> formats(const CommandLine& line, const Context& context);
Result<void> doctor(const CommandLine& line, const Context& context);

}  // namespace chimera::cli
