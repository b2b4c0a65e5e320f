#include "verify/counts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <vector>

#include "stats/descriptive.h"
#include "verify/bind.h"
#include "verify/column_kinds.h"
#include "verify/failed_for.h"
#include "verify/folders_said.h"
#include "verify/tally.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::array<std::string_view, 8> kTrialWords = {
    "runs", "trials", "rows", "requests", "measurements", "samples", "data points", "records"};
constexpr std::array<std::string_view, 3> kFolderWords = {"directories", "folders", "subfolders"};
constexpr std::array<std::string_view, 6> kSettingWords = {
    "configurations", "configs",  "parameter combinations",
    "combinations",   "settings", "configuration"};

std::vector<std::size_t> files_below(const Dataset& dataset, std::string_view folder) {
  std::vector<std::size_t> files;
  for (std::size_t i = 0; i < dataset.files().size(); ++i) {
    if (dataset.files()[i].folder.starts_with(folder)) {
      files.push_back(i);
    }
  }
  return files;
}

// Rows of the tables that have the same columns, each set once.
std::map<std::string, std::size_t> rows_by_shape(const Dataset& dataset, const Scope& scope) {
  std::map<std::string, std::size_t> rows;
  std::set<std::string_view> contents;
  for (const Table* const table : tables_of(dataset, scope)) {
    if (table->kind == TableKind::kClaim ||
        (!table->content.empty() && !contents.insert(table->content).second)) {
      continue;
    }
    const std::string shape = shape_of(*table);
    const RowsInScope held(*table, scope);
    for (std::size_t row = 0; row < table->rows(); ++row) {
      rows[shape] += held.holds(row) ? 1U : 0U;
    }
  }
  return rows;
}

// What columns that count requests add up to in the scope, as "completed".
std::vector<Tally> tally_requests(const Dataset& dataset, const Scope& scope,
                                  std::string_view noun) {
  static constexpr std::array<std::string_view, 8> kCounters = {
      "requests",       "completed",      "successful_requests", "num_requests",
      "total_requests", "requests_total", "num_prompts",         "n_requests"};
  std::vector<Tally> tallies;
  if (!has_phrase(noun, "requests") && !has_phrase(noun, "prompts")) {
    return tallies;
  }
  for (const Metric& metric : dataset.metrics()) {
    const std::string_view last =
        std::string_view{metric.lower}.substr(metric.lower.rfind('.') + 1);
    const auto values = take_sample(dataset, metric, scope).values();
    if (!values.empty() && std::find(kCounters.begin(), kCounters.end(), last) != kCounters.end()) {
      tallies.push_back({stats::sum(values), "the sum of " + metric.name, ""});
    }
  }
  if (const double sent = requests_sent(dataset, scope); sent > 0) {
    tallies.push_back({sent, "the requests that were sent", ""});
  }
  return tallies;
}

// Where no file is named, a count may be of each; as many as a reader would try.
std::vector<Scope> by_file(const Dataset& dataset, const Scope& scope) {
  constexpr std::size_t kMostTried = 40;
  std::vector<Scope> scopes;
  for (std::size_t i = 0; i < dataset.files().size() && scopes.size() < kMostTried; ++i) {
    if (scope.files && !std::binary_search(scope.files->begin(), scope.files->end(), i)) {
      continue;
    }
    const FileEntry& file = dataset.files()[i];
    const bool measured =
        std::any_of(file.tables.begin(), file.tables.end(), [](const Table* table) {
          return table->kind == TableKind::kMeasured && table->rows() > 4;
        });
    if (measured) {
      Scope one = scope;
      one.files = std::vector<std::size_t>{i};
      one.file_alias = file.artifact->path;
      scopes.push_back(std::move(one));
    }
  }
  for (const std::string& folder : dataset.folders()) {
    if (!scope.files && scopes.size() < 2 * kMostTried) {
      scopes.push_back(scope);
      scopes.back().files = files_below(dataset, folder);
      scopes.back().file_alias = folder;
    }
  }
  return scopes;
}

