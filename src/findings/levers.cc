#include "findings/levers.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "findings/experiments.h"
#include "findings/kind/kinds.h"
#include "findings/phrases.h"
#include "findings/sizing.h"

namespace chimera::findings {

namespace {

constexpr std::size_t kLeversMax = 6;

struct Lever {
  std::string_view name;    ///< as a plan's factor
  std::string_view called;  ///< in a sentence
  bool of_gpu = false;
  std::array<std::string_view, 3> levels;   ///< to start from, beside one that was recorded
  std::array<std::string_view, 7> columns;  ///< spellings without case and separators
};

/// The first that apply are offered.
constexpr std::array kLevers{
    Lever{"parallel_requests",
          "the number of parallel requests",
          false,
          {"1", "4", "16"},
          {"concurrency", "maxconcurrency", "numparallel", "nparallel", "parallel", "npl",
           "requestrate"}},
    Lever{"batch_size",
          "batch size",
          false,
          {"1", "8", "32"},
          {"batchsize", "nbatch", "nubatch", "numbatch", "maxbatchsize", "maxnumseqs",
           "maxnumbatchedtokens"}},
    Lever{"cuda_graphs",
          "CUDA graphs",
          true,
          {"off", "on", ""},
          {"cudagraphs", "cudagraph", "usecudagraph", "enforceeager", "cudagraphmode",
           "ggmlcudadisablegraphs", "cudaflags"}},
    Lever{"pinned_memory",
          "pinned memory",
          true,
          {"off", "on", ""},
          {"pinnedmemory", "pinmemory", "pinned", "nopinned", "ggmlcudanopinned", "pin", "nohost"}},
    Lever{"flash_attention",
          "flash attention",
          false,
          {"off", "on", ""},
          {"flashattn", "flashattention", "fa", "useflashattention", "attentionbackend", "", ""}},
    Lever{"kv_cache_type",
          "the KV cache's type",
          false,
          {"f16", "q8_0", ""},
          {"typek", "typev", "cachetypek", "cachetypev", "kvcachetype", "kvcachedtype", ""}},
    Lever{"context_length",
          "context length",
          false,
          {"2048", "8192", ""},
          {"numctx", "nctx", "contextlength", "maxmodellen", "ctxsize", "ndepth", "ctx"}},
    Lever{"gpu_layers",
          "the number of layers on the GPU",
          true,
          {"0", "all", ""},
          {"numgpu", "ngpulayers", "gpulayers", "ngl", "", "", ""}},
    Lever{"threads",
          "the number of threads",
          false,
          {"4", "8", "16"},
          {"nthreads", "threads", "numthread", "numthreads", "", "", ""}},
};

/// The last key of a column's name, without case and separators.
std::string folded(std::string_view name) {
  std::string plain;
  for (const char c : name.substr(name.rfind('.') + 1)) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0) {
      plain += static_cast<char>(std::tolower(byte));
    }
  }
  return plain;
}

bool is_lever(const Lever& lever, const std::string& column) {
  return !column.empty() &&
         std::find(lever.columns.begin(), lever.columns.end(), column) != lever.columns.end();
}

using Levels = std::set<std::string>;

/// Of all levers, in their order.
std::array<Levels, kLevers.size()> levels_in(const Observations& observations) {
  std::array<Levels, kLevers.size()> levels;
  std::map<std::string_view, std::vector<Levels*>> of_name;
  const auto levers_of = [&](const std::string& name) -> const std::vector<Levels*>& {
    const auto [known, is_new] = of_name.try_emplace(name);
    for (std::size_t i = 0; is_new && i < kLevers.size(); ++i) {
      if (is_lever(kLevers.at(i), folded(name))) {
        known->second.push_back(&levels.at(i));
      }
    }
    return known->second;
  };
  for (const Table& table : observations.tables) {
    for (const Column& column : table.columns) {
      if (table.kind == TableKind::kClaim) {
        continue;
      }
      for (Levels* of_lever : levers_of(column.name)) {
        const auto more = levels_of(table, column);
        of_lever->insert(more.begin(), more.end());
      }
    }
  }
  return levels;
}

bool mentions_gpu(std::string_view text) {
  const std::string plain = folded(text);
  return plain.find("gpu") != std::string::npos || plain.find("cuda") != std::string::npos ||
         plain.find("nvidia") != std::string::npos;
}

