#include "verify/bound_number.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "verify/bound_query.h"
#include "verify/run_block.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::string_view kCommentStart = "<!-- chimera:";
constexpr std::string_view kCommentEnd = "-->";

struct Comment {
  std::size_t begin = 0;
  std::string_view arguments;
};

std::vector<Comment> comments_of(std::string_view line) {
  std::vector<Comment> comments;
  for (std::size_t at = line.find(kCommentStart); at != std::string_view::npos;
       at = line.find(kCommentStart, at + 1)) {
    const std::size_t end = line.find(kCommentEnd, at);
    if (end == std::string_view::npos) {
      break;
    }
    const std::size_t begin = at + kCommentStart.size();
    comments.push_back({at, line.substr(begin, end - begin)});
  }
  return comments;
}

std::optional<Numeral> last_number(const Plain& plain) {
  std::vector<Numeral> numerals = find_numerals(plain);
  std::erase_if(numerals, [](const Numeral& each) { return each.kind == NumeralKind::kDate; });
  return numerals.empty() ? std::nullopt : std::optional(std::move(numerals.back()));
}

BoundNumber number_at(std::size_t line, Plain plain, Numeral numeral, Result<Query> query) {
  const std::size_t begin = numeral.signed_up ? numeral.range.begin : numeral.digits.begin;
  const Range number = plain.source({begin, numeral.digits.end});
  std::string unit = numeral.kind == NumeralKind::kPercent ? "%" : numeral.unit;
  return {line, number, std::move(numeral), std::move(plain), std::move(unit), std::move(query)};
}

// "mean (ms)" → "ms".
std::string unit_of_head(const Plain& head) {
  const std::string& text = head.text();
  const std::size_t open = text.rfind('(');
  const std::size_t close = text.rfind(')');
  if (open == std::string::npos || close == std::string::npos || close < open) {
    return "";
  }
  return trimmed(std::string_view{text}.substr(open + 1, close - open - 1), " \t");
}

Result<Query> checked_for(const Block& table, Query query) {
  if (query.by.empty()) {
    return fail(ErrorCode::kUsage, "a table is bound with --by");
  }
  if (table.head.size() < query.by.size() + query.statistics.size()) {
    return fail(ErrorCode::kUsage, "the table has fewer columns than --by and --stat");
  }
  return query;
}

// The table whose last row is on the line before.
const Block* table_above(const Document& document, std::size_t line) {
  for (const Block& block : document.blocks) {
    const bool is_table = block.kind == BlockKind::kTable;
    if (is_table && block.line + 2 + block.rows.size() == line) {
      return &block;
    }
  }
  return nullptr;
}

Query without_groups(const Query& query, const std::vector<std::string>& group, Statistic of) {
  Query one = query;
  one.by.clear();
  one.statistics = {of};
  for (std::size_t i = 0; i < group.size(); ++i) {
    one.where.push_back({query.by[i], group[i]});
  }
  return one;
}

void add_numbers(const BoundTable& bound, std::size_t row, std::vector<BoundNumber>& numbers) {
  const Query& query = *bound.query;
  const std::vector<Plain>& cells = bound.table->rows[row].cells;
  const std::vector<std::string> group = group_of(bound.table->rows[row], query);
  for (std::size_t i = 0; i < query.statistics.size(); ++i) {
    const std::size_t column = query.by.size() + i;
    std::optional<Numeral> numeral =
        column < cells.size() ? last_number(cells[column]) : std::nullopt;
    if (!numeral) {
      continue;
    }
    BoundNumber number = number_at(bound.table->line + 2 + row, cells[column], *std::move(numeral),
                                   without_groups(query, group, query.statistics[i]));
    if (number.unit.empty()) {
      number.unit = unit_of_head(bound.table->head[column]);
    }
    numbers.push_back(std::move(number));
  }
}

Result<Query> for_a_number(std::string_view arguments) {
  Result<Query> query = parse_query(arguments);
  if (query && !query->by.empty()) {
    return fail(ErrorCode::kUsage, "--by is for a table: its comment stands alone below it");
  }
  return query;
}

}  // namespace

std::vector<BoundNumber> find_bound_numbers(const Document& document) {
  std::vector<BoundNumber> bound;
  for (std::size_t i = 0; i < document.lines.size(); ++i) {
    for (const Comment& comment : comments_of(document.lines[i])) {
      Plain plain;
      plain.add(document.lines[i], i, {0, comment.begin});
      if (std::optional<Numeral> numeral = last_number(plain); numeral) {
        bound.push_back(
            number_at(i, std::move(plain), *std::move(numeral), for_a_number(comment.arguments)));
      }
    }
  }
  return bound;
}

std::vector<BoundTable> find_bound_tables(const Document& document) {
  std::vector<BoundTable> bound;
  for (std::size_t i = 0; i < document.lines.size(); ++i) {
    const std::vector<Comment> comments = comments_of(document.lines[i]);
    const bool alone =
        !comments.empty() && trimmed(document.lines[i], " \t").starts_with(kCommentStart);
    const Block* const table = alone ? table_above(document, i) : nullptr;
    if (table == nullptr) {
      continue;
    }
    bound.push_back(
        {i, table, parse_query(comments.front().arguments).and_then([table](Query query) {
           return checked_for(*table, std::move(query));
         })});
  }
  return bound;
}

std::vector<std::string> group_of(const TableRow& row, const Query& query) {
  std::vector<std::string> group;
  group.reserve(query.by.size());
  for (std::size_t i = 0; i < query.by.size(); ++i) {
    group.push_back(i < row.cells.size() ? trimmed(row.cells[i].text(), " \t") : "");
  }
  return group;
}

std::vector<BoundNumber> numbers_of(const BoundTable& bound) {
  std::vector<BoundNumber> numbers;
  for (std::size_t row = 0; bound.query && row < bound.table->rows.size(); ++row) {
    add_numbers(bound, row, numbers);
  }
  return numbers;
}

std::vector<Claim> judge_bound_numbers(const Document& document, const Observations& observations) {
  std::vector<BoundNumber> numbers = find_bound_numbers(document);
  for (const BoundTable& bound : find_bound_tables(document)) {
    std::vector<BoundNumber> of_table = numbers_of(bound);
    numbers.insert(numbers.end(), std::make_move_iterator(of_table.begin()),
                   std::make_move_iterator(of_table.end()));
  }
  std::vector<Claim> claims;
  claims.reserve(numbers.size());
  for (const BoundNumber& number : numbers) {
    const Numeral& numeral = number.numeral;
    Judgement judgement = number.query
                              ? judge_by_query(numeral, number.unit, *number.query, observations)
                              : contradicted(ClaimType::kAggregate, VerdictReason::kNoSuchThing,
                                             number.query.error().message);
    claims.push_back(claim_at(number.plain, numeral.range, numeral.digits.begin, document.lines,
                              std::move(judgement)));
  }
  return claims;
}

}  // namespace chimera::verify
