#include "read/read.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/check.h"
#include "read/copies.h"
#include "read/derived.h"
#include "read/format/format.h"
#include "read/overrides.h"
#include "read/roles.h"
#include "read/subjects.h"
#include "read/tree_files.h"
#include "read/trials.h"
#include "text/unicode.h"

namespace chimera::read {

namespace {

constexpr std::size_t kFileBytesMax = std::size_t{1} << 30U;

void note_encoding(const std::string& path, const text::Decoded& decoded, Observations& out) {
  if (decoded.encoding != "UTF-8") {
    out.problems.push_back({path, "", "encoding is " + decoded.encoding + ", read as text"});
  } else if (decoded.replaced > 0) {
    out.problems.push_back(
        {path, "", "not all of it is UTF-8: the bytes that are none were replaced"});
  }
}

/// What is known while the trees are read.
struct Reading {
  std::vector<TreeFile> files;
  Overrides overrides;
  std::vector<PlacedTable> placed;  ///< one a table; `table` is set at the end
  Observations out;
};

void keep(FormatOutput output, std::size_t file, Reading& reading) {
  Observations& out = reading.out;
  for (std::size_t i = 0; i < output.tables.size(); ++i) {
    reading.placed.push_back({.file = file, .number = i + 1});
  }
  std::move(output.tables.begin(), output.tables.end(), std::back_inserter(out.tables));
  std::move(output.problems.begin(), output.problems.end(), std::back_inserter(out.problems));
  if (output.account) {
    output.account->file = reading.files[file].found.artifact.path;
    out.accounts.push_back(std::move(*output.account));
  }
}

/// Reads by the format that a mapping forces; sets the source's type to the one that fitted.
std::optional<FormatOutput> read_as(const Format& format, Source& source) {
  using enum ArtifactType;
  const std::vector<ArtifactType> types =
      format.type ? std::vector{*format.type}
                  : std::vector{source.type, kJson, kCsv, kMarkdown, kLog};
  for (const ArtifactType type : types) {
    source.type = type;
    if (auto output = format.read(source)) {
      return output;
    }
  }
  return std::nullopt;
}

void read_text(std::size_t file, Source source, Reading& reading) {
  if (const Format* forced = reading.overrides.format_of(file)) {
    if (auto output = read_as(*forced, source)) {
      reading.out.artifacts.back().type = source.type;
      keep(std::move(*output), file, reading);
    } else {
      reading.out.problems.push_back({source.path, "",
                                      "not of the format '" + std::string(forced->name) +
                                          "' that the mapping file says: left out"});
    }
    return;
  }
  for (const Format& format : formats()) {
    if (auto output = format.read(source)) {
      keep(std::move(*output), file, reading);
      return;
    }
  }
}

void read_file(std::size_t file, const Disk& disk, Reading& reading) {
  const FoundFile& found = reading.files[file].found;
  Observations& out = reading.out;
  const auto bytes = disk.read(found.disk_path, kFileBytesMax);
  if (!bytes) {
    out.problems.push_back({found.artifact.path, "", bytes.error().message});
    return;
  }
  const text::Decoded decoded = text::decode(*bytes);
  if (decoded.encoding == "binary") {
    out.problems.push_back({found.artifact.path, "", "no text: left out"});
    return;
  }
  note_encoding(found.artifact.path, decoded, out);
  read_text(file, {found.artifact.path, found.artifact.type, decoded.utf8}, reading);
}

void override_tables(Reading& reading) {
  for (std::size_t i = 0; i < reading.placed.size(); ++i) {
    const PlacedTable& placed = reading.placed[i];
    reading.overrides.apply(placed.file, placed.number, reading.out.tables[i]);
  }
}

Result<void> give_meaning(Reading& reading) {
  Observations& out = reading.out;
  override_tables(reading);
  for (Table& table : out.tables) {
    assign_roles(table);
  }
  assign_models(out.tables);
  override_tables(reading);
  for (std::size_t i = 0; i < out.tables.size(); ++i) {
    reading.placed[i].table = &out.tables[i];
  }
  if (auto checked = reading.overrides.check(reading.placed); !checked) {
    return checked;
  }
  for (Table& table : out.tables) {
    judge_trials(table);
    const auto broken = check_consistency(table);
    CHIMERA_CHECK(!broken, broken.value_or(""));
  }
  find_derived(out.tables);
  find_copies(out.tables);
  return {};
}

/// Reads every file of a type that is read; false if there is none, kInterrupted when cancelled.
Result<bool> read_files(const Disk& disk, const Cancel& cancel, Reading& reading) {
  bool any_readable = false;
  for (std::size_t file = 0; file < reading.files.size(); ++file) {
    if (cancel.raised()) {
      return interrupted();
    }
    const Artifact& artifact = reading.files[file].found.artifact;
    reading.out.artifacts.push_back(artifact);
    if (artifact.type != ArtifactType::kOther || reading.overrides.format_of(file) != nullptr) {
      any_readable = true;
      read_file(file, disk, reading);
    }
  }
  return any_readable;
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
  Reading reading{.files = std::move(found->files), .overrides = std::move(*overrides)};
  reading.out.problems = std::move(found->problems);
  const auto any_readable = read_files(disk, cancel, reading);
  if (!any_readable) {
    return tl::unexpected(any_readable.error());
  }
  if (!*any_readable) {
    return fail(ErrorCode::kInput,
                "nothing to read in '" + trees.front() + "': no CSV, JSON, Markdown or log file");
  }
  if (auto done = give_meaning(reading); !done) {
    return tl::unexpected(done.error());
  }
  std::stable_sort(reading.out.problems.begin(), reading.out.problems.end(),
                   [](const Problem& a, const Problem& b) { return a.file < b.file; });
  return std::move(reading.out);
}

}  // namespace chimera::read
