// Counts and shares of files, models, settings, trials and failures, and the sizes of files.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "verify/judgement.h"
#include "verify/sample.h"
#include "verify/tally.h"

namespace chimera::verify {

/// What a count is of, and in which part of the data.
struct CountContext {
  std::string noun;  ///< what stands around the number, in lower case, the nearest first
  Scope scope;
  bool loose = false;  ///< a scope of files may only say from where they are
  std::string became;  ///< of failures: the words that say how they ended
};

/// A whole number that counts something which the data hold; nullopt where no word says what.
std::optional<Judgement> judge_count(const Dataset& dataset, const Numeral& stated,
                                     const CountContext& context);

/// How many values the columns have, each or together.
std::optional<Judgement> judge_level_count(const Dataset& dataset, const Numeral& stated,
                                           const std::vector<std::string>& columns,
                                           const Scope& scope);

/// Whether the noun names the column: "prompts" of prompt and prompt_index.
bool is_named_so(std::string_view name, std::string_view noun);

/// Distinct values of the columns whose name the noun is ("prompts" → prompt, prompt_index): of all
/// tables, of each one, and of those that have a tag.
std::vector<Tally> tally_levels(const Dataset& dataset, const Scope& scope, std::string_view noun);

/// Whether a trial of the scope has the number as a value of one of the columns.
Judgement judge_used_level(const Dataset& dataset, const Numeral& stated,
                           const std::vector<std::string>& columns, const Scope& scope);

/// Whether the words behind a number count each thing's runs: "ten runs each".
bool is_counted_each(std::string_view behind);

/// How often each setting was repeated; nullopt where the words don't speak of that.
std::optional<Judgement> judge_repeats(const Dataset& dataset, const Numeral& stated,
                                       std::string_view clause, std::string_view behind,
                                       const Scope& scope);

/// "Power was logged in six CSV files": of that type those that the one word around the number that
/// paths have names ("nine JSON files describe compilation"); nullopt where none or several do.
std::optional<Judgement> judge_files_of_topic(const Dataset& dataset, const Numeral& stated,
                                              std::string_view words, ArtifactType type);

/// How many of all files have a name that ends so, in lower case.
std::size_t files_ending(const Dataset& dataset, std::string_view ending);

/// "Six JSONL files", "39 JSON documents": files by how their names end, of the scope's files where
/// it names some. What is also a type can only be supported so; nullopt else.
std::optional<Judgement> judge_files_ending(const Dataset& dataset, const Numeral& stated,
                                            std::string_view behind, const Scope& scope);

/// "Formats: JSON (44), CSV 28": of the type that stands right before the number, in a sentence
/// that lists types of files; nullopt for another one.
std::optional<Judgement> judge_type_before(const Dataset& dataset, const Numeral& stated,
                                           std::string_view before, std::string_view sentence);

/// A size of files: total, mean, deviation; nullopt where the text speaks of none.
std::optional<Judgement> judge_file_size(const Dataset& dataset, const Numeral& stated,
                                         std::string_view lower, std::string_view statistic);

/// A percentage or share of the files; nullopt where the text speaks of none.
std::optional<Judgement> judge_share(const Dataset& dataset, const Numeral& stated,
                                     std::string_view lower, const Scope& scope);

/// How many requests were to be sent, as a serving benchmark notes among its settings; 0 for none.
double requests_sent(const Dataset& dataset, const Scope& scope);

/// What columns that count finished requests ("completed") add up to; 0 for none.
double sum_of_requests(const Dataset& dataset, const Scope& scope);

/// The files that the words describe: of a type, with a word in their name, failed; all where none
/// is said.
std::size_t files_described(const Dataset& dataset, std::string_view lower);

/// The type of file that the words name; nullopt for none.
std::optional<ArtifactType> type_in(std::string_view lower);

/// The types that the text lists from its beginning on: "CSV, JSON and Markdown files".
std::vector<ArtifactType> types_listed(std::string_view lower);

/// How many files, of that type if any, have the one topic in their paths that the text speaks of
/// ("compilation" of `compile/`); nullopt where it speaks of none or of several.
std::optional<std::size_t> files_of_topic(const Dataset& dataset, std::string_view lower,
                                          std::optional<ArtifactType> type);

/// How many of the files are results, no logs: "`telemetry/` holds 2 files".
std::size_t results_among(const Dataset& dataset, const std::vector<std::size_t>& files);

/// "JSON is the most common, followed by CSV and then Markdown": the order of the types in `wide`,
/// the clause's sentence. nullopt where the clause follows none or names none.
std::optional<Judgement> judge_order_of_types(const Dataset& dataset, std::string_view clause,
                                              std::string_view wide);

/// "JSON files outnumber CSV files", "there are fewer Markdown than CSV files". nullopt else.
std::optional<Judgement> judge_types_compared(const Dataset& dataset, std::string_view clause);

/// How many files are of one of the types.
std::size_t files_of_types(const Dataset& dataset, std::span<const ArtifactType> types);

/// What an inventory of results counts: neither logs nor settings.
inline constexpr std::array<ArtifactType, 3> kResultTypes = {
    ArtifactType::kCsv, ArtifactType::kJson, ArtifactType::kMarkdown};

/// "86 of 104 runs succeeded": of the file that holds so many, where one does.
std::optional<Judgement> judge_successes_of(const Dataset& dataset, const Numeral& part,
                                            const Numeral& whole, const Scope& scope);

/// "Failed on all 10 calls": whether one file's trials, so many, all failed.
Judgement judge_all_failed(const Dataset& dataset, const Numeral& stated, const Scope& scope);

/// "CSV (17), JSON (18), log (3)": files of a type that a list of types counts in brackets, by the
/// end of their names; `ahead` is what stands before the number, in lower case. nullopt where no
/// such list stands there, or no file ends so.
std::optional<Judgement> judge_type_bracketed(const Dataset& dataset, const Numeral& stated,
                                              std::string_view ahead);

}  // namespace chimera::verify
