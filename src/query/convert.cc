#include "query/convert.h"

#include <cmath>
#include <string>

namespace chimera::query {

namespace {

/// Tools round what they print; more than this is another quantity.
constexpr double kRounding = 1e-3;

/// A tool's latency may end with the answer's last bytes, shortly behind the last token: this part
/// of it at most. Were the time per token another one, the time to first token would be the gap.
constexpr double kClosing = 1e-2;

/// A token more than the count, or a fraction of one, is no count.
constexpr double kWholeTolerance = 1e-9;

tl::unexpected<Error> refuse(const std::string& why) {
  return fail(ErrorCode::kUsage, why);
}

bool is_duration(double seconds) {
  return std::isfinite(seconds) && seconds >= 0;
}

Result<double> check_count(std::optional<double> tokens, const std::string& name) {
  if (!tokens) {
    return refuse("'" + name + "' of the request is not known");
  }
  if (!std::isfinite(*tokens) || std::abs(*tokens - std::round(*tokens)) > kWholeTolerance) {
    return refuse("'" + name + "' is no count");
  }
  if (*tokens < 1) {
    return refuse("a request without tokens has no time per token");
  }
  return *tokens;
}

Result<double> check_tokens(const RequestKnown& known) {
  return check_count(known.tokens, "tokens");
}

/// What a conversion over the time to first token needs.
struct Checked {
  double tokens = 0;
  double ttft_s = 0;
};

Result<Checked> check(const RequestKnown& known) {
  const auto tokens = check_tokens(known);
  if (!tokens) {
    return tl::unexpected(tokens.error());
  }
  if (*tokens < 2) {
    return refuse("a request of fewer than two tokens has no time after the first");
  }
  if (!known.ttft_s) {
    return refuse("'ttft' of the request is not known");
  }
  if (!is_duration(*known.ttft_s)) {
    return refuse("'ttft' is no duration");
  }
  return Checked{*tokens, *known.ttft_s};
}

/// As check, where a time per token is given.
Result<Checked> check(double time_per_token_s, const RequestKnown& known) {
  if (!is_duration(time_per_token_s)) {
    return refuse("the time per token is no duration");
  }
  return check(known);
}

/// The latency that follows must be the one that was measured.
Result<void> check_latency(double implied_s, const Checked& checked, const RequestKnown& known) {
  if (implied_s < checked.ttft_s) {
    return refuse("the request would end before its first token");
  }
  if (!known.e2e_latency_s) {
    return {};
  }
  const double measured_s = *known.e2e_latency_s;
  const bool fits =
      implied_s <= measured_s * (1 + kRounding) && measured_s - implied_s <= measured_s * kClosing;
  if (!fits) {
    return refuse("the time per token doesn't fit 'e2e_latency': it means something else");
  }
  return {};
}

/// Tokens of a request that took this long.
Result<double> tokens_of(double e2e_latency_s, const RequestKnown& known) {
  if (!is_duration(e2e_latency_s)) {
    return refuse("'e2e_latency' is no duration");
  }
  return check_tokens(known);
}

Result<double> rate(const Result<double>& tokens, double time_s) {
  const bool passed = std::isfinite(time_s) && time_s > 0;
  if (tokens && !passed) {
    return refuse("no time passed");
  }
  return tokens.map([&](double count) { return count / time_s; });
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

Result<double> tpot_decode_from_latency(double e2e_latency_s, const RequestKnown& known) {
  if (!is_duration(e2e_latency_s)) {
    return refuse("'e2e_latency' is no duration");
  }
  return check(known).and_then([&](const Checked& checked) {
    return check_latency(e2e_latency_s, checked, {}).map([&] {
      return (e2e_latency_s - checked.ttft_s) / (checked.tokens - 1);
    });
  });
}

Result<double> tpot_e2e_from_latency(double e2e_latency_s, const RequestKnown& known) {
  return tokens_of(e2e_latency_s, known).map([&](double tokens) { return e2e_latency_s / tokens; });
}

Result<double> throughput_request_from_latency(double e2e_latency_s, const RequestKnown& known) {
  return rate(tokens_of(e2e_latency_s, known), e2e_latency_s);
}

Result<double> throughput_from_eval_time(double eval_time_s, const RequestKnown& known) {
  return rate(check_tokens(known), eval_time_s);
}

Result<double> prompt_throughput_from_time(double prompt_eval_time_s, const RequestKnown& known) {
  return rate(check_count(known.prompt_tokens, "prompt_tokens"), prompt_eval_time_s);
}

}  // namespace chimera::query
