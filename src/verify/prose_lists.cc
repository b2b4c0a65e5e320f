// Numbers and names that stand in lists and pairs: which number goes with which name.
#include <algorithm>
#include <array>
#include <utility>

#include "verify/prose_piece.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// Whether what stands between two of a list parts them.
bool is_joint(std::string_view between) {
  static constexpr std::array<std::string_view, 9> kJoints = {",",    "and",    ", and", "/", "->",
                                                              "then", ", then", "&",     "or"};
  const std::string text = trimmed(between, " ");
  return std::find(kJoints.begin(), kJoints.end(), text) != kJoints.end();
}

// Ranges that stand in a row, joint by joint: where each row begins and ends among them.
std::vector<std::pair<std::size_t, std::size_t>> rows_of(const std::vector<Range>& ranges,
                                                         std::string_view text) {
  std::vector<std::pair<std::size_t, std::size_t>> rows;
  for (std::size_t begin = 0; begin < ranges.size();) {
    std::size_t end = begin + 1;
    while (end < ranges.size() && ranges[end - 1].end <= ranges[end].begin &&
           is_joint(text.substr(ranges[end - 1].end, ranges[end].begin - ranges[end - 1].end))) {
      ++end;
    }
    rows.emplace_back(begin, end);
    begin = end;
  }
  return rows;
}

}  // namespace

// Where the number stands in a list of several, and how long that is; 0 where it is in none.
std::pair<std::size_t, std::size_t> ProseReader::place_in_list(const Piece& piece,
                                                               const Numeral& numeral) {
  std::vector<Range> numbers;
  std::size_t place = 0;
  for (const Numeral& each : piece.numerals) {
    if (piece.sentence.holds(each.range.begin) && !piece.is_named(each) &&
        each.kind == numeral.kind && each.unit == numeral.unit) {
      place = each.range.begin == numeral.range.begin ? numbers.size() : place;
      numbers.push_back(each.range);
    }
  }
  for (const auto& [begin, end] : rows_of(numbers, piece.plain.lower())) {
    if (begin <= place && place < end && end - begin > 1) {
      return {place - begin, end - begin};
    }
  }
  return {0, 0};
}

// "10 → 22 → 37 tok/s with 0, 16 and 33 layers": the name in the number's place of the list.
std::optional<Mention> ProseReader::listed_partner(const Piece& piece, const Numeral& numeral) {
  const auto [place, length] = place_in_list(piece, numeral);
  if (length == 0) {
    return std::nullopt;
  }
  const std::vector<Mention> here = within(piece.mentions, piece.sentence);
  std::vector<Range> names(here.size());
  std::transform(here.begin(), here.end(), names.begin(),
                 [](const Mention& mention) { return mention.range; });
  std::optional<Mention> partner;
  for (const auto& [first, last] : rows_of(names, piece.plain.lower())) {
    const bool alike =
        last - first == length &&
        std::all_of(here.begin() + static_cast<std::ptrdiff_t>(first),
                    here.begin() + static_cast<std::ptrdiff_t>(last),
                    [&, at = first](const Mention& each) { return is_akin(here[at], each); });
    if (alike && partner) {
      return std::nullopt;  // two lists of names
    }
    if (alike) {
      partner = here[first + place];
    }
  }
  return partner;
}

// "102 vs 77": 0 of the first number, 1 of the second, −1 of none such.
int ProseReader::part_of_pair(const Piece& piece, const Numeral& numeral) {
  static constexpr std::array<std::string_view, 7> kBetween = {
      "vs", "vs.", "versus", "against", "compared to", "compared with", "instead of"};
  for (std::size_t i = 0; i + 1 < piece.numerals.size(); ++i) {
    const Range first = piece.numerals[i].range;
    const Range second = piece.numerals[i + 1].range;
    std::string between = piece.text({first.end, std::max(first.end, second.begin)});
    between.erase(0, std::min(between.find_first_not_of(' '), between.size()));
    between.erase(between.find_last_not_of(' ') + 1);
    if (std::find(kBetween.begin(), kBetween.end(), between) != kBetween.end()) {
      if (first.begin == numeral.range.begin) {
        return 0;
      }
      if (second.begin == numeral.range.begin) {
        return 1;
      }
    }
  }
  return -1;
}

// Of two that the sentence compares the first or the second; where it names one, behind "than", the
// first is what was spoken of before.
Scope ProseReader::scope_of_part(const Piece& piece, int part, std::size_t at,
                                 const Scope& otherwise) const {
  std::vector<Mention> sides;
  std::vector<Mention> places;
  for (const Mention& mention : within(piece.mentions, piece.sentence)) {
    const bool file = mention.kind == NameKind::kFile || mention.kind == NameKind::kFolder;
    (file ? places : sides).push_back(mention);
  }
  // A model and its setting are no two sides.
  if (sides.size() == 2 && !is_akin(sides.front(), sides.back())) {
    const bool first = sides.front().kind == NameKind::kModel;
    places.push_back(first ? sides.front() : sides.back());
    sides.erase(first ? sides.begin() : sides.begin() + 1);
  }
  const Scope around = narrowed(scope_of(places), piece.context.scope);
  if (sides.size() == 2) {
    return narrowed(scope_of({sides[static_cast<std::size_t>(part)]}), around);
  }
  if (sides.size() > 2) {
    return narrowed(otherwise, around);
  }
  // "Eight threads are best: 35 against 31": the first is what stands before it.
  if (sides.size() == 1 && part == 0 && sides.front().range.end <= at) {
    return narrowed(scope_of(sides), around);
  }
  // "24 layers give 38 instead of 60": of the others.
  if (sides.size() == 1 && part == 1 && sides.front().range.end <= at) {
    const auto factor = sides.front().columns.empty()
                            ? dataset_.factors().end()
                            : dataset_.factors().find(lowered(sides.front().columns.front()));
    if (factor != dataset_.factors().end() && factor->second.size() > 1) {
      Mention others = sides.front();
      others.values.clear();
      for (const std::string& level : factor->second) {
        const auto& named = sides.front().values;
        if (std::find(named.begin(), named.end(), level) == named.end()) {
          others.values.push_back(level);
        }
      }
      return narrowed(scope_of({others}), narrowed(scope_of(places), otherwise));
    }
  }
  if (sides.size() == 1 && part == 1) {
    return narrowed(scope_of(sides), scope_of(places));
  }
  if (part == 1) {
    Scope other = narrowed(otherwise, scope_of(places));
    std::erase_if(other.conditions,
                  [](const Setting& setting) { return setting.columns.front() == "model"; });
    return other;
  }
  return narrowed(sides.empty() ? scope_of(piece.subjects) : Scope{}, around);
}

}  // namespace chimera::verify
