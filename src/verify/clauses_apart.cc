#include "verify/clauses_apart.h"

#include <algorithm>
#include <array>

#include "verify/counted_words.h"
#include "verify/failures_said.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// Where "and two of five backends failed" begins behind another statement; npos for nowhere.
std::size_t begin_of_failures(std::string_view said) {
  static constexpr std::array<std::string_view, 6> kVerbs = {" is ",  " are ",  " was ",
                                                             " has ", " wins ", " were "};
  constexpr std::string_view kJoint = " and ";
  const std::size_t verb = failing_verb(said).range.begin;
  std::size_t joint = verb == std::string_view::npos ? verb : said.substr(0, verb).rfind(kJoint);
  joint = joint == std::string_view::npos ? said.rfind(kJoint) : joint;
  if (joint == std::string_view::npos) {
    return joint;
  }
  const std::string_view behind = said.substr(joint + kJoint.size());
  // "One run timed out and the suite completed no prompt"
  if (says_all_failed(behind) && failing_verb(said.substr(0, joint)).range.begin < joint) {
    return joint + 1;
  }
  const std::string_view number = behind.substr(0, behind.find(' '));
  const bool parts = (is_number(number) || counts_in_words(number)) &&
                     behind.substr(number.size()).starts_with(" of ");
  // "No A failed, and more than half of all failures involve B"
  static constexpr std::array<std::string_view, 4> kParts = {"half of ", "more than half of ",
                                                             "most of ", "the majority of "};
  const std::string_view ahead = said.substr(0, joint);
  const bool of_these = has_phrase(behind, "of them") || has_phrase(behind, "of these");
  if (starts_with_any(behind, kParts) && !of_these && failing_verb(ahead).range.begin < joint) {
    return joint + 1;
  }
  const bool stated = std::ranges::any_of(kVerbs, [ahead](std::string_view each) {
    return ahead.find(each) != std::string_view::npos;
  });
  return parts && stated ? joint + 1 : std::string_view::npos;
}

// Where "covering A and B" begins behind a number of files; npos for nowhere.
std::size_t begin_of_topics(std::string_view said) {
  static constexpr std::array<std::string_view, 3> kFiles = {" files ", " artifacts ",
                                                             " documents "};
  static constexpr std::array<std::string_view, 14> kTopics = {
      "covering ",       "describing ",
      "concerning ",     "spanning ",
      "about ",          "related to ",
      "on the ",         "that cover ",
      "collected on ",   "recorded on ",
      "produced with ",  "that were produced with ",
      "generated with ", "that were collected on "};
  constexpr std::size_t kWordsBefore = 4;
  for (const std::string_view files : kFiles) {
    const std::size_t at = said.find(files);
    if (at == std::string_view::npos || !starts_with_any(said.substr(at + files.size()), kTopics)) {
      continue;
    }
    const std::string_view ahead = said.substr(0, at);
    const auto words = words_of(ahead);
    const std::size_t first = words.size() - std::min(words.size(), kWordsBefore);
    const bool counted = !words.empty() && has_digit(ahead.substr(words[first].begin));
    return counted ? at + files.size() : std::string_view::npos;
  }
  return std::string_view::npos;
}

// Where "and was recorded between 5 and 14 May" begins behind another statement; npos for nowhere.
std::size_t begin_of_period(std::string_view said) {
  static constexpr std::array<std::string_view, 8> kJoints = {
      " and was recorded ", " and were recorded ", " and was collected ", " and were collected ",
      " and was measured ", " and were measured ", " and was produced ",  " and were produced "};
  for (const std::string_view joint : kJoints) {
    const std::size_t at = said.find(joint);
    if (at != std::string_view::npos && has_digit(said.substr(at + joint.size())) &&
        words_of(said.substr(0, at)).size() > 3) {
      return at + 1;
    }
  }
  return std::string_view::npos;
}

// Where "and a comparison of top_p settings" begins behind another thing; npos for nowhere.
std::size_t begin_of_comparison(std::string_view said) {
  constexpr std::size_t kWordsAhead = 3;
  const std::size_t at = said.find(" and a comparison of ");
  return at != std::string_view::npos && words_of(said.substr(0, at)).size() > kWordsAhead
             ? at + 1
             : std::string_view::npos;
}

// Where "in which JSON is the rarest format" begins behind a number of files; npos for nowhere.
std::size_t begin_of_which(std::string_view said) {
  static constexpr std::array<std::string_view, 3> kFiles = {
      " files in which ", " files, in which ", " files of which "};
  for (const std::string_view each : kFiles) {
    const std::size_t at = said.find(each);
    if (at != std::string_view::npos && has_digit(said.substr(0, at))) {
      return at + each.find(' ', 1) + 1;
    }
  }
  return std::string_view::npos;
}

