#include "verify/closed_world.h"

#include <algorithm>
#include <array>
#include <string>

#include "verify/bind.h"
#include "verify/sample.h"
#include "verify/tally.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::array<std::string_view, 23> kNever = {
    "never run",        "never tested",  "never measured",  "never benchmarked", "never evaluated",
    "not run",          "not tested",    "not measured",    "not benchmarked",   "not evaluated",
    "not recorded",     "not collected", "not part of",     "not covered",       "not included",
    "did not run",      "did not test",  "did not measure", "not among",         "never recorded",
    "did not evaluate", "never varied",  "not varied",
};
constexpr std::array<std::string_view, 9> kTaken = {"recorded", "measured", "collected",
                                                    "taken",    "logged",   "captured",
                                                    "gathered", "stored",   "kept"};

// Behind ", and " and the like that begin the clause.
std::string_view without_joint(std::string_view clause) {
  static constexpr std::array<std::string_view, 4> kJoints = {"and ", "but ", "while ", "so "};
  constexpr std::size_t kLabelMax = 24;  // "Gaps: no …"
  const std::size_t colon = clause.find(": ");
  clause.remove_prefix(colon < kLabelMax ? colon + 2 : 0);
  clause.remove_prefix(std::min(clause.find_first_not_of(" ,;:"), clause.size()));
  for (const std::string_view joint : kJoints) {
    clause.remove_prefix(clause.starts_with(joint) ? joint.size() : 0);
  }
  return clause;
}

// "GPU temperature is not recorded in any file": what stands before the verb; "" for another.
std::string_view unrecorded_subject(std::string_view clause) {
  static constexpr std::array<std::string_view, 14> kNot = {
      " is completely missing", " is entirely missing", " is missing",
      " are missing",           " is absent",           " are absent",
      " was not captured",      " is not available",    " is not recorded",
      " was not recorded",      " are not recorded",    " were not recorded",
      " is never recorded",     " was never recorded"};
  for (const std::string_view verb : kNot) {
    const std::size_t at = clause.find(verb);
    if (at != std::string_view::npos && words_of(clause.substr(0, at)).size() < 6) {
      return clause.substr(0, at);
    }
  }
  return {};
}

// "No power data was recorded": what stands between "no" and the verb; "" for another sentence.
std::string_view denied_measurement(std::string_view clause) {
  clause = without_joint(clause);
  const std::size_t no = find_phrase(clause, "no");
  if (no == std::string_view::npos || no > 3) {
    return {};
  }
  for (const std::string_view verb : {" was ", " were ", " has been ", " have been "}) {
    const std::size_t at = clause.find(verb, no);
    if (at != std::string_view::npos && has_any(clause.substr(at), kTaken)) {
      return clause.substr(no + 2, at - no - 2);
    }
  }
  return {};
}

Judgement held(bool there, bool denied, const std::string& why) {
  return there != denied ? supported(ClaimType::kExistence, why)
                         : contradicted(ClaimType::kExistence, VerdictReason::kNoSuchThing, why);
}

// "There are no speculative decoding runs": what is said not to be there; "" for another sentence.
std::string_view denied_thing(std::string_view clause) {
  static constexpr std::array<std::string_view, 6> kNone = {
      "there are no ", "there is no ", "has no ", "have no ", "contains no ", "contain no "};
  static constexpr std::array<std::string_view, 13> kThings = {
      " runs",      " results", " data",    " measurements", " files",  " readings", " artifacts",
      " telemetry", " tests",   " figures", " metrics",      " column", " field"};
  for (const std::string_view none : kNone) {
    const std::size_t at = clause.find(none);
    if (at == std::string_view::npos || (at > 0 && is_word_char(clause[at - 1]))) {
      continue;
    }
    const std::string_view rest = clause.substr(at + none.size());
    // "There is no telemetry on GPU memory"
    static constexpr std::array<std::string_view, 6> kOf = {"data on ",       "data for ",
                                                            "telemetry on ",  "telemetry of ",
                                                            "telemetry for ", "measurements of "};
    for (const std::string_view of : kOf) {
      if (rest.starts_with(of)) {
        return rest.substr(of.size(), rest.find_first_of(",;.") - of.size());
      }
    }
    for (const std::string_view thing : kThings) {
      const std::size_t end = rest.find(thing);
      if (end != std::string_view::npos && end > 0 && words_of(rest.substr(0, end)).size() < 4) {
        return rest.substr(0, end);
      }
    }
  }
  return {};
}

