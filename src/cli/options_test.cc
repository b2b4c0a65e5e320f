#include "cli/options.h"

#include <gtest/gtest.h>

#include <vector>

namespace chimera::cli {
namespace {

Result<CommandLine> parse(const std::vector<const char*>& typed) {
  return parse_command_line(typed, "1.2.3");
}

TEST(ParseCommandLine, WithoutArgumentsSaysWhatToTypeFirst) {
  const auto line = parse({});
  ASSERT_TRUE(line.has_value());
  EXPECT_FALSE(line->command.has_value());
  EXPECT_NE(line->text.find("chimera run DIR"), std::string::npos);
}

TEST(ParseCommandLine, VersionIsTheOneGiven) {
  EXPECT_EQ(parse({"--version"})->text, "chimera 1.2.3\n");
}

TEST(ParseCommandLine, EveryCommandHasHelpWithExamples) {
  for (const std::string_view name : command_names()) {
    const std::string command(name);
    const auto line = parse({command.c_str(), "--help"});
    ASSERT_TRUE(line.has_value()) << command;
    EXPECT_NE(line->text.find("Usage: chimera " + command), std::string::npos);
    EXPECT_NE(line->text.find("Examples:"), std::string::npos);
    EXPECT_EQ(parse({"help", command.c_str()})->text, line->text);
  }
}

TEST(ParseCommandLine, RunTakesEveryOptionOfTheEngine) {
  const auto line = parse({"run", "a",         "b",      "-o",
                           "out", "--model",   "m.gguf", "--num-gpu",
                           "3",   "--num-ctx", "512",    "--num-predict",
                           "9",   "--temp",    "0.5",    "--top-p",
                           "0.9", "--top-k",   "40",     "--repeat-penalty",
                           "1.1", "--seed",    "42",     "--threads",
                           "2"});
  ASSERT_TRUE(line.has_value()) << line.error().message;
  EXPECT_EQ(line->command, Command::kRun);
  EXPECT_EQ(line->dirs, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(line->out, "out");
  EXPECT_EQ(line->engine, EngineChoice::kEmbedded);
  const engine::Options& options = line->engine_options;
  EXPECT_EQ(options.model, "m.gguf");
  EXPECT_EQ(options.num_gpu, 3);
  EXPECT_EQ(options.num_ctx, 512);
  EXPECT_EQ(options.num_predict, 9);
  EXPECT_EQ(options.temp, 0.5);
  EXPECT_EQ(options.top_p, 0.9);
  EXPECT_EQ(options.top_k, 40);
  EXPECT_EQ(options.repeat_penalty, 1.1);
  EXPECT_EQ(options.seed, 42U);
  EXPECT_EQ(options.threads, 2);
}

TEST(ParseCommandLine, WhatIsNotGivenIsAbsent) {
  const auto line = parse({"run", "a"});
  ASSERT_TRUE(line.has_value());
  EXPECT_EQ(line->engine, EngineChoice::kAutomatic);
  EXPECT_EQ(line->out, "chimera-report");
  EXPECT_FALSE(line->engine_options.temp.has_value());
  EXPECT_EQ(parse({"run", "a", "--engine", "none", "--model", "x"})->engine, EngineChoice::kNone);
}

TEST(ParseCommandLine, ServersTakeAUrlAModelAndTheirOwnOptions) {
  const auto line = parse({"run", "a", "--engine", "ollama", "--model", "m", "--url",
                           "http://127.0.0.1:5", "--timeout", "2.5", "--keep-alive", "-1"});
  ASSERT_TRUE(line.has_value()) << line.error().message;
  EXPECT_EQ(line->engine, EngineChoice::kOllama);
  EXPECT_EQ(line->engine_options.url, "http://127.0.0.1:5");
  EXPECT_EQ(line->engine_options.timeout_s, 2.5);
  EXPECT_EQ(line->engine_options.keep_alive, "-1");
  EXPECT_EQ(parse({"run", "a", "--engine", "openai"})->engine, EngineChoice::kOpenAi);
  for (const EngineChoice choice :
       {EngineChoice::kEmbedded, EngineChoice::kOpenAi, EngineChoice::kNone}) {
    const std::string name(engine_choice_name(choice));
    EXPECT_EQ(parse({"run", "a", "--engine", name.c_str()})->engine, choice) << name;
  }
}

TEST(ParseCommandLine, QueryCollectsItsParts) {
  const auto line = parse({"query", "--metric", "Tokens per Second", "--stat", "mean,p95", "--by",
                           "model,num_gpu", "--where", "a=1", "--where", "file=x=y*", "dir",
                           "--against", "a=2", "--exclude-cold", "--json"});
  ASSERT_TRUE(line.has_value()) << line.error().message;
  const Query& query = line->query;
  EXPECT_EQ(query.metric, "Tokens per Second");
  EXPECT_EQ(query.statistics, (std::vector<Statistic>{Statistic::kMean, Statistic::kP95}));
  EXPECT_EQ(query.by, (std::vector<std::string>{"model", "num_gpu"}));
  EXPECT_EQ(query.where, (std::vector<Condition>{{"a", "1"}, {"file", "x=y*"}}));
  EXPECT_EQ(query.against, (std::vector<Condition>{{"a", "2"}}));
  EXPECT_TRUE(query.exclude_cold);
  EXPECT_FALSE(query.include_failed);
  EXPECT_TRUE(line->json);
  EXPECT_EQ(line->dirs, std::vector<std::string>{"dir"});
}

TEST(ParseCommandLine, EveryCommandThatReadsTakesAMappingFile) {
  const std::vector<std::vector<const char*>> typed = {
      {"run", "a", "--map", "m.toml"},
      {"inventory", "a", "--map", "m.toml"},
      {"query", "a", "--metric", "x", "--map", "m.toml"},
      {"facts", "a", "--map", "m.toml"},
      {"explain", "--map", "m.toml", "a", "f1"}};
  for (const auto& one : typed) {
    const auto line = parse(one);
    ASSERT_TRUE(line.has_value()) << one.front() << ": " << line.error().message;
    EXPECT_EQ(line->reading.map_file, "m.toml") << one.front();
    EXPECT_EQ(line->dirs, std::vector<std::string>{"a"});
  }
  EXPECT_TRUE(parse({"inventory", "a", "--roles"})->roles);
  EXPECT_FALSE(parse({"doctor", "--map", "m.toml"}).has_value());
}

TEST(ParseCommandLine, ExplainTakesTheLastWordAsId) {
  const auto line = parse({"explain", "a", "b", "F12"});
  ASSERT_TRUE(line.has_value());
  EXPECT_EQ(line->id, "F12");
  EXPECT_EQ(line->dirs, (std::vector<std::string>{"a", "b"}));
}

TEST(ParseCommandLine, ModelActions) {
  EXPECT_EQ(parse({"model"})->model_action, ModelAction::kList);
  EXPECT_EQ(parse({"model", "get", "smollm2"})->model_action, ModelAction::kGet);
  const auto path = parse({"model", "path", "x.gguf"});
  EXPECT_EQ(path->model_action, ModelAction::kPath);
  EXPECT_EQ(path->model, "x.gguf");
}

TEST(ParseCommandLine, WrongUsageSaysWhatAndOffersTheNearest) {
  struct Case {
    std::vector<const char*> typed;
    const char* message;
  };

  const std::vector<Case> cases = {
      {{"facst", "a"}, "unknown command 'facst': did you mean 'facts'?"},
      {{"zzzzzzzz"}, "unknown command 'zzzzzzzz': 'chimera --help' lists the commands"},
      {{"facts", "a", "--jsonn"}, "unknown option '--jsonn': did you mean '--json'?"},
      {{"inventory", "a", "--roles", "--json"}, "'--roles' prints TOML: leave '--json' out"},
      {{"facts"}, "no DIR given: 'chimera facts --help' shows what to type"},
      {{"query", "a"}, "no metric given: type --metric NAME"},
      {{"query", "a", "--metric", "x", "--stat", "meen"},
       "unknown statistic 'meen': did you mean 'mean'?"},
      {{"query", "a", "--metric", "x", "--where", "=1"}, "'--where' takes COLUMN=VALUE, not '=1'"},
      {{"query", "a", "--metric", "x", "--stat", "ratio"},
       "'ratio' needs a second selection: type --against COLUMN=VALUE"},
      {{"run", "a", "--top-p", "2"}, "'--top-p' takes a number from 0 to 1, not '2'"},
      {{"run", "a", "--temp", "nan"}, "'--temp' takes a number from 0 to 100, not 'nan'"},
      {{"run", "a", "--threads", "1.5"},
       "'--threads' takes a whole number from 1 to 1024, not '1.5'"},
      {{"run", "a", "--engine", "olama"}, "unknown engine 'olama': did you mean 'ollama'?"},
      {{"run", "a", "--engine", "ollama"}, "'--engine ollama' needs a model: type --model NAME"},
      {{"run", "a", "--url", "http://127.0.0.1/"},
       "'--url' is of a server: type --engine ollama or --engine openai"},
      {{"run", "a", "--engine", "openai", "--url", "u:secret@host:80"},
       "no URL of http or https: 'host:80'"},
      {{"run", "a", "--engine", "openai", "--timeout", "0"},
       "'--timeout' takes a number from 0.01 to 86400, not '0'"},
      {{"model", "fetch"}, "unknown action 'fetch': list, get NAME or path NAME"},
      {{"model", "get"}, "no NAME given: 'chimera model list' lists them"}};
  for (const Case& one : cases) {
    const auto line = parse(one.typed);
    ASSERT_FALSE(line.has_value()) << one.message;
    EXPECT_EQ(line.error().code, ErrorCode::kUsage);
    EXPECT_EQ(line.error().message, one.message);
  }
}

TEST(ParseCommandLine, ObservationsTakeFormShardAndFile) {
  const auto line = parse({"observations", "a", "--format", "csv", "--shard", "2/4", "-o", "f"});
  ASSERT_TRUE(line.has_value()) << line.error().message;
  EXPECT_EQ(line->command, Command::kObservations);
  EXPECT_EQ(line->tidy.form, read::TidyForm::kCsv);
  EXPECT_EQ(line->tidy.shard.index, 2U);
  EXPECT_EQ(line->tidy.shard.count, 4U);
  EXPECT_EQ(line->tidy_file, "f");
  const auto plain = parse({"observations", "a"});
  EXPECT_EQ(plain->tidy.form, read::TidyForm::kJsonLines);
  EXPECT_EQ(plain->tidy.shard.count, 1U);
}

TEST(ParseCommandLine, AShardThatIsNoneIsWrongUsage) {
  for (const char* const bad :
       {"", "/", "1", "1/", "/4", "0/4", "5/4", "-1/4", "1/4x", "1.5/4", "1/99999999"}) {
    const auto line = parse({"observations", "a", "--shard", bad});
    ASSERT_FALSE(line.has_value()) << bad;
    EXPECT_EQ(line.error().code, ErrorCode::kUsage);
  }
  EXPECT_FALSE(parse({"observations", "a", "--format", "parquet"}).has_value());
  EXPECT_FALSE(parse({"observations"}).has_value());
}

TEST(ParseCommandLine, FactsTakeTablesInPlaceOfFolders) {
  const auto line = parse({"facts", "--observations", "a", "--observations", "b"});
  ASSERT_TRUE(line.has_value()) << line.error().message;
  EXPECT_EQ(line->observations, (std::vector<std::string>{"a", "b"}));
  EXPECT_TRUE(line->dirs.empty());
  EXPECT_FALSE(parse({"facts", "--observations", "a", "dir"}).has_value());
  EXPECT_FALSE(parse({"query", "--observations", "a"}).has_value());
}

TEST(ParseCommandLine, FreeWritingNeedsAModel) {
  EXPECT_FALSE(parse({"run", "a"})->free_style);
  EXPECT_FALSE(parse({"run", "a", "--style", "guided", "--engine", "none"})->free_style);
  EXPECT_TRUE(parse({"run", "a", "--style", "free"})->free_style);
  EXPECT_TRUE(parse({"run", "a", "--style", "free", "--engine", "embedded"})->free_style);
  const auto none = parse({"run", "a", "--style", "free", "--engine", "none"});
  ASSERT_FALSE(none.has_value());
  EXPECT_EQ(none.error().code, ErrorCode::kUsage);
  EXPECT_EQ(none.error().message,
            "'--style free' needs a model that writes: '--engine none' has none");
  EXPECT_EQ(parse({"run", "a", "--style", "guidd"}).error().message,
            "unknown style 'guidd': did you mean 'guided'?");
}

}  // namespace
}  // namespace chimera::cli
