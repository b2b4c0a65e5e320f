// What is odd in a text that is nearly JSON, with places: each kind's first few, and how many more.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace chimera::text {

/// Oddities of one kind that are listed one by one; the last of them says how many more there are.
inline constexpr std::size_t kJsonOddMax = 5;

/// Line and column of offsets that only grow; an earlier one gets the place of the last. Linear in
/// all.
class PlaceCounter {
 public:
  /// `line`: of the first byte. The text is the caller's.
  PlaceCounter(std::string_view bytes, std::size_t line) : bytes_(bytes), line_(line) {}

  /// The column counts code points, from 1.
  Place at(std::size_t offset);

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
  std::size_t line_;
  std::size_t column_ = 1;
};

/// What was read nevertheless. Bounded, however many there are.
class JsonOddities {
 public:
  JsonOddities(std::string_view bytes, std::size_t line) : places_(bytes, line) {}

  /// Equal texts are one kind. Offsets grow.
  void add(std::size_t offset, const std::string& what);

  /// In the order in which they were added; this is empty after.
  std::vector<Error> take();

 private:
  struct Kind {
    std::size_t count = 0;
    std::size_t last = 0;  ///< of its problems
  };

  PlaceCounter places_;
  std::map<std::string, Kind> kinds_;
  std::vector<Error> problems_;
};

}  // namespace chimera::text
