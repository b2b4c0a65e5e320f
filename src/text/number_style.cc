#include "text/number_style.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace chimera::text {
namespace {

constexpr NumberStyle kPointStyle{.decimal_comma = false, .blank_groups = true};
constexpr NumberStyle kCommaStyle{.decimal_comma = true, .blank_groups = true};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// What no number begins with is decided by its first byte.
bool may_be_number(std::string_view cell) {
  const std::size_t first = cell.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) {
    return false;
  }
  const char c = cell[first];
  const auto byte = static_cast<unsigned char>(c);
  return is_digit(c) || c == '+' || c == '-' || c == '.' || c == ',' || byte == 0xC2 ||
         byte == 0xE2;
}

/// Whether the cell is digits and at most one point, and no other reading of it is a number: the
/// fast path for nearly all cells.
struct Plain {
  bool is_plain = false;
  bool has_point = false;
};

Plain plain_form(std::string_view cell) {
  const std::size_t start = cell.starts_with('-') ? 1 : 0;
  std::size_t at = start;
  while (at < cell.size() && is_digit(cell[at])) {
    ++at;
  }
  const std::size_t whole = at - start;
  if (whole == 0 || whole > 300) {
    return {};
  }
  if (at == cell.size()) {
    return {true, false};
  }
  if (cell[at] != '.') {
    return {};
  }
  const std::size_t fraction = cell.size() - at - 1;
  const bool digits =
      std::all_of(cell.begin() + static_cast<std::ptrdiff_t>(at) + 1, cell.end(), is_digit);
  const bool groups = fraction == 3 && whole <= 3 && cell[start] != '0';
  return {digits && fraction > 0 && !groups, true};
}

/// A blank between two digits, which is no group to a reader that doesn't know of blanks.
bool needs_blank_groups(std::string_view cell) {
  return cell.find(' ') != std::string_view::npos && !read_number(cell, {false, false}) &&
         !read_number(cell, {true, false});
}

bool proves_blank_groups(std::string_view cell) {
  // Two groups, or a decimal sign behind the first: "1 234 567", "1 234,5".
  std::size_t blanks = 0;
  const std::size_t first = cell.find_first_not_of(" \t\r\n");
  for (std::size_t at = first; at + 1 < cell.size(); ++at) {
    if (cell[at] == ' ' && is_digit(cell[at + 1])) {
      ++blanks;
    } else if (blanks > 0 && (cell[at] == '.' || cell[at] == ',') && is_digit(cell[at + 1])) {
      return true;
    }
  }
  return blanks > 1;
}

bool is_mostly_numbers(const StyleVotes& votes) {
  return votes.numbers > 0 && 2 * votes.numbers >= votes.filled;
}

enum class Proof { kNone, kPoint, kComma, kBoth };

Proof proof_of(bool point, bool comma) {
  if (point && comma) {
    return Proof::kBoth;
  }
  if (point) {
    return Proof::kPoint;
  }
  return comma ? Proof::kComma : Proof::kNone;
}

ColumnStyle decide(const StyleVotes& votes, Proof table, char delimiter) {
  const Proof own = proof_of(votes.point > 0, votes.comma > 0);
  if (own == Proof::kPoint || own == Proof::kComma) {
    return {{.decimal_comma = own == Proof::kComma}, false};
  }
  if (table == Proof::kPoint || table == Proof::kComma) {
    return {{.decimal_comma = table == Proof::kComma}, false};
  }
  const bool undecided = own == Proof::kBoth || (votes.either > 0 && delimiter != ',');
  return {{}, undecided};
}

}  // namespace

void StyleVotes::add(std::string_view cell) {
  if (cell.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    return;
  }
  ++filled;
  if (const Plain plain = plain_form(cell); plain.is_plain) {
    ++numbers;
    point += plain.has_point ? 1 : 0;
    return;
  }
  if (!may_be_number(cell)) {
    return;
  }
  const std::optional<SpelledNumber> with_point = read_number(cell, kPointStyle);
  const std::optional<SpelledNumber> with_comma = read_number(cell, kCommaStyle);
  if (!with_point && !with_comma) {
    return;
  }
  ++numbers;
  if (!with_comma) {
    ++point;
  } else if (!with_point) {
    ++comma;
  } else if (std::islessgreater(with_point->value, with_comma->value) ||
             std::islessgreater(with_point->plus_minus.value_or(0),
                                with_comma->plus_minus.value_or(0))) {
    ++either;
  }
  if (needs_blank_groups(cell)) {
    ++(proves_blank_groups(cell) ? blanks : maybe_blanks);
  }
}

std::vector<ColumnStyle> decide_styles(std::span<const StyleVotes> columns, char delimiter) {
  bool point = false;
  bool comma = false;
  bool blanks = false;
  for (const StyleVotes& votes : columns) {
    if (!is_mostly_numbers(votes)) {
      continue;
    }
    point = point || (votes.point > 0 && votes.comma == 0);
    comma = comma || (votes.comma > 0 && votes.point == 0);
    blanks = blanks || votes.blanks > 0;
  }
  std::vector<ColumnStyle> styles;
  styles.reserve(columns.size());
  for (const StyleVotes& votes : columns) {
    ColumnStyle style = decide(votes, proof_of(point, comma), delimiter);
    style.style.blank_groups = blanks;
    style.ambiguous =
        style.ambiguous || (!blanks && votes.maybe_blanks > 0 && is_mostly_numbers(votes));
    styles.push_back(style);
  }
  return styles;
}

bool is_number_in_some_style(std::string_view text, bool bare) {
  if (plain_form(text).is_plain) {
    return true;
  }
  if (!may_be_number(text)) {
    return false;
  }
  for (const NumberStyle style : {kPointStyle, kCommaStyle}) {
    const std::optional<SpelledNumber> number = read_number(text, style);
    if (number && (!bare || (number->unit.empty() && !number->plus_minus))) {
      return true;
    }
  }
  return false;
}

}  // namespace chimera::text
