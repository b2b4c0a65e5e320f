// Remarks that call their row the least or the most of several ("lowest mean of all runs", "fastest
// CPU backend for gru"): held against what the data say in the place of the numbers in the other
// rows, then, where more than the table is meant, against all that was measured alike.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "stats/descriptive.h"
#include "verify/bound_query.h"
#include "verify/comparison_words.h"
#include "verify/number_words.h"
#include "verify/run_block.h"
#include "verify/table_row.h"
#include "verify/unmeasured_things.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// Among what, and of no part of it that a row's cells would name.
constexpr std::array<std::string_view, 62> kSet = {
    "of",       "the",      "all",     "in",       "a",          "an",           "and",
    "among",    "by",       "has",     "with",     "uses",       "is",           "here",
    "tested",   "two",      "three",   "four",     "five",       "six",          "family",
    "families", "model",    "models",  "backend",  "backends",   "run",          "runs",
    "rows",     "row",      "table",   "levels",   "level",      "setting",      "settings",
    "config",   "configs",  "variant", "variants", "successful", "working",      "valid",
    "engine",   "engines",  "network", "networks", "overall",    "dataset",      "data",
    "whole",    "entire",   "results", "result",   "for",        "on",           "collection",
    "option",   "measured", "group",   "trio",     "value",      "configuration"};

// More than the rows of the table.
constexpr std::array<std::string_view, 10> kWide = {
    "all", "overall", "dataset", "data", "whole", "entire", "collection", "runs", "for", "results"};

constexpr std::array<std::string_view, 3> kSpeed = {"fast*", "slow*", "quick*"};

std::vector<std::string> words_in(std::string_view text) {
  std::vector<std::string> words;
  for (const Range& word : words_of(text)) {
    words.emplace_back(text.substr(word.begin, word.end - word.begin));
  }
  return words;
}

// "Uses the least VRAM", "most tokens of the three": of what was measured; not "most stable".
FoundWord find_extreme(std::string_view cell) {
  static constexpr CompareWord kLeast = {"least", Sense::kLess, true};
  static constexpr CompareWord kMost = {"most", Sense::kMore, true};
  static constexpr std::array<std::string_view, 12> kAdjectives = {
      "stable",   "steady",    "consistent", "variable", "accurate", "efficient",
      "reliable", "expensive", "common",     "frequent", "compact",  "factual"};
  const FoundWord found = find_word(cell);
  if (found.word != nullptr) {
    return found;
  }
  for (const CompareWord* const each : {&kLeast, &kMost}) {
    const std::size_t at = find_phrase(cell, each->word);
    const bool before = at != std::string_view::npos && (cell.substr(0, at).ends_with("at ") ||
                                                         cell.substr(at).starts_with("most of"));
    if (at != std::string_view::npos && !before && !has_any(cell.substr(at), kAdjectives)) {
      return {each, at};
    }
  }
  return {};
}

// The means of all trials of the scope that go by the same columns, a file each.
std::vector<std::pair<std::string, double>> means_alike(const Dataset& dataset,
                                                        const Metric& metric, const Scope& scope,
                                                        const Query& query) {
  std::map<std::string, std::vector<double>> groups;
  for (const Cell& cell : take_sample(dataset, metric, scope, {query.exclude_cold}).cells) {
    std::string key = cell.table->file;
    for (const Condition& condition : query.where) {
      const Column* const column = find_column(*cell.table, condition.column);
      key.append(column == nullptr ? "" : ", " + std::string(column->text_at(cell.row)));
    }
    groups[key].push_back(cell.value);
  }
  std::vector<std::pair<std::string, double>> means;
  means.reserve(groups.size());
  for (const auto& [key, values] : groups) {
    means.emplace_back(key, stats::mean(values).value_or(0));
  }
  return means;
}

// The words of a row's cells that hold no numbers, but for the remark.
std::set<std::string> words_of_row(const TableRow& row, std::size_t remark) {
  std::set<std::string> words;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    if (i != remark && !whole_number(row.cells[i])) {
      for (std::string& word : words_in(row.cells[i].lower())) {
        words.insert(std::move(word));
      }
    }
  }
  return words;
}

// Columns of words in which the two rows differ, but for the remark.
std::set<std::size_t> differing(const TableRow& a, const TableRow& b, std::size_t remark) {
  std::set<std::size_t> columns;
  for (std::size_t i = 0; i < std::min(a.cells.size(), b.cells.size()); ++i) {
    const bool words = !whole_number(a.cells[i]) && !whole_number(b.cells[i]);
    if (i != remark && words && a.cells[i].lower() != b.cells[i].lower()) {
      columns.insert(i);
    }
  }
  return columns;
}

