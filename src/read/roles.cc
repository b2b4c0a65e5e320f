#include "read/roles.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "data/spellings.h"
#include "read/cell_words.h"
#include "read/sampled_rows.h"

namespace chimera::read {

namespace {

struct NameRule {
  Role role;
  std::string_view word;  ///< the whole last key, or with '*' at its end the beginning of it
};

// First match wins. Names are lower case, every run of other characters one underscore.
constexpr std::array kNameRules{
    NameRule{Role::kError, "error*"},
    NameRule{Role::kError, "err"},
    NameRule{Role::kError, "err_msg"},
    NameRule{Role::kError, "exception"},
    NameRule{Role::kError, "failure*"},
    NameRule{Role::kError, "fail_reason"},
    NameRule{Role::kError, "success"},
    NameRule{Role::kError, "passed"},
    NameRule{Role::kError, "status"},
    NameRule{Role::kTime, "timestamp"},
    NameRule{Role::kTime, "datetime"},
    NameRule{Role::kTime, "date"},
    NameRule{Role::kTime, "generated_at"},
    NameRule{Role::kTime, "create_time"},
    NameRule{Role::kTime, "execution_time"},
    NameRule{Role::kTime, "export_*"},
    NameRule{Role::kTime, "demo_timestamp"},
    NameRule{Role::kTime, "test_datetime"},
    NameRule{Role::kTime, "test_timestamp"},
    NameRule{Role::kRun, "run"},
    NameRule{Role::kRun, "run_id"},
    NameRule{Role::kRun, "iteration"},
    NameRule{Role::kRun, "rep"},
    NameRule{Role::kRun, "repetition"},
    NameRule{Role::kRun, "repeat"},
    NameRule{Role::kRun, "replicate"},
    NameRule{Role::kRun, "trial"},
    NameRule{Role::kRun, "trial_id"},
    NameRule{Role::kRun, "session"},
    NameRule{Role::kNote, "id"},
    NameRule{Role::kNote, "gpu_id"},
    NameRule{Role::kNote, "pid"},
    NameRule{Role::kNote, "process_id"},
    NameRule{Role::kNote, "pstate"},
    NameRule{Role::kNote, "device_attribute*"},
    NameRule{Role::kMetric, "utilization*"},
    NameRule{Role::kMetric, "clock_*"},
    NameRule{Role::kFactor, "opset"},
    NameRule{Role::kFactor, "workspace_size"},
    NameRule{Role::kSubject, "model*"},
    NameRule{Role::kSubject, "backend*"},
    NameRule{Role::kSubject, "quant*"},
    NameRule{Role::kSubject, "tag"},
    NameRule{Role::kSubject, "kernel*"},
    NameRule{Role::kSubject, "engine"},
    NameRule{Role::kSubject, "framework"},
    NameRule{Role::kSubject, "device"},
    NameRule{Role::kSubject, "gpu_name"},
    NameRule{Role::kSubject, "key"},
    NameRule{Role::kSubject, "key_2"},
    NameRule{Role::kBlock, "seed"},
    NameRule{Role::kBlock, "prompt"},
    NameRule{Role::kBlock, "prompt_index"},
    NameRule{Role::kBlock, "prompt_text"},
    NameRule{Role::kBlock, "prompt_id"},
    NameRule{Role::kBlock, "prompt_idx"},
    NameRule{Role::kBlock, "prompt_no"},
    NameRule{Role::kBlock, "prompt_num*"},
    NameRule{Role::kBlock, "idx"},
    NameRule{Role::kBlock, "seq"},
    NameRule{Role::kBlock, "q_no"},
    NameRule{Role::kBlock, "call"},
    NameRule{Role::kBlock, "call_no"},
    NameRule{Role::kBlock, "clip"},
    NameRule{Role::kBlock, "scene_no"},
    NameRule{Role::kBlock, "utterance*"},
    NameRule{Role::kBlock, "test_name"},
    NameRule{Role::kBlock, "context"},
    NameRule{Role::kBlock, "tone"},
    NameRule{Role::kBlock, "input"},
    NameRule{Role::kBlock, "dataset"},
    NameRule{Role::kBlock, "workload"},
    NameRule{Role::kBlock, "question*"},
    NameRule{Role::kFactor, "num_gpu"},
    NameRule{Role::kFactor, "num_ctx"},
    NameRule{Role::kFactor, "ngl"},
    NameRule{Role::kFactor, "temp"},
    NameRule{Role::kFactor, "top_p"},
    NameRule{Role::kFactor, "top_k"},
    NameRule{Role::kFactor, "repeat_penalty"},
    NameRule{Role::kFactor, "n_threads"},
    NameRule{Role::kFactor, "batch*"},
    NameRule{Role::kFactor, "n_batch"},
    NameRule{Role::kFactor, "n_ubatch"},
    NameRule{Role::kFactor, "n_gpu_layers"},
    NameRule{Role::kFactor, "n_prompt"},
    NameRule{Role::kFactor, "n_gen"},
    NameRule{Role::kFactor, "concurrency"},
    NameRule{Role::kFactor, "request_rate"},
    NameRule{Role::kFactor, "max_tokens"},
    NameRule{Role::kFactor, "threads*"},
    NameRule{Role::kFactor, "num_thread*"},
    NameRule{Role::kFactor, "n_ctx"},
    NameRule{Role::kFactor, "ctx_size"},
    NameRule{Role::kFactor, "ctx_len"},
    NameRule{Role::kFactor, "context_length"},
    NameRule{Role::kFactor, "context_size"},
    NameRule{Role::kFactor, "gpu_layers"},
    NameRule{Role::kFactor, "ubatch*"},
    NameRule{Role::kFactor, "n_parallel"},
    NameRule{Role::kFactor, "n_draft"},
    NameRule{Role::kFactor, "draft_max"},
    NameRule{Role::kFactor, "draft_min"},
    NameRule{Role::kFactor, "num_predict"},
    NameRule{Role::kFactor, "n_predict"},
    NameRule{Role::kFactor, "num_beams"},
    NameRule{Role::kFactor, "max_beam_width"},
    NameRule{Role::kFactor, "cache_type*"},
    NameRule{Role::kFactor, "max_num_seqs"},
    NameRule{Role::kFactor, "max_num_batched_tokens"},
    NameRule{Role::kFactor, "max_num_tokens"},
    NameRule{Role::kFactor, "max_model_len"},
    NameRule{Role::kFactor, "max_seq_len"},
    NameRule{Role::kFactor, "max_input_len"},
    NameRule{Role::kFactor, "max_batch*"},
    NameRule{Role::kFactor, "max_new_tokens"},
    NameRule{Role::kFactor, "max_concurrency"},
    NameRule{Role::kFactor, "max_running_requests"},
    NameRule{Role::kFactor, "gpu_memory_utilization"},
    NameRule{Role::kFactor, "mem_fraction_static"},
    NameRule{Role::kFactor, "num_speculative_tokens"},
    NameRule{Role::kFactor, "chunked_prefill_size"},
    NameRule{Role::kFactor, "tensor_parallel*"},
    NameRule{Role::kFactor, "pipeline_parallel*"},
    NameRule{Role::kFactor, "data_parallel*"},
    NameRule{Role::kFactor, "tp"},
    NameRule{Role::kFactor, "tp_size"},
    NameRule{Role::kFactor, "pp"},
    NameRule{Role::kFactor, "pp_size"},
    NameRule{Role::kFactor, "dp"},
    NameRule{Role::kFactor, "dp_size"},
    NameRule{Role::kFactor, "block_size"},
    NameRule{Role::kFactor, "page_size"},
    NameRule{Role::kFactor, "chunk_size"},
    NameRule{Role::kFactor, "group_size"},
    NameRule{Role::kFactor, "kv_bits"},
    NameRule{Role::kFactor, "clients"},
    NameRule{Role::kFactor, "users"},
    NameRule{Role::kFactor, "num_clients"},
    NameRule{Role::kFactor, "num_users"},
    NameRule{Role::kFactor, "options"},
    NameRule{Role::kFactor, "config*"},
    NameRule{Role::kFactor, "cfg"},
    NameRule{Role::kFactor, "setting*"},
    NameRule{Role::kFactor, "dtype"},
    NameRule{Role::kFactor, "flash_attn"},
    NameRule{Role::kFactor, "warmup*"},
    NameRule{Role::kFactor, "runs"},
};

// Words of a name that make a number a statistic that somebody computed.
constexpr std::array<std::string_view, 17> kSummaryWords{
    "mean", "avg", "average", "median", "std", "stddev",  "stdev", "sd",         "min",
    "max",  "p50", "p90",     "p95",    "p99", "overall", "cv",    "coefficient"};

std::string last_key(std::string_view name) {
  const std::string_view last = name.substr(name.rfind('.') + 1);
  std::string key;
  for (std::size_t i = 0; i < last.size(); ++i) {
    const char lower = lower_case(last[i]);
    key += is_hump(last, i) ? "_" : "";  // "MeanMs"
    if (is_lower_alphanumeric(lower)) {
      key += lower;
    } else if (!key.empty() && key.back() != '_') {
      key += '_';
    }
  }
  return key;
}

const NameRule* rule_for(std::string_view key) {
  const char first = key.empty() ? '\0' : key.front();
  const auto* found = std::find_if(kNameRules.begin(), kNameRules.end(), [&](const NameRule& rule) {
    if (rule.word.front() != first) {
      return false;
    }
    return rule.word.ends_with('*') ? key.starts_with(rule.word.substr(0, rule.word.size() - 1))
                                    : key == rule.word;
  });
  return found == kNameRules.end() ? nullptr : found;
}

bool has_word(std::string_view key, std::span<const std::string_view> words) {
  std::size_t begin = 0;
  while (begin <= key.size()) {
    const std::size_t end = std::min(key.find('_', begin), key.size());
    const std::string_view word = key.substr(begin, end - begin);
    if (std::find(words.begin(), words.end(), word) != words.end()) {
      return true;
    }
    begin = end + 1;
  }
  return false;
}

bool has_summary_word(std::string_view key) {
  return has_word(key, kSummaryWords);
}

// "gpu_temp_c", "cpu_util": a sensor repeats its readings, and is no setting for that.
bool is_sensor(std::string_view key, double number_max) {
  static constexpr std::array<std::string_view, 2> kHeat = {"temp", "temperature"};
  static constexpr std::array<std::string_view, 4> kLoad = {"util", "utilization", "utilisation",
                                                            "usage"};
  const bool qualified = key.find('_') != std::string_view::npos;
  return qualified && number_max > 2 && (has_word(key, kHeat) || has_word(key, kLoad));
}

struct Cells {
  std::size_t numbers = 0;
  std::size_t texts = 0;  ///< neither empty nor a number
  std::size_t bytes_max = 0;
  std::size_t dates = 0;
  double number_max = 0;
};

Cells look_at(const Column& column) {
  Cells cells;
  const std::size_t sampled = sampled_count(column.text.size());
  for (std::size_t i = 0; i < sampled; ++i) {
    const std::size_t row = sampled_row(i, column.text.size());
    const std::string_view cell = column.text[row];
    if (cell.empty()) {
      continue;
    }
    cells.bytes_max = std::max(cells.bytes_max, cell.size());
    const double number = column.number[row];
    if (std::isnan(number)) {
      cells.dates += looks_like_date(cell) ? 1U : 0U;
      cells.texts += says_nothing(cell) ? 0U : 1U;
      continue;
    }
    ++cells.numbers;
    cells.number_max = std::max(cells.number_max, number);
  }
  return cells;
}

/// The distinct spellings of cells that are kept as numbers of them.
std::size_t spellings_of(const CellTexts& cells) {
  std::size_t levels = 0;
  for (std::size_t i = 0; i < cells.spellings(); ++i) {
    levels += cells.spelling(i).empty() ? 0U : 1U;
  }
  return levels;
}

/// The distinct spellings; counted up to half the rows, since more decide nothing.
std::size_t levels_of(const Column& column) {
  const std::size_t sampled = sampled_count(column.text.size());
  if (sampled == column.text.codes().size()) {
    return spellings_of(column.text);
  }
  Spellings levels;
  for (std::size_t i = 0; i < sampled && levels.size() < sampled / 2 + 2; ++i) {
    const std::string_view cell = column.text[sampled_row(i, column.text.size())];
    if (!cell.empty()) {
      levels.number_of(cell);
    }
  }
  return levels.size();
}

constexpr std::string_view kOfUnit = "numbers with a unit";

void set(Column& column, Role role, std::string evidence) {
  column.role = role;
  column.evidence = std::move(evidence);
}

bool is_total_of_one_row(std::string_view key, std::size_t rows) {
  return rows == 1 && (key.starts_with("total_") || key.starts_with("overall_"));
}

void guess_number(Column& column, std::string_view key, std::size_t rows) {
  if (has_summary_word(key) || is_total_of_one_row(key, rows)) {
    set(column, Role::kSummary, "its name says a statistic");
    return;
  }
  column.definition = definition_of_column(column.name);
  if (column.definition != nullptr) {
    set(column, Role::kMetric, "its name is one of the catalogue's");
    if (column.unit.empty()) {
      column.unit = column.definition->unit;
    }
    return;
  }
  if (!column.unit.empty()) {
    set(column, Role::kMetric, std::string(kOfUnit));
    return;
  }
  if (key.ends_with("_count") || key.ends_with("_chars")) {
    set(column, Role::kMetric, "its name says an outcome that is counted");
    return;
  }
  // A grid repeats each level; a measurement rarely meets the same number twice.
  const std::size_t levels = rows >= 4 ? levels_of(column) : 0;
  const bool repeats = levels >= 2 && 3 * levels <= rows;
  set(column, repeats ? Role::kFactor : Role::kMetric,
      repeats ? "few numbers, each repeated" : "numbers");
}

/// Numbers below "model" say how it is built, those below "environment" where it ran.
std::optional<Role> role_by_parent(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string parent = last_key(name.substr(0, dot));
  if (parent == "environment") {
    return Role::kNote;
  }
  return parent == "model" ? std::optional(Role::kFactor) : std::nullopt;
}

void guess(Column& column, std::size_t rows) {
  const std::string key = last_key(column.name);
  if (key == "state" && says_how_it_ended(column)) {
    set(column, Role::kError, "its words say how a trial ended");
    return;
  }
  const NameRule* rule = rule_for(key);
  // "batch_ms" and "warmup_s" were measured.
  const bool open = rule != nullptr && (rule->word == "batch*" || rule->word == "warmup*");
  if (open && !column.unit.empty()) {
    rule = nullptr;
  }
  const bool is_below = column.name.find('.') != std::string::npos;
  if (rule != nullptr && !is_below && (rule->role != Role::kSubject || column.unit.empty())) {
    set(column, rule->role, "its name");
    return;
  }
  const Cells cells = look_at(column);
  if (const auto role = role_by_parent(column.name); role && cells.texts == 0) {
    set(column, *role, "the name of what it belongs to");
    return;
  }
  // "model_size_bytes" measures a model, it names none.
  const bool names_nothing = rule != nullptr && rule->role == Role::kSubject &&
                             !column.unit.empty() && cells.texts == 0 && cells.numbers > 0;
  if (rule != nullptr && !names_nothing) {
    set(column, rule->role, "its name");
    return;
  }
  if (key == "temperature" && cells.texts == 0) {
    // A sampling temperature lies between 0 and 2; a hotter one is a sensor's.
    const bool sampling = cells.number_max <= 2;
    set(column, sampling ? Role::kFactor : Role::kMetric, "its name and range");
    return;
  }
  if (cells.texts == 0 && is_sensor(key, cells.number_max)) {
    set(column, has_summary_word(key) ? Role::kSummary : Role::kMetric, "its name is a sensor's");
    return;
  }
  if (cells.dates > 0) {
    set(column, Role::kTime, "cells are dates");
    return;
  }
  // An empty column keeps the meaning of its name: that nothing was measured is worth knowing.
  const bool named = definition_of_column(column.name) != nullptr || has_summary_word(key);
  if (cells.texts == 0 && (cells.numbers > 0 || named)) {
    guess_number(column, key, sampled_count(rows));
    return;
  }
  const std::size_t looked_at = sampled_count(rows);
  const std::size_t levels = looked_at >= 4 && cells.bytes_max <= 64 ? levels_of(column) : 0;
  const bool is_label = levels >= 2 && 2 * levels <= looked_at;
  set(column, is_label ? Role::kFactor : Role::kNote,
      is_label ? "few short texts, each repeated" : "text");
}

bool has_fraction(const Column& column) {
  const std::size_t sampled = sampled_count(column.number.size());
  for (std::size_t i = 0; i < sampled; ++i) {
    const double number = column.number[sampled_row(i, column.number.size())];
    if (std::fpclassify(number - std::trunc(number)) == FP_NORMAL) {
      return true;
    }
  }
  return false;
}

/// Whole numbers without unit or definition: beside a statistic they say what it rests on.
bool is_bare_count(const Column& column) {
  return column.unit.empty() && column.definition == nullptr && !has_fraction(column);
}

std::string_view parent_of(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string_view() : name.substr(0, dot);
}

/// A request that tells how long it loaded the model (Ollama's load_duration, which is more than 0
/// of a model that is loaded too) waited for that: its time to first token is another one than of a
/// server that loads before it serves.
void tell_loading(Table& table, const std::vector<Column*>& guessed) {
  for (Column* column : guessed) {
    const bool is_wait = column->definition != nullptr && column->definition->name == "ttft";
    const bool loads =
        is_wait &&
        std::any_of(table.columns.begin(), table.columns.end(), [&](const Column& other) {
          return other.definition != nullptr && other.definition->name == "load_time" &&
                 parent_of(other.name) == parent_of(column->name);
        });
    if (loads) {
      column->definition = find_definition("ttft.load");
    }
  }
}

/// The levels of settings are looked at again and again. A long table's are numbered as they come,
/// where they repeat.
void number_levels(Table& table) {
  constexpr std::size_t kRowsMax = 10'000;
  for (Column& column : table.columns) {
    if (sets_the_trial(column.role) && column.text.size() <= kRowsMax) {
      column.text.number_spellings();
    }
  }
}

/// "chunk_s" of 10, 20 and 30 beside other settings: somebody chose these, no clock read them.
bool is_grid_in_a_unit(const Column& column, std::size_t rows) {
  constexpr std::size_t kRowsMin = 8;
  const auto whole = [](double number) { return std::floor(number) >= number; };
  const std::size_t levels = rows >= kRowsMin ? levels_of(column) : 0;
  return column.evidence == kOfUnit && levels >= 2 && 3 * levels <= rows &&
         std::all_of(column.number.begin(), column.number.end(), whole);
}

}  // namespace

std::optional<Role> role_of_name(std::string_view name) {
  const NameRule* rule = rule_for(last_key(name));
  return rule == nullptr ? std::nullopt : std::optional(rule->role);
}

void assign_roles(Table& table) {
  bool has_metric = false;
  bool has_summary = false;
  bool has_factor = false;
  std::vector<Column*> guessed;
  for (Column& column : table.columns) {
    if (column.evidence.empty()) {
      guessed.push_back(&column);
      guess(column, table.rows());
      if (column.shared && measures(column.role)) {
        set(column, Role::kNote, "a number above the rows belongs to the whole");
      }
      if (has_factor && !has_metric && is_grid_in_a_unit(column, table.rows())) {
        set(column, Role::kFactor, "few whole numbers in a unit, each repeated, among settings");
      }
    }
    has_metric = has_metric || (column.role == Role::kMetric && !is_bare_count(column));
    has_summary = has_summary || column.role == Role::kSummary;
    has_factor = has_factor || column.role == Role::kFactor || column.role == Role::kSubject;
  }
  tell_loading(table, guessed);
  number_levels(table);
  if (table.kind == TableKind::kMeasured && has_summary && !has_metric) {
    table.kind = TableKind::kSummary;
  }
}

}  // namespace chimera::read
