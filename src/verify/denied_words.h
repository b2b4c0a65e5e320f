// The words in which reports say what the data lack or hold, and what they then speak of.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace chimera::verify {

/// What a benchmark's data are made of, whatever they are of.
inline constexpr std::array<std::string_view, 36> kDataNouns = {
    "run",          "runs",        "result",     "results", "data",     "measurement",
    "measurements", "file",        "files",      "reading", "readings", "artifact",
    "artifacts",    "telemetry",   "test",       "tests",   "figure",   "figures",
    "metric",       "metrics",     "column",     "columns", "field",    "record",
    "records",      "log",         "logs",       "value",   "values",   "score",
    "scores",       "information", "statistics", "numbers", "output",   "outputs"};

/// What sensors and test sets tell; in prose also without a noun of the data behind it.
inline constexpr std::array<std::string_view, 16> kQuantities = {
    "fan speed*", "telemetry",  "power",    "energy", "temperature*", "utilis*",
    "utiliz*",    "perplexity", "accuracy", "memory", "bandwidth",    "monitor*",
    "profil*",    "humidity",   "wattage",  "vram"};

/// What the clause, in lower case, says is not there: "power data" of "no power data was recorded",
/// "lacks any power data", "power data is missing"; "" for another clause. A view into it.
std::string_view denied_in(std::string_view clause);

/// What the clause says is there: "The dataset also contains energy data", "energy data is
/// included"; "" for another one. A view into it.
std::string_view claimed_in(std::string_view clause);

/// The thing without what says where ("power data for the 7b model"), unless it is nothing without.
std::string_view without_place(std::string_view what);

/// "Energy or power telemetry": each of the things, with the noun that they share; of "system
/// telemetry (GPU utilisation, power)" those that it lists.
std::vector<std::string> items_of(std::string_view what);

/// The words that tell one thing from another. Views into it.
std::vector<std::string_view> telling_words(std::string_view item);

/// Whether the words speak of a conclusion ("no difference was found"), which no list of what is
/// there tells.
bool is_conclusion(std::string_view what);

}  // namespace chimera::verify
