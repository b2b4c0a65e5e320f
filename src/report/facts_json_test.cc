#include <gtest/gtest.h>

#include "report/report.h"
#include "report/sample_report.h"
#include "text/json.h"

namespace chimera::report {
namespace {

text::JsonValue sample_json() {
  auto parsed =
      text::parse_json(render_facts_json(sample_analysis(), {{"bad.json", "line 3", "no JSON"}}));
  EXPECT_TRUE(parsed.has_value());
  return parsed.value_or(text::JsonValue());
}

TEST(FactsJson, HoldsFacts) {
  const text::JsonValue json = sample_json();
  EXPECT_EQ(json.find("schema")->text, "chimera.facts/1");
  const auto& facts = json.find("facts")->items;
  ASSERT_EQ(facts.size(), 2U);
  EXPECT_EQ(facts[0].find("statistic")->text, "mean");
  EXPECT_EQ(facts[0].find("where")->find("file")->text, "a|b.csv");
  EXPECT_DOUBLE_EQ(facts[0].find("value")->number, 42.123456);
  EXPECT_DOUBLE_EQ(facts[0].find("interval")->find("high")->number, 43.75);
  EXPECT_EQ(facts[0].find("no_interval"), nullptr);
  EXPECT_DOUBLE_EQ(facts[0].find("excluded")->find("failed")->number, 2);
  EXPECT_EQ(facts[0].find("evidence")->items[0].find("pointer"), nullptr);
  EXPECT_EQ(facts[0].find("evidence")->items[0].find("rows")->text, "2-6");
  EXPECT_EQ(facts[1].find("interval"), nullptr);
  EXPECT_EQ(facts[1].find("no_interval")->text, "a count");
  EXPECT_EQ(facts[1].find("evidence")->items[0].find("pointer")->text, "/results");
}

TEST(FactsJson, HoldsFindingsAndProblems) {
  const text::JsonValue json = sample_json();
  const auto& findings = json.find("findings")->items;
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].find("kind")->text, "no_effect");
  EXPECT_EQ(findings[0].find("about")->find("factors")->items[0].text, "num_gpu");
  EXPECT_EQ(findings[0].find("facts")->items[0].text, "f000000000001");
  const text::JsonValue* test = findings[0].find("test");
  EXPECT_DOUBLE_EQ(test->find("p_adjusted")->number, 0.4);
  EXPECT_DOUBLE_EQ(test->find("effect")->find("low")->number, 0.9);
  EXPECT_EQ(test->find("effect")->find("high"), nullptr);
  EXPECT_EQ(json.find("problems")->items[0].find("where")->text, "line 3");
}

}  // namespace
}  // namespace chimera::report
