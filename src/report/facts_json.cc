#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/parallel.h"
#include "report/evidence_json.h"
#include "report/problems_json.h"
#include "report/report.h"
#include "text/json_write.h"

namespace chimera::report {
namespace {

void write_where(text::JsonWriter& json, const std::vector<Condition>& where) {
  json.key("where").open_object();
  for (const Condition& condition : where) {
    json.key(condition.column).string(condition.value);
  }
  json.close_object();
}

void write_strings(text::JsonWriter& json, const std::vector<std::string>& values) {
  json.open_array();
  for (const std::string& value : values) {
    json.string(value);
  }
  json.close_array();
}

void write_interval(text::JsonWriter& json, const Fact& fact) {
  if (fact.interval) {
    json.key("interval").open_object();
    json.key("level").number(fact.interval->level);
    json.key("low").number(fact.interval->low);
    json.key("high").number(fact.interval->high);
    json.key("method").string(fact.interval->method);
    json.close_object();
  } else if (!fact.no_interval.empty()) {
    json.key("no_interval").string(fact.no_interval);
  }
}

void write_degrees(text::JsonWriter& json, const std::vector<double>& degrees) {
  json.key("df").open_array();
  for (const double df : degrees) {
    json.number(df);
  }
  json.close_array();
}

void write_fact(text::JsonWriter& json, const Fact& fact) {
  json.open_object();
  json.key("id").string(fact.id);
  json.key("query").string(canonical_text(fact.query));
  json.key("metric").string(fact.query.metric);
  json.key("statistic").string(statistic_name(fact.statistic()));
  write_where(json, fact.query.where);
  json.key("value").number(fact.value);
  json.key("unit").string(fact.unit);
  write_interval(json, fact);
  if (!fact.test.empty()) {
    json.key("test").string(fact.test);
  }
  if (fact.tested) {
    json.key("tested").open_object();
    json.key("statistic").number(fact.tested->statistic);
    write_degrees(json, fact.tested->df);
    json.close_object();
  }
  json.key("n").count(fact.n);
  json.key("excluded").open_object();
  for (const auto& [reason, trials] : fact.excluded) {
    json.key(reason).count(trials);
  }
  json.close_object();
  write_evidence(json, fact.evidence);
  json.close_object();
}

void write_effect(text::JsonWriter& json, const TestResult& test) {
  json.key("effect").open_object();
  json.key("name").string(test.effect_name);
  json.key("value").number(test.effect);
  if (test.effect_low) {
    json.key("low").number(*test.effect_low);
  }
  if (test.effect_high) {
    json.key("high").number(*test.effect_high);
  }
  json.close_object();
}

void write_test(text::JsonWriter& json, const TestResult& test) {
  json.key("test").open_object();
  json.key("name").string(test.name);
  json.key("statistic").number(test.statistic);
  write_degrees(json, test.df);
  json.key("p").number(test.p);
  json.key("p_adjusted").number(test.p_adjusted);
  write_effect(json, test);
  json.close_object();
}

void write_varied(text::JsonWriter& json, const Varied& varied) {
  json.open_object();
  json.key("name").string(varied.name);
  json.key("role").string(role_name(varied.role));
  json.key("levels");
  write_strings(json, varied.levels);
  json.key("aliases");
  write_strings(json, varied.aliases);
  json.key("in_order").boolean(varied.in_order);
  json.close_object();
}

void write_design(text::JsonWriter& json, const TableDesign& design) {
  json.open_object();
  json.key("file").string(design.file);
  if (!design.pointer.empty()) {
    json.key("pointer").string(design.pointer);
  }
  json.key("varied").open_array();
  for (const Varied& varied : design.varied) {
    write_varied(json, varied);
  }
  json.close_array();
  json.key("trials").count(design.trials);
  json.key("cells").count(design.cells);
  json.key("crossed").boolean(design.crossed());
  json.key("balanced").boolean(design.balanced());
  json.key("replicates").open_array().count(design.replicates_min).count(design.replicates_max);
  json.close_array();
  json.key("nested").open_array();
  for (const auto& [inner, outer] : design.nested) {
    json.open_array().string(inner).string(outer).close_array();
  }
  json.close_array();
  json.close_object();
}

void write_finding(text::JsonWriter& json, const Finding& finding) {
  json.open_object();
  json.key("id").string(finding.id);
  json.key("kind").string(finding_kind_name(finding.kind));
  json.key("about").open_object();
  json.key("metric").string(finding.about.metric);
  json.key("factors");
  write_strings(json, finding.about.factors);
  write_where(json, finding.about.where);
  json.close_object();
  json.key("statement").string(finding.statement);
  json.key("facts");
  write_strings(json, finding.facts);
  json.key("strength").number(finding.strength);
  if (finding.test) {
    write_test(json, *finding.test);
  }
  json.close_object();
}

using Sink = std::function<void(std::string_view)>;

/// Puts out what was written, then an array's elements, several stretches of them made at once.
template <typename Element>
void write_all(text::JsonWriter& json, const std::vector<Element>& all,
               void (*write)(text::JsonWriter&, const Element&), const Sink& out) {
  constexpr std::size_t kStretch = 64;
  if (all.empty()) {
    return;
  }
  out(json.flush());
  const auto make = [&](std::size_t i) {
    text::JsonWriter part = json.part(i == 0);
    const std::size_t end = std::min(all.size(), (i + 1) * kStretch);
    for (std::size_t k = i * kStretch; k < end; ++k) {
      write(part, all[k]);
    }
    return part.flush();
  };
  make_in_order((all.size() + kStretch - 1) / kStretch, 0, make, out);
  json.has_elements();
}

}  // namespace

void write_facts_json(const Analysis& analysis, const std::vector<Problem>& problems,
                      const Sink& out) {
  text::JsonWriter json(text::JsonWriter::Layout::kLines);
  json.open_object();
  json.key("schema").string("chimera.facts/1");
  json.key("facts").open_array();
  write_all(json, analysis.facts, write_fact, out);
  json.close_array();
  json.key("designs").open_array();
  write_all(json, analysis.designs, write_design, out);
  json.close_array();
  json.key("findings").open_array();
  write_all(json, analysis.findings, write_finding, out);
  json.close_array();
  write_problems(json, problems);
  json.close_object();
  out(json.take());
}

std::string render_facts_json(const Analysis& analysis, const std::vector<Problem>& problems) {
  std::string text;
  write_facts_json(analysis, problems, [&](std::string_view part) { text += part; });
  return text;
}

}  // namespace chimera::report