// Supported where one of its words stands nowhere; what all of its words may mean is not guessed.
std::optional<Judgement> judge_denied_thing(const Dataset& dataset, std::string_view what) {
  for (const Range& word : words_of(what)) {
    const std::string_view spelled = what.substr(word.begin, word.end - word.begin);
    if (spelled.size() > 3 && !dataset.mentions(spelled)) {
      return held(false, true, "nothing there is called '" + std::string(spelled) + "'");
    }
  }
  const BoundMetrics bound = bind_metrics(dataset, what);
  return bound.rank >= MetricRank::kWords
             ? std::optional(held(true, true, "the data hold " + bound.metrics.front()->name))
             : std::nullopt;
}

// "No profiler output is included", "lacks any telemetry of the host": what is said not to be
// there; "" for another sentence.
std::string_view denied_presence(std::string_view clause) {
  static constexpr std::array<std::string_view, 15> kThere = {
      " could be found", " could be located", " can be found", " appear",       " accompan",
      " exists",         " is included",      " are included", " is available", " are available",
      " is present",     " are present",      " was found",    " were found",   " is provided"};
  static constexpr std::array<std::string_view, 12> kLacking = {"no file gives ",
                                                                "no file holds ",
                                                                "no file reports ",
                                                                "no file records ",
                                                                "lacks any ",
                                                                "lack any ",
                                                                "lacks ",
                                                                "does not include any ",
                                                                "does not contain any ",
                                                                "do not include any ",
                                                                "does not include ",
                                                                "does not contain "};
  const std::string_view said = without_joint(clause);
  if (said.starts_with("no ")) {
    for (const std::string_view there : kThere) {
      const std::size_t end = said.find(there);
      if (end != std::string_view::npos && end > 3) {
        return said.substr(3, end - 3);
      }
    }
  }
  for (const std::string_view lacking : kLacking) {
    const std::size_t at = said.find(lacking);
    if (at != std::string_view::npos) {
      return said.substr(at + lacking.size());
    }
  }
  return {};
}

// What stands for a word of prose in the names of files, columns and keys.
std::vector<std::string_view> stems_of(std::string_view word) {
  if (word.starts_with("profil")) {
    return {"profil", "ncu", "nsight", "nsys"};
  }
  if (word == "telemetry" || word == "monitoring") {
    return {word, "util", "power", "temperature"};
  }
  if (word == "host" || word == "machine" || word == "system") {
    return {word, "cpu", "telemetry"};
  }
  constexpr std::size_t kTelling = 6;  // "quantization" of "quantized"
  return {word.substr(0, kTelling)};
}

bool has_any_stem(const FileEntry& file, const std::vector<std::string_view>& stems) {
  const auto in_table = [](const Table* table, std::string_view stem) {
    return std::any_of(table->columns.begin(), table->columns.end(), [&](const Column& column) {
      return lowered(column.name).find(stem) != std::string::npos;
    });
  };
  return std::any_of(stems.begin(), stems.end(), [&](std::string_view stem) {
    return file.path.find(stem) != std::string::npos ||
           std::any_of(file.tables.begin(), file.tables.end(),
                       [&](const Table* table) { return in_table(table, stem); });
  });
}

// "artifacts/ folder": the name of the folder; "" for another thing.
std::string_view folder_denied(std::string_view what) {
  static constexpr std::array<std::string_view, 2> kFolders = {" folder", " directory"};
  const bool folder = ends_with_any(what, kFolders);
  std::string_view name = what.substr(0, what.rfind(' '));
  name.remove_prefix(std::min(name.find_first_not_of(" '`"), name.size()));
  name = name.substr(0, name.find_first_of("/'` "));
  return folder ? name : std::string_view();
}

// "Any 6-bit variant": a model or a level that is there, and a word for what it is.
bool names_one_alone(const StatementContext& context, std::string_view what) {
  static constexpr std::array<std::string_view, 14> kKinds = {
      "variant", "variants", "model", "models", "quantisation", "quantization", "tag",
      "backend", "result",   "run",   "runs",   "results",      "trials",       "any"};
  if (context.mentions.size() != 1) {
    return false;
  }
  const Mention& mention = context.mentions.front();
  const std::string_view named = std::string_view{context.clause}.substr(
      mention.range.begin, mention.range.end - mention.range.begin);
  const std::size_t at = what.find(named);
  if ((mention.kind != NameKind::kModel && mention.kind != NameKind::kLevel) || mention.unknown ||
      at == std::string_view::npos) {
    return false;
  }
  const std::string rest =
      std::string(what.substr(0, at)).append(" ").append(what.substr(at + named.size()));
  const auto words = words_of(rest);
  return std::all_of(words.begin(), words.end(), [&](const Range& word) {
    return is_one_of(std::string_view{rest}.substr(word.begin, word.end - word.begin), kKinds);
  });
}

