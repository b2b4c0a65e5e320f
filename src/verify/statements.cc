#include "verify/statements.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "verify/bind.h"
#include "verify/closed_world.h"
#include "verify/counts.h"
#include "verify/coverage_said.h"
#include "verify/denied_words.h"
#include "verify/failure_causes.h"
#include "verify/failures_said.h"
#include "verify/sample.h"
#include "verify/tally.h"
#include "verify/unknown_names.h"
#include "verify/unmeasured_things.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::array<std::string_view, 37> kHolds = {"focus*",
                                                     "include*",
                                                     "including",
                                                     "contain",
                                                     "contains",
                                                     "contained",
                                                     "containing",
                                                     "explor*",
                                                     "testing",
                                                     "labelled",
                                                     "labeled",
                                                     "named",
                                                     "called",
                                                     "cover*",
                                                     "features",
                                                     "featured",
                                                     "featuring",
                                                     "inclusion",
                                                     "compris*",
                                                     "consists",
                                                     "consist",
                                                     "spans",
                                                     "span",
                                                     "spanning",
                                                     "tested",
                                                     "evaluated",
                                                     "present",
                                                     "available",
                                                     "benchmarks such as",
                                                     "listed",
                                                     "investigat*",
                                                     "examin*",
                                                     "used",
                                                     "compare",
                                                     "compares",
                                                     "are compared",
                                                     "file types"};
constexpr std::array<std::string_view, 19> kLacks = {
    "unable to",     "no information",   "not available",    "lacks",          "lack of",
    "missing",       "does not include", "doesn't include",  "do not include", "absence of",
    "not provided",  "no data on",       "does not contain", "without any",    "does not cover",
    "doesn't cover", "do not cover",     "do not contain",   "doesn't contain"};
constexpr std::array<std::string_view, 32> kOpinions = {
    "would",       "acceptable", "thermal*",    "throttl*",      "contention", "influence*",
    "no effect",   "effect on",  "affects",     "plays no role", "suggest*",   "indicat*",
    "well-suited", "likely",     "potentially", "implies",       "imply*",     "due to",
    "causes",      "caused by",  "leads to",    "because",       "impact*",    "robust",
    "efficient",   "superior",   "scalab*",     "reliab*",       "optimal",    "bottleneck*",
    "stable",      "correlat*"};

// Whether a verb says something of its subject; a label or a list of nouns says nothing.
bool says_something(std::string_view clause) {
  static constexpr std::array<std::string_view, 69> kVerbs = {
      "degrade*", "produced", "affect*",  "ran",       "run",        "runs",        "cleared",
      "peaked",   "gave",     "hold*",    "sit",       "sits",       "made",        "makes",
      "prefer*",  "rated",    "liked",    "praised",   "complained", "noticed",     "favoured",
      "contain*", "is",       "are",      "was",       "were",       "fell",        "rose",
      "drops",    "higher",   "lower",    "better",    "worse",      "needs",       "costs",
      "cheaper",  "has",      "have",     "had",       "leads",      "led",         "caused",
      "causes",   "explain*", "stays",    "stay",      "stayed",     "falls",       "produces",
      "consumes", "consumed", "exceeds",  "apply",     "applies",    "contributed", "rises",
      "grows",    "improves", "improved", "increases", "increased",  "dropped",     "keeps",
      "gives",    "gets",     "become",   "becomes",   "became",     "cut"};
  return has_any(clause, kVerbs);
}

// Things of which any tree of files has some.
bool is_always_there(const Dataset& dataset, std::string_view clause) {
  const bool folders = std::any_of(dataset.files().begin(), dataset.files().end(),
                                   [](const FileEntry& file) { return !file.folder.empty(); });
  const bool times = std::any_of(dataset.files().begin(), dataset.files().end(),
                                 [](const FileEntry& file) { return !file.times_utc_s.empty(); });
  return (folders && (has_phrase(clause, "director*") || has_phrase(clause, "folder*"))) ||
         has_phrase(clause, "file names") || has_phrase(clause, "file types") ||
         (times && has_phrase(clause, "timestamp*")) ||
         (!dataset.models().empty() && has_phrase(clause, "model names"));
}

