// chimera observations DIR…: the tidy table, to standard output or a file.
#include "base/output_file.h"
#include "cli/commands.h"
#include "read/read.h"
#include "read/tidy.h"

namespace chimera::cli {
namespace {

Result<void> write_file(const Observations& observations, const CommandLine& line,
                        const Cancel& cancel) {
  auto file = OutputFile::create(line.tidy_file);
  if (!file) {
    return tl::unexpected(file.error());
  }
  const read::Sink sink = [&](std::string_view piece) {
    return cancel.raised() ? Result<void>(interrupted()) : file->write(piece);
  };
  return read::write_tidy(observations, line.tidy, sink).and_then([&] { return file->commit(); });
}

Result<void> print(const Observations& observations, const CommandLine& line,
                   const Context& context) {
  const read::Sink sink = [&](std::string_view piece) {
    if (context.cancel.raised()) {
      return Result<void>(interrupted());
    }
    context.terminal.print(piece);
    return context.terminal.finish();
  };
  return read::write_tidy(observations, line.tidy, sink);
}

}  // namespace

Result<void> observations(const CommandLine& line, const Context& context) {
  return read::read_trees(line.dirs, context.disk, context.cancel, line.reading)
      .and_then([&](const Observations& read) {
        return line.tidy_file.empty() ? print(read, line, context)
                                      : write_file(read, line, context.cancel);
      });
}

}  // namespace chimera::cli