// The row's factors, one a line, and its subjects, if they count; "" for none.
std::string setting_of(const Table& table, std::size_t row, bool subjects) {
  std::string setting;
  for (const Column& column : table.columns) {
    const bool counts = column.role == Role::kFactor || (subjects && column.role == Role::kSubject);
    if (counts && !column.shared) {
      setting.append(column.text_at(row)).append("\n");
    }
  }
  return setting;
}

std::size_t distinct_settings(const Dataset& dataset, const Scope& scope, bool subjects = false) {
  std::set<std::string> settings;
  for (const Table* const table : tables_of(dataset, scope)) {
    const RowsInScope rows(*table, scope);
    for (std::size_t row = 0; table->kind == TableKind::kMeasured && row < table->rows(); ++row) {
      if (rows.holds(row)) {
        settings.insert(setting_of(*table, row, subjects));
      }
    }
  }
  settings.erase("");
  return settings.size();
}

std::string file_query(std::optional<ArtifactType> type) {
  std::string query = "--metric files --stat count";
  if (type) {
    query += " --where type=";
    query += artifact_type_name(*type);
  }
  return query;
}

// A word with a sign, or a known folder, that stands directly before "files".
std::string pattern_before_files(std::string_view lower) {
  const std::size_t files = find_phrase(lower, "files");
  if (files == std::string_view::npos || files < 2) {
    return "";
  }
  std::size_t begin = files - 1;
  while (begin > 0 && lower[begin - 1] != ' ' && lower[begin - 1] != '(') {
    --begin;
  }
  const std::string_view word = lower.substr(begin, files - 1 - begin);
  return word.find('_') == std::string_view::npos ? "" : std::string(word);
}

// How many files carry all of the words in their paths.
std::size_t count_named(const Dataset& dataset, const std::vector<std::string>& words) {
  return static_cast<std::size_t>(
      std::count_if(dataset.files().begin(), dataset.files().end(), [&](const FileEntry& file) {
        return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
          return file.path.find(word) != std::string::npos;
        });
      }));
}

// The scope with the files that a folder's or a file's word in it names.
Scope with_named_files(const Dataset& dataset, const Scope& scope) {
  Scope named = scope;
  for (const Setting& setting : scope.conditions) {
    std::vector<std::size_t> files;
    for (std::size_t i = 0; i < dataset.files().size(); ++i) {
      if (path_has(dataset.files()[i].path, setting.values)) {
        files.push_back(i);
      }
    }
    if (!named.files && !files.empty()) {
      named.files = std::move(files);
      named.file_alias = setting.values.front();
    }
  }
  return named;
}

std::size_t with_data(const Dataset& dataset, const std::vector<std::size_t>& files) {
  return static_cast<std::size_t>(std::count_if(
      files.begin(), files.end(), [&](std::size_t i) { return dataset.files()[i].has_data(); }));
}

