#include "verify/tests_said.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "query/compute.h"
#include "verify/factor_tests.h"
#include "verify/gains.h"
#include "verify/row_tests.h"
#include "verify/sample.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

std::string_view word_before(std::string_view text, std::size_t end) {
  while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '=' || text[end - 1] == '<' ||
                     text[end - 1] == '>' || text[end - 1] == '(' || text[end - 1] == '[' ||
                     text[end - 1] == ':' || text[end - 1] == '~')) {
    --end;
  }
  std::size_t begin = end;
  while (begin > 0 && is_word_char(text[begin - 1])) {
    --begin;
  }
  return text.substr(begin, end - begin);
}

struct Values {
  std::vector<double> ratios;
  std::vector<double> lows;  ///< ends of intervals
  std::vector<double> highs;
  std::vector<double> detectable;
  std::vector<double> p;

  void add_to(std::vector<double>& readings, TestNumber kind, bool low, bool high) const {
    const auto take = [&](const std::vector<double>& values) {
      readings.insert(readings.end(), values.begin(), values.end());
    };
    if (kind != TestNumber::kInterval) {
      take(kind == TestNumber::kRatio ? ratios : kind == TestNumber::kDetectable ? detectable : p);
      return;
    }
    if (low) {
      take(lows);
    }
    if (high) {
      take(highs);
    }
  }
};

// `of_ratio`: intervals of differences are not meant.
void add_answers(const query::Row& row, bool of_ratio, Values& values) {
  for (const query::Answer& answer : row.answers) {
    if (answer.statistic == Statistic::kRatio) {
      values.ratios.push_back(answer.value);
    } else if (answer.statistic == Statistic::kDetectable) {
      values.detectable.push_back(answer.value);
    } else if (answer.statistic == Statistic::kP) {
      values.p.push_back(answer.value);
    }
    if (answer.interval && (!of_ratio || answer.statistic == Statistic::kRatio)) {
      values.lows.push_back(answer.interval->low);
      values.highs.push_back(answer.interval->high);
    }
  }
}

enum class Order { kEither, kForward, kBackward };

// "Take a rather than b; expect … lower by a factor of": b over a.
Order order_of(std::string_view before) {
  if (!has_phrase(before, "rather than")) {
    return Order::kEither;
  }
  return before.ends_with("higher by a factor of ")  ? Order::kForward
         : before.ends_with("lower by a factor of ") ? Order::kBackward
                                                     : Order::kEither;
}

constexpr std::array<std::string_view, 4> kTokenCounts = {"token count*", "number of tokens",
                                                          "answer length*", "output length*"};

constexpr std::size_t kManyRows = 4;

// Whether a condition is by the name that each row of the table has for itself: "g40_c1024".
bool names_one_row(const Table& table, const Scope& scope) {
  return std::any_of(scope.conditions.begin(), scope.conditions.end(), [&](const auto& setting) {
    const Column* const column = column_called(table, setting.columns.front());
    if (column == nullptr) {
      return false;
    }
    std::set<std::string_view> names;
    for (std::size_t row = 0; row < table.rows(); ++row) {
      names.insert(column->text_at(row));
    }
    return names.size() == table.rows();
  });
}

// Whether a table of many settings holds one trial of the scope alone: no test of a setting. Nor
// are the trials of it one by one in tables of several models.
bool is_single_run(const Dataset& dataset, const Metric& metric, const Scope& scope) {
  std::map<const Table*, std::size_t> trials;
  for (const Cell& cell : take_sample(dataset, metric, scope).cells) {
    ++trials[cell.table];
  }
  return !metric.stated && !trials.empty() &&
         std::all_of(trials.begin(), trials.end(), [&](const auto& each) {
           return each.second == 1 && each.first->rows() >= kManyRows &&
                  (trials.size() == 1 || names_one_row(*each.first, scope));
         });
}

// The scope with the files of its trials in place of a model or an experiment that only their names
// tell: a query has no such column.
Scope told_by_files(const Dataset& dataset, const Metric& metric, const Scope& scope) {
  const auto by_name = [](const Setting& setting) {
    return !setting.called.empty() || is_experiment(setting) ||
           setting.columns.front() == kPathColumn;
  };
  if (scope.files || std::none_of(scope.conditions.begin(), scope.conditions.end(), by_name)) {
    return scope;
  }
  const std::vector<Cell> cells = take_sample(dataset, metric, scope).cells;
  std::set<std::size_t> files;
  for (const Cell& cell : cells) {
    files.insert(dataset.file_of(*cell.table));
  }
  if (files.size() != 1) {
    return scope;
  }
  const auto has_column = [&](const Setting& setting) {
    return std::any_of(setting.columns.begin(), setting.columns.end(),
                       [&](const std::string& column) {
                         return column_called(*cells.front().table, column) != nullptr;
                       });
  };
  Scope told = scope;
  const auto erased = std::erase_if(told.conditions, [&](const Setting& setting) {
    return by_name(setting) && !has_column(setting);
  });
  if (erased > 0) {
    told.files = std::vector<std::size_t>(files.begin(), files.end());
  }
  return told;
}

