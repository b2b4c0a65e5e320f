#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "agents/measurement.h"
#include "stats/descriptive.h"
#include "text/json_write.h"

namespace chimera::agents {

namespace {

constexpr std::string_view kHeader =
    "step,repetition,mode,agent,engine,model,total_s,ttft_s,prompt_eval_s,eval_s,tokens_s,"
    "itl_p50_ms,itl_p99_ms,output_tokens,prompt_tokens,wall_s\n";

std::vector<double> gaps_ms(const std::vector<double>& token_s) {
  std::vector<double> gaps;
  for (std::size_t i = 1; i < token_s.size(); ++i) {
    gaps.push_back((token_s[i] - token_s[i - 1]) * 1000);
  }
  return gaps;
}

std::string cell(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    quoted += c == '\n' || c == '\r' ? ' ' : c;
    if (c == '"') {
      quoted += '"';
    }
  }
  return quoted + "\"";
}

/// Empty where there is none.
std::string cell(std::optional<double> number) {
  return number ? fmt::format("{:.6f}", *number) : "";
}

std::string count(const std::optional<std::size_t>& number) {
  return number ? std::to_string(*number) : "";
}

std::string row(std::size_t step, const Trial& trial, const Timed& call, const Member& member) {
  const std::vector<double> gaps = gaps_ms(call.token_s);
  const engine::Measurement& measured = call.measurement;
  return fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", step,
                     trial.step.repetition + 1, cell(how_name(trial.step.how)), cell(member.name),
                     cell(member.engine), cell(member.options.model), cell(call.total_s()),
                     cell(measured.ttft_s), cell(measured.prompt_eval_s), cell(measured.eval_s),
                     cell(call.decode_tok_s()), cell(stats::percentile(gaps, 0.5)),
                     cell(stats::percentile(gaps, 0.99)), call.tokens(),
                     count(measured.prompt_tokens), cell(trial.wall_s()));
}

void write_ratio(text::JsonWriter& json, std::string_view key, const std::optional<Ratio>& ratio) {
  if (!ratio) {
    return;
  }
  json.key(key).open_object();
  json.key("value").number(ratio->value);
  if (ratio->low && ratio->high) {
    json.key("low").number(*ratio->low);
    json.key("high").number(*ratio->high);
    json.key("level").number(0.95);
  }
  json.close_object();
}

void write_member(text::JsonWriter& json, const MemberOutcome& member) {
  json.open_object();
  json.key("name").string(member.name);
  if (member.alone_s > 0) {
    json.key("alone_s").number(member.alone_s);
  }
  if (member.together_s > 0) {
    json.key("together_s").number(member.together_s);
  }
  write_ratio(json, "slow_down", member.slow_down);
  json.key("tokens").number(member.tokens);
  json.key("ttft_s").number(member.ttft_s);
  json.key("prompt_s").number(member.shares.prompt_s);
  json.key("decode_s").number(member.shares.decode_s);
  json.key("other_s").number(member.shares.other_s);
  json.close_object();
}

}  // namespace

std::string trials_csv(const Scenario& scenario, const std::vector<Trial>& trials) {
  std::string csv(kHeader);
  for (std::size_t step = 0; step < trials.size(); ++step) {
    for (const Timed& call : trials[step].calls) {
      csv += row(step + 1, trials[step], call, scenario.members[call.member]);
    }
  }
  return csv;
}

std::string outcome_json(const Scenario& scenario, const Outcome& outcome) {
  text::JsonWriter json;
  json.open_object();
  json.key("schema").string("chimera.agents/1");
  json.key("scenario").string(scenario.name);
  json.key("mode").string(mode_name(outcome.mode));
  json.key("repetitions").count(outcome.repetitions);
  json.key("seed").count(scenario.seed);
  json.key("load_s").number(outcome.load_s);
  json.key("wall_s").number(outcome.wall_s);
  write_ratio(json, "speed_up", outcome.speed_up);
  write_ratio(json, "throughput", outcome.throughput);
  if (outcome.overlap) {
    json.key("overlap").number(*outcome.overlap);
  }
  json.key("agents").open_array();
  for (const MemberOutcome& member : outcome.members) {
    write_member(json, member);
  }
  json.close_array();
  json.key("verdict").string(outcome.verdict);
  json.close_object();
  return json.take();
}

}  // namespace chimera::agents
