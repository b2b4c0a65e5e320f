// The options of a query.
#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "cli/option_parser.h"

namespace chimera::cli {
namespace {

std::vector<std::string> split_at_commas(const std::vector<std::string>& typed) {
  std::vector<std::string> parts;
  for (const std::string& list : typed) {
    std::size_t at = 0;
    while (at <= list.size()) {
      const std::size_t end = std::min(list.find(',', at), list.size());
      if (end > at) {
        parts.push_back(list.substr(at, end - at));
      }
      at = end + 1;
    }
  }
  return parts;
}

Result<std::vector<Condition>> conditions_of(const std::vector<std::string>& typed,
                                             const std::string& flag) {
  std::vector<Condition> conditions;
  for (const std::string& text : typed) {
    const std::size_t sign = text.find('=');
    if (sign == std::string::npos || sign == 0) {
      return fail(ErrorCode::kUsage, fmt::format("'{}' takes COLUMN=VALUE, not '{}'", flag, text));
    }
    conditions.push_back({text.substr(0, sign), text.substr(sign + 1)});
  }
  return conditions;
}

Result<std::vector<Statistic>> statistics_of(const std::vector<std::string>& typed) {
  std::vector<Statistic> statistics;
  std::vector<std::string> known;
  for (const Statistic statistic : all_statistics()) {
    known.emplace_back(statistic_name(statistic));
  }
  for (const std::string& name : split_at_commas(typed)) {
    const auto statistic = find_statistic(name);
    if (!statistic) {
      return unknown_word("statistic", name, known, "'chimera query --help' lists them");
    }
    if (std::find(statistics.begin(), statistics.end(), *statistic) == statistics.end()) {
      statistics.push_back(*statistic);
    }
  }
  return statistics;
}

/// A contrast has its second selection, an effect its p.
Result<void> check_contrasts(const Query& query) {
  if (!query.effect.empty() && !query.against.empty()) {
    return fail(ErrorCode::kUsage,
                "'--effect' and '--against' ask for different tests: type one of them");
  }
  for (const Statistic statistic : query.statistics) {
    if (statistic == Statistic::kPInteraction && query.effect.empty()) {
      return fail(ErrorCode::kUsage, "'p_interaction' needs a factor: type --effect COLUMN");
    }
    if (is_contrast(statistic) && query.against.empty() && !is_of_effect(statistic, query)) {
      return fail(ErrorCode::kUsage, "'" + std::string(statistic_name(statistic)) +
                                         "' needs a second selection: type --against COLUMN=VALUE");
    }
  }
  return {};
}

std::vector<Statistic> usual_statistics(const Query& query) {
  using enum Statistic;
  if (!query.against.empty()) {
    return {kCount, kMean, kRatio, kDifference, kP};
  }
  if (!query.effect.empty()) {
    return {kCount, kMean, kP};
  }
  return {kCount, kMean, kMedian, kStd, kMin, kMax};
}

}  // namespace

void add_repeated(CLI::App& app, const std::string& flag, std::vector<std::string>& target,
                  const std::string& type, const std::string& help) {
  app.add_option(flag, target, help)
      ->type_name(type)
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void add_query_options(CLI::App& app, Draft& draft) {
  Query& query = draft.line.query;
  app.add_option("--metric", query.metric,
                 "a column as spelled, its last keys, or throughput, ttft and the like")
      ->type_name("NAME");
  add_repeated(app, "--stat", draft.statistics, "S[,S]",
               "statistics, listed below; default count,mean,median,std,min,max");
  add_repeated(app, "--by", draft.by, "COL[,COL]", "one row for each value");
  add_repeated(app, "--where", draft.where, "COL=VALUE", "only these rows; * and ? are globs");
  add_repeated(app, "--against", draft.against, "COL=VALUE",
               "compare with these rows in place of --where's");
  app.add_option("--effect", query.effect, "p of the F test that the column's levels do not differ")
      ->type_name("COL");
  app.add_flag("--exclude-cold", query.exclude_cold, "leave cold starts out");
  app.add_flag("--include-failed", query.include_failed, "take failed trials in");
}

Result<void> finish_query(Draft& draft) {
  Query& query = draft.line.query;
  if (query.metric.empty()) {
    return fail(ErrorCode::kUsage, "no metric given: type --metric NAME");
  }
  auto statistics = statistics_of(draft.statistics);
  auto where = conditions_of(draft.where, "--where");
  auto against = conditions_of(draft.against, "--against");
  if (!statistics || !where || !against) {
    return tl::unexpected<Error>(!statistics ? statistics.error()
                                 : !where    ? where.error()
                                             : against.error());
  }
  query.statistics = std::move(*statistics);
  query.where = std::move(*where);
  query.against = std::move(*against);
  query.by = split_at_commas(draft.by);
  if (query.statistics.empty()) {
    query.statistics = usual_statistics(query);
  }
  return check_contrasts(query);
}

}  // namespace chimera::cli
