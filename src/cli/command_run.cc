// chimera run DIR…: read, facts, findings, two agents word them, the report appears whole.
#include <fmt/format.h>

#include <memory>
#include <optional>
#include <utility>

#include "base/hash.h"
#include "cli/columns.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/run_report.h"
#include "cli/sentence_judge.h"
#include "cli/server_engine.h"
#include "cli/verdicts.h"
#include "engine/options_toml.h"
#include "engine/prompt_store.h"
#include "engine/registry.h"
#include "findings/findings.h"
#include "read/read.h"
#include "text/json_write.h"
#include "verify/verify.h"

namespace chimera::cli {
namespace {

// Everything that one run makes, in the order of its stages.
struct Run {
  std::unique_ptr<engine::Engine> engine;  ///< none without a model
  /// The analyst's, where its options are not the collector's.
  std::unique_ptr<engine::Engine> analyst_engine;
  write::Agents agents;
  Observations observations;
  Analysis analysis;
  write::Story story;
  report::ReportInput input;
  report::Markdown markdown;
  std::string facts_json;
  std::vector<Claim> verdicts;  ///< of the report, by the judge that knows nothing of its author
};

std::string seconds(double s) {
  return fmt::format("{:.2f} s", s);
}

/// The path of the model to load; nullopt for none, with the reason said. A server's is its own
/// affair.
Result<std::optional<std::string>> choose_model(const CommandLine& line, const Terminal& terminal) {
  if (is_server(line.engine)) {
    return std::optional<std::string>();
  }
  for (const std::string& flag : server_options(line.engine_options)) {
    if (line.engine != EngineChoice::kNone) {
      terminal.warn("'" + flag + "' is not used without a server");
    }
  }
  const std::string& asked = line.engine_options.model;
  const std::string name = asked.empty() ? std::string(engine::kDefaultModel) : asked;
  if (line.engine == EngineChoice::kEmbedded) {
    if (!engine::has_embedded()) {
      return fail(ErrorCode::kEngine, "this build has no embedded engine: type --engine none");
    }
    return engine::locate_model(name).map(
        [](const std::string& path) { return std::optional(path); });
  }
  if (line.engine == EngineChoice::kAutomatic) {
    const auto path = engine::locate_model(name);
    if (path && engine::has_embedded()) {
      return std::optional(*path);
    }
    terminal.warn(engine::has_embedded()
                      ? path.error().message + "; the report is written without a model"
                      : "this build has no embedded engine; the report is written without a model");
  }
  for (const std::string& flag : unused_options(line.engine_options)) {
    terminal.warn("'" + flag + "' is not used without a model");
  }
  if (line.free_style) {
    terminal.warn("'--style free' is not used without a model");
  }
  return std::optional<std::string>();
}

Result<void> ingest(const CommandLine& line, const Context& context, Run& run) {
  context.terminal.say("reading " + counted(line.dirs.size(), "folder"));
  const double start_s = context.clock.steady_s();
  auto observations = read::read_trees(line.dirs, context.disk, context.cancel, line.reading);
  if (!observations) {
    return tl::unexpected<Error>(observations.error());
  }
  run.observations = std::move(*observations);
  run.input.run.ingest_s = context.clock.steady_s() - start_s;
  return {};
}

Result<std::unique_ptr<engine::Engine>> load_for(const write::Agent& agent, const CommandLine& line,
                                                 const Context& context, const std::string& path) {
  const engine::Options options = engine::over(agent.options, line.engine_options);
  if (options.num_gpu.value_or(0) > 0 && !engine::can_offload()) {
    context.terminal.warn("'--num-gpu' does nothing: this build sees no GPU");
  }
  const auto own = agent.options.model.empty() ? Result<std::string>(path)
                                               : engine::locate_model(agent.options.model);
  if (!own) {
    return tl::unexpected<Error>(own.error());
  }
  context.terminal.say("loading '" + *own + "'");
  return engine::load_embedded(*own, options, context.clock, context.cancel,
                               line.keep_prompts ? engine::prompts_folder() : "");
}

/// One engine for both agents, unless they set options of their own.
Result<void> load(const CommandLine& line, const Context& context,
                  const std::optional<std::string>& path, Run& run) {
  if (!path) {
    return {};
  }
  auto loaded = load_for(run.agents.collector, line, context, *path);
  if (!loaded) {
    return tl::unexpected<Error>(loaded.error());
  }
  run.engine = std::move(*loaded);
  if (run.agents.analyst.options == run.agents.collector.options) {
    return {};
  }
  return load_for(run.agents.analyst, line, context, *path)
      .map([&run](std::unique_ptr<engine::Engine>&& other) {
        run.analyst_engine = std::move(other);
      });
}

/// As the report shows it: both where there are two.
std::string model_of(const Run& run) {
  if (!run.engine) {
    return "none";
  }
  const std::string name = run.engine->model_name();
  const std::string other = run.analyst_engine ? run.analyst_engine->model_name() : name;
  return other == name ? name : name + ", " + other;
}

/// Ours, or those of the folder that was named: either file may be missing there, not both.
Result<write::Agents> choose_agents(const CommandLine& line, const Disk& disk) {
  constexpr std::size_t kAgentBytesMax = std::size_t{1} << 20U;
  write::Agents agents = write::builtin_agents();
  if (line.agents.empty()) {
    return agents;
  }
  bool any = false;
  for (const auto& [role, agent] :
       {std::pair("collector", &agents.collector), std::pair("analyst", &agents.analyst)}) {
    const std::string path = line.agents + "/" + role + ".toml";
    if (!disk.stat(path)) {
      continue;
    }
    auto read = disk.read(path, kAgentBytesMax).and_then([&](const std::string& bytes) {
      return write::parse_agent(bytes, path);
    });
    if (!read) {
      return tl::unexpected<Error>(read.error());
    }
    *agent = std::move(*read);
    any = true;
  }
  if (!any) {
    return fail(ErrorCode::kInput,
                "no collector.toml and no analyst.toml in '" + line.agents + "'");
  }
  if (agents.collector.reads(write::Input::kCollector)) {
    return fail(ErrorCode::kInput, "the collector can't read its own text",
                {.file = line.agents + "/collector.toml"});
  }
  return agents;
}

Result<std::unique_ptr<engine::Engine>> connect_for(const write::Agent& agent,
                                                    const CommandLine& line,
                                                    const Context& context) {
  CommandLine own = line;
  own.engine_options = engine::over(agent.options, line.engine_options);
  return connect_server(own, context);
}

// A server is tried before the work, so that a wrong URL or name is told at once.
Result<void> connect(const CommandLine& line, const Context& context, Run& run) {
  if (!is_server(line.engine)) {
    return {};
  }
  auto connected = connect_for(run.agents.collector, line, context);
  if (!connected) {
    return tl::unexpected<Error>(connected.error());
  }
  run.engine = std::move(*connected);
  if (run.agents.analyst.options == run.agents.collector.options) {
    return {};
  }
  return connect_for(run.agents.analyst, line, context)
      .map([&run](std::unique_ptr<engine::Engine>&& other) {
        run.analyst_engine = std::move(other);
      });
}

// The analysis ends, and the report begins, where the analyst starts.
Result<void> analyse_and_write(const CommandLine& line, const Context& context,
                               const std::optional<std::string>& path, Run& run) {
  const double start_s = context.clock.steady_s();
  context.terminal.say("analyzing " + counted(run.observations.tables.size(), "table"));
  run.analysis = findings::analyze(run.observations, context.cancel);
  if (context.cancel.raised()) {
    return interrupted();
  }
  if (auto loaded = load(line, context, path, run); !loaded) {
    return loaded;
  }
  run.input.run.model = model_of(run);
  double analyst_s = context.clock.steady_s();
  const std::string& analyst = run.agents.analyst.name;
  const auto progress = [&](const std::string& what) {
    if (what == analyst + " starts") {
      analyst_s = context.clock.steady_s();
    }
    if (run.engine) {
      context.terminal.say(what);
    }
  };
  engine::Engine* const shared = run.engine.get();
  const write::Cast cast{run.agents, shared,
                         run.analyst_engine ? run.analyst_engine.get() : shared};
  write::WriteOptions writing;
  writing.judge = line.free_style ? sentence_judge(run.observations) : nullptr;
  auto story = write::write_story(run.analysis, cast, writing, progress, context.cancel);
  if (!story) {
    return tl::unexpected<Error>(story.error());
  }
  run.story = std::move(*story);
  run.facts_json = report::render_facts_json(run.analysis, run.observations.problems);
  run.input.run.analysis_s = analyst_s - start_s;
  run.input.run.report_s = context.clock.steady_s() - analyst_s;
  return {};
}

report::Sections sections_of(const write::Story& story) {
  return {story.summary,   story.collection,      story.findings, story.finding_ids,
          story.told_ids,  story.recommendations, story.open,     story.conclusion,
          story.sentences, story.by_model,        story.asked,    story.replaced,
          story.written,   story.refused};
}

void describe_run(const CommandLine& line, const Context& context, Run& run) {
  report::RunInfo& info = run.input.run;
  const std::string now = utc_text(context.clock.utc_s());
  constexpr std::size_t kDateLength = 10;
  info.date = now.substr(0, kDateLength);
  info.configuration = configuration_of(line, run.agents, run.engine != nullptr);
  info.metrics = metrics_of(run.story.calls);
  info.metrics_note = metrics_note_of(run.story.calls);
  for (const write::Agent& agent : {run.agents.collector, run.agents.analyst}) {
    info.personas.emplace_back(agent.name, agent.persona);
  }
  std::string content = now + "\n" + run.facts_json;
  for (const auto& [option, value] : info.configuration) {
    content.append("\n").append(option).append("=").append(value);
  }
  info.run_id = content_id("r", content);
}

void render(const CommandLine& line, const Context& context, Run& run) {
  const query::Inventory inventory = query::take_inventory(run.observations);
  describe_run(line, context, run);
  run.input.sections = sections_of(run.story);
  run.input.analysis = &run.analysis;
  run.input.types = types_of(inventory);
  run.input.files_analyzed = inventory.files_analyzed;
  run.input.problems = run.observations.problems;
  run.input.copies = inventory.copies;
  run.markdown = report::render_markdown(run.input);
  if (line.verify) {
    context.terminal.say("verifying the report");
    if (auto verified =
            verify::verify_report(run.markdown.text, run.observations, {}, context.cancel)) {
      run.verdicts = std::move(verified->claims);
    }
  }
}

Result<void> save(const CommandLine& line, const Context& context, const Run& run) {
  auto folder = open_output(line.out, context.disk, "report.json", "chimera.report/1");
  if (!folder) {
    return tl::unexpected<Error>(folder.error());
  }
  std::vector<std::pair<std::string_view, std::string>> files = {
      {"report.md", run.markdown.text},
      {"facts.json", run.facts_json},
      {"report.json", report::render_report_json(run.input, run.markdown)},
      {"plan.toml", report::render_plan_toml(run.analysis.plan)},
      {"transcript.jsonl", transcript_of(run.story.calls, run.input.run.model)}};
  if (line.verify) {
    files.emplace_back("verdicts.json", verdicts_json(run.verdicts));
  }
  for (const auto& [name, bytes] : files) {
    if (auto written = folder->write(name, bytes); !written) {
      return written;
    }
  }
  return context.cancel.raised() ? Result<void>(interrupted()) : folder->commit();
}

std::string as_json(const CommandLine& line, const Run& run) {
  const report::RunInfo& info = run.input.run;
  text::JsonWriter json;
  json.open_object();
  json.key("schema").string("chimera.run/1");
  json.key("run_id").string(info.run_id);
  json.key("out").string(line.out);
  json.key("model").string(info.model);
  json.key("files_analyzed").count(run.input.files_analyzed);
  json.key("facts").count(run.analysis.facts.size());
  json.key("findings").count(run.analysis.findings.size());
  json.key("sentences").count(run.story.sentences);
  json.key("by_model").count(run.story.by_model);
  json.key("asked").count(run.story.asked);
  json.key("replaced").count(run.story.replaced);
  json.key("written").count(run.story.written);
  json.key("refused").count(run.story.refused);
  json.key("times").open_object();
  json.key("ingest_s").number(info.ingest_s);
  json.key("analysis_s").number(info.analysis_s);
  json.key("report_s").number(info.report_s);
  json.close_object().close_object();
  return json.take();
}

void print_result(const CommandLine& line, const Run& run, Terminal& terminal) {
  if (line.json) {
    terminal.print(as_json(line, run) + "\n");
    return;
  }
  const report::RunInfo& info = run.input.run;
  const double total_s = info.ingest_s + info.analysis_s + info.report_s;
  terminal.print(
      terminal.bold("report") + "    " + line.out + "/report.md\n" + terminal.bold("files") +
      "     " + std::to_string(run.input.files_analyzed) + " analyzed\n" + terminal.bold("facts") +
      "     " + std::to_string(run.analysis.facts.size()) + "\n" + terminal.bold("findings") +
      "  " + std::to_string(run.analysis.findings.size()) + "\n" + terminal.bold("time") +
      "      " + seconds(total_s) + " (ingest " + seconds(info.ingest_s) + " | analysis " +
      seconds(info.analysis_s) + " | report " + seconds(info.report_s) + ")\n");
}

}  // namespace

Result<void> run(const CommandLine& line, const Context& context) {
  // Tried before the work: a refused OUT is told at once. What this makes is dropped again.
  if (const auto tried = open_output(line.out, context.disk, "report.json", "chimera.report/1");
      !tried) {
    return tl::unexpected<Error>(tried.error());
  }
  Run made;
  return choose_agents(line, context.disk)
      .and_then([&](write::Agents&& agents) {
        made.agents = std::move(agents);
        return choose_model(line, context.terminal);
      })
      .and_then([&](const std::optional<std::string>& path) {
        return connect(line, context, made)
            .and_then([&] { return ingest(line, context, made); })
            .and_then([&] { return analyse_and_write(line, context, path, made); });
      })
      .and_then([&] {
        render(line, context, made);
        return save(line, context, made);
      })
      .and_then([&] {
        print_result(line, made, context.terminal);
        return stands(made.verdicts, line.out);
      });
}

}  // namespace chimera::cli
