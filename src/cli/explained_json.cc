#include <optional>

#include "cli/cells.h"
#include "cli/explained.h"
#include "text/json_write.h"

namespace chimera::cli {
namespace {

void write_evidence(text::JsonWriter& json, const Evidence& evidence, const Cells& cells) {
  json.open_object();
  json.key("file").string(evidence.file);
  json.key("column").string(evidence.column);
  if (!evidence.pointer.empty()) {
    json.key("pointer").string(evidence.pointer);
  }
  json.key("rows").string(evidence.rows);
  json.key("cells_total").count(cells.total);
  json.key("cells").open_array();
  for (const Cell& cell : cells.first) {
    json.open_object();
    json.key("row").count(cell.place);
    json.key("text").string(cell.text);
    json.close_object();
  }
  json.close_array().close_object();
}

class Writer {
 public:
  Writer(const Observations& observations, std::size_t cells_max)
      : observations_(observations), cells_max_(cells_max) {}

  std::string whole(const Explained& explained) {
    json_.open_object();
    json_.key("schema").string("chimera.explain/1");
    if (explained.finding != nullptr) {
      finding(*explained.finding);
    }
    if (!explained.problems.empty()) {
      problems(explained.problems);
    }
    json_.key("facts").open_array();
    for (const ExplainedFact& each : explained.facts) {
      fact(each);
    }
    json_.close_array().close_object();
    return json_.take();
  }

 private:
  void problems(const std::vector<const Problem*>& problems) {
    json_.key("problems").open_array();
    for (const Problem* problem : problems) {
      json_.open_object();
      json_.key("file").string(problem->file);
      json_.key("where").string(problem->where);
      json_.key("what").string(problem->what);
      json_.close_object();
    }
    json_.close_array();
  }

  void finding(const Finding& finding) {
    json_.key("finding").open_object();
    json_.key("id").string(finding.id);
    json_.key("kind").string(finding_kind_name(finding.kind));
    json_.key("statement").string(finding.statement);
    json_.key("strength").number(finding.strength);
    if (finding.test) {
      test(*finding.test);
    }
    json_.close_object();
  }

  void test(const TestResult& test) {
    json_.key("test").open_object();
    json_.key("name").string(test.name);
    json_.key("statistic").number(test.statistic);
    json_.key("df").open_array();
    for (const double df : test.df) {
      json_.number(df);
    }
    json_.close_array();
    json_.key("p").number(test.p);
    json_.key("p_adjusted").number(test.p_adjusted);
    json_.close_object();
  }

  void fact(const ExplainedFact& explained) {
    const Fact& fact = *explained.fact;
    json_.open_object();
    json_.key("id").string(fact.id);
    json_.key("command").string(explained.command);
    json_.key("value").number(fact.value);
    json_.key("unit").string(fact.unit);
    if (fact.interval) {
      json_.key("interval").open_object();
      json_.key("low").number(fact.interval->low);
      json_.key("high").number(fact.interval->high);
      json_.key("method").string(fact.interval->method);
      json_.close_object();
    } else {
      json_.key("no_interval").string(fact.no_interval);
    }
    side(explained.sides.front());
    if (explained.sides.size() > 1) {
      json_.key("against").open_object();
      side(explained.sides.back());
      json_.close_object();
    }
    json_.close_object();
  }

  void side(const Side& side) {
    json_.key("n").count(side.n);
    json_.key("excluded").open_object();
    for (const auto& [reason, trials] : side.excluded) {
      json_.key(reason).count(trials);
    }
    json_.close_object();
    json_.key("evidence").open_array();
    for (const Evidence& evidence : side.evidence) {
      write_evidence(json_, evidence, cells_of(evidence, observations_, cells_max_));
    }
    json_.close_array();
  }

  const Observations& observations_;
  std::size_t cells_max_;
  text::JsonWriter json_;
};

}  // namespace

std::string explained_json(const Explained& explained, const Observations& observations,
                           std::size_t cells_max) {
  return Writer(observations, cells_max).whole(explained);
}

}  // namespace chimera::cli
