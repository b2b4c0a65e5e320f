// chimera agents SCENARIO.toml: agents side by side, in turn, or one against another, measured.
#include <fmt/format.h>

#include <memory>
#include <utility>

#include "agents/measurement.h"
#include "agents/stage.h"
#include "cli/columns.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/server_engine.h"
#include "engine/options_toml.h"
#include "engine/registry.h"

namespace chimera::cli {
namespace {

using agents::MemberOutcome;
using agents::Outcome;
using agents::Ratio;
using agents::Scenario;

/// What a member leaves open is what was typed.
Scenario with_defaults(Scenario scenario, const CommandLine& line) {
  for (agents::Member& member : scenario.members) {
    if (member.engine.empty()) {
      member.engine = engine_choice_name(line.engine);
    }
    member.options = engine::over(member.options, line.engine_options);
    if (member.options.model.empty() &&
        !is_server(engine_choice_named(member.engine).value_or(EngineChoice::kNone))) {
      member.options.model = engine::kDefaultModel;
    }
  }
  return scenario;
}

Result<std::unique_ptr<engine::Engine>> engine_of(const agents::Member& member,
                                                  const CommandLine& line, const Context& context) {
  if (is_server(engine_choice_named(member.engine).value_or(EngineChoice::kNone))) {
    CommandLine own = line;
    own.engine = engine_choice_named(member.engine).value_or(EngineChoice::kNone);
    own.engine_options = member.options;
    return connect_server(own, context);
  }
  if (member.engine != "embedded") {
    return fail(ErrorCode::kInput, "no engine '" + member.engine +
                                       "' can be measured: known are embedded, ollama, openai");
  }
  if (!engine::has_embedded()) {
    return fail(ErrorCode::kEngine, "this build has no embedded engine");
  }
  return engine::locate_model(member.options.model).and_then([&](const std::string& path) {
    return engine::load_embedded(path, member.options, context.clock, context.cancel);
  });
}

Result<std::vector<std::unique_ptr<engine::Engine>>> load_all(const Scenario& scenario,
                                                              const CommandLine& line,
                                                              const Context& context) {
  std::vector<std::unique_ptr<engine::Engine>> engines;
  for (const agents::Member& member : scenario.members) {
    context.terminal.say("loading the engine of '" + member.name + "'");
    auto engine = engine_of(member, line, context);
    if (!engine) {
      Error error = engine.error();
      error.message = "agent '" + member.name + "': " + error.message;
      return tl::unexpected(std::move(error));
    }
    engines.push_back(*std::move(engine));
  }
  return engines;
}

struct Measured {
  std::vector<agents::Trial> trials;
  Outcome outcome;
};

// A server that has one model is asked without a name; the results tell it all the same.
void name_models(const std::vector<std::unique_ptr<engine::Engine>>& engines, Scenario& scenario) {
  for (std::size_t i = 0; i < engines.size(); ++i) {
    std::string& model = scenario.members[i].options.model;
    if (model.empty()) {
      model = engines[i]->model_name();
    }
  }
}

/// Fills in the names of models that the scenario leaves open.
Result<Measured> measure(Scenario& scenario, const CommandLine& line, const Context& context) {
  const double start_s = context.clock.steady_s();
  auto engines = load_all(scenario, line, context);
  if (!engines) {
    return tl::unexpected(engines.error());
  }
  const double load_s = context.clock.steady_s() - start_s;
  name_models(*engines, scenario);
  agents::EngineStage stage(scenario, *std::move(engines), context.clock);
  context.terminal.say("warming up");
  if (auto warm = stage.warm_up(); !warm) {
    return tl::unexpected(warm.error());
  }
  const auto progress = [&](std::size_t step, std::size_t steps) {
    context.terminal.say(fmt::format("measuring, step {} of {}", step, steps));
  };
  return agents::measure(scenario, stage, progress, context.cancel)
      .map([&](std::vector<agents::Trial>&& trials) {
        Measured measured{std::move(trials), {}};
        measured.outcome = agents::outcome_of(scenario, measured.trials, load_s);
        return measured;
      });
}

std::string ratio_text(const std::optional<Ratio>& ratio) {
  if (!ratio) {
    return "n/a";
  }
  return ratio->low && ratio->high
             ? fmt::format("{:.3f} ({:.3f} to {:.3f})", ratio->value, *ratio->low, *ratio->high)
             : fmt::format("{:.3f}", ratio->value);
}

std::string seconds(double s) {
  return s > 0 ? fmt::format("{:.3f}", s) : "n/a";
}

std::string members_text(const Outcome& outcome) {
  const bool alone = outcome.mode != agents::Mode::kInTurn;
  const bool all = outcome.mode != agents::Mode::kCompared;
  const std::string together = outcome.mode == agents::Mode::kInTurn ? "in turn s" : "together s";
  std::vector<TextRow> rows = {{"agent", "alone s", together, "slow-down", "tokens", "ttft s",
                                "prompt s", "decode s", "other s"}};
  for (const MemberOutcome& member : outcome.members) {
    rows.push_back({clean(member.name), alone ? seconds(member.alone_s) : "n/a",
                    all ? seconds(member.together_s) : "n/a", ratio_text(member.slow_down),
                    fmt::format("{:.0f}", member.tokens), seconds(member.ttft_s),
                    seconds(member.shares.prompt_s), seconds(member.shares.decode_s),
                    seconds(member.shares.other_s)});
  }
  std::string text;
  for (const std::string& line : aligned_lines(rows)) {
    text += line;
  }
  return text;
}

std::string report_text(const Scenario& scenario, const Outcome& outcome) {
  std::string text = outcome.verdict + "\n\n" + members_text(outcome) + "\n";
  if (outcome.speed_up) {
    text += "speed-up    " + ratio_text(outcome.speed_up) + "\n";
  }
  if (outcome.throughput) {
    text += "throughput  " + ratio_text(outcome.throughput) + "\n";
  }
  if (outcome.overlap) {
    text +=
        fmt::format("overlap     {:.0f} % of the time with all agents\n", *outcome.overlap * 100);
  }
  text += fmt::format("wall        {:.3f} s with all agents; loading took {:.3f} s before\n",
                      outcome.wall_s, outcome.load_s);
  text += fmt::format("measured    {} times, in an order drawn with seed {}\n", outcome.repetitions,
                      scenario.seed);
  return text;
}

Result<void> save(const CommandLine& line, const Context& context, const std::string& scenario_text,
                  const Scenario& scenario, const Measured& measured) {
  auto folder = open_output(line.out, context.disk, "outcome.json", "chimera.agents/1");
  if (!folder) {
    return tl::unexpected(folder.error());
  }
  const std::pair<std::string_view, std::string> files[] = {
      {"trials.csv", agents::trials_csv(scenario, measured.trials)},
      {"outcome.json", agents::outcome_json(scenario, measured.outcome)},
      {"outcome.md", "# " + (scenario.name.empty() ? "Agents" : scenario.name) + "\n\n```\n" +
                         report_text(scenario, measured.outcome) + "```\n"},
      {"scenario.toml", scenario_text}};
  for (const auto& [name, bytes] : files) {
    if (auto written = folder->write(name, bytes); !written) {
      return written;
    }
  }
  return context.cancel.raised() ? Result<void>(interrupted()) : folder->commit();
}

}  // namespace

Result<void> agents(const CommandLine& line, const Context& context) {
  // Tried before the work: a refused OUT is told at once.
  if (const auto tried = open_output(line.out, context.disk, "outcome.json", "chimera.agents/1");
      !tried) {
    return tl::unexpected(tried.error());
  }
  const auto text = context.disk.read(line.scenario, agents::kScenarioBytesMax);
  if (!text) {
    return tl::unexpected(text.error());
  }
  auto scenario = agents::parse_scenario(*text, line.scenario).map([&](Scenario&& parsed) {
    return with_defaults(std::move(parsed), line);
  });
  if (!scenario) {
    return tl::unexpected(scenario.error());
  }
  return measure(*scenario, line, context).and_then([&](const Measured& measured) {
    return save(line, context, *text, *scenario, measured).map([&] {
      context.terminal.print(line.json ? agents::outcome_json(*scenario, measured.outcome) + "\n"
                                       : report_text(*scenario, measured.outcome));
    });
  });
}

}  // namespace chimera::cli
