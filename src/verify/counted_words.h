// The words around a number that counts: what it counts, and whether it is a part or a whole.
#pragma once

#include <string>
#include <string_view>

namespace chimera::verify {

/// "CSV files", "of them CSV", "of which are JSON": the type; "" for none.
std::string_view type_counted(std::string_view behind);

/// "28 CSV files, 8 of them in `runs/`": what `judge_count` calls them; "" where files of several
/// types or none were spoken of. Both in lower case.
std::string files_of_them(std::string_view ahead, std::string_view behind);

/// "JSON result files", "files"; not "timed iterations of the files".
bool counts_files(std::string_view behind);

/// Whether it ends with a number in words, up to twenty.
bool counts_in_words(std::string_view before);

/// "4 of 108 runs", "a share of 0.2 (0.1 to 0.4) of 25 trials": what stands before a whole.
bool is_whole(std::string_view ahead);

/// "tests" are rows as well as values of a column called so.
bool may_be_trials(std::string_view behind);

/// "A CV of 0.2 % over 5 runs": whether a level, by the words before it and its own, says how often
/// something was repeated: where a number comes from, no part of the data.
bool counts_repeats(std::string_view before, std::string_view level);

}  // namespace chimera::verify
