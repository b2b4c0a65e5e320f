// The command line → one plain struct, or what is wrong with it. CLI11 stays behind this header.
// What each command does stands in the table of options.cc, which also makes the help texts.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "data/claim.h"
#include "data/query.h"
#include "engine/engine.h"
#include "read/read.h"
#include "read/tidy.h"

namespace chimera::cli {

enum class Command {
  kRun,
  kInventory,
  kQuery,
  kFacts,
  kExplain,
  kAgents,
  kVerify,
  kFill,
  kObservations,
  kModel,
  kFormats,
  kDoctor
};

/// What words the report. kAutomatic: the embedded engine if it is built in and the default model
/// is there, else none, with a warning.
enum class EngineChoice { kAutomatic, kEmbedded, kOllama, kOpenAi, kNone };

/// As typed: "embedded", "ollama", …; of kAutomatic too, which is "embedded" where it is one.
std::string_view engine_choice_name(EngineChoice choice);
std::optional<EngineChoice> engine_choice_named(std::string_view name);

/// Whether it is a server, with a URL.
bool is_server(EngineChoice choice);

enum class ModelAction { kList, kGet, kPath };

struct CommandLine {
  std::optional<Command> command;  ///< absent: `text` is all there is to do
  std::string text;                ///< a help text or the version
  std::vector<std::string> dirs;
  read::ReadOptions reading;  ///< of every command with DIRs
  bool json = false;
  bool roles = false;                              ///< inventory
  bool accounting = false;                         ///< inventory
  std::string out = "chimera-report";              ///< run, agents
  EngineChoice engine = EngineChoice::kAutomatic;  ///< run, agents
  engine::Options engine_options;                  ///< run, agents; an empty model: the default one
  bool verify = true;                              ///< run: the finished report too
  bool free_style = false;                         ///< run: the model may word findings itself
  bool keep_prompts = true;                        ///< run: evaluated prompts, for the next run
  std::string agents;                              ///< run: a folder of agents; "" for ours
  Query query;                                     ///< query; statistics are never empty
  std::string id;                                  ///< explain
  std::string scenario;                            ///< agents: its file
  std::string report;                              ///< verify, fill
  bool annotate = false;                           ///< verify
  bool check = false;                              ///< fill
  bool sarif = false;                              ///< verify
  Verdict fail_on = Verdict::kContradicted;        ///< verify
  std::optional<Verdict> only;                     ///< verify
  std::vector<std::string> observations;           ///< facts: read these tables in place of DIRs
  read::TidyOptions tidy;                          ///< observations
  std::string tidy_file;                           ///< observations; "" is standard output
  ModelAction model_action = ModelAction::kList;   ///< model
  std::string model;                               ///< model get, model path
};

/// Reads what was typed after the program's name. kUsage with the nearest known word.
Result<CommandLine> parse_command_line(std::span<const char* const> arguments,
                                       std::string_view version);

/// Every command's name, in the order of the help text.
std::vector<std::string_view> command_names();

}  // namespace chimera::cli
