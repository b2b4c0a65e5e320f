#include "engine/trie.h"

#include <gtest/gtest.h>

namespace chimera::engine {
namespace {

TEST(TokenTrie, SharesPrefixesAndBranchesWherePathsDiffer) {
  TokenTrie trie;
  trie.add(Tokens{5, 7, 9}, 0);
  trie.add(Tokens{5, 8}, 1);

  ASSERT_EQ(trie.children(TokenTrie::kRoot).size(), 1U) << "5 is forced";
  const TokenTrie::Node fork = trie.children(TokenTrie::kRoot).at(5);
  ASSERT_EQ(trie.children(fork).size(), 2U);
  EXPECT_FALSE(trie.sentence(fork));
  EXPECT_EQ(trie.sentence(trie.children(fork).at(8)), 1U);
  const TokenTrie::Node seven = trie.children(fork).at(7);
  EXPECT_EQ(trie.sentence(trie.children(seven).at(9)), 0U);
}

TEST(TokenTrie, KnowsItsLongestPath) {
  TokenTrie trie;
  EXPECT_EQ(trie.longest(), 0U);
  trie.add(Tokens{1, 2, 3}, 0);
  trie.add(Tokens{1}, 1);
  EXPECT_EQ(trie.longest(), 3U);
}

TEST(TokenTrie, FirstOfEqualPathsCounts) {
  TokenTrie trie;
  trie.add(Tokens{4}, 2);
  trie.add(Tokens{4}, 6);
  EXPECT_EQ(trie.sentence(trie.children(TokenTrie::kRoot).at(4)), 2U);
}

TEST(TokenTrie, EmptyPathEndsAtTheRoot) {
  TokenTrie trie;
  EXPECT_FALSE(trie.sentence(TokenTrie::kRoot));
  trie.add(Tokens{}, 3);
  EXPECT_EQ(trie.sentence(TokenTrie::kRoot), 3U);
}

}  // namespace
}  // namespace chimera::engine