// "Longest compile" beside "Compile (s)": the only column whose head has all of the words.
std::optional<std::size_t> column_headed(const Block& table,
                                         const std::vector<std::string>& words) {
  std::optional<std::size_t> found;
  for (std::size_t i = 1; i < table.head.size(); ++i) {
    const std::string& head = table.head[i].lower();
    const bool named = !words.empty() && std::ranges::all_of(words, [&](const std::string& word) {
      return has_phrase(head, word);
    });
    if (named && found) {
      return std::nullopt;
    }
    found = named ? std::optional(i) : found;
  }
  return found;
}

bool is_in(const BoundMetrics& bound, const Metric& metric) {
  return std::ranges::find(bound.metrics, &metric) != bound.metrics.end();
}

}  // namespace

// A mean or a median that the data say in the place of a cell.
std::optional<TableReader::KnownCell> TableReader::known_cell(const Claim& claim) {
  if (claim.verdict == Verdict::kUnsupported || !claim.found) {
    return std::nullopt;
  }
  auto query = parse_query(claim.found->query);
  if (!query && claim.evidence.size() == 1) {  // of a model that its file's name alone tells
    Query of_file;
    of_file.metric = claim.evidence.front().column;
    of_file.statistics = {claim.why.starts_with("the mean of ")     ? Statistic::kMean
                          : claim.why.starts_with("the median of ") ? Statistic::kMedian
                                                                    : Statistic::kCount};
    query = std::move(of_file);
  }
  if (!query || (query->statistics.front() != Statistic::kMean &&
                 query->statistics.front() != Statistic::kMedian)) {
    return std::nullopt;
  }
  return KnownCell{*claim.found, *std::move(query)};
}

bool TableReader::is_alike(const KnownCell& a, const KnownCell& b) {
  return a.query.metric == b.query.metric && a.query.statistics == b.query.statistics &&
         a.query.exclude_cold == b.query.exclude_cold;
}

const Metric* TableReader::metric_of(const Claim& claim) const {
  const auto known = known_cell(claim);
  const auto found = std::ranges::find_if(dataset_.metrics(), [&](const Metric& metric) {
    return known && metric.name == known->query.metric;
  });
  return found == dataset_.metrics().end() ? nullptr : &*found;
}

// What a remark calls its row.
struct TableReader::RemarkedExtreme {
  FoundWord word;
  Range range;  ///< in the cell
  std::string statistic;
  BoundMetrics metrics;               ///< that its noun names
  std::vector<std::string> nouns;     ///< other words right behind the superlative
  std::vector<std::string> places;    ///< those further on, which must name its row
  std::optional<std::size_t> column;  ///< the only one whose head has the noun's words
  std::size_t place = 1;              ///< "second fastest"
  std::size_t count = 0;              ///< "of the three": how many there are; 0 where unsaid
  bool wide = false;                  ///< more than the table is meant
  bool narrowed = false;              ///< by a name that the row does not say

  [[nodiscard]] bool may_be_of(const Metric& metric, const Dataset& dataset) const {
    // "Smallest model": of sizes, which prose knows.
    static constexpr std::array<std::string_view, 6> kSizes = {"small*", "larg*", "bigg*",
                                                               "light*", "heav*", "lean*"};
    const bool size = has_any(word.word->word, kSizes) && statistic.empty() && !column;
    const bool spread = metric.statistic == "std" || metric.statistic == "cv";
    const bool speed = has_any(word.word->word, kSpeed);
    return !metrics.empty() ? is_in(metrics, metric)
                            : !spread && !size && (!speed || is_in(fast_metrics(dataset), metric));
  }
};