// Whether a longer word of the clause names files.
bool is_topic(const Dataset& dataset, std::string_view clause) {
  static constexpr std::array<std::string_view, 16> kGeneral = {
      "results",   "report",   "reports",   "includes",    "include",  "including",
      "dataset",   "contains", "benchmark", "performance", "analysis", "summary",
      "different", "various",  "multiple",  "metrics"};
  const auto words = words_of(clause);
  return std::any_of(words.begin(), words.end(), [&](const Range& range) {
    const std::string_view word = clause.substr(range.begin, range.end - range.begin);
    return word.size() >= 6 &&
           std::find(kGeneral.begin(), kGeneral.end(), word) == kGeneral.end() &&
           dataset.files_named(word) > 0;
  });
}

// "Most of the dataset concerns compilation", "most JSON files are compilation results": by the
// paths of the files.
std::optional<Judgement> judge_main_topic(const Dataset& dataset, std::string_view clause) {
  static constexpr std::array<std::string_view, 4> kFiles = {"files", "dataset", "artifacts",
                                                             "documents"};
  std::size_t word = find_phrase(clause, "most");
  for (const std::string_view each : kMost) {
    word = std::min(word, find_phrase(clause, each));
  }
  const std::string_view said = clause.substr(std::min(word, clause.size()));
  const auto type = type_in(said.substr(0, find_phrase(said, "files")));
  const auto part = files_of_topic(dataset, said, type);
  if (!part || !has_any(said, kFiles)) {
    return std::nullopt;
  }
  const std::size_t all =
      type ? files_of_types(dataset, std::array{*type}) : dataset.files().size();
  const std::size_t results = type ? all : files_of_types(dataset, kResultTypes);
  const std::string why = std::to_string(*part) + " of " + std::to_string(all) + " files";
  if (2 * *part > all) {
    return supported(ClaimType::kComparison, why);
  }
  return 2 * *part <= results
             ? std::optional(contradicted(ClaimType::kComparison, VerdictReason::kWrongCount, why))
             : std::nullopt;
}

}  // namespace

namespace {

// The first folder that is named; a null pointer for none.
const Mention* one_folder(const std::vector<Mention>& mentions) {
  const auto found = std::ranges::find(mentions, NameKind::kFolder, &Mention::kind);
  return found == mentions.end() ? nullptr : &*found;
}

}  // namespace

