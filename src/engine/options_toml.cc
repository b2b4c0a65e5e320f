#include "engine/options_toml.h"

#include <functional>
#include <map>
#include <string>
#include <utility>

#include "text/toml_values.h"

namespace chimera::engine {

namespace {

using text::TomlValue;
using Take = std::function<Result<void>(const TomlValue&, Options&)>;

template <typename T>
Take whole(const char* key, std::optional<T> Options::*option, std::int64_t low,
           std::int64_t high) {
  return [=](const TomlValue& value, Options& options) -> Result<void> {
    return text::whole_of(value, key, low, high).map([&](std::int64_t number) {
      options.*option = static_cast<T>(number);
    });
  };
}

Take fraction(const char* key, std::optional<double> Options::*option, double low, double high) {
  return [=](const TomlValue& value, Options& options) -> Result<void> {
    return text::number_of(value, key, low, high).map([&](double number) {
      options.*option = number;
    });
  };
}

Take words(const char* key, std::string Options::*option) {
  return [=](const TomlValue& value, Options& options) -> Result<void> {
    return text::string_of(value, key).map([&](std::string&& words) {
      options.*option = std::move(words);
    });
  };
}

Result<void> take_keep_alive(const TomlValue& value, Options& options) {
  return text::string_of(value, "keep_alive").map([&](std::string&& time) {
    options.keep_alive = std::move(time);
  });
}

std::map<std::string, Take> takers() {
  return {{"model", words("model", &Options::model)},
          {"url", words("url", &Options::url)},
          {"keep_alive", take_keep_alive},
          {"timeout",
           fraction("timeout", &Options::timeout_s, limits::kTimeoutLeast, limits::kTimeoutMost)},
          {"num_gpu", whole("num_gpu", &Options::num_gpu, 0, limits::kWholeMost)},
          {"num_ctx", whole("num_ctx", &Options::num_ctx, 1, limits::kWholeMost)},
          {"num_predict", whole("num_predict", &Options::num_predict, 1, limits::kWholeMost)},
          {"temp", fraction("temp", &Options::temp, 0, limits::kTempMost)},
          {"top_p", fraction("top_p", &Options::top_p, 0, 1)},
          {"top_k", whole("top_k", &Options::top_k, 0, limits::kWholeMost)},
          {"repeat_penalty",
           fraction("repeat_penalty", &Options::repeat_penalty, 1, limits::kPenaltyMost)},
          {"seed", whole("seed", &Options::seed, 0, limits::kSeedMost)},
          {"threads", whole("threads", &Options::threads, 1, limits::kThreadsMost)}};
}

template <typename T>
void keep(std::optional<T>& mine, const std::optional<T>& other) {
  mine = mine ? mine : other;
}

}  // namespace

Result<Options> options_of(const TomlValue& table) {
  if (table.kind != text::TomlKind::kTable) {
    return text::broken(table, "'options' takes a table");
  }
  const std::map<std::string, Take> known = takers();
  text::Names names;
  for (const auto& [name, take] : known) {
    names.insert(name);
  }
  Options options;
  for (const auto& [key, value] : table.members) {
    const auto take = known.find(key);
    if (take == known.end()) {
      return text::unknown(value, "option", key, names);
    }
    if (auto taken = take->second(value, options); !taken) {
      return tl::unexpected(taken.error());
    }
  }
  return options;
}

Options over(Options mine, const Options& others) {
  mine.model = mine.model.empty() ? others.model : mine.model;
  mine.url = mine.url.empty() ? others.url : mine.url;
  keep(mine.keep_alive, others.keep_alive);
  keep(mine.timeout_s, others.timeout_s);
  keep(mine.num_gpu, others.num_gpu);
  keep(mine.num_ctx, others.num_ctx);
  keep(mine.num_predict, others.num_predict);
  keep(mine.temp, others.temp);
  keep(mine.top_p, others.top_p);
  keep(mine.top_k, others.top_k);
  keep(mine.repeat_penalty, others.repeat_penalty);
  keep(mine.seed, others.seed);
  keep(mine.threads, others.threads);
  return mine;
}

}  // namespace chimera::engine
