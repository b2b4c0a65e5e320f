// Settings by a letter: "c64", "c=64" of a factor that is called concurrency.
#include <array>
#include <string_view>

#include "verify/scope.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// "concurrency" of "max_concurrency".
std::string_view bare_name(std::string_view column) {
  static constexpr std::array<std::string_view, 3> kLeading = {"max_", "num_", "n_"};
  const std::string_view last = column.substr(column.rfind('.') + 1);
  for (const std::string_view leading : kLeading) {
    if (last.starts_with(leading)) {
      return last.substr(leading.size());
    }
  }
  return last;
}

// The letter by which a factor goes.
bool has_initial(std::string_view column, char letter) {
  const std::string_view last = column.substr(column.rfind('.') + 1);
  return last.starts_with(letter) || bare_name(column).starts_with(letter);
}

}  // namespace

// "c64": of the one factor that begins with the letter and has the level, whatever columns of
// several tables are called so.
std::optional<Mention> NameFinder::initial_setting(std::string_view lower, std::size_t begin,
                                                   std::size_t end) const {
  const std::size_t number = begin + (lower[begin + 1] == '=' ? 2 : 1);
  std::optional<Mention> found;
  for (const auto& [column, levels] : dataset_.factors()) {
    auto mention = has_initial(column, lower[begin])
                       ? level_mention({column}, lower.substr(number, end - number))
                       : std::nullopt;
    if (mention && found && bare_name(found->columns.front()) != bare_name(column)) {
      return std::nullopt;
    }
    if (mention && found) {
      add_all(found->columns, mention->columns);
      add_all(found->values, mention->values);
    } else if (mention) {
      found = std::move(mention);
    }
  }
  if (found) {
    found->range = {begin, end};
    found->alias = std::string(lower.substr(begin, end - begin));
  }
  return found;
}

}  // namespace chimera::verify
