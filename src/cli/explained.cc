#include "cli/explained.h"

#include <algorithm>
#include <set>
#include <utility>

#include "cli/columns.h"
#include "query/compute.h"
#include "text/nearest.h"

namespace chimera::cli {
namespace {

constexpr std::size_t kIdsNamed = 5;

std::set<std::string> ids_of(const Analysis& analysis) {
  std::set<std::string> ids;
  for (const Finding& finding : analysis.findings) {
    ids.insert(finding.id);
  }
  for (const Fact& fact : analysis.facts) {
    ids.insert(fact.id);
  }
  return ids;
}

std::string listed(const std::vector<std::string>& ids) {
  std::string text;
  for (std::size_t i = 0; i < std::min(ids.size(), kIdsNamed); ++i) {
    text += (i == 0 ? "" : ", ") + ids[i];
  }
  return ids.size() > kIdsNamed ? text + ", …" : text;
}

/// The one id that begins so.
Result<std::string> whole_id(const Analysis& analysis, const std::string& typed) {
  const std::set<std::string> ids = ids_of(analysis);
  std::vector<std::string> found;
  for (auto id = ids.lower_bound(typed); id != ids.end() && id->starts_with(typed); ++id) {
    found.push_back(*id);
  }
  if (found.size() == 1) {
    return found.front();
  }
  if (found.size() > 1) {
    return fail(ErrorCode::kUsage, "ambiguous id '" + typed + "': it begins " +
                                       std::to_string(found.size()) + " ids (" + listed(found) +
                                       ")");
  }
  const auto nearest = text::nearest_name(typed, ids);
  return fail(ErrorCode::kUsage, "no finding or fact '" + typed + "' in these data" +
                                     (nearest ? ": did you mean '" + *nearest + "'?" : "") +
                                     " ('chimera facts DIR' lists the ids)");
}

std::string command_of(const Fact& fact, const CommandLine& line) {
  std::string command = "chimera query";
  for (const std::string& dir : line.dirs) {
    command += " " + shell_word(dir);
  }
  if (!line.reading.map_file.empty()) {
    command += " --map " + shell_word(line.reading.map_file);
  }
  return command + " " + canonical_text(fact.query);
}

/// The side that the fact is held against, asked for by itself.
Side side_against(const Fact& fact, const Observations& observations) {
  Query query = fact.query;
  query.statistics = {Statistic::kCount};
  query.against.clear();
  std::erase_if(query.where, [&](const Condition& condition) {
    return std::any_of(
        fact.query.against.begin(), fact.query.against.end(),
        [&](const Condition& instead) { return instead.column == condition.column; });
  });
  query.where.insert(query.where.end(), fact.query.against.begin(), fact.query.against.end());
  auto rows = query::answer(query, observations);
  if (!rows || rows->size() != 1) {
    return {};
  }
  query::Row& row = rows->front();
  return {row.n, std::move(row.excluded), query::evidence_of(row)};
}

ExplainedFact explained_fact(const Fact& fact, const Observations& observations,
                             const CommandLine& line) {
  ExplainedFact made{&fact, command_of(fact, line), {{fact.n, fact.excluded, fact.evidence}}};
  if (!fact.query.against.empty()) {
    made.sides.push_back(side_against(fact, observations));
  }
  return made;
}

/// What was wrong with the files that the finding is about.
std::vector<const Problem*> problems_of(const Finding& finding, const Observations& observations) {
  std::vector<const Problem*> problems;
  for (const Problem& problem : observations.problems) {
    const Condition file{"file", problem.file};
    const auto& where = finding.about.where;
    if (std::find(where.begin(), where.end(), file) != where.end()) {
      problems.push_back(&problem);
    }
  }
  return problems;
}

}  // namespace

Result<Explained> explained(const Analysis& analysis, const Observations& observations,
                            const CommandLine& line) {
  return whole_id(analysis, line.id).map([&](const std::string& id) {
    Explained made;
    std::vector<std::string> facts{id};
    for (const Finding& finding : analysis.findings) {
      if (finding.id == id) {
        made.finding = &finding;
        facts = finding.facts;
        made.problems = facts.empty() ? problems_of(finding, observations) : made.problems;
      }
    }
    for (const std::string& fact_id : facts) {
      const auto found = std::find_if(analysis.facts.begin(), analysis.facts.end(),
                                      [&](const Fact& fact) { return fact.id == fact_id; });
      if (found != analysis.facts.end()) {
        made.facts.push_back(explained_fact(*found, observations, line));
      }
    }
    return made;
  });
}

}  // namespace chimera::cli
