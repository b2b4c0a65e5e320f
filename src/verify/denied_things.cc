#include "verify/denied_things.h"

#include <algorithm>
#include <array>
#include <string>

#include "verify/bind.h"
#include "verify/denied_words.h"
#include "verify/folders_said.h"
#include "verify/sample.h"
#include "verify/unmeasured_things.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// Whether the words say something of which files, columns and keys would be called.
bool is_data(const Dataset& dataset, std::string_view what) {
  // "`top_p` is not recorded in any of the files"
  const bool column = dataset.factors().contains(trimmed(what, " `'\""));
  // "The CSV files have no error column"
  static constexpr std::array<std::string_view, 2> kColumns = {"column", "columns"};
  return ends_with_word(what, kColumns) ||
         (!is_conclusion(what) &&
          (column || ends_with_word(what, kDataNouns) || starts_with_word(what, kDataNouns) ||
           has_any(what, kQuantities) || bind_metrics(dataset, what).rank >= MetricRank::kWords));
}

// "The quantization report contains no latency data": of one file that has no name here, not of all
// there is.
bool is_of_another_place(const StatementContext& context, std::string_view what) {
  static constexpr std::array<std::string_view, 17> kWhole = {
      "dataset", "data",    "collection", "tree", "archive",  "corpus",
      "there",   "we",      "files",      "file", "results",  "it",
      "they",    "nowhere", "repository", "runs", "artifacts"};
  static constexpr std::array<std::string_view, 7> kEach = {
      "individual", "per model",     "per run",   "per configuration",
      "per-model",  "single model*", "each model"};
  const std::size_t at = context.clause.find(what);
  const std::string_view said = without_joint(context.clause);
  const std::size_t joint = context.clause.size() - said.size();
  const std::string_view ahead = said.substr(0, at - std::min(at, joint));
  const bool named = std::ranges::any_of(
      context.mentions, [at](const Mention& each) { return each.range.end <= at; });
  const bool of_whole = named || words_of(ahead).empty() || has_any(ahead, kWhole) ||
                        ahead == "no " || ahead == "neither ";
  return !of_whole || has_any(std::string_view{context.clause}.substr(at), kEach);
}

// What stands for a word of prose in the names of files, columns and keys.
struct Stems {
  std::string_view begins;
  std::array<std::string_view, 5> in_names;  ///< the last ones are ""
};

constexpr std::array<Stems, 13> kStems = {{
    {"profil", {"profil", "ncu", "nsight", "nsys"}},
    {"utili", {"util", "usage", "pct", "percent"}},
    {"usage", {"util", "usage", "pct", "percent", "used"}},
    {"temperature", {"temp"}},
    {"power", {"power", "watt"}},
    {"wattage", {"power", "watt"}},
    {"energy", {"energy", "joule"}},
    {"memory", {"memory", "mem_", "vram", "ram_"}},
    {"vram", {"vram", "gpu_mem", "memory_used"}},
    {"gpu", {"gpu", "vram"}},
    {"perplex", {"perpl", "ppl"}},
    {"accura", {"accur", "top1", "top_1"}},
    {"quanti", {"quant"}},
}};

// Whether any of what stands for the word, else its beginning, is such a one.
template <typename Is>
bool any_stem(std::string_view word, const Is& is) {
  const auto* const found = std::ranges::find_if(
      kStems, [word](const Stems& stems) { return word.starts_with(stems.begins); });
  constexpr std::size_t kTelling = 6;
  return found == kStems.end() ? is(word.substr(0, kTelling))
                               : std::ranges::any_of(found->in_names, [&](std::string_view stem) {
                                   return !stem.empty() && is(stem);
                                 });
}

bool has_stem(std::string_view name, std::string_view word) {
  return any_stem(
      word, [name](std::string_view stem) { return name.find(stem) != std::string_view::npos; });
}

// Of a machine.
bool is_part(std::string_view word) {
  static constexpr std::array<std::string_view, 5> kParts = {"gpu", "cpu", "ram", "disk",
                                                             "network"};
  return is_one_of(word, kParts);
}

bool has_cells(const Table& table, const Column& column, const RowsInScope& rows) {
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (rows.holds(row) && !column.text_at(row).empty()) {
      return true;
    }
  }
  return false;
}

// A table of one file, as far as a scope holds it.
struct Part {
  const Table& table;
  std::string_view path;
  const RowsInScope& rows;

  [[nodiscard]] bool has(std::string_view word) const {
    return has_stem(path, word) || std::ranges::any_of(table.columns, [&](const Column& column) {
             return has_stem(lowered(column.name), word) && has_cells(table, column, rows);
           });
  }

