#include "verify/level_ranges.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>

#include "verify/wording.h"

namespace chimera::verify {
namespace {

struct RangeWords {
  std::string_view words;
  bool up;
};

constexpr std::array<RangeWords, 20> kRanges = {{
    {" and above", true},  {" and up", true},      {" and upwards", true},  {" upwards", true},
    {" upward", true},     {" onwards", true},     {" onward", true},       {" and higher", true},
    {" and larger", true}, {" and beyond", true},  {" or more", true},      {" or larger", true},
    {" or above", true},   {" or higher", true},   {" and below", false},   {" or less", false},
    {" or fewer", false},  {" or smaller", false}, {" and smaller", false}, {" or below", false},
}};

std::optional<double> number_of(std::string_view text) {
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
  return whole ? std::optional(value) : std::nullopt;
}

// A number with such words behind it.
struct OpenRange {
  Range number;
  std::size_t end = 0;  ///< behind the words
  bool up = false;
};

std::vector<OpenRange> ranges_in(std::string_view lower) {
  std::vector<OpenRange> found;
  for (std::size_t at = 0; at < lower.size(); ++at) {
    const std::size_t end = is_digit(lower[at]) ? digits_end(lower, at) : at;
    if (end == at) {
      continue;
    }
    const bool starts = at == 0 || lower[at - 1] == ' ' || lower[at - 1] == '=';
    // "8 threads or more": a word may stand between.
    const std::size_t noun =
        end < lower.size() && lower[end] == ' ' ? lower.find(' ', end + 1) : end;
    for (const std::size_t from : {end, std::min(noun, lower.size())}) {
      const auto words = std::ranges::find_if(kRanges, [&](const RangeWords& each) {
        return starts_with_word(lower.substr(from), std::array{each.words});
      });
      if (starts && words != kRanges.end()) {
        found.push_back({{at, end}, from + words->words.size(), words->up});
        break;
      }
    }
    at = end;
  }
  return found;
}

// Of each of the columns the levels in the range.
Mention levels_in(const Dataset& dataset, const std::vector<std::string>& columns, double from,
                  bool up) {
  Mention mention;
  mention.kind = NameKind::kLevel;
  for (const std::string& column : columns) {
    const auto factor = dataset.factors().find(lowered(column));
    if (factor == dataset.factors().end()) {
      continue;
    }
    for (const std::string& level : factor->second) {
      const auto value = number_of(level);
      if (value && (up ? *value >= from : *value <= from)) {
        add_all(mention.columns, {column});
        add_all(mention.values, {level});
      }
    }
  }
  return mention;
}

}  // namespace

void widen_to_ranges(const Dataset& dataset, const NameFinder& names, std::string_view lower,
                     std::vector<Mention>& mentions) {
  constexpr std::size_t kNear = 24;
  for (const OpenRange& range : ranges_in(lower)) {
    const auto own = std::ranges::find_if(mentions, [&](const Mention& each) {
      return each.kind == NameKind::kLevel && each.range.holds(range.number.begin);
    });
    const std::size_t near = range.number.begin - std::min(range.number.begin, kNear);
    const std::vector<std::string> columns =
        own != mentions.end() ? own->columns
                              : names.factor_in(lower.substr(near, range.number.begin - near));
    const double from =
        number_of(lower.substr(range.number.begin, range.number.end - range.number.begin))
            .value_or(0);
    Mention wide = levels_in(dataset, columns, from, range.up);
    if (wide.values.empty()) {
      continue;
    }
    wide.range = {own != mentions.end() ? own->range.begin : range.number.begin, range.end};
    wide.alias = std::string(lower.substr(wide.range.begin, range.end - wide.range.begin));
    wide.exact = true;
    wide.placed = true;
    if (own != mentions.end()) {
      *own = std::move(wide);
      continue;
    }
    const auto behind = std::ranges::find_if(
        mentions, [&](const Mention& each) { return each.range.begin >= range.number.begin; });
    if (behind == mentions.end() || behind->range.begin >= range.end) {
      mentions.insert(behind, std::move(wide));
    }
  }
}

}  // namespace chimera::verify
