// What a text says of the folders of a tree: which holds the most files, and how many lie below
// one.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "verify/judgement.h"
#include "verify/scope.h"
#include "verify/tally.h"

namespace chimera::verify {

/// "`reports/gemma3` holds the most files", of the one folder that the clause names: with what lies
/// in folders below it, or without. nullopt for another statement. O(files · depth).
std::optional<Judgement> judge_largest_folder(const Dataset& dataset, std::string_view clause,
                                              const std::vector<Mention>& mentions);

/// "The largest document is `A.md`", of the one file that the clause names: by bytes, among those
/// of the type that it says. nullopt for another statement. O(files).
std::optional<Judgement> judge_largest_file(const Dataset& dataset, std::string_view clause,
                                            const std::vector<Mention>& mentions);

/// "`runs` holds ten date-stamped folders": folders below the one that all of these files lie in;
/// empty where there are none. `noun`: what the text calls them, in lower case.
std::vector<Tally> tally_subfolders(const Dataset& dataset, const std::vector<std::size_t>& files,
                                    std::string_view noun);

/// Whether a folder is called so, in lower case and without a slash at its end, whatever folders it
/// lies in. O(folders).
bool has_folder(const Dataset& dataset, std::string_view name);

/// "20251002-151824": whether a folder is called by a time.
bool is_stamped(std::string_view name);

/// "Ten timestamped runs": whether the noun, in lower case, calls folders by their time.
bool is_stamped_noun(std::string_view noun);

/// "Three dated folders": all that are called by a time, and those in each folder; empty where the
/// text says no such thing.
std::vector<Tally> tally_stamped_folders(const Dataset& dataset, std::string_view noun);

}  // namespace chimera::verify