  [[nodiscard]] bool has_all(const std::vector<std::string_view>& words) const {
    return std::ranges::all_of(words, [this](std::string_view word) { return has(word); });
  }
};

// Whether one of the table's columns is the thing: each of its words stands there, in the file's
// path, or in another column where the thing is no sensor's. A sampling temperature is no sensor's.
bool holds_thing(const Part& part, std::string_view item) {
  const auto words = telling_words(item);
  if (std::ranges::all_of(words, is_part)) {
    return false;
  }
  if (!has_any(item, kQuantities)) {
    return part.has_all(words);
  }
  return std::ranges::any_of(part.table.columns, [&](const Column& column) {
    const std::string name = lowered(column.name);
    const auto is_there = [&](std::string_view word) {
      const bool in_path = has_stem(part.path, word) && !word.starts_with("temperature");
      return has_stem(name, word) || in_path || (word == "gpu" && part.has(word));
    };
    // "power_limit_w": what a part may draw at most, and no measurement.
    const bool limit = name.find("limit") != std::string::npos && !has_phrase(item, "limit*");
    return !limit && measures(column.role) && has_cells(part.table, column, part.rows) &&
           std::ranges::all_of(words, is_there);
  });
}

bool is_telemetry(const Table& table) {
  static constexpr std::array<std::string_view, 6> kSensors = {"gpu_util", "power", "utilization",
                                                               "cpu_p",    "gpu_p", "fan_speed"};
  return std::ranges::any_of(table.columns, [&](const Column& column) {
    const std::string name = lowered(column.name);
    return measures(column.role) && std::ranges::any_of(kSensors, [&](std::string_view sensor) {
             return name.find(sensor) != std::string::npos;
           });
  });
}

// The file that holds the thing in the scope; "" for none.
std::string_view holder_of(const Dataset& dataset, const Scope& scope, std::string_view item) {
  const auto words = telling_words(item);
  const bool telemetry = has_phrase(item, "telemetry") && std::ranges::all_of(words, is_part);
  for (const Table* const table : tables_of(dataset, scope)) {
    const FileEntry& file = dataset.files()[dataset.file_of(*table)];
    const RowsInScope rows(*table, scope);
    const Part part{*table, file.path, rows};
    const auto holds_row = [&rows, table] {
      std::size_t row = 0;
      while (row < table->rows() && !rows.holds(row)) {
        ++row;
      }
      return row < table->rows();
    };
    const bool counts = table->kind != TableKind::kClaim && holds_row();
    if (counts && (telemetry ? is_telemetry(*table) && part.has_all(words)
                             : !words.empty() && holds_thing(part, item))) {
      return table->file;
    }
  }
  return {};
}

// Whether nothing there can be the thing: one of its words is in no name of a file with data, of a
// column or a key.
bool is_unknown(const Dataset& dataset, std::string_view item) {
  const auto in_names = [&](std::string_view word) {
    return std::ranges::any_of(dataset.files(), [&](const FileEntry& file) {
      return file.has_data() &&
             (has_stem(file.path, word) ||
              std::ranges::any_of(file.tables, [&](const Table* table) {
                return std::ranges::any_of(table->columns, [&](const Column& column) {
                  return has_stem(lowered(column.name), word);
                });
              }));
    });
  };
  return std::ranges::any_of(telling_words(item), [&](std::string_view word) {
    const bool spoken_of =
        !has_any(word, kQuantities) &&
        any_stem(word, [&](std::string_view stem) { return dataset.mentions(stem); });
    return word.size() > 2 && !spoken_of && !in_names(word);
  });
}

struct Held {
  bool there = false;
  std::string why;
};

