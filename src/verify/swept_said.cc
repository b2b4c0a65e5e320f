#include "verify/swept_said.h"

#include <algorithm>
#include <array>
#include <string>

#include "verify/wording.h"

namespace chimera::verify {

std::optional<Judgement> judge_swept(const Dataset& dataset, const NameFinder& names,
                                     std::string_view clause) {
  static constexpr std::array<std::string_view, 6> kPassive = {
      " was swept", " were swept", " was varied", " were varied", " is varied", " are varied"};
  static constexpr std::array<std::string_view, 5> kActive = {" sweeps ", " vary ", " varies ",
                                                              " sweep over ", " swept "};
  static constexpr std::array<std::string_view, 4> kDenied = {"not", "never", "no", "neither"};
  static constexpr std::array<std::string_view, 6> kEnds = {" from ", " over ", ",",
                                                            ".",      " and ",  " between "};
  constexpr std::size_t kWordsMax = 5;
  std::string_view said;
  for (const std::string_view verb : kPassive) {
    const std::size_t at = clause.find(verb);
    said = at != std::string_view::npos ? clause.substr(0, at) : said;
  }
  for (const std::string_view verb : kActive) {
    const std::size_t at = said.empty() ? clause.find(verb) : std::string_view::npos;
    said = at != std::string_view::npos ? up_to_any(clause.substr(at + verb.size()), kEnds) : said;
  }
  if (said.empty() || words_of(said).size() > kWordsMax || has_any(clause, kDenied)) {
    return std::nullopt;
  }
  const auto columns = names.factor_in(said);
  std::size_t levels = 0;
  for (const std::string& column : columns) {
    const auto factor = dataset.factors().find(column);
    levels = std::max(levels, factor == dataset.factors().end() ? 0 : factor->second.size());
  }
  if (levels == 0) {
    return std::nullopt;
  }
  const std::string why = "values of " + columns.front() + ": " + std::to_string(levels);
  return levels > 1 ? supported(ClaimType::kConfig, why)
                    : contradicted(ClaimType::kConfig, VerdictReason::kNoSuchThing, why);
}

}  // namespace chimera::verify
