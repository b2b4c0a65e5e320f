// Conversions between definitions that follow from the definitions alone, for one request. Where a
// number that the conversion needs is missing, or the numbers don't fit the definitions, it is
// refused with the reason: two metrics of other meaning are never made comparable by a guess.
//
// With n tokens, e2e_latency E and ttft T of the same request and the same clock:
//   tpot.e2e           = E / n
//   tpot.decode        = (E − T) / (n − 1)
//   throughput.request = n / E
// With decode time D, and m tokens of a prompt evaluated in P, as servers time them themselves:
//   throughput         = n / D
//   prompt_throughput  = m / P
#pragma once

#include <optional>

#include "base/result.h"

namespace chimera::query {

/// What is known of a request, beside the metric to convert. Absent: not known.
struct RequestKnown {
  std::optional<double> tokens;         ///< generated, the first one too
  std::optional<double> prompt_tokens;  ///< evaluated in the time that is converted
  std::optional<double> ttft_s;         ///< request sent to first token
  std::optional<double> e2e_latency_s;  ///< request sent to last token; if given, it must fit
};

/// tpot.decode in s from tpot.e2e in s. kUsage with the reason where it is refused: tokens or ttft
/// not known, fewer than two tokens, or numbers that contradict each other.
Result<double> tpot_decode_from_e2e(double tpot_e2e_s, const RequestKnown& known);

/// tpot.e2e in s from tpot.decode in s; refused as above.
Result<double> tpot_e2e_from_decode(double tpot_decode_s, const RequestKnown& known);

/// tpot.decode in s from e2e_latency in s; refused as above.
Result<double> tpot_decode_from_latency(double e2e_latency_s, const RequestKnown& known);

/// tpot.e2e in s from e2e_latency in s; refused where tokens are not known or there is none.
Result<double> tpot_e2e_from_latency(double e2e_latency_s, const RequestKnown& known);

/// throughput.request in tok/s from e2e_latency in s; refused as tpot_e2e_from_latency, and where
/// no time passed.
Result<double> throughput_request_from_latency(double e2e_latency_s, const RequestKnown& known);

/// throughput in tok/s from eval_time in s; refused as throughput_request_from_latency.
Result<double> throughput_from_eval_time(double eval_time_s, const RequestKnown& known);

/// prompt_throughput in tok/s from prompt_eval_time in s; refused likewise.
Result<double> prompt_throughput_from_time(double prompt_eval_time_s, const RequestKnown& known);

}  // namespace chimera::query
