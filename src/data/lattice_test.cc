#include "data/lattice.h"

#include <gtest/gtest.h>

#include <set>

namespace chimera {
namespace {

Lattice two_chains() {
  Lattice lattice;
  lattice.chains.push_back(
      {{{{words("A")}, ""}, {{words("B")}, ""}}, {{{words(" x.")}, ""}, {{words(" y.")}, ""}}});
  lattice.chains.push_back({{{{words("C "), name("a`b")}, ""}}});
  return lattice;
}

TEST(Lattice, PathsAreAllCombinationsPlainOneFirst) {
  const auto paths = paths_of(two_chains());
  std::vector<std::string> texts;
  texts.reserve(paths.size());
  for (const Phrase& path : paths) {
    texts.push_back(markdown_of(path));
  }
  EXPECT_EQ(texts, (std::vector<std::string>{"A x.", "A y.", "B x.", "B y.", "C `a'b`"}));
  EXPECT_EQ(markdown_of(plain_path(two_chains())), "A x.");
}

TEST(Lattice, PathsAreTakenEvenlyWhereThereAreTooMany) {
  const auto paths = paths_of(two_chains(), 2);
  ASSERT_LE(paths.size(), 2U);
  EXPECT_EQ(markdown_of(paths.front()), "A x.");
}

TEST(Lattice, ANameCannotBreakOutOfItsCodeSpan) {
  EXPECT_EQ(markdown_of({name("a`\n# b")}), "`a' # b`");
}

}  // namespace
}  // namespace chimera
