// How a command adds its options: one application of CLI11 a command, so that a folder may be
// called like a command. Included by the sources that parse, nowhere else.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "base/result.h"
#include "cli/options.h"

namespace chimera::cli {

/// Where the options of a command leave what they can only check once all are read.
struct Draft {
  CommandLine line;
  std::string engine;
  std::string style = "guided";
  std::optional<std::string> url;
  std::vector<std::string> statistics;
  std::vector<std::string> by;
  std::vector<std::string> where;
  std::vector<std::string> against;
  std::vector<std::string> words;  ///< positionals
  std::string fail_on;
  std::string only;
  std::optional<std::string> format;
  std::optional<std::string> shard;
};

void add_engine_options(CLI::App& app, Draft& draft);
void add_query_options(CLI::App& app, Draft& draft);
void add_tidy_options(CLI::App& app, Draft& draft);
void add_verify_options(CLI::App& app, Draft& draft);

/// `--where` and its kin take one value each time, so that a DIR may follow.
void add_repeated(CLI::App& app, const std::string& flag, std::vector<std::string>& target,
                  const std::string& type, const std::string& help);

/// Turns what was typed into the line's engine, query, or form and shard. kUsage.
Result<void> finish_engine(Draft& draft);
Result<void> finish_query(Draft& draft);
Result<void> finish_tidy(Draft& draft);
Result<void> finish_verify(Draft& draft);

/// "unknown WHAT 'TYPED': did you mean 'NEAREST'?", or `otherwise` where nothing is near.
tl::unexpected<Error> unknown_word(const std::string& what, const std::string& typed,
                                   const std::vector<std::string>& known,
                                   const std::string& otherwise);

}  // namespace chimera::cli
