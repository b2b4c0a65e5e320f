#include "verify/paired_signs.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "stats/descriptive.h"
#include "verify/bind.h"
#include "verify/comparison_words.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// Columns with one value in all cells of a sample, by which whole sides may be told apart.
std::set<std::string> constant_columns(const Sample& sample) {
  std::map<std::string, std::set<std::string_view>> values;
  for (const Cell& cell : sample.cells) {
    for (const Column& column : cell.table->columns) {
      if (sets_the_trial(column.role) && !column.shared) {
        values[column.name].insert(column.text_at(cell.row));
      }
    }
  }
  std::set<std::string> constant;
  for (const auto& [name, spelled] : values) {
    if (spelled.size() == 1) {
      constant.insert(name);
    }
  }
  return constant;
}

std::set<std::string_view> files_of(const Sample& sample) {
  std::set<std::string_view> files;
  for (const Cell& cell : sample.cells) {
    files.insert(cell.table->file);
  }
  return files;
}

// Whether of several files those of one side hold both: then each is a run of both.
bool share_files(const Sample& a, const Sample& b) {
  const auto of_a = files_of(a);
  const auto of_b = files_of(b);
  return std::max(of_a.size(), of_b.size()) > 1 &&
         (std::includes(of_a.begin(), of_a.end(), of_b.begin(), of_b.end()) ||
          std::includes(of_b.begin(), of_b.end(), of_a.begin(), of_a.end()));
}

// What tells two samples apart and is no part of what they were run under.
struct RunAlike {
  std::set<std::string> apart;
  bool by_file = false;
};

// "remark", "state", "ok": what came of a trial, and nothing that it was run under.
bool says_outcome(std::string_view column) {
  static constexpr std::array<std::string_view, 14> kOutcomes = {
      "remark", "remarks",  "note",    "notes", "comment", "comments", "state",
      "result", "complete", "outcome", "ok",    "failed",  "err",      "completed"};
  return is_one_of(lowered(column), kOutcomes);
}

// What the row was run under, without what tells the sides apart.
std::string pairing_key(const Cell& cell, const RunAlike& alike) {
  std::string key = alike.by_file ? cell.table->file + "\n" : "";
  for (const Column& column : cell.table->columns) {
    if (sets_the_trial(column.role) && !column.shared && column.name != "model" &&
        column.name != "tag" && !alike.apart.contains(column.name) && !says_outcome(column.name)) {
      key.append(column.name).append("=").append(column.text_at(cell.row)).append("\n");
    }
  }
  return key;
}

std::map<std::string, std::vector<double>> by_key(const Sample& sample, const RunAlike& alike) {
  std::map<std::string, std::vector<double>> groups;
  for (const Cell& cell : sample.cells) {
    groups[pairing_key(cell, alike)].push_back(cell.value);
  }
  return groups;
}

// The values of one side. Where the other was only run under some of its settings, those alone: a
// backend of the GPU is held against what else ran there.
std::vector<double> values_beside(const Sample& sample,
                                  const std::map<std::string, std::vector<double>>& own,
                                  const std::map<std::string, std::vector<double>>& other) {
  const bool within = std::all_of(other.begin(), other.end(),
                                  [&](const auto& each) { return own.contains(each.first); });
  if (!within || other.size() == own.size()) {
    return sample.values();
  }
  std::vector<double> values;
  for (const auto& [key, of_key] : own) {
    if (other.contains(key)) {
      values.insert(values.end(), of_key.begin(), of_key.end());
    }
  }
  return values;
}

// Columns whose every value spells that of a given one, as `l4_int8_b1` does `int8`: they name a
// whole setting.
std::set<std::string> composed_columns(const Sample& sample, const std::set<std::string>& given) {
  const auto spells_one = [&given](const Cell& cell, const Column& column) {
    const std::string_view value = column.text_at(cell.row);
    return std::any_of(
        cell.table->columns.begin(), cell.table->columns.end(), [&](const Column& part) {
          const std::string_view spelled =
              given.contains(part.name) ? part.text_at(cell.row) : std::string_view();
          return spelled.size() > 1 && spelled.size() < value.size() &&
                 value.find(spelled) != std::string_view::npos;
        });
  };
  std::set<std::string> composed;
  std::set<std::string> others = given;
  for (const Cell& cell : sample.cells) {
    for (const Column& column : cell.table->columns) {
      if (sets_the_trial(column.role) && !column.shared && !others.contains(column.name)) {
        (spells_one(cell, column) ? composed : others).insert(column.name);
      }
    }
  }
  std::erase_if(composed, [&](const std::string& name) { return others.contains(name); });
  return composed;
}

