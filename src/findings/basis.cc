#include "findings/basis.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/parallel.h"
#include "findings/kind/file_groups.h"
#include "findings/kind/kinds.h"
#include "findings/phrases.h"
#include "query/select.h"
#include "text/glob.h"

namespace chimera::findings {

namespace {

/// As the queries spell them: patterns too.
std::set<std::string> files_of(const FactBook& book, const Finding& finding) {
  std::set<std::string> files;
  const auto take = [&](const std::vector<Condition>& conditions) {
    for (const Condition& condition : conditions) {
      if (condition.column == "file") {
        files.insert(condition.value);
      }
    }
  };
  take(finding.about.where);
  for (const std::string& id : finding.facts) {
    if (const Fact* fact = book.find(id); fact != nullptr) {
      take(fact->query.where);
      take(fact->query.against);
    }
  }
  return files;
}

/// The places of the tables whose file meets one of the patterns. Only files that begin as a
/// pattern does are looked at. REQUIRES: `tables` by file.
std::set<std::size_t> places_of(const std::vector<const Table*>& tables,
                                const std::set<std::string>& patterns) {
  std::set<std::size_t> places;
  for (const std::string& pattern : patterns) {
    const std::string beginning = pattern.substr(0, pattern.find_first_of("*?"));
    auto table = std::ranges::lower_bound(tables, beginning, {}, &Table::file);
    for (; table != tables.end() && (*table)->file.starts_with(beginning); ++table) {
      if (text::glob_matches(pattern, (*table)->file)) {
        places.insert(static_cast<std::size_t>(table - tables.begin()));
      }
    }
  }
  return places;
}

/// Of each file the first table that has the metric. REQUIRES: `tables` by file.
std::vector<const Table*> tables_of(const std::vector<const Table*>& tables,
                                    const std::set<std::string>& files, const std::string& metric) {
  std::vector<const Table*> found;
  for (const std::size_t place : places_of(tables, files)) {
    const Table* table = tables[place];
    const bool first = found.empty() || found.back()->file != table->file;
    if (first && (metric.empty() || query::metric_column(*table, metric) != nullptr)) {
      found.push_back(table);
    }
  }
  return found;
}

/// The ratio that the finding tells; of several the one that was tested.
const Fact* ratio_of(const FactBook& book, const Finding& finding) {
  const Fact* ratio = nullptr;
  for (const std::string& id : finding.facts) {
    const Fact* fact = book.find(id);
    if (fact == nullptr || fact->query.statistics.empty() ||
        fact->statistic() != Statistic::kRatio) {
      continue;
    }
    const bool tested = finding.test && !(finding.test->effect < fact->value) &&
                        !(fact->value < finding.test->effect);
    if (ratio == nullptr || tested) {
      ratio = fact;
    }
  }
  return ratio;
}

const std::string* value_of(const std::vector<Condition>& conditions, const std::string& column) {
  const auto found = std::find_if(conditions.begin(), conditions.end(),
                                  [&](const Condition& each) { return each.column == column; });
  return found == conditions.end() ? nullptr : &found->value;
}

/// What a level is called: between runs a file stands for its only level.
std::string level_name(const Basis& basis, const std::string& value) {
  if (!basis.between_runs) {
    return value;
  }
  for (const Table* table : basis.tables) {
    if (table->file == value) {
      return only_level(*table, basis.factor);
    }
  }
  return "";
}

/// Reads the two levels off the ratio. The factor stays "" where they can't be named.
void find_levels(Basis& basis) {
  const Fact& ratio = *basis.ratio;
  const std::string column = ratio.query.against.front().column;
  const std::string* high = value_of(ratio.query.where, column);
  if (high == nullptr || basis.tables.empty()) {
    return;
  }
  const auto& factors = basis.finding->about.factors;
  basis.between_runs = column == "file";
  basis.runs_repeated = !basis.between_runs && basis.tables.size() > 1;
  basis.factor = !basis.between_runs ? column : factors.empty() ? "model" : factors.front();
  basis.better = level_name(basis, *high);
  basis.worse = level_name(basis, ratio.query.against.front().value);
  const Column* metric = query::metric_column(*basis.tables.front(), ratio.query.metric);
  const Column* varied = find_column(*basis.tables.front(), basis.factor);
  if (metric == nullptr || varied == nullptr || basis.better.empty() || basis.worse.empty()) {
    basis.factor.clear();
    return;
  }
  basis.is_subject = varied->role == Role::kSubject;
  if (basis.direction == Direction::kLowerIsBetter) {
    std::swap(basis.better, basis.worse);
  }
}

Basis read_basis(const FactBook& book, const std::vector<const Table*>& tables,
                 const Finding& finding) {
  Basis basis{.finding = &finding};
  basis.tables = tables_of(tables, files_of(book, finding), finding.about.metric);
  if (!basis.tables.empty() && !finding.about.metric.empty()) {
    const Column& metric = *query::metric_column(*basis.tables.front(), finding.about.metric);
    basis.definition = metric.definition;
    basis.direction = presumed_direction(metric);
  }
  basis.ratio = ratio_of(book, finding);
  if (basis.ratio != nullptr && basis.ratio->query.against.size() == 1) {
    find_levels(basis);
  }
  return basis;
}

}  // namespace

std::string only_level(const Table& table, const std::string& column) {
  const Column* found = find_column(table, column);
  const auto levels = found == nullptr ? std::vector<std::string>{} : levels_of(table, *found);
  return levels.size() == 1 ? levels.front() : "";
}

std::vector<Basis> bases_of(const FactBook& book, const std::vector<Finding>& findings) {
  std::vector<const Table*> tables = distinct_tables(book.observations(), TableKind::kMeasured);
  const auto summaries = distinct_tables(book.observations(), TableKind::kSummary);
  tables.insert(tables.end(), summaries.begin(), summaries.end());
  std::stable_sort(tables.begin(), tables.end(),
                   [](const Table* a, const Table* b) { return a->file < b->file; });
  std::vector<Basis> bases(findings.size());
  for_each_index(findings.size(), 0,
                 [&](std::size_t i) { bases[i] = read_basis(book, tables, findings[i]); });
  return bases;
}

Phrase level_phrase(const Basis& basis, const std::string& level) {
  return called(basis.is_subject ? level : basis.factor + "=" + level);
}

Phrase place_of(const std::vector<const Table*>& tables) {
  if (tables.empty()) {
    return {};
  }
  if (tables.size() <= 2) {
    const Phrase first = join({say(" in "), called(tables.front()->file)});
    return tables.size() == 1 ? first : join({first, say(" and "), called(tables.back()->file)});
  }
  return join({say(" in "), called(common_folder(tables))});
}

}  // namespace chimera::findings
