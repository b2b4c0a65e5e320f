#include "verify/log_lines.h"

#include <algorithm>
#include <array>
#include <string>

#include "verify/tally.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

struct LineKind {
  std::string_view word;  ///< that counts them
  std::array<std::string_view, 3> marks;
};

constexpr std::array<LineKind, 12> kKinds = {{
    {"error*", {"error", "err", "fatal"}},
    {"warn*", {"warn", "warning", "warnings"}},
    {"info", {"info", "info", "info"}},
    {"debug", {"debug", "debug", "debug"}},
    {"timeout*", {"timeout*", "timed out", "time-out*"}},
    {"time-out*", {"timeout*", "timed out", "time-out*"}},
    {"retries", {"retr*", "retr*", "retr*"}},
    {"retry", {"retr*", "retr*", "retr*"}},
    {"restarts", {"restart*", "restart*", "restart*"}},
    {"crashes", {"crash*", "crash*", "crash*"}},
    {"disconnects", {"disconnect*", "disconnect*", "disconnect*"}},
    {"lines", {"", "", ""}},
}};

// The kind that the first words behind the number name; nullptr for none.
const LineKind* kind_of(std::string_view behind) {
  constexpr std::size_t kWords = 2;
  const std::string_view near = behind.substr(0, behind.find_first_of(",;.()"));
  const auto words = words_of(near);
  const std::string_view said = words.empty()
                                    ? std::string_view()
                                    : near.substr(0, words[std::min(words.size(), kWords) - 1].end);
  const auto* const kind = std::find_if(kKinds.begin(), kKinds.end(), [&](const LineKind& each) {
    return has_phrase(said, each.word);
  });
  return kind == kKinds.end() ? nullptr : kind;
}

// Lines with one of the marks, and those that have it among their first words.
std::pair<double, double> count_lines(std::string_view text, const LineKind& kind) {
  constexpr std::size_t kLevelWithin = 48;  ///< bytes: behind a time and a program's name
  std::pair<double, double> counts;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string line = lowered(text.substr(at, end - at));
    const bool any = kind.marks.front().empty();
    counts.first += any ? (line.empty() ? 0 : 1) : has_any(line, kind.marks) ? 1 : 0;
    const std::string_view start = std::string_view{line}.substr(0, kLevelWithin);
    counts.second += !any && has_any(start, kind.marks) ? 1 : 0;
    at = end + 1;
  }
  return counts;
}

bool is_log(const Dataset& dataset, std::size_t file) {
  return dataset.files()[file].artifact->type == ArtifactType::kLog;
}

// The logs that the mentions name, those of the scope, or those whose names have a word that stands
// before "log"; all where none says which.
std::vector<std::size_t> logs_meant(const Dataset& dataset, const LogLinesContext& context,
                                    bool& named) {
  std::vector<std::size_t> logs;
  const auto add_logs = [&](const std::vector<std::size_t>& files) {
    std::copy_if(files.begin(), files.end(), std::back_inserter(logs),
                 [&](std::size_t file) { return is_log(dataset, file); });
  };
  for (const Mention& mention : context.mentions) {
    add_logs(mention.files);
  }
  named = !logs.empty();
  const std::size_t word =
      std::min(find_phrase(context.clause, "log"), find_phrase(context.clause, "logs"));
  if (named || word == std::string_view::npos) {
    return logs;
  }
  std::vector<std::size_t> all;
  for (std::size_t file = 0; file < dataset.files().size(); ++file) {
    if (!is_log(dataset, file)) {
      continue;
    }
    all.push_back(file);
    const auto words = name_words(dataset.files()[file].stem);
    const bool called = std::any_of(words.begin(), words.end(), [&](const std::string& each) {
      return each.size() > 2 && find_phrase(context.clause, each) < word;
    });
    if (called) {
      logs.push_back(file);
    }
  }
  named = !logs.empty() || all.size() == 1;
  return logs.empty() ? all : logs;
}

}  // namespace

std::optional<Judgement> judge_log_lines(const Dataset& dataset, const Numeral& stated,
                                         const LogLinesContext& context) {
  const LineKind* const kind = kind_of(context.behind);
  if (kind == nullptr || !stated.unit.empty() || stated.decimals > 0) {
    return std::nullopt;
  }
  bool named = false;
  std::vector<Tally> tallies;
  Tally all{0, "such lines of these logs", ""};
  for (const std::size_t file : logs_meant(dataset, context, named)) {
    const std::string& path = dataset.files()[file].artifact->path;
    const auto [anywhere, at_start] = count_lines(dataset.text_of(path), *kind);
    tallies.push_back({anywhere, "such lines of " + path, ""});
    tallies.push_back({at_start, "lines of that level in " + path, ""});
    all.value += anywhere;
  }
  if (tallies.empty()) {
    return std::nullopt;
  }
  tallies.insert(tallies.begin(), all);
  Judgement judgement = judged(stated, tallies, ClaimType::kCount);
  return named || judgement.verdict == Verdict::kSupported
             ? judgement
             : unsupported(ClaimType::kCount, VerdictReason::kTooVague,
                           "of which log it is isn't said");
}

}  // namespace chimera::verify
