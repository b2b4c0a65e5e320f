#include "agents/stage.h"

#include <fmt/format.h>

#include <latch>
#include <thread>
#include <utility>

#include "base/check.h"

namespace chimera::agents {

std::optional<double> Timed::decode_tok_s() const {
  if (token_s.size() < 2 || !(token_s.back() > token_s.front())) {
    return std::nullopt;
  }
  return static_cast<double>(token_s.size() - 1) / (token_s.back() - token_s.front());
}

EngineStage::EngineStage(const Scenario& scenario,
                         std::vector<std::unique_ptr<engine::Engine>> engines, const Clock& clock)
    : scenario_(&scenario),
      engines_(std::move(engines)),
      clock_(&clock),
      calls_(scenario.members.size(), 0) {
  CHIMERA_CHECK(engines_.size() == scenario.members.size(), "each member has an engine");
}

Result<void> EngineStage::warm_up() {
  for (std::size_t member = 0; member < engines_.size(); ++member) {
    if (auto called = call(member, "", clock_->steady_s()); !called) {
      return tl::unexpected(called.error());
    }
  }
  return {};
}

Result<std::vector<Timed>> EngineStage::run(const Step& step) {
  return step.how == How::kTogether ? run_together(step) : run_in_turn(step);
}

Result<std::vector<Timed>> EngineStage::run_in_turn(const Step& step) {
  std::vector<Timed> all;
  const double start_s = clock_->steady_s();
  for (const std::size_t member : step.members) {
    auto timed = call(member, all.empty() ? "" : all.back().text, start_s);
    if (!timed) {
      return tl::unexpected(timed.error());
    }
    all.push_back(*std::move(timed));
  }
  return all;
}

Result<std::vector<Timed>> EngineStage::run_together(const Step& step) {
  std::vector<Result<Timed>> results(step.members.size(), Timed{});
  std::latch ready(static_cast<std::ptrdiff_t>(step.members.size()));
  std::latch start(1);
  double start_s = 0;
  {
    std::vector<std::jthread> threads;
    threads.reserve(step.members.size());
    for (std::size_t i = 0; i < step.members.size(); ++i) {
      threads.emplace_back([&, i] {
        ready.count_down();
        start.wait();
        results[i] = call(step.members[i], "", start_s);
      });
    }
    ready.wait();
    start_s = clock_->steady_s();
    start.count_down();
  }
  std::vector<Timed> all;
  all.reserve(results.size());
  for (auto& result : results) {
    if (!result) {
      return tl::unexpected(result.error());
    }
    all.push_back(*std::move(result));
  }
  return all;
}

engine::Prompt EngineStage::prompt_of(const Member& member, std::size_t number,
                                      const std::string& previous) {
  // Of one length, so that every call has as many tokens to read.
  engine::Prompt prompt{.system = fmt::format("Call {:05}. {}", number, member.persona),
                        .user = member.task};
  if (member.reads_previous) {
    prompt.user = previous + "\n\n" + member.task;
  }
  return prompt;
}

Result<Timed> EngineStage::call(std::size_t member, const std::string& previous,
                                double step_start_s) {
  engine::Engine& engine = *engines_[member];
  Timed timed{.member = member, .start_s = clock_->steady_s() - step_start_s};
  engine.set_sink([&](std::string_view, double at_s) { timed.token_s.push_back(at_s); });
  const engine::Prompt prompt = prompt_of(scenario_->members[member], ++calls_[member], previous);
  auto text = engine.set_prompt(prompt).and_then([&] { return engine.generate(std::nullopt); });
  timed.end_s = clock_->steady_s() - step_start_s;
  timed.measurement = engine.measurement();
  engine.set_sink([](std::string_view, double) {});
  if (!text) {
    Error error = text.error();
    error.message = "agent '" + scenario_->members[member].name + "': " + error.message;
    return tl::unexpected(std::move(error));
  }
  timed.text = *std::move(text);
  return timed;
}

}  // namespace chimera::agents
