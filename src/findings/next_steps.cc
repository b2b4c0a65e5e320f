#include "findings/next_steps.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "base/hash.h"
#include "findings/experiments.h"
#include "findings/kind/levels.h"
#include "findings/levers.h"
#include "findings/phrases.h"
#include "findings/recommend.h"
#include "findings/run_order.h"
#include "findings/standing.h"

namespace chimera::findings {

namespace {

constexpr std::size_t kNamedMax = 4;  ///< open things that a sentence names

/// What is said of everything that is open on one ground.
struct Opening {
  Ground ground;
  std::string_view before;
  std::string_view behind;
  std::string_view last_word;
};

constexpr std::array kOpenings{
    Opening{Ground::kContradicted, "Measurements contradict each other about ", ".", " and "},
    Opening{Ground::kConfounded, "What ", " does can't be told from what changed along with it.",
            " or "},
    Opening{Ground::kUnrepeated, "About ", " the data hold too few repeated runs.", " and "},
    Opening{Ground::kInOneGo, "About ", " each level ran in one go, not in turn with the others.",
            " and "},
    Opening{Ground::kUndecided, "In a part of the data an effect of ",
            " is neither shown nor excluded.", " or "},
    Opening{Ground::kWithoutTrials, "Without the trials behind it stands ", ".", " and "},
    Opening{Ground::kNeverRun, "Never run was ", ".", " and "},
    Opening{Ground::kNeverVaried, "Never varied in what was read: ", ".", " and "},
};

// "a against b" → "b against a"; other phrases as they are.
Phrase mirrored(const Phrase& subject) {
  const auto between = std::find(subject.begin(), subject.end(), say(" against ").front());
  if (between == subject.end()) {
    return subject;
  }
  Phrase other(std::next(between), subject.end());
  other.push_back(*between);
  other.insert(other.end(), subject.begin(), between);
  return other;
}

// Which of two is better is one question, whichever was better where.
void add_new(std::vector<Phrase>& subjects, const std::vector<Phrase>& more) {
  for (const Phrase& subject : more) {
    const auto same = [&, other = mirrored(subject)](const Phrase& each) {
      return each == subject || each == other;
    };
    if (std::none_of(subjects.begin(), subjects.end(), same)) {
      subjects.push_back(subject);
    }
  }
}

std::vector<Phrase> subjects_on(const std::vector<Experiment>& experiments, Ground ground) {
  std::vector<Phrase> subjects;
  for (const Experiment& experiment : experiments) {
    for (const Question& question : experiment.questions) {
      if (question.ground == ground) {
        add_new(subjects, question.subjects);
      }
    }
  }
  return subjects;
}

/// A paragraph; empty where nothing is open.
std::vector<Phrase> open_points(const std::vector<Experiment>& experiments) {
  std::vector<Phrase> sentences;
  for (const Opening& opening : kOpenings) {
    std::vector<Phrase> subjects = subjects_on(experiments, opening.ground);
    if (subjects.empty()) {
      continue;
    }
    // A list of what was never varied is short, and whole.
    if (subjects.size() > kNamedMax && opening.ground != Ground::kNeverVaried) {
      subjects.resize(kNamedMax - 1);
      subjects.push_back(say("others"));
    }
    sentences.push_back(join({say(std::string(opening.before)), listed(subjects, opening.last_word),
                              say(std::string(opening.behind))}));
  }
  const bool any_sized =
      std::any_of(experiments.begin(), experiments.end(),
                  [](const Experiment& experiment) { return !experiment.sizes.empty(); });
  if (any_sized) {
    sentences.push_back(
        join({say("On all of this "), called("plan.toml"),
              say(" offers experiments instead of advice: what to vary, how often as sized there "
                  "by the spread that was observed, and in which random order.")}));
  } else if (!sentences.empty()) {
    sentences.push_back(join(
        {say("On all of this "), called("plan.toml"),
         say(" offers experiments instead of advice, as pilots, since no spread is known yet.")}));
  }
  return sentences;
}

/// From the experiments' ids: other experiments, other orders.
std::uint64_t seed_of(const std::vector<Experiment>& experiments) {
  std::string content;
  for (const Experiment& experiment : experiments) {
    content += experiment.id + "\n";
  }
  const std::string digits = content_id("", content);
  std::uint64_t seed = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), seed, 16);
  return seed;
}

}  // namespace

Plan plan_of(FactBook& book, const std::vector<Finding>& findings) {
  std::vector<Basis> bases = bases_of(book, findings);
  judge(bases);
  Plan plan;
  plan.advice = advice_of(book, bases);
  plan.experiments = experiments_of(book, bases, kExperimentsMax, plan.further);
  for (Experiment& experiment : never_varied(book.observations(), plan.experiments)) {
    plan.experiments.push_back(std::move(experiment));
  }
  plan.open = open_points(plan.experiments);
  plan.seed = seed_of(plan.experiments);
  put_in_order(plan.experiments, plan.seed);
  return plan;
}

}  // namespace chimera::findings
