// Where trials fail: levels of a factor or subject of which more fail than of others, p adjusted
// for the choice of the levels and, by Holm, for the columns of the table. How many failed in all
// is in data_quality.cc, files in which nothing succeeded in failed_files.cc.
#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "findings/kind/failure_levels.h"
#include "findings/kind/family.h"
#include "findings/kind/kinds.h"
#include "findings/kind/levels.h"
#include "findings/phrases.h"
#include "findings/shorten.h"
#include "query/measure.h"

namespace chimera::findings {

namespace {

using enum Section;

struct Difference {
  const Table* table = nullptr;
  FailureLevels levels;
  const Fact* high = nullptr;  ///< the share of the level that fails most
  const Fact* low = nullptr;   ///< of the one that fails least
  const Fact* p = nullptr;     ///< of the two; nullptr where the others are held together
  double adjusted = 1;
};

Query rate_query(const Table& table) {
  Query query{.metric = std::string(query::kFailureRate), .statistics = {Statistic::kMean}};
  query.where = {{"file", table.file}};
  return query;
}

/// nullptr where a query for the level finds trials of other tables too.
const Fact* rate_of(FactBook& book, const Table& table, const std::string& column,
                    const FailureLevel& level) {
  Query query = rate_query(table);
  query.where.push_back({column, level.value});
  const Fact* fact = book.ask(query);
  const bool is_it = fact != nullptr && fact->n == level.trials &&
                     std::abs(fact->value * static_cast<double>(level.trials) -
                              static_cast<double>(level.failed)) < 0.5;
  return is_it ? fact : nullptr;
}

/// Asks for the facts that say the difference; whether there are all.
bool ask_for(FactBook& book, Difference& found) {
  const Table& table = *found.table;
  const std::string& column = found.levels.column->name;
  found.high = rate_of(book, table, column, found.levels.most());
  found.low = rate_of(book, table, column, found.levels.least());
  if (found.high == nullptr || found.low == nullptr) {
    return false;
  }
  if (found.levels.against_rest) {
    return true;
  }
  Query query = rate_query(table);
  query.statistics = {Statistic::kP};
  query.where.push_back({column, found.levels.most().value});
  query.against = {{column, found.levels.least().value}};
  found.p = book.ask(query);
  return found.p != nullptr;
}

Phrase level_name(const Difference& found, const FailureLevel& level) {
  return called(found.levels.column->role == Role::kSubject
                    ? shortened(level.value)
                    : found.levels.column->name + "=" + shortened(level.value));
}

/// "; each that failed says `reason`", where they all say the same.
Phrase reason_phrase(const Difference& found) {
  const std::string& reason = found.levels.reason;
  return reason.empty() ? Phrase{}
                        : join({say("; each that failed says "), called(shortened(reason))});
}

Phrase test_phrase(const Difference& found) {
  return found.p == nullptr
             ? Phrase{}
             : join({say(", "), p_value(*found.p), say(", "), called(found.p->test)});
}

/// "a share of 0.5 (95 % interval 0.3 to 0.7) of 20 trials".
Phrase share_phrase(const Fact& rate) {
  return join({say("a share of "),
               {value(rate)},
               interval(rate),
               say(" of "),
               {value(rate, "n")},
               say(rate.n == 1 ? " trial" : " trials")});
}

std::vector<Chain> chains_of(const Difference& found) {
  const Phrase place = join({say("In "), called(found.table->file), say(" ")});
  const Phrase high = level_name(found, found.levels.most());
  if (found.levels.only_one_fails()) {
    const Phrase others =
        found.levels.sorted.size() == 2
            ? join({say("none of "),
                    {value(*found.low, "n")},
                    say(" with "),
                    level_name(found, found.levels.least())})
            : join({say("none with another level of "), called(found.levels.column->name)});
    return {{fixed(join({place, share_phrase(*found.high)})),
             one_of({" failed with ", " failed under "}),
             fixed(join({high, say(" and "), others, test_phrase(found), reason_phrase(found),
                         say(".")}))}};
  }
  return {
      {fixed(join({place, share_phrase(*found.high), say(" failed with "), high})),
       one_of({" against ", ", compared with "}),
       fixed(join({share_phrase(*found.low), say(" with "), level_name(found, found.levels.least()),
                   say(found.levels.sorted.size() > 2 ? ", the levels furthest apart" : ""),
                   test_phrase(found), reason_phrase(found), say(".")}))}};
}

TestResult test_of(const Difference& found) {
  TestResult test{.name = found.levels.against_rest
                              ? "Fisher's exact test, the level against all others"
                              : "Fisher's exact test",
                  .df = {}};
  test.statistic = static_cast<double>(found.levels.most().failed);
  test.p = found.levels.p;
  test.p_adjusted = found.adjusted;
  test.effect_name = "difference of shares";
  test.effect = found.levels.difference();
  return test;
}

/// How far apart the intervals of the two shares lie, in logarithms, times the trials covered.
double strength(const FactBook& book, const Difference& found) {
  constexpr double kLeast = 0.05;
  const auto& high = found.high->interval;
  const auto& low = found.low->interval;
  const double gap = high && low && low->high > 0 ? std::log(high->low / low->high) : 0;
  return std::max(gap, kLeast) * book.share_of(found.levels.trials());
}

Finding finding_of(const FactBook& book, const Difference& found) {
  const Phrase high = level_name(found, found.levels.most());
  const Phrase place = join({say(" in "), called(found.table->file)});
  const bool all_failed = found.levels.most().failed == found.levels.most().trials;
  Finding finding{.kind = FindingKind::kFailure};
  finding.about = {
      std::string(query::kFailureRate), {found.levels.column->name}, {{"file", found.table->file}}};
  finding.strength = strength(book, found);
  finding.test = test_of(found);
  finding.lattice.chains = chains_of(found);
  finding.consequences = {
      {kSummary, found.levels.only_one_fails()
                     ? join({say("Only trials with "), high, say(" fail"), place, say(".")})
                     : join({say("Trials with "), high, say(" fail more often than those with "),
                             level_name(found, found.levels.least()), place, say(".")})},
      {kConclusion, all_failed ? join({say("About "), high, place,
                                       say(" nothing is known: every trial of it failed.")})
                               : join({say("A mean over "), high, place,
                                       say(" holds only the trials that succeeded.")})}};
  return finished(std::move(finding));
}

}  // namespace

void find_failures_by_level(FactBook& book, const Table& table, std::vector<Finding>& findings) {
  std::vector<Difference> family;
  for (FailureLevels& levels : failure_levels(table)) {
    family.push_back({.table = &table, .levels = std::move(levels)});
  }
  adjust(family, [](const Difference& found) { return found.levels.p_of_choice(); });
  for (Difference& found : family) {
    if (found.adjusted < kSignificance && ask_for(book, found)) {
      findings.push_back(finding_of(book, found));
    }
  }
}

}  // namespace chimera::findings
