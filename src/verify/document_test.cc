#include "verify/document.h"

#include <gtest/gtest.h>

#include "verify/clauses.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

TEST(Document, BlocksInTheirPlaces) {
  const std::string text =
      "# Title\n\n"
      "First line of a\nparagraph.\n\n"
      "- item `code`\n- other\n\n"
      "## Part\n"
      "| A | B (ms) |\n|---|---|\n| x | **1** |\n\n"
      "```yaml\nkey: 3\n```\n";
  const auto document = read_document(text);
  ASSERT_TRUE(document);
  const auto& blocks = document->blocks;
  ASSERT_EQ(blocks.size(), 7U);
  EXPECT_EQ(blocks[0].kind, BlockKind::kHeading);
  EXPECT_EQ(blocks[1].text.text(), "First line of a paragraph.");
  EXPECT_EQ(blocks[2].text.text(), "item code");
  EXPECT_EQ(blocks[5].kind, BlockKind::kTable);
  ASSERT_EQ(blocks[5].rows.size(), 1U);
  EXPECT_EQ(blocks[5].rows[0].cells[1].text(), " 1 ");
  EXPECT_EQ(blocks[5].headings, (std::vector<std::string>{"title", "part"}));
  EXPECT_EQ(blocks[6].kind, BlockKind::kFence);
  EXPECT_EQ(blocks[6].code.size(), 1U);
}

TEST(Document, IndentedCodeIsNoText) {
  const auto document = read_document(
      "Type:\n\n    chimera query --stat mean  # 5 files\n    or 6\n\nText.\n\n- item\n\n"
      "    its second paragraph\n\n## H\n\n    - a list, indented\n");
  ASSERT_TRUE(document);
  const auto& blocks = document->blocks;
  ASSERT_EQ(blocks.size(), 7U);
  EXPECT_EQ(blocks[1].kind, BlockKind::kFence);
  EXPECT_EQ(blocks[1].code.size(), 2U);
  EXPECT_EQ(blocks[4].text.text(), "its second paragraph");
  EXPECT_EQ(blocks[6].kind, BlockKind::kItem);
}

TEST(Document, OfALinkTheLabelIsRead) {
  const auto document = read_document("See [docs/`a.md`](docs/a.md?x=5), [1] and (b.md).");
  ASSERT_TRUE(document);
  const Plain& plain = document->blocks[0].text;
  EXPECT_EQ(plain.text(), "See docs/a.md, [1] and (b.md).");
  EXPECT_TRUE(plain.is_link(4));
  EXPECT_TRUE(plain.is_link(11));
  EXPECT_FALSE(plain.is_link(plain.text().find("b.md")));
}

TEST(Document, PlacesAreExactAndInOneLine) {
  const std::string text = "Über **12.5 ms**\nund mehr";
  const auto document = read_document(text);
  ASSERT_TRUE(document);
  const Plain& plain = document->blocks[0].text;
  const std::size_t at = plain.text().find("12.5");
  const ClaimPlace place = plain.place({0, plain.text().size()}, at, document->lines);
  EXPECT_EQ(place.line, 1U);
  EXPECT_EQ(place.column, 1U);
  EXPECT_EQ(place.text, "Über **12.5 ms");
  EXPECT_EQ(plain.place({at, at + 4}, at, document->lines).column, 8U);
}

TEST(Document, MarkupAndTagsAreNoText) {
  Plain plain;
  const std::string_view line = "a <script>alert(1)</script> b\\_c __d__ num_gpu <!-- x --> e";
  plain.add(line, 0, {0, line.size()});
  EXPECT_EQ(plain.text(), "a alert(1) b_c d num_gpu  e");
}

TEST(Document, RefusesWhatIsNoText) {
  EXPECT_FALSE(read_document(std::string("a\0b", 3)));
  EXPECT_FALSE(read_document("\xff\xfe\xff"));
  EXPECT_FALSE(read_document(std::string(kDocumentBytesMax + 1, 'a')));
}

TEST(Words, SentencesAndClauses) {
  EXPECT_EQ(sentences_of("a 1.5 vs. 2. b").size(), 2U);
  EXPECT_EQ(sentences_of("std. dev. of 5").size(), 1U);
  const std::string text = "a is 1 while b is 2, suggesting c";
  EXPECT_EQ(clauses_of(text, {0, text.size()}).size(), 3U);
  EXPECT_TRUE(has_phrase("the ttft is", "ttft"));
  EXPECT_FALSE(has_phrase("ttfts", "ttft"));
  EXPECT_TRUE(has_phrase("includes", "includ*"));
}

}  // namespace
}  // namespace chimera::verify
