// The tidy table: observations as one long table, one row a trial and measured column, for whoever
// goes on in DuckDB, pandas or Spark; and the way back, which loses nothing that a fact rests on.
// docs/observations.md describes the columns. Two forms: JSON Lines, and CSV as RFC 4180 has it.
//
// The artifacts, problems, accounts and tables are rows of their own kind, so that what was counted
// can be counted again. Somebody's claims (TableKind::kClaim) are left out.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/cancel.h"
#include "base/files.h"
#include "base/result.h"
#include "data/observations.h"

namespace chimera::read {

enum class TidyForm { kJsonLines, kCsv };

/// The files that one of `count` processes writes: each is dealt by the hash of its path.
struct Shard {
  std::size_t index = 1;  ///< from 1 to count
  std::size_t count = 1;
};

inline constexpr std::size_t kShardsMax = 1'000'000;

/// Whether the file of that path belongs to the shard; the same on every machine.
bool is_in_shard(const Shard& shard, std::string_view path);

struct TidyOptions {
  TidyForm form = TidyForm::kJsonLines;
  Shard shard;
};

/// Takes the next piece of the table; an error stops the writing and is handed on.
using Sink = std::function<Result<void>(std::string_view)>;

/// Writes the shard's rows in pieces of some 64 KiB. Every row stands on lines of its own, so the
/// rows of all shards, sorted, are the rows of the whole, sorted (each CSV has the header). Memory:
/// one trial's rows; time: O(trials · measured columns · (settings + 1)).
Result<void> write_tidy(const Observations& observations, const TidyOptions& options,
                        const Sink& sink);

inline constexpr std::size_t kTidyFileBytesMax = std::size_t{1} << 32U;
inline constexpr std::size_t kTidyCellsMax = std::size_t{1} << 26U;  ///< rows · columns, all tables

/// Reads what write_tidy wrote, in either form: the shards in any order, their rows in any order as
/// long as a table's own row stands before its trials. The result equals the observations that were
/// written, claims left out. kInput with file and line where a row is broken, given twice or
/// missing, and where the files hold nothing; kInterrupted when cancelled.
Result<Observations> read_tidy(const std::vector<std::string>& files, const Disk& disk,
                               const Cancel& cancel);

}  // namespace chimera::read
