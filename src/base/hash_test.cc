#include "base/hash.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace chimera {
namespace {

TEST(Hash, Sha256MatchesThePublishedVectors) {
  // FIPS 180-4, appendix B.1, and the empty message.
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Hash, IdIsPrefixAndDigits) {
  EXPECT_EQ(content_id("f", "abc", 12), "fba7816bf8f01");
}

TEST(Hash, AFileInPiecesIsTheSameAsItsBytes) {
  std::string name = (std::filesystem::temp_directory_path() / "chimera-XXXXXX").string();
  const int file = ::mkstemp(name.data());
  ASSERT_GE(file, 0);
  ::close(file);
  const std::string bytes(200000, 'x');
  std::ofstream(name, std::ios::binary) << bytes;
  EXPECT_EQ(sha256_of_file(name).value(), sha256_hex(bytes));
  std::filesystem::remove(name);
}

TEST(Hash, AMissingFileIsAnError) {
  EXPECT_FALSE(sha256_of_file("/nonexistent/file"));
}

}  // namespace
}  // namespace chimera