// Whether the data hold the thing; nullopt where its words may mean something else.
std::optional<Held> find_thing(const Dataset& dataset, const Scope& scope, std::string_view item) {
  if (const auto file = holder_of(dataset, scope, item); !file.empty()) {
    return Held{true, std::string(file) + " holds it"};
  }
  // "Perplexity scores" are of what is called perplexity, not of any score.
  const auto words = telling_words(item);
  std::string told;
  for (const std::string_view word : words) {
    told.append(told.empty() ? "" : " ").append(word);
  }
  BoundMetrics bound = bind_metrics(dataset, told.empty() ? item : told);
  bound = bound.empty() ? scores_by_first_word(dataset, item) : bound;
  const bool sure = bound.rank >= MetricRank::kDefinition || words.size() < 2;
  const bool unknown = is_unknown(dataset, item);
  const auto has_cells = [&](const Metric* metric) {
    return !take_sample(dataset, *metric, scope).cells.empty();
  };
  const auto measured = std::ranges::find_if(bound.metrics, has_cells);
  // "Quality scores of A": nor was what the rest of the words name.
  const BoundMetrics rest = bound.empty() ? bind_metrics(dataset, item) : BoundMetrics();
  if (!rest.empty() && std::ranges::none_of(rest.metrics, has_cells)) {
    return Held{false, "no trial of that scope has it"};
  }
  if (!bound.empty() && measured != bound.metrics.end()) {
    return sure && !unknown ? std::optional(Held{true, "the data hold " + (*measured)->name})
                            : std::nullopt;
  }
  if (unknown) {
    return Held{false, "nothing there is called so"};
  }
  const bool elsewhere = !scope.is_all() && !holder_of(dataset, Scope(), item).empty();
  return !bound.empty() || elsewhere ? std::optional(Held{false, "no trial of that scope has it"})
                                     : std::nullopt;
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

// "Nothing was found under `plots/`", "no files lie in `plots/`": a folder without files is none.
std::optional<Judgement> judge_nothing_in_folder(const Dataset& dataset, std::string_view clause) {
  static constexpr std::array<std::string_view, 4> kPlaces = {" under ", " below ", " in ",
                                                              " inside "};
  const std::string_view said = without_joint(clause);
  const bool none = said.starts_with("nothing ") || said.starts_with("no file");
  const std::string_view ahead = up_to_any(said, kPlaces);
  std::string_view name = said.substr(ahead.size());
  name.remove_prefix(std::min(name.find(' ', 1) + 1, name.size()));
  name.remove_prefix(name.starts_with("the ") ? 4 : 0);
  const std::size_t slash = name.find('/');
  if (!none || slash == std::string_view::npos || name.find(' ') < slash) {
    return std::nullopt;
  }
  name = name.substr(0, name.find_first_of(" ,;)`'"));
  name.remove_suffix(name.ends_with('.') ? 1 : 0);
  name.remove_suffix(name.ends_with('/') ? 1 : 0);
  const bool there = has_folder(dataset, name);
  return judged_presence(there, true, there ? "the folder has files" : "no folder is called so");
}

// "Log file": one of that type; "" for none, or for another thing.
std::string_view file_of_type(const Dataset& dataset, std::string_view thing) {
  for (const FileEntry& file : dataset.files()) {
    const std::string type = lowered(artifact_type_name(file.artifact->type));
    std::string others(thing);
    if (const std::size_t at = find_phrase(thing, type + "*"); at != std::string_view::npos) {
      others.erase(at, std::min(thing.find(' ', at), thing.size()) - at);
      if (telling_words(others).empty()) {
        return file.path;
      }
    }
  }
  return {};
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

// The names that say where; nullopt where one of them is a part of the thing and no sensor's.
std::optional<std::vector<Mention>> places_of(const StatementContext& context,
                                              std::string_view thing) {
  const std::string_view clause = context.clause;
  const std::size_t at = clause.find(thing);
  const Range own{at, at + thing.size()};
  std::vector<Mention> places;
  for (const Mention& mention : context.mentions) {
    // "CPU metrics: CPU load was not recorded": the label's is no place.
    const bool labels = mention.kind == NameKind::kLevel &&
                        mention.range.end <= clause.size() - behind_short_label(clause).size();
    if (labels) {
      continue;
    }
    const bool inside = own.begin <= mention.range.begin && mention.range.end <= own.end;
    if (inside && !has_any(thing, kQuantities)) {
      return std::nullopt;
    }
    if (!inside) {
      places.push_back(mention);
    }
  }
  return places;
}

// "No accuracy was measured for int2", of which the data know nothing.
bool names_unknown_place(const StatementContext& context) {
  const std::size_t place =
      std::max(context.clause.rfind(" for ") + 1, context.clause.rfind(" of ") + 1);
  return place > 0 && has_digit(std::string_view{context.clause}.substr(place)) &&
         std::ranges::none_of(context.mentions, [place](const Mention& mention) {
           return mention.range.begin >= place;
         });
}

// "None of the CSV files": those of that type; all where none is said.
Scope files_of_said_type(const Dataset& dataset, std::string_view clause) {
  static constexpr std::array<std::pair<std::string_view, ArtifactType>, 4> kTypes = {
      {{"csv files", ArtifactType::kCsv},
       {"csv tables", ArtifactType::kCsv},
       {"json files", ArtifactType::kJson},
       {"json documents", ArtifactType::kJson}}};
  Scope scope;
  const auto* const said = std::ranges::find_if(
      kTypes, [clause](const auto& each) { return has_phrase(clause, each.first); });
  const bool both = has_phrase(clause, "csv") && has_phrase(clause, "json");
  if (said == kTypes.end() || both) {
    return scope;
  }
  scope.files.emplace();
  for (std::size_t i = 0; i < dataset.files().size(); ++i) {
    if (dataset.files()[i].artifact->type == said->second) {
      scope.files->push_back(i);
    }
  }
  return scope;
}

// A denial of all is refuted by one, and true where none is there.
std::optional<Judgement> judge_things(const Dataset& dataset, const Scope& scope,
                                      std::string_view thing) {
  const std::vector<std::string> items = items_of(thing);
  bool all_absent = !items.empty();
  std::string why;
  for (const std::string& item : items) {
    const auto found = find_thing(dataset, scope, item);
    if (found && found->there) {
      return judged_presence(true, true, found->why);
    }
    all_absent = all_absent && found;
    why = found ? found->why : why;
  }
  return all_absent ? std::optional(judged_presence(false, true, why)) : std::nullopt;
}

}  // namespace

std::optional<Judgement> judge_claimed_things(const Dataset& dataset,
                                              const StatementContext& context) {
  static constexpr std::array<std::string_view, 3> kNot = {"no", "not", "neither"};
  const std::string_view thing = without_place(claimed_in(context.clause));
  if (thing.empty() || has_any(context.clause, kNot) || !has_any(thing, kDataNouns)) {
    return std::nullopt;
  }
  const std::string_view matter = unmeasured_matter(dataset, thing);
  if (matter.empty() && !has_any(thing, kQuantities)) {
    return std::nullopt;
  }
  if (!matter.empty() && !dataset.data_mention(matter)) {
    return judged_presence(false, false, "no data are called '" + std::string(matter) + "'");
  }
  const auto denied = judge_things(dataset, scope_of(context.mentions), thing);
  return denied && denied->verdict == Verdict::kSupported
             ? std::optional(judged_presence(false, false, denied->why))
             : std::nullopt;
}

std::optional<Judgement> judge_denied_things(const Dataset& dataset,
                                             const StatementContext& context) {
  if (auto nothing = judge_nothing_in_folder(dataset, context.clause)) {
    return nothing;
  }
  const std::string_view what = denied_in(context.clause);
  if (what.empty() || is_of_another_place(context, what)) {
    return std::nullopt;
  }
  if (names_one_alone(context, what)) {
    return judged_presence(true, true, "the data hold " + context.mentions.front().alias);
  }
  if (const auto folder = folder_denied(what); !folder.empty()) {
    const bool there = has_folder(dataset, folder);
    return judged_presence(there, true, there ? "the tree has it" : "no folder is called so");
  }
  const std::string_view thing = without_place(what);
  // "`top_p` is not recorded", "speculative decoding was not benchmarked"
  const std::string name = trimmed(thing, " `'\"");
  if (name.find('_') != std::string::npos && name.find(' ') == std::string::npos &&
      context.mentions.empty()) {
    return judged_presence(dataset.data_mention(name), true,
                           "what the files hold was searched for it");
  }
  static constexpr std::array<std::string_view, 5> kTested = {"benchmarked", "tested", "evaluated",
                                                              "explored", "investigated"};
  // "There is no README that explains the folders"
  const std::string first = thing.empty() ? "" : std::string(thing.substr(0, thing.find(' ')));
  static constexpr std::array<std::string_view, 4> kDocuments = {"readme", "license", "changelog",
                                                                 "contributing"};
  if (is_one_of(first, kDocuments)) {
    const auto file = std::ranges::find(dataset.files(), first, &FileEntry::stem);
    return judged_presence(
        file != dataset.files().end(), true,
        file != dataset.files().end() ? file->path + " is one" : "no file is called so");
  }
  const auto untold = [&](std::string_view word) { return !dataset.data_mention(word); };
  if (context.mentions.empty() && has_any(context.clause, kTested) && !is_data(dataset, thing) &&
      std::ranges::any_of(telling_words(thing), untold)) {
    return judged_presence(false, true, "nothing there is called so");
  }
  const auto places = places_of(context, thing);
  if (!places || !is_data(dataset, thing) || (places->empty() && names_unknown_place(context))) {
    return std::nullopt;
  }
  if (const auto file = file_of_type(dataset, thing); !file.empty()) {
    return judged_presence(true, true, std::string(file) + " is one");
  }
  return judge_things(
      dataset, narrowed(files_of_said_type(dataset, context.clause), scope_of(*places)), thing);
}

}  // namespace chimera::verify
