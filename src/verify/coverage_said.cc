#include "verify/coverage_said.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>

#include "verify/counted_words.h"
#include "verify/counts.h"
#include "verify/number_words.h"
#include "verify/sample.h"
#include "verify/swept_said.h"
#include "verify/tally.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// "JSON file", "Markdown report": the type that the text begins with, behind "a matching".
std::optional<ArtifactType> type_at_beginning(std::string_view text) {
  static constexpr std::array<std::string_view, 5> kArticles = {"a ", "its ", "own ", "matching ",
                                                                "corresponding "};
  bool more = true;
  while (more) {
    more = false;
    for (const std::string_view article : kArticles) {
      if (text.starts_with(article)) {
        text.remove_prefix(article.size());
        more = true;
      }
    }
  }
  return type_in(text.substr(0, text.find_first_of(" .,;")));
}

// "Every compile JSON has a matching Markdown report": by the names of the files.
std::optional<Judgement> judge_pairs_of_files(const Dataset& dataset, std::string_view clause) {
  static constexpr std::array<std::string_view, 8> kHas = {" has ",
                                                           " have ",
                                                           " comes with ",
                                                           " come with ",
                                                           " is paired with ",
                                                           " are paired with ",
                                                           " is accompanied by ",
                                                           " are accompanied by "};
  static constexpr std::array<std::string_view, 3> kEvery = {"every ", "each ", "all "};
  constexpr std::size_t kTelling = 5;
  constexpr std::size_t kStem = 6;
  for (const std::string_view has : kHas) {
    const std::size_t verb = clause.find(has);
    std::size_t every = std::string_view::npos;
    for (const std::string_view word : kEvery) {
      every = std::min(every, clause.find(word));
    }
    if (verb == std::string_view::npos || every >= verb) {
      continue;
    }
    const std::string_view subject = clause.substr(every, verb - every);
    const auto first = type_in(subject);
    const auto second = type_at_beginning(clause.substr(verb + has.size()));
    if (!first || !second || *first == *second) {
      return std::nullopt;
    }
    std::set<std::string_view> stems;
    for (const FileEntry& file : dataset.files()) {
      if (file.artifact->type == *second) {
        stems.insert(file.stem);
      }
    }
    std::size_t all = 0;
    std::string alone;
    for (const FileEntry& file : dataset.files()) {
      const auto words = words_of(subject);
      const bool of_topic = std::ranges::all_of(words, [&](const Range& word) {
        const std::string_view spelled = subject.substr(word.begin, word.end - word.begin);
        return spelled.size() < kTelling || spelled == "files" || spelled == "every" ||
               type_in(spelled) || file.path.find(spelled.substr(0, kStem)) != std::string::npos;
      });
      if (file.artifact->type != *first || !of_topic) {
        continue;
      }
      ++all;
      alone = stems.contains(file.stem) ? alone : file.path;
    }
    return all == 0
               ? std::nullopt
               : std::optional(judged_presence(
                     alone.empty(), false, alone.empty() ? "each has one" : alone + " has none"));
  }
  return std::nullopt;
}

}  // namespace

bool says_of_every(std::string_view clause) {
  static constexpr std::array<std::string_view, 10> kEvery = {
      "on every", "for every", "on all",     "for all",  "on each",
      "for each", "on both",   "with every", "in every", "all of them"};
  return has_any(clause, kEvery);
}

bool says_of_some(std::string_view clause) {
  for (const std::string_view of : {" of the ", " of its ", " of all "}) {
    const std::size_t at = clause.find(of);
    if (at == std::string_view::npos) {
      continue;
    }
    const std::string_view before = clause.substr(0, at);
    const std::string_view number = clause.substr(at + of.size());
    const std::string_view word = number.substr(0, number.find(' '));
    const bool counted = counts_in_words(before) || is_number(before.substr(before.rfind(' ') + 1));
    if (counted && (counts_in_words(word) || is_number(word))) {
      return true;
    }
  }
  return false;
}

