#include "verify/bound_query.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "query/compute.h"
#include "query/inventory.h"
#include "verify/run_block.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::string_view kCommand = "chimera query ";

// As a shell would part them: blanks, single and double quotes, backslashes.
std::vector<std::string> shell_words(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  bool open = false;
  char quote = '\0';
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (quote != '\0') {
      if (c == quote) {
        quote = '\0';
      } else {
        word += c;
      }
    } else if (c == '\'' || c == '"') {
      quote = c;
      open = true;
    } else if (c == '\\' && at + 1 < text.size()) {
      word += text[++at];
      open = true;
    } else if (c == ' ' || c == '\t') {
      if (open || !word.empty()) {
        words.push_back(std::move(word));
        word.clear();
      }
      open = false;
    } else {
      word += c;
    }
  }
  if (open || !word.empty()) {
    words.push_back(std::move(word));
  }
  return words;
}

std::vector<std::string> listed(const std::string& names) {
  std::vector<std::string> all;
  for (std::size_t at = 0; at <= names.size();) {
    const std::size_t end = std::min(names.find(',', at), names.size());
    all.push_back(names.substr(at, end - at));
    at = end + 1;
  }
  return all;
}

Result<void> add_statistics(const std::string& names, Query& query) {
  for (const std::string& name : listed(names)) {
    const auto statistic = find_statistic(name);
    if (!statistic) {
      return fail(ErrorCode::kUsage, "unknown statistic '" + name + "'");
    }
    query.statistics.push_back(*statistic);
  }
  return {};
}

Result<Condition> condition_of(const std::string& typed) {
  const std::size_t sign = typed.find('=');
  if (sign == std::string::npos || sign == 0) {
    return fail(ErrorCode::kUsage, "a condition is COLUMN=VALUE, not '" + typed + "'");
  }
  return Condition{typed.substr(0, sign), typed.substr(sign + 1)};
}

Result<void> add_option(const std::string& option, const std::string& value, Query& query) {
  if (option == "--metric") {
    query.metric = value;
  } else if (option == "--by") {
    query.by = listed(value);
  } else if (option == "--stat") {
    return add_statistics(value, query);
  } else if (option == "--effect") {
    query.effect = value;
  } else if (option == "--where" || option == "--against") {
    return condition_of(value).map([&](Condition condition) {
      (option == "--where" ? query.where : query.against).push_back(std::move(condition));
    });
  } else {
    return fail(ErrorCode::kUsage, "unknown option '" + option + "'");
  }
  return {};
}

std::optional<Fact> of_inventory(const Query& query, const Observations& observations) {
  // An inventory is a look at every row; of an empty one the names are the same.
  const std::vector<Fact> names = query::inventory_facts({}, observations);
  if (std::none_of(names.begin(), names.end(),
                   [&](const Fact& fact) { return fact.query.metric == query.metric; })) {
    return std::nullopt;
  }
  Query counting = query;
  counting.statistics = {Statistic::kCount};
  const std::string id = fact_id(counting);
  for (Fact& fact : query::inventory_facts(query::take_inventory(observations), observations)) {
    if (fact.id == id) {
      return std::move(fact);
    }
  }
  return std::nullopt;
}

Judgement judge_fact(const Numeral& stated, const std::string& unit, const Query& query,
                     const std::optional<Fact>& fact) {
  if (!fact) {
    return contradicted(ClaimType::kAggregate, VerdictReason::kNoSuchThing,
                        "its query finds nothing: " + canonical_text(query));
  }
  const auto factor = to_stated_unit(fact->unit, unit);
  if (!factor) {
    return contradicted(ClaimType::kAggregate, VerdictReason::kUnitSlip,
                        "its query answers in " + fact->unit);
  }
  const double value = fact->value * *factor;
  const Agreement agrees = agreement(stated, value);
  Judgement judgement = agrees >= Agreement::kRounded
                            ? supported(ClaimType::kAggregate, "", VerdictReason::kRounding)
                            : contradicted(ClaimType::kAggregate, VerdictReason::kWrongValue, "");
  judgement.why = "its query answers " + value_text(value, unit.empty() ? fact->unit : unit);
  judgement.stated = StatedValue{stated.value, unit};
  judgement.found = FoundValue{value, unit.empty() ? fact->unit : unit, canonical_text(query)};
  judgement.evidence = fact->evidence;
  return judgement;
}

