// When things were measured, tested or written, by the times that names and contents carry.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "verify/counts.h"
#include "verify/date_words.h"
#include "verify/number_words.h"
#include "verify/sample.h"
#include "verify/statements.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::int64_t kDay = 86'400;  ///< seconds

constexpr std::array<std::string_view, 8> kOfTypes = {
    "json files",  "json records", "json results",   "csv files",
    "csv records", "csv results",  "markdown files", "json artifacts"};

constexpr std::array<std::string_view, 10> kModified = {
    "touched",      "last written", "modified",      "modification", "updated",
    "last changed", "mtime",        "latest change", "last saved",   "last edited"};
constexpr std::array<std::string_view, 15> kMade = {
    "measurements", "created",   "generated", "tested",    "measured",
    "recorded",     "collected", "activity",  "ran",       "executed",
    "produced",     "taken",     "conducted", "performed", "run"};

bool has_date(const FileEntry& file, std::int64_t first, std::int64_t last) {
  return std::any_of(file.times_utc_s.begin(), file.times_utc_s.end(),
                     [&](std::int64_t time) { return first <= time && time <= last; });
}

struct DatedFiles {
  std::size_t dated = 0;
  std::size_t within = 0;
  std::int64_t first = 0;
  std::int64_t last = 0;
};

// "6 October": of the year in which files are of that day, else of the newest file's; "from 30
// December to 2 January": of two years.
std::vector<Numeral> with_years(std::vector<Numeral> dates, const DatedFiles& known) {
  const std::int64_t newest = year_of(known.last);
  for (Numeral& date : dates) {
    if (has_year(date)) {
      continue;
    }
    const Numeral open = date;
    date = in_year(open, newest);
    for (std::int64_t year = newest; year >= year_of(known.first); --year) {
      const Numeral said = in_year(open, year);
      if (said.last_utc_s >= known.first - kDay && said.first_utc_s <= known.last + kDay) {
        date = said;
        break;
      }
    }
  }
  return dates;
}

// "All CUDA measurements were generated …": the files that have the word before the noun in their
// paths; nullopt where all have or none.
std::optional<std::vector<std::size_t>> files_of_topic(const Dataset& dataset,
                                                       std::string_view clause) {
  static constexpr std::array<std::string_view, 7> kVerbs = {"were", "was",  "took", "ran",
                                                             "date", "fall", "lie"};
  std::size_t verb = std::string_view::npos;
  for (const std::string_view each : kVerbs) {
    verb = std::min(verb, find_phrase(clause, each));
  }
  std::vector<std::size_t> files;
  if (verb == std::string_view::npos || verb > 50) {
    return std::nullopt;
  }
  // "The benchmarks were run": of all there is, whatever some files are called.
  static constexpr std::array<std::string_view, 16> kGeneral = {
      "benchmark",    "benchmarks", "test",        "tests",   "runs", "measurement",
      "measurements", "experiment", "experiments", "results", "data", "dataset",
      "files",        "archive",    "reports",     "trials"};
  for (const Range& word : words_of(clause.substr(0, verb))) {
    const std::string_view spelled = clause.substr(word.begin, word.end - word.begin);
    const std::size_t named = spelled.size() > 3 ? dataset.files_named(spelled) : 0;
    if (named == 0 || named == dataset.files().size() || is_one_of(spelled, kGeneral)) {
      continue;
    }
    for (std::size_t i = 0; i < dataset.files().size(); ++i) {
      if (dataset.files()[i].path.find(spelled) != std::string::npos) {
        files.push_back(i);
      }
    }
    return files;
  }
  return std::nullopt;
}

// "The last run of gemma3": those with trials of the model that carry a date; nullopt for none.
std::optional<std::vector<std::size_t>> files_of_models(const Dataset& dataset,
                                                        std::vector<Mention> models) {
  std::erase_if(models, [](const Mention& each) { return each.kind != NameKind::kModel; });
  if (models.empty()) {
    return std::nullopt;
  }
  const Scope scope = scope_of(models);
  std::set<std::size_t> files;
  for (const Table* const table : tables_of(dataset, scope)) {
    const std::size_t file = dataset.file_of(*table);
    const RowsInScope rows(*table, scope);
    const bool counts =
        table->kind != TableKind::kClaim && !dataset.files()[file].times_utc_s.empty();
    for (std::size_t row = 0; counts && row < table->rows(); ++row) {
      if (rows.holds(row)) {
        files.insert(file);
        break;
      }
    }
  }
  return files.empty() ? std::nullopt
                       : std::optional(std::vector<std::size_t>(files.begin(), files.end()));
}

