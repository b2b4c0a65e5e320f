#include "verify/run_block.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

#include "verify/date_words.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

bool is_path(const Dataset& dataset, std::string_view lower) {
  return std::ranges::any_of(dataset.files(),
                             [&](const FileEntry& file) { return file.path == lower; });
}

// Each printed stage is rounded to a hundredth.
constexpr double kStageSlack = 0.005;

struct KeyValue {
  std::string_view key;
  Range value;
};

std::optional<KeyValue> key_value(const Plain& plain) {
  const std::string_view lower = plain.lower();
  const std::size_t colon = lower.find(':');
  if (colon == std::string_view::npos || colon > 40 || colon == 0) {
    return std::nullopt;
  }
  std::size_t begin = colon + 1;
  while (begin < lower.size() && lower[begin] == ' ') {
    ++begin;
  }
  if (begin == lower.size()) {
    return std::nullopt;
  }
  std::size_t start = 0;
  while (start < colon && !is_word_char(lower[start])) {
    ++start;
  }
  return KeyValue{lower.substr(start, colon - start), {begin, lower.size()}};
}

std::vector<Numeral> plain_numbers(const Plain& plain) {
  std::vector<Numeral> numbers = find_numerals(plain);
  std::erase_if(numbers, [](const Numeral& numeral) { return numeral.kind == NumeralKind::kDate; });
  return numbers;
}

double in_seconds(const Numeral& numeral) {
  return numeral.value * to_stated_unit(numeral.unit, "s").value_or(1);
}

bool is_metrics_key(std::string_view key) {
  static constexpr std::array<std::string_view, 11> kKeys = {
      "throughput",     "ttft",
      "itl p50",        "itl p99",
      "total duration", "tokens generated",
      "prompt tokens",  "reused prompt tokens",
      "prompt eval",    "eval duration",
      "load duration"};
  return std::find(kKeys.begin(), kKeys.end(), key) != kKeys.end();
}

// "The model chose 17 of the 38 sentences", "It was asked for 40 choices": what a model did.
bool says_who_chose(std::string_view line) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kLines = {{
      {"the model chose ", " sentences"},
      {"it was asked for ", " choices"},
      {"sentences that stand in its own words", ": "},
  }};
  return std::any_of(kLines.begin(), kLines.end(), [&](const auto& each) {
    return line.starts_with(each.first) && line.find(each.second) != std::string_view::npos;
  });
}

constexpr std::size_t kMetricsOfRun = 4;

// Where a program's report has a list of so many of the model's metrics, they are the run's,
// whatever the heading.
std::set<std::vector<std::string>> find_metrics_headings(const Document& document) {
  std::map<std::vector<std::string>, std::size_t> counts;
  bool by_program = false;
  for (const Block& block : document.blocks) {
    const auto pair = key_value(block.text);
    by_program =
        by_program || (pair && (pair->key == "agent type" || pair->key == "configuration" ||
                                pair->key == "execution time"));
    const bool named = !block.headings.empty() && block.headings.back() == "metrics";
    if (pair && block.kind == BlockKind::kItem && is_metrics_key(pair->key)) {
      counts[block.headings] += named ? kMetricsOfRun : 1;
    }
  }
  std::set<std::vector<std::string>> headings;
  for (const auto& [heading, count] : counts) {
    if (count >= kMetricsOfRun &&
        (by_program || (!heading.empty() && heading.back() == "metrics"))) {
      headings.insert(heading);
    }
  }
  return headings;
}

void collect_line(const Plain& plain, const std::vector<std::string>& headings, RunNumbers& run) {
  const auto pair = key_value(plain);
  if (!pair) {
    return;
  }
  const auto numbers = plain_numbers(plain);
  if (pair->key.starts_with("execution time") && numbers.size() >= 2) {
    run.metrics_headings.insert(headings);
    run.total_s = in_seconds(numbers.front());
    for (std::size_t i = 1; i < numbers.size(); ++i) {
      const std::string_view before =
          std::string_view{plain.lower()}.substr(0, numbers[i].range.begin);
      const std::string stage = trimmed(before.substr(before.find_last_of("|(+,") + 1), " :");
      if (stage != "ingest") {
        run.stages_s.emplace_back(stage, in_seconds(numbers[i]));
      }
    }
  }
  if (run.metrics_headings.contains(headings) && !numbers.empty()) {
    if (pair->key == "tokens generated") {
      run.tokens = numbers.front().value;
    } else if (pair->key == "eval duration") {
      run.eval_ms = in_seconds(numbers.front()) * 1000;
    } else if (pair->key == "throughput") {
      run.throughput = numbers.front().value;
    }
  }
}

