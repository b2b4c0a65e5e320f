// One function a kind: each looks through the observations, asks the book for facts and returns its
// findings, in any order.
#pragma once

#include <vector>

#include "data/finding.h"
#include "findings/fact_book.h"
#include "query/inventory.h"

namespace chimera::findings {

/// Subjects against each other and levels of a factor against each other (comparison, effect,
/// no_effect), with p adjusted by Holm within a table's metric.
std::vector<Finding> find_comparisons(FactBook& book);

/// Best and worst configuration of a grid (extreme).
std::vector<Finding> find_extremes(FactBook& book);

/// Failed trials, cold starts, copies, files without a table, columns that are always empty.
std::vector<Finding> find_failures(FactBook& book, const query::Inventory& inventory);
std::vector<Finding> find_cold_starts(FactBook& book);
std::vector<Finding> find_duplicates(FactBook& book, const query::Inventory& inventory);
std::vector<Finding> find_gaps(FactBook& book);

/// What stated summaries allow to say: fastest and slowest (comparison), a deviation above the mean
/// (spread), an accuracy without its n (undecidable).
std::vector<Finding> find_stated(FactBook& book);

/// Facts counted by the inventory: metric and type ("" for all).
const Fact* inventory_fact(FactBook& book, const std::string& metric, const std::string& type = "");

/// Tables that are measured or stated and stand first among their copies.
std::vector<const Table*> distinct_tables(const Observations& observations, TableKind kind);

/// The levels of a column over the rows that did not fail, in the order of their first row.
std::vector<std::string> levels_of(const Table& table, const Column& column);

/// The defined metric columns that a report is about, throughput and latencies first.
std::vector<const Column*> main_metrics(const Table& table);

}  // namespace chimera::findings