// With cold starts and without.
Values values_of(const Dataset& dataset, const Metric& metric, const Scope& a, const Scope& b,
                 bool of_ratio, Order order) {
  Values values;
  for (const bool swapped : {false, true}) {
    if (order == (swapped ? Order::kForward : Order::kBackward)) {
      continue;
    }
    for (const bool warm : {true, false}) {
      Query query;
      query.metric = metric.name;
      query.statistics = {Statistic::kRatio, Statistic::kDifference, Statistic::kDetectable,
                          Statistic::kP};
      query.where = conditions_of(swapped ? b : a, dataset);
      query.against = conditions_of(swapped ? a : b, dataset);
      query.exclude_cold = warm;
      if (query.where == query.against) {
        continue;  // no query tells the two apart
      }
      for (const query::Row& row : query::rows_of(query, dataset.observations())) {
        add_answers(row, of_ratio, values);
      }
    }
  }
  return values;
}

bool starts_with_number(std::string_view text) {
  return !text.empty() && text.front() >= '0' && text.front() <= '9';
}

// "0.9449 to 1.191": which end of an interval a number is.
bool is_lower_end(std::string_view behind) {
  return behind.starts_with(" to ") && starts_with_number(behind.substr(4));
}

bool is_upper_end(std::string_view before) {
  const std::size_t size = before.size();
  return before.ends_with(" to ") && size > 4 && starts_with_number(before.substr(size - 5, 1));
}

// "A ratio of 1.061 (95 % interval 0.9449 to": whose interval it is.
bool is_of_ratio(std::string_view before) {
  constexpr std::size_t kNear = 60;
  const std::string_view near = before.substr(before.size() - std::min(kNear, before.size()));
  const std::size_t ratio = near.rfind("ratio of ");
  return ratio != std::string_view::npos && near.find(';', ratio) == std::string_view::npos &&
         near.find("interval", ratio) != std::string_view::npos;
}

// Whether a query can say which files those are.
bool are_files_expressible(const Scope& scope, const Dataset& dataset) {
  return !scope.files || scope.files->size() == 1 || scope.file_alias != "*" ||
         !glob_of(scope, dataset).empty();
}

// `open`: another test than those may be meant. `named`: the text says which one it is.
Judgement judge_readings(const Numeral& stated, TestNumber kind,
                         const std::vector<double>& readings, bool refutable, bool open,
                         bool named) {
  const ClaimType type =
      kind == TestNumber::kRatio ? ClaimType::kComparison : ClaimType::kSignificance;
  Judgement judgement =
      unsupported(type, VerdictReason::kTooVague, "no test of the rows gives this number");
  const auto holds = std::find_if(readings.begin(), readings.end(), [&](double value) {
    return agreement(stated, value) >= Agreement::kRounded;
  });
  const std::string first = value_text(readings.front());
  // "p < 0.05": a bound that most of the fair tests must keep; a very p of one is no chance.
  const auto agreeing = std::ranges::count_if(
      readings, [&](double value) { return agreement(stated, value) >= Agreement::kRounded; });
  const bool usual = kind == TestNumber::kP && stated.bound == Bound::kBelow && !named;
  if (holds != readings.end() && (!usual || 2 * agreeing > std::ssize(readings))) {
    judgement = supported(type, "a comparison of the two gives it", VerdictReason::kRounding);
  } else if (holds != readings.end()) {
    judgement = unsupported(type, VerdictReason::kTooVague,
                            "other tests of the same rows give p = " + first);
  } else if (kind == TestNumber::kRatio && refutable) {
    judgement = contradicted(type, VerdictReason::kWrongValue, "the ratio of the two is " + first);
  } else if (kind == TestNumber::kDetectable && refutable) {
    judgement = contradicted(type, VerdictReason::kWrongValue,
                             "these trials would show a ratio of " + first);
  } else if (kind == TestNumber::kP && !open &&
             std::all_of(readings.begin(), readings.end(), [&](double p) {
               return (p < kSignificant) !=
                      (stated.value < kSignificant || stated.bound == Bound::kBelow);
             })) {
    judgement = contradicted(type, VerdictReason::kInsignificant, "p is " + first);
  }
  judgement.stated = StatedValue{stated.value, ""};
  judgement.found = FoundValue{holds != readings.end() ? *holds : readings.front(), "", ""};
  return judgement;
}

}  // namespace

