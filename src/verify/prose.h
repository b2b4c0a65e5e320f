// Sentences → claims: each number, comparison and statement in its own stretch of text, bound to
// the names in its clause, its sentence, the label before it, the sentence above and the headings,
// in this order.
#pragma once

#include <string>
#include <vector>

#include "base/cancel.h"
#include "verify/comparisons.h"
#include "verify/document.h"
#include "verify/effects_said.h"
#include "verify/quantities.h"
#include "verify/scope.h"
#include "verify/statements.h"
#include "verify/tests_said.h"

namespace chimera::verify {

/// What stands around a piece of prose.
struct ProseContext {
  std::string title;              ///< headings above, in lower case
  std::string head;               ///< of the column, if it is a cell
  std::vector<Mention> subjects;  ///< of the row, or of the sentence before
  Scope scope;                    ///< that headings give
  std::string item_before;        ///< of a list: the item above, its names blanked, in lower case
  double modified_days = 0;       ///< between the newest files of each type that the report lists
  bool of_missing_file = false;   ///< the heading names a file that isn't there, and no other
};

/// The text with the names blanked.
std::string blanked_names(const std::vector<Mention>& mentions, std::string text);

class ProseReader {
 public:
  ProseReader(const Dataset& dataset, const NameFinder& names, const Lines& lines,
              const Cancel& cancel)
      : dataset_(dataset), names_(names), lines_(lines), cancel_(cancel) {}

  /// Adds the claims; gives back the names that the last sentence is about. The rest of a long
  /// paragraph is left where it is cancelled.
  std::vector<Mention> read(const Plain& plain, const ProseContext& context,
                            std::vector<Claim>& claims) const;

 private:
  struct Piece;

  struct Anchor {
    Range range;
    Judgement judgement;
    bool silent = false;  ///< no claim, but what ends those beside it
  };

  /// What the two ends of a range say.
  struct Ends {
    Judgement low;
    Judgement high;
  };

