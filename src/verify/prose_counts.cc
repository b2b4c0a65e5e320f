// Numbers that count: parts and wholes, repetitions, levels, files.
#include <algorithm>
#include <array>
#include <utility>

#include "verify/copies_said.h"
#include "verify/counted_words.h"
#include "verify/counts.h"
#include "verify/failed_for.h"
#include "verify/prose_piece.h"
#include "verify/run_outcomes.h"
#include "verify/run_shares.h"
#include "verify/tally.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::array<std::string_view, 6> kRuns = {"runs",    "trials", "requests",
                                                   "prompts", "rows",   "configurations"};

// The trials of a scope; where none meets it, of what its settings leave that their tables have:
// "the second run used temperature 0.4", which its summary says and its rows don't.
std::vector<Tally> tally_in(const Dataset& dataset, const Scope& scope) {
  std::vector<Tally> tallies = tally_trials(dataset, scope, false);
  Scope loose = scope;
  for (Setting& setting : loose.conditions) {
    setting.soft = setting.columns.front() != kPathColumn;
  }
  return tallies.front().value > 0 ? tallies : tally_trials(dataset, loose, false);
}

}  // namespace

// "91 of 374 trials failed": the first number is of what the words behind say.
std::optional<Judgement> ProseReader::judge_part(const Piece& piece, const Numeral& numeral,
                                                 const Scope& scope) const {
  const std::string rest = piece.text({numeral.range.end, piece.clause.end});
  const std::string sentence = piece.text(piece.sentence);
  static constexpr std::array<std::string_view, 5> kLost = {"lost ", "dropped ", "failed ",
                                                            "failed on ", "failed in "};
  if (auto wholly = judge_wholly_failed(dataset_, numeral, rest, scope)) {
    return wholly;
  }
  const bool lost = ends_with_any(piece.text({piece.clause.begin, numeral.range.begin}), kLost);
  if (lost || has_any(rest, kFailureWords) || has_phrase(rest, "error")) {
    auto failed = judge_count(dataset_, numeral, {"failed", scope, false, rest});
    const auto next =
        std::find_if(piece.numerals.begin(), piece.numerals.end(),
                     [&](const Numeral& each) { return each.range.begin > numeral.range.begin; });
    if (failed && failed->verdict == Verdict::kContradicted && next != piece.numerals.end() &&
        !(sum_of_requests(dataset_, scope) > 0) &&
        !judge_successes_of(dataset_, numeral, *next, scope)) {
      const Judgement all = judged(*next, tally_trials(dataset_, {}, false), ClaimType::kCount);
      return all.verdict == Verdict::kSupported
                 ? failed
                 : unsupported(ClaimType::kCount, VerdictReason::kTooVague,
                               "no file there holds so many trials");
    }
    return failed;
  }
  if (has_phrase(sentence, "cold start*")) {
    return judge_count(dataset_, numeral, {"cold", scope, false});
  }
  if (has_phrase(sentence, "failed trials") || has_phrase(sentence, "failed runs")) {
    return judge_count(dataset_, numeral, {"failed", scope, false});
  }
  static constexpr std::array<std::string_view, 7> kDone = {
      "complet*", "succeed*", "success*", "finished", "answered", "passed", "went through"};
  const auto whole =
      std::find_if(piece.numerals.begin(), piece.numerals.end(), [&](const Numeral& each) {
        return each.range.begin > numeral.range.begin && piece.clause.holds(each.range.begin);
      });
  const std::string before = piece.text({piece.clause.begin, numeral.range.begin});
  if (has_any(before.substr(before.size() - std::min<std::size_t>(before.size(), 24)), kDone) ||
      has_any(rest.substr(0, 60), kDone)) {
    Judgement judgement = judged(numeral, tally_successes(dataset_, scope), ClaimType::kCount);
    if (judgement.verdict == Verdict::kContradicted && whole != piece.numerals.end()) {
      // "The error of req-008, where 11 of 12 went through": of all of its file.
      Scope files;
      files.files = scope.files;
      for (const Scope& each : {scope, files}) {
        if (auto of_file = judge_successes_of(dataset_, numeral, *whole, each)) {
          return of_file;
        }
      }
      const Judgement all = judged(*whole, tally_in(dataset_, scope), ClaimType::kCount);
      return all.verdict == Verdict::kSupported
                 ? judgement
                 : unsupported(ClaimType::kCount, VerdictReason::kTooVague,
                               "no file there holds so many trials");
    }
    return judgement;
  }
  if (has_phrase(rest, "files") && type_in(rest)) {
    return judge_count(dataset_, numeral, {"files " + rest, {}, false});
  }
  // "Nine of the 38 files concern compilation"
  if (const auto topic = files_of_topic(dataset_, rest, std::nullopt);
      topic && has_phrase(rest, "files")) {
    return judged(numeral, {{static_cast<double>(*topic), "files of that topic", ""}},
                  ClaimType::kCount);
  }
  return unsupported(ClaimType::kCount, VerdictReason::kTooVague,
                     "the text doesn't say what part this is");
}

