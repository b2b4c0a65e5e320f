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
#include "findings/sample_tables.h"

namespace chimera::findings {

inline Column setting(std::string name, Role role, const std::vector<double>& levels) {
  std::vector<std::string> cells;
  cells.reserve(levels.size());
  for (const double level : levels) {
    cells.push_back(std::to_string(static_cast<int>(level)));
  }
  return sample::column(std::move(name), role, cells);
}

/// The numbers are not rounded to what the cells show.
inline Column metric(std::string name, const std::vector<double>& values) {
  std::vector<std::string> cells;
  cells.reserve(values.size());
  for (const double value : values) {
    cells.push_back(std::to_string(value));
  }
  Column column = sample::column(std::move(name), Role::kMetric, cells);
  column.number = values;
  return column;
}

inline Observations tree_of(std::vector<Column> columns) {
  return sample::observations({sample::table("a.csv", std::move(columns))});
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
