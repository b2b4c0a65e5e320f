// chimera inventory DIR…: what is there.
#include "cli/columns.h"
#include "cli/commands.h"
#include "cli/inventory_json.h"
#include "query/gaps.h"
#include "query/inventory.h"
#include "read/mapping_text.h"
#include "read/read.h"

namespace chimera::cli {
namespace {

void print_types(const query::Inventory& inventory, Terminal& terminal) {
  for (const query::TypeCount& type : inventory.types) {
    terminal.print("\n" + terminal.bold(artifact_type_name(type.type)) + "  " +
                   counted(type.files, "file") + ", latest " + utc_text(type.latest_utc_s) + "\n");
    for (const std::string& path : type.first_paths) {
      terminal.print("  " + clean(path) + "\n");
    }
    if (type.files > type.first_paths.size()) {
      terminal.print("  … and " + std::to_string(type.files - type.first_paths.size()) + " more\n");
    }
  }
}

void print_copies(const query::Inventory& inventory, Terminal& terminal) {
  if (!inventory.copies.empty()) {
    terminal.print("\n" + terminal.bold("Copies") + "  same values, counted once\n");
  }
  for (const std::vector<std::string>& group : inventory.copies) {
    std::string line;
    for (const std::string& file : group) {
      line += (line.empty() ? "  " : " = ") + clean(file);
    }
    terminal.print(line + "\n");
  }
}

void print_derived(const std::vector<Table>& tables, Terminal& terminal) {
  bool headed = false;
  for (const Table& table : tables) {
    if (table.derived_from.empty()) {
      continue;
    }
    if (!headed) {
      terminal.print("\n" + terminal.bold("Derived") + "  summaries of rows that are here\n");
    }
    headed = true;
    terminal.print("  " + clean(table.file) + " sums up " + clean(table.derived_from) + "\n");
  }
}

void print_gaps(const std::vector<query::Gap>& gaps, Terminal& terminal) {
  if (!gaps.empty()) {
    terminal.print("\n" + terminal.bold("Gaps") + "\n");
  }
  for (const query::Gap& gap : gaps) {
    std::string missing;
    for (const std::vector<std::string>& names : gap.missing) {
      missing += missing.empty() ? "" : "; ";
      for (const std::string& name : names) {
        missing += (&name == names.data() ? "" : " ") + clean(name);
      }
    }
    std::string line = "  " + clean(gap.file) + ": ";
    line.append(query::gap_kind_name(gap.kind)).append(": ").append(missing);
    line += gap.more ? "; …" : "";
    if (!gap.sibling.empty()) {
      line.append(" (").append(clean(gap.sibling)).append(" has it)");
    }
    terminal.print(line + "\n");
  }
}

void print_problems(const std::vector<Problem>& problems, Terminal& terminal) {
  if (!problems.empty()) {
    terminal.print("\n" + terminal.bold("Problems") + "\n");
  }
  for (const Problem& problem : problems) {
    const std::string where = problem.where.empty() ? "" : ", " + clean(problem.where);
    terminal.print("  " + clean(problem.file) + where + ": " + clean(problem.what) + "\n");
  }
}

void print_text(const query::Inventory& inventory, const Observations& observations,
                Terminal& terminal) {
  terminal.print(terminal.bold("Files") + "   " + std::to_string(inventory.files_analyzed) +
                 " analyzed, " + std::to_string(inventory.files_other) + " of other types\n");
  terminal.print(terminal.bold("Trials") + "  " +
                 std::to_string(inventory.trials - inventory.failed) + " ok (" +
                 std::to_string(inventory.cold) + " of them cold), " +
                 std::to_string(inventory.failed) + " failed\n");
  print_types(inventory, terminal);
  print_copies(inventory, terminal);
  print_derived(observations.tables, terminal);
  print_gaps(query::find_gaps(observations), terminal);
  print_problems(observations.problems, terminal);
}

// Total = used + headers + skipped, for every file whose parts can be counted.
void print_accounts(const std::vector<Account>& accounts, Terminal& terminal) {
  std::vector<TextRow> rows = {{"file", "parts", "total", "used", "headers", "skipped"}};
  for (const Account& account : accounts) {
    const std::size_t skipped = account.total - account.used - account.headers;
    rows.push_back({clean(account.file), account.parts, std::to_string(account.total),
                    std::to_string(account.used), std::to_string(account.headers),
                    std::to_string(skipped)});
  }
  for (const std::string& line : aligned_lines(rows)) {
    terminal.print(line);
  }
  for (const Account& account : accounts) {
    for (const Skipped& skipped : account.skipped) {
      const std::string where = skipped.where.empty() ? "" : ", first " + clean(skipped.where);
      terminal.print(clean(account.file) + ": " + std::to_string(skipped.count) + " skipped" +
                     where + ": " + clean(skipped.reason) + "\n");
    }
  }
}

}  // namespace

Result<void> inventory(const CommandLine& line, const Context& context) {
  return read::read_trees(line.dirs, context.disk, context.cancel, line.reading)
      .map([&](const Observations& observations) {
        if (line.roles) {
          context.terminal.print(read::mapping_text(observations));
          return;
        }
        const query::Inventory taken = query::take_inventory(observations);
        if (line.json) {
          context.terminal.print(inventory_json(taken, observations) + "\n");
        } else if (line.accounting) {
          print_accounts(observations.accounts, context.terminal);
        } else {
          print_text(taken, observations, context.terminal);
        }
      });
}

}  // namespace chimera::cli
