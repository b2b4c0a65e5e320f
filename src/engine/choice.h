// How a chat server is asked to choose among sentences: a numbered list, and an answer that a JSON
// schema restricts to its numbers. What comes back is read as a number of the list or as nothing;
// its words are never used. Pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "text/json_write.h"

namespace chimera::engine {

/// Which time a question is put.
enum class Asking { kFirst, kAgain };

/// The list from 1, what heading the sentence is to stand under ("" for none), and how to answer.
/// Asked again it says that the last answer was none of them.
std::string choice_question(std::span<const std::string> sentences, std::string_view heading,
                            Asking asking);

/// Writes the schema of {"choice": N}, N from 1 to `offered`, as the value that is due.
void write_choice_schema(text::JsonWriter& json, std::size_t offered);

/// The index (from 0) that a reply chooses: the "choice" of a JSON object, or a bare number; in a
/// code fence or between blanks too. nullopt for anything else: other words around it, a number
/// that is not on the list, two of them. `whole`: the reply ended by itself, else a bare number may
/// lack its last digits.
std::optional<std::size_t> chosen_index(std::string_view reply, std::size_t offered, bool whole);

}  // namespace chimera::engine
