// The options of verify.
#include "cli/option_parser.h"

namespace chimera::cli {
namespace {

std::vector<std::string> verdicts() {
  return {"contradicted", "unsupported", "supported"};
}

Result<std::optional<Verdict>> verdict_of(const std::string& flag, const std::string& typed) {
  if (typed.empty()) {
    return std::nullopt;
  }
  for (const Verdict verdict :
       {Verdict::kSupported, Verdict::kContradicted, Verdict::kUnsupported}) {
    if (typed == verdict_name(verdict)) {
      return verdict;
    }
  }
  return unknown_word("verdict for " + flag, typed, verdicts(),
                      "contradicted, unsupported or supported");
}

}  // namespace

void add_verify_options(CLI::App& app, Draft& draft) {
  app.add_option("--fail-on", draft.fail_on,
                 "exit status 1 for a claim that is contradicted (default) or unsupported, too")
      ->type_name("VERDICT");
  app.add_option("--only", draft.only, "print only claims with this verdict")->type_name("VERDICT");
  app.add_flag("--annotate", draft.line.annotate, "the report itself, a note below each line");
  app.add_flag("--sarif", draft.line.sarif, "SARIF, for code review tools");
}

Result<void> finish_verify(Draft& draft) {
  if (draft.words.size() < 2) {
    const bool fills = draft.line.command == Command::kFill;
    return fail(ErrorCode::kUsage,
                fills ? "fill takes FILE and DIR: 'chimera fill README.md results/'"
                      : "verify takes REPORT and DIR: 'chimera verify report.md results/'");
  }
  draft.line.report = draft.words.front();
  draft.line.dirs.assign(draft.words.begin() + 1, draft.words.end());
  if ((draft.line.json ? 1 : 0) + (draft.line.annotate ? 1 : 0) + (draft.line.sarif ? 1 : 0) > 1) {
    return fail(ErrorCode::kUsage, "'--json', '--annotate' and '--sarif' exclude each other");
  }
  return verdict_of("--fail-on", draft.fail_on)
      .and_then([&](std::optional<Verdict> fail_on) {
        draft.line.fail_on = fail_on.value_or(Verdict::kContradicted);
        return verdict_of("--only", draft.only);
      })
      .map([&](std::optional<Verdict> only) { draft.line.only = only; });
}

}  // namespace chimera::cli
