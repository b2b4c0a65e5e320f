#include "verify/written_units.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "data/unit.h"
#include "verify/dataset.h"
#include "verify/wording.h"

namespace chimera::verify {

std::optional<std::string> written_unit(const std::string& spelled) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kWritten = {{
      {"microseconds", "us"},
      {"microsecond", "us"},
      {"nanoseconds", "ns"},
      {"nanosecond", "ns"},
      {"millisecond", "ms"},
      {"minute", "min"},
      {"hour", "h"},
      {"tok/sec", "tok/s"},
      {"watt", "W"},
      {"gigabytes", "GB"},
      {"megabytes", "MB"},
      {"kilobytes", "kB"},
  }};
  const std::string lower = lowered(spelled);
  for (const auto& [word, unit] : kWritten) {
    if (word == lower) {
      return std::string(unit);
    }
  }
  return canonical_unit(spelled);
}

bool says_points(std::string_view rest) {
  static constexpr std::array<std::string_view, 26> kBehind = {
      "on",   "in",    "of",     "above", "below",    "higher",   "lower",  "better", "worse",
      "more", "less",  "behind", "ahead", "between",  "against",  "from",   "with",   "for",
      "when", "after", "under",  "over",  "relative", "compared", "versus", "vs"};
  const std::size_t size = rest.starts_with("points") ? 6 : rest.starts_with("pp") ? 2 : 0;
  if (size == 0 || (rest.size() > size && is_word_char(rest[size]))) {
    return false;
  }
  std::string_view next = rest.substr(size);
  if (!next.starts_with(' ')) {
    return true;
  }
  next = next.substr(1, next.find_first_of(" ,.;", 1) - 1);
  return size == 2 || std::find(kBehind.begin(), kBehind.end(), next) != kBehind.end();
}

std::string unit_in_label(std::string_view text) {
  for (const char open : {'(', '[', ','}) {
    std::size_t begin = text.find(open);
    while (begin != std::string_view::npos) {
      ++begin;
      while (begin < text.size() && text[begin] == ' ') {
        ++begin;
      }
      std::size_t end = begin;
      while (end < text.size() && (is_letter(text[end]) || text[end] == '/' || text[end] == '%' ||
                                   static_cast<unsigned char>(text[end]) >= 0x80)) {
        ++end;
      }
      const bool whole = end == text.size() || !is_word_char(text[end]);  // no "b" of "b6851"
      if (auto unit = canonical_unit(text.substr(begin, end - begin));
          unit && whole && end > begin) {
        return *unit;
      }
      begin = text.find(open, begin);
    }
  }
  // "Baseline ms"; "Min" alone is the least.
  const std::string label = trimmed(text, " *`");
  const std::size_t last = label.rfind(' ');
  if (last != std::string::npos && label.size() > last + 2) {
    if (auto unit = canonical_unit(std::string_view{label}.substr(last + 1))) {
      return *unit;
    }
  }
  return unit_in_name(label);
}

}  // namespace chimera::verify