/// A column for layers on the GPU that holds zeros alone mentions none.
bool has_gpu(const Observations& observations) {
  for (const Table& table : observations.tables) {
    for (const Column& column : table.columns) {
      const auto levels = table.kind == TableKind::kClaim || !sets_the_trial(column.role)
                              ? std::vector<std::string>{}
                              : levels_of(table, column);
      const bool by_name = mentions_gpu(column.name);
      const bool found = std::any_of(levels.begin(), levels.end(), [&](const std::string& level) {
        return by_name ? level != "0" : mentions_gpu(level);
      });
      if (found) {
        return true;
      }
    }
  }
  return false;
}

std::vector<std::string> serving_metrics(const Observations& observations) {
  std::set<std::string_view> metrics;
  for (const Table* table : distinct_tables(observations, TableKind::kMeasured)) {
    for (const Column* column : main_metrics(*table)) {
      if (column->definition != nullptr && column->definition->family != "e2e_latency") {
        metrics.insert(column->definition->name);
      }
    }
  }
  return {metrics.begin(), metrics.end()};
}

/// The one that was recorded, then those to start from, as many as a first look needs.
std::vector<std::string> planned_levels(const Lever& lever, const Levels& recorded) {
  constexpr std::size_t kMost = 3;
  std::vector<std::string> planned(recorded.begin(), recorded.end());
  for (const std::string_view level : lever.levels) {
    const bool is_new = std::find(planned.begin(), planned.end(), level) == planned.end();
    if (!level.empty() && is_new && planned.size() < kMost) {
      planned.emplace_back(level);
    }
  }
  return planned;
}

std::string_view family_of(const std::string& metric) {
  const Definition* by_name = find_definition(metric);
  const Definition* known = by_name != nullptr ? by_name : definition_of_column(metric);
  return known == nullptr ? std::string_view() : known->family;
}

/// The widest spread of the metric's family that another experiment is sized by.
std::optional<Sizing> known_size(const std::string& metric, const std::vector<Experiment>& others) {
  std::optional<Sizing> widest;
  for (const Experiment& other : others) {
    for (const Sizing& sizing : other.sizes) {
      const bool same = !family_of(metric).empty() && family_of(metric) == family_of(sizing.metric);
      if (same && (!widest || sizing.cv > widest->cv)) {
        widest = sizing;
      }
    }
  }
  return widest;
}

Experiment offer(const Lever& lever, const Levels& recorded,
                 const std::vector<std::string>& metrics, const std::vector<Experiment>& others) {
  Experiment experiment;
  const std::string named(lever.called);
  experiment.questions = {{.ground = Ground::kNeverVaried,
                           .subjects = {say(named)},
                           .asked = "What changes with " + named + "?",
                           .finding = ""}};
  experiment.metrics = metrics;
  experiment.factors = {{std::string(lever.name), planned_levels(lever, recorded)}};
  for (std::size_t level = 0; level < experiment.factors.front().levels.size(); ++level) {
    experiment.cells.push_back({level});
  }
  for (const std::string& metric : metrics) {
    if (auto known = known_size(metric, others)) {
      experiment.sizes.push_back(*std::move(known));
    }
  }
  size(experiment, 1);
  experiment.warm_up = true;
  experiment.runs = experiment.replicates * experiment.cells.size();
  experiment.id = experiment_id(experiment);
  return experiment;
}

}  // namespace

std::vector<Experiment> never_varied(const Observations& observations,
                                     const std::vector<Experiment>& others) {
  const std::vector<std::string> metrics = serving_metrics(observations);
  std::vector<Experiment> experiments;
  if (metrics.empty()) {
    return experiments;
  }
  const bool gpu = has_gpu(observations);
  const auto levels = levels_in(observations);
  for (std::size_t i = 0; i < kLevers.size(); ++i) {
    const bool applies = gpu || !kLevers.at(i).of_gpu;
    if (experiments.size() < kLeversMax && applies && levels.at(i).size() < 2) {
      experiments.push_back(offer(kLevers.at(i), levels.at(i), metrics, others));
    }
  }
  return experiments;
}

}  // namespace chimera::findings
