#include "verify/ranked_settings.h"

#include <array>
#include <utility>

#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::array<std::string_view, 8> kBest = {"best",    "optimal", "optimum",  "winner",
                                                   "winning", "fastest", "quickest", "top"};
constexpr std::array<std::string_view, 3> kWorst = {"worst", "slowest", "weakest"};
constexpr std::array<std::string_view, 15> kWhat = {
    "configuration", "config", "setting", "settings", "combination",
    "parameters",    "setup",  "average", "point",    "place",
    "level",         "result", "row",     "run",      "trial"};

// "The runner-up", "third place": 2 and 3; 1 for the first.
std::size_t place_in(std::string_view lower) {
  static constexpr std::array<std::pair<std::string_view, std::size_t>, 8> kPlaces = {
      {{"runner-up", 2},
       {"runner up", 2},
       {"second", 2},
       {"next best", 2},
       {"2nd", 2},
       {"third", 3},
       {"3rd", 3},
       {"fourth", 4}}};
  for (const auto& [word, place] : kPlaces) {
    if (has_phrase(lower, word)) {
      return place;
    }
  }
  return 1;
}

bool says_average(std::string_view lower) {
  static constexpr std::array<std::string_view, 4> kAverage = {"on average", "average", "mean",
                                                               "level"};
  return has_any(lower, kAverage);
}

}  // namespace

std::optional<SettingRank> rank_before(std::string_view before) {
  // "The 1b model peaks with num_gpu=80, num_ctx=1024".
  static constexpr std::array<std::string_view, 8> kPeaks = {
      "peaks with ",         "peaked with ",    "is fastest with ", "is fastest at ",
      "performs best with ", "runs best with ", "does best with ",  "is happiest with "};
  static constexpr std::array<std::string_view, 3> kPlaces = {"runner-up", "second place",
                                                              "third place"};
  SettingRank rank;
  rank.place = place_in(before);
  rank.worst = has_any(before, kWorst);
  rank.on_average = says_average(before);
  rank.open = !rank.on_average;
  const bool optimum = has_phrase(before, "optimum") && before.ends_with(" at ");
  const bool placed = optimum || has_any(before, kPlaces) || ends_with_any(before, kPeaks);
  const bool ranked = has_any(before, kBest) != rank.worst || placed;
  static constexpr std::array<std::string_view, 4> kNoun = {"best ", "optimal ", "fastest ",
                                                            "worst "};  // "the best num_gpu=60"
  const bool direct = has_phrase(before, "winner") || placed || ends_with_any(before, kNoun);
  const bool other = has_phrase(before, "lowest") || (has_phrase(before, "next") && rank.place < 2);
  return !other && ranked && (direct || has_any(before, kWhat)) ? std::optional(rank)
                                                                : std::nullopt;
}

std::optional<SettingRank> rank_behind(std::string_view before, std::string_view behind) {
  static constexpr std::array<std::string_view, 4> kIs = {" is ", " was ", " remains ",
                                                          " turns out "};
  static constexpr std::array<std::string_view, 4> kOut = {" leads", " comes out best",
                                                           " comes out ahead", " comes out on top"};
  static constexpr std::array<std::string_view, 9> kEnds = {
      ",", ";", ". ", " at ", " with ", " than ", " but ", " while ", "("};
  // "Is the fastest network", of no setting.
  static constexpr std::array<std::string_view, 5> kAlone = {"best", "fastest", "quickest",
                                                             "slowest", "worst"};
  behind.remove_prefix(behind.starts_with(", ") ? 1 : 0);
  const std::string_view said = up_to_any(behind, kEnds);
  SettingRank rank;
  rank.place = place_in(said);
  rank.worst = has_any(said, kWorst);
  rank.on_average = true;
  rank.open = !says_average(before) && !says_average(behind);
  const bool ranked = has_any(said, kBest) != rank.worst && starts_with_any(said, kIs) &&
                      !has_phrase(said, "not") && !has_phrase(said, "no");
  const bool alone = ends_with_any(trimmed(said, " ."), kAlone);
  const bool out = starts_with_any(said, kOut) && !said.starts_with(" leads to ");
  return out || (ranked && (alone || has_any(said, kWhat))) ? std::optional(rank) : std::nullopt;
}

}  // namespace chimera::verify
