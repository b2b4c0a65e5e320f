// Sizes of files, and what share of them a text speaks of.
#include <algorithm>
#include <array>
#include <cmath>

#include "stats/descriptive.h"
#include "verify/counts.h"
#include "verify/tally.h"
#include "verify/wording.h"

namespace chimera::verify {

std::optional<Judgement> judge_files_of_topic(const Dataset& dataset, const Numeral& stated,
                                              std::string_view words, ArtifactType type) {
  constexpr std::size_t kTelling = 3;
  std::vector<std::string_view> topics;
  for (const Range& range : words_of(words)) {
    const std::string_view word = words.substr(range.begin, range.end - range.begin);
    const std::size_t named =
        word.size() > kTelling && !type_in(word) ? dataset.files_named(word) : 0;
    if (named > 0 && named < dataset.files().size()) {
      topics.push_back(word);
    }
  }
  std::vector<Tally> tallies;
  if (topics.size() == 1) {
    const auto named = std::ranges::count_if(dataset.files(), [&](const FileEntry& file) {
      return file.artifact->type == type && file.path.find(topics.front()) != std::string::npos;
    });
    tallies.push_back({static_cast<double>(named), "files of that type and name", ""});
  }
  if (const auto about = files_of_topic(dataset, words, type)) {  // "compile" of compilation/
    tallies.push_back({static_cast<double>(*about), "files of that type and topic", ""});
  }
  return tallies.empty() ? std::nullopt : std::optional(judged(stated, tallies, ClaimType::kCount));
}

std::size_t files_ending(const Dataset& dataset, std::string_view ending) {
  return static_cast<std::size_t>(std::ranges::count_if(
      dataset.observations().artifacts,
      [ending](const Artifact& each) { return lowered(each.path).ends_with(ending); }));
}

std::optional<Judgement> judge_files_ending(const Dataset& dataset, const Numeral& stated,
                                            std::string_view behind, const Scope& scope) {
  static constexpr std::array<std::string_view, 4> kNouns = {" files", " file", " documents",
                                                             " document"};
  behind.remove_prefix(behind.starts_with('.') ? 1 : 0);
  const std::string_view word = behind.substr(0, behind.find(' '));
  if (word.empty() || !starts_with_word(behind.substr(word.size()), kNouns)) {
    return std::nullopt;
  }
  const std::string ending = "." + std::string(word);
  std::size_t count = 0;
  if (scope.files) {
    count = static_cast<std::size_t>(std::ranges::count_if(*scope.files, [&](std::size_t file) {
      return dataset.files()[file].path.ends_with(ending);
    }));
  } else {
    count = files_ending(dataset, ending);
  }
  if (count == 0) {
    return std::nullopt;
  }
  Judgement judgement =
      judged(stated, {{static_cast<double>(count), "files that end so", ""}}, ClaimType::kCount);
  return judgement.verdict == Verdict::kSupported || !type_in(word)
             ? std::optional(std::move(judgement))
             : std::nullopt;
}

std::optional<Judgement> judge_type_before(const Dataset& dataset, const Numeral& stated,
                                           std::string_view before, std::string_view sentence) {
  static constexpr std::array<std::string_view, 9> kTypes = {
      "csv ",       "json ",       "markdown ",    "csv (",           "json (",
      "markdown (", "csv files (", "json files (", "markdown files ("};
  static constexpr std::array<std::string_view, 4> kFiles = {"files", "types", "formats",
                                                             "file formats"};
  const auto type = std::ranges::find_if(
      kTypes, [before](std::string_view each) { return before.ends_with(each); });
  return type == kTypes.end() || !has_any(sentence, kFiles)
             ? std::nullopt
             : judge_count(dataset, stated, {"files " + std::string(*type), {}, false});
}

std::optional<Judgement> judge_file_size(const Dataset& dataset, const Numeral& stated,
                                         std::string_view lower, std::string_view statistic) {
  const bool about_files = has_phrase(lower, "file size") || has_phrase(lower, "file sizes") ||
                           has_phrase(lower, "size of files") || has_phrase(lower, "data volume") ||
                           has_phrase(lower, "total size") || has_phrase(lower, "dataset size");
  if (!about_files || stated.kind == NumeralKind::kPercent || is_hypothetical(lower)) {
    return std::nullopt;
  }
  const auto type = type_in(lower);
  std::vector<double> sizes;
  for (const FileEntry& file : dataset.files()) {
    if (!type || file.artifact->type == *type) {
      sizes.push_back(static_cast<double>(file.artifact->size_bytes));
    }
  }
  if (sizes.empty()) {
    return std::nullopt;
  }
  const double total = stats::sum(sizes);
  const std::string name = statistic.empty() ? "sum" : std::string(statistic);
  double value = total;
  if (name == "mean") {
    value = total / static_cast<double>(sizes.size());
  } else if (name == "std") {
    value = stats::standard_deviation(sizes).value_or(0);
  } else if (name == "max") {
    value = stats::maximum(sizes).value_or(0);
  } else if (name == "min") {
    value = stats::minimum(sizes).value_or(0);
  } else if (name == "median") {
    value = stats::median(sizes).value_or(0);
  }
  const std::string unit = stated.unit.empty() ? "B" : stated.unit;
  std::vector<double> scales = {to_stated_unit("B", unit).value_or(1)};
  if (unit == "kB" || unit == "MB" || unit == "GB") {  // decimal or binary, either
    scales.push_back(unit == "kB"   ? 1.0 / 1024
                     : unit == "MB" ? std::pow(2.0, -20)
                                    : std::pow(2.0, -30));
  }
  Judgement judgement = contradicted(ClaimType::kAggregate, VerdictReason::kWrongValue, "");
  for (const double scale : scales) {
    if (agreement(stated, value * scale) >= Agreement::kRounded) {
      judgement = supported(ClaimType::kAggregate, "");
    }
  }
  judgement.stated = StatedValue{stated.value, unit};
  judgement.found =
      FoundValue{value * scales.front(), unit, name == "sum" ? "--metric bytes --stat count" : ""};
  judgement.why = "the " + name + " of the files' sizes is " + value_text(value, "B");
  if (judgement.verdict == Verdict::kContradicted && name == "mean" &&
      std::abs(stated.value - total) < 0.05 * total) {
    judgement.reason = VerdictReason::kTotalAsMean;
    judgement.why += "; the stated number is near their total";
  }
  return judgement;
}

namespace {

// "Half of the files", in words, is no whole number that any share rounds to.
bool agrees(const Numeral& stated, double value) {
  constexpr double kWordShare = 0.1;
  const bool open = stated.bound != Bound::kExact && stated.bound != Bound::kAbout;
  return stated.kind == NumeralKind::kShare && stated.decimals <= 0 && !open
             ? std::abs(value - stated.value) <= kWordShare * stated.value
             : agreement(stated, value) >= Agreement::kRounded;
}

}  // namespace

std::optional<Judgement> judge_share(const Dataset& dataset, const Numeral& stated,
                                     std::string_view lower, const Scope& scope) {
  static constexpr std::array<std::string_view, 3> kFiles = {"files", "file", "dataset"};
  static constexpr std::array<std::string_view, 7> kParts = {
      "share", "shares", "type", "format", "largest group", "category", "majority"};
  const bool of_files = has_any(lower, kFiles) || (type_in(lower) && has_any(lower, kParts));
  const bool failed = has_any(lower, kFailureWords);
  const bool successful = has_phrase(lower, "success rate") || has_phrase(lower, "successful") ||
                          has_phrase(lower, "% success");
  const double scale = stated.kind == NumeralKind::kPercent ? 100 : 1;
  double part = 0;
  double whole = 0;
  std::string what;
  // A column of that name says it better.
  const bool measured =
      std::any_of(dataset.metrics().begin(), dataset.metrics().end(), [&](const Metric& metric) {
        return std::any_of(metric.core.begin(), metric.core.end(), [&](const std::string& word) {
          return (successful && word == "success") ||
                 (failed && (word == "error" || word == "failure") &&
                  metric.lower.find("rate") != std::string::npos);
        });
      });
  if (measured && (failed || successful)) {
    return std::nullopt;
  }
  if (failed || successful) {
    const auto [bad, all] = outcomes_of(dataset, scope);
    whole = all;
    if (bad > whole) {  // the data count requests, not rows
      const double done = sum_of_requests(dataset, scope);
      whole = done > 0 ? done + bad : whole;
    }
    part = failed ? bad : whole - bad;
    what = failed ? "trials that failed" : "trials that succeeded";
  } else if (const auto topic = files_of_topic(dataset, lower, std::nullopt);
             of_files && (type_in(lower) || scope.files || topic)) {
    whole = static_cast<double>(dataset.files().size());
    part = static_cast<double>(scope.files      ? scope.files->size()
                               : type_in(lower) ? files_described(dataset, lower)
                                                : topic.value_or(0));
    what = "files described so";
  }
  if (what.empty() || whole < 1) {
    return std::nullopt;
  }
  double value = scale * part / whole;
  bool holds = agrees(stated, value);
  const auto results = static_cast<double>(files_of_types(dataset, kResultTypes));
  if (!holds && !failed && !successful && results >= part &&
      agrees(stated, scale * part / results)) {
    holds = true;
    whole = results;
    value = scale * part / whole;
  }
  if (const double there = scope.files && results > 0
                               ? static_cast<double>(results_among(dataset, *scope.files))
                               : 0;
      !holds && what == "files described so" && there > 0 &&
      agrees(stated, scale * there / results)) {
    holds = true;
    part = there;
    whole = results;
    value = scale * part / whole;
  }
  // Where no file is named, of one that has failures.
  for (std::size_t i = 0;
       !holds && (failed || successful) && !scope.files && i < dataset.files().size(); ++i) {
    Scope one = scope;
    one.files = std::vector<std::size_t>{i};
    const auto [bad, all] = outcomes_of(dataset, one);
    const double share = all > 0 ? scale * (failed ? bad : all - bad) / all : -1;
    if (bad > 0 && agrees(stated, share)) {
      holds = true;
      value = share;
      part = failed ? bad : all - bad;
      whole = all;
      what += " in " + dataset.files()[i].artifact->path;
    }
  }
  Judgement judgement = holds ? supported(ClaimType::kCount, "", VerdictReason::kRounding)
                              : contradicted(ClaimType::kCount, VerdictReason::kWrongCount, "");
  judgement.why = what + ": " + value_text(part) + " of " + value_text(whole);
  judgement.stated = StatedValue{stated.value, scale > 1 ? "%" : ""};
  judgement.found = FoundValue{value, scale > 1 ? "%" : "", ""};
  return judgement;
}

std::optional<Judgement> judge_type_bracketed(const Dataset& dataset, const Numeral& stated,
                                              std::string_view ahead) {
  static constexpr std::array<std::string_view, 3> kKnown = {"csv", "json", "markdown"};
  constexpr std::string_view kOpen = " (";
  if (!ahead.ends_with(kOpen) || !has_any(ahead, kKnown)) {
    return std::nullopt;
  }
  ahead.remove_suffix(kOpen.size());
  std::string_view word = ahead.substr(ahead.find_last_of(' ') + 1);
  word.remove_suffix(word.ends_with("logs") ? 1 : 0);
  if (word.empty() || is_one_of(word, kKnown) || !std::ranges::all_of(word, is_letter)) {
    return std::nullopt;
  }
  const std::string ending = "." + std::string(word);
  const auto count = std::ranges::count_if(
      dataset.observations().artifacts,
      [&](const Artifact& each) { return lowered(each.path).ends_with(ending); });
  return count == 0
             ? std::nullopt
             : std::optional(judged(
                   stated,
                   {{static_cast<double>(count), "files that end with '" + ending + "'", ""}},
                   ClaimType::kCount));
}

}  // namespace chimera::verify
