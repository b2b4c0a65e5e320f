#include "findings/coverage.h"

#include <set>

#include "base/clock.h"
#include "findings/kind/kinds.h"
#include "findings/phrases.h"

namespace chimera::findings {

namespace {

std::string top_folder(const std::string& path) {
  const std::size_t slash = path.find('/');
  return slash == std::string::npos ? "" : path.substr(0, slash + 1);
}

Chain files_sentence(FactBook& book) {
  const Fact* files = inventory_fact(book, "files");
  std::set<std::string> folders;
  for (const Artifact& artifact : book.observations().artifacts) {
    if (artifact.type != ArtifactType::kOther) {
      folders.insert(top_folder(artifact.path));
    }
  }
  Phrase where = say(", from ");
  std::size_t named = 0;
  for (const std::string& folder : folders) {
    where = join({where, say(named == 0 ? "" : ", "),
                  folder.empty() ? say("the top of the tree") : called(folder)});
    if (++named == 4 && folders.size() > 4) {
      where = join({where, say(" and other folders")});
      break;
    }
  }
  return {one_of({"This report rests on ", "The analysis covers ", "What follows is drawn from "}),
          fixed(join({{value(*files)}, say(" files"), where, say(".")}))};
}

Chain types_sentence(FactBook& book, const query::Inventory& inventory) {
  Phrase phrase;
  for (std::size_t i = 0; i < inventory.types.size(); ++i) {
    const query::TypeCount& type = inventory.types[i];
    const std::string label(artifact_type_name(type.type));
    const Fact* files = inventory_fact(book, "files", label);
    const bool last = i + 1 == inventory.types.size();
    phrase = join({phrase,
                   say(i == 0 ? ""
                       : last ? " and "
                              : ", "),
                   {value(*files)},
                   say(" " + label + " (latest change "),
                   {Piece{.kind = PieceKind::kDate, .text = utc_text(type.latest_utc_s)}},
                   say(")")});
  }
  return {one_of({"By type there are ", "Their types are "}), fixed(join({phrase, say(".")}))};
}

Chain trials_sentence(FactBook& book) {
  const Fact* trials = inventory_fact(book, "trials");
  return {one_of({"They hold ", "Measured in them are "}),
          fixed(join({{value(*trials)}, say(" distinct trials, each counted once.")}))};
}

}  // namespace

Lattice coverage_sentences(FactBook& book, const query::Inventory& inventory) {
  Lattice lattice;
  lattice.chains.push_back(files_sentence(book));
  lattice.chains.push_back(types_sentence(book, inventory));
  lattice.chains.push_back(trials_sentence(book));
  return lattice;
}

FactTable inventory_table(FactBook& book, const query::Inventory& inventory) {
  FactTable table{.title = "Files by type", .head = {"Type", "Files", "Bytes", "Latest change"}};
  for (const query::TypeCount& type : inventory.types) {
    const std::string label(artifact_type_name(type.type));
    table.rows.push_back({say(label),
                          {value(*inventory_fact(book, "files", label))},
                          {value(*inventory_fact(book, "bytes", label))},
                          {Piece{.kind = PieceKind::kDate, .text = utc_text(type.latest_utc_s)}}});
  }
  return table;
}

}  // namespace chimera::findings