// "The JSON records were written …": of what the clause names those of its type.
Scope files_of_type(const Dataset& dataset, const StatementContext& context) {
  Scope scope = scope_of(context.mentions);
  std::vector<ArtifactType> types;
  if (has_any(context.clause, kOfTypes)) {
    types.push_back(*type_in(context.clause));
  }
  for (const std::string_view word : {"csv", "json"}) {  // "embedded in the CSV and JSON"
    const std::size_t at = find_phrase(context.clause, word);
    const auto listed =
        types_listed(std::string_view{context.clause}.substr(std::min(at, context.clause.size())));
    types = listed.size() > 1 && listed.size() > types.size() ? listed : types;
  }
  if (types.empty() && !scope.files) {
    scope.files = files_of_topic(dataset, context.clause);
  }
  // "In the suite of 2 October alpha reached 76": says no time of alpha's runs.
  static constexpr std::array<std::string_view, 8> kWhen = {
      "last", "newest", "latest", "most recent", "first", "oldest", "earliest", "dated"};
  if (types.empty() && !scope.files &&
      (has_any(context.clause, kMade) || has_any(context.clause, kWhen))) {
    scope.files = files_of_models(dataset, context.mentions);
  }
  if (types.empty() || scope.files) {
    return scope;
  }
  scope.files.emplace();
  for (std::size_t i = 0; i < dataset.files().size(); ++i) {
    if (std::ranges::find(types, dataset.files()[i].artifact->type) != types.end()) {
      scope.files->push_back(i);
    }
  }
  return scope;
}

DatedFiles dated_files(const Dataset& dataset, const Scope& scope, std::int64_t first,
                       std::int64_t last) {
  DatedFiles count;
  for (std::size_t i = 0; i < dataset.files().size(); ++i) {
    const FileEntry& file = dataset.files()[i];
    if (file.times_utc_s.empty() ||
        (scope.files && !std::binary_search(scope.files->begin(), scope.files->end(), i))) {
      continue;
    }
    const auto [low, high] = std::minmax_element(file.times_utc_s.begin(), file.times_utc_s.end());
    count.first = count.dated == 0 ? *low : std::min(count.first, *low);
    count.last = std::max(count.last, *high);
    ++count.dated;
    count.within += has_date(file, first, last) ? 1U : 0U;
  }
  return count;
}

// "Within three days", "in a 7-day window", "on the same day": how long that is; 0 for none.
double window_days(std::string_view clause) {
  static constexpr std::array<std::pair<std::string_view, double>, 4> kUnits = {
      {{"hour", 1.0 / 24}, {"day", 1}, {"week", 7}, {"month", 31}}};
  static constexpr std::array<std::string_view, 4> kOne = {"a", "same", "single", "an"};
  const std::vector<Range> words = words_of(clause);
  const auto word = [&](std::size_t i) {
    return clause.substr(words[i].begin, words[i].end - words[i].begin);
  };
  for (std::size_t i = 1; i < words.size(); ++i) {
    std::string_view number = word(i - 1);
    std::string_view noun = word(i);
    if (const std::size_t dash = noun.find('-'); dash != std::string_view::npos) {  // "7-day"
      number = noun.substr(0, dash);
      noun = noun.substr(dash + 1);
    }
    const auto unit = std::ranges::find_if(kUnits, [noun](const auto& each) {
      return noun == each.first || (noun.starts_with(each.first) && noun.ends_with('s'));
    });
    if (unit == kUnits.end()) {
      continue;
    }
    const double count = is_one_of(number, kOne) ? 1 : number_of(number).value_or(0);
    if (count > 0) {
      return count * unit->second;
    }
  }
  return 0;
}

// "The last        run", where a name stood.
std::string with_single_blanks(std::string text) {
  const auto blanks =
      std::unique(text.begin(), text.end(), [](char a, char b) { return a == ' ' && b == ' '; });
  text.erase(blanks, text.end());
  return text;
}

