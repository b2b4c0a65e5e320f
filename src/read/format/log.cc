// Logs: lines and blocks with the same keys are the rows of a table; objects of JSON that stand on
// lines are rows as in JSON Lines. Only what holds a number is kept, and a text without any is no
// problem.
#include "text/log.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "read/format/format.h"
#include "read/format/json_tables.h"
#include "read/format/problem_list.h"
#include "read/table_builder.h"
#include "text/json.h"

namespace chimera::read {

namespace {

using text::JsonKind;
using text::JsonValue;
using text::LogBlock;

constexpr std::size_t kLogTablesMax = 1000;

bool has_number(const Table& table) {
  return std::any_of(table.columns.begin(), table.columns.end(), [](const Column& column) {
    return std::any_of(column.number.begin(), column.number.end(),
                       [](double value) { return !std::isnan(value); });
  });
}

/// Blocks with the same keys, in any order.
using Kinds = std::map<std::set<std::string>, std::vector<const LogBlock*>>;

Kinds kinds_of(const std::vector<LogBlock>& blocks) {
  Kinds kinds;
  for (const LogBlock& block : blocks) {
    std::set<std::string> keys;
    for (const auto& [key, value] : block.pairs) {
      keys.insert(key);
    }
    kinds[std::move(keys)].push_back(&block);
  }
  return kinds;
}

/// One "key=value" on one line is a word of prose, or of a command.
bool says_too_little(const std::vector<const LogBlock*>& blocks) {
  return blocks.size() == 1 && blocks.front()->pairs.size() == 1;
}

/// Returns how many lines became rows.
std::size_t add_blocks(const std::string& path, const text::Log& log, std::vector<Table>& tables) {
  std::size_t used = 0;
  for (const auto& [keys, blocks] : kinds_of(log.blocks)) {
    if (says_too_little(blocks) || tables.size() >= kLogTablesMax) {
      continue;
    }
    TableBuilder builder(path, "", "log");
    std::size_t lines = 0;
    for (const LogBlock* block : blocks) {
      builder.add_row(block->line, block->pairs);
      lines += block->lines;
    }
    Table table = builder.take();
    if (has_number(table)) {
      tables.push_back(std::move(table));
      used += lines;
    }
  }
  return used;
}

std::size_t add_json(const std::string& path, const text::Log& log, std::vector<Table>& tables) {
  JsonValue array{.kind = JsonKind::kArray};
  std::vector<std::size_t> lines;
  for (const text::LogJson& line : log.json) {
    if (auto value = text::parse_json(line.text)) {
      array.items.push_back(std::move(*value));
      lines.push_back(line.line);
    }
  }
  bool any = false;
  for (Table& table : json_tables(array, path, lines).tables) {
    if (has_number(table)) {
      table.format = "log";
      tables.push_back(std::move(table));
      any = true;
    }
  }
  return any ? lines.size() : 0;
}

}  // namespace

std::optional<FormatOutput> read_log(const Source& source) {
  if (source.type != ArtifactType::kLog) {
    return std::nullopt;
  }
  FormatOutput output;
  const text::Log log = text::parse_log(source.text);
  Account account{.parts = "lines", .total = log.lines};
  account.used = add_blocks(source.path, log, output.tables);
  account.used += add_json(source.path, log, output.tables);
  std::sort(output.tables.begin(), output.tables.end(), [](const Table& a, const Table& b) {
    return std::pair(a.place.front(), a.pointer) < std::pair(b.place.front(), b.pointer);
  });
  if (account.used < account.total) {
    const std::string where = log.first_other == 0 ? "" : line_text(log.first_other);
    account.skipped.push_back(
        {account.total - account.used, where, "no pairs of a key and a number"});
  }
  output.account = std::move(account);
  return output;
}

}  // namespace chimera::read