// A table of calls where a program's report speaks of its own run.
bool lists_calls(const Block& block, const RunNumbers& run) {
  static constexpr std::array<std::string_view, 4> kHeadings = {"metrics", "calls", "call",
                                                                "workflow"};
  if (block.kind != BlockKind::kTable || block.headings.empty() || !RunCalls::is_table(block) ||
      (!run.has_header && !run.total_s)) {
    return false;
  }
  return run.metrics_headings.contains(block.headings) || has_any(block.headings.back(), kHeadings);
}

bool is_summary(const Block& fence) {
  return std::any_of(fence.code.begin(), fence.code.end(), [](const Plain& line) {
    return line.lower().find("files analyzed") != std::string::npos ||
           line.lower().find("latest modified") != std::string::npos ||
           (line.lower().find(" files (") != std::string::npos && line.lower().ends_with(")"));
  });
}

}  // namespace

Claim claim_at(const Plain& plain, Range range, std::size_t anchor, const Lines& lines,
               Judgement judgement) {
  Claim claim;
  claim.place = plain.place(range, anchor, lines);
  claim.type = judgement.type;
  claim.verdict = judgement.verdict;
  claim.reason = judgement.reason;
  claim.stated = std::move(judgement.stated);
  claim.found = std::move(judgement.found);
  claim.evidence = std::move(judgement.evidence);
  claim.why = std::move(judgement.why);
  return claim;
}

RunNumbers find_run_numbers(const Document& document) {
  RunNumbers run;
  run.metrics_headings = find_metrics_headings(document);
  for (const Block& block : document.blocks) {
    if (block.kind == BlockKind::kParagraph || block.kind == BlockKind::kItem) {
      collect_line(block.text, block.headings, run);
      const auto pair = key_value(block.text);
      const bool header = pair && (pair->key == "configuration" || pair->key == "agent type");
      run.has_header = run.has_header || (header && block.line < 40);
    }
    for (const Plain& line : block.code) {
      if (line.lower().find("latest modified") == std::string::npos) {
        continue;
      }
      for (const Numeral& date : find_numerals(line)) {
        if (date.kind == NumeralKind::kDate) {
          run.newest_utc_s = std::max(run.newest_utc_s.value_or(0), date.first_utc_s);
          run.earliest_utc_s =
              std::min(run.earliest_utc_s.value_or(date.first_utc_s), date.first_utc_s);
        }
      }
    }
  }
  for (const Block& block : document.blocks) {
    if (lists_calls(block, run)) {
      run.calls.add(block);
      run.metrics_headings.insert(block.headings);  // "CV of tok/s" below them
    }
  }
  return run;
}

RunBlock::RunBlock(const Dataset& dataset, const Document& document)
    : dataset_(dataset), document_(document), numbers_(find_run_numbers(document)) {
  for (const Block& block : document.blocks) {
    const auto pair = block.kind == BlockKind::kParagraph ? key_value(block.text) : std::nullopt;
    if (pair && pair->key == "date" && numbers_.has_header && !numbers_.run_day_utc_s) {
      for (const Numeral& date : find_numerals(block.text)) {
        if (date.kind == NumeralKind::kDate && has_year(date) && !numbers_.run_day_utc_s) {
          numbers_.run_day_utc_s = date.first_utc_s;
          header_line_ = block.line;
        }
      }
    }
  }
}

Judgement RunBlock::judge_own_date(const Numeral& date) const {
  const std::int64_t last = date.last_utc_s;
  if (numbers_.newest_utc_s && last < *numbers_.newest_utc_s) {
    return contradicted(ClaimType::kDate, VerdictReason::kWrongValue,
                        "older than the files that the report lists, the newest of " +
                            day_text(*numbers_.newest_utc_s));
  }
  if (numbers_.run_day_utc_s && last < *numbers_.run_day_utc_s) {
    return contradicted(ClaimType::kDate, VerdictReason::kWrongValue,
                        "older than the run, which is of " + day_text(*numbers_.run_day_utc_s));
  }
  return only_the_run_can_tell(ClaimType::kDate);
}

bool RunBlock::judge_header(const Plain& plain, std::string_view key, Range value, std::size_t line,
                            std::vector<Claim>& claims) const {
  const bool in_header = numbers_.has_header && line < header_line_ + 8 && line + 8 > header_line_;
  if (key == "date" || key == "report date" || key == "generated" || key == "generated on") {
    for (const Numeral& date : find_numerals(plain)) {
      if (date.kind == NumeralKind::kDate) {
        const Judgement judgement = judge_own_date(date);
        claims.push_back(claim_at(plain, date.range, date.range.begin, document_.lines, judgement));
      }
    }
    return true;
  }
  if (!in_header ||
      (key != "model" && key != "configuration" && key != "agent type" && key != "agent")) {
    return false;
  }
  if (key == "model" || key == "configuration") {
    claims.push_back(claim_at(plain, value, value.begin, document_.lines,
                              only_the_run_can_tell(ClaimType::kConfig)));
  }
  return true;
}

