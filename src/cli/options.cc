#include "cli/options.h"

#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <utility>

#include "cli/option_parser.h"
#include "text/nearest.h"

namespace chimera::cli {
namespace {

// A command, its names and its help in one table.
struct CommandHelp {
  Command command;
  std::string_view name;
  std::string_view line;
  std::string_view positionals;  ///< "" for none
  std::string_view examples;
};

constexpr std::array<CommandHelp, 12> kCommands{{
    {Command::kRun, "run", "writes the report: read, facts, findings, two agents word it", "DIR...",
     "  chimera run results/\n"
     "  chimera run results/ -o report --model gemma3:270m"},
    {Command::kInventory, "inventory",
     "says what is there: counts, latest change, what was not read", "DIR...",
     "  chimera inventory results/\n"
     "  chimera inventory results/ --roles > roles.toml"},
    {Command::kQuery, "query", "answers with one number or a table of them", "DIR...",
     "  chimera query results/ --metric throughput --stat mean,p95 --by model\n"
     "  chimera query results/ --metric ttft --where 'file=*.csv' --exclude-cold"},
    {Command::kFacts, "facts", "prints every finding and fact", "DIR...",
     "  chimera facts results/ --json\n"
     "  chimera facts --observations results.jsonl"},
    {Command::kExplain, "explain", "walks from a finding or fact to its queries and cells",
     "DIR... ID",
     "  chimera explain results/ F0123456789ab\n"
     "  chimera explain results/ f0123456789ab --json"},
    {Command::kAgents, "agents", "measures agents side by side, in turn or against each other",
     "SCENARIO",
     "  chimera agents pair.toml -o pair\n"
     "  chimera query pair --metric total_s --by agent,mode"},
    {Command::kVerify, "verify", "checks somebody's report, claim by claim, against the data",
     "REPORT DIR...",
     "  chimera verify report.md results/\n"
     "  chimera verify README.md results/ --only contradicted --json"},
    {Command::kFill, "fill", "refills numbers that a comment binds to a query", "FILE DIR...",
     "  chimera fill README.md results/\n"
     "  chimera fill README.md results/ --check"},
    {Command::kObservations, "observations",
     "writes one long table for DuckDB, pandas and the like", "DIR...",
     "  chimera observations results/ -o results.jsonl\n"
     "  chimera observations results/ --format csv --shard 1/4 -o part1.csv"},
    {Command::kModel, "model", "lists, gets and finds language models",
     "[list | get NAME | path NAME]",
     "  chimera model list\n"
     "  chimera model get smollm2"},
    {Command::kFormats, "formats", "lists what is read of which tool, and what metrics mean", "",
     "  chimera formats\n"
     "  chimera formats --json"},
    {Command::kDoctor, "doctor", "says what this installation can do", "",
     "  chimera doctor\n"
     "  chimera doctor --json"},
}};

std::string general_help() {
  std::string text =
      "Chimera writes reports about LLM benchmark results whose every number is a query.\n\n"
      "Type this first:\n"
      "  chimera run DIR          reads the results in DIR and writes chimera-report/report.md\n\n"
      "Commands:\n";
  for (const CommandHelp& help : kCommands) {
    std::string name = "  " + std::string(help.name);
    name.resize(16, ' ');
    text += name + std::string(help.line) + "\n";
  }
  return text +
         "\n'chimera COMMAND --help' shows a command's options. Results go to standard output,\n"
         "with --json for programs.\n"
         "Exit status: 0 fine, 1 the answer is no, 2 wrong usage, 3 input or output,\n"
         "4 engine or model, 130 interrupted.\n";
}

// CLI11's help with our usage line in place of its own.
class HelpText : public CLI::Formatter {
 public:
  explicit HelpText(std::string usage) : usage_(std::move(usage)) {}

  std::string make_usage(const CLI::App* /*app*/, std::string /*name*/) const override {
    return usage_;
  }

  std::string make_positionals(const CLI::App* /*app*/) const override { return ""; }

