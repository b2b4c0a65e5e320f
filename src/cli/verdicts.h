// Verdicts as text, JSON (chimera.verdicts/1), SARIF, or notes in the report itself.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cli/terminal.h"
#include "data/claim.h"

namespace chimera::cli {

/// chimera.verdicts/1.
std::string verdicts_json(const std::vector<Claim>& claims);

/// SARIF 2.1.0: contradicted claims are errors, unsupported ones notes.
std::string verdicts_sarif(const std::vector<Claim>& claims, std::string_view report);

/// The report with a quoted note below each line that holds a claim which is not supported.
std::string annotated(const std::vector<Claim>& claims, std::string_view report);

/// Each claim with its line, a caret below it, the truth and the cells behind it.
void print_verdicts(const std::vector<Claim>& claims, std::string_view report,
                    std::string_view path, Terminal& terminal);

/// Of a report of our own, written to the folder: kAnswerIsNo where one of its claims is refuted,
/// which is a bug, of the report or of the judge.
Result<void> stands(const std::vector<Claim>& claims, const std::string& folder);

}  // namespace chimera::cli
