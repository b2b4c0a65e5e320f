#include "read/read.h"

#include <algorithm>
#include <atomic>
#include <optional>
#include <utility>

#include "base/check.h"
#include "base/parallel.h"
#include "read/column_plan.h"
#include "read/copies.h"
#include "read/derived.h"
#include "read/format/format.h"
#include "read/overrides.h"
#include "read/roles.h"
#include "read/subjects.h"
#include "read/tree_files.h"
#include "read/trials.h"
#include "text/unicode.h"
#include "text/yaml.h"

namespace chimera::read {

namespace {

constexpr std::size_t kFileBytesMax = std::size_t{1} << 30U;
constexpr std::size_t kScannedBytesMin = std::size_t{1} << 20U;  ///< smaller ones are read whole

/// What became of one file.
struct FileResult {
  ArtifactType type = ArtifactType::kOther;
  FormatOutput output;
  /// Of its one table, where that has got its meaning already.
  std::optional<Fingerprint> print = std::nullopt;
  bool has_trials_only = false;  ///< that table sums up no other
};

void note_encoding(const text::Decoded& decoded, const std::string& path, FormatOutput& output) {
  if (decoded.encoding != "UTF-8") {
    output.problems.push_back({path, "", "encoding is " + decoded.encoding + ", read as text"});
  } else if (decoded.replaced > 0) {
    output.problems.push_back(
        {path, "", "not all of it is UTF-8: the bytes that are none were replaced"});
  }
}

void check_account(const FormatOutput& output, const std::string& path) {
  if (!output.account) {
    return;
  }
  const Account& account = *output.account;
  std::size_t told = account.used + account.headers;
  for (const Skipped& skipped : account.skipped) {
    told += skipped.count;
  }
  CHIMERA_CHECK(told == account.total, "not all of '" + path + "' is accounted for");
}

void append(FormatOutput more, FormatOutput& output) {
  output.tables = std::move(more.tables);
  output.account = std::move(more.account);
  std::move(more.problems.begin(), more.problems.end(), std::back_inserter(output.problems));
}

/// Reads by the format that a mapping forces; sets the source's type to the one that fitted.
std::optional<FormatOutput> read_as(const Format& format, Source& source) {
  using enum ArtifactType;
  const std::vector<ArtifactType> types =
      format.type ? std::vector{*format.type}
                  : std::vector{source.type, kJson, kYaml, kCsv, kMarkdown, kLog};
  for (const ArtifactType type : types) {
    source.type = type;
    if (auto output = format.read(source)) {
      return output;
    }
  }
  return std::nullopt;
}

void read_text(Source source, const Format* forced, FileResult& result) {
  if (forced != nullptr) {
    if (auto output = read_as(*forced, source)) {
      result.type = source.type;
      append(std::move(*output), result.output);
    } else {
      result.output.problems.push_back({source.path, "",
                                        "not of the format '" + std::string(forced->name) +
                                            "' that the mapping file says: left out"});
    }
    return;
  }
  if (auto output = read_by_shape(source)) {
    append(std::move(*output), result.output);
  }
}

/// The large file's table with a part of its cells, where that is asked for and can be.
bool scan_file(const FoundFile& found, const ReadOptions& options, const Disk& disk,
               FileResult& result) {
  const std::size_t size = found.artifact.size_bytes;
  const ArtifactType type = found.artifact.type;
  const bool has_lines = type == ArtifactType::kCsv || type == ArtifactType::kJson;
  if (!options.choose || !has_lines || size < kScannedBytesMin || size > kFileBytesMax) {
    return false;
  }
  auto scanned = scan_lines({found.artifact.path, type, found.disk_path, size}, disk,
                            {options.choose, options.threads});
  if (scanned) {
    result.output = std::move(scanned->output);
    result.print = std::move(scanned->print);
  }
  return scanned.has_value();
}

FileResult read_file(const FoundFile& found, const Format* forced, const Disk& disk) {
  const std::string& path = found.artifact.path;
  FileResult result{.type = found.artifact.type};
  auto bytes = disk.read(found.disk_path, kFileBytesMax);
  if (!bytes) {
    result.output.problems.push_back({path, "", bytes.error().message});
    return result;
  }
  const text::Decoded decoded = text::decode(*std::move(bytes));
  if (decoded.encoding == "binary") {
    result.output.problems.push_back({path, "", "no text: left out"});
    return result;
  }
  note_encoding(decoded, path, result.output);
  read_text({path, result.type, decoded.utf8}, forced, result);
  check_account(result.output, path);
  return result;
}

/// Gives a plain table of trials its meaning at once and lets go of the cells that nobody asks for:
/// so thousands of small files take little memory.
void keep_chosen(const ChooseCells& choose, FileResult& result) {
  if (result.output.tables.size() != 1 || result.output.tables.front().format != "csv") {
    return;
  }
  Table& table = result.output.tables.front();
  assign_roles(table);
  const bool states =
      std::any_of(table.columns.begin(), table.columns.end(),
                  [](const Column& column) { return column.role == Role::kSummary; });
  if (table.kind != TableKind::kMeasured || states || may_be_derived(table)) {
    return;
  }
  judge_trials(table);
  result.print = fingerprint_of(table);
  result.has_trials_only = true;
  keep_cells(choose, table);
}

/// A file of YAML is of a type that is read where a known tool's report stands in it, else listed.
FileResult read_yaml(const FoundFile& found, const Disk& disk) {
  FoundFile asked = found;
  asked.artifact.type = ArtifactType::kYaml;
  FileResult result;
  if (found.artifact.size_bytes <= text::kYamlBytesMax) {
    result = read_file(asked, nullptr, disk);
  }
  if (result.output.tables.empty()) {
    result.type = ArtifactType::kOther;
    // Of a file that is only listed the place where a report breaks is of interest, nothing else.
    std::erase_if(result.output.problems,
                  [](const Problem& problem) { return problem.where.empty(); });
  }
  return result;
}

/// What is known while the trees are read.
struct Reading {
  std::vector<TreeFile> files;
  Overrides overrides;
  ReadOptions options;
  std::vector<PlacedTable> placed;                 ///< one a table; `table` is set at the end
  std::vector<std::optional<Fingerprint>> prints;  ///< one a table; of those with a meaning
  std::vector<std::size_t> may_sum_up;             ///< tables not known to sum up none
  Observations out;
};

void keep(FileResult result, std::size_t file, Reading& reading) {
  Observations& out = reading.out;
  FormatOutput& output = result.output;
  out.artifacts.push_back(reading.files[file].found.artifact);
  out.artifacts.back().type = result.type;
  for (std::size_t i = 0; i < output.tables.size(); ++i) {
    if (!result.has_trials_only) {
      reading.may_sum_up.push_back(reading.placed.size());
    }
    reading.placed.push_back({.file = file, .number = i + 1});
    reading.prints.push_back(i == 0 ? std::move(result.print) : std::nullopt);
  }
  std::move(output.tables.begin(), output.tables.end(), std::back_inserter(out.tables));
  std::move(output.problems.begin(), output.problems.end(), std::back_inserter(out.problems));
  if (output.account) {
    output.account->file = out.artifacts.back().path;
    out.accounts.push_back(std::move(*output.account));
  }
}

/// Reads tables whole again that summaries are compared with.
void read_compared(const Disk& disk, Reading& reading) {
  if (!reading.options.choose) {
    return;
  }
  for (const std::size_t i : compared_tables(reading.out.tables, reading.may_sum_up)) {
    Table& table = reading.out.tables[i];
    const FoundFile& found = reading.files[reading.placed[i].file].found;
    if (is_whole(table) || found.artifact.size_bytes > kScannedBytesMin) {
      continue;
    }
    FileResult again = read_file(found, nullptr, disk);
    if (again.output.tables.size() == 1 && again.output.tables.front().rows() == table.rows()) {
      table = std::move(again.output.tables.front());
      assign_roles(table);
      judge_trials(table);
    }
  }
}

void override_tables(Reading& reading) {
  for (std::size_t i = 0; i < reading.placed.size(); ++i) {
    const PlacedTable& placed = reading.placed[i];
    reading.overrides.apply(placed.file, placed.number, reading.out.tables[i]);
  }
}

Result<void> give_meaning(const Disk& disk, Reading& reading) {
  std::vector<Table>& tables = reading.out.tables;
  override_tables(reading);
  for_each_index(tables.size(), reading.options.threads, [&](std::size_t i) {
    if (!reading.prints[i]) {
      assign_roles(tables[i]);
    }
  });
  read_compared(disk, reading);
  assign_models(tables);
  override_tables(reading);
  for (std::size_t i = 0; i < tables.size(); ++i) {
    reading.placed[i].table = &tables[i];
  }
  if (auto checked = reading.overrides.check(reading.placed); !checked) {
    return checked;
  }
  for_each_index(tables.size(), reading.options.threads, [&](std::size_t i) {
    if (!reading.prints[i]) {
      judge_trials(tables[i]);
      reading.prints[i] = fingerprint_of(tables[i]);
    }
    const auto broken = check_consistency(tables[i]);
    CHIMERA_CHECK(!broken, broken.value_or(""));
  });
  find_derived(tables, reading.may_sum_up);
  std::vector<Fingerprint> prints;
  prints.reserve(tables.size());
  for (auto& print : reading.prints) {
    prints.push_back(std::exchange(print, std::nullopt).value_or(Fingerprint{}));
  }
  std::vector<std::string> contents = contents_of(prints, reading.options.threads);
  for (std::size_t i = 0; i < tables.size(); ++i) {
    tables[i].content = std::move(contents[i]);
  }
  return {};
}

/// Reads every file of a type that is read; false if there is none, kInterrupted when cancelled.
Result<bool> read_files(const Disk& disk, const Cancel& cancel, Reading& reading) {
  const std::vector<TreeFile>& files = reading.files;
  std::vector<FileResult> results(files.size());
  std::atomic<bool> any_readable{false};
  std::vector<bool> scanned(files.size(), false);
  for (std::size_t file = 0; file < files.size() && !cancel.raised(); ++file) {
    const bool guessed = !reading.overrides.speaks_of(file);
    results[file].type = files[file].found.artifact.type;
    scanned[file] = guessed && scan_file(files[file].found, reading.options, disk, results[file]);
    any_readable = any_readable || scanned[file];
  }
  for_each_index(files.size(), reading.options.threads, [&](std::size_t file) {
    const Format* forced = reading.overrides.format_of(file);
    const FoundFile& found = files[file].found;
    if (scanned[file] || cancel.raised()) {
      return;
    }
    if (forced != nullptr || found.artifact.type != ArtifactType::kOther) {
      any_readable = true;
      results[file] = read_file(found, forced, disk);
      if (reading.options.choose && !reading.overrides.speaks_of(file)) {
        keep_chosen(reading.options.choose, results[file]);
      }
    } else if (is_yaml_name(found.artifact.path)) {
      results[file] = read_yaml(found, disk);
      any_readable = any_readable || results[file].type != ArtifactType::kOther;
    }
  });
  if (cancel.raised()) {
    return interrupted();
  }
  for (std::size_t file = 0; file < files.size(); ++file) {
    keep(std::move(results[file]), file, reading);
  }
  return any_readable.load();
}

}  // namespace

Result<Observations> read_trees(const std::vector<std::string>& trees, const Disk& disk,
                                const Cancel& cancel, const ReadOptions& options) {
  auto found = find_files(trees, disk, cancel);
  if (!found) {
    return tl::unexpected(found.error());
  }
  auto overrides = lay_mappings(*found, options.map_file, disk);
  if (!overrides) {
    return tl::unexpected(overrides.error());
  }
  Reading reading{
      .files = std::move(found->files), .overrides = std::move(*overrides), .options = options};
  reading.out.problems = std::move(found->problems);
  const auto any_readable = read_files(disk, cancel, reading);
  if (!any_readable) {
    return tl::unexpected(any_readable.error());
  }
  if (!*any_readable) {
    return fail(ErrorCode::kInput,
                "nothing to read in '" + trees.front() + "': no CSV, JSON, Markdown or log file");
  }
  if (auto done = give_meaning(disk, reading); !done) {
    return tl::unexpected(done.error());
  }
  std::stable_sort(reading.out.problems.begin(), reading.out.problems.end(),
                   [](const Problem& a, const Problem& b) { return a.file < b.file; });
  return std::move(reading.out);
}

}  // namespace chimera::read