std::vector<Tally> tally_files(const Dataset& dataset, const CountContext& given) {
  CountContext context = given;
  context.scope = with_named_files(dataset, given.scope);
  std::vector<Tally> tallies;
  const auto add = [&](std::size_t value, std::string what, std::string query) {
    tallies.push_back({static_cast<double>(value), std::move(what), std::move(query)});
  };
  const std::string pattern = pattern_before_files(context.noun);
  if (context.scope.files && !pattern.empty()) {
    add(context.scope.files->size(), "files named so", "");
    add(with_data(dataset, *context.scope.files), "files with data named so", "");
  } else if (context.scope.files) {
    const auto type = type_in(context.noun);
    std::size_t in_type = 0;
    for (const std::size_t i : *context.scope.files) {
      in_type += !type || dataset.files()[i].artifact->type == *type ? 1U : 0U;
    }
    add(in_type, "files of " + context.scope.file_alias, "");
    if (!type) {  // "the two `*2508` files": their descriptions aside
      add(with_data(dataset, *context.scope.files),
          "files with data of " + context.scope.file_alias, "");
      add(results_among(dataset, *context.scope.files),
          "files of CSV, JSON and Markdown of " + context.scope.file_alias, "");
    }
    if (context.loose) {
      add(files_described(dataset, context.noun), "files", file_query(type));
      if (!type) {
        add(files_of_types(dataset, kResultTypes), "files of CSV, JSON and Markdown", "");
      }
    }
  } else {
    add(files_described(dataset, context.noun), "files", file_query(type_in(context.noun)));
    // "22 result files": that are called so.
    const std::size_t files = find_phrase(context.noun, "files");
    const auto words =
        words_of(std::string_view{context.noun}.substr(0, std::min(files, context.noun.size())));
    // "30 files": of any type, those that aren't analyzed too.
    if ((words.empty() || has_phrase(context.noun, "analyzed")) && !type_in(context.noun)) {
      add(dataset.observations().artifacts.size(), "files of any type", "");
    }
    if (!type_in(context.noun)) {
      add(files_of_types(dataset, kResultTypes), "files of CSV, JSON and Markdown", "");
    }
    std::vector<std::string> named;
    for (const Range& range : words) {
      std::string word = context.noun.substr(range.begin, range.end - range.begin);
      if (word.size() > 3 && dataset.files_named(word) > 0) {
        named.push_back(std::move(word));
      }
    }
    if (!named.empty()) {
      add(count_named(dataset, named), "files named so", "");
    }
  }
  return tallies;
}

}  // namespace

double requests_sent(const Dataset& dataset, const Scope& scope) {
  static constexpr std::array<std::string_view, 3> kSent = {"num_prompts", "num_requests",
                                                            "n_requests"};
  double sent = 0;
  for (const Table* const table : tables_of(dataset, scope)) {
    const RowsInScope rows(*table, scope);
    for (const Column& column : table->columns) {
      const bool noted = !measures(column.role) && is_one_of(lowered(column.name), kSent);
      for (std::size_t row = 0; noted && row < table->rows(); ++row) {
        const double value = column.number_at(row);
        sent += rows.holds(row) && std::isfinite(value) ? value : 0;
      }
    }
  }
  return sent;
}

double sum_of_requests(const Dataset& dataset, const Scope& scope) {
  const auto tallies = tally_requests(dataset, scope, "requests");
  return tallies.empty() ? 0 : tallies.front().value;
}

std::optional<Judgement> judge_successes_of(const Dataset& dataset, const Numeral& part,
                                            const Numeral& whole, const Scope& scope) {
  for (const Scope& each : by_file(dataset, scope)) {
    const auto [failed, all] = outcomes_of(dataset, each);
    if (all > 0 && count_agreement(whole, all) >= Agreement::kRounded) {
      return judged(part, {{all - failed, "successful trials of " + each.file_alias, ""}},
                    ClaimType::kCount);
    }
  }
  return std::nullopt;
}

Judgement judge_all_failed(const Dataset& dataset, const Numeral& stated, const Scope& scope) {
  std::vector<Scope> scopes = by_file(dataset, scope);
  scopes.insert(scopes.begin(), scope);
  for (const Scope& each : scopes) {
    const auto [failed, all] = outcomes_of(dataset, each);
    if (failed > 0 && !(failed < all) && count_agreement(stated, failed) >= Agreement::kRounded) {
      return supported(ClaimType::kCount,
                       "all " + value_text(failed) + " trials of " + each.file_alias + " failed");
    }
  }
  return judged(stated, tally_trials(dataset, scope, true), ClaimType::kCount);
}

