// The options of the tidy table.
#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

#include "cli/option_parser.h"

namespace chimera::cli {
namespace {

std::optional<std::size_t> whole(std::string_view text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool good = error == std::errc() && end == text.data() + text.size();
  return good ? std::optional(number) : std::nullopt;
}

Result<read::Shard> shard_of(std::string_view typed) {
  const std::size_t slash = std::min(typed.find('/'), typed.size());
  const auto index = whole(typed.substr(0, slash));
  const auto count = slash == typed.size() ? std::nullopt : whole(typed.substr(slash + 1));
  if (!index || !count || *index < 1 || *index > *count || *count > read::kShardsMax) {
    return fail(ErrorCode::kUsage,
                "'--shard' takes I/N with I from 1 to N, as 1/4, not '" + std::string(typed) + "'");
  }
  return read::Shard{*index, *count};
}

}  // namespace

void add_tidy_options(CLI::App& app, Draft& draft) {
  app.add_option("-o,--out", draft.line.tidy_file, "write to this file; default standard output")
      ->type_name("FILE");
  app.add_option("--format", draft.format, "jsonl or csv; default jsonl")->type_name("FORMAT");
  app.add_option("--shard", draft.shard, "only the files dealt to the I-th of N processes")
      ->type_name("I/N");
}

Result<void> finish_tidy(Draft& draft) {
  const std::string format = draft.format.value_or("jsonl");
  if (format == "csv") {
    draft.line.tidy.form = read::TidyForm::kCsv;
  } else if (format != "jsonl") {
    return unknown_word("format", format, {"jsonl", "csv"}, "jsonl or csv");
  }
  if (!draft.shard) {
    return {};
  }
  return shard_of(*draft.shard).map([&](read::Shard shard) { draft.line.tidy.shard = shard; });
}

}  // namespace chimera::cli
