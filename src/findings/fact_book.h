// Collects the facts of an analysis: a query asked twice is one fact. Findings hold ids; the book
// hands out the facts behind them. Several threads may ask at once: what is in the book does not
// depend on who asks first.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/cancel.h"
#include "data/fact.h"
#include "data/observations.h"
#include "findings/id_table.h"
#include "findings/kept_wording.h"
#include "findings/table_columns.h"
#include "query/settings_cache.h"

namespace chimera::findings {

class FactBook {
 public:
  /// `observations` and `cancel` must outlive the book.
  explicit FactBook(const Observations& observations, const Cancel* cancel = nullptr,
                    Wording wording = Wording::kAll);

  /// The fact of that query (one statistic), computed once; nullptr where it is undefined. The
  /// pointer holds for the life of the book.
  const Fact* ask(Query query);

  /// As ask, of each of the query's statistics: what rests on the same trials costs less together.
  std::vector<const Fact*> ask_all(Query query);

  /// As ask_all, of queries that are asked once; behind the first statistic only those are kept
  /// that `keep(first, each)` wants, the others are nullptr.
  using Keep = std::function<bool(const Fact& first, const Fact& each)>;
  std::vector<const Fact*> ask_some(Query query, const Keep& keep);

  /// The fact of that id; nullptr if it was not asked for.
  [[nodiscard]] const Fact* find(const std::string& id) const;

  /// What a query calls this metric of this table: the column's name, or the catalogue's where
  /// another table of the file gives that name another meaning.
  [[nodiscard]] std::string metric_name(const Table& table, const Column& metric) const;

  /// Takes a fact that was counted elsewhere.
  const Fact* keep(Fact fact);

  [[nodiscard]] const Observations& observations() const { return observations_; }

  /// What the columns of this table, one of the observations', let one compare.
  [[nodiscard]] const TableColumns& columns(const Table& table) const;

  struct LevelMean {
    std::string level;
    const Fact* mean = nullptr;  ///< nullptr: undefined
  };

  /// The means of a metric at levels of a column of a table, one of the observations', as far as
  /// they were asked for. For the thread that looks at the table: not for several at once.
  [[nodiscard]] std::vector<LevelMean>& level_means(const Table& table, const Column& metric,
                                                    const Column& column);

  /// Whether nobody waits for more.
  [[nodiscard]] bool cancelled() const { return cancel_ != nullptr && cancel_->raised(); }

  /// What is to be kept of findings.
  [[nodiscard]] Wording wording() const { return wording_; }

  /// Whether more is kept of a finding than its plain statement.
  [[nodiscard]] bool tells_all() const { return wording_ == Wording::kAll; }

  /// The share that so many trials are of all that were measured or stated and did not fail, copies
  /// once: what a finding rests on, for its strength.
  [[nodiscard]] double share_of(std::size_t trials) const;

  /// All facts, sorted by id; the book is empty then.
  [[nodiscard]] std::vector<Fact> take();

 private:
  struct Entry {
    std::optional<Fact> fact;  ///< absent where it is undefined

    [[nodiscard]] const Fact* get() const { return fact ? &*fact : nullptr; }
  };

  static constexpr std::size_t kParts = 32;

  /// A part of the book, a range of ids: threads that ask for facts of different parts don't wait
  /// for each other.
  struct Part {
    mutable std::mutex mutex;
    std::vector<std::vector<Entry>> entries;  ///< in pieces that never grow: entries stay in place
    IdTable<Entry> by_id;

    /// The entry of that id, empty where there was none. REQUIRES: the mutex is held.
    Entry& entry_of(std::uint64_t id);
  };

  /// The part where the fact of that id stands.
  [[nodiscard]] Part& part_of(std::uint64_t id);
  [[nodiscard]] const Part& part_of(std::uint64_t id) const;

  /// The fact of that id where it is known, nullptr where it is known to be undefined.
  std::optional<const Fact*> recall(std::uint64_t id);

  /// Takes it unless one is known. The one in the book; nullptr where it is undefined.
  const Fact* enter(std::uint64_t id, std::optional<Fact> fact);

  struct LookedAt {
    std::once_flag once;
    TableColumns columns;
    std::map<std::pair<const Column*, const Column*>, std::vector<LevelMean>> means;
  };

  [[nodiscard]] LookedAt& looked_at(const Table& table) const;

  const Observations& observations_;
  const Cancel* cancel_;
  Wording wording_;
  std::size_t trials_ = 0;
  query::SettingsCache settings_;
  mutable std::vector<LookedAt> looked_at_;  ///< by table
  std::array<Part, kParts> parts_;
};

}  // namespace chimera::findings
