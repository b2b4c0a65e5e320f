#include "findings/experiments.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/hash.h"
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

Draft& draft_for(std::vector<Draft>& drafts, const std::vector<const Table*>& tables) {
  const auto known = std::find_if(drafts.begin(), drafts.end(),
                                  [&](const Draft& draft) { return draft.tables == tables; });
  return known == drafts.end() ? drafts.emplace_back(Draft{.tables = tables}) : *known;
}

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

void add_question(const FactBook& book, const Basis& basis, std::vector<Draft>& drafts) {
  std::optional<Question> question = rule_on(book, basis).question;
  if (!question) {
    return;
  }
  Draft& draft = draft_for(drafts, basis.tables);
  draft.questions.push_back(*std::move(question));
  add(draft.metrics, basis.finding->about.metric);
  const bool together = basis.finding->kind == FindingKind::kConfounded;
  for (const std::string& column : columns_asked(book, basis)) {
    add(draft.wanted.factors, column);
    add(draft.wanted.apart, together ? column : "");
  }
}

std::vector<Draft> drafts_of(const FactBook& book, const std::vector<Basis>& bases) {
  std::vector<Draft> drafts;
  for (const Basis& basis : bases) {
    if (basis.between_runs || basis.runs_repeated) {
      add_question(book, basis, drafts);
      continue;
    }
    // What is said of several files at once is a question about each.
    for (const Table* table : basis.tables) {
      Basis one = basis;
      one.tables = {table};
      add_question(book, one, drafts);
    }
  }
  return drafts;
}

/// Settings of a grid that were never run stand in its factorial, models in their table's levels.
void add_gap(FactBook& book, const Table& table, const query::Gap& gap,
             std::vector<Draft>& drafts) {
  const bool of_grid = gap.kind == query::GapKind::kConfiguration;
  Draft& draft = draft_for(drafts, {&table});
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

void add_gaps(FactBook& book, std::vector<Draft>& drafts) {
  const auto tables = distinct_tables(book.observations(), TableKind::kMeasured);
  for (const query::Gap& gap : query::find_gaps(book.observations())) {
    const auto table = std::find_if(tables.begin(), tables.end(),
                                    [&](const Table* each) { return each->file == gap.file; });
    if (gap.kind != query::GapKind::kEmptyColumn && table != tables.end() &&
        !main_metrics(**table).empty() && !gap.missing.empty()) {
      add_gap(book, **table, gap, drafts);
    }
  }
}

Experiment experiment_of(FactBook& book, Draft draft) {
  if (draft.metrics.empty()) {
    for (const Column* metric : main_metrics(*draft.tables.front())) {
      draft.metrics.push_back(book.metric_name(*draft.tables.front(), *metric));
    }
  }
  const bool between = draft.tables.size() > 1;
  Settings settings = between ? settings_between(draft.tables, draft.wanted.factors.front())
                              : settings_within(*draft.tables.front(), draft.wanted);
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
  experiment.sizes = sizes_of(book, draft.tables, experiment.factors, draft.metrics);
  size(experiment, cells_of_a_level(settings));
  const std::size_t blocks = experiment.block ? experiment.block->levels.size() : 1;
  experiment.runs = experiment.replicates * experiment.cells.size() * blocks;
  experiment.id = experiment_id(experiment);
  return experiment;
}

}  // namespace

std::vector<Experiment> experiments_of(FactBook& book, const std::vector<Basis>& bases) {
  std::vector<Draft> drafts = drafts_of(book, bases);
  add_gaps(book, drafts);
  std::vector<Experiment> experiments;
  experiments.reserve(drafts.size());
  for (Draft& draft : drafts) {
    experiments.push_back(experiment_of(book, std::move(draft)));
  }
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