std::string head_of(const Block& table, std::size_t column) {
  std::string head = column < table.head.size() ? table.head[column].lower() : "";
  head.erase(0, std::min(head.find_first_not_of(' '), head.size()));
  head.erase(head.find_last_not_of(' ') + 1);
  return head;
}

}  // namespace

Result<Query> parse_query(std::string_view arguments) {
  Query query;
  const std::vector<std::string> words = shell_words(arguments);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--exclude-cold") {
      query.exclude_cold = true;
    } else if (words[i] == "--include-failed") {
      query.include_failed = true;
    } else if (words[i].starts_with("--")) {
      if (i + 1 == words.size()) {
        return fail(ErrorCode::kUsage, "'" + words[i] + "' takes a value");
      }
      if (auto added = add_option(words[i], words[i + 1], query); !added) {
        return tl::unexpected(added.error());
      }
      ++i;
    }
  }
  if (query.metric.empty()) {
    return fail(ErrorCode::kUsage, "no metric given: type --metric NAME");
  }
  if (query.statistics.empty()) {
    query.statistics = {Statistic::kMean};
  }
  return query;
}

std::optional<Fact> evaluate(const Query& query, const Observations& observations) {
  Query one = query;
  one.statistics.resize(1);
  if (auto counted = of_inventory(one, observations)) {
    return counted;
  }
  return query::fact_of(one, observations);
}

Judgement judge_by_query(const Numeral& stated, const std::string& unit, const Query& query,
                         const Observations& observations) {
  return judge_fact(stated, unit, query, evaluate(query, observations));
}

bool judge_query_row(const Block& table, const TableRow& row, const Observations& observations,
                     const Lines& lines, std::vector<Claim>& claims) {
  const auto cell = std::find_if(row.cells.begin(), row.cells.end(), [](const Plain& each) {
    return each.text().find(kCommand) != std::string::npos;
  });
  if (cell == row.cells.end()) {
    return false;
  }
  const std::string_view text = cell->text();
  const auto query = parse_query(text.substr(text.find(kCommand) + kCommand.size()));
  if (!query) {
    return true;
  }
  const std::optional<Fact> fact = evaluate(*query, observations);
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const std::string head = head_of(table, i);
    const Plain& plain = row.cells[i];
    const auto numerals = find_numerals(plain);
    if (&plain == &*cell || numerals.empty()) {
      continue;
    }
    Judgement judgement;
    if (head == "value") {
      judgement = judge_fact(numerals.front(), numerals.front().unit, *query, fact);
    } else if (head == "n" && fact) {
      Fact count = *fact;
      count.value = static_cast<double>(fact->n);
      count.unit.clear();
      judgement = judge_fact(numerals.front(), "", *query, count);
      judgement.type = ClaimType::kCount;
    } else if (head == "interval" && fact && fact->interval && numerals.size() == 2) {
      const bool low = agreement(numerals[0], fact->interval->low) >= Agreement::kRounded;
      const bool high = agreement(numerals[1], fact->interval->high) >= Agreement::kRounded;
      judgement = low && high ? supported(ClaimType::kAggregate, "", VerdictReason::kRounding)
                              : contradicted(ClaimType::kAggregate, VerdictReason::kWrongValue, "");
      judgement.why = "the interval is " + value_text(fact->interval->low) + " to " +
                      value_text(fact->interval->high);
    } else {
      continue;
    }
    // What a name with a line break in it loses on paper, no query finds.
    const bool nothing = !fact || fact->n == 0;
    if (nothing && judgement.verdict == Verdict::kContradicted) {
      judgement = unsupported(ClaimType::kAggregate, VerdictReason::kNoSuchMeasurement,
                              "its query finds nothing");
    }
    claims.push_back(claim_at(plain, {numerals.front().range.begin, numerals.back().range.end},
                              numerals.front().digits.begin, lines, std::move(judgement)));
  }
  return true;
}

}  // namespace chimera::verify
