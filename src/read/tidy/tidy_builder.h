// Rows of the tidy table → observations. Takes the rows in any order in which a table's own row
// stands before its trials, and finds out at the end whether all are there.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "data/observations.h"
#include "read/tidy/tidy_record.h"

namespace chimera::read {

struct TidyState {
  bool failed = false;
  bool cold = false;
  std::string reason;
};

class TidyBuilder {
 public:
  /// Adds one row that stands at `place`. kInput, without a place, if it makes no sense or
  /// contradicts a row before it.
  Result<void> add(const TidyRecord& record, const Place& place);

  /// The observations, sorted as read_trees sorts them; the builder is empty after. kInput where
  /// rows of a table are missing, or if there is nothing at all.
  Result<Observations> take();

 private:
  struct Row {
    std::size_t place = 0;
    TidyState state;
    std::size_t measured = 0;                 ///< measured columns met so far
    std::map<std::size_t, std::string> text;  ///< by column
    std::map<std::size_t, double> value;      ///< by column; absent where missing
  };

  struct Draft {
    Table table;
    std::map<std::string, std::size_t, std::less<>> column;  ///< by name
    std::size_t rows = 0;                                    ///< as the table's own row says
    std::size_t measured = 0;                                ///< measured columns
    std::map<std::size_t, Row> row;
    Place place;  ///< of the table's own row
  };

  Result<void> add_artifact(const TidyRecord& record);
  Result<void> add_account(const TidyRecord& record);
  Result<void> add_table(const TidyRecord& record, const Place& place);
  Result<void> add_trial(const TidyRecord& record);
  static Result<Row> new_row(const TidyRecord& record, const Draft& draft);
  static Result<void> add_cells(const std::string& object, const Draft& draft, Row& row);
  static Result<void> add_measured(const TidyRecord& record, const Draft& draft, Row& row);
  static Result<void> check_complete(const Draft& draft);
  static Table finished(Draft& draft);
  static void set_values(const Draft& draft, std::size_t at, Column& column);

  Observations out_;
  std::map<std::pair<std::string, std::size_t>, Draft> drafts_;
};

}  // namespace chimera::read