 private:
  std::string usage_;
};

std::string statistics_text() {
  std::string text = "Statistics:\n ";
  for (const Statistic statistic : all_statistics()) {
    text += " " + std::string(statistic_name(statistic));
  }
  return text +
         "\n  (ratio, difference, detectable and p need --against; p and detectable may have "
         "--effect\n  instead, and p_interaction needs it)\n\n";
}

void add_options(CLI::App& app, const CommandHelp& help, Draft& draft) {
  std::string usage = "Usage: chimera " + std::string(help.name);
  if (!help.positionals.empty()) {
    usage += " " + std::string(help.positionals);
    app.add_option("words", draft.words);
  }
  app.formatter(std::make_shared<HelpText>(usage + " [OPTIONS]\n"));
  if (help.command == Command::kRun) {
    app.add_option("-o,--out", draft.line.out, "the report's folder; default chimera-report")
        ->type_name("OUT");
    app.add_option("--agents", draft.line.agents,
                   "a folder with collector.toml, analyst.toml or both, in place of ours")
        ->type_name("DIR");
    app.add_flag_callback(
        "--no-verify", [&draft] { draft.line.verify = false; },
        "leaves out the verifier's look at the finished report, and verdicts.json");
    app.add_option("--style", draft.style,
                   "guided, the default: the model chooses true sentences; free: it writes\n"
                   "findings itself, and what the verifier doesn't support is chosen as ever")
        ->type_name("STYLE");
    app.add_flag_callback(
        "--no-kept-prompts", [&draft] { draft.line.keep_prompts = false; },
        "evaluates each prompt anew, and keeps none for the next run");
    add_engine_options(app, draft);
  }
  if (help.command == Command::kAgents) {
    draft.line.out = "chimera-agents";
    app.add_option("-o,--out", draft.line.out, "the folder of the results; default chimera-agents")
        ->type_name("OUT");
    add_engine_options(app, draft);
  }
  if (help.command == Command::kQuery) {
    add_query_options(app, draft);
  }
  if (help.command == Command::kInventory) {
    app.add_flag("--roles", draft.line.roles, "what each column is taken for, as a mapping file");
    app.add_flag("--accounting", draft.line.accounting,
                 "what became of every row of text and every leaf of JSON");
  }
  if (help.command == Command::kVerify) {
    add_verify_options(app, draft);
  }
  if (help.command == Command::kFill) {
    app.add_flag("--check", draft.line.check,
                 "only list what would change; exit status 1 if something would");
  }
  if (help.positionals.find("DIR") != std::string_view::npos) {
    app.add_option("--map", draft.line.reading.map_file,
                   "a mapping file, on top of DIR/chimera.toml")
        ->type_name("FILE");
  }
  if (help.command == Command::kObservations) {
    add_tidy_options(app, draft);
  } else if (help.command != Command::kFill) {
    app.add_flag("--json", draft.line.json, "JSON instead of text");
  }
  if (help.command == Command::kFacts) {
    add_repeated(app, "--observations", draft.line.observations, "FILE",
                 "what 'chimera observations' wrote, in place of DIR; once for each file");
  }
  std::string footer = "Examples:\n" + std::string(help.examples);
  if (help.command == Command::kQuery) {
    footer = statistics_text() + footer;
  }
  app.footer(footer);
  app.set_help_flag("-h,--help", "prints this");
  app.allow_extras();
}

std::vector<std::string> flags_of(const CLI::App& app) {
  std::vector<std::string> flags;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) {
      flags.push_back("--" + name);
    }
  }
  return flags;
}

Result<void> no_dir(const CommandHelp& help) {
  return fail(ErrorCode::kUsage,
              "no DIR given: 'chimera " + std::string(help.name) + " --help' shows what to type");
}

Result<void> finish_model(Draft& draft) {
  const std::string action = draft.words.empty() ? "list" : draft.words.front();
  const std::vector<std::string> known = {"list", "get", "path"};
  const auto found = std::find(known.begin(), known.end(), action);
  if (found == known.end()) {
    return unknown_word("action", action, known, "list, get NAME or path NAME");
  }
  const bool lists = action == "list";
  if (draft.words.size() > (lists ? 1U : 2U)) {
    return fail(ErrorCode::kUsage, "one too many: '" + draft.words.back() + "'");
  }
  if (!lists && draft.words.size() < 2) {
    return fail(ErrorCode::kUsage, "no NAME given: 'chimera model list' lists them");
  }
  draft.line.model_action = lists             ? ModelAction::kList
                            : action == "get" ? ModelAction::kGet
                                              : ModelAction::kPath;
  draft.line.model = lists ? "" : draft.words[1];
  return {};
}

Result<void> finish_run(Draft& draft) {
  draft.line.free_style = draft.style == "free";
  if (!draft.line.free_style && draft.style != "guided") {
    return unknown_word("style", draft.style, {"guided", "free"}, "guided or free");
  }
  if (auto finished = finish_engine(draft); !finished) {
    return finished;
  }
  if (draft.line.free_style && draft.line.engine == EngineChoice::kNone) {
    return fail(ErrorCode::kUsage,
                "'--style free' needs a model that writes: '--engine none' has none");
  }
  return {};
}