// Where "with the optimum at x=1, y=2" begins behind another statement; npos for nowhere.
std::size_t begin_of_best_setting(std::string_view said) {
  static constexpr std::array<std::string_view, 3> kJoints = {" with the ", " and the ",
                                                              " with its "};
  static constexpr std::array<std::string_view, 6> kPlaces = {"optimum", "best",    "peak",
                                                              "worst",   "weakest", "slowest"};
  constexpr std::size_t kWordsAhead = 3;
  for (const std::string_view joint : kJoints) {
    for (std::size_t at = said.find(joint); at != std::string_view::npos;
         at = said.find(joint, at + 1)) {
      const std::string_view behind = said.substr(at + joint.size());
      const std::size_t place = behind.find(" at ");
      const std::string_view setting = behind.substr(std::min(place, behind.size()));
      const std::size_t equals = setting.find('=');
      const bool set =
          equals < setting.find_first_of(",;") && words_of(setting.substr(0, equals)).size() < 4;
      if (starts_with_any(behind, kPlaces) && set && words_of(behind.substr(0, place)).size() < 4 &&
          words_of(said.substr(0, at)).size() > kWordsAhead) {
        return at + 1;
      }
    }
  }
  return std::string_view::npos;
}

// Where ", running 64 % faster than B" or ", with a mean of 3 s" begins behind a statement; npos
// for nowhere.
std::size_t begin_of_measure(std::string_view said) {
  static constexpr std::array<std::string_view, 10> kJoints = {
      ", running ", ", averaging ",       ", for a ",       ", with a mean ",  ", with a median ",
      ", with an ", ", with a baseline ", ", with a peak ", ", most clearly ", ", delivering "};
  static constexpr std::array<std::string_view, 17> kStates = {
      "highest",     "lowest",    "fastest", "slowest",   "quickest",    "best",
      "worst",       "loses to",  "beats",   "leads",     "faster",      "finished",
      "outperforms", "succeeded", "slower",  "completed", "successfully"};
  for (const std::string_view joint : kJoints) {
    const std::size_t at = said.find(joint);
    if (at == std::string_view::npos || !has_digit(said.substr(at))) {
      continue;
    }
    const std::string_view ahead = said.substr(0, at);
    if (has_any(ahead, kStates)) {
      return at + 2;
    }
  }
  return std::string_view::npos;
}

// Where "and shows no loss of answer quality" begins behind a statement; npos for nowhere. Nobody
// measured that, whatever stands ahead of it.
std::size_t begin_of_quality(std::string_view said) {
  static constexpr std::array<std::string_view, 14> kQualities = {
      "response quality", "answer quality",  "output quality",     "answer accuracy",
      "quality of",       "coheren*",        "energy consumption", "energy efficiency",
      "creativ*",         "satisfaction",    "user experience",    "hallucinat*",
      "text quality",     "accurate answers"};
  static constexpr std::array<std::string_view, 5> kJoints = {" and ", ", and ", " while ",
                                                              " without ", ", fully "};
  static constexpr std::array<std::string_view, 9> kStates = {
      "faster", "slower", "higher", "lower", "highest", "lowest", "best", "fastest", "slowest"};
  constexpr std::size_t kWordsBetween = 6;
  std::size_t quality = said.size();
  for (const std::string_view each : kQualities) {
    quality = std::min(quality, find_phrase(said, each));
  }
  const std::string_view ahead = said.substr(0, quality);
  std::size_t joint = std::string_view::npos;
  for (const std::string_view each : kJoints) {
    const std::size_t at = ahead.rfind(each);
    joint = at != std::string_view::npos && (joint == std::string_view::npos || at > joint) ? at
                                                                                            : joint;
  }
  if (ahead.size() == said.size() || joint == std::string_view::npos ||
      words_of(ahead.substr(joint)).size() > kWordsBetween) {
    return std::string_view::npos;
  }
  // "More accurate and coherent": one thought.
  static constexpr std::array<std::string_view, 6> kGood = {"accurate", "factual",  "fluent",
                                                            "creative", "detailed", "natural"};
  const std::string_view before = said.substr(0, joint);
  return words_of(before).size() > 3 && !ends_with_word(before, kGood) &&
                 (has_digit(before) || has_any(before, kStates))
             ? joint + 1
             : std::string_view::npos;
}

}  // namespace

std::vector<Range> clauses_apart(const std::vector<Range>& clauses, std::string_view text) {
  std::vector<Range> apart;
  for (const Range& clause : clauses) {
    const std::string_view said = text.substr(clause.begin, clause.end - clause.begin);
    const std::size_t at =
        std::min({begin_of_failures(said), begin_of_topics(said), begin_of_period(said),
                  begin_of_comparison(said), begin_of_which(said), begin_of_best_setting(said),
                  begin_of_measure(said), begin_of_quality(said)});
    if (at == std::string_view::npos) {
      apart.push_back(clause);
      continue;
    }
    apart.push_back({clause.begin, clause.begin + at - 1});
    const std::size_t next = begin_of_best_setting(said.substr(at));
    const std::size_t end = next == std::string_view::npos ? said.size() : at + next - 1;
    apart.push_back({clause.begin + at, clause.begin + end});
    if (end < said.size()) {  // "…, and the worst at x=2"
      apart.push_back({clause.begin + end + 1, clause.end});
    }
  }
  return apart;
}

}  // namespace chimera::verify