bool names_tested(const Dataset& dataset, std::string_view clause) {
  return bind_metrics(dataset, clause).rank >= MetricRank::kWords || has_any(clause, kTokenCounts);
}

std::pair<Scope, Scope> tested_sides(const TestContext& context) {
  const auto side = [&](const Mention& mention) {
    return narrowed(scope_of({mention}), context.scope);
  };
  return {side(context.sides[context.sides.size() - 2]), side(context.sides.back())};
}

std::vector<const Metric*> tested_metrics(const Dataset& dataset, const TestContext& context) {
  constexpr std::size_t kMost = 8;
  std::vector<const Metric*> metrics = bind_metrics(dataset, context.words).metrics;
  if (metrics.empty() && has_any(context.words, kTokenCounts)) {
    metrics = bind_weakly(dataset, "tokens").metrics;
    std::erase_if(metrics, [](const Metric* metric) { return !metric->unit.empty(); });
  }
  if (metrics.empty()) {  // "the difference is not significant"
    metrics = bind_metrics(dataset, "throughput").metrics;
    const Scope side = context.sides.size() < 2 ? Scope() : tested_sides(context).first;
    const auto measured = [&](const Metric* metric) {
      return !take_sample(dataset, *metric, side).cells.empty();
    };
    if (std::ranges::none_of(metrics, measured)) {
      const std::vector<const Metric*> speeds = speed_metrics(dataset, side).metrics;
      metrics = std::ranges::any_of(speeds, measured) ? speeds : metrics;
      std::ranges::stable_partition(metrics, measured);
    }
  }
  metrics.resize(std::min(kMost, metrics.size()));
  return metrics;
}

bool is_expressible(const Scope& scope, const Dataset& dataset) {
  return are_files_expressible(scope, dataset) &&
         std::ranges::all_of(scope.conditions, [&](const Setting& setting) {
           return is_key(setting) ||
                  (!is_experiment(setting) && condition_of(setting, scope, dataset).has_value());
         });
}

TestNumber test_number(std::string_view text, const Numeral& numeral) {
  const std::size_t begin = numeral.range.begin;
  const std::string_view word = word_before(text, begin);
  const std::string_view before = text.substr(0, begin);
  const std::string_view behind = text.substr(numeral.range.end, 24);
  if (numeral.kind == NumeralKind::kPercent &&
      (behind.starts_with(" interval") || behind.starts_with(" confidence") ||
       behind.starts_with(" ci") || behind.starts_with(" level") ||
       behind.starts_with(" credible"))) {
    return TestNumber::kLevel;
  }
  if (before.ends_with("level of confidence of ") || before.ends_with("confidence level of ") ||
      before.ends_with("significance level of ")) {
    return TestNumber::kLevel;
  }
  if (word == "p" || before.ends_with("p-value of ") || before.ends_with("p value of ") ||
      word == "pvalue") {
    return TestNumber::kP;
  }
  if (before.ends_with("ratio of ") && behind.starts_with(" four times in five")) {
    return TestNumber::kDetectable;
  }
  const bool multiplies =
      before.ends_with(" by ") && numeral.unit.empty() && numeral.kind == NumeralKind::kNumber &&
      before.substr(before.size() - std::min<std::size_t>(before.size(), 80)).find("multipl") !=
          std::string_view::npos;
  if (multiplies || before.ends_with("ratio of ") || before.ends_with("ratio ") ||
      before.ends_with("factor of ") || before.ends_with("ratio: ")) {
    return TestNumber::kRatio;
  }
  if (word == "t" || word == "f" || word == "z" || word == "u" || word == "df" || word == "d" ||
      word == "r" || word == "alpha") {
    return TestNumber::kStatistic;
  }
  if (word == "n") {
    return TestNumber::kSampleSize;
  }
  constexpr std::size_t kNear = 40;
  constexpr std::size_t kNearSpelled = 120;  // "confidence interval of mean throughput of A is"
  const std::size_t spelled = before.rfind("confidence interval of ");
  const bool far = spelled != std::string_view::npos && begin - spelled < kNearSpelled &&
                   before.find(';', spelled) == std::string_view::npos;
  // "The 95 % interval stored with A spans 15.42 to 15.60".
  static constexpr std::array<std::string_view, 4> kSpans = {"spans ", "runs from ", "ranges from ",
                                                             "reaches from "};
  const std::size_t percent = before.rfind("% interval ");
  const bool spans = percent != std::string_view::npos && begin - percent < kNearSpelled &&
                     has_any(before.substr(percent), kSpans);
  const std::size_t from = far ? spelled : spans ? percent : begin - std::min(kNear, begin);
  const std::string_view near = text.substr(from, begin - from);
  const std::size_t interval = std::max(near.rfind("interval") + 1, near.rfind(" ci") + 1);
  return interval > 0 && near.find(')', interval) == std::string_view::npos ? TestNumber::kInterval
                                                                            : TestNumber::kNone;
}

