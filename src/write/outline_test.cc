#include "write/outline.h"

#include <gtest/gtest.h>

#include "write/sample_analysis.h"

namespace chimera::write {
namespace {

std::vector<std::string> ids(const std::vector<const Finding*>& findings) {
  std::vector<std::string> all;
  all.reserve(findings.size());
  for (const Finding* finding : findings) {
    all.push_back(finding->id);
  }
  return all;
}

using Ids = std::vector<std::string>;

TEST(Outline, CollectorGetsWhatIsAboutTheDataInOrderOfStrength) {
  EXPECT_EQ(ids(collector_findings(sample::analysis())), (Ids{"beta", "delta"}));
  for (const FindingKind kind : {FindingKind::kGap, FindingKind::kFailure, FindingKind::kColdStart,
                                 FindingKind::kDuplicate}) {
    EXPECT_TRUE(is_about_data(kind)) << finding_kind_name(kind);
  }
  EXPECT_FALSE(is_about_data(FindingKind::kInconsistency));
}

TEST(Outline, AnalystGetsTheRestUpToALimit) {
  const Analysis analysis = sample::analysis();
  EXPECT_EQ(ids(analyst_findings(analysis, {"beta"}, 9)), (Ids{"alpha", "gamma", "delta"}));
  EXPECT_EQ(ids(analyst_findings(analysis, {"beta"}, 2)), (Ids{"alpha", "gamma"}));
  EXPECT_TRUE(analyst_findings(analysis, {}, 0).empty());
}

TEST(Outline, FindingThatCannotSayItselfIsNobodys) {
  Analysis analysis = sample::analysis();
  analysis.findings[0].lattice.chains.clear();
  analysis.findings[1].lattice.chains.clear();
  EXPECT_EQ(ids(collector_findings(analysis)), (Ids{"delta"}));
  EXPECT_EQ(ids(analyst_findings(analysis, {}, 9)), (Ids{"gamma", "delta"}));
}

TEST(Outline, EveryCoverageChainIsASentence) {
  const auto sentences = coverage_sentences(sample::analysis());
  ASSERT_EQ(sentences.size(), 2U);
  EXPECT_EQ(sentences[0].size(), 3U);
  EXPECT_EQ(markdown_of(sentences[1].front()), "The trials are plenty.");
}

TEST(Outline, CandidatesAreOfTheirSection) {
  const auto found =
      candidates_for(sample::finding("x", FindingKind::kEffect), Section::kConclusion);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(markdown_of(found[0]), "So x one.");
  EXPECT_EQ(markdown_of(found[1]), "So x two.");
}

TEST(Outline, AdviceIsSaidWithWhatIsKnownOfIt) {
  Advice advice{{"F1"}, {words("Do it")}, {words("more")}, {words("less")}};
  const auto said = [&] {
    std::vector<std::string> texts;
    for (const Phrase& way : ways_to_advise(advice)) {
      texts.push_back(markdown_of(way));
    }
    return texts;
  };
  EXPECT_EQ(said(), (std::vector<std::string>{
                        "Do it; expect more. What would change this: less.",
                        "Do it; the gain to expect is more. This changes with less."}));
  advice.gain.clear();
  EXPECT_EQ(said().front(), "Do it. What would change this: less.");
  advice.unless.clear();
  EXPECT_EQ(said(), std::vector<std::string>{"Do it."});
}

TEST(Outline, ShortestFirstKeepsTheOrderOfEqualLengths) {
  const auto sorted =
      shortest_first({{words("long")}, {words("b")}, {words("a")}, {words("a"), name("b")}});
  std::vector<std::string> texts;
  texts.reserve(sorted.size());
  for (const Phrase& phrase : sorted) {
    texts.push_back(markdown_of(phrase));
  }
  EXPECT_EQ(texts, (std::vector<std::string>{"b", "a", "long", "a`b`"}));
}

TEST(Outline, WordsAreRunsWithoutSpace) {
  EXPECT_EQ(word_count(""), 0U);
  EXPECT_EQ(word_count("  \n"), 0U);
  EXPECT_EQ(word_count("one"), 1U);
  EXPECT_EQ(word_count(" 57.3 tok/s,\n of\t`a b`\n"), 5U);
}

}  // namespace
}  // namespace chimera::write