// The one superlative of that says nothing behind it but among what.
std::optional<TableReader::RemarkedExtreme> TableReader::extreme_in(const Plain& cell) const {
  static constexpr std::array<std::string_view, 6> kJoints = {" of ", " in ",    " for ",
                                                              " on ", " among ", " by "};
  static constexpr std::array<std::string_view, 5> kParts = {",", ";", "(", ":", ". "};
  const std::string& lower = cell.lower();
  const std::size_t end = std::min(lower.find_last_not_of(" *_.") + 1, lower.size());
  RemarkedExtreme said;
  said.word = find_extreme(std::string_view{lower}.substr(0, end));
  if (said.word.word == nullptr || !said.word.word->superlative) {
    return std::nullopt;
  }
  const std::size_t behind = said.word.at + said.word.word->word.size();
  const std::string rest = lower.substr(behind, std::max(behind, end) - behind);
  const std::string ahead = lower.substr(0, said.word.at);
  const std::size_t part = ahead.find_last_of(",;");
  std::vector<std::string> before =
      words_in(std::string_view{ahead}.substr(part == std::string::npos ? 0 : part));
  if (!before.empty() && (before.back() == "second" || before.back() == "third")) {
    said.place = before.back() == "second" ? 2 : 3;
    before.pop_back();
  }
  if (up_to_any(rest, kParts).size() != rest.size() || find_word(rest).word != nullptr ||
      !std::ranges::all_of(before, [](const std::string& word) { return is_one_of(word, kSet); })) {
    return std::nullopt;
  }
  said.range = {said.word.at, end};
  const std::string_view noun = up_to_any(rest, kJoints);
  if (!unmeasured_quantity(dataset_, noun).empty()) {
    return std::nullopt;
  }
  said.metrics = bind_metrics(dataset_, noun);
  for (const std::string& word : words_in(noun)) {
    const std::string_view statistic = statistic_word(word);
    if (!statistic.empty()) {
      said.statistic = statistic;
    } else if (!is_one_of(word, kSet)) {
      said.nouns.push_back(word);
    }
    said.wide = said.wide || is_one_of(word, kWide);
  }
  for (const std::string& word : words_in(std::string_view{rest}.substr(noun.size()))) {
    const auto count = std::ranges::find(kNumberWords, std::string_view{word}, &NumberWord::word);
    const bool counts = count != kNumberWords.end() && count->value > 1;
    said.count = counts ? static_cast<std::size_t>(count->value) : said.count;
    const std::vector<Mention> named = names_.find(word);
    const bool experiment = named.size() == 1 && !named.front().columns.empty() &&
                            named.front().columns.front() == kExperimentColumn;
    said.wide = said.wide || experiment || is_one_of(word, kWide);
    if (!experiment && !counts && !is_one_of(word, kSet)) {
      said.places.push_back(word);
    }
  }
  return said;
}

// The other rows of the table that the remark speaks of, by the column of the row's number.
struct TableReader::OtherRows {
  std::size_t count = 0;
  std::size_t better = 0;
  std::set<std::size_t> differ;  ///< columns of words in which any of them differs from the row
};

TableReader::OtherRows TableReader::other_rows(const Remark& remark, const MeasuredCell& own,
                                               const RemarkedExtreme& said, int wanted,
                                               const ReadNumbers& read) const {
  OtherRows rows;
  const auto known = known_cell(read.claims[own.claim]);
  for (const MeasuredCell& cell : read.cells) {
    const auto other = known_cell(read.claims[cell.claim]);
    const TableRow& row = remark.row.table.rows[cell.row];
    if (cell.row == own.row || cell.column != own.column || !known || !other ||
        !is_alike(*known, *other)) {
      continue;
    }
    const std::set<std::string> words = words_of_row(row, remark.column);
    if (std::ranges::all_of(said.places,
                            [&](const std::string& word) { return words.contains(word); })) {
      ++rows.count;
      rows.differ.merge(differing(remark.row.cells, row, remark.column));
      rows.better += sign_of(other->found.value, known->found.value) * wanted > 0 ? 1U : 0U;
    }
  }
  return rows;
}

// Whether the row's number of one column is the extreme of the rows that the remark speaks of.
std::optional<Judgement> TableReader::extreme_in_column(const Remark& remark,
                                                        const MeasuredCell& own,
                                                        const RemarkedExtreme& said,
                                                        const ReadNumbers& read) const {
  const auto known = known_cell(read.claims[own.claim]);
  const Metric* const metric = metric_of(read.claims[own.claim]);
  const int wanted = metric == nullptr ? 0 : wanted_sign(said.word.word->sense, *metric);
  const std::string_view statistic =
      known && known->query.statistics.front() == Statistic::kMedian ? "median" : "mean";
  if (wanted == 0 || (!said.statistic.empty() && said.statistic != statistic)) {
    return std::nullopt;
  }
  const OtherRows others = other_rows(remark, own, said, wanted, read);
  // "Fastest backend" of rows that differ in their networks as well: of which, the prose tells.
  if ((others.differ.size() > 1 && !said.wide) ||
      (said.count > 0 ? others.count + 1 != said.count
                      : others.count == 0 && said.places.empty() && !said.wide)) {
    return std::nullopt;
  }
  const std::string why =
      metric->name + " is " + value_text(known->found.value, known->found.unit) + " in this row";
  const bool of_table = others.count > 0 && !said.wide && !said.narrowed;
  const std::string among = "; better in " + std::to_string(others.better) + " of " +
                            std::to_string(others.count) + " other rows";
  if (of_table && others.better + 1 == said.place) {
    return supported(ClaimType::kExtreme, why + among);
  }
  if (of_table || (others.better > 0 && !said.narrowed)) {
    return contradicted(ClaimType::kExtreme, VerdictReason::kWrongDirection, why + among);
  }
  return said.place == 1 ? extreme_of_all(remark, *metric, *known, wanted, others.count > 0)
                         : std::nullopt;
}

