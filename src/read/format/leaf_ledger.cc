#include "read/format/leaf_ledger.h"

#include <algorithm>

#include "read/format/json_shape.h"

namespace chimera::read {

namespace {

constexpr std::size_t kBytesFree = std::size_t{128} << 20U;  ///< for a small document
constexpr std::size_t kCellsPerLeaf = 8;                     ///< a dense table makes one

}  // namespace

Account account_of_leaves(std::size_t total, std::size_t used, Skipped others) {
  Account account{.parts = "leaves", .total = total, .used = used};
  if (total > used) {
    others.count = total - used;
    account.skipped.push_back(std::move(others));
  }
  return account;
}

LeafLedger::LeafLedger(std::size_t total)
    : account_{.parts = "leaves", .total = total},
      bytes_left_(kBytesFree + total * kCellsPerLeaf * kCellBytes) {}

void LeafLedger::skip(const text::JsonValue& value, std::string_view pointer,
                      std::string_view reason) {
  skip(count_leaves(value), pointer, reason);
}

void LeafLedger::skip(std::size_t leaves, std::string_view pointer, std::string_view reason) {
  if (leaves == 0) {
    return;
  }
  auto& skipped = account_.skipped;
  const auto known = std::find_if(skipped.begin(), skipped.end(),
                                  [&](const Skipped& entry) { return entry.reason == reason; });
  if (known != skipped.end()) {
    known->count += leaves;
  } else {
    skipped.push_back({leaves, std::string(pointer), std::string(reason)});
  }
}

bool LeafLedger::spend(std::size_t bytes) {
  if (bytes > bytes_left_) {
    return false;
  }
  bytes_left_ -= bytes;
  return true;
}

}  // namespace chimera::read
