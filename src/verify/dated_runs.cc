#include "verify/dated_runs.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>

#include "verify/date_words.h"
#include "verify/mention_order.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::string_view kThoseOf = "those of ";

bool names_runs(std::string_view before, std::string_view behind) {
  static constexpr std::array<std::string_view, 8> kRuns = {" suite", " suites", " run",  " runs",
                                                            " sweep", " sweeps", " test", " tests"};
  static constexpr std::array<std::string_view, 8> kOfRuns = {
      "suites of ", "suites from ", "suite of ", "suite from ",
      "runs of ",   "sweeps of ",   "sweep of ", "tests of "};
  return starts_with_word(behind, kRuns) || ends_with_any(before, kOfRuns);
}

// "… were executed with a temperature of 0.8": what they were run under, up to the sentence's end.
bool says_setting(std::string_view behind) {
  static constexpr std::array<std::string_view, 9> kUses = {
      "executed with", "performed with", "conducted with", "ran with", "run with", "used",
      "use",           "using",          "set to"};
  return has_any(behind.substr(0, behind.find(". ")), kUses);
}

// With a time on one of the days, of any year where the text says none.
std::vector<std::size_t> files_of_day(const Dataset& dataset, const Numeral& date) {
  std::vector<std::size_t> files;
  for (std::size_t i = 0; i < dataset.files().size(); ++i) {
    const auto& times = dataset.files()[i].times_utc_s;
    const bool then =
        std::ranges::any_of(times, [&](std::int64_t time) { return is_on(date, time); });
    if (then && dataset.files()[i].has_data()) {
      files.push_back(i);
    }
  }
  return files;
}

}  // namespace

bool is_dated_runs(const Mention& mention) {
  return mention.alias.starts_with(kThoseOf);
}

void add_dated_runs(const Dataset& dataset, std::string_view lower,
                    const std::vector<Numeral>& numerals, std::vector<Mention>& mentions) {
  constexpr std::int64_t kDay = 86'400;  // seconds
  for (const Numeral& numeral : numerals) {
    const bool day =
        numeral.kind == NumeralKind::kDate && numeral.last_utc_s - numeral.first_utc_s < kDay;
    if (!day || !is_unnamed(mentions, numeral.range) ||
        !names_runs(lower.substr(0, numeral.range.begin), lower.substr(numeral.range.end)) ||
        !says_setting(lower.substr(numeral.range.end))) {
      continue;
    }
    Mention mention;
    mention.range = numeral.range;
    mention.kind = NameKind::kFile;
    mention.alias = std::string(kThoseOf).append(
        lower.substr(numeral.range.begin, numeral.range.end - numeral.range.begin));
    mention.files = files_of_day(dataset, numeral);
    if (!mention.files.empty()) {
      insert_in_order(mentions, std::move(mention));
    }
  }
}

}  // namespace chimera::verify
