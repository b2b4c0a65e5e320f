#include <gtest/gtest.h>

#include "report/report.h"
#include "report/sample_report.h"
#include "text/json.h"

namespace chimera::report {
namespace {

text::JsonValue sample_json(const Markdown& markdown, const ReportInput& input) {
  auto parsed = text::parse_json(render_report_json(input, markdown));
  EXPECT_TRUE(parsed.has_value());
  return parsed.value_or(text::JsonValue());
}

TEST(ReportJson, HoldsTheRun) {
  const Analysis analysis = sample_analysis();
  const ReportInput input = sample_input(analysis);
  const text::JsonValue json = sample_json(render_markdown(input), input);
  EXPECT_EQ(json.find("schema")->text, "chimera.report/1");
  EXPECT_EQ(json.find("run_id")->text, "r1");
  const text::JsonValue* configuration = json.find("configuration");
  EXPECT_EQ(configuration->find("temp")->kind, text::JsonKind::kNumber);
  EXPECT_DOUBLE_EQ(configuration->find("temp")->number, 0.8);
  EXPECT_EQ(configuration->find("top_p")->text, "default");
  EXPECT_NEAR(json.find("times")->find("total_s")->number, 57.61025, 1e-9);
  EXPECT_DOUBLE_EQ(json.find("metrics")->find("throughput_tok_s")->number, 40.8149);
  EXPECT_DOUBLE_EQ(json.find("metrics")->find("sentences")->number, 2);
  EXPECT_DOUBLE_EQ(json.find("model_share")->find("share")->number, 0.5);
  ASSERT_EQ(json.find("names")->items.size(), 2U);
  EXPECT_EQ(json.find("names")->items[1].text, "gemma3");
}

TEST(ReportJson, NumeralsNameTheirFactOrReason) {
  const Analysis analysis = sample_analysis();
  const ReportInput input = sample_input(analysis);
  const Markdown markdown = render_markdown(input);
  const text::JsonValue json = sample_json(markdown, input);
  const auto& numerals = json.find("numerals")->items;
  ASSERT_EQ(numerals.size(), markdown.numerals.size());
  EXPECT_EQ(numerals[0].find("reason")->text, "date");
  EXPECT_EQ(numerals[0].find("text")->text, "2026");
  EXPECT_EQ(numerals[0].find("fact")->kind, text::JsonKind::kNull);
  EXPECT_EQ(numerals[1].find("reason")->text, "config");
  EXPECT_EQ(numerals[3].find("reason")->text, "ordinal");
  const text::JsonValue& value = numerals[4];
  EXPECT_EQ(value.find("fact")->text, "f000000000001");
  EXPECT_EQ(value.find("part")->text, "value");
  EXPECT_EQ(value.find("unit")->text, "tok/s");
  EXPECT_EQ(value.find("reason")->kind, text::JsonKind::kNull);
}

TEST(ReportJson, NoSentenceHasNoShare) {
  const Analysis analysis;
  ReportInput input;
  input.analysis = &analysis;
  const text::JsonValue json = sample_json({}, input);
  EXPECT_EQ(json.find("model_share")->find("share")->kind, text::JsonKind::kNull);
}

}  // namespace
}  // namespace chimera::report
