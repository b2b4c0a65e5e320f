// Cells that name something: what a row is of, odd names, settings, where an extreme was measured.
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "verify/run_block.h"
#include "verify/sample.h"
#include "verify/table_row.h"
#include "verify/tally.h"
#include "verify/wording.h"
#include "verify/written_units.h"

namespace chimera::verify {
namespace {

std::vector<std::string_view> parts_of(std::string_view text, std::string_view joint) {
  std::vector<std::string_view> parts;
  for (std::size_t at = text.find(joint); at != std::string_view::npos; at = text.find(joint)) {
    parts.push_back(text.substr(0, at));
    text.remove_prefix(at + joint.size());
  }
  parts.push_back(text);
  return parts;
}

// The extreme that a head says: "Best config", "Winning configuration".
std::string extreme_said(std::string_view head) {
  static constexpr std::array<std::string_view, 3> kBest = {"winning", "winner", "optimal"};
  const std::string statistic = statistic_in(head);
  return statistic.empty() && has_any(head, kBest) ? "best" : statistic;
}

// Nothing is the best where all of it failed.
std::optional<Judgement> refuted_by_failures(const Dataset& dataset, const Scope& there) {
  const Outcomes trials = outcomes_of(dataset, there);
  return trials.all_failed() ? std::optional(contradicted(
                                   ClaimType::kExtreme, VerdictReason::kWrongValue,
                                   "all " + value_text(trials.all) + " trials of it failed there"))
                             : std::nullopt;
}

// Whether the extreme of what the words name was measured at the place.
std::optional<Judgement> judge_place(const Dataset& dataset, const NumberContext& words,
                                     const Scope& place, std::string_view statistic) {
  std::optional<Judgement> wrong;
  const Scope at = narrowed(place, words.scope);
  const std::vector<const Metric*> metrics = metrics_around(dataset, words).metrics;
  // A summary that counts failures ("failed": 3) is no trial that came to nothing.
  const bool measured = std::ranges::any_of(metrics, [&](const Metric* metric) {
    return !take_sample(dataset, *metric, at).cells.empty();
  });
  if (auto lost = measured ? std::nullopt : refuted_by_failures(dataset, at)) {
    return lost;
  }
  for (const Metric* const metric : metrics) {
    const auto all = take_sample(dataset, *metric, words.scope).values();
    const auto there = take_sample(dataset, *metric, at).values();
    if (all.empty() || there.empty()) {
      continue;
    }
    const bool loose = statistic == "best" || statistic == "worst";
    const bool lower = direction_of_metric(*metric) == Direction::kLowerIsBetter;
    const bool least =
        loose ? lower == (statistic == "best") : statistic == "min" || statistic == "bottom";
    const double of_all = least ? *std::min_element(all.begin(), all.end())
                                : *std::max_element(all.begin(), all.end());
    const double of_place = least ? *std::min_element(there.begin(), there.end())
                                  : *std::max_element(there.begin(), there.end());
    const std::string why = "the " + std::string(least ? "least" : "most") + " of " + metric->name +
                            " there is " + value_text(of_place, metric->unit) + ", of all " +
                            value_text(of_all, metric->unit);
    if (!(std::abs(of_all - of_place) > 0)) {
      return supported(ClaimType::kExtreme, why);
    }
    wrong = contradicted(ClaimType::kExtreme, VerdictReason::kWrongValue, why);
    // Of repeated settings the best mean may be meant.
    if (there.size() > 1) {
      wrong = unsupported(ClaimType::kExtreme, VerdictReason::kTooVague,
                          why + "; the text doesn't say whether means are ranked");
    }
  }
  return wrong;
}

}  // namespace

// "TP | 2": a level of the factor that the head names; `unknown` where it is none.
std::optional<Mention> TableReader::setting_of(std::string_view head, std::string_view cell) const {
  const std::string unit = unit_in_label(head);
  auto columns = names_.factors_called(head);
  // "Rate (req/s)" over one that was set: what was asked for, not what was reached.
  const auto rates = unit == "req/s" && has_phrase(head, "rate")
                         ? names_.factors_called(head.substr(0, head.find(" (")))
                         : std::vector<std::string>();
  const bool asked = !rates.empty() && !names_.level_of(rates, trimmed(cell, " ")).unknown;
  columns = asked ? rates : columns;
  if (counts_trials(head)) {
    return std::nullopt;
  }
  const std::string value = trimmed(cell, " ");
  // A head that names a factor, too, may be of a column that was measured.
  if (!bind_metrics(dataset_, head).empty() &&
      (columns.empty() || names_.level_of(columns, value).unknown)) {
    return std::nullopt;
  }
  // "Size (MB)" is no batch size: what has a unit was measured, unless the column has it, too.
  if (!unit.empty() && !asked && !columns.empty() &&
      std::none_of(columns.begin(), columns.end(),
                   [&](const std::string& column) { return unit_in_label(column) == unit; })) {
    return std::nullopt;
  }
  if (columns.empty()) {  // "Size" over "256"
    std::string both(head);
    both.append(" ").append(value);
    auto named = names_.find(both);
    const bool whole = named.size() == 1 && named.front().range.begin == 0 &&
                       named.front().range.end == both.size() && !head.empty();
    return whole ? std::optional(std::move(named.front())) : std::nullopt;
  }
  Mention mention = names_.level_of(columns, value);
  // The same name in other columns, as of another file's models: any of them decides.
  if (auto wide = names_.find(value); wide.size() == 1 && wide.front().range.begin == 0 &&
                                      wide.front().range.end == value.size() &&
                                      share_column(wide.front().columns, mention.columns)) {
    return std::move(wide.front());
  }
  const bool number =
      !value.empty() && value.find_first_not_of("0123456789.,") == std::string::npos;
  if (mention.unknown && (!number || trimmed(head, kMarks) == "p")) {  // no top_p, but a test's
    return std::nullopt;
  }
  return mention;
}

// "at | num_gpu=60, num_ctx=2048": a cell of settings alone below a head that names none of them.
bool TableReader::is_place(std::string_view head, std::string_view label, const Plain& cell,
                           const std::vector<Mention>& mentions) {
  static constexpr std::array<std::string_view, 9> kHeads = {
      "at",       "where", "config",      "configuration", "setting",
      "settings", "point", "combination", "with"};
  const bool settings = std::ranges::all_of(
      mentions, [](const Mention& mention) { return mention.kind == NameKind::kLevel; });
  return !mentions.empty() && settings && (has_any(head, kHeads) || is_best_setting(label)) &&
         words_of(blanked_names(mentions, cell.lower())).empty();
}

namespace {

// Those that hold a table with all of the settings.
std::vector<std::size_t> files_with(const Dataset& dataset, const std::vector<Mention>& settings) {
  const auto has_settings = [&](const Table* table) {
    return table->kind != TableKind::kClaim &&
           std::ranges::all_of(settings, [&](const Mention& each) {
             return column_called(*table, each.columns) != nullptr;
           });
  };
  std::vector<std::size_t> files;
  for (std::size_t i = 0; i < dataset.files().size(); ++i) {
    if (std::ranges::any_of(dataset.files()[i].tables, has_settings)) {
      files.push_back(i);
    }
  }
  return files;
}

}  // namespace

// "Best config | tok/s" above "g60_c2048 | 103.2": of the files that have such settings, and not of
// others, whatever value they hold.
Judgement TableReader::judge_among_settings(const Row& row, CellWords words, const Numeral& numeral,
                                            Judgement judgement) const {
  // "Mean tok/s | Best config": a mean needn't be of where the best was measured.
  if (judgement.verdict != Verdict::kSupported || row.places.empty() || words.own.files ||
      words.statistic == "mean") {
    return judgement;
  }
  std::vector<Mention> settings;
  for (const std::size_t place : row.places) {
    const auto named = names_.find(row.cells.cells[place].lower());
    settings.insert(settings.end(), named.begin(), named.end());
  }
  std::vector<std::size_t> files = files_with(dataset_, settings);
  if (settings.empty() || files.empty()) {
    return judgement;
  }
  words.own.files = std::move(files);
  words.own.file_alias = "*";
  Judgement there = judge_measured(row, words, numeral);
  return there.verdict == Verdict::kContradicted ? there : judgement;
}

// "Peak tok/s | Best run | Mean TTFT": the mean needn't be of that run.
Judgement TableReader::judge_beside_best(const Row& row, CellWords words, const Numeral& numeral,
                                         Judgement in_best) const {
  const bool open = in_best.verdict == Verdict::kUnsupported &&
                    in_best.reason == VerdictReason::kNoSuchMeasurement;
  const bool refuted = in_best.verdict == Verdict::kContradicted && words.statistic == "mean";
  if (row.best.empty() || (!open && !refuted)) {
    return in_best;
  }
  std::vector<Mention> others = row.mentions;
  std::erase_if(others, [&](const Mention& mention) {
    return std::ranges::any_of(row.best,
                               [&](const Mention& each) { return each.alias == mention.alias; });
  });
  const TrialPlace place = words.own.place;
  words.own = narrowed(scope_of(words.in_head), scope_of(others));
  words.own.place = place;
  Judgement of_all = judge_measured(row, words, numeral);
  return open || of_all.verdict == Verdict::kSupported ? of_all : in_best;
}

// "| Best configuration (7b) | g60_c2048 | sweep.csv |": a row of where the best was measured.
bool TableReader::is_best_setting(std::string_view label) {
  static constexpr std::array<std::string_view, 9> kSettings = {
      "config*",  "setting*", "combination", "tag",       "run",
      "run_name", "level",    "point",       "parameters"};
  return is_extreme(statistic_in(label)) && has_any(label, kSettings);
}

// Whether it is where the row's label says.
void TableReader::read_best_setting(const Row& row, std::size_t column,
                                    std::vector<Claim>& claims) const {
  const Plain& cell = row.cells.cells[column];
  const std::string& label = row.cells.cells.front().lower();
  const std::vector<Mention> mentions = names_.find(cell.lower());
  NumberContext words;
  words.near = bind_metrics(dataset_, label).empty() ? "throughput" : label;
  words.wide = row.label;
  words.scope = narrowed(scope_of(row.mentions), row.context.scope);
  auto judgement = judge_place(dataset_, words, scope_of(mentions), statistic_in(label));
  if (judgement) {
    const Range range{mentions.front().range.begin, mentions.back().range.end};
    claims.push_back(claim_at(cell, range, range.begin, lines_, std::move(*judgement)));
  }
}

// "g60_c2048", "num_gpu=60, num_ctx=2048" beside the best value: whether that is where it was
// measured.
void TableReader::read_place(const Row& row, std::size_t column, std::vector<Claim>& claims) const {
  const Plain& cell = row.cells.cells[column];
  const std::string own = trimmed(head_of(row.table, column), kMarks);
  if (is_best_setting(row.cells.cells.front().lower())) {
    read_best_setting(row, column, claims);
    return;
  }
  const bool says_itself = is_extreme(extreme_said(own));
  const auto of = says_itself ? std::optional(column) : extreme_column(row.table, column);
  if (!of) {
    return;
  }
  NumberContext words;
  words.near = says_itself ? metric_before(row.table, column) : metric_head(row.table, *of);
  words.wide = row.label;
  words.far = row.table.lead + " " + (row.table.headings.empty() ? "" : row.table.headings.back());
  words.scope = narrowed(scope_of(row.mentions), row.context.scope);
  std::vector<Mention> mentions = place_settings(own, cell.lower());
  const std::string text = trimmed(cell.lower(), kMarks);
  const std::size_t begin = cell.lower().find(text);
  Range range{begin, begin + text.size()};
  if (mentions.empty()) {
    mentions = names_.find(cell.lower());
    range = {mentions.front().range.begin, mentions.back().range.end};
  }
  const std::string statistic = extreme_said(trimmed(head_of(row.table, *of), kMarks));
  // Other files of the same model have no such settings to choose from.
  if (auto files = files_with(dataset_, mentions); !words.scope.files && !files.empty()) {
    words.scope.files = std::move(files);
    words.scope.file_alias = "*";
  }
  auto judgement = judge_place(dataset_, words, scope_of(mentions), statistic);
  // "Tokens/s | TTFT | Best config": the best of either.
  for (std::size_t i = 1; says_itself && i < column; ++i) {
    words.near = metric_head(row.table, i);
    if (judgement && judgement->verdict == Verdict::kContradicted &&
        !bind_metrics(dataset_, words.near).empty()) {
      auto other = judge_place(dataset_, words, scope_of(mentions), statistic);
      judgement = other ? std::move(other) : std::move(judgement);
    }
  }
  if (judgement) {
    claims.push_back(claim_at(cell, range, range.begin, lines_, std::move(*judgement)));
  }
}

// "eager | jit | winner" above "0.796 | 0.809 | jit": the row's own numbers say another.
std::optional<Judgement> TableReader::better_in_row(const Row& row, const Mention& winner,
                                                    bool slowest) const {
  static constexpr std::array<std::string_view, 5> kRates = {"tok/s", "tokens/s", "t/s", "req/s",
                                                             "throughput"};
  static constexpr std::array<std::string_view, 5> kTimes = {"ms", "us", "latency", "time",
                                                             "seconds"};
  std::string words = row.table.lead;
  std::optional<double> own;
  std::vector<std::pair<double, std::string>> others;
  for (std::size_t i = 1; i < std::min(row.cells.cells.size(), row.table.head.size()); ++i) {
    const auto numeral = whole_number(row.cells.cells[i]);
    const std::string head = head_of(row.table, i);
    const auto named = names_.find(head);
    words.append(" ").append(head);
    if (numeral && named.size() == 1 && is_akin(named.front(), winner)) {
      if (named.front().values == winner.values) {
        own = numeral->value;
      } else {
        others.emplace_back(numeral->value, named.front().alias);
      }
    }
  }
  const bool rate = has_any(words, kRates);
  if (!own || (!rate && !has_any(words, kTimes))) {
    return std::nullopt;
  }
  const auto better = std::ranges::find_if(others, [&](const auto& other) {
    return rate != slowest ? other.first > *own : other.first < *own;
  });
  return better == others.end()
             ? std::nullopt
             : std::optional(contradicted(
                   ClaimType::kExtreme, VerdictReason::kWrongDirection,
                   "the row itself has " + value_text(better->first) + " for " + better->second));
}

// "winner | onnx", "Best backend | eager": whether that is the fastest in its row's place. Says
// whether it is such a cell.
bool TableReader::read_winner(const Row& row, std::size_t column,
                              std::vector<Claim>& claims) const {
  static constexpr std::array<std::string_view, 5> kHeads = {"winner", "fastest", "quickest",
                                                             "best", "slowest"};
  const Plain& cell = row.cells.cells[column];
  const std::string head = trimmed(head_of(row.table, column), kMarks);
  const std::string name = trimmed(cell.lower(), kMarks);
  const std::string clause =
      name + (head.starts_with("slowest") ? " is the slowest" : " is the fastest");
  const std::vector<Mention> mentions = names_.find(clause);
  if (column == 0 || !starts_with_word(head, kHeads) || mentions.size() != 1 ||
      mentions.front().range.begin != 0 || mentions.front().range.end != name.size() ||
      !mentions.front().files.empty()) {
    return false;
  }
  const auto add = [&](Judgement judgement) {
    const std::size_t begin = cell.lower().find(name);
    claims.push_back(
        claim_at(cell, {begin, begin + name.size()}, begin, lines_, std::move(judgement)));
  };
  if (auto other = better_in_row(row, mentions.front(), head.starts_with("slowest"))) {
    add(std::move(*other));
    return true;
  }
  std::vector<Mention> places = row.mentions;
  std::erase_if(places, [&](const Mention& each) { return is_akin(each, mentions.front()); });
  ComparisonContext context;
  context.clause = clause;
  context.unnamed = clause.substr(name.size());
  context.wide = context.unnamed + " " + row.label + row.context.title;
  context.mentions = mentions;
  context.scope = narrowed(scope_of(places), row.context.scope);
  context.names = &names_;
  for (Compared& compared : judge_comparison(dataset_, context)) {
    if (compared.judgement.verdict != Verdict::kUnsupported) {
      add(std::move(compared.judgement));
      return true;
    }
  }
  const Scope there = narrowed(scope_of(mentions), context.scope);
  if (auto lost = refuted_by_failures(dataset_, there)) {
    add(std::move(*lost));
  }
  return true;
}

// "Fastest configuration" behind "mean tok/s": of what the nearest such head before it names, else
// of throughput.
std::string TableReader::metric_before(const Block& table, std::size_t column) const {
  for (std::size_t i = column; i-- > 1;) {
    const std::string head = head_of(table, i);
    if (bind_metrics(dataset_, head).rank >= MetricRank::kDefinition) {
      return head;
    }
  }
  return "throughput";
}

// "best config (gpu/ctx/temp) | 60 / 2048 / 0.8": a level of each factor that the bracket lists;
// none where one isn't.
std::vector<Mention> TableReader::place_settings(std::string_view head,
                                                 std::string_view cell) const {
  const std::size_t open = head.find('(');
  const std::size_t close = head.find(')', std::min(open, head.size()));
  if (close == std::string_view::npos || !is_extreme(statistic_in(head.substr(0, open)))) {
    return {};
  }
  const std::string_view listed = head.substr(open + 1, close - open - 1);
  const std::string_view joint = listed.find('/') == std::string_view::npos ? "," : "/";
  const auto names = parts_of(listed, joint);
  const auto values = parts_of(cell, joint);
  std::vector<Mention> settings;
  for (std::size_t i = 0; names.size() > 1 && names.size() == values.size() && i < names.size();
       ++i) {
    const auto setting = setting_of(trimmed(names[i], kMarks), trimmed(values[i], kMarks));
    if (!setting || setting->unknown) {
      return {};
    }
    settings.push_back(*setting);
  }
  return settings;
}

// The column of extremes nearest to that one.
std::optional<std::size_t> TableReader::extreme_column(const Block& table,
                                                       std::size_t column) const {
  std::optional<std::size_t> nearest;
  for (std::size_t i = 1; i < table.head.size(); ++i) {
    const std::string statistic = statistic_in(trimmed(head_of(table, i), kMarks));
    const std::size_t apart = i < column ? column - i : i - column;
    const bool nearer =
        !nearest || apart < (*nearest < column ? column - *nearest : *nearest - column);
    if (i != column && nearer && is_extreme(statistic)) {
      nearest = i;
    }
  }
  return nearest;
}

// "quant, threads | Q4_K_M, 8": a level of each factor that the head lists; none where one isn't.
std::vector<Mention> TableReader::settings_of(std::string_view head, std::string_view cell) const {
  for (const std::string_view joint : {", ", " / ", " @ ", " x ", " + "}) {
    const std::vector<std::string_view> heads = parts_of(head, joint);
    const std::vector<std::string_view> values = parts_of(cell, joint);
    if (heads.size() < 2 || heads.size() != values.size()) {
      continue;
    }
    std::vector<Mention> settings;
    for (std::size_t i = 0; i < heads.size(); ++i) {
      const auto setting = setting_of(heads[i], values[i]);
      if (!setting || setting->unknown) {
        return {};
      }
      settings.push_back(*setting);
    }
    return settings;
  }
  return {};
}

// "c8 mean_ttft_ms" where "c1" and "c4" go by levels of a factor, and no level is 8.
bool TableReader::names_untried(std::string_view label) const {
  constexpr std::size_t kLettersMax = 4;
  const std::vector<Range> words = words_of(label);
  if (words.empty()) {
    return false;
  }
  const std::string_view spelled =
      label.substr(words.front().begin, words.front().end - words.front().begin);
  const std::size_t digits = spelled.find_first_of("0123456789");
  const bool lettered = digits != std::string_view::npos && digits > 0 && digits <= kLettersMax &&
                        digits_end(spelled, digits) == spelled.size();
  if (!lettered || !statistic_word(spelled).empty() || !names_.find(spelled).empty() ||
      dataset_.data_mention(spelled)) {
    return false;
  }
  const std::string letters(spelled.substr(0, digits));
  return std::ranges::any_of(dataset_.factors(), [&](const auto& factor) {
    const auto& [column, levels] = factor;
    const std::vector<Mention> like = names_.find(letters + levels.front());
    return is_number(levels.front()) && like.size() == 1 && like.front().range.begin == 0 &&
           std::ranges::find(like.front().columns, column) != like.front().columns.end() &&
           std::ranges::find(levels, spelled.substr(digits)) == levels.end();
  });
}

// "`b`", "`]] { = 7}`": a name that the data have, and that prose would not be read for.
std::optional<Mention> TableReader::odd_name(const Plain& cell) const {
  const auto names_all = [&](const std::vector<Mention>& mentions) {
    return mentions.size() == 1 && mentions.front().range.end - mentions.front().range.begin ==
                                       trimmed(cell.lower(), " ").size();
  };
  const std::vector<Mention> mentions = names_.find(cell);
  return names_all(mentions) && !names_all(names_.find(cell.lower()))
             ? std::optional(mentions.front())
             : std::nullopt;
}

}  // namespace chimera::verify
