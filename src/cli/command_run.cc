// chimera run DIR…: read, facts, findings, two agents word them, the report appears whole.
#include <fmt/format.h>

#include <memory>
#include <optional>
#include <utility>

#include "base/hash.h"
#include "base/output_folder.h"
#include "cli/columns.h"
#include "cli/commands.h"
#include "cli/run_report.h"
#include "cli/verdicts.h"
#include "engine/registry.h"
#include "findings/findings.h"
#include "read/read.h"
#include "text/json.h"
#include "text/json_write.h"
#include "verify/verify.h"

namespace chimera::cli {
namespace {

// Everything that one run makes, in the order of its stages.
struct Run {
  std::unique_ptr<engine::Engine> engine;  ///< none without a model
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

// A folder is ours if it holds a report.json of our schema.
bool is_ours(const std::string& folder, const Disk& disk) {
  constexpr std::size_t kMost = std::size_t{1} << 28U;
  const auto bytes = disk.read(folder + "/report.json", kMost);
  if (!bytes) {
    return false;
  }
  const auto json = text::parse_json(*bytes);
  const text::JsonValue* const schema = json ? json->find("schema") : nullptr;
  return schema != nullptr && schema->text == "chimera.report/1";
}

Result<OutputFolder> open_output(const CommandLine& line, const Disk& disk) {
  return OutputFolder::create(line.out,
                              [&](const std::string& folder) { return is_ours(folder, disk); });
}

/// The path of the model to load; nullopt for none, with the reason said.
Result<std::optional<std::string>> choose_model(const CommandLine& line, const Terminal& terminal) {
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

Result<void> load(const CommandLine& line, const Context& context,
                  const std::optional<std::string>& path, Run& run) {
  run.input.run.model = "none";
  if (!path) {
    return {};
  }
  if (line.engine_options.num_gpu.value_or(0) > 0 && !engine::can_offload()) {
    context.terminal.warn("'--num-gpu' does nothing: this build sees no GPU");
  }
  context.terminal.say("loading '" + *path + "'");
  return engine::load_embedded(*path, line.engine_options, context.clock, context.cancel)
      .map([&](std::unique_ptr<engine::Engine>&& loaded) {
        run.engine = std::move(loaded);
        run.input.run.model = run.engine->model_name();
      });
}

// The analysis ends, and the report begins, where the analyst starts.
Result<void> analyse_and_write(const CommandLine& line, const Context& context,
                               const std::optional<std::string>& path, Run& run) {
  const double start_s = context.clock.steady_s();
  context.terminal.say("analyzing " + counted(run.observations.tables.size(), "table"));
  run.analysis = findings::analyze(run.observations);
  if (context.cancel.raised()) {
    return interrupted();
  }
  if (auto loaded = load(line, context, path, run); !loaded) {
    return loaded;
  }
  double analyst_s = context.clock.steady_s();
  const std::string analyst = write::analyst_persona().name;
  const auto progress = [&](const std::string& what) {
    if (what == analyst + " starts") {
      analyst_s = context.clock.steady_s();
    }
    if (run.engine) {
      context.terminal.say(what);
    }
  };
  auto story = write::write_story(run.analysis, run.engine.get(), {}, progress, context.cancel);
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
          story.sentences, story.by_model};
}

void describe_run(const CommandLine& line, const Context& context, Run& run) {
  report::RunInfo& info = run.input.run;
  const std::string now = utc_text(context.clock.utc_s());
  constexpr std::size_t kDateLength = 10;
  info.date = now.substr(0, kDateLength);
  info.configuration = configuration_of(line, run.engine != nullptr);
  info.metrics = metrics_of(run.story.calls);
  for (const write::Persona& persona : {write::collector_persona(), write::analyst_persona()}) {
    info.personas.emplace_back(persona.name, persona.prompt);
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
  if (auto verified = verify::verify_report(run.markdown.text, run.observations, {})) {
    run.verdicts = std::move(verified->claims);
  }
}

// What our own report says and the data don't is a bug of ours.
Result<void> judge(const CommandLine& line, const Run& run, Terminal& terminal) {
  const VerdictCounts counts = count_verdicts(run.verdicts);
  if (counts.contradicted == 0) {
    return {};
  }
  std::vector<Claim> wrong = run.verdicts;
  std::erase_if(wrong, [](const Claim& claim) { return claim.verdict != Verdict::kContradicted; });
  if (!line.json) {
    print_verdicts(wrong, run.markdown.text, line.out + "/report.md", terminal);
  }
  return fail(ErrorCode::kAnswerIsNo,
              std::to_string(wrong.size()) + " claims of '" + line.out +
                  "/report.md' are contradicted by the data: this is a bug");
}

Result<void> save(const CommandLine& line, const Context& context, const Run& run) {
  auto folder = open_output(line, context.disk);
  if (!folder) {
    return tl::unexpected<Error>(folder.error());
  }
  const std::pair<std::string_view, std::string> files[] = {
      {"report.md", run.markdown.text},
      {"facts.json", run.facts_json},
      {"report.json", report::render_report_json(run.input, run.markdown)},
      {"plan.toml", report::render_plan_toml(run.analysis.plan)},
      {"verdicts.json", verdicts_json(run.verdicts)},
      {"transcript.jsonl", transcript_of(run.story.calls, run.input.run.model)}};
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
  if (const auto tried = open_output(line, context.disk); !tried) {
    return tl::unexpected<Error>(tried.error());
  }
  Run made;
  return choose_model(line, context.terminal)
      .and_then([&](const std::optional<std::string>& path) {
        return ingest(line, context, made).and_then([&] {
          return analyse_and_write(line, context, path, made);
        });
      })
      .and_then([&] {
        render(line, context, made);
        return save(line, context, made);
      })
      .and_then([&] {
        print_result(line, made, context.terminal);
        return judge(line, made, context.terminal);
      });
}

}  // namespace chimera::cli