// By one file that has all of its words in its path and columns; supported where one of them stands
// nowhere.
std::optional<Judgement> judge_denied_presence(const Dataset& dataset, std::string_view what) {
  static constexpr std::array<std::string_view, 28> kGeneral = {
      "an",      "per",          "file",     "telemetry", "reference",   "figures",
      "numbers", "measurements", "readings", "values",    "scores",      "baseline",
      "data",    "output",       "outputs",  "results",   "information", "files",
      "any",     "the",          "of",       "a",         "records",     "metrics",
      "runs",    "for",          "explicit", "at"};
  if (const auto folder = folder_denied(what); !folder.empty()) {
    const bool there = std::any_of(
        dataset.folders().begin(), dataset.folders().end(), [&](const std::string& path) {
          return ("/" + lowered(path)).find("/" + std::string(folder) + "/") != std::string::npos;
        });
    return held(there, true, there ? "the tree has it" : "no folder is called so");
  }
  std::vector<std::vector<std::string_view>> wanted;
  for (const Range& word : words_of(what.substr(0, what.find_first_of(",;.")))) {
    const std::string_view spelled = what.substr(word.begin, word.end - word.begin);
    if (!is_one_of(spelled, kGeneral)) {
      wanted.push_back(stems_of(spelled));
    }
  }
  if (wanted.empty() || wanted.size() > 4) {
    return std::nullopt;
  }
  for (const FileEntry& file : dataset.files()) {
    const bool of_type = wanted.size() == 1 &&
                         lowered(artifact_type_name(file.artifact->type)) == wanted.front().front();
    if (of_type) {
      return held(true, true, file.path + " is one");
    }
    if (file.has_data() && std::all_of(wanted.begin(), wanted.end(), [&](const auto& stems) {
          return has_any_stem(file, stems);
        })) {
      return held(true, true, file.path + " holds it");
    }
  }
  const bool unknown = std::any_of(wanted.begin(), wanted.end(), [&](const auto& stems) {
    return std::none_of(stems.begin(), stems.end(),
                        [&](std::string_view stem) { return dataset.mentions(stem); });
  });
  return unknown ? std::optional(held(false, true, "nothing there is called so")) : std::nullopt;
}

// "`a.csv` lacks A, B and others": by the trials of the file, whatever others have.
std::optional<Judgement> judge_lacking_file(const Dataset& dataset,
                                            const StatementContext& context) {
  static constexpr std::array<std::string_view, 4> kLacks = {" lacks ", " lack ", " omits ",
                                                             " does not contain "};
  std::size_t at = std::string::npos;
  for (const std::string_view word : kLacks) {
    at = std::min(at, context.clause.find(word));
  }
  std::vector<Mention> places;
  std::vector<Mention> things;
  for (const Mention& mention : context.mentions) {
    const bool file = !mention.files.empty();
    if (file && mention.range.end <= at) {
      places.push_back(mention);
    } else if (!file && !mention.unknown && mention.range.begin > at) {
      things.push_back(mention);
    }
  }
  if (at == std::string::npos || places.empty() || things.empty()) {
    return std::nullopt;
  }
  double there = 0;
  for (const Mention& thing : things) {
    std::vector<Mention> both = places;
    both.push_back(thing);
    there += tally_trials(dataset, scope_of(both), false).front().value;
  }
  return held(there > 0, true, value_text(there) + " trials of it are there");
}

// "latencies" is a latency.
std::string singular(std::string_view words) {
  std::string text(words);
  for (std::size_t at = text.find("ies"); at != std::string::npos; at = text.find("ies", at + 1)) {
    if (at + 3 == text.size() || !is_word_char(text[at + 3])) {
      text.replace(at, 3, "y");
    }
  }
  return text;
}

