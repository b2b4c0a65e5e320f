// Dates that a clause says something was run on, and those that only name what it speaks of.
#include <algorithm>
#include <array>
#include <string>

#include "verify/comparison_words.h"
#include "verify/counts.h"
#include "verify/dated_runs.h"
#include "verify/prose_piece.h"
#include "verify/run_folders.h"
#include "verify/tally.h"
#include "verify/wording.h"

namespace chimera::verify {

void ProseReader::add_dates(const Piece& piece, std::vector<Anchor>& anchors) const {
  static constexpr std::array<std::string_view, 4> kOfRuns = {"suites of ", "runs of ",
                                                              "sweeps of ", "suite of "};
  StatementContext context;
  context.clause = piece.text(piece.clause);
  context.unnamed = piece.unnamed(piece.clause);
  context.wide = piece.text(piece.sentence) + " " + piece.context.head;
  context.modified_days = piece.context.modified_days;
  context.mentions = within(piece.mentions, piece.clause);
  Range all{piece.clause.end, piece.clause.begin};
  // `2026-09-12_requests.csv` says nothing of a day.
  const auto in_path = [&](const Numeral& numeral) {
    return std::any_of(
        context.mentions.begin(), context.mentions.end(), [&](const Mention& mention) {
          const bool path =
              mention.kind == NameKind::kFile || mention.kind == NameKind::kMissingFile;
          // "The 8 October suites used it": which they are, and no claim.
          if (is_dated_runs(mention) && mention.range.begin == numeral.range.begin) {
            return true;
          }
          return path && mention.range.begin <= numeral.range.begin &&
                 numeral.range.end <= mention.range.end &&
                 numeral.range.end - numeral.range.begin < mention.range.end - mention.range.begin;
        });
  };
  for (const Numeral& numeral : piece.numerals) {
    if (numeral.kind == NumeralKind::kDate && piece.clause.holds(numeral.range.begin) &&
        !in_path(numeral)) {
      context.dates.push_back(numeral);
      all.begin = std::min(all.begin, numeral.range.begin);
      all.end = std::max(all.end, numeral.range.end);
    }
  }
  // "From 2026-02-16 to 2026-02-22": no name of a file that is called so.
  std::erase_if(context.mentions, [&](const Mention& mention) {
    return std::any_of(context.dates.begin(), context.dates.end(), [&](const Numeral& date) {
      return mention.range.begin < date.range.end && date.range.begin < mention.range.end;
    });
  });
  // "Slower than on 30 September", "than in the benchmark of May": one side of what is compared.
  const FoundWord compares = find_word(context.unnamed);
  const std::size_t than = find_phrase(context.unnamed, "than");
  const bool side = compares.word != nullptr && !compares.word->superlative && compares.at < than &&
                    than < context.unnamed.size() && !context.dates.empty() &&
                    piece.clause.begin + than < context.dates.back().range.begin;
  if (side) {
    return;
  }
  // "The suites of 8 October mostly failed": which they are, and the rest tells what became of
  // them.
  static constexpr std::array<std::string_view, 8> kRuns = {" suite", " suites", " run",  " runs",
                                                            " sweep", " sweeps", " test", " tests"};
  static constexpr std::array<std::string_view, 5> kRest = {"failed", "completed", "succeeded",
                                                            "crashed", "timed out"};
  const bool names_runs =
      context.dates.size() == 1 &&
      (starts_with_word(piece.text({all.end, piece.clause.end}), kRuns) ||
       ends_with_any(piece.text({piece.clause.begin, std::max(piece.clause.begin, all.begin)}),
                     kOfRuns)) &&
      has_any(context.clause, kRest);
  if (names_runs) {
    return;
  }
  // "The only one with failed requests in the test of 18 March": says of what, not when.
  const bool only = has_phrase(context.clause, "the only");
  if ((only && has_any(context.clause, kFailureWords)) || counts_run_folders(context.clause)) {
    return;
  }
  if (auto judgement = judge_dates(dataset_, context)) {
    anchors.push_back({all, std::move(*judgement)});
  }
}

}  // namespace chimera::verify
