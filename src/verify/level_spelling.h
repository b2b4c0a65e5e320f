// How prose spells a number that is a level: "4,096", "8k".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chimera::verify {

/// Where the number ends that begins at `begin`, with its thousands' commas and a "k" behind it;
/// `begin` itself for none.
std::size_t level_end(std::string_view lower, std::size_t begin);

/// The plain numbers that the spelling may stand for, itself first: "8k" is 8192, or 8000.
std::vector<std::string> plain_levels(std::string_view spelled);

/// How files may be called by a level of one of the columns: "concurrency64"; none for levels that
/// are no whole numbers.
std::vector<std::string> words_with_level(const std::vector<std::string>& columns,
                                          std::string_view level);

/// A number word that stands at `begin`, as of a setting ("single-stream"): where it ends, and its
/// digits; "" for none.
std::pair<std::size_t, std::string_view> number_word(std::string_view lower, std::size_t begin);

/// Whether what stands behind a number leaves it a level: no word that it counts.
bool stands_alone(std::string_view rest);

/// Whether a column counts requests at a time, so that prose says "at 4" of it.
bool is_load(std::string_view column);

}  // namespace chimera::verify
