#include "verify/untried_levels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "verify/denied_words.h"
#include "verify/number_words.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// "Tested up to 64 clients": what was tried is a statement of its own.
bool says_tried(std::string_view clause) {
  static constexpr std::array<std::string_view, 24> kTried = {
      "vary",    "varies",   "varied",   "varying",  "cover*",     "sweep*",
      "swept",   "tried",    "test",     "tested",   "tests",      "levels",
      "values",  "explore*", "stepped",  "ran",      "include",    "were",
      "largest", "smallest", "includes", "measured", "benchmark*", "evaluated"};
  return has_any(clause, kTried) || !denied_in(clause).empty();
}

// Behind which a number says where, not how many.
bool says_where(std::string_view before) {
  static constexpr std::array<std::string_view, 14> kWhere = {
      "at",   "with",   "up to",   "to",   "from",  "beyond", "past",
      "past", "toward", "towards", "than", "above", "below",  "for"};
  while (before.ends_with(' ')) {
    before.remove_suffix(1);
  }
  return ends_with_word(before, kWhere);
}

// The words behind the number that name what it counts.
std::vector<std::string> columns_behind(const NameFinder& names, std::string_view behind) {
  static constexpr std::array<std::string_view, 18> kCounted = {"concurrent requests",
                                                                "concurrent clients",
                                                                "concurrent users",
                                                                "concurrent streams",
                                                                "parallel requests",
                                                                "parallel streams",
                                                                "parallel clients",
                                                                "simultaneous requests",
                                                                "simultaneous users",
                                                                "requests in flight",
                                                                "clients",
                                                                "users",
                                                                "streams",
                                                                "threads",
                                                                "gpu layers",
                                                                "layers",
                                                                "concurrent connections",
                                                                "workers"};
  for (const std::string_view counted : kCounted) {
    const std::string_view rest = behind.substr(std::min<std::size_t>(1, behind.size()));
    if (behind.starts_with(' ') && starts_with_word(rest, std::array{counted})) {
      auto columns = names.factors_called(counted);
      return columns.empty() && counted.find("concurrent") != std::string_view::npos
                 ? names.factors_called("concurrency")
                 : columns;
    }
  }
  return {};
}

std::vector<std::string> columns_before(const NameFinder& names, std::string_view before) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kNamed = {{
      {"batch size ", "batch size"},
      {"batch sizes ", "batch size"},
      {"batch size of ", "batch size"},
      {"batch ", "batch size"},
      {"concurrency ", "concurrency"},
      {"concurrency of ", "concurrency"},
      {"concurrency level ", "concurrency"},
      {"context length of ", "context length"},
      {"context of ", "context"},
      {"sequence length ", "sequence length"},
      {"sequence length of ", "sequence length"},
  }};
  for (const auto& [words, factor] : kNamed) {
    const std::string_view ahead =
        before.substr(0, before.size() - std::min(words.size(), before.size()));
    const bool whole = ahead.empty() || !is_word_char(ahead.back());
    if (before.ends_with(words) && whole) {
      std::string_view where = ahead;
      where.remove_suffix(where.ends_with(" a ") ? 2 : 0);
      return says_where(where) ? names.factors_called(factor) : std::vector<std::string>();
    }
  }
  return {};
}

// "Batch sizes above 512": the factor that stands right before such a bound.
std::vector<std::string> columns_beyond(const NameFinder& names, std::string_view before) {
  constexpr std::size_t kNear = 24;  // bytes
  before.remove_suffix(before.ends_with(' ') ? 1 : 0);
  before.remove_suffix(before.ends_with('s') ? 1 : 0);  // "batch sizes"
  return names.factor_in(before.substr(before.size() - std::min(kNear, before.size())));
}

bool has_spelling(const Column& column, double level) {
  for (std::size_t i = 0; i < column.text.spellings(); ++i) {
    const auto value = number_of(column.text.spelling(i));
    if (value && std::abs(*value - level) < 0.5) {
      return true;
    }
  }
  return false;
}

