#include "report/report.h"

#include <gtest/gtest.h>

#include "report/layout.h"
#include "text/json.h"

namespace chimera::report {
namespace {

Piece value_piece(std::string text, std::string fact) {
  return Piece{
      .kind = PieceKind::kValue, .text = std::move(text), .fact = std::move(fact), .part = "value"};
}

Analysis small_analysis() {
  Analysis analysis;
  Fact fact{.id = "f1", .value = 12.5, .unit = "tok/s"};
  fact.query = {.metric = "tokens_s", .statistics = {Statistic::kMean}};
  fact.no_interval = "a single trial";
  fact.n = 1;
  analysis.facts.push_back(fact);
  analysis.findings.push_back(Finding{.id = "F1", .facts = {"f1"}});
  analysis.inventory = {.title = "Files by type", .head = {"Type", "Files"}};
  return analysis;
}

ReportInput input_of(const Analysis& analysis) {
  ReportInput input;
  input.run.date = "2026-11-24";
  input.run.model = "none";
  input.run.configuration = {{"num_gpu", "0"}, {"temp", "default"}};
  input.sections.findings = {{words("The mean is "), value_piece("12.5", "f1"), words(" tok/s.")}};
  input.sections.finding_ids = {"F1"};
  input.analysis = &analysis;
  return input;
}

TEST(Layout, NumeralsAreFoundWhereTheyStandAndNamesAreNot) {
  Layout layout;
  layout.line({words("é "), name("q4_0 7"), words(" is "), value_piece("1.5", "f9")});
  const Markdown markdown = layout.take();
  ASSERT_EQ(markdown.numerals.size(), 1U);
  EXPECT_EQ(markdown.numerals[0].line, 1U);
  EXPECT_EQ(markdown.numerals[0].column, 15U);  // code points, by hand
  EXPECT_EQ(markdown.numerals[0].text, "1.5");
  EXPECT_EQ(markdown.numerals[0].source.fact, "f9");
}

TEST(LayoutDeathTest, ANumeralInPlainWordsStopsTheProgram) {
  EXPECT_DEATH(
      {
        Layout layout;
        layout.line({words("about 13.12 tokens")});
      },
      "");
}

TEST(Report, HasEverySectionAlsoWhenThereIsNothingToSay) {
  const Analysis nothing;
  ReportInput input = input_of(nothing);
  input.sections.findings.clear();
  input.sections.finding_ids.clear();
  const Markdown markdown = render_markdown(input);
  for (const char* section :
       {"Executive summary", "Data ingestion summary", "Performance analysis", "Key findings",
        "Recommendations", "Conclusion", "Appendix", "Workflow summary", "Metrics", "ersona"}) {
    EXPECT_NE(markdown.text.find(section), std::string::npos) << section;
  }
}

TEST(Report, JsonMapsTheFindingsNumeralToItsFact) {
  const Analysis analysis = small_analysis();
  const ReportInput input = input_of(analysis);
  const Markdown markdown = render_markdown(input);
  const auto json = text::parse_json(render_report_json(input, markdown));
  ASSERT_TRUE(json.has_value());
  EXPECT_EQ(json->find("schema")->text, "chimera.report/1");
  bool found = false;
  for (const text::JsonValue& numeral : json->find("numerals")->items) {
    found = found || (numeral.find("text")->text == "12.5" && numeral.find("fact")->text == "f1");
  }
  EXPECT_TRUE(found);
}

TEST(Report, FactsJsonIsOfItsSchema) {
  const auto json =
      text::parse_json(render_facts_json(small_analysis(), {{"a.csv", "line 3", "bad"}}));
  ASSERT_TRUE(json.has_value());
  EXPECT_EQ(json->find("schema")->text, "chimera.facts/1");
  EXPECT_EQ(json->find("facts")->items.at(0).find("query")->text, "--metric tokens_s --stat mean");
  EXPECT_EQ(json->find("problems")->items.at(0).find("what")->text, "bad");
}

}  // namespace
}  // namespace chimera::report
