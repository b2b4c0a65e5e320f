// Trials that ran elsewhere than their file says: a record of a run on a GPU whose list of
// execution providers names the CPU alone. What compares them with the others compares devices.
#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "findings/kind/kinds.h"
#include "findings/kind/levels.h"
#include "findings/phrases.h"
#include "findings/shorten.h"
#include "findings/stated_means.h"
#include "query/measure.h"

namespace chimera::findings {

namespace {

constexpr std::size_t kFilesNamed = 3;

std::string lowered(std::string_view text) {
  std::string low(text);
  std::transform(low.begin(), low.end(), low.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return low;
}

template <std::size_t N>
bool mentions(const std::string& text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

constexpr std::array<std::string_view, 6> kGpus{"cuda", "gpu", "rocm", "hip", "xpu", "mps"};
constexpr std::array<std::string_view, 10> kGpuProviders{
    "cuda", "tensorrt", "rocm", "migraphx", "dml", "coreml", "openvino", "webgpu", "cann", "gpu"};

/// What the file says it ran on; nullptr where it names no GPU for all of its rows.
const Column* gpu_of(const Table& table) {
  const auto found =
      std::find_if(table.columns.begin(), table.columns.end(), [&](const Column& column) {
        const std::string key = last_key(column.name);
        const bool is_device = key == "device" || key == "device_type" || key == "accelerator";
        const auto levels = is_device ? levels_of(table, column) : std::vector<std::string>{};
        return levels.size() == 1 && mentions(lowered(levels.front()), kGpus);
      });
  return found == table.columns.end() ? nullptr : &*found;
}

bool lists_providers(const Column& column) {
  const std::string key = last_key(column.name);
  return key == "providers" || key == "execution_providers" || key == "provider" ||
         key == "execution_provider";
}

bool names_cpu_alone(std::string_view cell) {
  const std::string providers = lowered(cell);
  return providers.find("cpu") != std::string::npos && !mentions(providers, kGpuProviders);
}

/// One level that ran on the CPU, and where.
struct Elsewhere {
  const Column* device = nullptr;
  const Column* providers = nullptr;
  Condition level;
  std::string listed;  ///< the providers, as the cell spells them
  std::string said;    ///< the device's level
  std::vector<const Table*> tables;
  std::size_t rows = 0;
};

using Found = std::map<std::pair<std::string, std::string>, Elsewhere>;

void look_at(const Table& table, Found& found) {
  const Column* device = gpu_of(table);
  const auto providers = std::find_if(table.columns.begin(), table.columns.end(), lists_providers);
  for (std::size_t row = 0;
       device != nullptr && providers != table.columns.end() && row < table.rows(); ++row) {
    const auto where = row_conditions(table, row);
    if (table.state[row].failed || where.size() < 2 || !names_cpu_alone(providers->text_at(row))) {
      continue;
    }
    Elsewhere& here = found[{where.back().column, where.back().value}];
    if (here.tables.empty()) {
      here = {.device = device, .providers = &*providers, .level = where.back()};
      here.listed = providers->text_at(row);
      here.said = levels_of(table, *device).front();
    }
    ++here.rows;
    if (here.tables.empty() || here.tables.back() != &table) {
      here.tables.push_back(&table);
    }
  }
}

Phrase files_phrase(const std::vector<const Table*>& tables) {
  std::vector<Phrase> files;
  for (std::size_t i = 0; i < std::min(kFilesNamed, tables.size()); ++i) {
    files.push_back(called(tables[i]->file));
  }
  if (tables.size() > kFilesNamed) {
    files.push_back(say("others"));
  }
  return join({say(" in "), listed(files)});
}

/// "All 5 trials of `onnx` with `model.device=cuda`", where all that a query finds ran there; else
/// with the files.
Phrase trials_phrase(FactBook& book, const Elsewhere& found) {
  Query query{.metric = std::string(query::kFailureRate), .statistics = {Statistic::kCount}};
  query.where = {found.level, {found.device->name, found.said}};
  const Fact* trials = book.ask(query);
  const Phrase level = called(found.level.value);
  return trials == nullptr || trials->n != found.rows || trials->n < 2
             ? join({say("Trials of "), level, files_phrase(found.tables)})
             : join({say("All "),
                     {value(*trials)},
                     say(" trials of "),
                     level,
                     say(" with "),
                     called(found.device->name + "=" + found.said)});
}

Finding finding_of(FactBook& book, const Elsewhere& found) {
  const Phrase level = called(found.level.value);
  Finding finding{.kind = FindingKind::kConfounded};
  finding.about.factors = {found.level.column};
  for (const Table* table : found.tables) {
    finding.about.where.push_back({"file", table->file});
  }
  finding.about.where.push_back(found.level);
  finding.strength = 0.5 * book.share_of(found.rows);
  finding.lattice.chains =
      one_chain({fixed(trials_phrase(book, found)), one_of({" ran on the CPU", " used the CPU"}),
                 fixed(join({say(": there "), called(shortened(last_key(found.providers->name))),
                             say(" says "), called(shortened(found.listed)),
                             say(", so that what sets it apart may be the device.")}))});
  finding.consequences = {
      {Section::kConclusion, join({say("How fast "), level, say(" is on the GPU stays open.")})}};
  return finished(std::move(finding));
}

}  // namespace

std::vector<Finding> find_other_devices(FactBook& book) {
  Found found;
  for (const TableKind kind : {TableKind::kMeasured, TableKind::kSummary}) {
    for (const Table* table : distinct_tables(book.observations(), kind)) {
      look_at(*table, found);
    }
  }
  std::vector<Finding> findings;
  for (const auto& [level, elsewhere] : found) {
    findings.push_back(finding_of(book, elsewhere));
  }
  return findings;
}

}  // namespace chimera::findings
