// A count that what was spoken of before doesn't hold: of what its clause names itself, of warm
// trials, of a measured number or a setting; counts of whole runs.
#include <array>

#include "verify/prose_piece.h"
#include "verify/run_folders.h"
#include "verify/settings_judged.h"
#include "verify/wording.h"

namespace chimera::verify {

Judgement ProseReader::recount(const Piece& piece, const Numeral& numeral,
                               const Judgement& counted) const {
  const std::string& lower = piece.plain.lower();
  if (auto warm = judge_warm_trials(piece, numeral)) {
    return *warm;
  }
  Judgement measured = judge_measured(piece, numeral, "", true);
  if (measured.verdict == Verdict::kSupported && measured.found &&
      bind_metrics(dataset_, piece.unnamed(piece.clause)).rank >= MetricRank::kWords) {
    return measured;
  }
  // "They hold 33 trials": of all, where the clause names nothing; else of what it names
  // itself, whatever was spoken of before.
  // Of a list of numbers, of what stands beside it.
  // "36 configurations (num_gpu, num_ctx 1k/2k/4k)": a bracket says what was varied.
  const Range beside{piece.clause.begin, piece.segment_of(numeral).end};
  const std::size_t bracket = lower.find(" (", numeral.range.end);
  const std::size_t words_end =
      numeral.range.end + words_behind(lower, numeral.range.end, piece.clause.end).size();
  const Range ahead{piece.clause.begin, bracket <= words_end ? bracket : piece.clause.end};
  // "36 configurations built around the contexts 1k and 2k".
  static constexpr std::array<std::string_view, 5> kVaried = {" built ", " varying ", " combining ",
                                                              " covering ", " crossing "};
  const Range unvaried{
      piece.clause.begin,
      numeral.range.end +
          up_to_any(piece.text({numeral.range.end, piece.clause.end}), kVaried).size()};
  for (const Range& range : {piece.clause, beside, ahead, unvaried}) {
    auto named = judge_counted(piece, numeral, scope_of(within(piece.mentions, range)));
    if (named && named->verdict == Verdict::kSupported) {
      return *named;
    }
  }
  static constexpr std::array<std::string_view, 4> kTotal = {"in total", "total", "altogether",
                                                             "summed"};
  if (has_any(piece.text(piece.clause), kTotal)) {
    measured = judge_measured(piece, numeral, "sum", true);
    if (measured.verdict == Verdict::kSupported && measured.found) {
      return measured;
    }
  }
  Scope files;  // "In `a.json` it is over 30 samples": of that file
  files.files = scope_of(within(piece.mentions, piece.clause)).files;
  auto set = judge_counted_setting(dataset_, numeral,
                                   words_behind(lower, numeral.range.end, piece.clause.end), files);
  const std::string before = piece.text({piece.clause.begin, numeral.range.begin});
  const bool done = before.ends_with("completed all ") || before.ends_with("finished all ");
  return !done && set && set->verdict == Verdict::kSupported ? *set : counted;
}

// "Four of the five prompt suite runs of 2 October failed completely".
std::optional<Judgement> ProseReader::judge_whole_runs(const Piece& piece,
                                                       const Numeral& numeral) const {
  RunFoldersSaid said;
  said.ahead = piece.text({piece.clause.begin, numeral.range.begin});
  said.behind = piece.text({numeral.range.end, piece.clause.end});
  said.sentence = piece.text({piece.sentence.begin, piece.clause.begin});
  for (const Range& range : {piece.clause, piece.sentence}) {
    for (const Numeral& each : piece.numerals) {
      if (each.kind == NumeralKind::kDate && range.holds(each.range.begin) && said.dates.empty()) {
        said.dates.push_back(each);
      }
    }
  }
  std::vector<Mention> places = within(piece.mentions, piece.sentence);
  std::erase_if(places, [](const Mention& each) { return each.kind != NameKind::kFolder; });
  said.place = scope_of(places);
  return judge_run_folders(dataset_, numeral, said);
}

}  // namespace chimera::verify
