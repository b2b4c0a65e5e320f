#include "verify/peers.h"

#include <algorithm>
#include <set>
#include <string>

#include "verify/sample.h"
#include "verify/tally.h"

namespace chimera::verify {

std::vector<Side> peers_of(const Dataset& dataset, const Mention& subject, const Metric& metric,
                           const Scope& around) {
  std::vector<Side> peers;
  if (subject.kind == NameKind::kFile) {
    std::set<std::string> folders;
    for (const std::size_t i : subject.files) {
      folders.insert(dataset.files()[i].folder);
    }
    for (const Table* const table : metric.tables) {
      const std::size_t file = dataset.file_of(*table);
      if (file < dataset.files().size() && folders.contains(dataset.files()[file].folder) &&
          std::find(subject.files.begin(), subject.files.end(), file) == subject.files.end()) {
        Scope scope = around;
        scope.files = std::vector<std::size_t>{file};
        peers.push_back({dataset.files()[file].base, scope, 0});
      }
    }
    return peers;
  }
  if (subject.columns.empty()) {
    return peers;  // a folder
  }
  if (subject.columns.front() == kKeyColumn) {
    const auto alike = dataset.keys().find(subject.values.front());
    for (const std::string& key :
         alike == dataset.keys().end() ? std::set<std::string>() : alike->second) {
      if (key != subject.values.front()) {
        Mention other = subject;
        other.values = {key};
        other.alias = key;
        peers.push_back(side_of(other, around));
      }
    }
    return peers;
  }
  const std::vector<std::string>* levels = &dataset.models();
  if (subject.kind == NameKind::kLevel || subject.columns.front() != "model") {
    const auto factor = dataset.factors().find(lowered(subject.columns.front()));
    levels = factor == dataset.factors().end() ? nullptr : &factor->second;
  }
  for (const std::string& level : levels == nullptr ? std::vector<std::string>() : *levels) {
    if (std::find(subject.values.begin(), subject.values.end(), level) == subject.values.end()) {
      Mention other = subject;
      other.values = {level};
      other.alias = level;
      peers.push_back(side_of(other, around));
    }
  }
  return peers;
}

namespace {

// The only other value of the mention's column where the other mentions are; "" for none or
// several.
std::string other_level(const Dataset& dataset, const Mention& mention,
                        const std::vector<Mention>& mentions) {
  std::vector<Mention> rest = mentions;
  std::erase_if(rest, [&](const Mention& each) { return is_akin(each, mention); });
  std::set<std::string> others;
  const Scope scope = softened(scope_of(rest));
  for (const Table* const table : tables_of(dataset, scope)) {
    for (const std::string_view value : values_in(*table, mention.columns.front(), scope)) {
      if (lowered(value) != lowered(mention.values.front())) {
        others.emplace(value);
      }
    }
  }
  return others.size() == 1 ? *others.begin() : std::string();
}

}  // namespace

Pairing pair_with_other(const Dataset& dataset, const std::vector<Mention>& mentions,
                        const NameFinder* names) {
  Pairing pairing;
  // "On the H100 A has the lower latency": A's other, not that of its place.
  std::vector<Mention> in_order = mentions;
  std::stable_partition(in_order.begin(), in_order.end(),
                        [](const Mention& mention) { return !mention.placed; });
  for (const Mention& mention : in_order) {
    const std::string other = mention.columns.empty() || mention.values.size() != 1
                                  ? std::string()
                                  : other_level(dataset, mention, mentions);
    if (other.empty() || names == nullptr || !pairing.sides.empty()) {
      pairing.rest.push_back(mention);
      continue;
    }
    pairing.sides = {mention, names->level_of({lowered(mention.columns.front())}, lowered(other))};
  }
  return pairing;
}

}  // namespace chimera::verify