std::optional<Judgement> judge_majority(const Dataset& dataset, const StatementContext& context) {
  if (auto failed = judge_most_failed(dataset, context)) {
    return failed;
  }
  if (auto order = judge_order_of_types(dataset, context.clause, context.wide)) {
    return order;
  }
  if (auto compared = judge_types_compared(dataset, context.clause)) {
    return compared;
  }
  const std::string_view clause = context.clause;
  static constexpr std::array<std::string_view, 12> kDominant = {
      "dominant",      "dominated by",  "largest share",    "most common",
      "most numerous", "most frequent", "largest category", "largest group",
      "biggest group", "largest type",  "largest portion",  "largest part"};
  static constexpr std::array<std::string_view, 6> kRare = {"rarest",         "least common",
                                                            "least frequent", "fewest files",
                                                            "smallest group", "least numerous"};
  const bool rare = has_any(clause, kRare);
  const bool dominant = rare || has_any(clause, kDominant);
  static constexpr std::array<std::string_view, 4> kMostFiles = {
      "most files", "most json files", "most csv files", "most markdown files"};
  const bool most = has_any(clause, kMost) || has_any(clause, kMostFiles);
  // "Most are JSON documents, complemented by CSV tables": of the first alone.
  static constexpr std::array<std::string_view, 7> kBeside = {
      ", complemented", ", supplemented", ", accompanied", ", alongside",
      ", together",     ", plus",         ", along with"};
  const std::string_view said = up_to_any(clause, kBeside);
  std::set<ArtifactType> types;
  for (const auto& [word, type] :
       {std::pair{"csv", ArtifactType::kCsv}, std::pair{"json", ArtifactType::kJson},
        std::pair{"markdown", ArtifactType::kMarkdown}}) {
    if (has_phrase(said, word)) {
      types.insert(type);
    }
  }
  // "JSON makes up 40 % of the files and is the majority type": of what stands before it.
  static constexpr std::array<std::string_view, 6> kOfBefore = {
      "majority type", "majority format",  "majority group",
      "largest group", "most common type", "most common format"};
  static constexpr std::array<std::string_view, 4> kOfAll = {
      "majority of the dataset", "majority of the files", "majority of all files",
      "majority of the artifacts"};
  const std::string whole = trimmed(clause, " .,;:)");
  if (const auto before = type_in(context.wide);
      before && types.empty() && (has_any(clause, kOfBefore) || ends_with_word(whole, kOfAll))) {
    types.insert(*before);
  }
  const std::vector<Mention> spoken_of =
      context.names == nullptr ? std::vector<Mention>() : context.names->find(context.wide);
  static constexpr std::array<std::string_view, 4> kBytes = {"bytes", "volume", "space", "size"};
  const bool by_bytes = has_any(clause, kBytes);
  std::map<ArtifactType, std::size_t> counts;
  for (const FileEntry& file : dataset.files()) {
    counts[file.artifact->type] += by_bytes ? file.artifact->size_bytes : 1;
  }
  const std::size_t own = types.empty() ? 0 : counts[*types.begin()];
  if (dominant && !types.empty() && has_phrase(clause, "second")) {
    const auto larger =
        std::ranges::count_if(counts, [own](const auto& each) { return each.second > own; });
    const std::string why = std::to_string(larger) + " types have more files";
    return larger == 1 ? supported(ClaimType::kExtreme, why)
                       : contradicted(ClaimType::kExtreme, VerdictReason::kWrongDirection, why);
  }
  if (dominant && !types.empty()) {
    const bool holds = std::all_of(counts.begin(), counts.end(), [&](const auto& each) {
      return types.contains(each.first) || (rare ? each.second > own : each.second < own);
    });
    const std::string why =
        by_bytes ? std::to_string(own) + " bytes"
                 : std::to_string(own) + " of " + std::to_string(dataset.files().size()) + " files";
    return holds ? supported(ClaimType::kExtreme, why)
                 : contradicted(ClaimType::kExtreme, VerdictReason::kWrongDirection, why);
  }
  if (!most) {
    return std::nullopt;
  }
  // "The folder A holds 21 files, of which the majority are Markdown": of A.
  static constexpr std::array<std::string_view, 6> kOfThem = {
      "of which the majority", "of which most",     "most of which",
      "most of them",          "majority of which", "majority of them"};
  const Mention* const folder = has_any(context.wide, kOfThem) ? one_folder(spoken_of) : nullptr;
  if (folder != nullptr && !types.empty()) {
    const auto in_types = std::ranges::count_if(folder->files, [&](std::size_t file) {
      return types.contains(dataset.files()[file].artifact->type);
    });
    const std::string why = value_text(static_cast<double>(in_types)) + " of " +
                            std::to_string(folder->files.size()) + " files there";
    return 2 * in_types > std::ssize(folder->files)
               ? supported(ClaimType::kComparison, why)
               : contradicted(ClaimType::kComparison, VerdictReason::kWrongCount, why);
  }
  const double all = static_cast<double>(dataset.files().size());
  double part = -1;
  std::string what;
  if (auto topic = types.size() == 1 ? judge_main_topic(dataset, clause) : std::nullopt) {
    return topic;
  }
  if (!types.empty()) {
    part = 0;
    for (const ArtifactType type : types) {
      part += static_cast<double>(counts[type]);
    }
    what = "files of these types";
  } else {
    static constexpr std::array<std::string_view, 12> kFiles = {
        "file*",   "artifact*", "dataset", "data",    "benchmark*", "document*",
        "report*", "record*",   "focus*",  "focused", "primarily",  "predominantly"};
    // "Most of the errors in `reports/`": no files, though a folder is called so.
    std::string words(clause);
    for (const Mention& mention : context.mentions) {
      const std::size_t at = words.find(mention.alias);
      words.replace(std::min(at, words.size()), at == std::string::npos ? 0 : mention.alias.size(),
                    " ");
    }
    for (const Mention& mention : context.mentions) {
      if (!has_any(words, kFiles) || has_phrase(words, "errors")) {
        break;  // "wins most of the pairs"
      }
      const std::size_t with = mention.kind == NameKind::kFile ? mention.files.size()
                                                               : dataset.files_with(mention.alias);
      std::size_t word = std::string::npos;
      for (const std::string_view each : kMost) {
        word = std::min(word, find_phrase(clause, each));
      }
      const std::size_t at = find_phrase(clause, mention.alias);
      if (at < word || at > word + 50) {
        continue;  // said beside it, not of it
      }
      if (static_cast<double>(with) > part) {
        part = static_cast<double>(with);
        what = "files with '" + mention.alias + "'";
      }
    }
  }
  if (part < 0) {
    return judge_main_topic(dataset, clause);
  }
  const std::string why = what + ": " + value_text(part) + " of " + value_text(all);
  return 2 * part > all ? supported(ClaimType::kComparison, why)
                        : contradicted(ClaimType::kComparison, VerdictReason::kWrongCount, why);
}

