// chimera fill FILE.md DIR…: puts the value of each bound query into the file.
#include <string>

#include "base/output_file.h"
#include "cli/columns.h"
#include "cli/commands.h"
#include "read/read.h"
#include "verify/fill.h"

namespace chimera::cli {
namespace {

constexpr std::size_t kFileBytesMax = 100'000'001;

std::string said(const verify::Refill& change) {
  if (change.stood.empty()) {
    return "new row " + clean(change.stands);
  }
  return clean(change.stood) + (change.stands.empty() ? " is gone" : " -> " + clean(change.stands));
}

void print_changes(const verify::Filled& filled, const std::string& file, Terminal& terminal) {
  for (const verify::Refill& change : filled.changes) {
    terminal.print(file + ":" + std::to_string(change.line) + ": " + said(change) + "\n");
  }
}

Result<void> write_back(const CommandLine& line, const verify::Filled& filled) {
  if (line.check || filled.changes.empty()) {
    return {};
  }
  return OutputFile::create(line.report).and_then([&](OutputFile file) {
    return file.write(filled.text).and_then([&] { return file.commit(); });
  });
}

Result<void> conclude(const CommandLine& line, const verify::Filled& filled) {
  if (!filled.failures.empty()) {
    const verify::Unfilled& first = filled.failures.front();
    return fail(ErrorCode::kAnswerIsNo, first.why, {line.report, first.line, 0});
  }
  if (line.check && !filled.changes.empty()) {
    return fail(ErrorCode::kAnswerIsNo, std::to_string(filled.changes.size()) + " places in '" +
                                            line.report + "' are stale");
  }
  return {};
}

}  // namespace

Result<void> fill(const CommandLine& line, const Context& context) {
  return context.disk.read(line.report, kFileBytesMax)
      .and_then([&](const std::string& text) {
        return read::read_trees(line.dirs, context.disk, context.cancel, line.reading)
            .and_then(
                [&](const Observations& observations) { return verify::fill(text, observations); });
      })
      .and_then([&](const verify::Filled& filled) {
        print_changes(filled, line.report, context.terminal);
        return write_back(line, filled).and_then([&] { return conclude(line, filled); });
      });
}

}  // namespace chimera::cli