  static std::vector<Mention> in_clause(const Piece& piece);
  static std::vector<Mention> places_of(const Piece& piece);
  static std::size_t begin_of_words(const Piece& piece);
  /// Says it of the clause as a whole; false for nothing.
  static bool add_whole(const Piece& piece, std::optional<Judgement> judgement,
                        std::vector<Anchor>& anchors);
  /// What a clause says that says nothing else.
  [[nodiscard]] std::optional<Judgement> judge_whole(const Piece& piece) const;
  void read_clause(const Piece& piece, std::vector<Claim>& claims) const;
  void add_unread(const Piece& piece, std::vector<Anchor>& anchors) const;
  void add_claims(const Piece& piece, std::vector<Anchor>& anchors,
                  std::vector<Claim>& claims) const;
  void add_missing_files(const Piece& piece, std::vector<Anchor>& anchors) const;
  void add_listed_folders(const Piece& piece, std::vector<Anchor>& anchors) const;
  [[nodiscard]] std::optional<Judgement> judge_files_by_label(const Piece& piece,
                                                              const Numeral& numeral) const;
  [[nodiscard]] std::optional<Judgement> judge_folders_of_them(const Piece& piece,
                                                               const Numeral& numeral) const;
  [[nodiscard]] static bool is_of_missing_file(const Piece& piece);
  void add_listed_file(const Piece& piece, std::vector<Anchor>& anchors) const;
  [[nodiscard]] bool is_range_of_factor(const Piece& piece, const Numeral& numeral) const;
  [[nodiscard]] bool is_of_reason(const Piece& piece, const Numeral& numeral) const;
  static bool says_result(const Piece& piece, const Numeral& verb);
  static bool is_definite(const Piece& piece, const Numeral& numeral);
  static bool is_of_forecast(const Piece& piece, const Numeral& numeral);
  static bool is_of_unknown(const Piece& piece, const Numeral& numeral, std::size_t unknown);
  static std::vector<std::vector<Numeral>> lists_of(const Piece& piece);
  [[nodiscard]] std::vector<std::string> columns_of_list(const Piece& piece,
                                                         const std::vector<Numeral>& list,
                                                         std::size_t reach) const;
  void add_level_spans(const Piece& piece, std::vector<Anchor>& anchors) const;
  void add_level_lists(const Piece& piece, std::vector<Anchor>& anchors) const;
  /// What the clause's numbers are of, where nothing of it was measured; "" for none.
  [[nodiscard]] std::string_view unmeasured_in_clause(const Piece& piece) const;
  void add_numbers(const Piece& piece, std::vector<Anchor>& anchors) const;
  static void join_parts(const Piece& piece, std::vector<Anchor>& anchors);
  void add_setting(const Piece& piece, const Mention& set, std::vector<Anchor>& anchors) const;
  void add_best_setting(const Piece& piece, std::vector<Anchor>& anchors) const;
  [[nodiscard]] std::optional<Judgement> judge_best_value(const Piece& piece,
                                                          const Numeral& numeral,
                                                          const std::vector<Anchor>& anchors) const;
  [[nodiscard]] std::optional<Judgement> judge_all_succeeded(const Piece& piece) const;
  bool add_all_of_failed(const Piece& piece, std::vector<Anchor>& anchors) const;
  [[nodiscard]] std::optional<Judgement> judge_failed_here(const Piece& piece) const;
  /// Whether the clause says no more than that all went well, or that something failed.
  bool add_outcome(const Piece& piece, std::vector<Anchor>& anchors) const;
  void add_among_failed(const Piece& piece, std::vector<Anchor>& anchors) const;
  void add_failures(const Piece& piece, std::vector<Anchor>& anchors) const;
  void add_named_things(const Piece& piece, std::vector<Anchor>& anchors) const;
  [[nodiscard]] static Scope scope_of_effect(const Piece& piece, const EffectSaid& effect,
                                             std::size_t end);
  /// Whether the clause's significance is settled, so that no comparison of it is left.
  [[nodiscard]] bool add_significance(const Piece& piece, std::vector<Anchor>& anchors) const;
  void add_dates(const Piece& piece, std::vector<Anchor>& anchors) const;
  [[nodiscard]] std::optional<Judgement> judge_cause(const ComparisonContext& context) const;
  static void drop_set_counts(const Piece& piece, std::size_t word, bool holds,
                              std::vector<Anchor>& anchors);
  static ComparisonContext with_leader(const Piece& piece, ComparisonContext context);
  void add_comparison(const Piece& piece, std::vector<Anchor>& anchors) const;
  bool add_majority_of_runs(const Piece& piece, std::vector<Anchor>& anchors) const;
  void add_majority(const Piece& piece, std::vector<Anchor>& anchors) const;
  void add_cause(const Piece& piece, std::vector<Anchor>& anchors) const;
  void add_denial(const Piece& piece, std::vector<Anchor>& anchors) const;
  void add_statement(const Piece& piece, std::vector<Anchor>& anchors) const;
  void add_judged(const Piece& piece, const Numeral& numeral, Judgement judgement,
                  std::vector<Anchor>& anchors) const;
  static void add_silent(const Piece& piece, std::vector<Anchor>& anchors);
  [[nodiscard]] std::optional<Ends> judge_ends(const Piece& piece, const Numeral& numeral,
                                               const Judgement& whole) const;
  [[nodiscard]] std::optional<Ends> judge_change(const Piece& piece, const Numeral& low,
                                                 const Numeral& high) const;
  static const Numeral& head_of_list(const Piece& piece, const Numeral& numeral);
  /// The words around a number, without names; scope and statistic are still to be said.
  static NumberContext words_around(const Piece& piece, const Numeral& numeral);
  static std::pair<std::size_t, std::size_t> place_in_list(const Piece& piece,
                                                           const Numeral& numeral);
  static std::optional<Mention> listed_partner(const Piece& piece, const Numeral& numeral);
  static TrialPlace place_of(const Piece& piece, const Numeral& numeral);
  [[nodiscard]] std::optional<Judgement> judge_counted_values(const Piece& piece,
                                                              const Numeral& numeral) const;
  static bool is_threshold(const Piece& piece, const Numeral& numeral);
  [[nodiscard]] std::optional<Judgement> judge_lines(const Piece& piece,
                                                     const Numeral& numeral) const;
  static bool goes_beyond_outcome(const Piece& piece);
  static bool has_unread_number(const Piece& piece);
  [[nodiscard]] std::optional<Judgement> judge_first_trials(const Piece& piece) const;
  [[nodiscard]] std::optional<Judgement> judge_quality(const Piece& piece) const;
  static bool says_gap(const Piece& piece, const Numeral& numeral);
  /// "The longest request took 17 s": the superlative, which begins there in the clause, says which
  /// value the number is.
  static bool says_which_number(const Piece& piece, std::size_t word);
  [[nodiscard]] static std::optional<Judgement> judge_share_of_before(const Piece& piece,
                                                                      const Numeral& numeral);
  [[nodiscard]] static std::optional<Judgement> judge_change_of_before(const Piece& piece,
                                                                       const Numeral& numeral);
  [[nodiscard]] static std::optional<Judgement> judge_change_of_previous(const Piece& piece,
                                                                         const Numeral& numeral);
  [[nodiscard]] static bool is_to_unknown(const Piece& piece, const Numeral& numeral);
  static bool moves_off_levels(const Piece& piece);
  [[nodiscard]] std::optional<Judgement> judge_price() const;
  [[nodiscard]] Judgement judge_spread(const Piece& piece, const Numeral& numeral) const;
  [[nodiscard]] static const Numeral* gone_on_from(const Piece& piece, const Numeral& numeral);
  [[nodiscard]] std::optional<Judgement> judge_number(const Piece& piece,
                                                      const Numeral& numeral) const;
  static std::vector<Mention> folder_of_clause(const Piece& piece);
  static std::vector<Mention> folder_of_label(const Piece& piece);
  [[nodiscard]] std::optional<Judgement> judge_named_many(const Piece& piece,
                                                          const Numeral& numeral) const;
  static std::vector<Mention> places_beside(const Piece& piece, const Numeral& numeral);
  [[nodiscard]] std::optional<Judgement> judge_file_share(const Piece& piece,
                                                          const Numeral& numeral,
                                                          std::string_view statistic) const;
  [[nodiscard]] std::optional<Judgement> judge_typed_files(
      const Piece& piece, const Numeral& numeral, std::string_view type,
      const std::vector<Mention>& folder) const;
  [[nodiscard]] std::optional<Judgement> judge_whole_runs(const Piece& piece,
                                                          const Numeral& numeral) const;
  [[nodiscard]] Judgement recount(const Piece& piece, const Numeral& numeral,
                                  const Judgement& counted) const;
  [[nodiscard]] std::optional<Judgement> judge_warm_trials(const Piece& piece,
                                                           const Numeral& numeral) const;
  [[nodiscard]] Scope scope_of_count(const Piece& piece, const Numeral& numeral) const;
  [[nodiscard]] std::optional<Judgement> judge_counted(const Piece& piece, const Numeral& numeral,
                                                       const Scope& scope) const;
  [[nodiscard]] std::optional<Judgement> judge_level_number(const Piece& piece,
                                                            const Numeral& numeral) const;
  [[nodiscard]] static const Mention* set_by(const Piece& piece, const Numeral& numeral);
  [[nodiscard]] static int part_of_pair(const Piece& piece, const Numeral& numeral);
  /// `at`: where the part's number stands.
  [[nodiscard]] Scope scope_of_part(const Piece& piece, int part, std::size_t at,
                                    const Scope& otherwise) const;
  [[nodiscard]] std::optional<Judgement> judge_part(const Piece& piece, const Numeral& numeral,
                                                    const Scope& scope) const;
  static std::size_t end_of_own_part(const Piece& piece, const Numeral& numeral);
  [[nodiscard]] ComparisonContext context_of_ratio(const Piece& piece,
                                                   const Numeral& numeral) const;
  [[nodiscard]] std::optional<Judgement> judge_beside(const Piece& piece, const Numeral& numeral,
                                                      const ComparisonContext& context) const;
  [[nodiscard]] std::vector<Mention> sides_spoken_of(const Piece& piece, Range clause) const;
  [[nodiscard]] std::optional<Judgement> judge_referring(const Piece& piece,
                                                         const Numeral& numeral) const;
  [[nodiscard]] Judgement judge_between(const Piece& piece, const Numeral& numeral) const;
  [[nodiscard]] std::vector<Numeral> untried_in(const Piece& piece) const;
  bool add_untried(const Piece& piece, std::vector<Anchor>& anchors) const;
  [[nodiscard]] static bool is_part_of_another(const Piece& piece, const Numeral& numeral);
  void add_never_run(const Piece& piece, const Mention& set, std::vector<Anchor>& anchors) const;
  [[nodiscard]] std::optional<Judgement> judge_failure_share(const Piece& piece,
                                                             const Numeral& numeral) const;
  [[nodiscard]] std::optional<Judgement> judge_failure_rate(const Piece& piece,
                                                            const Numeral& numeral) const;

