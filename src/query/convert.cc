#include "query/convert.h"

#include <cmath>
#include <string>

namespace chimera::query {

namespace {

/// Tools round what they print; more than this is another quantity.
constexpr double kRounding = 1e-3;

/// A token more than the count, or a fraction of one, is no count.
constexpr double kWholeTolerance = 1e-9;

tl::unexpected<Error> refuse(const std::string& why) {
  return fail(ErrorCode::kUsage, why);
}

bool is_duration(double seconds) {
  return std::isfinite(seconds) && seconds >= 0;
}

/// What a conversion needs.
struct Checked {
  double tokens = 0;
  double ttft_s = 0;
};

/// Tokens and the time to the first, where both are known and make sense.
Result<Checked> check(double value_s, const RequestKnown& known) {
  if (!is_duration(value_s)) {
    return refuse("the time per token is no duration");
  }
  if (!known.tokens) {
    return refuse("'tokens' of the request is not known");
  }
  if (!known.ttft_s) {
    return refuse("'ttft' of the request is not known");
  }
  const Checked checked{*known.tokens, *known.ttft_s};
  if (!std::isfinite(checked.tokens) ||
      std::abs(checked.tokens - std::round(checked.tokens)) > kWholeTolerance) {
    return refuse("'tokens' is no count");
  }
  if (checked.tokens < 2) {
    return refuse("a request of fewer than two tokens has no time after the first");
  }
  if (!is_duration(checked.ttft_s)) {
    return refuse("'ttft' is no duration");
  }
  return checked;
}

/// The latency that follows must be the one that was measured.
Result<void> check_latency(double implied_s, const Checked& checked, const RequestKnown& known) {
  if (implied_s < checked.ttft_s) {
    return refuse("the request would end before its first token");
  }
  if (known.e2e_latency_s &&
      !(std::abs(implied_s - *known.e2e_latency_s) <= kRounding * *known.e2e_latency_s)) {
    return refuse("the time per token doesn't fit 'e2e_latency': it means something else");
  }
  return {};
}

}  // namespace

Result<double> tpot_decode_from_e2e(double tpot_e2e_s, const RequestKnown& known) {
  return check(tpot_e2e_s, known).and_then([&](const Checked& checked) {
    const double latency_s = tpot_e2e_s * checked.tokens;
    return check_latency(latency_s, checked, known).map([&] {
      return (latency_s - checked.ttft_s) / (checked.tokens - 1);
    });
  });
}

Result<double> tpot_e2e_from_decode(double tpot_decode_s, const RequestKnown& known) {
  return check(tpot_decode_s, known).and_then([&](const Checked& checked) {
    const double latency_s = checked.ttft_s + tpot_decode_s * (checked.tokens - 1);
    return check_latency(latency_s, checked, known).map([&] { return latency_s / checked.tokens; });
  });
}

Result<double> tpot_decode_from_itl_request(double itl_request_s, const RequestKnown& known) {
  if (!is_duration(itl_request_s)) {
    return refuse("the inter-token latency is no duration");
  }
  if (!known.first_chunk_tokens) {
    return refuse("how many tokens the first chunk holds is not known");
  }
  if (std::abs(*known.first_chunk_tokens - 1) > kWholeTolerance) {
    return refuse("the first chunk doesn't hold exactly one token: the gaps behind it are fewer");
  }
  return itl_request_s;
}

}  // namespace chimera::query