// "The oldest measurement is of 5 May", "nothing was measured after 14 May", "no tests ran in
// June", "no later than 9 May": `first` to `last` is the day or the time that is said.
std::optional<Judgement> judge_first_or_last(std::string_view clause, std::int64_t first,
                                             std::int64_t last, const DatedFiles& files) {
  static constexpr std::array<std::string_view, 4> kFirst = {"oldest", "earliest",
                                                             "first measurement*", "first run"};
  static constexpr std::array<std::string_view, 6> kLast = {
      "newest", "latest", "most recent", "last measurement*", "last run", "last benchmark"};
  static constexpr std::array<std::string_view, 3> kNone = {"no ", "nothing ", "none "};
  // Whether nothing is later, or all is no later, is the same.
  static constexpr std::array<std::string_view, 2> kBefore = {"before", "earlier than"};
  static constexpr std::array<std::string_view, 2> kAfter = {"after", "later than"};
  static constexpr std::array<std::string_view, 4> kLimits = {
      "no later than", "not later than", "no earlier than", "not earlier than"};
  const std::string why = "all are of " + day_text(files.first) + " to " + day_text(files.last);
  const auto held = [&why](bool holds) {
    return holds ? supported(ClaimType::kDate, why)
                 : contradicted(ClaimType::kDate, VerdictReason::kWrongValue, why);
  };
  // "No more than two runs are of 9 May": some are.
  static constexpr std::array<std::string_view, 3> kSome = {"no more ", "no fewer ", "no less "};
  const std::string_view said = without_joint(clause);
  const bool none_said = starts_with_any(said, kNone) && !starts_with_any(said, kSome);
  if (none_said || has_any(clause, kLimits)) {
    const bool none = has_any(clause, kBefore)  ? files.first >= first
                      : has_any(clause, kAfter) ? files.last <= last
                                                : files.within == 0;
    return held(none);
  }
  const bool of_first = has_any(clause, kFirst);
  const bool of_last = has_any(clause, kLast);
  if (of_first == of_last) {
    return std::nullopt;
  }
  const std::int64_t end = of_first ? files.first : files.last;
  return held(first <= end && end <= last);
}

// "Recorded only in May"; not "on 5 May only one run failed".
bool says_only_date(std::string_view clause) {
  static constexpr std::array<std::string_view, 5> kOnly = {"only on", "only in", "only from",
                                                            "only of", "exclusively"};
  return has_any(clause, kOnly) || clause.ends_with(" only") || clause.ends_with(" only.");
}

// "More files are of 5 May than of any other day".
std::optional<Judgement> judge_busiest_day(const Dataset& dataset, std::string_view clause,
                                           const Scope& scope, std::int64_t day) {
  static constexpr std::array<std::string_view, 4> kBusiest = {
      "than any other day", "than of any other day", "than on any other day", "busiest day"};
  if (!has_any(clause, kBusiest)) {
    return std::nullopt;
  }
  std::map<std::int64_t, std::size_t> files_of_day;
  for (std::size_t i = 0; i < dataset.files().size(); ++i) {
    if (scope.files && !std::ranges::binary_search(*scope.files, i)) {
      continue;
    }
    std::set<std::int64_t> days;
    for (const std::int64_t time : dataset.files()[i].times_utc_s) {
      days.insert(time / kDay);
    }
    for (const std::int64_t each : days) {
      ++files_of_day[each];
    }
  }
  const std::size_t own = files_of_day[day / kDay];
  const auto busier = std::ranges::find_if(files_of_day, [&](const auto& each) {
    return each.first != day / kDay && each.second >= own;
  });
  return busier == files_of_day.end()
             ? supported(ClaimType::kExtreme, std::to_string(own) + " files are of that day")
             : contradicted(ClaimType::kExtreme, VerdictReason::kWrongDirection,
                            std::to_string(own) + " files are of that day, " +
                                std::to_string(busier->second) + " of " +
                                day_text(busier->first * kDay));
}

// "September and October 2025": months that the clause names, each by itself.
bool names_months(const std::vector<Numeral>& dates) {
  constexpr std::int64_t kMonth = 27 * kDay;
  return dates.size() > 1 && std::ranges::all_of(dates, [](const Numeral& date) {
           return date.last_utc_s - date.first_utc_s >= kMonth;
         });
}

}  // namespace

std::optional<Judgement> judge_modified(std::string_view clause, double days) {
  static constexpr std::array<std::string_view, 10> kFiles = {
      "artifact",  "file", "files", "document", "documents",
      "artifacts", "csv",  "json",  "markdown", "dataset"};
  static constexpr std::array<std::string_view, 7> kEdited = {
      "modified", "touched", "edited", "updated", "last changed", "last written", "last saved"};
  static constexpr std::array<std::string_view, 4> kAll = {"all", "every", "each", "entire"};
  if (!has_any(clause, kFiles) || !has_any(clause, kEdited)) {
    return std::nullopt;
  }
  const double window = window_days(clause);
  if (window > 0 && days > window && has_any(clause, kAll)) {
    return contradicted(
        ClaimType::kDate, VerdictReason::kWrongValue,
        "the newest files of the types that it lists are " + value_text(days) + " days apart");
  }
  return unsupported(ClaimType::kDate, VerdictReason::kNoSuchMeasurement,
                     "when files were modified does not travel with the data");
}