// Of all that was measured alike. Beside other rows that it leads, trials of other runs refute
// nothing.
std::optional<Judgement> TableReader::extreme_of_all(const Remark& remark, const Metric& metric,
                                                     const KnownCell& own, int wanted,
                                                     bool leads) const {
  if (own.query.where.empty()) {
    return std::nullopt;
  }
  const std::string why =
      metric.name + " is " + value_text(own.found.value, own.found.unit) + " in this row";
  const std::vector<Mention> named = names_.find(remark.row.cells.cells[remark.column].lower());
  const auto means =
      means_alike(dataset_, metric, narrowed(scope_of(named), remark.row.context.scope), own.query);
  for (const auto& [name, mean] : means) {
    if (sign_of(mean, own.found.value) * wanted > 0) {
      if (leads && !metric.stated) {
        return std::nullopt;
      }
      return contradicted(ClaimType::kExtreme, VerdictReason::kWrongDirection,
                          std::string(why)
                              .append(", and ")
                              .append(value_text(mean, own.found.unit))
                              .append(" in ")
                              .append(name));
    }
  }
  return means.size() < 2
             ? std::nullopt
             : std::optional(supported(ClaimType::kExtreme, why + ", the extreme of all alike"));
}

// "Lowest mean of all successful runs": of each column that may be meant; where these part, nothing
// is decided.
std::optional<Claim> TableReader::read_extreme(const Remark& remark,
                                               const std::vector<MeasuredCell>& cells,
                                               const std::vector<Claim>& claims) const {
  const Plain& plain = remark.row.cells.cells[remark.column];
  constexpr std::size_t kCellsMax = 500;  // each remark looks at all of them
  auto found = extreme_in(plain);
  if (!found || cells.size() > kCellsMax) {
    return std::nullopt;
  }
  RemarkedExtreme said = *std::move(found);
  const auto of_row = [&](const MeasuredCell& cell) { return cell.row == remark.row.number; };
  const bool amount = said.word.word->word == "least" || said.word.word->word == "most";
  const Scope of_names = narrowed(scope_of(remark.row.mentions), remark.row.context.scope);
  if (amount && std::ranges::none_of(said.metrics.metrics, [&](const Metric* metric) {
        return !take_sample(dataset_, *metric, of_names).cells.empty();
      })) {
    return claim_at(plain, said.range, said.range.begin, lines_,
                    unsupported(ClaimType::kExtreme, VerdictReason::kNoSuchMeasurement,
                                "no trial of this row has such a measurement"));
  }
  if (std::ranges::none_of(cells, [&](const MeasuredCell& cell) {
        const Metric* const metric = of_row(cell) ? metric_of(claims[cell.claim]) : nullptr;
        return metric != nullptr && is_in(said.metrics, *metric);
      })) {
    said.metrics = {};
    said.column = column_headed(remark.row.table, said.nouns);
    if (!said.column) {
      said.places.insert(said.places.end(), said.nouns.begin(), said.nouns.end());
    }
  }
  const std::set<std::string> words = words_of_row(remark.row.cells, remark.column);
  // "Fastest CPU backend" of rows that don't say so: of what goes by that name.
  std::erase_if(said.places, [&](const std::string& word) {
    const std::vector<Mention> named = names_.find(word);
    const bool level = named.size() == 1 && named.front().kind == NameKind::kLevel;
    said.narrowed = said.narrowed || (level && !words.contains(word));
    return level && !words.contains(word);
  });
  if (!std::ranges::all_of(said.places,
                           [&](const std::string& word) { return words.contains(word); })) {
    return std::nullopt;
  }
  std::optional<Judgement> judgement;
  std::set<std::string> metrics;
  // "Fastest" is first of all said of rates.
  const bool speed = has_any(said.word.word->word, kSpeed);
  const auto is_rate = [&](const MeasuredCell& own) {
    const Metric* const metric = of_row(own) ? metric_of(claims[own.claim]) : nullptr;
    return metric != nullptr && metric->unit.ends_with("/s");
  };
  const bool rates = speed && said.metrics.empty() && std::ranges::any_of(cells, is_rate);
  for (const MeasuredCell& own : cells) {
    const Metric* const metric = of_row(own) ? metric_of(claims[own.claim]) : nullptr;
    if (metric == nullptr || (rates && !is_rate(own)) ||
        own.column != said.column.value_or(own.column) || !said.may_be_of(*metric, dataset_)) {
      continue;
    }
    auto in_column = extreme_in_column(remark, own, said, {cells, claims});
    metrics.insert(metric->name);
    if (!in_column || (judgement && judgement->verdict != in_column->verdict)) {
      return std::nullopt;
    }
    judgement = std::move(in_column);
  }
  if (!judgement || (metrics.size() > 1 && !speed)) {
    return std::nullopt;
  }
  mark_odd(plain, said.range, *judgement);
  return claim_at(plain, said.range, said.range.begin, lines_, *std::move(judgement));
}

}  // namespace chimera::verify
