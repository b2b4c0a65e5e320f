// Names in prose → the part of the data that a statement is about. A scope is a set of files and
// values of settings; mentions are the names that stand in a text, in their order.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "data/query.h"
#include "verify/dataset.h"
#include "verify/element_said.h"
#include "verify/name_index.h"
#include "verify/plain.h"
#include "verify/wording.h"

namespace chimera::verify {

enum class NameKind { kFile, kFolder, kModel, kLevel, kMissingFile };

/// A name that stands in a text, and what it means.
struct Mention {
  Range range;
  NameKind kind = NameKind::kFile;
  std::string alias;                       ///< in lower case
  std::vector<std::size_t> files;          ///< of files and folders: indices into Dataset::files
  std::vector<std::string> columns;        ///< of models and levels
  std::vector<std::string> values;         ///< as spelled
  std::vector<std::string> other_columns;  ///< that stand beside those: names hold it there, too
  std::vector<std::string> other_values;
  bool exact = false;      ///< the whole name, not a part of it
  bool shorthand = false;  ///< "gemma3": several models go by it
  bool unknown = false;    ///< of a known kind, but the data have no such value
  bool reversed = false;   ///< "16 threads": the value stands before its factor
  bool listed = false;     ///< "8" of "8 and 16 threads"
  bool placed = false;     ///< "on the h100": a preposition stands before it
};

/// Values of a setting that a row may have; any of the columns decides.
struct Setting {
  std::vector<std::string> columns;
  std::vector<std::string> values;
  bool soft = false;   ///< said further away: tables without such a column are not left out
  std::string called;  ///< of models, as the text spells them: files may be called so, too
  std::vector<std::string> other_columns = {};  ///< in place of those that files lack
  std::vector<std::string> other_values = {};
};

struct Scope {
  std::optional<std::vector<std::size_t>> files;  ///< sorted; absent: all
  std::string file_alias;                         ///< how the text calls them
  std::vector<Setting> conditions;
  TrialPlace place = TrialPlace::kAny;
  std::optional<Element> element = std::nullopt;  ///< of arrays that its files have

  [[nodiscard]] bool is_all() const { return !files && conditions.empty(); }
};

/// Whether both are values of one column.
bool share_column(const std::vector<std::string>& a, const std::vector<std::string>& b);

/// Whether each says more of what the other says: "toy-8b" and "q4_0" of one column that holds
/// "toy-8b q4_0". They are no two values to choose from.
bool complement(const std::vector<std::string>& a, const std::vector<std::string>& b);

/// Whether the two are of one kind, one in the other's place.
bool is_akin(const Mention& a, const Mention& b);

/// Adds what isn't there yet, in its order.
template <typename T>
void add_all(std::vector<T>& to, const std::vector<T>& more) {
  for (const T& each : more) {
    if (std::find(to.begin(), to.end(), each) == to.end()) {
      to.push_back(each);
    }
  }
}

/// Finds names; holds what is looked up by alias.
class NameFinder {
 public:
  explicit NameFinder(const Dataset& dataset);

  /// Mentions in their order, not overlapping.
  [[nodiscard]] std::vector<Mention> find(std::string_view lower) const;

  /// As above; a bare word in a code span may name a folder, too.
  [[nodiscard]] std::vector<Mention> find(const Plain& plain) const;

  /// The columns that a head or a label names as a whole, in lower case: "TP", "Batch size".
  [[nodiscard]] std::vector<std::string> factors_called(std::string_view lower) const;

  /// The columns of the factor that the text names first, anywhere; none where it names none.
  [[nodiscard]] std::vector<std::string> factor_in(std::string_view lower) const;

  /// The value of one of those columns as a mention; `unknown` where they have no such value.
  [[nodiscard]] Mention level_of(const std::vector<std::string>& columns,
                                 std::string_view value) const;

  /// The model or the level that the text is as a whole, in lower case; nullopt for a number.
  [[nodiscard]] std::optional<Mention> whole_name(std::string_view spanned) const;

  /// The known file whose name is nearest; "" if none is near.
  [[nodiscard]] std::string nearest_file(std::string_view lower) const;

 private:
  void add_whole_names(const Plain& plain, std::vector<Mention>& mentions) const;