Result<void> finish_agents(Draft& draft) {
  if (draft.words.size() != 1) {
    return fail(ErrorCode::kUsage, draft.words.empty()
                                       ? "no SCENARIO given: docs/agents.md shows one"
                                       : "one too many: '" + draft.words[1] + "'");
  }
  draft.line.scenario = draft.words.front();
  return finish_engine(draft);
}

Result<void> finish(const CommandHelp& help, Draft& draft) {
  if (help.command == Command::kModel) {
    return finish_model(draft);
  }
  if (help.command == Command::kDoctor || help.command == Command::kFormats) {
    return {};
  }
  if (help.command == Command::kAgents) {
    return finish_agents(draft);
  }
  if (help.command == Command::kVerify || help.command == Command::kFill) {
    return finish_verify(draft);
  }
  if (help.command == Command::kExplain) {
    if (draft.words.size() < 2) {
      return fail(ErrorCode::kUsage, "explain takes DIR and ID: 'chimera facts DIR' lists the ids");
    }
    draft.line.id = draft.words.back();
    draft.words.pop_back();
  }
  const bool reads_tables = !draft.line.observations.empty();
  if (reads_tables && !draft.words.empty()) {
    return fail(ErrorCode::kUsage,
                "DIR and --observations exclude each other: '" + draft.words.front() + "'");
  }
  if (draft.words.empty() && !reads_tables) {
    return no_dir(help);
  }
  draft.line.dirs = draft.words;
  if (draft.line.roles && draft.line.json) {
    return fail(ErrorCode::kUsage, "'--roles' prints TOML: leave '--json' out");
  }
  if (draft.line.roles && draft.line.accounting) {
    return fail(ErrorCode::kUsage, "'--roles' and '--accounting' exclude each other");
  }
  if (help.command == Command::kQuery) {
    return finish_query(draft);
  }
  if (help.command == Command::kObservations) {
    return finish_tidy(draft);
  }
  return help.command == Command::kRun ? finish_run(draft) : Result<void>();
}

Result<CommandLine> parse_command(const CommandHelp& help, std::span<const char* const> arguments) {
  CLI::App app("chimera " + std::string(help.name) + ": " + std::string(help.line),
               "chimera " + std::string(help.name));
  Draft draft;
  draft.line.command = help.command;
  add_options(app, help, draft);
  try {
    // CLI11 takes the arguments last one first.
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::CallForHelp&) {
    draft.line.command.reset();
    draft.line.text = app.help();
    return draft.line;
  } catch (const CLI::ParseError& error) {
    return fail(ErrorCode::kUsage, error.what());
  }
  for (const std::string& extra : app.remaining()) {
    if (extra != "--") {
      return unknown_word("option", extra, flags_of(app),
                          "'chimera " + std::string(help.name) + " --help' lists them");
    }
  }
  return finish(help, draft).map([&] { return draft.line; });
}

CommandLine only_text(std::string text) {
  CommandLine line;
  line.text = std::move(text);
  return line;
}

}  // namespace

tl::unexpected<Error> unknown_word(const std::string& what, const std::string& typed,
                                   const std::vector<std::string>& known,
                                   const std::string& otherwise) {
  const auto nearest = text::nearest_name(typed, {known.begin(), known.end()});
  return fail(ErrorCode::kUsage, "unknown " + what + " '" + typed + "': " +
                                     (nearest ? "did you mean '" + *nearest + "'?" : otherwise));
}

std::vector<std::string_view> command_names() {
  std::vector<std::string_view> names;
  names.reserve(kCommands.size());
  for (const CommandHelp& help : kCommands) {
    names.push_back(help.name);
  }
  return names;
}

Result<CommandLine> parse_command_line(std::span<const char* const> arguments,
                                       std::string_view version) {
  if (arguments.empty()) {
    return only_text(general_help());
  }
  const std::string_view first = arguments.front();
  if (first == "--help" || first == "-h" || (first == "help" && arguments.size() == 1)) {
    return only_text(general_help());
  }
  if (first == "--version") {
    return only_text("chimera " + std::string(version) + "\n");
  }
  if (first == "help") {
    const std::array<const char*, 2> asked = {arguments[1], "--help"};
    return parse_command_line(asked, version);
  }
  for (const CommandHelp& help : kCommands) {
    if (help.name == first) {
      return parse_command(help, arguments.subspan(1));
    }
  }
  std::vector<std::string> known(kCommands.size());
  std::transform(kCommands.begin(), kCommands.end(), known.begin(),
                 [](const CommandHelp& help) { return std::string(help.name); });
  const std::string what = first.starts_with('-') ? "option" : "command";
  return unknown_word(what, std::string(first), known, "'chimera --help' lists the commands");
}

}  // namespace chimera::cli
