#include "verify/single_day_said.h"

#include <array>
#include <cstdint>
#include <set>
#include <string>

#include "verify/wording.h"

namespace chimera::verify {

std::optional<Judgement> judge_single_day(const Dataset& dataset, std::string_view clause) {
  static constexpr std::array<std::string_view, 6> kOneDay = {
      "on a single day", "on one day",     "on the same day",
      "in a single day", "within one day", "within a single day"};
  static constexpr std::array<std::string_view, 8> kMeasured = {
      "measurements", "benchmarks", "experiments", "runs", "tests", "data", "everything", "trials"};
  static constexpr std::array<std::string_view, 3> kAll = {"all", "every", "everything"};
  static constexpr std::array<std::string_view, 3> kOther = {"modified", "not", "written"};
  constexpr std::int64_t kDay = 86'400;
  if (!has_any(clause, kOneDay) || !has_any(clause, kMeasured) || !has_any(clause, kAll) ||
      has_any(clause, kOther) || has_digit(clause)) {
    return std::nullopt;
  }
  std::set<std::int64_t> days;
  for (const FileEntry& file : dataset.files()) {
    if (!file.has_data()) {
      continue;
    }
    for (const std::int64_t time : file.times_utc_s) {
      days.insert(time / kDay);
    }
  }
  if (days.empty()) {
    return std::nullopt;
  }
  std::string why = "files with data carry times of ";
  why.append(std::to_string(days.size())).append(days.size() == 1 ? " day" : " days");
  return days.size() == 1
             ? supported(ClaimType::kDate, std::move(why))
             : contradicted(ClaimType::kDate, VerdictReason::kWrongValue, std::move(why));
}

}  // namespace chimera::verify
