// One function a kind: each looks through the observations, asks the book for facts and returns its
// findings, in any order.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "data/finding.h"
#include "findings/fact_book.h"
#include "findings/table_designs.h"
#include "query/inventory.h"

namespace chimera::findings {

struct SameSetting;

/// What a measured table shows by itself: all that the functions below find, each table looked at
/// by all of them at once.
std::vector<Finding> find_in_tables(FactBook& book);

/// Subjects of a table against each other (comparison), with p adjusted by Holm within it.
void find_comparisons(FactBook& book, const Table& table, std::vector<Finding>& findings);

/// Levels of a factor against each other (effect, no_effect), adjusted likewise.
void find_effects(FactBook& book, const Table& table, std::vector<Finding>& findings);

/// Level means of an ordered factor that rise or fall with it (trend), adjusted likewise.
void find_trends(FactBook& book, const Table& table, std::vector<Finding>& findings);

/// Two metrics that want different levels (trade_off).
void find_trade_offs(FactBook& book, const Table& table, std::vector<Finding>& findings);

/// Best and worst configuration of a grid (extreme).
void find_extremes(FactBook& book, const Table& table, std::vector<Finding>& findings);

/// Levels of which more trials fail than of others, adjusted likewise (failure).
void find_failures_by_level(FactBook& book, const Table& table, std::vector<Finding>& findings);

/// Subjects that failed altogether in files where others of their kind succeeded (failure).
std::vector<Finding> find_failed_subjects(FactBook& book);

/// Single trials far from the others of their setting (outlier), one a metric. `settings`: the
/// table's, of same_settings.
void find_outliers(FactBook& book, const Table& table, const std::vector<SameSetting>& settings,
                   std::vector<Finding>& findings);

/// Trials of one setting whose mean says little (spread), one a metric.
void find_spread(FactBook& book, const Table& table, const std::vector<SameSetting>& settings,
                 std::vector<Finding>& findings);

/// How large the levels of a subject are (trade_off).
void find_sizes(FactBook& book, const Table& table, std::vector<Finding>& findings);

/// One quantity before and after something was done, where it moved one way in every record
/// (trend).
void find_before_after(FactBook& book, const Table& table, std::vector<Finding>& findings);

/// Files that differ in one subject or one factor only (comparison, effect, no_effect).
std::vector<Finding> find_across_files(FactBook& book);

/// Levels that coincide with loading the model (confounded).
std::vector<Finding> find_confounded(FactBook& book);

/// Two metrics of which somebody stated means at several levels, that want different ones
/// (trade_off).
std::vector<Finding> find_stated_trade_offs(FactBook& book);

/// Factors that never change one without the other (confounded).
std::vector<Finding> find_changing_together(const FactBook& book,
                                            const std::vector<DesignedTable>& designed);

/// Levels that ran on the CPU where their file says GPU (confounded).
std::vector<Finding> find_other_devices(FactBook& book);

/// Failed trials, cold starts, copies.
std::vector<Finding> find_failures(FactBook& book, const query::Inventory& inventory);
std::vector<Finding> find_cold_starts(FactBook& book);
std::vector<Finding> find_duplicates(FactBook& book, const query::Inventory& inventory);

/// Files in which every trial failed (failure).
std::vector<Finding> find_failed_files(FactBook& book);

/// Files without a table, configurations never run, models missing, columns always empty (gap).
std::vector<Finding> find_gaps(FactBook& book);

/// What stated summaries give away about themselves: a deviation above the mean (spread), an
/// accuracy without its n (undecidable).
std::vector<Finding> find_stated(FactBook& book);

/// Runs that should repeat each other, whose stated means lie further apart than their samples
/// account for (spread).
std::vector<Finding> find_unlike_runs(FactBook& book);

/// Stated means of files that differ in one setting (effect), or in nothing that was recorded
/// (spread).
std::vector<Finding> find_stated_across_files(FactBook& book);

/// Stated means against each other (comparison).
std::vector<Finding> find_stated_comparisons(FactBook& book);

/// Facts counted by the inventory: metric and type ("" for all).
const Fact* inventory_fact(FactBook& book, const std::string& metric, const std::string& type = "");

/// What is found at each of so many places, several looked at at once, in their order. Cancelled,
/// the rest is not looked at.
std::vector<Finding> find_in_all(
    const FactBook& book, std::size_t count,
    const std::function<void(std::size_t, std::vector<Finding>&)>& find);

/// Tables that are measured or stated and stand first among their copies.
std::vector<const Table*> distinct_tables(const Observations& observations, TableKind kind);

/// The levels of a column over the rows that did not fail, in the order of their first row.
std::vector<std::string> levels_of(const Table& table, const Column& column);

/// The direction that is known; of a time without one, that lower is better.
Direction presumed_direction(const Column& metric);

/// Whether any trial is a cold start.
bool has_cold(const Table& table);

/// The defined metric columns that a report is about, throughput and latencies first.
std::vector<const Column*> main_metrics(const Table& table);

}  // namespace chimera::findings
