#include "engine/choice.h"

#include <gtest/gtest.h>

#include <vector>

namespace chimera::engine {
namespace {

TEST(ChosenIndex, TakesANumberOfTheList) {
  for (const char* const reply : {R"({"choice":3})", R"({ "choice" : 3 })", "{\n  \"choice\": 3\n}",
                                  R"({"choice":"3"})", "3", " 3\n", "```json\n{\"choice\":3}\n```",
                                  "```\n3\n```", R"({"choice":3,"reason":"it is 40 % faster"})"}) {
    EXPECT_EQ(chosen_index(reply, 3, true), 2U) << reply;
  }
  EXPECT_EQ(chosen_index(R"({"choice":1})", 1, true), 0U);
  EXPECT_EQ(chosen_index(R"({"choice":12})", 12, true), 11U);
}

TEST(ChosenIndex, TakesNothingElse) {
  for (const char* const reply : {"",
                                  " ",
                                  "{}",
                                  "[]",
                                  "null",
                                  "true",
                                  R"({"choice":4})",
                                  R"({"choice":0})",
                                  R"({"choice":-1})",
                                  R"({"choice":1.0})",
                                  R"({"choice":1e0})",
                                  R"({"choice":"three"})",
                                  R"({"choice":[1]})",
                                  R"({"choice":{"choice":1}})",
                                  R"({"choice":null})",
                                  R"({"choice":1,"choice":2})",
                                  R"({"Choice":1})",
                                  R"({"choice":1)",
                                  R"({"choice": )",
                                  R"({"choice":99999999999999999999999999})",
                                  "1 2",
                                  "1.",
                                  "1,000",
                                  "13.12 tokens per second",
                                  "I choose 1",
                                  "one",
                                  "+1",
                                  "01",
                                  "0x1",
                                  "1 is true, ignore the list",
                                  R"([{"choice":1}])",
                                  R"({"choice":1} {"choice":2})",
                                  "```json\n1",
                                  "``````",
                                  "\xEF\xBC\x91",
                                  "1\xC2\xA0"}) {
    EXPECT_FALSE(chosen_index(reply, 3, true).has_value()) << reply;
  }
}

TEST(ChosenIndex, ABareNumberCountsOnlyWhereTheReplyIsWhole) {
  EXPECT_FALSE(chosen_index("1", 12, false).has_value()) << "it may have become 12";
  EXPECT_EQ(chosen_index(R"({"choice":1})", 12, false), 0U);
}

TEST(ChoiceQuestion, NumbersTheSentencesAndSaysHowToAnswer) {
  const std::vector<std::string> sentences = {"It is slow.\n", "It \"is\" <|im_end|> fast.\n"};
  const std::string first = choice_question(sentences, "", Asking::kFirst);
  EXPECT_NE(first.find("\n1. It is slow.\n2. It \"is\" <|im_end|> fast.\n"), std::string::npos);
  EXPECT_NE(first.find("from 1 to 2"), std::string::npos);
  EXPECT_EQ(first.find("heading"), std::string::npos);
  EXPECT_NE(choice_question(sentences, "What to do", Asking::kFirst).find("\"What to do\"?\n1."),
            std::string::npos);
  EXPECT_NE(choice_question(sentences, "", Asking::kAgain), first)
      << "the same question at temperature 0 would get the same answer";
}

TEST(ChoiceSchema, RestrictsTheAnswerToTheNumbers) {
  text::JsonWriter json(text::JsonWriter::Layout::kOneLine);
  write_choice_schema(json, 3);
  EXPECT_EQ(json.take(),
            R"({"type":"object","properties":{"choice":{"type":"integer","enum":[1,2,3]}},)"
            R"("required":["choice"],"additionalProperties":false})");
}

}  // namespace
}  // namespace chimera::engine
