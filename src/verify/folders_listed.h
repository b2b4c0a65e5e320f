// Folders that a text says are there: "Key directories: `a/`, `b/`", "the subfolders are `a/` and
// `b/`", "a `raw/` subfolder", "`plots/`: no such folder".
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "verify/dataset.h"
#include "verify/judgement.h"
#include "verify/plain.h"

namespace chimera::verify {

/// A folder of a list, where it stands in the clause.
struct FolderListed {
  Range range;
  Judgement judgement;
};

/// What stands behind a label that says folders, each name a claim: whether a folder is called so,
/// with its parents or without. Empty for another clause.
std::vector<FolderListed> find_listed_folders(const Dataset& dataset, std::string_view clause);

/// A sentence that says which folders there are, or that one isn't; `sentence` holds the label that
/// the clause is below. nullopt for another one. All in lower case.
std::optional<Judgement> judge_folders_there(const Dataset& dataset, std::string_view clause,
                                             std::string_view sentence);

}  // namespace chimera::verify