std::optional<Judgement> judge_denied_measurement(const Dataset& dataset,
                                                  const StatementContext& context,
                                                  std::string_view what) {
  BoundMetrics bound = bind_metrics(dataset, singular(what));
  bound = bound.empty() ? scores_by_first_word(dataset, singular(what)) : bound;
  const Scope scope = scope_of(context.mentions);
  if (bound.empty()) {
    const auto words = words_of(what);
    const bool known = std::any_of(words.begin(), words.end(), [&](const Range& word) {
      return dataset.mentions(what.substr(word.begin, word.end - word.begin));
    });
    return known ? std::nullopt
                 : std::optional(supported(ClaimType::kExistence, "nothing is called so"));
  }
  const auto measured = std::find_if(
      bound.metrics.begin(), bound.metrics.end(),
      [&](const Metric* metric) { return !take_sample(dataset, *metric, scope).cells.empty(); });
  return measured == bound.metrics.end() ? held(false, true, "no trial of that scope has it")
                                         : held(true, true, "the data hold " + (*measured)->name);
}

// The words that a program, a benchmark or a machine would be called by: with two capitals.
std::vector<std::string> names_in(std::string_view spelled) {
  std::vector<std::string> names;
  for (const Range& word : words_of(spelled)) {
    const std::string_view name = spelled.substr(word.begin, word.end - word.begin);
    const auto capitals =
        std::count_if(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (name.size() > 2 && capitals > 1) {
      names.push_back(lowered(name));
    }
  }
  return names;
}

// "TruthfulQA was evaluated as well", "Results for ARM are not part of this data": of a name that
// stands nowhere in the data.
std::optional<Judgement> judge_unknown_name(const Dataset& dataset, const StatementContext& context,
                                            bool denied) {
  static constexpr std::array<std::string_view, 9> kDone = {
      "was evaluated",   "were evaluated", "was tested", "were tested",       "was measured",
      "was benchmarked", "were run",       "was run",    "was also evaluated"};
  if (!context.mentions.empty() || (!denied && !has_any(context.clause, kDone))) {
    return std::nullopt;
  }
  for (const std::string& name : names_in(context.spelled)) {
    if (!dataset.data_mention(name)) {
      return held(false, denied, "nothing there is called '" + name + "'");
    }
  }
  return std::nullopt;
}

}  // namespace

bool denies_doing(std::string_view clause) {
  return has_any(clause, kNever);
}

std::optional<Judgement> judge_in_closed_world(const Dataset& dataset,
                                               const StatementContext& context) {
  if (const auto what = denied_measurement(context.clause); !what.empty()) {
    return judge_denied_measurement(dataset, context, what);
  }
  if (const auto what = unrecorded_subject(context.clause);
      !what.empty() && bind_metrics(dataset, singular(what)).rank >= MetricRank::kWords) {
    return judge_denied_measurement(dataset, context, what);
  }
  const bool of_columns = context.clause.find(" column") != std::string::npos;
  if (const auto what = denied_thing(context.clause);
      !what.empty() && (context.mentions.empty() || of_columns)) {
    return judge_denied_thing(dataset, what);
  }
  if (auto lacking = judge_lacking_file(dataset, context)) {
    return lacking;
  }
  // "No duplicate files were found".
  static constexpr std::array<std::string_view, 4> kNoCopies = {
      "no duplicate*", "no redundant files", "no identical files", "no copies"};
  if (has_any(context.clause, kNoCopies) && context.mentions.empty()) {
    const auto copies = static_cast<double>(dataset.inventory().copies.size());
    return held(copies > 0, true,
                value_text(copies) + " sets of the same values stand in several files");
  }
  if (const auto what = denied_presence(context.clause); !what.empty()) {
    if (names_one_alone(context, what)) {
      return held(true, true, "the data hold " + context.mentions.front().alias);
    }
    if (auto judgement = judge_denied_presence(dataset, what)) {
      return judgement;
    }
  }
  static constexpr std::array<std::string_view, 3> kNone = {"there are no ", "there is no ", "no "};
  const bool denied =
      denies_doing(context.clause) || starts_with_any(without_joint(context.clause), kNone);
  if (auto unknown = judge_unknown_name(dataset, context, denied)) {
    return unknown;
  }
  const bool setting = context.mentions.size() == 1 && context.mentions.front().files.empty() &&
                       !context.mentions.front().unknown;
  if (!denied || (context.mentions.size() < 2 && !setting)) {
    return std::nullopt;
  }
  // What was never varied may well have been run.
  static constexpr std::array<std::string_view, 3> kVaried = {"never varied", "not varied",
                                                              "a part of the grid"};
  if (has_any(context.clause, kVaried)) {
    return std::nullopt;
  }
  const double trials = tally_trials(dataset, scope_of(context.mentions), false).front().value;
  return held(trials > 0, true, value_text(trials) + " trials are of both");
}

}  // namespace chimera::verify
