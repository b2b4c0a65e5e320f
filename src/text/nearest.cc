#include "text/nearest.h"

#include <algorithm>
#include <cctype>
#include <numeric>
#include <utility>
#include <vector>

namespace chimera::text {

namespace {

constexpr std::size_t kLongestCompared = 128;

bool same_letter(char a, char b) {
  return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
}

// Optimal string alignment: insertions, deletions, changes and swaps of neighbours cost one each.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before;
  std::vector<std::size_t> last(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::vector<std::size_t> row(b.size() + 1, i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = last[j - 1] + (same_letter(a[i - 1], b[j - 1]) ? 0 : 1);
      row[j] = std::min({changed, last[j] + 1, row[j - 1] + 1});
      const bool swapped =
          i > 1 && j > 1 && same_letter(a[i - 1], b[j - 2]) && same_letter(a[i - 2], b[j - 1]);
      row[j] = swapped ? std::min(row[j], before[j - 2] + 1) : row[j];
    }
    before = std::exchange(last, std::move(row));
  }
  return last.back();
}

// Edits that make the name meet the glob: * takes any run of bytes for nothing, ? any byte.
std::size_t glob_distance(std::string_view glob, std::string_view name) {
  std::vector<std::size_t> last(name.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (const char sign : glob) {
    std::vector<std::size_t> row(name.size() + 1, last[0] + (sign == '*' ? 0 : 1));
    for (std::size_t j = 1; j <= name.size(); ++j) {
      const std::size_t changed =
          last[j - 1] + (sign == '?' || same_letter(sign, name[j - 1]) ? 0 : 1);
      row[j] = sign == '*' ? std::min(last[j], row[j - 1])
                           : std::min({changed, last[j] + 1, row[j - 1] + 1});
    }
    last = std::move(row);
  }
  return last.back();
}

}  // namespace

std::optional<std::string> nearest_name(std::string_view typed,
                                        const std::set<std::string>& known) {
  const std::string_view shown = typed.substr(0, kLongestCompared);
  std::size_t best_distance = std::max<std::size_t>(2, shown.size() / 3) + 1;
  std::optional<std::string> best;
  for (const std::string& name : known) {
    if (name.size() > kLongestCompared) {
      continue;
    }
    const std::size_t distance = edit_distance(shown, name);
    if (distance < best_distance) {
      best_distance = distance;
      best = name;
    }
  }
  return best;
}

std::optional<std::string> nearest_match(std::string_view glob,
                                         const std::set<std::string>& known) {
  constexpr std::size_t kNamesMax = 10'000;
  if (glob.size() > kLongestCompared) {
    return std::nullopt;
  }
  const auto stars = static_cast<std::size_t>(std::count(glob.begin(), glob.end(), '*'));
  std::size_t best_distance = std::max<std::size_t>(2, (glob.size() - stars) / 3) + 1;
  std::optional<std::string> best;
  std::size_t compared = 0;
  for (const std::string& name : known) {
    if (++compared > kNamesMax) {
      break;
    }
    const bool too_long = name.size() > kLongestCompared;
    const std::size_t distance = too_long ? best_distance : glob_distance(glob, name);
    if (distance < best_distance) {
      best_distance = distance;
      best = name;
    }
  }
  return best;
}

}  // namespace chimera::text
