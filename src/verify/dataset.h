// What claims can be about: the files, folders, models, levels and metrics of the observations, by
// the names that prose gives them, and the days that files carry. Built once, read-only.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "data/observations.h"
#include "query/inventory.h"
#include "verify/spelled_texts.h"

namespace chimera::verify {

/// A document of the tree that is no data, whose words show that a term or a name is there; or a
/// log, whose lines can be counted.
struct TreeText {
  std::string path;
  std::string text;
};

struct FileEntry {
  const Artifact* artifact = nullptr;
  std::string path;    ///< in lower case, as all below
  std::string name;    ///< behind the last slash
  std::string stem;    ///< without extension
  std::string base;    ///< the stem without the stamps that end it
  std::string folder;  ///< with its slash
  std::vector<const Table*> tables;
  std::vector<std::int64_t> times_utc_s;  ///< that the file carries: name, columns, text

  /// Whether a table of it is more than somebody's claim.
  [[nodiscard]] bool has_data() const {
    return std::any_of(tables.begin(), tables.end(),
                       [](const Table* table) { return table->kind != TableKind::kClaim; });
  }
};

/// A value of a column that says how trials were set up.
struct Level {
  std::vector<std::pair<std::string, std::string>> places;  ///< column, value as spelled there
};

/// A measured or stated column name.
struct Metric {
  std::string name;
  std::string lower;              ///< the name in lower case
  std::vector<std::string> core;  ///< its words, without unit and statistic
  const Definition* definition = nullptr;
  std::string unit;
  std::string statistic;  ///< that the name says: "mean", "p95", …; "" for none
  bool stated = false;    ///< role summary
  std::vector<const Table*> tables;
  std::vector<std::size_t> files;  ///< of the tables, in their order: indices into Dataset::files
  bool in_order = true;            ///< those ascend
  std::vector<std::string> keys;   ///< of a nested name: the parts that tell it from its likes
};

/// The column of mentions that are a part of nested names ("pytorch" of pytorch.latency_ms.mean).
inline constexpr std::string_view kKeyColumn = "(key)";

/// The column of mentions that are a folder or a word of file names ("h100/…").
inline constexpr std::string_view kPathColumn = "(path)";

/// The column of mentions that are a kind of experiment in file names ("…_baseline.csv"). They
/// point to those files where these hold what is asked for, and say nothing where they don't.
inline constexpr std::string_view kExperimentColumn = "(experiment)";

/// A measured cell, to be looked up by its value.
struct ValuePlace {
  double value = 0;  ///< in the column's unit
  const Table* table = nullptr;
};

class Dataset {
 public:
  /// Views into both, which outlive it.
  Dataset(const Observations& observations, const std::vector<TreeText>& texts);

  [[nodiscard]] const Observations& observations() const { return observations_; }

  /// Of the types that are read.
  [[nodiscard]] const std::vector<FileEntry>& files() const { return files_; }

  [[nodiscard]] const std::vector<Metric>& metrics() const { return metrics_; }

  /// Distinct values of the column `model`.
  [[nodiscard]] const std::vector<std::string>& models() const { return models_; }

  /// Levels by their spelling in lower case, models apart.
  [[nodiscard]] const std::unordered_map<std::string, Level>& levels() const { return levels_; }

  /// Columns of settings, lower case → levels as spelled.
  [[nodiscard]] const std::map<std::string, std::vector<std::string>>& factors() const {
    return factors_;
  }

  /// The names, as the tables spell them, of a column in lower case; empty for none.
  [[nodiscard]] std::span<const std::string> spellings_of_factor(const std::string& lower) const {
    const auto found = factor_spellings_.find(lower);
    return found == factor_spellings_.end() ? std::span<const std::string>()
                                            : std::span<const std::string>{found->second};
  }

  /// Columns that number or name what all settings were tried on (prompts, requests), lower case.
  [[nodiscard]] const std::set<std::string, std::less<>>& blocks() const { return blocks_; }

  /// Whether the word occurs in a path, a name of a column, a cell or a document.
  [[nodiscard]] bool mentions(std::string_view lower) const;

  /// Parts of nested names by which metrics are told apart, in lower case, with those that may
  /// stand in their place.
  [[nodiscard]] const std::map<std::string, std::set<std::string>>& keys() const { return keys_; }

