#include "cli/sentence_judge.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "data/claim.h"
#include "text/unicode.h"
#include "verify/verify.h"

namespace chimera::cli {
namespace {

// What a model is told; quotes nothing, so that no lie comes back by the judge.
constexpr std::array<std::pair<VerdictReason, std::string_view>, 4> kClauses{
    {{VerdictReason::kWrongDirection, "it turns a comparison round"},
     {VerdictReason::kMisattributed, "it gives a value to something that it isn't of"},
     {VerdictReason::kInsignificant, "it tells a difference that the data don't decide"},
     {VerdictReason::kTotalAsMean, "it takes a total for a mean"}}};

std::string_view clause_of(const Claim& claim) {
  if (claim.verdict == Verdict::kUnsupported) {
    return "it says something that the data can't confirm";
  }
  const auto* const found = std::find_if(kClauses.begin(), kClauses.end(), [&](const auto& clause) {
    return clause.first == claim.reason;
  });
  return found == kClauses.end() ? "the data say otherwise" : found->second;
}

struct Span {
  std::size_t from = 0;  // in code points, half-open
  std::size_t to = 0;
};

std::vector<Span> spans_of(const std::vector<Claim>& claims) {
  std::vector<Span> spans;
  spans.reserve(claims.size());
  for (const Claim& claim : claims) {
    const std::size_t from = claim.place.column - 1;
    spans.push_back({from, from + text::code_points(claim.place.text)});
  }
  return spans;
}

// Whether every digit outside code spans stands in a claim.
bool all_claimed(std::string_view sentence, const std::vector<Claim>& claims) {
  const std::vector<Span> spans = spans_of(claims);
  std::size_t at = 0;
  bool in_code = false;
  for (const char c : sentence) {
    const bool continues = (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
    in_code = c == '`' ? !in_code : in_code;
    const bool numeral = !in_code && c >= '0' && c <= '9';
    const bool claimed = std::any_of(spans.begin(), spans.end(), [at](const Span& span) {
      return span.from <= at && at < span.to;
    });
    if (numeral && !claimed) {
      return false;
    }
    at += continues ? 0U : 1U;
  }
  return true;
}

write::Judged judged(std::string_view sentence, const std::vector<Claim>& claims) {
  const auto wrong = std::find_if(claims.begin(), claims.end(), [](const Claim& claim) {
    return claim.verdict != Verdict::kSupported;
  });
  if (wrong != claims.end()) {
    return {false, std::string(clause_of(*wrong))};
  }
  if (claims.empty()) {
    return {false, "it says nothing that can be checked"};
  }
  if (!all_claimed(sentence, claims)) {
    return {false, "it doesn't say what one of its values is"};
  }
  return {true, ""};
}

}  // namespace

write::Judge sentence_judge(const Observations& observations) {
  return [&observations](const std::string& sentence) {
    const auto verified = verify::verify_report(sentence + "\n", observations, {}, {});
    return verified ? judged(sentence, verified->claims) : write::Judged{false, "it can't be read"};
  };
}

}  // namespace chimera::cli
