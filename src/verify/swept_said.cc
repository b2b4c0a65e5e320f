#include "verify/swept_said.h"

#include <algorithm>
#include <array>
#include <string>

#include "verify/sample.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// "Different repeat_penalty values were tested", "explores various context sizes": what is said to
// have had several values; "" for another clause.
std::string_view variety_in(std::string_view clause) {
  static constexpr std::array<std::string_view, 7> kSeveral = {
      "different ", "various ", "several ", "multiple ", "a range of ", "a variety of ", "many "};
  static constexpr std::array<std::string_view, 10> kTried = {
      "explor*",  "tested",   "tests",   "test",   "tried",
      "evaluat*", "compared", "covered", "covers", "examined"};
  static constexpr std::array<std::string_view, 9> kEnds = {
      " were ", " was ", " are ", " is ", " for ", " in ", ",", " with ", "."};
  if (!has_any(clause, kTried)) {
    return {};
  }
  for (const std::string_view several : kSeveral) {
    if (const std::size_t at = find_phrase(clause, trimmed(several, " "));
        at != std::string_view::npos) {
      return up_to_any(clause.substr(std::min(at + several.size(), clause.size())), kEnds);
    }
  }
  return {};
}

// "repeat_penalty": no word of a language, by which a setting goes.
bool is_identifier(std::string_view word) {
  return word.find('_') != std::string_view::npos;
}

// Of a setting that no column is called by: it was not varied.
std::optional<Judgement> judge_unknown_setting(const Dataset& dataset, std::string_view said) {
  static constexpr std::array<std::string_view, 4> kValues = {"values", "settings", "levels",
                                                              "configurations"};
  const std::string what = trimmed(said, " `");
  const std::string_view name = std::string_view{what}.substr(0, what.find_first_of(" `"));
  const std::string noun = trimmed(std::string_view{what}.substr(name.size()), " `");
  const bool values = noun.empty() || is_one_of(noun, kValues);
  // A document's table is somebody's claim.
  const bool known = std::ranges::any_of(dataset.observations().tables, [&](const Table& table) {
    return table.kind != TableKind::kClaim && column_called(table, name) != nullptr;
  });
  return is_identifier(name) && values && !known
             ? std::optional(contradicted(ClaimType::kConfig, VerdictReason::kNoSuchThing,
                                          std::string("no trial has a ").append(name)))
             : std::nullopt;
}

}  // namespace

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
  const bool variety = said.empty();
  said = variety ? variety_in(clause) : said;
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
    return variety ? judge_unknown_setting(dataset, said) : std::nullopt;
  }
  const std::string why = "values of " + columns.front() + ": " + std::to_string(levels);
  return levels > 1 ? supported(ClaimType::kConfig, why)
                    : contradicted(ClaimType::kConfig, VerdictReason::kNoSuchThing, why);
}

}  // namespace chimera::verify