// Columns that number each row on its own ("call" 1 and 3 of the one arm, 2 and 4 of the other) or
// hold what came out: nearly all values of a side differ, and the other side has few of them.
std::set<std::string> numbering_columns(const Sample& a, const Sample& b) {
  constexpr std::size_t kRowsMin = 4;
  using Values = std::map<std::string, std::set<std::string_view>>;
  const auto values_of = [](const Sample& sample) {
    Values values;
    for (const Cell& cell : sample.cells) {
      for (const Column& column : cell.table->columns) {
        if (sets_the_trial(column.role) && !column.shared) {
          values[column.name].insert(column.text_at(cell.row));
        }
      }
    }
    return values;
  };
  const auto differ = [](const Sample& sample, const std::set<std::string_view>& values) {
    return sample.cells.size() >= kRowsMin && 5 * values.size() >= 4 * sample.cells.size();
  };
  std::set<std::string> numbering;
  const Values of_b = values_of(b);
  for (const auto& [name, in_a] : values_of(a)) {
    const auto other = of_b.find(name);
    if (other == of_b.end() || !differ(a, in_a) || !differ(b, other->second)) {
      continue;
    }
    const auto shared = std::ranges::count_if(
        in_a, [&](std::string_view value) { return other->second.contains(value); });
    if (2 * static_cast<std::size_t>(shared) < std::min(in_a.size(), other->second.size())) {
      numbering.insert(name);
    }
  }
  return numbering;
}

std::set<const Table*> tables_of_both(const Sample& a, const Sample& b) {
  std::set<const Table*> of_b;
  for (const Cell& cell : b.cells) {
    of_b.insert(cell.table);
  }
  std::set<const Table*> both;
  for (const Cell& cell : a.cells) {
    if (of_b.contains(cell.table)) {
      both.insert(cell.table);
    }
  }
  return both;
}

// Columns whose every value differs in a table that holds rows of both sides ("run_id", "started"):
// they number its rows, however few of them a side has.
std::set<std::string> row_numbers(const Sample& a, const Sample& b) {
  constexpr std::size_t kRowsMin = 8;
  std::set<std::string> numbers;
  for (const Table* const table : tables_of_both(a, b)) {
    for (const Column& column : table->columns) {
      std::set<std::string_view> values;
      for (std::size_t row = 0; row < table->rows(); ++row) {
        values.insert(column.text_at(row));
      }
      if (sets_the_trial(column.role) && !column.shared && table->rows() >= kRowsMin &&
          values.size() == table->rows()) {
        numbers.insert(column.name);
      }
    }
  }
  return numbers;
}

// The columns that have one value in all of each: by these the two may be told apart.
std::set<std::string> told_apart(const Sample& a, const Sample& b) {
  std::set<std::string> apart;
  const std::set<std::string> in_a = constant_columns(a);
  const std::set<std::string> in_b = constant_columns(b);
  std::set_intersection(in_a.begin(), in_a.end(), in_b.begin(), in_b.end(),
                        std::inserter(apart, apart.end()));
  const std::set<std::string> composed_a = composed_columns(a, apart);
  const std::set<std::string> composed_b = composed_columns(b, apart);
  std::set_intersection(composed_a.begin(), composed_a.end(), composed_b.begin(), composed_b.end(),
                        std::inserter(apart, apart.end()));
  apart.merge(numbering_columns(a, b));
  apart.merge(row_numbers(a, b));
  return apart;
}

}  // namespace

bool is_one_sample(const Sample& a, const Sample& b) {
  return std::equal(a.cells.begin(), a.cells.end(), b.cells.begin(), b.cells.end(),
                    [](const Cell& one, const Cell& other) {
                      return one.table == other.table && one.column == other.column &&
                             one.row == other.row;
                    });
}

