// chimera verify REPORT DIR…: somebody's report, claim by claim, against the raw data
// (chimera.verdicts/1).
#include <algorithm>
#include <string>
#include <utility>

#include "cli/commands.h"
#include "cli/tree_texts.h"
#include "cli/verdicts.h"
#include "read/read.h"
#include "verify/verify.h"

namespace chimera::cli {
namespace {

constexpr std::size_t kReportBytesMax = 100'000'001;

Result<void> print_all(const CommandLine& line, const Context& context, const std::string& report,
                       std::vector<Claim> claims) {
  const VerdictCounts counts = count_verdicts(claims);
  if (line.only) {
    std::erase_if(claims, [&](const Claim& claim) { return claim.verdict != *line.only; });
  }
  if (line.json) {
    context.terminal.print(verdicts_json(claims));
  } else if (line.sarif) {
    context.terminal.print(verdicts_sarif(claims, line.report));
  } else if (line.annotate) {
    context.terminal.print(annotated(claims, report));
  } else {
    print_verdicts(claims, report, line.report, context.terminal);
    context.terminal.print(std::to_string(counts.supported) + " supported, " +
                           std::to_string(counts.contradicted) + " contradicted, " +
                           std::to_string(counts.unsupported) + " unsupported\n");
  }
  const bool unsupported = line.fail_on == Verdict::kUnsupported && counts.unsupported > 0;
  if (counts.contradicted == 0 && !unsupported) {
    return {};
  }
  return fail(ErrorCode::kAnswerIsNo, std::to_string(counts.contradicted) + " contradicted, " +
                                          std::to_string(counts.unsupported) + " unsupported");
}

}  // namespace

Result<void> verify(const CommandLine& line, const Context& context) {
  auto report = context.disk.read(line.report, kReportBytesMax);
  if (!report) {
    return tl::unexpected(report.error());
  }
  return read::read_trees(line.dirs, context.disk, context.cancel, line.reading)
      .and_then([&](Observations observations) {
        const auto texts = tree_texts(line.dirs, context.disk, *report, observations);
        return verify::verify_report(*report, observations, texts, context.cancel);
      })
      .map_error([&](Error error) {
        if (error.place.file.empty() && error.message.starts_with("the report")) {
          error.place.file = line.report;
        }
        return error;
      })
      .and_then([&](verify::Verified verified) {
        return print_all(line, context, *report, std::move(verified.claims));
      });
}

}  // namespace chimera::cli