  /// Whether it is the whole path of a file.
  [[nodiscard]] bool is_path(const std::string& lower) const;
  [[nodiscard]] std::optional<Mention> mention_at(std::string_view lower, std::size_t at,
                                                  std::size_t end) const;
  [[nodiscard]] std::optional<Mention> file_mention(std::string_view token) const;
  [[nodiscard]] std::optional<Mention> folder_mention(std::string_view lower, std::size_t at,
                                                      std::size_t end) const;
  [[nodiscard]] std::optional<Mention> model_tagged(std::string_view tag) const;
  [[nodiscard]] std::optional<Mention> word_of_files(std::string_view word) const;
  [[nodiscard]] bool is_called_like_files(std::string_view name) const;
  [[nodiscard]] std::optional<Mention> find_file(std::string_view token) const;
  [[nodiscard]] std::size_t end_of_first(std::string_view lower, std::size_t begin,
                                         const FoundName<KnownName>& whole) const;
  [[nodiscard]] std::optional<Mention> value_mention(std::string_view lower,
                                                     std::size_t begin) const;
  [[nodiscard]] std::optional<Mention> block_mention(std::string_view lower,
                                                     std::size_t begin) const;
  [[nodiscard]] std::optional<Mention> setting_mention(std::string_view lower,
                                                       std::size_t begin) const;
  [[nodiscard]] std::optional<Mention> setting_of(std::string_view lower, std::size_t begin,
                                                  const FoundName<std::vector<std::string>>& factor,
                                                  std::size_t at) const;
  [[nodiscard]] std::optional<Mention> glued_setting(std::string_view lower,
                                                     std::size_t begin) const;
  [[nodiscard]] std::optional<Mention> initial_setting(std::string_view lower, std::size_t begin,
                                                       std::size_t end) const;
  [[nodiscard]] std::optional<Mention> reversed_setting(std::string_view lower,
                                                        std::size_t begin) const;
  [[nodiscard]] std::optional<Mention> switch_mention(std::string_view lower,
                                                      std::size_t begin) const;
  [[nodiscard]] std::optional<Mention> bare_level(std::string_view lower, std::size_t begin) const;
  [[nodiscard]] std::optional<Mention> level_mention(const std::vector<std::string>& columns,
                                                     std::string_view value) const;
  void add_first_ends(std::string_view lower, std::vector<Mention>& mentions) const;
  void add_other_ends(std::string_view lower, std::vector<Mention>& mentions) const;
  void add_listed(std::string_view lower, std::vector<Mention>& mentions) const;
  void add_pairs(std::string_view lower, std::vector<Mention>& mentions) const;
  [[nodiscard]] std::vector<std::string> columns_with(std::string_view a, std::string_view b) const;
  void add_echoes(std::string_view lower, std::vector<Mention>& mentions) const;
  void add_bare_levels(std::string_view lower, std::vector<Mention>& mentions) const;
  [[nodiscard]] std::optional<Mention> echo_at(std::string_view lower, std::size_t at,
                                               const Mention& said) const;
  static void add_references(std::string_view lower, std::vector<Mention>& mentions);
  static void choose_by_size(std::string_view lower, std::vector<Mention>& mentions);
  void add_by_size(std::string_view lower, std::vector<Mention>& mentions) const;
  void add_words_of_files(std::string_view lower, std::vector<Mention>& mentions) const;
  void add_latest(std::string_view lower, std::vector<Mention>& mentions) const;
  static void join_neighbours(std::string_view lower, std::vector<Mention>& mentions);

  const Dataset& dataset_;
  NameIndex index_;
  std::unordered_map<std::string, std::vector<std::size_t>> files_by_alias_;
  /// What tokens with signs turned out to be; a report repeats them, and a tree has many files.
  mutable std::unordered_map<std::string, std::optional<Mention>> tokens_;
};

/// Whether the text sets a factor to a level that was never tried ("num_ctx=512").
bool sets_unknown_level(const Dataset& dataset, std::string_view lower);

/// The factor that the text names last, by its name, its last keys or a word for it; "" for none.
std::string factor_named(const Dataset& dataset, std::string_view lower);

/// What the mentions of one statement restrict the data to, all together: models and files and
/// levels of different columns narrow, those of one kind widen.
Scope scope_of(const std::vector<Mention>& mentions);

/// The scope as one that is said further away, in a heading or a sentence before.
Scope softened(Scope scope);

/// `outer` where `inner` says nothing of that kind.
Scope narrowed(const Scope& inner, const Scope& outer);

/// Whether both hold the same files and settings.
bool is_same_scope(const Scope& a, const Scope& b);

/// A pattern that exactly the scope's files meet, where they are several and one does; else "".
std::string glob_of(const Scope& scope, const Dataset& dataset);

/// A setting as a query says it, by the column and the spelling that the scope's files have;
/// nullopt for one of several values, or that no column tells.
std::optional<Condition> condition_of(const Setting& setting, const Scope& scope,
                                      const Dataset& dataset);

/// A column that may be in lower case, as tables of the scope's files spell it, which a query must.
std::string spelled_column(const std::string& column, const Scope& scope, const Dataset& dataset);

/// As conditions of a query; files as a glob where they are several.
std::vector<Condition> conditions_of(const Scope& scope, const Dataset& dataset);

}  // namespace chimera::verify