std::optional<Judgement> judge_count(const Dataset& dataset, const Numeral& stated,
                                     const CountContext& context) {
  const std::string_view noun = context.noun;
  const auto names = [&](const auto& words) { return has_any(noun, words); };
  if (has_phrase(noun, "headings") || has_phrase(noun, "heading count")) {
    const auto [behind_blanks, at_start] = dataset.headings_in("");
    return judged(stated,
                  {{static_cast<double>(behind_blanks), "lines of Markdown with a #", ""},
                   {static_cast<double>(at_start), "lines of Markdown that begin with a #", ""}},
                  ClaimType::kCount);
  }
  if (has_phrase(noun, "files") || has_phrase(noun, "file") || has_phrase(noun, "artifacts")) {
    return judged(stated, tally_files(dataset, context), ClaimType::kCount);
  }
  if (has_any(noun, kFolderWords) || is_stamped_noun(noun)) {
    if (context.scope.files) {
      const auto below = tally_subfolders(dataset, *context.scope.files, noun);
      return below.empty() ? std::nullopt : std::optional(judged(stated, below, ClaimType::kCount));
    }
    const auto count = static_cast<double>(dataset.folders().size());
    std::set<std::string_view> top;
    for (const FileEntry& file : dataset.files()) {
      const std::size_t slash = file.path.find('/');
      if (slash != std::string::npos) {
        top.insert(std::string_view{file.path}.substr(0, slash));
      }
    }
    if (const auto stamped = tally_stamped_folders(dataset, noun); !stamped.empty()) {
      return judged(stated, stamped, ClaimType::kCount);
    }
    const Tally of_top{static_cast<double>(top.size()), "top-level directories", ""};
    return judged(stated,
                  has_phrase(noun, "top-level") ? std::vector<Tally>{of_top}
                                                : std::vector<Tally>{{count, "directories", ""}},
                  ClaimType::kCount);
  }
  if (has_phrase(noun, "cold")) {
    return judged(stated, tally_cold(dataset, context.scope), ClaimType::kCount);
  }
  if (names(kFailureWords)) {
    if (const auto so = tally_failed_so(dataset, context.scope, context.became); !so.empty()) {
      return judged(stated, so, ClaimType::kCount);
    }
    auto tallies = tally_trials(dataset, context.scope, true);
    tallies.push_back({main_outcomes(dataset, context.scope).failed, "failed trials", ""});
    const Judgement judgement = judged(stated, tallies, ClaimType::kCount);
    // Of one file, or of those of one name: "the prompt suites".
    std::map<std::string, double> failed_in;
    for (const Scope& each : by_file(dataset, context.scope)) {
      const double failed = tally_trials(dataset, each, true).front().value;
      const std::string name = each.file_alias.substr(each.file_alias.rfind('/') + 1);
      failed_in[each.file_alias] = failed;
      failed_in[name.empty() ? each.file_alias : name] += name.empty() ? 0 : failed;
    }
    const bool of_one = std::ranges::any_of(failed_in, [&](const auto& each) {
      return each.second > 1 && count_agreement(stated, each.second) >= Agreement::kRounded;
    });
    return judgement.verdict == Verdict::kContradicted && of_one
               ? unsupported(ClaimType::kCount, VerdictReason::kTooVague,
                             "so many failed in files that the text doesn't name")
               : judgement;
  }
  if (names(kSettingWords)) {
    // "The sweep comprises 228 configurations", where only its log is called so: of all.
    Scope wider = context.scope;
    if (std::erase_if(wider.conditions, is_experiment) > 0 &&
        !(tally_trials(dataset, context.scope, false).front().value > 0)) {
      return judge_count(dataset, stated, {context.noun, wider, context.loose, context.became});
    }
    std::vector<Tally> tallies = {
        {static_cast<double>(distinct_settings(dataset, context.scope)), "distinct settings", ""},
        {static_cast<double>(distinct_settings(dataset, context.scope, true)),
         "distinct settings of all subjects", ""}};
    for (const Scope& one : by_file(dataset, context.scope)) {
      tallies.push_back({static_cast<double>(distinct_settings(dataset, one)),
                         "distinct settings of " + one.file_alias, ""});
    }
    const auto trials = tally_trials(dataset, context.scope, false);
    tallies.insert(tallies.end(), trials.begin(), trials.end());
    tallies.push_back(
        {main_outcomes(dataset, context.scope).all, "rows of tables of one shape", ""});
    constexpr double kTelling = 20;
    for (const auto& [columns, rows] : stated.value < kTelling
                                           ? std::map<std::string, std::size_t>()
                                           : rows_by_shape(dataset, context.scope)) {
      tallies.push_back({static_cast<double>(rows), "rows of tables of one shape", ""});
    }
    // Where nothing was set, records may be meant; a subject that isn't there has none.
    const bool set = tallies[1].value > 0 || !context.scope.conditions.empty();
    auto all = std::optional(judged(stated, tallies, ClaimType::kCount));
    return set || all->verdict == Verdict::kSupported ? all : std::nullopt;
  }
  // "1 trial"; "one trial" may be any.
  static constexpr std::array<std::string_view, 4> kOne = {" trial", " row", "trial", "row"};
  const bool of_one = !stated.word && starts_with_word(noun, kOne);
  if (of_one || names(kTrialWords)) {
    auto tallies = tally_requests(dataset, context.scope, noun);
    const auto trials = tally_trials(dataset, context.scope, false);
    tallies.insert(tallies.end(), trials.begin(), trials.end());
    // Small numbers fit too many things to be told by luck.
    constexpr double kFew = 4;
    const auto shapes = stated.value < kFew ? std::map<std::string, std::size_t>()
                                            : rows_by_shape(dataset, context.scope);
    for (const auto& [columns, rows] : shapes) {
      tallies.push_back({static_cast<double>(rows), "rows of tables of one shape", ""});
    }
    for (const Scope& one : by_file(dataset, context.scope)) {
      const auto more = tally_trials(dataset, one, false);
      tallies.insert(tallies.end(), more.begin(), more.end());
      for (const auto& [columns, rows] : rows_by_shape(dataset, one)) {
        tallies.push_back({static_cast<double>(rows), "rows of " + one.file_alias, ""});
      }
    }
    return judged(stated, tallies, ClaimType::kCount);
  }
  // A column of that very name says it best.
  const std::string_view own = noun.substr(std::min(noun.find_first_not_of(' '), noun.size()));
  const std::string_view first = own.substr(0, own.find_first_of(" ,;)"));
  if (first.size() > 3 && first.ends_with('s')) {
    Scope scope = context.scope;
    std::erase_if(scope.conditions, [&](const Setting& setting) {
      return is_named_so(setting.columns.front(), first);
    });
    auto tallies = tally_levels(dataset, scope, first);
    const auto of_all = tally_levels(dataset, {}, first);
    tallies.insert(tallies.end(), of_all.begin(), of_all.end());
    // A column with one value may hold the count itself: "repetitions" is 5.
    std::erase_if(tallies, [](const Tally& tally) { return tally.value < 2; });
    if (!tallies.empty()) {
      return judged(stated, tallies, ClaimType::kCount);
    }
  }
  for (const std::string_view each : {"models", "prompts", "backends", "kernels", "quantizations",
                                      "quantization levels", "temperatures", "variants"}) {
    if (!has_phrase(noun, each)) {
      continue;
    }
    const std::string_view column = each.starts_with("quantization") ? "tag"
                                    : each == "variants"             ? "models"
                                                                     : each;
    Scope scope = context.scope;
    std::erase_if(scope.conditions, [&](const Setting& setting) {
      return column == "models" && setting.columns.front() == "model";
    });
    auto tallies = tally_levels(dataset, scope, column);
    const auto of_all = tally_levels(dataset, {}, column);
    tallies.insert(tallies.end(), of_all.begin(), of_all.end());
    std::erase_if(tallies, [](const Tally& tally) { return tally.value < 1; });
    if (!tallies.empty()) {
      return judged(stated, tallies, ClaimType::kCount);
    }
  }
  return std::nullopt;
}

}  // namespace chimera::verify