Judgement RunBlock::judge_stages(const Plain& plain) const {
  const auto numbers = plain_numbers(plain);
  double sum = 0;
  for (std::size_t i = 1; i < numbers.size(); ++i) {
    sum += in_seconds(numbers[i]);
  }
  const double total = in_seconds(numbers.front());
  const bool holds =
      std::abs(total - sum) <= kStageSlack * static_cast<double>(numbers.size()) + 1e-9;
  Judgement judgement = holds ? supported(ClaimType::kRunMetric, "")
                              : contradicted(ClaimType::kRunMetric, VerdictReason::kWrongValue, "");
  judgement.why = "the stages add up to " + value_text(sum, "s");
  judgement.stated = StatedValue{total, "s"};
  judgement.found = FoundValue{sum, "s", ""};
  return judgement;
}

bool RunBlock::judge_metric(const Plain& plain, std::string_view key, Range value,
                            std::vector<Claim>& claims) const {
  const auto numbers = plain_numbers(plain);
  auto by_calls = numbers.empty() ? std::nullopt : numbers_.calls.judge_line(key, numbers.front());
  if (!is_metrics_key(key) && !by_calls) {
    return false;
  }
  if (numbers.empty()) {
    return true;
  }
  Judgement judgement = only_the_run_can_tell();
  const double stated = numbers.front().value;
  if (by_calls) {
    judgement = std::move(*by_calls);
  } else if (key == "throughput" && numbers_.tokens && numbers_.eval_ms && *numbers_.eval_ms > 0) {
    const double rate = *numbers_.tokens / *numbers_.eval_ms * 1000;
    const bool holds = std::abs(stated - rate) <= 0.01 * rate;
    judgement = holds ? supported(ClaimType::kRunMetric, "", VerdictReason::kRounding)
                      : contradicted(ClaimType::kRunMetric, VerdictReason::kWrongValue, "");
    judgement.why = "tokens over evaluation time are " + value_text(rate, "tok/s");
    judgement.found = FoundValue{rate, "tok/s", ""};
  } else if (key == "total duration" && !numbers_.stages_s.empty()) {
    double sum = 0;
    for (const auto& [name, stage_s] : numbers_.stages_s) {
      sum += stage_s;
    }
    // A stage holds its call: ten milliseconds more are normal.
    const double apart = sum - in_seconds(numbers.front());
    const double slack = 0.015 * static_cast<double>(numbers_.stages_s.size()) + 1e-6;
    // Longer, they may hold more than calls: connecting to a server, the statistics.
    if (apart <= slack) {
      judgement = apart >= -0.011
                      ? supported(ClaimType::kRunMetric, "")
                      : contradicted(ClaimType::kRunMetric, VerdictReason::kWrongValue, "");
    }
    judgement.why = "the model's stages take " + value_text(sum, "s");
    judgement.found = FoundValue{sum, "s", ""};
  }
  judgement.stated = StatedValue{stated, numbers.front().unit};
  claims.push_back(
      claim_at(plain, {0, plain.text().size()}, value.begin, document_.lines, judgement));
  return true;
}

// "Mean throughput: 41.0 tok/s, sample SD 0.96, CV 2.3%": of the calls, a claim each.
bool RunBlock::judge_parts(const Plain& plain, std::string_view key,
                           std::vector<Claim>& claims) const {
  const auto numbers = plain_numbers(plain);
  if (numbers.size() < 2 || numbers_.calls.empty() ||
      !numbers_.calls.judge_line(key, numbers.front())) {
    return false;
  }
  std::size_t begin = 0;
  for (const Numeral& numeral : numbers) {
    const bool bare = begin == 0 && plain.lower().find(':') == std::string::npos;
    const std::string said =
        begin == 0 && !bare
            ? std::string(key)
            : std::string(key).append(" ").append(
                  std::string_view{plain.lower()}.substr(begin, numeral.range.begin - begin));
    const bool own_statistic = begin > 0 && !bare;
    const std::size_t from = plain.lower().find_first_not_of(" ,;(", begin);
    if (auto judgement = numbers_.calls.judge_line(said, numeral, own_statistic)) {
      claims.push_back(claim_at(plain, {from, numeral.range.end}, numeral.digits.begin,
                                document_.lines, std::move(*judgement)));
    }
    begin = numeral.range.end;
  }
  return true;
}