std::optional<Judgement> judge_dates(const Dataset& dataset, const StatementContext& context) {
  if (context.dates.empty()) {
    return std::nullopt;
  }
  const Scope scope = files_of_type(dataset, context);
  const std::vector<Numeral> dates = with_years(context.dates, dated_files(dataset, scope, 0, 0));
  std::int64_t first = dates.front().first_utc_s;
  std::int64_t last = dates.front().last_utc_s;
  for (const Numeral& date : dates) {
    first = std::min(first, date.first_utc_s);
    last = std::max(last, date.last_utc_s);
  }
  // "The embedded time stamps are of …; most files were modified on …": of those that names hold.
  static constexpr std::array<std::string_view, 4> kEmbedded = {"embedded", "stamp*", "timestamp*",
                                                                "time stamp*"};
  const bool modified = has_any(context.clause, kModified) ||
                        (has_any(context.wide, kModified) && !has_any(context.clause, kEmbedded));
  if (modified && !has_any(context.clause, kMade)) {
    // "All files were modified on July 12", where the newest of the types are weeks apart.
    static constexpr std::array<std::string_view, 3> kAll = {"all", "every", "each"};
    static constexpr std::array<std::string_view, 5> kSides = {"before", "by", "until", "after",
                                                               "since"};
    const bool one_day =
        dates.size() == 1 && last - first <= kDay && !has_any(context.clause, kSides);
    if (one_day && has_any(context.clause, kAll) && context.modified_days > 1) {
      return contradicted(ClaimType::kDate, VerdictReason::kWrongValue,
                          "the newest files of the types that it lists are " +
                              value_text(context.modified_days) + " days apart");
    }
    if (auto within = judge_modified(context.clause, context.modified_days)) {
      return within;
    }
    return unsupported(ClaimType::kDate, VerdictReason::kNoSuchMeasurement,
                       "when files were modified does not travel with the data");
  }
  // "…, all of them from October 2": of what another clause names.
  static constexpr std::array<std::string_view, 7> kOfThem = {
      "all of them",   "all of which",   "most of them",  "all of these",
      "they were all", "these were all", "which were all"};
  if (has_any(context.clause, kOfThem) && scope.is_all()) {
    return unsupported(ClaimType::kDate, VerdictReason::kTooVague,
                       "which are meant stands in another clause");
  }
  const DatedFiles files = dated_files(dataset, scope, first, last);
  static constexpr std::array<std::string_view, 4> kPublished = {"posted", "published",
                                                                 "written on", "author*"};
  if (has_any(context.clause, kPublished) && !has_any(context.clause, kMade)) {
    return files.dated > 0 && last < files.last
               ? contradicted(ClaimType::kDate, VerdictReason::kWrongValue,
                              "older than the newest file, of " + day_text(files.last))
               : unsupported(ClaimType::kDate, VerdictReason::kNoSuchMeasurement,
                             "when a report was published stands in no data");
  }
  if (files.dated == 0) {
    return unsupported(ClaimType::kDate, VerdictReason::kNoSuchMeasurement,
                       "nothing there carries a date");
  }
  const std::string why = std::to_string(files.within) + " of " + std::to_string(files.dated) +
                          " files with a date are of that time; all are of " +
                          day_text(files.first) + " to " + day_text(files.last);
  const bool most = has_any(context.clause, kMost) || has_phrase(context.clause, "concentration");
  // "All … lie between A and B": nothing lies outside; both ends are meant.
  const bool all = dates.size() > 1 &&
                   (has_phrase(context.clause, "all") || has_phrase(context.clause, "between") ||
                    has_phrase(context.clause, "from") || has_phrase(context.clause, "period") ||
                    has_phrase(context.clause, "span*"));
  const bool ordered = dates.size() < 2 || dates.front().first_utc_s <= dates.back().last_utc_s;
  const bool outside = files.first + kDay < first || files.last > last + kDay;
  const bool period = has_phrase(context.clause, "period") ||
                      has_phrase(context.clause, "cover*") || has_phrase(context.clause, "span*");
  const bool days = std::all_of(dates.begin(), dates.end(), [](const Numeral& date) {
    return date.last_utc_s - date.first_utc_s <= kDay;
  });
  const std::int64_t slack = (days ? 1 : period ? 10 : 60) * kDay;
  const bool loose = files.first > first + slack || files.last + slack < last;
  // "Period: all of it was run on …"
  const std::string_view words = behind_short_label(context.clause);
  const std::string_view said =
      words.substr(std::min(words.find_first_not_of(" ,;*-"), words.size()));
  static constexpr std::array<std::string_view, 3> kEvery = {"all ", "every ", "everything "};
  const bool every = starts_with_any(said, kEvery);
  // "Test period: September 2025"
  const bool month = last - first > 27 * kDay && last - first < 32 * kDay;
  const bool whole = month && has_phrase(context.clause, "period");
  const bool only = dates.size() == 1 && (says_only_date(context.clause) || every || whole);
  const bool each_month = std::ranges::all_of(dates, [&](const Numeral& date) {
    return dated_files(dataset, scope, date.first_utc_s, date.last_utc_s).within > 0;
  });
  if (auto end = judge_first_or_last(with_single_blanks(context.unnamed), first, last, files)) {
    return end;
  }
  if (auto busiest = judge_busiest_day(dataset, context.clause, scope, first)) {
    return busiest;
  }
  const bool holds = most                  ? 2 * files.within > files.dated
                     : names_months(dates) ? each_month && (!all || !outside)
                     : only                ? files.within == files.dated
                     : all                 ? ordered && !outside && !loose
                                           : files.within > 0;
  // "The measurements lie between A and B": of what was measured, whatever was written of it later.
  if (!holds && all && days && !most && !only && ordered && scope.is_all()) {
    Scope measured;
    measured.files.emplace();
    for (std::size_t i = 0; i < dataset.files().size(); ++i) {
      const FileEntry& file = dataset.files()[i];
      const ArtifactType type = file.artifact->type;
      if (file.has_data() && (type == ArtifactType::kCsv || type == ArtifactType::kJson)) {
        measured.files->push_back(i);
      }
    }
    const DatedFiles those = dated_files(dataset, measured, first, last);
    if (those.dated > 0 && those.within == those.dated && those.first <= first + slack &&
        those.last + slack >= last && those.first + kDay >= first && those.last <= last + kDay) {
      return supported(ClaimType::kDate, "what was measured is of " + day_text(those.first) +
                                             " to " + day_text(those.last));
    }
  }
  return holds ? supported(ClaimType::kDate, why)
               : contradicted(ClaimType::kDate, VerdictReason::kWrongValue, why);
}

