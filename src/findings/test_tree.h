// Small trees for the tests of findings: a table of columns, and what was found in it.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "data/finding.h"
#include "data/observations.h"

namespace chimera::findings {

inline Column setting(std::string name, Role role, const std::vector<double>& levels) {
  Column column{.name = std::move(name), .role = role};
  for (const double level : levels) {
    const std::string text = std::to_string(static_cast<int>(level));
    column.text.push_back(text);
    column.number.push_back(level);
  }
  return column;
}

inline Column metric(std::string name, const std::vector<double>& values) {
  Column column{.name = std::move(name), .role = Role::kMetric};
  for (const double value : values) {
    column.text.push_back(std::to_string(value));
    column.number.push_back(value);
  }
  column.definition = definition_of_column(column.name);
  column.unit = column.definition->unit;
  return column;
}

inline Observations tree_of(std::vector<Column> columns) {
  Table table;
  table.file = "a.csv";
  table.format = "csv";
  table.content = "a";
  table.columns = std::move(columns);
  table.state.resize(table.columns.front().text.size());
  table.place.resize(table.state.size());
  Observations observations;
  observations.artifacts = {{"a.csv", ArtifactType::kCsv, 1, 0}};
  observations.tables = {std::move(table)};
  return observations;
}

inline std::vector<Finding> found(const Analysis& analysis, FindingKind kind) {
  std::vector<Finding> findings;
  std::copy_if(analysis.findings.begin(), analysis.findings.end(), std::back_inserter(findings),
               [&](const Finding& finding) { return finding.kind == kind; });
  return findings;
}

inline bool says(const Finding& finding, const std::string& text) {
  return finding.statement.find(text) != std::string::npos;
}

/// That every number on every path of the lattice, and of the consequences, is one of a fact.
inline void expect_sourced(const Analysis& analysis, const Finding& finding) {
  std::set<std::string> facts;
  for (const Fact& fact : analysis.facts) {
    facts.insert(fact.id);
  }
  std::vector<Phrase> said = paths_of(finding.lattice);
  for (const Consequence& consequence : finding.consequences) {
    said.push_back(consequence.sentence);
  }
  for (const Phrase& path : said) {
    for (const Piece& piece : path) {
      const bool has_digit = std::any_of(piece.text.begin(), piece.text.end(),
                                         [](unsigned char c) { return std::isdigit(c) != 0; });
      EXPECT_FALSE(piece.kind == PieceKind::kWords && has_digit) << piece.text;
      EXPECT_TRUE(piece.kind != PieceKind::kValue || facts.contains(piece.fact)) << piece.text;
    }
  }
}

}  // namespace chimera::findings