// Whether some trial, or a file's own notes, have it in a column that ends with the name of one.
bool is_known(const Dataset& dataset, const std::vector<std::string>& columns, double level) {
  const auto called = [&](const Column& column) {
    const std::string lower = lowered(column.name);
    const std::string_view last = std::string_view{lower}.substr(lower.rfind('.') + 1);
    return std::ranges::any_of(
        columns, [&](std::string_view each) { return each.substr(each.rfind('.') + 1) == last; });
  };
  return std::ranges::any_of(dataset.observations().tables, [&](const Table& table) {
    return std::ranges::any_of(table.columns, [&](const Column& column) {
      return called(column) && has_spelling(column, level);
    });
  });
}

// Whether it was varied at all, by numbers.
bool is_varied(const Dataset& dataset, const std::vector<std::string>& columns) {
  return std::ranges::any_of(columns, [&](const std::string& column) {
    const auto factor = dataset.factors().find(column);
    return factor != dataset.factors().end() &&
           std::ranges::count_if(factor->second,
                                 [](const std::string& level) { return is_number(level); }) > 1;
  });
}

// Whether nothing was run at more.
bool is_most(const Dataset& dataset, const std::vector<std::string>& columns, double level) {
  return std::ranges::none_of(columns, [&](const std::string& column) {
    const auto factor = dataset.factors().find(column);
    return factor != dataset.factors().end() &&
           std::ranges::any_of(factor->second, [level](const std::string& each) {
             const auto value = number_of(each);
             return value && *value > level;
           });
  });
}

// "Values of num_ctx above 4096 bring no gain", where 4096 is the most; not "were never tested".
bool is_beyond_all(const Dataset& dataset, const NameFinder& names, const Numeral& numeral,
                   std::string_view clause, std::string_view before) {
  static constexpr std::array<std::string_view, 8> kTests = {
      "test*", "tried", "explor*", "cover*", "measured", "run", "investigat*", "evaluat*"};
  if (numeral.bound != Bound::kAbove || has_any(clause, kTests)) {
    return false;
  }
  const auto columns = columns_beyond(names, before);
  return is_varied(dataset, columns) && is_most(dataset, columns, numeral.value);
}

// "At 64 clients", "a batch size of 64", where none was run.
bool is_off_levels(const Dataset& dataset, const NameFinder& names, const Numeral& numeral,
                   std::string_view before, std::string_view behind) {
  // "Up to 128": the words are a part of the number.
  const bool where = says_where(before) || numeral.reached;
  auto columns = where ? columns_behind(names, behind) : std::vector<std::string>();
  columns = columns.empty() ? columns_before(names, before) : columns;
  return is_varied(dataset, columns) && !is_known(dataset, columns, numeral.value);
}

}  // namespace

std::vector<Numeral> untried_levels(const Dataset& dataset, const NameFinder& names,
                                    std::string_view clause, std::size_t begin,
                                    const std::vector<Numeral>& numerals) {
  std::vector<Numeral> untried;
  const bool tried = says_tried(clause);
  for (const Numeral& numeral : numerals) {
    const bool here = numeral.range.begin >= begin && numeral.range.end <= begin + clause.size();
    if (!here || numeral.kind != NumeralKind::kNumber || !numeral.unit.empty() ||
        numeral.decimals > 0 || numeral.upper || numeral.value < 2) {
      continue;
    }
    const std::string_view before = clause.substr(0, numeral.range.begin - begin);
    const std::string_view behind = clause.substr(numeral.range.end - begin);
    if (is_beyond_all(dataset, names, numeral, clause, before) ||
        (!tried && is_off_levels(dataset, names, numeral, before, behind))) {
      untried.push_back(numeral);
    }
  }
  return untried;
}

}  // namespace chimera::verify