bool RunBlock::judge_line(const Plain& plain, const std::vector<std::string>& headings,
                          std::size_t line, std::vector<Claim>& claims) const {
  if (says_who_chose(plain.lower())) {
    claims.push_back(
        claim_at(plain, {0, plain.text().size()}, 0, document_.lines, only_the_run_can_tell()));
    return true;
  }
  const auto pair = key_value(plain);
  if (!pair) {
    return numbers_.metrics_headings.contains(headings) &&
           plain.text().find('.') != std::string::npos && judge_parts(plain, "throughput", claims);
  }
  if (judge_header(plain, pair->key, pair->value, line, claims)) {
    return true;
  }
  const auto numbers = plain_numbers(plain);
  static constexpr std::array<std::string_view, 9> kFiles = {"files analyzed",
                                                             "total files analyzed",
                                                             "total files",
                                                             "total artifacts",
                                                             "artifacts",
                                                             "artifacts analyzed",
                                                             "number of files",
                                                             "number of artifacts",
                                                             "total number of files"};
  if (is_one_of(pair->key, kFiles) && numbers.size() == 1) {
    if (auto judgement = judge_count(dataset_, numbers.front(), {"analyzed files", {}})) {
      claims.push_back(claim_at(plain, {0, plain.text().size()}, numbers.front().range.begin,
                                document_.lines, *judgement));
    }
    return true;
  }
  if (pair->key.starts_with("execution time") && numbers.size() >= 3) {
    claims.push_back(claim_at(plain, {0, plain.text().size()}, numbers.front().range.begin,
                              document_.lines, judge_stages(plain)));
    return true;
  }
  return numbers_.metrics_headings.contains(headings) &&
         (judge_parts(plain, pair->key, claims) ||
          judge_metric(plain, pair->key, pair->value, claims));
}

bool RunBlock::judge_table(const Block& table, std::vector<Claim>& claims) const {
  if (!lists_calls(table, numbers_)) {
    return false;
  }
  numbers_.calls.judge(table, numbers_.stages_s, document_.lines, claims);
  return true;
}

bool RunBlock::judge_summary(const Block& fence, std::vector<Claim>& claims) const {
  if (!is_summary(fence)) {
    return false;
  }
  std::optional<ArtifactType> type;
  std::string ending;
  std::size_t listed = 0;
  for (const Plain& line : fence.code) {
    const std::string_view lower = line.lower();
    const auto numbers = plain_numbers(line);
    const std::size_t first = lower.find_first_not_of(" -");
    if (first == std::string_view::npos) {
      continue;
    }
    const auto add = [&](Judgement judgement) {
      claims.push_back(
          claim_at(line, {first, lower.size()}, first, document_.lines, std::move(judgement)));
    };
    const std::size_t open = lower.find(" files (");
    if (open != std::string_view::npos && numbers.size() == 1) {
      type = type_in(lower.substr(0, open));
      listed = 0;
      ending = "." + trimmed(lower.substr(0, open), " -");
      auto judgement = judge_files_ending(dataset_, numbers.front(), ending + " files", Scope());
      if (!judgement && (type || lower.starts_with("total"))) {
        judgement = judge_count(dataset_, numbers.front(), {std::string(lower), {}});
      }
      add(judgement
              ? *judgement
              : unsupported(ClaimType::kCount, VerdictReason::kTooVague, "no known type of file"));
    } else if (lower.find("files analyzed") != std::string_view::npos && numbers.size() == 1) {
      if (auto judgement = judge_count(dataset_, numbers.front(), {"analyzed files", {}})) {
        add(*judgement);
      }
    } else if (lower.find("more") != std::string_view::npos &&
               lower.find("...") != std::string_view::npos && numbers.size() == 1) {
      // "JSON" with JSONL apart, where the list has them so.
      const auto stated = static_cast<std::size_t>(numbers.front().value) + listed;
      const std::size_t described =
          files_described(dataset_, type ? lowered(artifact_type_name(*type)) : "");
      const bool apart = stated == files_ending(dataset_, ending);
      const double known = static_cast<double>(apart ? stated : described);
      const double rest = known - static_cast<double>(listed);
      const bool holds = apart || std::abs(numbers.front().value - rest) < 0.5;
      Judgement judgement = holds ? supported(ClaimType::kCount, "")
                                  : contradicted(ClaimType::kCount, VerdictReason::kWrongCount, "");
      judgement.why =
          value_text(known) + " files of the type, " + std::to_string(listed) + " listed";
      judgement.found = FoundValue{rest, "", ""};
      judgement.stated = StatedValue{numbers.front().value, ""};
      add(judgement);
    } else if (lower.find("latest modified") != std::string_view::npos) {
      add(unsupported(ClaimType::kDate, VerdictReason::kNoSuchMeasurement,
                      "when files were modified does not travel with the data"));
    } else if (const bool exists = is_path(dataset_, lower.substr(first));
               exists || (lower.substr(first).find(' ') == std::string_view::npos &&
                          lower.find('.') != std::string_view::npos)) {
      ++listed;
      add(exists ? supported(ClaimType::kExistence, "the file is there")
                 : contradicted(ClaimType::kExistence, VerdictReason::kNoSuchThing,
                                "there is no such file"));
    }
  }
  return true;
}

}  // namespace chimera::verify
