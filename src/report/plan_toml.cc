#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "report/report.h"
#include "text/json_write.h"
#include "text/toml.h"
#include "text/unicode.h"

namespace chimera::report {
namespace {

constexpr std::string_view kHead =
    "# Experiments for what the data leave open; written by `chimera run`.\n"
    "#\n"
    "# [[experiment]]           what is repeated: the files whose settings it takes up, the "
    "metrics\n"
    "#   [[experiment.question]]  what it is to decide, why the data don't, and the finding's id\n"
    "#   [[experiment.factor]]    what is set on purpose; of what never varied they are\n"
    "#                            ones to start from, yours to change\n"
    "#   [experiment.block]       what every setting is run on, in each replicate\n"
    "#   [[experiment.sized_by]]  for each metric: cv is the largest spread within a level that "
    "was\n"
    "#                            observed (a share of the mean; fact and its n), effect the "
    "smallest\n"
    "#                            one of interest (likewise). needed is the runs of each level at\n"
    "#                            which a two-sided two-sample t-test of two levels sees it at "
    "alpha\n"
    "#                            with that power, unadjusted for other pairs; 0 if no number "
    "does.\n"
    "#                            detectable is what the planned runs of a level will show.\n"
    "#   replicates               runs of each setting, in a process of their own\n"
    "#   capped                   the spread asks for more runs than that: lower it first\n"
    "#   pilot                    no spread is known: measure it by these, then plan again\n"
    "#   order                    the runs, each replicate in a random order of its own; levels "
    "in\n"
    "#                            the order of the factors. With listed < runs go on likewise.\n";

/// What is no UTF-8 can't stand in TOML.
std::string quoted(std::string_view text) {
  std::string safe(text);
  if (!text::is_utf8(safe)) {
    std::ranges::replace_if(
        safe, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, '?');
  }
  return text::toml_string(safe);
}

std::string line(std::string_view key, const std::string& value) {
  return fmt::format("{} = {}\n", key, value);
}

std::string list(const std::vector<std::string>& texts) {
  std::string items;
  for (const std::string& text : texts) {
    items += (items.empty() ? "" : ", ") + quoted(text);
  }
  return "[" + items + "]";
}

std::string flag(bool value) {
  return value ? "true" : "false";
}

/// A float: TOML reads one without a point as a whole number.
std::string real(double value) {
  const std::string text = text::number_text(value);
  return text.find_first_of(".e") == std::string::npos ? text + ".0" : text;
}

std::string question_text(const Question& question) {
  std::string out = "\n[[experiment.question]]\n" + line("ask", quoted(question.asked)) +
                    line("why", quoted(ground_text(question.ground)));
  return question.finding.empty() ? out : out + line("finding", quoted(question.finding));
}

std::string factor_text(const PlannedFactor& factor) {
  return "\n[[experiment.factor]]\n" + line("name", quoted(factor.name)) +
         line("levels", list(factor.levels));
}

std::string sizing_text(const Sizing& sizing) {
  std::string out = "\n[[experiment.sized_by]]\n" + line("metric", quoted(sizing.metric)) +
                    line("cv", real(sizing.cv)) + line("fact", quoted(sizing.fact)) +
                    line("n", std::to_string(sizing.n)) + line("effect", real(sizing.effect)) +
                    line("alpha", real(sizing.alpha)) + line("power", real(sizing.power)) +
                    line("needed", std::to_string(sizing.needed)) +
                    line("planned", std::to_string(sizing.planned));
  return sizing.detectable ? out + line("detectable", real(*sizing.detectable)) : out;
}

std::string run_text(const Experiment& experiment, const PlannedRun& run) {
  std::string levels;
  for (std::size_t i = 0; i < run.levels.size(); ++i) {
    levels += (i == 0 ? "" : ", ") + quoted(experiment.factors[i].levels[run.levels[i]]);
  }
  std::string block;
  if (experiment.block && run.block) {
    block = "block = " + quoted(experiment.block->levels[*run.block]) + ", ";
  }
  return fmt::format("  {{ replicate = {}, {}levels = [{}] }},\n", run.replicate, block, levels);
}

std::string design_text(const Experiment& experiment) {
  std::string out = line("design", quoted(experiment.factorial ? "all combinations of levels"
                                                               : "the settings that were tried"));
  out += line("warm_up", flag(experiment.warm_up)) +
         line("replicates", std::to_string(experiment.replicates)) +
         line("capped", flag(experiment.capped)) + line("pilot", flag(experiment.sizes.empty())) +
         line("runs", std::to_string(experiment.runs)) +
         line("listed", std::to_string(experiment.order.size()));
  out += "order = [\n";
  for (const PlannedRun& run : experiment.order) {
    out += run_text(experiment, run);
  }
  return out + "]\n";
}

std::string experiment_text(const Experiment& experiment) {
  std::string out = "\n[[experiment]]\n" + line("id", quoted(experiment.id));
  if (!experiment.files.empty()) {
    out += line("files", list(experiment.files));
  }
  out += line("metrics", list(experiment.metrics)) + design_text(experiment);
  for (const Question& question : experiment.questions) {
    out += question_text(question);
  }
  for (const PlannedFactor& factor : experiment.factors) {
    out += factor_text(factor);
  }
  if (experiment.block) {
    out += "\n[experiment.block]\n" + line("name", quoted(experiment.block->name)) +
           line("levels", list(experiment.block->levels));
  }
  for (const Sizing& sizing : experiment.sizes) {
    out += sizing_text(sizing);
  }
  return out;
}

}  // namespace

std::string render_plan_toml(const Plan& plan) {
  std::string out(kHead);
  out += "\n" + line("schema", quoted("chimera.plan/1")) + line("seed", std::to_string(plan.seed)) +
         line("further", std::to_string(plan.further));
  if (plan.experiments.empty()) {
    return out + "experiment = []\n";
  }
  for (const Experiment& experiment : plan.experiments) {
    out += experiment_text(experiment);
  }
  return out;
}

}  // namespace chimera::report