std::optional<Judgement> judge_duration(const Dataset& dataset, const Numeral& stated,
                                        std::string_view clause, std::string_view behind) {
  static constexpr std::array<std::string_view, 8> kSpans = {
      "stretched over", "stretches over", "stretching over", "spans",
      "spanning",       "period of",      "window of",       "span"};
  static constexpr std::array<std::string_view, 9> kWhat = {
      "activity", "tests",       "stamps",     "timestamps", "measurements",
      "campaign", "experiments", "benchmarks", "dataset"};

  struct Length {
    std::string_view word;
    double days;
  };

  static constexpr std::array<Length, 3> kLengths = {
      {{" days", 1}, {" weeks", 7}, {" months", 30.4}}};
  const auto length = std::find_if(kLengths.begin(), kLengths.end(), [behind](const Length& each) {
    return behind.starts_with(each.word);
  });
  if (length == kLengths.end() || !has_any(clause, kSpans) || !has_any(clause, kWhat)) {
    return std::nullopt;
  }
  const DatedFiles files = dated_files(dataset, {}, 0, 0);
  if (files.dated < 2) {
    return std::nullopt;
  }
  const double days = static_cast<double>(files.last - files.first) / static_cast<double>(kDay);
  const std::string why = "all are of " + day_text(files.first) + " to " + day_text(files.last);
  // From noon to noon, from the first day to the last, or both of them counted.
  for (const double each : {days, std::ceil(days), std::floor(days), std::floor(days) + 1}) {
    if (agreement(stated, each / length->days) >= Agreement::kRounded) {
      return supported(ClaimType::kDate, why);
    }
  }
  constexpr double kFar = 1.5;  // "two weeks" of twelve days is loose, not wrong
  const double ratio = stated.value * length->days / std::max(days, 1.0);
  return ratio > kFar || ratio < 1 / kFar
             ? contradicted(ClaimType::kDate, VerdictReason::kWrongValue, why)
             : unsupported(ClaimType::kDate, VerdictReason::kTooVague, why);
}

}  // namespace chimera::verify