  /// The metric, or the one like it, that has one of the keys; nullptr for none.
  [[nodiscard]] const Metric* with_key(const Metric& metric,
                                       const std::vector<std::string>& keys) const;

  /// The unit of a factor's column ("Request Rate (req/s)"); "" for none.
  [[nodiscard]] std::string_view unit_of_factor(const std::string& lower) const {
    const auto found = factor_units_.find(lower);
    return found == factor_units_.end() ? std::string_view() : std::string_view{found->second};
  }

  /// Counts over all of it. Taken when first asked for, then kept.
  [[nodiscard]] const query::Inventory& inventory() const;

  /// All folders, with their slash.
  [[nodiscard]] const std::set<std::string>& folders() const { return folders_; }

  /// Whether a table spells the text in that column, row by row, and has the other one too.
  [[nodiscard]] bool stands_beside(const std::string& column, std::string_view lower,
                                   const std::string& other) const;

  /// How many files carry the word in their path.
  [[nodiscard]] std::size_t files_named(std::string_view lower) const;

  /// Lines of the documents that begin with a "#", behind blanks and without; of those whose path
  /// holds `lower`.
  [[nodiscard]] std::pair<std::size_t, std::size_t> headings_in(std::string_view lower) const;

  /// How many files carry the word in their path or anywhere in their text.
  [[nodiscard]] std::size_t files_with(std::string_view lower) const;

  /// Whether a file with data has the text, in lower case, in its path or spells it.
  [[nodiscard]] bool data_mention(std::string_view lower) const;

  /// The text of the document of that path; "" for none.
  [[nodiscard]] std::string_view text_of(std::string_view path) const;

  /// The file of that path, as spelled; empty for none.
  [[nodiscard]] std::vector<std::size_t> files_called(const std::string& path) const;

  [[nodiscard]] std::size_t file_of(const Table& table) const;

  /// The metric's tables in files of the list (sorted), or all.
  [[nodiscard]] std::vector<const Table*> tables_in(
      const Metric& metric, const std::optional<std::vector<std::size_t>>& files) const;

  /// Cells of trials that didn't fail, by value. Made when first asked for, then kept.
  [[nodiscard]] const std::vector<ValuePlace>& values_of(const Metric& metric) const;

 private:
  [[nodiscard]] bool is_log(const TreeText& text) const;
  void add_files(const std::vector<TreeText>& texts);
  void add_columns(const Table& table, const std::set<std::string>& notes);
  void add_metric(const Table& table, const Column& column);
  void add_levels(const Table& table, const Column& column);
  void add_keys();

  const Observations& observations_;
  const std::vector<TreeText>& texts_;
  std::vector<FileEntry> files_;
  std::unordered_map<std::string_view, std::size_t> file_index_;
  SpelledTexts spelled_;
  std::vector<Metric> metrics_;
  std::unordered_map<std::string, std::size_t> metric_index_;
  std::vector<std::string> models_;
  std::unordered_map<std::string, Level> levels_;
  std::map<std::string, std::vector<std::string>> factors_;
  std::set<std::string, std::less<>> blocks_;
  std::map<std::string, std::string> factor_units_;
  std::map<std::string, std::vector<std::string>> factor_spellings_;
  std::map<std::string, std::set<std::string>> keys_;
  /// Nested name with an asterisk for one part → the metrics that it stands for.
  std::unordered_map<std::string, std::vector<std::size_t>> alike_;
  std::set<std::string> folders_;
  /// Sorted names of columns → the tables that have them.
  std::map<std::vector<std::string>, std::vector<const Table*>> heads_;
  mutable std::optional<query::Inventory> inventory_;                          ///< a cache
  mutable std::unordered_map<const Metric*, std::vector<ValuePlace>> values_;  ///< a cache

 public:
  /// Kept by take_sample: of a setting the tables that no row of meets it.
  mutable std::unordered_map<std::string, std::unordered_set<const Table*>> without_;
};

/// ASCII letters in lower case.
std::string lowered(std::string_view text);

/// The words of a column's name: parted at signs and at capitals.
std::vector<std::string> name_words(std::string_view name);

/// The statistic that a word of a name or a head stands for ("avg" → "mean"); "" for none.
std::string_view statistic_word(std::string_view word);

}  // namespace chimera::verify
