// The claim reader: claims lie where they say, within one line, and none overlap.
#include <string_view>

#include "target.h"
#include "text/unicode.h"
#include "verify/plain.h"
#include "verify/verify.h"

namespace {

using chimera::fuzz::require;

chimera::Observations some_files() {
  chimera::Observations observations;
  observations.artifacts.push_back({"runs/a_bench.csv", chimera::ArtifactType::kCsv, 10, 0});
  observations.artifacts.push_back({"runs/notes.md", chimera::ArtifactType::kMarkdown, 20, 0});
  return observations;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = chimera::fuzz::as_text(data, size);
  const chimera::Observations observations = some_files();
  const auto verified = chimera::verify::verify_report(text, observations, {}, {});
  if (!verified) {
    return 0;
  }
  const auto lines = chimera::verify::lines_of(text);
  std::size_t line = 0;
  std::size_t end = 0;
  for (const chimera::Claim& claim : verified->claims) {
    require(claim.place.line >= 1 && claim.place.line <= lines.size(), "a claim has a line");
    const std::string_view source = lines[claim.place.line - 1];
    require(source.find(claim.place.text) != std::string_view::npos, "its text stands there");
    require(!claim.place.text.empty(), "it has a text");
    require(claim.place.line > line || (claim.place.line == line && claim.place.column >= end),
            "claims are in order and apart");
    line = claim.place.line;
    end = claim.place.column + chimera::text::code_points(claim.place.text);
  }
  return 0;
}