namespace {

// What "on every", "for all three" are said of: "network tested", and how many that are; 0 for no
// number.
struct Every {
  std::string_view behind;
  std::size_t number = 0;
};

Every behind_every(std::string_view clause) {
  static constexpr std::array<std::string_view, 6> kEvery = {
      "on every ", "for every ", "on all ", "for all ", "on each ", "for each "};
  constexpr std::string_view kThe = "the ";
  for (const std::string_view every : kEvery) {
    const std::size_t at = clause.find(every);
    if (at == std::string_view::npos) {
      continue;
    }
    Every said{clause.substr(at + every.size())};
    said.behind.remove_prefix(said.behind.starts_with(kThe) ? kThe.size() : 0);
    const std::string_view word = said.behind.substr(0, said.behind.find(' '));
    if (const auto number = number_of(word); number && word.size() < said.behind.size()) {
      said.behind.remove_prefix(word.size() + 1);
      said.number = static_cast<std::size_t>(std::max(*number, 0.0));
    }
    return said;
  }
  return {};
}

// The columns of what the first word names: "networks", "models" by the column of models.
std::vector<std::string> columns_of(const NameFinder& names, std::string_view behind) {
  static constexpr std::array<std::string_view, 4> kModels = {"model", "network", "net", "llm"};
  std::string noun(behind.substr(0, behind.find_first_of(" ,.;)")));
  noun.resize(noun.size() - (noun.ends_with('s') ? 1 : 0));
  auto columns = names.factors_called(noun);
  return columns.empty() && is_one_of(noun, kModels) ? std::vector<std::string>{"model"} : columns;
}

// "TensorRT is available on every network": a trial of it that went well with each level that was
// tried where it could be said at all.
std::optional<Judgement> judge_on_every(const Dataset& dataset, const StatementContext& context) {
  static constexpr std::array<std::string_view, 6> kWell = {"available", "works",  "worked",
                                                            "compiled",  "covers", "ran"};
  static constexpr std::array<std::string_view, 7> kTried = {
      "run", "tested", "evaluated", "measured", "tried", "present", "benchmarked"};
  const auto [behind, number] = behind_every(context.clause);
  const std::string_view ahead =
      std::string_view{context.clause}.substr(0, context.clause.size() - behind.size());
  const bool must_go_well = has_any(ahead, kWell);
  if (behind.empty() || (!must_go_well && !has_any(ahead, kTried))) {
    return std::nullopt;
  }
  const auto columns = columns_of(*context.names, behind);
  const std::size_t every = context.clause.size() - behind.size();
  std::vector<Mention> subject = context.mentions;
  std::erase_if(subject, [every](const Mention& each) {
    return each.range.begin >= every ||
           (each.kind != NameKind::kLevel && each.kind != NameKind::kModel);
  });
  if (columns.empty() || subject.size() != 1 || subject.front().unknown) {
    return std::nullopt;
  }
  std::vector<const Table*> tables = tables_of(dataset, {});
  std::erase_if(tables, [&](const Table* table) {
    return table->kind != TableKind::kMeasured ||
           column_called(*table, subject.front().columns) == nullptr;
  });
  // Networks that only the files' names tell: "gru" of gru_gpu_bench.json.
  const bool by_file = std::ranges::none_of(
      tables, [&](const Table* table) { return column_called(*table, columns) != nullptr; });
  const Scope scope = scope_of(context.mentions);
  std::map<std::string, bool> tried;
  for (const Table* const table : tables) {
    const Column* const level = column_called(*table, columns);
    const std::string& stem = dataset.files()[dataset.file_of(*table)].stem;
    const std::string of_file = by_file ? stem.substr(0, stem.find('_')) : "";
    const RowsInScope rows(*table, scope);
    for (std::size_t row = 0; row < table->rows(); ++row) {
      const std::string name = level == nullptr ? of_file : lowered(level->text_at(row));
      if (!name.empty()) {
        bool& well = tried[name];
        well = well || (rows.holds(row) && !(must_go_well && table->state[row].failed));
      }
    }
  }
  if (tried.size() < 2) {
    return std::nullopt;
  }
  if (number > 0 && number != tried.size()) {
    return judged_presence(false, false, std::to_string(tried.size()) + " were tried");
  }
  const auto without = std::ranges::find_if(tried, [](const auto& each) { return !each.second; });
  return without == tried.end()
             ? judged_presence(true, false, "each of " + std::to_string(tried.size()) + " has it")
             : judged_presence(false, false, without->first + " has none");
}

// "Quantisation levels" of a column "format", "context lengths" of "num_ctx": where no column is
// called so, another may hold them.
bool is_spelled_freely(std::string_view words) {
  static constexpr std::array<std::string_view, 8> kFreely = {
      "batch size*",  "context length*", "quantis*",         "quantiz*",
      "request rate", "beam size*",      "sequence length*", "precision"};
  return has_any(words, kFreely);
}

// Options that a benchmark may vary, by the words for them.
bool is_option(std::string_view words) {
  static constexpr std::array<std::string_view, 6> kOptions = {
      "temperature*", "top-p", "top-k", "thread*", "seed*", "concurrency"};
  return words.find('_') != std::string_view::npos || is_spelled_freely(words) ||
         has_any(words, kOptions);
}

// "Three temperature values", "a comparison of top_p settings": the words of the factor, and
// whether the text varies it.
std::string_view factor_said(std::string_view clause) {
  static constexpr std::array<std::string_view, 10> kVaried = {
      "explor*", "vary*",       "vari*",   "compar*", "sweep*",
      "cover*",  "investigat*", "examin*", "test*",   "swept"};
  static constexpr std::array<std::string_view, 7> kNouns = {
      " values", " settings", " levels", " sizes", " counts", " options", " variants"};
  static constexpr std::array<std::string_view, 19> kNoWords = {
      "of",       "and",       "the",     "a",       "over",     "also",  "explore",
      "explores", "cover",     "covers",  "compare", "compares", "tests", "test",
      "several",  "different", "various", "between", "multiple"};
  constexpr std::size_t kWordsMax = 3;
  if (!has_any(clause, kVaried)) {
    return {};
  }
  for (const std::string_view noun : kNouns) {
    const std::size_t end = clause.find(noun);
    if (end == std::string_view::npos) {
      continue;
    }
    const std::string_view before = clause.substr(0, end);
    std::size_t begin = end;
    auto last_words = words_of(before);
    std::ranges::reverse(last_words);
    last_words.resize(std::min(last_words.size(), kWordsMax));
    for (const Range& each : last_words) {
      const std::string_view word = before.substr(each.begin, each.end - each.begin);
      if (is_one_of(word, kNoWords) || number_of(word)) {
        break;
      }
      begin = each.begin;
    }
    return before.substr(begin);
  }
  return {};
}

// "The grids vary temperature and top_p": each of what the verb lists.
std::vector<std::string_view> factors_listed(std::string_view clause) {
  static constexpr std::array<std::string_view, 6> kSweeps = {"grid*",   "sweep*", "tuning",
                                                              "search*", "runs",   "experiment*"};
  static constexpr std::array<std::string_view, 8> kVerbs = {
      " vary ",  " varies ", " explore ",    " explores ",
      " cover ", " covers ", " sweep over ", " sweeps over "};
  static constexpr std::array<std::string_view, 6> kEnds = {" from ", " for ",  " in ",
                                                            " over ", " with ", "."};
  static constexpr std::array<std::string_view, 3> kJoints = {", and ", " and ", ", "};
  for (const std::string_view verb : kVerbs) {
    const std::size_t at = clause.find(verb);
    if (at != std::string_view::npos && has_any(clause.substr(0, at), kSweeps)) {
      return split_at_any(up_to_any(clause.substr(at + verb.size()), kEnds), kJoints);
    }
  }
  return {};
}

// The levels of a factor with which what the clause names was tried; nullopt where a table with
// the factor doesn't tell of which it is.
std::optional<std::set<std::string_view>> levels_there(const Dataset& dataset,
                                                       const std::vector<Mention>& mentions,
                                                       const std::vector<std::string>& columns) {
  std::vector<Mention> things = mentions;
  std::erase_if(things, is_told_by_path);
  const Scope scope = scope_of(things);
  std::set<std::string_view> levels;
  bool open = false;
  for (const Table* const table : tables_of(dataset, scope)) {
    const bool there = lies_in(dataset.files()[dataset.file_of(*table)].path, mentions);
    const Column* const column = there ? column_called(*table, columns) : nullptr;
    if (column == nullptr) {
      continue;
    }
    const RowsInScope rows(*table, scope);
    open = open || rows.is_none();
    for (std::size_t row = 0; row < table->rows(); ++row) {
      if (rows.holds(row) && !column->text_at(row).empty()) {
        levels.insert(column->text_at(row));
      }
    }
  }
  return open && levels.size() < 2 ? std::nullopt : std::optional(levels);
}

// Whether what the clause names, or all for nothing, was tried with several of its levels: refuted
// where it was with none or one.
std::optional<Judgement> judge_varied(const Dataset& dataset, const StatementContext& context,
                                      std::string_view said) {
  constexpr std::size_t kWordsMax = 3;
  if (said.empty() || !is_option(said) || words_of(said).size() > kWordsMax) {
    return std::nullopt;
  }
  auto columns = context.names->factor_in(said);
  if (columns.empty()) {  // "three thread counts" of a column "threads"
    columns = context.names->factor_in(std::string(said).append("s"));
  }
  if (columns.empty() && is_spelled_freely(said)) {
    return unsupported(ClaimType::kExistence, VerdictReason::kTooVague,
                       "which of the data's settings is meant, no name tells");
  }
  if (columns.empty() && dataset.mentions(said)) {
    return std::nullopt;
  }
  std::vector<Mention> mentions = context.mentions;
  std::erase_if(mentions, [&](const Mention& each) { return share_column(each.columns, columns); });
  if (std::ranges::any_of(mentions, &Mention::unknown)) {
    return std::nullopt;
  }
  const auto levels = levels_there(dataset, mentions, columns);
  if (!levels || levels->size() > 1) {
    return std::nullopt;  // how many, others count
  }
  return judged_presence(false, false,
                         levels->empty() ? "no trial there varies it" : "it has one value there");
}

}  // namespace

