#include "findings/experiments.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "base/hash.h"
#include "base/parallel.h"
#include "findings/kind/kinds.h"
#include "findings/phrases.h"
#include "findings/recommend.h"
#include "findings/settings.h"
#include "findings/sizing.h"
#include "query/gaps.h"

namespace chimera::findings {

namespace {

/// What is to be decided on one set of files.
struct Draft {
  std::vector<const Table*> tables;
  std::vector<Question> questions;
  std::vector<std::string> metrics;
  Wanted wanted;
};

void add(std::vector<std::string>& names, const std::string& name) {
  if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) {
    names.push_back(name);
  }
}

/// In the order in which they were first asked about.
class Drafts {
 public:
  Draft& of(const std::vector<const Table*>& tables) {
    const auto [at, is_new] = place_.try_emplace(tables, drafts_.size());
    if (is_new) {
      drafts_.push_back({.tables = tables});
    }
    return drafts_[at->second];
  }

  std::vector<Draft> take() { return std::move(drafts_); }

 private:
  std::vector<Draft> drafts_;
  std::map<std::vector<const Table*>, std::size_t> place_;
};

/// The columns that the finding's queries name, where it names no factor.
std::vector<std::string> columns_asked(const FactBook& book, const Basis& basis) {
  std::vector<std::string> columns = basis.finding->about.factors;
  if (!columns.empty()) {
    return columns;
  }
  for (const std::string& id : basis.finding->facts) {
    if (const Fact* fact = book.find(id); fact != nullptr) {
      for (const Condition& condition : fact->query.where) {
        add(columns, condition.column == "file" ? "" : condition.column);
      }
    }
  }
  return columns.empty() ? varied_columns(*basis.tables.front()) : columns;
}

/// What is open about a set of files.
struct Asked {
  std::vector<const Table*> tables;
  Question question;
  std::vector<std::string> columns;
};

void ask_about(const FactBook& book, const Basis& basis, std::vector<Asked>& asked) {
  std::optional<Question> question = question_on(book, basis);
  if (question) {
    asked.push_back({basis.tables, *std::move(question), columns_asked(book, basis)});
  }
}

std::vector<Asked> asked_by(const FactBook& book, const Basis& basis) {
  std::vector<Asked> asked;
  if (basis.between_runs || basis.runs_repeated) {
    ask_about(book, basis, asked);
    return asked;
  }
  // What is said of several files at once is a question about each.
  for (const Table* table : basis.tables) {
    Basis one = basis;
    one.tables = {table};
    ask_about(book, one, asked);
  }
  return asked;
}

void add_question(const Finding& finding, Asked asked, Drafts& drafts) {
  Draft& draft = drafts.of(asked.tables);
  draft.questions.push_back(std::move(asked.question));
  add(draft.metrics, finding.about.metric);
  const bool together = finding.kind == FindingKind::kConfounded;
  for (const std::string& column : asked.columns) {
    add(draft.wanted.factors, column);
    add(draft.wanted.apart, together ? column : "");
  }
}

Drafts drafts_of(const FactBook& book, const std::vector<Basis>& bases) {
  std::vector<std::vector<Asked>> asked(bases.size());
  for_each_index(bases.size(), 0, [&](std::size_t i) { asked[i] = asked_by(book, bases[i]); });
  Drafts drafts;
  for (std::size_t i = 0; i < bases.size(); ++i) {
    for (Asked& each : asked[i]) {
      add_question(*bases[i].finding, std::move(each), drafts);
    }
  }
  return drafts;
}

/// Settings of a grid that were never run stand in its factorial, models in their table's levels.
void add_gap(FactBook& book, const Table& table, const query::Gap& gap, Drafts& drafts) {
  const bool of_grid = gap.kind == query::GapKind::kConfiguration;
  Draft& draft = drafts.of({&table});
  const Phrase missing =
      of_grid ? join({say("a part of the grid in "), called(gap.file)})
              : join({called(gap.missing.front().front()), say(" in "), called(gap.file)});
  draft.questions.push_back({.ground = Ground::kNeverRun,
                             .subjects = {missing},
                             .asked = markdown_of(join({say("What would "), missing,
                                                        say(" have given, that was never run?")})),
                             .finding = ""});
  add(draft.metrics, book.metric_name(table, *main_metrics(table).front()));
  if (!of_grid) {
    add(draft.wanted.factors, "model");
    for (const std::vector<std::string>& model : gap.missing) {
      draft.wanted.models.push_back(model.front());
    }
    return;
  }
  for (const std::string& column : varied_columns(table)) {
    add(draft.wanted.factors, column);
  }
}

void add_gaps(FactBook& book, Drafts& drafts) {
  const auto tables = distinct_tables(book.observations(), TableKind::kMeasured);
  for (const query::Gap& gap : query::find_gaps(book.observations())) {
    const auto table = std::ranges::lower_bound(tables, gap.file, {}, &Table::file);
    if (gap.kind != query::GapKind::kEmptyColumn && table != tables.end() &&
        (*table)->file == gap.file && !main_metrics(**table).empty() && !gap.missing.empty()) {
      add_gap(book, **table, gap, drafts);
    }
  }
}

/// What an experiment is planned from.
struct Outline {
  Settings settings;
  std::vector<Sizing> sizes;
};

/// Names the draft's metrics where no question did, and asks for their spreads.
Outline outline_of(FactBook& book, Draft& draft) {
  if (draft.metrics.empty()) {
    for (const Column* metric : main_metrics(*draft.tables.front())) {
      draft.metrics.push_back(book.metric_name(*draft.tables.front(), *metric));
    }
  }
  const bool between = draft.tables.size() > 1;
  Outline outline{between ? settings_between(draft.tables, draft.wanted.factors.front())
                          : settings_within(*draft.tables.front(), draft.wanted),
                  {}};
  outline.sizes = sizes_of(book, draft.tables, outline.settings.factors, draft.metrics);
  return outline;
}

Experiment experiment_of(Draft draft, Outline outline) {
  Settings& settings = outline.settings;
  Experiment experiment{.questions = std::move(draft.questions)};
  for (const Table* table : draft.tables) {
    experiment.files.push_back(table->file);
    experiment.warm_up = experiment.warm_up || has_cold(*table);
  }
  experiment.metrics = draft.metrics;
  experiment.factorial = settings.factorial;
  experiment.block = settings.block;
  experiment.cells = settings.cells;
  experiment.factors = settings.factors;
  experiment.sizes = std::move(outline.sizes);
  for (Sizing& sizing : experiment.sizes) {
    sizing.needed = runs_needed(sizing.cv, sizing.effect);
  }
  size(experiment, cells_of_a_level(settings));
  const std::size_t blocks = experiment.block ? experiment.block->levels.size() : 1;
  experiment.runs = experiment.replicates * experiment.cells.size() * blocks;
  experiment.id = experiment_id(experiment);
  return experiment;
}

}  // namespace

std::vector<Experiment> experiments_of(FactBook& book, const std::vector<Basis>& bases,
                                       std::size_t most, std::size_t& further) {
  Drafts all = drafts_of(book, bases);
  add_gaps(book, all);
  std::vector<Draft> drafts = all.take();
  std::vector<Experiment> experiments(std::min(most, drafts.size()));
  for_each_index(experiments.size(), 0, [&](std::size_t i) {
    Outline outline = outline_of(book, drafts[i]);
    experiments[i] = experiment_of(std::move(drafts[i]), std::move(outline));
  });
  further += drafts.size() - experiments.size();
  return experiments;
}

std::string experiment_id(const Experiment& experiment) {
  std::string content;
  for (const Question& question : experiment.questions) {
    content += question.asked + "\n";
  }
  for (const std::string& file : experiment.files) {
    content += "\n" + file;
  }
  for (const PlannedFactor& factor : experiment.factors) {
    content += "\n" + factor.name;
    for (const std::string& level : factor.levels) {
      content += "\n  " + level;
    }
  }
  return content_id("E", content);
}

}  // namespace chimera::findings
