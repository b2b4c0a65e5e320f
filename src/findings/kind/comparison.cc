// Levels of subjects and factors against each other, and the same grid measured for several models.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "findings/kind/kinds.h"
#include "findings/phrases.h"
#include "stats/test.h"

namespace chimera::findings {

namespace {

using enum Statistic;
using enum Section;

constexpr double kSignificance = 0.05;
constexpr std::size_t kLevelsMax = 8;

/// One contrast: the selection that is higher against the one that is lower.
struct Contrast {
  std::string metric;
  const Definition* definition = nullptr;
  Direction direction = Direction::kUnknown;
  std::vector<Condition> where;    ///< of the higher mean
  std::vector<Condition> against;  ///< what is put in its place
  std::string high_name;
  std::string low_name;
  std::string factor;
  bool is_subject = false;
  bool warm = false;
  std::size_t pairs = 1;  ///< that the two levels were picked from
};

Query query_of(const Contrast& contrast, Statistic statistic, bool second) {
  Query query{.metric = contrast.metric, .statistics = {statistic}, .where = contrast.where};
  query.exclude_cold = contrast.warm;
  if (statistic == kRatio || statistic == kP) {
    query.against = contrast.against;
    return query;
  }
  if (second) {
    for (const Condition& condition : contrast.against) {
      const auto same =
          std::find_if(query.where.begin(), query.where.end(),
                       [&](const auto& known) { return known.column == condition.column; });
      if (same != query.where.end()) {
        *same = condition;
      } else {
        query.where.push_back(condition);
      }
    }
  }
  return query;
}

bool has_cold(const Table& table) {
  return std::any_of(table.state.begin(), table.state.end(),
                     [](const TrialState& state) { return state.cold; });
}

/// Highest and lowest level by mean; false if fewer than two have one.
bool orient(FactBook& book, Contrast& contrast, const std::vector<std::string>& levels,
            const std::string& column) {
  std::vector<std::pair<double, std::string>> means;
  for (const std::string& level : levels) {
    Query query{.metric = contrast.metric, .statistics = {kMean}, .where = contrast.where};
    query.where.push_back({column, level});
    query.exclude_cold = contrast.warm;
    if (const Fact* fact = book.ask(query)) {
      means.emplace_back(fact->value, level);
    }
  }
  if (means.size() < 2) {
    return false;
  }
  contrast.pairs = means.size() * (means.size() - 1) / 2;
  const auto [low, high] = std::minmax_element(means.begin(), means.end());
  if (!(low->first < high->first)) {
    return false;
  }
  contrast.high_name = high->second;
  contrast.low_name = low->second;
  contrast.where.push_back({column, high->second});
  contrast.against = {{column, low->second}};
  return true;
}

Phrase named(const Contrast& contrast, const std::string& level) {
  return contrast.is_subject ? called(level) : called(contrast.factor + "=" + level);
}

Phrase place(const Contrast& contrast) {
  for (const Condition& condition : contrast.where) {
    if (condition.column == "file" && contrast.factor != "file") {
      return join({say(" in "), called(condition.value)});
    }
  }
  return {};
}

struct ContrastFacts {
  const Fact* ratio = nullptr;
  const Fact* high = nullptr;
  const Fact* low = nullptr;
  const Fact* p = nullptr;
};

ContrastFacts facts_of(FactBook& book, const Contrast& contrast) {
  return {book.ask(query_of(contrast, kRatio, false)), book.ask(query_of(contrast, kMean, false)),
          book.ask(query_of(contrast, kMean, true)), book.ask(query_of(contrast, kP, false))};
}

Phrase evidence(const Contrast& contrast, const ContrastFacts& facts) {
  Phrase phrase = interval(*facts.ratio);
  if (facts.p != nullptr) {
    phrase = join(
        {phrase, say(", "), p_value(*facts.p), say(" before adjustment, "), called(facts.p->test)});
  }
  if (contrast.warm) {
    phrase.push_back(words(", cold starts left out"));
  }
  return phrase;
}

std::vector<Chain> difference_chains(const Contrast& contrast, const ContrastFacts& facts) {
  const Phrase metric = metric_phrase(contrast.metric, contrast.definition);
  const Phrase high = named(contrast, contrast.high_name);
  const Phrase low = named(contrast, contrast.low_name);
  const Phrase rest =
      join({say(", a ratio of "), {value(*facts.ratio)}, evidence(contrast, facts), say(".")});
  return {
      {fixed(join({say("The mean "), metric, place(contrast), say(" is "), measured(*facts.high),
                   say(" for "), high})),
       one_of({" against ", " and ", " compared with "}),
       fixed(join({measured(*facts.low), say(" for "), low, rest}))},
      {fixed(high), one_of({" has", " shows", " gives"}),
       fixed(join({say(" a mean "), metric, say(" of "), measured(*facts.high), place(contrast)})),
       one_of({"; ", ", while "}), fixed(join({low, say(" has "), measured(*facts.low), rest}))}};
}

std::vector<Chain> no_effect_chains(const Contrast& contrast, const ContrastFacts& facts) {
  const Phrase metric = metric_phrase(contrast.metric, contrast.definition);
  return {{fixed(called(contrast.factor)),
           one_of({" shows no effect on ", " has no detectable effect on "}),
           fixed(join({metric,
                       place(contrast),
                       say(": the ratio between "),
                       named(contrast, contrast.high_name),
                       say(" and "),
                       named(contrast, contrast.low_name),
                       say(", the levels furthest apart, is "),
                       {value(*facts.ratio)},
                       evidence(contrast, facts),
                       say(".")}))}};
}

std::vector<Consequence> effect_consequences(const Contrast& contrast) {
  std::vector<Consequence> all;
  if (contrast.direction != Direction::kUnknown) {
    const bool higher = contrast.direction == Direction::kHigherIsBetter;
    const std::string& best = higher ? contrast.high_name : contrast.low_name;
    all.push_back(
        {kSummary, join({say("Where "), metric_phrase(contrast.metric, contrast.definition),
                         say(" decides, "), named(contrast, best), say(" is the better choice"),
                         place(contrast), say(".")})});
  }
  all.push_back({kRecommendation, join({say("Measure "), named(contrast, contrast.high_name),
                                        say(" and "), named(contrast, contrast.low_name),
                                        say(" again in several runs and in random order"),
                                        place(contrast), say(".")})});
  return all;
}

Finding finding_of(const Contrast& contrast, const ContrastFacts& facts, double adjusted) {
  const bool clear = facts.p != nullptr && adjusted < kSignificance;
  Finding finding;
  finding.kind = contrast.is_subject ? FindingKind::kComparison
                 : clear             ? FindingKind::kEffect
                                     : FindingKind::kNoEffect;
  finding.about = {contrast.metric, {contrast.factor}, contrast.where};
  const bool says_difference = contrast.is_subject || clear;
  finding.lattice.chains =
      says_difference ? difference_chains(contrast, facts) : no_effect_chains(contrast, facts);
  const auto& limits = facts.ratio->interval;
  const bool excludes_one = limits && limits->low > 1;
  finding.strength = excludes_one ? std::log(limits->low) : says_difference ? 0.05 : 0.02;
  if (facts.p != nullptr) {
    finding.test = TestResult{.name = facts.p->test, .p = facts.p->value, .p_adjusted = adjusted};
    finding.test->effect_name = "ratio of means";
    finding.test->effect = facts.ratio->value;
    if (limits) {
      finding.test->effect_low = limits->low;
      finding.test->effect_high = limits->high;
    }
  }
  if (clear) {
    finding.consequences = effect_consequences(contrast);
  } else if (!contrast.is_subject) {
    finding.consequences = {
        {kConclusion, join({say("That no effect of "), called(contrast.factor), say(" on "),
                            metric_phrase(contrast.metric, contrast.definition), say(" was seen"),
                            place(contrast), say(" does not prove that there is none.")})}};
  }
  return finding;
}

/// Contrasts of one family: p adjusted together.
void say_family(FactBook& book, const std::vector<Contrast>& family,
                std::vector<Finding>& findings) {
  std::vector<double> p;
  std::vector<ContrastFacts> facts;
  for (const Contrast& contrast : family) {
    facts.push_back(facts_of(book, contrast));
    // The levels furthest apart were picked after looking: Bonferroni over the pairs they come
    // from.
    const double raw = facts.back().p == nullptr ? 1.0 : facts.back().p->value;
    p.push_back(std::min(1.0, raw * static_cast<double>(contrast.pairs)));
  }
  const std::vector<double> adjusted = stats::holm_adjusted(p);
  for (std::size_t i = 0; i < family.size(); ++i) {
    const ContrastFacts& found = facts[i];
    const bool tested = found.p != nullptr || family[i].is_subject;
    // An effect that only misses significance after adjustment is neither shown nor absent.
    const bool undecided = !family[i].is_subject && adjusted[i] >= kSignificance &&
                           found.ratio != nullptr && found.ratio->interval &&
                           found.ratio->interval->low > 1;
    if (tested && !undecided && found.ratio != nullptr && found.high != nullptr &&
        found.low != nullptr) {
      findings.push_back(finished(finding_of(family[i], found, adjusted[i])));
    }
  }
}

/// A column that only renames another (config_name of a grid) or has a level a row says nothing.
bool can_be_compared(const Table& table, const Column& column) {
  const bool asked = column.role == Role::kFactor || column.role == Role::kSubject;
  const std::size_t levels = levels_of(table, column).size();
  return asked && !column.shared && levels >= 2 && levels <= kLevelsMax &&
         2 * levels <= table.rows();
}

void within_table(FactBook& book, const Table& table, std::vector<Finding>& findings) {
  for (const Column* metric : main_metrics(table)) {
    std::vector<Contrast> family;
    std::set<std::vector<std::size_t>> partitions;
    for (const Column& column : table.columns) {
      if (!can_be_compared(table, column)) {
        continue;
      }
      // Two columns that split the rows alike (tag and model) are one comparison.
      const auto levels = levels_of(table, column);
      std::vector<std::size_t> partition;
      for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto at = std::find(levels.begin(), levels.end(), column.text_at(row));
        partition.push_back(static_cast<std::size_t>(at - levels.begin()));
      }
      if (!partitions.insert(partition).second) {
        continue;
      }
      Contrast contrast{.metric = metric->name, .definition = metric->definition};
      contrast.direction = direction_of(*metric);
      contrast.where = {{"file", table.file}};
      contrast.factor = column.name;
      contrast.is_subject = column.role == Role::kSubject;
      contrast.warm = has_cold(table);
      if (orient(book, contrast, levels, column.name)) {
        family.push_back(std::move(contrast));
      }
    }
    say_family(book, family, findings);
  }
}

/// Tables of one shape: the same metrics and factors, each of one model only.
std::string shape_of(const Table& table) {
  std::set<std::string> names;
  for (const Column& column : table.columns) {
    if (column.role == Role::kMetric || column.role == Role::kFactor ||
        column.role == Role::kBlock) {
      names.insert(column.name);
    }
  }
  std::string shape;
  for (const std::string& column : names) {
    shape += column + "\n";
  }
  return shape;
}

std::string only_model(const Table& table) {
  const Column* model = find_column(table, "model");
  if (model == nullptr) {
    return "";
  }
  const auto levels = levels_of(table, *model);
  return levels.size() == 1 ? levels.front() : "";
}

void across_tables(FactBook& book, std::vector<Finding>& findings) {
  std::map<std::string, std::vector<const Table*>> shapes;
  for (const Table* table : distinct_tables(book.observations(), TableKind::kMeasured)) {
    if (table->rows() >= 3 && !only_model(*table).empty()) {
      shapes[shape_of(*table)].push_back(table);
    }
  }
  for (const auto& [shape, tables] : shapes) {
    std::map<std::string, std::string> file_of;
    for (const Table* table : tables) {
      file_of.emplace(only_model(*table), table->file);
    }
    if (file_of.size() < 2 || file_of.size() > kLevelsMax) {
      continue;
    }
    std::vector<std::string> files;
    files.reserve(file_of.size());
    for (const auto& [model, file] : file_of) {
      files.push_back(file);
    }
    for (const Column* metric : main_metrics(*tables.front())) {
      Contrast contrast{.metric = metric->name, .definition = metric->definition};
      contrast.direction = direction_of(*metric);
      contrast.factor = "file";
      contrast.is_subject = true;
      contrast.warm = std::any_of(tables.begin(), tables.end(),
                                  [](const Table* table) { return has_cold(*table); });
      if (!orient(book, contrast, files, "file")) {
        continue;
      }
      for (const auto& [model, file] : file_of) {
        contrast.high_name = file == contrast.high_name ? model : contrast.high_name;
        contrast.low_name = file == contrast.low_name ? model : contrast.low_name;
      }
      say_family(book, {contrast}, findings);
    }
  }
}

}  // namespace

std::vector<Finding> find_comparisons(FactBook& book) {
  std::vector<Finding> findings;
  across_tables(book, findings);
  for (const Table* table : distinct_tables(book.observations(), TableKind::kMeasured)) {
    if (table->rows() >= 4) {
      within_table(book, *table, findings);
    }
  }
  return findings;
}

}  // namespace chimera::findings
