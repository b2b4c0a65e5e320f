// llama-batched-bench (llama.cpp, tools/batched-bench): a line for each grid point, run once. pl
// sequences of pp prompt tokens are evaluated together (once for all where is_pp_shared), then tg
// tokens of each are generated. Speeds count the tokens of all sequences; times are in s.
#include <algorithm>
#include <array>
#include <utility>

#include "read/format/format.h"
#include "read/format/json_objects.h"
#include "read/format/known_columns.h"

namespace chimera::read {

namespace {

constexpr std::array kColumns{
    KnownColumn{"n_kv_max", Role::kFactor},
    KnownColumn{"n_batch", Role::kFactor},
    KnownColumn{"n_ubatch", Role::kFactor},
    KnownColumn{"flash_attn", Role::kFactor},
    KnownColumn{"is_pp_shared", Role::kFactor},
    KnownColumn{"n_gpu_layers", Role::kFactor},
    KnownColumn{"n_threads", Role::kFactor},
    KnownColumn{"n_threads_batch", Role::kFactor},
    KnownColumn{"pp", Role::kFactor},
    KnownColumn{"tg", Role::kFactor},
    KnownColumn{"pl", Role::kFactor},
    KnownColumn{"n_kv", Role::kNote},
    KnownColumn{"t_pp", Role::kMetric, "prompt_eval_time", "s"},
    KnownColumn{"speed_pp", Role::kMetric, "prompt_throughput.system", "tok/s"},
    KnownColumn{"t_tg", Role::kMetric, "eval_time", "s"},
    KnownColumn{"speed_tg", Role::kMetric, "throughput.system", "tok/s"},
    KnownColumn{"t", Role::kMetric, "run_time", "s"},
    KnownColumn{"speed", Role::kMetric, "total_throughput", "tok/s"},
};

bool is_point(const text::JsonValue& value) {
  constexpr std::array<std::string_view, 5> kKeys{"pp", "tg", "pl", "speed_pp", "speed_tg"};
  return std::all_of(kKeys.begin(), kKeys.end(),
                     [&](std::string_view key) { return value.find(key) != nullptr; });
}

}  // namespace

std::optional<FormatOutput> read_batched_bench(const Source& source) {
  if ((source.type != ArtifactType::kJson && source.type != ArtifactType::kLog) ||
      source.text.find("\"speed_pp\"") == std::string_view::npos) {
    return std::nullopt;
  }
  auto objects = json_objects(source);
  if (!objects || objects->root.items.empty() ||
      !std::all_of(objects->root.items.begin(), objects->root.items.end(), is_point)) {
    return std::nullopt;
  }
  FormatOutput output = json_output(source, std::move(*objects), {});
  for (Table& table : output.tables) {
    know_columns(table, kColumns, "llama-batched-bench");
  }
  return output;
}

}  // namespace chimera::read
