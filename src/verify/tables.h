// Tables in a report → claims, a cell each: its column's head, its row's label and the title say
// what it is a number of. Remarks are read as prose about the row.
#pragma once

#include <vector>

#include "base/cancel.h"
#include "verify/derived_cells.h"
#include "verify/prose.h"

namespace chimera::verify {

class TableReader {
 public:
  TableReader(const Dataset& dataset, const NameFinder& names, const Lines& lines,
              const Cancel& cancel)
      : dataset_(dataset),
        names_(names),
        lines_(lines),
        cancel_(cancel),
        prose_(dataset, names, lines, cancel) {}

  /// The rest of a long table is left where it is cancelled.
  void read(const Block& table, const ProseContext& given, std::vector<Claim>& claims) const;

 private:
  struct Row;
  struct CellWords;
  struct MeasuredCell;
  struct Remark;
  struct ReadCells;
  struct OneStatistic;
  struct RemarkedExtreme;
  struct KnownCell;
  struct ReadNumbers;
  struct OtherRows;
  struct RowType;

  /// Of each column the arm of an experiment that its head calls.
  using Arms = std::vector<std::optional<Mention>>;

  void read_row(const Block& table, std::size_t number, const ProseContext& context,
                const ReadCells& read, std::vector<Claim>& claims) const;
  [[nodiscard]] ProseContext around_rows(const Block& table, const ProseContext& context) const;
  static ProseContext around_remark(const Row& row);
  [[nodiscard]] std::string metric_of_row(const Row& row) const;
  [[nodiscard]] std::vector<std::size_t> files_of(const std::vector<MeasuredCell>& cells,
                                                  const std::vector<Claim>& claims) const;
  void read_remarks(const std::vector<Remark>& remarks, const std::vector<MeasuredCell>& cells,
                    std::vector<Claim>& claims) const;
  void read_remark(const Remark& remark, const std::vector<std::size_t>& files,
                   std::vector<Claim>& claims) const;
  [[nodiscard]] std::vector<RowType> types_of_rows(const Block& table) const;
  [[nodiscard]] std::optional<Claim> read_type_rank(const Remark& remark,
                                                    const std::vector<RowType>& types) const;
  [[nodiscard]] std::optional<Claim> read_failure(const Remark& remark) const;
  [[nodiscard]] bool says_more(const Plain& cell, std::string_view head) const;
  [[nodiscard]] const Metric* metric_of(const Claim& claim) const;
  [[nodiscard]] std::optional<RemarkedExtreme> extreme_in(const Plain& cell) const;
  static std::optional<KnownCell> known_cell(const Claim& claim);
  static bool is_alike(const KnownCell& a, const KnownCell& b);
  [[nodiscard]] OtherRows other_rows(const Remark& remark, const MeasuredCell& own,
                                     const RemarkedExtreme& said, int wanted,
                                     const ReadNumbers& read) const;
  [[nodiscard]] std::optional<Judgement> extreme_in_column(const Remark& remark,
                                                           const MeasuredCell& own,
                                                           const RemarkedExtreme& said,
                                                           const ReadNumbers& read) const;
  [[nodiscard]] std::optional<Judgement> extreme_of_all(const Remark& remark, const Metric& metric,
                                                        const KnownCell& own, int wanted,
                                                        bool leads) const;
  [[nodiscard]] std::optional<Claim> read_extreme(const Remark& remark,
                                                  const std::vector<MeasuredCell>& cells,
                                                  const std::vector<Claim>& claims) const;
  [[nodiscard]] std::optional<Judgement> judge_titled(const DerivedCell& cell,
                                                      const std::vector<Mention>& of_row,
                                                      const ProseContext& context) const;
  void read_outcome(const Row& row, std::size_t column, std::vector<Claim>& claims) const;
  bool read_component(const Row& row, std::size_t column, std::vector<Claim>& claims) const;
  void hold_to_one_file(const Row& row, const std::vector<MeasuredCell>& cells,
                        std::vector<Claim>& claims) const;
  [[nodiscard]] std::optional<OneStatistic> statistic_of(const Row& row, const MeasuredCell& cell,
                                                         const Claim& claim) const;
  static void hold_to_means(const std::vector<MeasuredCell>& cells, std::vector<Claim>& claims);
  void hold_to_one_reading(const Block& table, const std::vector<MeasuredCell>& cells,
                           std::vector<Claim>& claims) const;
  [[nodiscard]] Judgement judge_setting_row(const Row& row, std::string_view head,
                                            const Numeral& numeral, Judgement measured) const;
  std::optional<MeasuredCell> read_number(const Row& row, std::size_t column,
                                          const Numeral& numeral, DerivedCells& derived,
                                          std::vector<Claim>& claims) const;
  void read_scatter(const Row& row, std::size_t column, const Numeral& numeral,
                    std::vector<Claim>& claims) const;
  [[nodiscard]] CellWords words_of_cell(const Row& row, std::size_t column) const;
  [[nodiscard]] std::optional<Scope> folder_of(const Row& row) const;
  [[nodiscard]] std::optional<Judgement> judge_counted(const Row& row, const CellWords& words,
                                                       const Numeral& numeral) const;
  [[nodiscard]] Judgement judge_values_counted(const Row& row, const Scope& scope,
                                               const Numeral& numeral, Judgement otherwise) const;
  [[nodiscard]] NumberContext context_of(const Row& row, const CellWords& words,
                                         const Numeral& numeral) const;
  [[nodiscard]] Judgement judge_measured(const Row& row, const CellWords& words,
                                         const Numeral& numeral) const;
  [[nodiscard]] Judgement judge_in_arm(const Row& row, std::size_t column, const Numeral& numeral,
                                       Judgement as_headed) const;
  [[nodiscard]] std::vector<Mention> named_by_head(const Row& row, std::size_t column) const;
  [[nodiscard]] TestContext test_of_row(const Row& row, std::size_t column) const;
  [[nodiscard]] std::optional<Judgement> judge_p(const Row& row, std::size_t column,
                                                 const Numeral& numeral) const;
  bool read_significance(const Row& row, std::size_t column, std::vector<Claim>& claims) const;
  [[nodiscard]] Arms arms_of(const Block& table) const;
  [[nodiscard]] bool is_elsewhere(const Row& row, const CellWords& words, const Numeral& numeral,
                                  const Judgement& judgement) const;
  [[nodiscard]] Judgement judge_beside_best(const Row& row, CellWords words, const Numeral& numeral,
                                            Judgement in_best) const;
  [[nodiscard]] Judgement judge_among_settings(const Row& row, CellWords words,
                                               const Numeral& numeral, Judgement judgement) const;
  static bool is_best_setting(std::string_view label);
  void read_best_setting(const Row& row, std::size_t column, std::vector<Claim>& claims) const;
  static bool is_place(std::string_view head, std::string_view label, const Plain& cell,
                       const std::vector<Mention>& mentions);
  [[nodiscard]] std::optional<Judgement> better_in_row(const Row& row, const Mention& winner,
                                                       bool slowest) const;
  bool read_winner(const Row& row, std::size_t column, std::vector<Claim>& claims) const;
  void read_place(const Row& row, std::size_t column, std::vector<Claim>& claims) const;
  [[nodiscard]] std::optional<Judgement> judge_successes(const CellWords& words, const Scope& scope,
                                                         const Numeral& numeral) const;
  [[nodiscard]] std::optional<Judgement> judge_best_over_worst(const Row& row, std::size_t column,
                                                               const Numeral& numeral) const;
  [[nodiscard]] std::string metric_before(const Block& table, std::size_t column) const;
  [[nodiscard]] std::vector<Mention> place_settings(std::string_view head,
                                                    std::string_view cell) const;
  [[nodiscard]] std::optional<std::size_t> extreme_column(const Block& table,
                                                          std::size_t column) const;
  [[nodiscard]] std::string metric_head(const Block& table, std::size_t column) const;
  [[nodiscard]] std::string head_of(const Block& table, std::size_t column) const;
  static bool counts_rows(const Block& table);
  [[nodiscard]] bool names_untried(std::string_view label) const;
  [[nodiscard]] std::optional<Mention> odd_name(const Plain& cell) const;
  [[nodiscard]] std::optional<Mention> setting_of(std::string_view head,
                                                  std::string_view cell) const;
  [[nodiscard]] std::vector<Mention> settings_of(std::string_view head,
                                                 std::string_view cell) const;

  const Dataset& dataset_;
  const NameFinder& names_;
  const Lines& lines_;
  const Cancel& cancel_;
  ProseReader prose_;
};

}  // namespace chimera::verify