bool were_never_together(const Dataset& dataset, const std::vector<Mention>& mentions) {
  const auto placed = std::ranges::find_if(mentions, &Mention::placed);
  const bool plain = std::ranges::all_of(mentions, [](const Mention& each) {
    return (each.kind == NameKind::kLevel || each.kind == NameKind::kModel) && !each.unknown &&
           !is_told_by_path(each);
  });
  if (mentions.size() != 2 || !plain || placed != mentions.begin() + 1 ||
      is_akin(mentions[0], mentions[1])) {
    return false;
  }
  const auto trials = [&](const std::vector<Mention>& of) {
    return outcomes_of(dataset, scope_of(of)).all;
  };
  return trials({mentions[0]}) > 0 && trials({mentions[1]}) > 0 && !(trials(mentions) > 0);
}

std::optional<Judgement> judge_coverage(const Dataset& dataset, const StatementContext& context) {
  if (auto pairs = judge_pairs_of_files(dataset, context.clause)) {
    return pairs;
  }
  std::vector<std::string_view> factors = factors_listed(context.clause);
  factors.push_back(factor_said(context.clause));
  for (const std::string_view factor : factors) {
    if (auto varied = judge_varied(dataset, context, factor)) {
      return varied;
    }
  }
  auto every = judge_on_every(dataset, context);
  return every ? every : judge_swept(dataset, *context.names, context.clause);
}

}  // namespace chimera::verify