std::optional<Judgement> judge_test_number(const Dataset& dataset, const Numeral& stated,
                                           TestNumber kind, const TestContext& context) {
  if (kind == TestNumber::kP && context.factor_test) {
    auto judgement = judge_factor_test(dataset, stated, context);
    // "… by Welch's t-test; an F test of all levels …": it may be of the two.
    const bool of_two =
        has_phrase(context.behind, "t-test") || has_phrase(context.before, "t-test");
    if (judgement && (judgement->verdict == Verdict::kSupported || !of_two)) {
      return judgement;
    }
  }
  if (context.sides.size() < 2) {
    return std::nullopt;
  }
  if (kind == TestNumber::kRatio || kind == TestNumber::kInterval) {
    if (auto gain = judge_gain(dataset, stated, kind, context)) {
      return gain;
    }
  }
  const auto [first, second] = tested_sides(context);
  const bool of_ratio = is_of_ratio(context.before);
  const Order order = order_of(context.before);
  std::vector<double> readings;
  if (kind == TestNumber::kDetectable) {
    readings = detectable_ratios(dataset, context);
  }
  bool refutable = true;
  for (const Metric* const metric : tested_metrics(dataset, context)) {
    const Scope a = told_by_files(dataset, *metric, first);
    const Scope b = told_by_files(dataset, *metric, second);
    refutable = refutable && is_expressible(a, dataset) && is_expressible(b, dataset);
    if (kind == TestNumber::kP && is_single_run(dataset, *metric, a) &&
        is_single_run(dataset, *metric, b)) {
      return unsupported(ClaimType::kSignificance, VerdictReason::kTooVague,
                         "one run of each: no test of " + metric->name);
    }
    Values values = values_of(dataset, *metric, a, b, of_ratio, order);
    if (kind == TestNumber::kP) {
      add_tests_of_rows(dataset, *metric, {a, b}, values.p);
    }
    values.add_to(readings, kind, !is_upper_end(context.before), !is_lower_end(context.behind));
  }
  if (readings.empty()) {
    return std::nullopt;
  }
  const bool open = context.other_test || !are_files_expressible(context.scope, dataset);
  static constexpr std::array<std::string_view, 3> kTests = {"welch*", "t-test*", "student*"};
  const bool named = has_any(context.before, kTests) || has_any(context.behind, kTests);
  return judge_readings(stated, kind, readings, refutable, open, named);
}

std::optional<Judgement> judge_significance(const Dataset& dataset, const TestContext& context,
                                            bool denied) {
  const auto [first, second] = tested_sides(context);
  for (const Metric* const metric : tested_metrics(dataset, context)) {
    const Scope a = told_by_files(dataset, *metric, first);
    const Scope b = told_by_files(dataset, *metric, second);
    if (!is_expressible(a, dataset) || !is_expressible(b, dataset)) {
      continue;
    }
    if (is_single_run(dataset, *metric, a) && is_single_run(dataset, *metric, b)) {
      return unsupported(ClaimType::kSignificance, VerdictReason::kTooVague,
                         "one run of each: no test of " + metric->name);
    }
    Values values = values_of(dataset, *metric, a, b, false, Order::kEither);
    // A model that one file names and another is called by: no query holds all rows of it.
    if (values.p.empty()) {
      add_tests_of_rows(dataset, *metric, {a, b}, values.p);
    }
    if (values.p.empty()) {
      const bool both = !take_sample(dataset, *metric, a).cells.empty() &&
                        !take_sample(dataset, *metric, b).cells.empty();
      if (both) {
        return unsupported(ClaimType::kSignificance, VerdictReason::kTooVague,
                           "a side has too few rows for a test of " + metric->name);
      }
      continue;
    }
    const auto below =
        std::count_if(values.p.begin(), values.p.end(), [](double p) { return p < kSignificant; });
    const auto all = static_cast<std::ptrdiff_t>(values.p.size());
    const std::string why =
        "a test of " + metric->name + " gives p = " + value_text(values.p.front());
    if (below != 0 && below != all) {
      return unsupported(ClaimType::kSignificance, VerdictReason::kTooVague,
                         why + "; with and without cold starts it differs");
    }
    return (below == all) != denied
               ? supported(ClaimType::kSignificance, why)
               : contradicted(ClaimType::kSignificance, VerdictReason::kInsignificant, why);
  }
  return std::nullopt;
}

}  // namespace chimera::verify
