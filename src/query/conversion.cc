#include "query/conversion.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "data/unit.h"

namespace chimera::query {

namespace {

constexpr std::array kConversions{
    Conversion{"tpot_decode_from_e2e", "tpot.e2e", "tpot.decode",
               "(tpot.e2e * tokens - ttft) / (tokens - 1)", true, tpot_decode_from_e2e},
    Conversion{"tpot_decode_from_latency", "e2e_latency", "tpot.decode",
               "(e2e_latency - ttft) / (tokens - 1)", true, tpot_decode_from_latency},
    Conversion{"tpot_e2e_from_decode", "tpot.decode", "tpot.e2e",
               "(ttft + tpot.decode * (tokens - 1)) / tokens", true, tpot_e2e_from_decode},
    Conversion{"tpot_e2e_from_latency", "e2e_latency", "tpot.e2e", "e2e_latency / tokens", false,
               tpot_e2e_from_latency},
    Conversion{"throughput_request_from_latency", "e2e_latency", "throughput.request",
               "tokens / e2e_latency", false, throughput_request_from_latency},
    Conversion{"throughput_from_eval_time", "eval_time", "throughput", "tokens / eval_time", false,
               throughput_from_eval_time},
    Conversion{"prompt_throughput_from_time", "prompt_eval_time", "prompt_throughput",
               "prompt_tokens / prompt_eval_time", false, prompt_throughput_from_time,
               "prompt_tokens"},
};

struct Why {
  std::string_view definition;
  std::string_view why;
};

constexpr std::array kWhyNot{
    Why{"itl", "which gaps it counts is not known"},
    Why{"itl.chunk", "how many tokens a chunk holds is not known"},
    Why{"itl.first", "its tool counts tokens in two ways"},
    Why{"itl.request", "the gaps behind one value are not known"},
    Why{"throughput.system", "a rate of all requests together says nothing of one"},
};

const Column* only_measured(const Table& table, std::initializer_list<std::string_view> names) {
  const Column* found = nullptr;
  for (const Column& column : table.columns) {
    const bool fits = column.role == Role::kMetric && !column.shared &&
                      column.definition != nullptr &&
                      std::find(names.begin(), names.end(), column.definition->name) != names.end();
    if (fits && found != nullptr) {
      return nullptr;
    }
    found = fits ? &column : found;
  }
  return found;
}

/// Absent where the cell is, or its unit isn't known.
std::optional<double> known_at(const Column* column, std::string_view unit, std::size_t row) {
  if (column == nullptr || std::isnan(column->number_at(row))) {
    return std::nullopt;
  }
  const auto factor = conversion_factor(column->unit, unit);
  return factor ? std::optional(column->number_at(row) * *factor) : std::nullopt;
}

}  // namespace

std::span<const Conversion> conversions() {
  return kConversions;
}

std::string called(const Conversion& conversion) {
  return std::string(conversion.to) + " from " + std::string(conversion.from);
}

const Conversion* find_conversion(std::string_view called_so) {
  constexpr std::string_view kFrom = " from ";  // asked of each column that is read: no copies
  const std::size_t at = called_so.find(kFrom);
  if (at == std::string_view::npos) {
    return nullptr;
  }
  const auto* found =
      std::find_if(kConversions.begin(), kConversions.end(), [&](const Conversion& each) {
        return each.to == called_so.substr(0, at) &&
               each.from == called_so.substr(at + kFrom.size());
      });
  return found == kConversions.end() ? nullptr : found;
}

std::string_view common_definition(std::string_view family) {
  return family == "tpot" ? "tpot.decode" : family == "throughput" ? "throughput.request" : "";
}

std::string_view why_not_converted(std::string_view definition) {
  const auto* found = std::find_if(kWhyNot.begin(), kWhyNot.end(),
                                   [&](const Why& each) { return each.definition == definition; });
  return found == kWhyNot.end() ? std::string_view() : found->why;
}

bool feeds_conversion(std::string_view metric, const Definition& definition) {
  const Conversion* conversion = find_conversion(metric);
  const Definition* asked = find_definition(conversion != nullptr ? conversion->to : metric);
  if (asked == nullptr) {
    return false;
  }
  const bool direct = std::any_of(kConversions.begin(), kConversions.end(), [&](const auto& each) {
    return each.to == asked->name &&
           (each.from == definition.name || each.counted == definition.name);
  });
  if (direct || common_definition(asked->family).empty()) {
    return direct;
  }
  return definition.name == "tokens" || definition.name == "ttft" ||
         definition.name == "ttft.chunk" || definition.name == "ttft.load" ||
         definition.name == "e2e_latency" || definition.family == asked->family;
}

std::optional<Inputs> inputs_of(const Table& table, const Conversion& conversion) {
  Inputs inputs{.from = only_measured(table, {conversion.from})};
  if (inputs.from == nullptr) {
    return std::nullopt;
  }
  inputs.tokens = only_measured(table, {conversion.counted});
  // A time per token behind the first is taken from the first chunk by the tools themselves.
  inputs.ttft = only_measured(table, {"ttft", "ttft.chunk", "ttft.load"});
  const Column* latency = only_measured(table, {"e2e_latency"});
  inputs.e2e_latency = latency == inputs.from ? nullptr : latency;
  return inputs;
}

Result<double> convert_row(const Conversion& conversion, const Inputs& inputs, std::size_t row) {
  const auto from = known_at(inputs.from, find_definition(conversion.from)->unit, row);
  if (!from) {
    return fail(ErrorCode::kUsage, "the unit of '" + inputs.from->name + "' is not known");
  }
  const auto counted = known_at(inputs.tokens, "", row);
  const bool of_prompt = conversion.counted == "prompt_tokens";
  return conversion.apply(*from, {.tokens = of_prompt ? std::nullopt : counted,
                                  .prompt_tokens = of_prompt ? counted : std::nullopt,
                                  .ttft_s = known_at(inputs.ttft, "s", row),
                                  .e2e_latency_s = known_at(inputs.e2e_latency, "s", row)});
}

std::vector<std::string> used_columns(const Conversion& conversion, const Inputs& inputs) {
  std::vector<std::string> names{inputs.from->name};
  if (inputs.tokens != nullptr) {
    names.push_back(inputs.tokens->name);
  }
  if (conversion.needs_ttft && inputs.ttft != nullptr) {
    names.push_back(inputs.ttft->name);
  }
  return names;
}

}  // namespace chimera::query
