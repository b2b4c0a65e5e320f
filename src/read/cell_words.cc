#include "read/cell_words.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/ascii.h"

namespace chimera::read {
namespace {

template <std::size_t N>
bool has_one_of(const Column& column, const std::array<std::string_view, N>& words) {
  for (std::size_t i = 0; i < column.text.spellings(); ++i) {
    std::string lower(column.text.spelling(i));
    std::ranges::transform(lower, lower.begin(), lower_case);
    if (std::ranges::find(words, lower) != words.end()) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool looks_like_date(std::string_view cell) {
  return cell.size() >= 16 && cell[4] == '-' && cell[7] == '-' &&
         (cell[10] == 'T' || cell[10] == ' ') && cell[13] == ':';
}

bool says_nothing(std::string_view cell) {
  static constexpr std::array<std::string_view, 9> kNothing = {
      "N/A", "n/a", "[N/A]", "#N/A", "nan", "NaN", "NAN", "[Not Supported]", "[Unknown Error]"};
  return std::find(kNothing.begin(), kNothing.end(), cell) != kNothing.end();
}

bool says_how_it_ended(const Column& column) {
  static constexpr std::array<std::string_view, 8> kGood = {
      "ok", "success", "succeeded", "done", "completed", "complete", "pass", "passed"};
  static constexpr std::array<std::string_view, 6> kBad = {"failed",  "failure", "error",
                                                           "timeout", "crashed", "aborted"};
  return has_one_of(column, kGood) && has_one_of(column, kBad);
}

}  // namespace chimera::read
