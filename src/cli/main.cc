// Parses, calls, prints, and maps the result to an exit status.
#include <span>

#include "base/check.h"
#include "cli/commands.h"
#include "cli/interrupt.h"

namespace chimera::cli {
namespace {

Result<void> do_command(const CommandLine& line, const Context& context) {
  if (!line.command) {
    context.terminal.print(line.text);
    return {};
  }
  switch (*line.command) {
    case Command::kRun:
      return run(line, context);
    case Command::kInventory:
      return inventory(line, context);
    case Command::kQuery:
      return query(line, context);
    case Command::kFacts:
      return facts(line, context);
    case Command::kExplain:
      return explain(line, context);
    case Command::kAgents:
      return agents(line, context);
    case Command::kVerify:
      return verify(line, context);
    case Command::kFill:
      return fill(line, context);
    case Command::kObservations:
      return observations(line, context);
    case Command::kModel:
      return model(line, context);
    case Command::kFormats:
      return formats(line, context);
    case Command::kDoctor:
      return doctor(line, context);
  }
  CHIMERA_CHECK(false, "a command without a function");
}

}  // namespace
}  // namespace chimera::cli

int main(int argc, char** argv) {
  namespace cli = chimera::cli;
  cli::Terminal terminal;
  const chimera::RealDisk disk;
  const chimera::SystemClock clock;
  const cli::Context context{terminal, disk, clock, cli::cancel_on_signals()};
  const std::span<const char* const> typed(argv, static_cast<std::size_t>(argc));
  const chimera::Result<void> done =
      cli::parse_command_line(typed.subspan(typed.empty() ? 0 : 1), CHIMERA_VERSION)
          .and_then([&](const cli::CommandLine& line) { return cli::do_command(line, context); })
          .and_then([&] { return terminal.finish(); });
  if (done) {
    return 0;
  }
  terminal.complain(done.error());
  return chimera::exit_status(done.error().code);
}