  struct MainPart {
    std::size_t at = 0;  ///< where the text says so
    Judgement judgement;
  };

  [[nodiscard]] std::optional<MainPart> judge_main_part(const Piece& piece) const;
  [[nodiscard]] std::optional<MainPart> judge_part_of_each(const Piece& piece) const;
  [[nodiscard]] std::optional<Judgement> judge_metric_share(const Piece& piece,
                                                            const Numeral& numeral) const;
  [[nodiscard]] std::optional<Judgement> judge_test(const Piece& piece, const Numeral& numeral,
                                                    TestNumber test) const;
  [[nodiscard]] std::optional<Mention> level_behind(const Piece& piece,
                                                    const Numeral& numeral) const;
  static std::vector<Mention> names_around(const Piece& piece, const Numeral& numeral);
  [[nodiscard]] Scope scope_near(const Piece& piece, const Numeral& numeral) const;
  [[nodiscard]] std::vector<Mention> nearest_names(const Piece& piece,
                                                   const Numeral& numeral) const;
  /// Without what was spoken of before the sentence.
  [[nodiscard]] Scope own_scope(const Piece& piece, const Numeral& numeral) const;
  [[nodiscard]] std::optional<Judgement> judge_change_end(const Piece& piece,
                                                          const Numeral& numeral,
                                                          const std::string& statistic,
                                                          bool near) const;
  [[nodiscard]] Judgement judge_at_level(const Piece& piece, const Numeral& numeral,
                                         const Mention& own, const Mention& level) const;
  [[nodiscard]] std::optional<Judgement> judge_end_of_base(const Piece& piece,
                                                           const Numeral& numeral,
                                                           bool first) const;
  [[nodiscard]] Judgement judge_measured(const Piece& piece, const Numeral& numeral,
                                         const std::string& statistic, bool near) const;
  /// The piece without the settings of the other extremes in its sentence, and on wish without
  /// their models; `kept` holds what it mentions.
  static Piece of_own_extreme(const Piece& piece, const Numeral& numeral, bool models_too,
                              std::vector<Mention>& kept);
  [[nodiscard]] std::optional<Judgement> judge_extreme_place(const Piece& piece,
                                                             const Numeral& numeral,
                                                             NumberContext context,
                                                             const Judgement& narrow) const;
  /// Whether the words around a bare number, in its segment, name what it is: else it may count
  /// anything. `near`: a statistic stands right before it.
  [[nodiscard]] std::optional<Judgement> judge_seen_place(const Piece& piece,
                                                          const Numeral& numeral,
                                                          const Numeral& strict,
                                                          NumberContext context) const;
  [[nodiscard]] bool says_what_it_is(const Piece& piece, const Numeral& numeral, Range segment,
                                     bool near) const;
  /// "It peaks at 303.9 tok/s with num_ctx=2048", where the peak is elsewhere: the number is true
  /// and its place is not, two claims. Whether it is so.
  [[nodiscard]] bool add_extreme_apart(const Piece& piece, const Numeral& numeral,
                                       std::vector<Anchor>& anchors) const;
  [[nodiscard]] std::vector<std::string> columns_counted(std::string_view behind) const;

  const Dataset& dataset_;
  const NameFinder& names_;
  const Lines& lines_;
  const Cancel& cancel_;
};

/// Whether the claim's text holds characters that a reader can't see, so that its number is not to
/// be trusted; makes it unsupported and says so.
void mark_odd(const Plain& plain, Range range, Judgement& judgement);

}  // namespace chimera::verify
