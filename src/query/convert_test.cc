#include "query/convert.h"

#include <gtest/gtest.h>

namespace chimera::query {
namespace {

// By hand: 101 tokens, the first after 0.5 s, the last after 2.5 s:
// tpot.decode = 2.0/100 = 0.02 s, tpot.e2e = 2.5/101 s.
RequestKnown hand_made() {
  return {.tokens = 101, .ttft_s = 0.5, .e2e_latency_s = 2.5};
}

std::string reason(const Result<double>& refused) {
  return refused ? "not refused" : refused.error().message;
}

TEST(Convert, TimePerTokenWithAndWithoutTheFirst) {
  EXPECT_NEAR(tpot_decode_from_e2e(2.5 / 101, hand_made()).value_or(0), 0.02, 1e-12);
  EXPECT_NEAR(tpot_e2e_from_decode(0.02, hand_made()).value_or(0), 2.5 / 101, 1e-12);
}

TEST(Convert, TheLatencyIsNotNeededButMustFitIfKnown) {
  RequestKnown known = hand_made();
  known.e2e_latency_s.reset();
  EXPECT_NEAR(tpot_decode_from_e2e(2.5 / 101, known).value_or(0), 0.02, 1e-12);
  // 2.5/101 taken for tpot.decode would make the request 2.975 s long.
  EXPECT_NE(reason(tpot_e2e_from_decode(2.5 / 101, hand_made())).find("'e2e_latency'"),
            std::string::npos);
  EXPECT_NE(reason(tpot_decode_from_e2e(0.02, hand_made())).find("'e2e_latency'"),
            std::string::npos);
}

TEST(Convert, RefusesWhatTheDefinitionsDoNotGive) {
  EXPECT_NE(reason(tpot_decode_from_e2e(0.1, {.ttft_s = 0.5})).find("'tokens'"), std::string::npos);
  EXPECT_NE(reason(tpot_decode_from_e2e(0.1, {.tokens = 10})).find("'ttft'"), std::string::npos);
  EXPECT_NE(reason(tpot_e2e_from_decode(0.1, {.tokens = 1, .ttft_s = 0.5})).find("two tokens"),
            std::string::npos);
  EXPECT_NE(reason(tpot_e2e_from_decode(0.1, {.tokens = 9.5, .ttft_s = 0.5})).find("no count"),
            std::string::npos);
  // 10 tokens at 0.01 s each end at 0.1 s, before the first token.
  EXPECT_NE(reason(tpot_decode_from_e2e(0.01, {.tokens = 10, .ttft_s = 0.5})).find("before"),
            std::string::npos);
  EXPECT_NE(reason(tpot_decode_from_e2e(-1, hand_made())).find("no duration"), std::string::npos);
}

TEST(Convert, FromTheLatency) {
  EXPECT_NEAR(tpot_decode_from_latency(2.5, hand_made()).value_or(0), 0.02, 1e-12);
  EXPECT_NEAR(tpot_e2e_from_latency(2.5, hand_made()).value_or(0), 2.5 / 101, 1e-12);
  EXPECT_NEAR(throughput_request_from_latency(2.5, hand_made()).value_or(0), 40.4, 1e-12);
  // One token has a latency, but nothing behind it.
  EXPECT_NEAR(tpot_e2e_from_latency(0.5, {.tokens = 1}).value_or(0), 0.5, 1e-12);
  EXPECT_NE(reason(tpot_decode_from_latency(0.5, {.tokens = 1, .ttft_s = 0.5})).find("two tokens"),
            std::string::npos);
  EXPECT_NE(reason(tpot_decode_from_latency(0.4, hand_made())).find("before"), std::string::npos);
  EXPECT_NE(reason(tpot_decode_from_latency(-1, hand_made())).find("no duration"),
            std::string::npos);
  EXPECT_NE(reason(tpot_e2e_from_latency(0.4, {})).find("'tokens'"), std::string::npos);
  EXPECT_NE(reason(tpot_e2e_from_latency(0.4, {.tokens = 0})).find("without tokens"),
            std::string::npos);
  EXPECT_NE(reason(throughput_request_from_latency(0, hand_made())).find("no time"),
            std::string::npos);
}

// The answer's end came 20 ms behind the last token of 2.5 s; 40 ms are more than that.
TEST(Convert, ALatencyMayEndShortlyBehindTheLastToken) {
  RequestKnown known = hand_made();
  known.e2e_latency_s = 2.52;
  EXPECT_NEAR(tpot_decode_from_e2e(2.5 / 101, known).value_or(0), 0.02, 1e-12);
  known.e2e_latency_s = 2.54;
  EXPECT_NE(reason(tpot_decode_from_e2e(2.5 / 101, known)).find("doesn't fit"), std::string::npos);
}

}  // namespace
}  // namespace chimera::query