namespace {

// "The kernel benches include batch sizes 1 and 8": refuted by a level that no trial of what is
// named beside it has.
std::optional<Judgement> judge_levels_there(const Dataset& dataset,
                                            const std::vector<Mention>& mentions) {
  std::vector<Mention> places = mentions;
  std::erase_if(places, [](const Mention& mention) { return mention.kind == NameKind::kLevel; });
  for (const Mention& mention : mentions) {
    if (mention.kind != NameKind::kLevel || !is_number(mention.values.front())) {
      continue;
    }
    std::vector<Mention> named = places;
    named.push_back(mention);
    const Scope scope = scope_of(named);
    if (tally_trials(dataset, scope, false).front().value +
            tally_trials(dataset, scope, true).front().value <=
        0) {
      return contradicted(ClaimType::kExistence, VerdictReason::kNoSuchThing,
                          "no trial there has '" + mention.alias + "'");
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Judgement> judge_existence(const Dataset& dataset, const StatementContext& context) {
  static constexpr std::array<std::string_view, 2> kSaysWhy = {"is what", "are what"};
  if (has_any(context.clause, kSaysWhy)) {
    return std::nullopt;  // "the kernels are what holds it back"
  }
  const std::string_view clause = context.clause;
  const bool neither = without_joint(clause).starts_with("neither ");
  if (const auto unknown = unknown_family(dataset, clause); !unknown.empty() && !neither) {
    const std::string why = "the data hold nothing of '" + unknown + "'";
    return denies_doing(clause) || !denied_in(clause).empty()
               ? supported(ClaimType::kExistence, why)
               : contradicted(ClaimType::kExistence, VerdictReason::kNoSuchThing, why);
  }
  if (auto covered = judge_in_closed_world(dataset, context)) {
    return covered;
  }
  if (auto failures = judge_failures_said(dataset, context)) {
    return failures;
  }
  static constexpr std::array<std::string_view, 8> kAreThere = {
      "is present",  "are present",  "is available", "are available",
      "is included", "are included", "was found",    "were found"};
  const std::size_t no = find_phrase(clause, "no");
  const bool none = no < 3 && !context.mentions.empty() && has_any(clause, kAreThere);
  // "The failures stem from a missing installation": a cause, nothing that the data lack.
  const bool cause = has_phrase(clause, "from a missing") || has_phrase(clause, "to a missing") ||
                     has_phrase(clause, "by a missing") || is_hypothetical(clause) ||
                     (has_any(clause, kFailureWords) && has_phrase(clause, "with a missing"));
  // "Request URL is missing a protocol": what a failed trial says.
  if (has_any(clause, kLacks) && is_reason(dataset, trimmed(clause, " ."))) {
    return supported(ClaimType::kExistence, "failed trials say so");
  }
  if (none || (has_any(clause, kLacks) && !has_phrase(clause, "the missing one") &&
               !has_phrase(clause, "as missing") && !cause)) {
    // "Lacks a decode grid for medium", where others have one.
    if (context.mentions.size() > 1 && !(trials_of_all(dataset, context.mentions) > 0)) {
      return supported(ClaimType::kExistence, "no trials are of both");
    }
    if (is_always_there(dataset, clause) || !context.mentions.empty()) {
      return contradicted(ClaimType::kExistence, VerdictReason::kNoSuchThing, "the data hold it");
    }
    const BoundMetrics bound = bind_metrics(dataset, clause);
    if (bound.rank >= MetricRank::kWords) {
      return contradicted(ClaimType::kExistence, VerdictReason::kNoSuchThing,
                          "the data hold " + bound.metrics.front()->name);
    }
    return std::nullopt;
  }
  static constexpr std::array<std::string_view, 3> kRepeated = {"multiple runs", "repeated runs",
                                                                "several runs"};
  if (has_any(clause, kRepeated) && !is_hypothetical(clause)) {
    std::map<std::string, std::set<std::string>> bases;
    for (const FileEntry& file : dataset.files()) {
      bases[file.base].insert(file.path);
    }
    const bool repeated = std::any_of(bases.begin(), bases.end(),
                                      [](const auto& each) { return each.second.size() > 2; });
    return repeated
               ? supported(ClaimType::kExistence, "files of one benchmark are there several times")
               : contradicted(ClaimType::kExistence, VerdictReason::kNoSuchThing,
                              "no benchmark is there more than once");
  }
  // "The kernels are limited by arithmetic": names one thing that is there, and says why.
  static constexpr std::array<std::string_view, 7> kWhy = {
      "limited by", "bounded by", "bound by", "held back by",
      "slowed by",  "caused by",  "driven by"};
  if (has_any(clause, kWhy)) {
    return std::nullopt;
  }
  static constexpr std::array<std::string_view, 6> kNamedAre = {
      "models are", "kernels are", "backends are", "prompts are", "levels are", "metrics are"};
  if (has_any(clause, kNamedAre) && !context.mentions.empty()) {
    return supported(ClaimType::kExistence, std::string(kHoldsWhatIsNamed));
  }
  static constexpr std::array<std::string_view, 9> kDenied = {
      "no", "does not", "do not", "did not", "was not", "were not", "is not", "are not", "neither"};
  if (!has_any(clause, kHolds) || has_any(clause, kDenied)) {
    return std::nullopt;
  }
  for (const std::string& name : context.quoted) {
    if (!dataset.mentions(name)) {
      return contradicted(ClaimType::kExistence, VerdictReason::kNoSuchThing,
                          "nothing there is called '" + name + "'");
    }
  }
  if (auto missing = judge_levels_there(dataset, context.mentions)) {
    return missing;
  }
  const bool measured =
      bind_metrics(dataset, clause).rank >= MetricRank::kWords || is_topic(dataset, clause);
  const bool types = measured || has_phrase(clause, "csv") || has_phrase(clause, "json") ||
                     has_phrase(clause, "markdown");
  if (says_of_every(clause) || says_of_some(clause) || has_any(clause, kMost)) {
    return std::nullopt;  // one that is there doesn't show that all are, nor how many
  }
  if (auto only = judge_only_in(dataset, context)) {
    return only;
  }
  if (were_never_together(dataset, context.mentions)) {
    return contradicted(ClaimType::kExistence, VerdictReason::kNoSuchThing,
                        "both are there, but no trial has both");
  }
  if (!context.mentions.empty() || !context.quoted.empty() || types) {
    return supported(ClaimType::kExistence, std::string(kHoldsWhatIsNamed));
  }
  return std::nullopt;
}

std::optional<Judgement> judge_opinion(const StatementContext& context) {
  const std::size_t what = find_phrase(context.clause, "what");
  if (what >= 3 && has_any(context.clause, kOpinions)) {
    return unsupported(ClaimType::kOther, VerdictReason::kTooVague, "no data decide this");
  }
  static constexpr std::array<std::string_view, 28> kCauses = {
      "provoked by",     "triggered by",    "is what makes",    "are what makes",  "is what holds",
      "are what holds",  "is what slows",   "brought by",       "is to blame",     "was to blame",
      "points at",       "my money is on",  "thanks to",        "due to",          "because of",
      "responsible for", "explains",        "explained by",     "is an effect of", "goes back to",
      "go back to",      "caused by",       "comes from",       "stems from",      "stem from",
      "attributed to",   "attributable to", "comes mostly from"};
  static constexpr std::array<std::string_view, 4> kDenied = {"not", "cannot", "can't", "neither"};
  // "Background load accounts for most of the noise".
  static constexpr std::array<std::string_view, 6> kLeft = {"noise",  "variance",  "scatter",
                                                            "jitter", "remaining", "fluctuation*"};
  const std::size_t accounts = std::min(find_phrase(context.clause, "account for"),
                                        find_phrase(context.clause, "accounts for"));
  const bool explains = accounts != std::string::npos &&
                        has_any(std::string_view{context.clause}.substr(accounts), kLeft);
  const bool begins = find_phrase(context.clause, "an effect of") < 16;
  const std::size_t put = find_phrase(context.clause, "put");
  const bool puts = put < find_phrase(context.clause, "down to");  // "we put it down to …"
  // Why trials failed their records may say.
  const bool caused = has_any(context.clause, kCauses) && !has_phrase(context.clause, "failures");
  if ((begins && !has_any(context.clause, kDenied)) || puts || caused || explains) {
    return unsupported(ClaimType::kOther, VerdictReason::kTooVague,
                       "a cause, which no test of these data shows");
  }
  // "Flash attention was switched on", of which nothing there speaks.
  static constexpr std::array<std::string_view, 6> kSwitched = {
      "was switched on", "was switched off", "was enabled",
      "was disabled",    "were enabled",     "was turned on"};
  if (context.mentions.empty() && has_any(context.clause, kSwitched)) {
    return unsupported(ClaimType::kConfig, VerdictReason::kNoSuchMeasurement,
                       "no setting of that name is recorded");
  }
  return std::nullopt;
}

std::optional<Judgement> judge_unmeasured(const Dataset& dataset, const StatementContext& context) {
  static constexpr std::array<std::string_view, 6> kJudged = {"worse",  "better",    "rated",
                                                              "higher", "preferred", "noticeably"};
  if (has_phrase(context.clause, "answers") && has_any(context.clause, kJudged) &&
      !unmeasured_quantity(dataset, "rating").empty()) {
    return unsupported(ClaimType::kOther, VerdictReason::kNoSuchMeasurement,
                       "nobody's judgement of answers is there");
  }
  // Names of columns and files say what is there, whatever their words.
  const std::string_view thing = unmeasured_matter(dataset, context.clause);
  if (thing.empty() || !says_something(context.clause) || denies_doing(context.clause) ||
      has_phrase(context.clause, std::string("no ").append(thing))) {
    return std::nullopt;
  }
  std::string why = "nothing there is called '";
  return unsupported(ClaimType::kOther, VerdictReason::kNoSuchMeasurement,
                     why.append(thing).append("'"));
}

}  // namespace chimera::verify
