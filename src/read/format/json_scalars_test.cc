#include "read/format/json_scalars.h"

#include <gtest/gtest.h>

#include <string>

namespace chimera::read {
namespace {

/// Whether a value of that spelling is one: amid a line, where sixteen bytes can be looked at, and
/// at the end of the text.
void expect_number(const std::string& spelled, bool is_one) {
  const std::string amid = spelled + R"(,"next_key_of_the_line":"value"})";
  const std::string last = spelled + "}";
  const std::size_t end = is_one ? spelled.size() : JsonScalars::kNone;
  EXPECT_EQ(JsonScalars(amid).end_of(0), end) << amid;
  EXPECT_EQ(JsonScalars(last).end_of(0), end) << last;
}

TEST(JsonScalars, NumbersAreSpelledAsRfc8259Says) {
  for (const char* const spelled :
       {"0", "-0", "7", "10", "0.5", "-0.25", "61.202954433", "7085.675559252", "1e5", "1.5E-7",
        "12345678901234", "123456789012345", "1234567890123456", "12345678901234567890",
        "123456789.12345", "123456789.123456", "123456789.1234567", "0.1234567890123456789"}) {
    expect_number(spelled, true);
  }
  for (const char* const spelled : {"00", "01", "-01", "00.5", "1.", "-1.", ".5", "-.5", "-",
                                    "1..2", "1.e5", "1e", "1e+", "12345678901234.", "+1"}) {
    expect_number(spelled, false);
  }
}

TEST(JsonScalars, ANumberEndsAtTheSecondPoint) {
  // What follows is for the caller, who finds no comma there.
  EXPECT_EQ(JsonScalars("1.2.3,                ").end_of(0), 3U);
}

}  // namespace
}  // namespace chimera::read