std::optional<Judgement> ProseReader::judge_counted(const Piece& piece, const Numeral& numeral,
                                                    const Scope& scope) const {
  if (!numeral.unit.empty() || numeral.kind != NumeralKind::kNumber || numeral.decimals > 0) {
    return std::nullopt;
  }
  const std::string& text = piece.plain.lower();
  if (auto lines = judge_lines(piece, numeral)) {
    return lines;
  }
  if (auto files = judge_files_by_label(piece, numeral)) {
    return files;
  }
  if (auto folders = judge_folders_of_them(piece, numeral)) {
    return folders;
  }
  // "The average queue depth was 14 requests": a value of that.
  const std::string ahead_in_clause = piece.text({piece.clause.begin, numeral.range.begin});
  static constexpr std::array<std::string_view, 4> kIs = {" was ", " is ", " were ", " are "};
  if (ends_with_any(ahead_in_clause, kIs) &&
      (has_phrase(ahead_in_clause, "average") || has_phrase(ahead_in_clause, "mean"))) {
    return std::nullopt;
  }
  // "Every one of them"
  const bool every_one = ahead_in_clause.ends_with("every ") || ahead_in_clause.ends_with("each ");
  if (every_one && piece.text({numeral.range.end, piece.clause.end}).starts_with(" of them")) {
    return std::nullopt;
  }
  // "in more than one file": that it is not the only one.
  if (numeral.word && numeral.bound == Bound::kAbove && numeral.value < 2) {
    return std::nullopt;
  }
  if (auto sets =
          numeral.word ? std::nullopt : judge_copied_sets(dataset_, numeral, ahead_in_clause)) {
    return sets;
  }
  const std::string_view behind = words_behind(text, numeral.range.end, piece.clause.end);
  const std::size_t next_number = std::max(numeral.range.end, piece.segment_of(numeral).end);
  // "SGLang (18) and llama-server (15)"
  const bool closed = numeral.range.end < text.size() && text[numeral.range.end] == ')';
  if (closed && ahead_in_clause.ends_with(" (")) {
    std::vector<Mention> own = within(piece.mentions, {piece.clause.begin, numeral.range.begin});
    std::erase_if(own,
                  [&](const Mention& each) { return each.range.end + 2 != numeral.range.begin; });
    auto runs = own.empty() ? std::nullopt
                            : judge_bracketed_runs(dataset_, numeral, piece.text(piece.sentence),
                                                   narrowed(scope_of(own), piece.context.scope));
    runs = runs ? std::move(runs) : judge_type_bracketed(dataset_, numeral, ahead_in_clause);
    if (runs) {
      return runs;
    }
  }
  const std::string up_to_number = piece.text({numeral.range.end, next_number});
  if (auto runs = judge_run_outcomes(dataset_, numeral, up_to_number, scope)) {
    return runs;
  }
  if (auto lost = judge_lost_requests(dataset_, numeral, up_to_number, scope)) {
    return lost;
  }
  // "4 trials are cold starts: in `a.csv` …": of all, or of what stands before the colon.
  static constexpr std::array<std::string_view, 3> kAreCold = {" trials are cold", " runs are cold",
                                                               " requests are cold"};
  if (starts_with_any(behind, kAreCold)) {
    const std::size_t colon = std::min(text.find(':', numeral.range.end), piece.clause.end);
    const auto named = within(piece.mentions, {piece.clause.begin, colon});
    return judge_count(dataset_, numeral,
                       {"cold", narrowed(scope_of(named), piece.context.scope), false});
  }
  // "No setting tells the two files apart": those that were spoken of.
  if (numeral.word && numeral.value < 3 && ahead_in_clause.ends_with(" the ") &&
      behind.starts_with(" files")) {
    return std::nullopt;
  }
  std::string_view of_whole = behind.substr(std::min<std::size_t>(behind.size(), 4));
  // "Two of the twenty trials timed out"
  const bool ended = has_any(piece.text({numeral.range.end, piece.clause.end}), kFailureWords);
  for (const std::string_view whose : {"the ", "its ", "their "}) {
    of_whole.remove_prefix(ended && of_whole.starts_with(whose) ? whose.size() : 0);
  }
  const bool in_words = counts_in_words(of_whole.substr(0, of_whole.find(' ')));
  if (behind.starts_with(" of ") &&
      (in_words ||
       std::any_of(behind.begin(), behind.end(), [](char c) { return c >= '0' && c <= '9'; }))) {
    return judge_part(piece, numeral, scope);
  }
  static constexpr std::array<std::string_view, 2> kSaidBefore = {" of these ", " of those "};
  const std::string rest = piece.text({numeral.range.end, piece.clause.end});
  if (starts_with_any(behind, kSaidBefore) && has_any(rest, kFailureWords)) {
    return unsupported(ClaimType::kCount, VerdictReason::kTooVague,
                       "which are meant stands in another clause");
  }
  static constexpr std::array<std::string_view, 4> kGroups = {"batch of ", "batches of ",
                                                              "group of ", "groups of "};
  if (ends_with_any(ahead_in_clause, kGroups)) {
    return std::nullopt;  // how many at once
  }
  if (numeral.word && has_phrase(behind, "per")) {
    return std::nullopt;  // "one file per runner"
  }
  if (behind.starts_with(" samples of ")) {
    return std::nullopt;  // of something else than trials
  }
  if (behind.starts_with(" and ") || behind.starts_with(" or ")) {
    return std::nullopt;  // "512, 2048 and 8192 and temperatures …"
  }
  const std::string_view next =
      behind.substr(std::min(behind.find_first_not_of(' '), behind.size()));
  // "9 CSV files under `runs/`": of that folder, whatever else the clause names.
  std::vector<Mention> places = within(piece.mentions, piece.clause);
  const auto label = places.empty() ? folder_of_label(piece) : std::vector<Mention>();
  places.insert(places.end(), label.begin(), label.end());
  std::vector<Mention> folder;
  for (const Mention& mention : places) {
    // "`runs/` with 9 files", "9 files in `runs/`".
    const bool behind_it =
        mention.range.begin > numeral.range.end && mention.range.begin < numeral.range.end + 25;
    const bool ahead_of_it =
        mention.range.end <= numeral.range.begin && numeral.range.begin < mention.range.end + 28;
    if (mention.kind == NameKind::kFolder && (behind_it || ahead_of_it)) {
      folder = {mention};
    }
    if (mention.kind == NameKind::kFolder && ahead_of_it) {
      break;
    }
  }
  // "A holds 83 files and B the remaining 18"
  static constexpr std::array<std::string_view, 4> kMore = {" the remaining ", " the other ",
                                                            " another ", " the rest, "};
  static constexpr std::array<std::string_view, 3> kFileWords = {"files", "artifacts", "documents"};
  const bool ends =
      behind.empty() || behind.front() == '.' || behind.front() == ',' || behind.front() == ';';
  if (ends && !folder.empty() && ends_with_any(ahead_in_clause, kMore) &&
      has_any(piece.text(piece.sentence), kFileWords)) {
    return judge_count(dataset_, numeral, {"files", scope_of(folder), false});
  }
  if (has_phrase(behind, "headings")) {
    return judge_count(dataset_, numeral, {"headings", {}, false});
  }
  const std::string_view to_clause_end =
      std::string_view{text}.substr(numeral.range.end, piece.clause.end - numeral.range.end);
  if (const auto types = types_listed(to_clause_end); types.size() > 1) {
    return judged(numeral,
                  {{static_cast<double>(files_of_types(dataset_, types)), "files of them", ""}},
                  ClaimType::kCount);
  }
  const std::string them =
      folder.empty()
          ? ""
          : files_of_them(piece.unnamed({piece.sentence.begin, numeral.range.begin}), next);
  if (!them.empty()) {
    return judge_count(dataset_, numeral, {them, scope_of(folder), false});
  }
  if (auto of_ending = judge_files_ending(dataset_, numeral, next, scope_of(folder))) {
    return of_ending;
  }
  if (const std::string_view type = type_counted(next); !type.empty()) {
    return judge_typed_files(piece, numeral, type, folder);
  }
  // "`runs/` accounts for 83 entries"
  static constexpr std::array<std::string_view, 3> kItems = {"entries", "items", "artifacts"};
  if (!folder.empty() && starts_with_word(next, kItems)) {
    return judge_count(dataset_, numeral, {"files", scope_of(folder), false});
  }
  if (counts_files(behind)) {
    // "40 files, from `a/` and `b/`": of several folders.
    const bool several = std::ranges::count(places, NameKind::kFolder, &Mention::kind) > 1;
    const bool loose = several || (folder.empty() && label.empty());
    if (!folder.empty()) {
      places = std::move(folder);
    }
    // "34 files of benchmarks for three models (A, B and C)": what is named far behind says no
    // place.
    constexpr std::size_t kNear = 40;
    std::erase_if(places, [&](const Mention& mention) {
      return mention.range.begin > numeral.range.end + kNear;
    });
    std::string noun(behind.substr(0, find_phrase(behind, "files")));
    noun += "files";
    // "JSON: 16 files"
    const std::string_view clause_ahead = std::string_view{text}.substr(0, numeral.range.begin);
    for (const std::string_view type : {"csv", "json", "markdown", "md"}) {
      static constexpr std::array<std::string_view, 2> kHeads = {": ", " files: "};
      const bool heads = std::any_of(kHeads.begin(), kHeads.end(), [&](std::string_view head) {
        return clause_ahead.ends_with(std::string(type).append(head));
      });
      noun.insert(0, heads ? std::string(type).append(" ") : "");
    }
    const std::size_t in_format = find_phrase(to_clause_end, "format");
    const bool format = in_format < 40 && to_clause_end.find(" which ") > in_format;
    noun += format ? std::string(to_clause_end.substr(0, in_format)) : "";
    const Scope named = scope_of(places);
    auto counted = judge_count(dataset_, numeral, {noun, named, loose});
    // "JSON is the largest group with 44 files"
    const auto type_ahead =
        type_in(piece.text({piece.segment_of(numeral).begin, numeral.range.begin}));
    if (counted && counted->verdict == Verdict::kContradicted && noun == " files" && type_ahead &&
        places.empty()) {
      return judged(numeral,
                    {{static_cast<double>(files_of_types(dataset_, std::array{*type_ahead})),
                      "files of that type", ""}},
                    ClaimType::kCount);
    }
    // "The nine result files": some that a reader knows, which no name tells.
    const bool definite = clause_ahead.ends_with(" the ") || clause_ahead.ends_with("the other ");
    if (counted && counted->verdict == Verdict::kContradicted && definite &&
        words_of(noun).size() > 1 && !type_in(noun)) {
      return unsupported(ClaimType::kCount, VerdictReason::kTooVague,
                         "which files are meant isn't said");
    }
    return counted;
  }
  const std::string_view nearest = behind.substr(
      0, behind.find(' ', std::min(behind.find_first_not_of(' ') + 1, behind.size())));
  // "4 of 108 runs failed": the whole is of the runs, not of those that failed.
  const std::string_view ahead = std::string_view{text}.substr(0, numeral.range.begin);
  if (is_whole(ahead)) {
    std::string noun(nearest);
    auto whole = judge_count(dataset_, numeral, {noun, scope, false});
    if (!whole) {  // "10 of the 36 alpha:1b settings": behind the name
      noun = trimmed(piece.unnamed({numeral.range.end, piece.clause.end}), " ");
      noun.resize(std::min(noun.find(' '), noun.size()));
      whole = judge_count(dataset_, numeral, {noun, scope, false});
    }
    if (whole && whole->verdict == Verdict::kContradicted) {
      whole = judge_count(dataset_, numeral, {noun, {}, false});
    }
    if (whole && whole->verdict == Verdict::kContradicted) {
      const Judgement trials = judged(numeral, tally_in(dataset_, scope), whole->type);
      const bool known = trials.verdict == Verdict::kSupported ||
                         judge_successes_of(dataset_, numeral, numeral, scope) ||
                         sum_of_requests(dataset_, scope) > 0;
      return known ? std::nullopt : whole;  // the part is the claim
    }
    // "Three of four": the part is the claim, unless its whole is wrong.
    const bool part_said = counts_in_words(ahead.substr(0, ahead.size() - 4));
    return whole && part_said && whole->verdict == Verdict::kSupported ? std::nullopt : whole;
  }
  // "B failed on 6 requests": those that failed.
  static constexpr std::array<std::string_view, 3> kFailing = {"failed on", "failed in", "lost"};
  if (has_any(ahead.substr(ahead.size() - std::min<std::size_t>(ahead.size(), 16)), kFailing) ||
      (ahead.ends_with("failed ") && behind.starts_with(" times"))) {
    return judge_count(dataset_, numeral, {"failed", scope, false});
  }
  const std::string_view sentence_text = std::string_view{text}.substr(
      piece.sentence.begin, piece.sentence.end - piece.sentence.begin);
  static constexpr std::array<std::string_view, 2> kDoneAll = {"finished all ", "completed all "};
  static constexpr std::array<std::string_view, 5> kNoErrors = {
      "without error*", "without any error*", "no errors", "without failures", "no failures"};
  if (ahead.ends_with("all ") && !ends_with_any(ahead, kDoneAll) &&
      has_any(sentence_text, kFailureWords) && !has_any(sentence_text, kNoErrors)) {
    return judge_all_failed(dataset_, numeral, scope);
  }
  // "Each setting of the sweep": of that kind of run alone.
  const bool of_kind = std::ranges::any_of(scope.conditions, [](const Setting& each) {
    return each.columns.front() == kExperimentColumn;
  });
  // "Four runs each", "repeated three times per configuration"
  if (is_counted_each(behind) || behind.starts_with(" times")) {
    const std::string in_clause = piece.text(piece.clause);
    auto each = judge_repeats(dataset_, numeral, in_clause, behind, scope);
    if (each && each->verdict != Verdict::kSupported && !of_kind) {
      each = judge_repeats(dataset_, numeral, in_clause, behind, {});
    }
    if (each || is_counted_each(behind)) {
      return each;
    }
  }
  // "Completed all 36 runs", "over 36 successful rows": those that did not fail.
  static constexpr std::array<std::string_view, 3> kCompleted = {"completed all ", "completed ",
                                                                 "finished all "};
  const bool completed = ends_with_any(ahead, kCompleted) && has_any(behind, kRuns);
  if (completed || has_phrase(behind, "successful")) {
    const bool any = tally_in(dataset_, scope).front().value > 0;
    const std::vector<Tally> tallies = tally_successes(dataset_, scope);
    if (any && !tallies.empty()) {
      Numeral exact = numeral;  // "averages 127 over 36 successful rows"
      exact.bound = ahead.ends_with("over ") ? Bound::kExact : exact.bound;
      return judged(exact, tallies, ClaimType::kCount);
    }
  }
  static constexpr std::array<std::string_view, 3> kEnded = {"exceeded", "discarded", "cold"};
  // "Two configurations of the 270m sweep timed out."
  static constexpr std::array<std::string_view, 15> kBroke = {"did not complete",
                                                              "did not finish",
                                                              "didn't complete",
                                                              "didn't finish",
                                                              "timed out",
                                                              "crashed",
                                                              "errored",
                                                              "failed",
                                                              "timeout message*",
                                                              "error message*",
                                                              "an error",
                                                              "out of memory",
                                                              "oom",
                                                              "were lost",
                                                              "was lost"};
  const std::string up_to_next =
      piece.text({numeral.range.end, std::max(numeral.range.end, piece.segment_of(numeral).end)});
  // "Three runs, one of which holds nothing but errors": that is said of the one.
  static constexpr std::array<std::string_view, 2> kOfWhich = {"one of which", ", of which"};
  const std::string own_words(up_to_any(up_to_next, kOfWhich));
  if (auto wholly = judge_wholly_failed(dataset_, numeral, own_words, scope)) {
    return wholly;
  }
  const bool special =
      has_any(behind, kFailureWords) || has_any(behind, kEnded) || has_any(own_words, kBroke);
  if (special && !has_phrase(behind, "cold")) {
    return judge_count(dataset_, numeral, {"failed", scope, false, up_to_next});
  }
  if (auto judgement =
          special ? std::nullopt : judge_count(dataset_, numeral, {std::string(nearest), scope})) {
    return judgement;
  }
  if (behind.starts_with(" sizes of ")) {
    return std::nullopt;  // of models
  }
  auto columns = columns_counted(behind);
  static constexpr std::array<std::string_view, 5> kValues = {" values", " levels", " settings",
                                                              " different values", " options"};
  if (columns.empty() && starts_with_any(behind, kValues)) {
    columns = names_.factor_in(text.substr(piece.segment_of(numeral).begin,
                                           numeral.range.begin - piece.segment_of(numeral).begin));
  }
  if (!columns.empty()) {
    Numeral counted = numeral;
    const bool across = std::string_view{text}.substr(0, numeral.digits.begin).ends_with("over ");
    counted.bound = across ? Bound::kExact : counted.bound;
    if (auto judgement = judge_level_count(dataset_, counted, columns, scope)) {
      // "Used 5 shots": a level.
      static constexpr std::array<std::string_view, 4> kUses = {"used", "uses", "using", "with"};
      const std::size_t near = ahead.size() - std::min<std::size_t>(8, ahead.size());
      if (has_any(ahead.substr(near), kUses) && !numeral.word &&
          judgement->verdict == Verdict::kContradicted) {
        return judge_used_level(dataset_, numeral, columns, scope);
      }
      if (judgement->verdict == Verdict::kContradicted && may_be_trials(behind)) {
        auto trials = judge_count(dataset_, numeral, {"trials", scope, false});
        return trials && trials->verdict == Verdict::kSupported ? trials : judgement;
      }
      return judgement;
    }
  }
  if (auto judgement = judge_count(dataset_, numeral, {std::string(behind), scope, false})) {
    return judgement;
  }
  if (auto judgement = judge_repeats(dataset_, numeral, piece.text(piece.clause), behind, scope)) {
    return judgement;
  }
  if (numeral.word) {
    return std::nullopt;
  }
  if (auto listed = judge_type_before(dataset_, numeral, ahead, piece.text(piece.sentence))) {
    return listed;
  }
  // "number of files (101)", "CSV files: 28"
  const std::size_t begin = piece.clause.begin;
  std::string before = text.substr(begin, numeral.range.begin - begin);
  const bool opened = before.ends_with("(") || before.ends_with(": ") || before.ends_with(" is ") ||
                      before.ends_with(" are ") || before.ends_with("= ");
  if (!opened) {
    return std::nullopt;
  }
  while (!before.empty() && !is_word_char(before.back())) {
    before.pop_back();
  }
  const bool verb = before.ends_with(" is") || before.ends_with(" are");
  const std::size_t start = before.size() > 30 ? before.find(' ', before.size() - 30) : 0;
  const std::string noun = before.substr(std::min(start, before.size()));
  static constexpr std::array<std::string_view, 8> kLast = {
      "files", "trials", "runs", "models", "prompts", "rows", "directories", "configurations"};
  std::string spoken = noun;
  std::replace(spoken.begin(), spoken.end(), '_', ' ');
  if (has_phrase(spoken, "heading count") || has_phrase(spoken, "headings")) {
    return judge_count(dataset_, numeral, {"headings", {}, false});
  }
  // "Files ingested: 40"
  constexpr std::size_t kLabelWords = 2;
  const bool files = has_phrase(noun, "files") && words_of(noun).size() <= kLabelWords;
  const bool counted = files || std::any_of(kLast.begin(), kLast.end(), [&](std::string_view word) {
                         return noun.ends_with(word) || (verb && has_phrase(noun, word));
                       });
  return counted ? judge_count(dataset_, numeral, {noun, scope, false}) : std::nullopt;
}

}  // namespace chimera::verify
