// llama-server measures with its own clock: prompt_ms is the evaluation of the prompt_n tokens that
// were not in the cache (cache_n were), predicted_ms from there to the last token. No time of the
// client stands in an answer, so there is no TTFT.
#include "read/format/openai_answers.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

#include "read/format/json_objects.h"
#include "read/format/json_shape.h"
#include "read/format/known_columns.h"
#include "read/format/problem_list.h"

namespace chimera::read {

namespace {

using text::JsonKind;
using text::JsonValue;

constexpr std::array kColumns{
    KnownColumn{"model", Role::kSubject},
    KnownColumn{"created", Role::kTime},
    KnownColumn{"id", Role::kNote},
    KnownColumn{"index", Role::kNote},
    KnownColumn{"cache_n", Role::kMetric, "cached_tokens"},
    KnownColumn{"cached_tokens", Role::kMetric, "cached_tokens"},
    KnownColumn{"prompt_tokens", Role::kMetric, "prompt_tokens"},
    KnownColumn{"completion_tokens", Role::kMetric, "tokens"},
    KnownColumn{"total_tokens", Role::kMetric},
    KnownColumn{"tokens_evaluated", Role::kMetric, "prompt_tokens"},
    KnownColumn{"tokens_predicted", Role::kMetric, "tokens"},
    KnownColumn{"prompt_n", Role::kMetric, "prompt_tokens.evaluated"},
    KnownColumn{"prompt_ms", Role::kMetric, "prompt_eval_time", "ms"},
    KnownColumn{"prompt_per_token_ms", Role::kMetric, "", "ms"},
    KnownColumn{"prompt_per_second", Role::kMetric, "prompt_throughput", "tok/s"},
    KnownColumn{"predicted_n", Role::kMetric, "tokens"},
    KnownColumn{"predicted_ms", Role::kMetric, "eval_time", "ms"},
    KnownColumn{"predicted_per_token_ms", Role::kMetric, "tpot", "ms"},
    KnownColumn{"predicted_per_second", Role::kMetric, "throughput", "tok/s"},
    KnownColumn{"draft_n", Role::kMetric},
    KnownColumn{"draft_n_accepted", Role::kMetric},
};

bool has_object(const JsonValue& value, std::string_view key) {
  const JsonValue* found = value.find(key);
  return found != nullptr && found->kind == JsonKind::kObject;
}

bool has_timings(const JsonValue& value) {
  return has_object(value, "timings") && value.find("timings")->find("predicted_ms") != nullptr;
}

std::string_view kind_of(const JsonValue& value) {
  const JsonValue* object = value.find("object");
  if (object == nullptr) {
    return {};
  }
  return object->text;
}

bool is_answer(const JsonValue& value) {
  const std::string_view kind = kind_of(value);
  return has_timings(value) ||
         (has_object(value, "usage") && (kind == "chat.completion" || kind == "text_completion"));
}

/// One answer that came in parts.
struct Stream {
  std::size_t first = 0;
  std::size_t best = 0;
  int told = 0;  ///< by the best part: 0 nothing, 1 counts, 2 times too
};

int told_by(const JsonValue& part) {
  if (has_timings(part)) {
    return 2;
  }
  return has_object(part, "usage") ? 1 : 0;
}

/// The streams in the order of their beginnings. Parts of one share an id; without one, as
/// llama-server's own interface has it, a stream ends with "stop": true.
std::vector<Stream> streams_of(const std::vector<JsonValue>& parts) {
  std::vector<Stream> streams;
  std::map<std::string, std::size_t, std::less<>> known;
  std::size_t ended = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const JsonValue* id = parts[i].find("id");
    const JsonValue* stop = parts[i].find("stop");
    const std::string key = id != nullptr && id->kind == JsonKind::kString
                                ? "id " + id->text
                                : "number " + std::to_string(ended);
    ended += stop != nullptr && stop->boolean ? 1U : 0U;
    const auto [at, is_new] = known.try_emplace(key, streams.size());
    if (is_new) {
      streams.push_back({.first = i, .best = i});
    }
    Stream& stream = streams[at->second];
    if (told_by(parts[i]) >= stream.told) {
      stream.told = told_by(parts[i]);
      stream.best = i;
    }
  }
  return streams;
}

FormatOutput read_streams(const Source& source, JsonObjects objects) {
  Skipped parts{.reason = "a part of a stream: text without counts"};
  JsonValue kept{.kind = JsonKind::kArray};
  std::vector<std::size_t> lines;
  std::vector<Problem> problems;
  std::vector<bool> is_kept(objects.root.items.size());
  for (const Stream& stream : streams_of(objects.root.items)) {
    if (stream.told > 0) {
      is_kept[stream.best] = true;
    } else if (problems.empty()) {
      problems.push_back({source.path, line_text(objects.lines[stream.first]),
                          "a stream without counts: the server was not asked for its usage"});
    }
  }
  for (std::size_t i = 0; i < is_kept.size(); ++i) {
    if (is_kept[i]) {
      lines.push_back(objects.lines[i]);
      kept.items.push_back(std::move(objects.root.items[i]));
    } else {
      skip_leaves(parts, count_leaves(objects.root.items[i]), line_text(objects.lines[i]));
    }
  }
  objects.root = std::move(kept);
  objects.lines = std::move(lines);
  objects.problems.insert(objects.problems.end(), problems.begin(), problems.end());
  return json_output(source, std::move(objects), {parts});
}

bool are_parts(const JsonObjects& objects) {
  const auto is_part = [&](const JsonValue& value) {
    return kind_of(value).ends_with(".chunk") ||
           (objects.is_stream && value.find("stop") != nullptr);
  };
  return !objects.lines.empty() &&
         std::any_of(objects.root.items.begin(), objects.root.items.end(), is_part);
}

bool any_answer(const JsonValue& root) {
  return root.kind == JsonKind::kArray
             ? std::any_of(root.items.begin(), root.items.end(), is_answer)
             : is_answer(root);
}

bool has_column(const FormatOutput& output, std::string_view name) {
  return std::any_of(output.tables.begin(), output.tables.end(),
                     [&](const Table& table) { return find_column(table, name) != nullptr; });
}

}  // namespace

std::optional<FormatOutput> read_answers(const Source& source) {
  if (source.type != ArtifactType::kJson && source.type != ArtifactType::kLog) {
    return std::nullopt;
  }
  const bool may_be = source.text.find("\"usage\"") != std::string_view::npos ||
                      source.text.find("\"timings\"") != std::string_view::npos ||
                      source.text.find(".completion.chunk\"") != std::string_view::npos;
  if (!may_be) {
    return std::nullopt;
  }
  auto objects = json_objects(source);
  if (!objects) {
    return std::nullopt;
  }
  const bool parts = are_parts(*objects);
  if (!parts && !any_answer(objects->root)) {
    return std::nullopt;
  }
  FormatOutput output = parts ? read_streams(source, std::move(*objects))
                              : json_output(source, std::move(*objects), {});
  const bool timed = has_column(output, "timings.predicted_ms");
  for (Table& table : output.tables) {
    know_columns(table, kColumns, timed ? "llama-server" : "openai");
  }
  return output;
}

std::optional<FormatOutput> read_llama_server(const Source& source) {
  if (source.text.find("\"predicted_ms\"") == std::string_view::npos) {
    return std::nullopt;
  }
  return read_answers(source);
}

std::optional<FormatOutput> read_openai(const Source& source) {
  return read_answers(source);
}

}  // namespace chimera::read