bool share_a_table(const Sample& a, const Sample& b) {
  return !tables_of_both(a, b).empty();
}

bool is_no_peer(const Metric& metric, const Sample& own, const Sample& peer) {
  const auto mean = stats::mean(peer.values());
  return is_one_sample(own, peer) || (mean && is_time(metric) && !(*mean > 0));
}

std::vector<double> paired_ratios(const Sample& a, const Sample& b) {
  std::vector<double> ratios;
  const RunAlike alike{told_apart(a, b), share_files(a, b)};
  const auto of_b = by_key(b, alike);
  for (const auto& [key, values] : by_key(a, alike)) {
    const auto other = of_b.find(key);
    const double base = other == of_b.end() ? 0 : stats::mean(other->second).value_or(0);
    if (base > 0) {
      ratios.push_back(stats::mean(values).value_or(0) / base);
    }
  }
  return ratios;
}

std::optional<Signs> signs_of(const Sample& a, const Sample& b) {
  if (a.cells.empty() || b.cells.empty()) {
    return std::nullopt;
  }
  Signs signs;
  const RunAlike alike{told_apart(a, b), share_files(a, b)};
  const auto of_a = by_key(a, alike);
  const auto of_b = by_key(b, alike);
  const auto va = values_beside(a, of_a, of_b);
  const auto vb = values_beside(b, of_b, of_a);
  signs.of_all = va.size() == a.cells.size();
  signs.mean_a = stats::mean(va).value_or(0);
  signs.mean_b = stats::mean(vb).value_or(0);
  signs.mean = sign_of(signs.mean_a, signs.mean_b);
  signs.median = sign_of(stats::median(va).value_or(0), stats::median(vb).value_or(0));
  for (const auto& [key, values] : of_a) {
    if (const auto other = of_b.find(key); other != of_b.end()) {
      const double sign =
          sign_of(stats::mean(values).value_or(0), stats::mean(other->second).value_or(0));
      ++signs.pairs;
      signs.more += sign > 0 ? 1U : 0U;
      signs.less += sign < 0 ? 1U : 0U;
    }
  }
  return signs;
}

std::optional<bool> loses_a_pair(const Sample& a, const Sample& b, int wanted) {
  const auto signs = signs_of(a, b);
  return signs && signs->pairs > 1 ? std::optional((wanted > 0 ? signs->less : signs->more) > 0)
                                   : std::nullopt;
}

bool is_same_in_pairs(const Sample& a, const Sample& b) {
  constexpr double kNothing = 0.02;
  const std::vector<double> ratios = paired_ratios(a, b);
  return ratios.size() > 1 && std::abs(stats::mean(ratios).value_or(0) - 1) < kNothing;
}

double size_of(std::string_view model) {
  for (const Range& word : words_of(model)) {
    const std::string_view spelled = model.substr(word.begin, word.end - word.begin);
    double value = 0;
    const char* const end = spelled.data() + spelled.size();
    const auto read = std::from_chars(spelled.data(), end, value);
    if (read.ec == std::errc() && read.ptr + 1 == end && (*read.ptr == 'b' || *read.ptr == 'm')) {
      return value * (*read.ptr == 'b' ? 1e9 : 1e6);
    }
  }
  return 0;
}

bool stand_together(const Sample& a, const Sample& b, std::string_view own_key) {
  const auto parents = [own_key](const Cell& cell) {
    std::string spelled;
    for (const Column& column : cell.table->columns) {
      const bool key = column.name == "key" || column.name.starts_with("key_");
      if (key && column.name != own_key) {
        spelled.append(column.text_at(cell.row)).append("\n");
      }
    }
    return std::pair(cell.table, std::move(spelled));
  };
  std::set<std::pair<const Table*, std::string>> of_a;
  for (const Cell& cell : a.cells) {
    of_a.insert(parents(cell));
  }
  return std::ranges::any_of(b.cells,
                             [&](const Cell& cell) { return of_a.contains(parents(cell)); });
}

}  // namespace chimera::verify
