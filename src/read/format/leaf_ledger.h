// Where each leaf of a JSON document went: the format says of every one that it became a cell or
// why it did not, so that nothing is lost in silence. Also the budget of cells that a document may
// make: sparse tables and repeated settings could make more of them than there are leaves.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "data/observations.h"
#include "text/json.h"

namespace chimera::read {

/// Of so many leaves `used` ones, and the others with what they are and where they stand. For a
/// format that leaves all others out for one reason.
Account account_of_leaves(std::size_t total, std::size_t used, Skipped others);

class LeafLedger {
 public:
  /// `total`: leaves of the document.
  explicit LeafLedger(std::size_t total);

  /// Leaves that became a cell, each counted once, in however many tables it stands.
  void use(std::size_t leaves = 1) { account_.used += leaves; }

  /// All leaves of `value`, which stands at `pointer`. `reason` is one of a fixed set of texts.
  void skip(const text::JsonValue& value, std::string_view pointer, std::string_view reason);
  void skip(std::size_t leaves, std::string_view pointer, std::string_view reason);

  /// Whether so many more bytes of cells may be made; they are spent then.
  bool spend(std::size_t bytes);

  /// The ledger's account; its file is the caller's affair.
  [[nodiscard]] const Account& account() const { return account_; }

 private:
  Account account_;
  std::size_t bytes_left_;
};

/// Bytes that a cell takes beside its text: an empty string and a number.
inline constexpr std::size_t kCellBytes = sizeof(std::string) + sizeof(double);

}  // namespace chimera::read
