// "The server log holds 5 warnings": how many lines of a log are of a kind, by their words.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "verify/judgement.h"
#include "verify/scope.h"

namespace chimera::verify {

/// What stands around a count that may be of lines in logs, in lower case.
struct LogLinesContext {
  std::string_view behind;        ///< the words behind the number
  std::string_view clause;        ///< which may name the log
  std::vector<Mention> mentions;  ///< of the clause, else of the sentence
};

/// nullopt where no log is spoken of, or where no word behind the number is a kind of lines.
std::optional<Judgement> judge_log_lines(const Dataset& dataset, const Numeral& stated,
                                         const LogLinesContext& context);

}  // namespace chimera::verify
