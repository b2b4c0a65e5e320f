#include "verify/tables.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "data/unit.h"
#include "query/select.h"
#include "verify/bound_query.h"
#include "verify/cell_changes.h"
#include "verify/comparison_words.h"
#include "verify/counts.h"
#include "verify/run_block.h"
#include "verify/table_row.h"
#include "verify/tally.h"
#include "verify/wording.h"
#include "verify/written_units.h"

namespace chimera::verify {
namespace {

constexpr std::array<std::string_view, 8> kNumbering = {"#",  "no", "no.",    "rank",
                                                        "id", "nr", "number", "step"};

// "165.0 (1.63x)": a number, and in brackets how it stands to another.
bool has_ratio_beside(std::string_view text, const std::vector<Numeral>& numerals) {
  const std::size_t end = numerals.front().range.end;
  const Numeral& beside = numerals.back();
  return numerals.size() == 2 &&
         (beside.kind == NumeralKind::kTimes || beside.kind == NumeralKind::kPercent) &&
         numerals.front().kind == NumeralKind::kNumber && text.substr(end).starts_with(" (") &&
         beside.range.begin <= end + 3 && text.substr(beside.range.end).starts_with(")");
}

// "Build 16.60 s", "peak 142.6 W": a word, and how much.
bool begins_with_word_of_amount(const Plain& cell) {
  const auto numerals = find_numerals(cell);
  const std::string text = trimmed(cell.lower(), kMarks);
  return numerals.size() == 1 && !numerals.front().unit.empty() && !text.empty() &&
         is_letter(text.front()) &&
         numerals.front().range.end >= cell.lower().find(text) + text.size() &&
         words_of(std::string_view{cell.lower()}.substr(0, numerals.front().digits.begin)).size() ==
             1;
}

// Words, not the parts of a name.
bool is_remark(const Plain& cell) {
  std::size_t words = 0;
  const std::string& text = cell.lower();
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool starts = is_letter(text[at]) && (at == 0 || text[at - 1] == ' ');
    words += starts ? 1U : 0U;
  }
  static constexpr std::array<std::string_view, 10> kCompares = {
      "below", "above", "faster", "slower", "higher", "lower", "more", "less", "behind", "ahead"};
  return words >= 3 || (words == 2 && has_digit(text) &&
                        (has_any(text, kCompares) || begins_with_word_of_amount(cell)));
}

// "desktop fp32" of the files that have these words in their names.
std::optional<Mention> files_labelled(const Dataset& dataset, std::string_view label) {
  std::set<std::string> wanted;
  // "(baseline csv)" is of no folder csv_data.
  static constexpr std::array<std::string_view, 8> kKinds = {"csv",  "json", "md",  "log",
                                                             "file", "data", "run", "runs"};
  for (const Range& word : words_of(label)) {
    const std::string_view spelled = label.substr(word.begin, word.end - word.begin);
    if (!is_one_of(spelled, kKinds)) {
      wanted.emplace(spelled);
    }
  }
  Mention mention;
  std::size_t with_data = 0;
  for (std::size_t i = 0; i < dataset.files().size(); ++i) {
    const FileEntry& file = dataset.files()[i];
    const auto words = name_words(file.folder + file.stem);
    const bool all = std::all_of(wanted.begin(), wanted.end(), [&](const std::string& word) {
      return std::find(words.begin(), words.end(), word) != words.end();
    });
    with_data += file.has_data() ? 1U : 0U;
    if (file.has_data() && all) {
      mention.files.push_back(i);
    }
  }
  mention.alias = std::string(label);
  const bool tells = !wanted.empty() && !mention.files.empty() && mention.files.size() < with_data;
  return tells ? std::optional(std::move(mention)) : std::nullopt;
}

// "json_tensor_core.512x512.max_ms" as the names that it is made of, each in its place.
std::string without_key_signs(std::string text) {
  static constexpr std::array<std::string_view, 2> kPrefixes = {"json_", "csv_"};
  const std::size_t begin = std::min(text.find_first_not_of(kMarks), text.size());
  for (const std::string_view prefix : kPrefixes) {
    if (std::string_view{text}.substr(begin).starts_with(prefix) &&
        text.find('/') == std::string::npos &&
        text.find(' ', begin) >= text.find_last_not_of(kMarks)) {
      std::fill_n(text.begin() + static_cast<std::ptrdiff_t>(begin), prefix.size(), ' ');
      std::replace(text.begin(), text.end(), '.', ' ');
    }
  }
  return text;
}

// "json_latency_ms.p99" of a tree that has a number under that very path: its parts name nothing
// else.
bool is_whole_key(const Dataset& dataset, std::string_view cell) {
  const std::string text = trimmed(cell.substr(0, cell.find(" (")), kMarks);
  constexpr std::string_view kPrefix = "json_";
  if (!text.starts_with(kPrefix) || text.find('.') == std::string::npos) {
    return false;
  }
  const std::string_view path = std::string_view{text}.substr(kPrefix.size());
  return std::any_of(dataset.metrics().begin(), dataset.metrics().end(),
                     [path](const Metric& metric) { return metric.lower == path; });
}

// "json_serving.router.latency" of a tree in which nothing is called "router"; the name of an
// array, which a number follows, need be nothing's.
bool is_key_of_nothing(const Dataset& dataset, std::string_view cell) {
  static constexpr std::array<std::string_view, 2> kSteps = {".", "["};
  if (!is_key_name(cell)) {
    return false;
  }
  const std::string key = trimmed(cell.substr(0, cell.find(" (")), kMarks);
  const auto steps = split_at_any(without_file_kind(key), kSteps);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const bool array = i + 1 < steps.size() && has_digit(steps[i + 1].substr(0, 1));
    if (!array && !steps[i].empty() && is_letter(steps[i].front()) &&
        !dataset.data_mention(steps[i])) {
      return true;
    }
  }
  return false;
}

// "failed", "not run" where the others of its column have numbers.
bool is_outcome(const Plain& cell) {
  static constexpr std::array<std::string_view, 4> kOutcomes = {"failed", "fail", "not run",
                                                                "not tested"};
  return std::find(kOutcomes.begin(), kOutcomes.end(), trimmed(cell.lower(), kMarks)) !=
         kOutcomes.end();
}

// "top_k=40": a setting, of a factor that the data needn't have.
bool is_assignment(const Plain& cell) {
  const std::string text = trimmed(cell.lower(), kMarks);
  const std::size_t sign = text.find('=');
  return sign != std::string::npos && sign > 0 && sign + 1 < text.size() &&
         text.find_first_of(" ,(") == std::string::npos && is_letter(text.front());
}

// "beam_size of whisper_tiny", "Parameter (qwen2.5)" above the rows' labels.
std::vector<Mention> models_in(std::vector<Mention> mentions) {
  std::erase_if(mentions, [](const Mention& each) { return each.kind != NameKind::kModel; });
  return mentions;
}

// "beam_size" of "whisper_tiny beam_size".
std::string without(const std::vector<Mention>& mentions, std::string head) {
  return mentions.empty() ? head : trimmed(blanked_names(mentions, std::move(head)), " ():,");
}

// Heads above the name of what was best.
constexpr std::array<std::string_view, 6> kBestHeads = {"best", "fastest", "winner",
                                                        "top",  "optimal", "peak"};

// "lowest TTFT", "second fastest": two words that say which is best; "best 7B result" has a number.
// "Failed, …" says what became of the row, whatever names the reason has.
bool is_brief_remark(const Plain& cell) {
  const std::string text = trimmed(cell.lower(), kMarks);
  if (text.starts_with("failed,") || text.starts_with("failed:")) {
    return !has_digit(text);
  }
  const FoundWord word = find_word(text);
  static constexpr std::array<std::string_view, 3> kBefore = {"the ", "second ", "second-"};
  const bool first = word.at == 0 || std::ranges::any_of(kBefore, [&](std::string_view before) {
                       return word.at == before.size() && text.starts_with(before);
                     });
  return !has_digit(text) && !is_remark(cell) && word.word != nullptr && word.word->superlative &&
         first;
}

// Below "Quantisation of mistral:7b" the rows may be of mistral:7b-q4_0 and others; nullopt without
// any.
std::optional<Scope> with_variants(const Dataset& dataset, Scope scope) {
  bool any = false;
  for (Setting& setting : scope.conditions) {
    if (setting.columns.front() != "model" || setting.values.size() != 1) {
      continue;
    }
    const std::string stem = setting.values.front() + "-";
    for (const std::string& model : dataset.models()) {
      if (model.starts_with(stem)) {
        setting.values.push_back(model);
        any = true;
      }
    }
  }
  return any ? std::optional(std::move(scope)) : std::nullopt;
}

}  // namespace

std::optional<Numeral> ratio_beside(const Plain& cell) {
  const auto numerals = find_numerals(cell);
  const bool beside = whole_number(cell) && has_ratio_beside(cell.text(), numerals);
  return beside ? std::optional(numerals.back()) : std::nullopt;
}

std::optional<Numeral> whole_number(const Plain& cell) {
  const auto numerals = find_numerals(cell);
  if (numerals.empty() || numerals.front().word || numerals.front().kind == NumeralKind::kDate) {
    return std::nullopt;
  }
  const Numeral& numeral = numerals.front();
  std::size_t letters = 0;
  for (std::size_t at = 0; at < cell.text().size(); ++at) {
    const bool inside = numeral.range.holds(at) || numeral.plus_minus_range.holds(at) ||
                        numerals.back().range.holds(at);
    letters += !inside && is_word_char(cell.text()[at]) ? 1U : 0U;
  }
  const bool whole = numerals.size() == 1 || has_ratio_beside(cell.text(), numerals);
  return whole && letters == 0 ? std::optional(numeral) : std::nullopt;
}

bool counts_trials(std::string_view head) {
  static constexpr std::array<std::string_view, 8> kHeads = {
      "runs", "trials", "rows", "n", "calls", "number of runs", "samples", "# runs"};
  return std::find(kHeads.begin(), kHeads.end(), trimmed(head, kMarks)) != kHeads.end();
}

bool says_error(const Dataset& dataset, std::string_view head) {
  const auto bound = bind_metrics(dataset, head);
  return has_phrase(head, "stderr") && !bound.empty() &&
         std::any_of(bound.metrics.begin(), bound.metrics.end(), [](const Metric* metric) {
           return metric->lower.find("stderr") != std::string::npos;
         });
}

// 1, 2, 3, … down the first column.
bool TableReader::counts_rows(const Block& table) {
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const auto number =
        table.rows[i].cells.empty() ? std::nullopt : whole_number(table.rows[i].cells.front());
    if (!number || number->decimals > 0 ||
        std::abs(number->value - static_cast<double>(i + 1)) > 0) {
      return false;
    }
  }
  return table.rows.size() > 1;
}

// Where the heading's model has none of the rows' levels and its variants have them, they are
// meant.
ProseContext TableReader::around_rows(const Block& table, const ProseContext& context) const {
  auto variants = with_variants(dataset_, context.scope);
  if (!variants) {
    return context;
  }
  ProseContext wide = context;
  wide.scope = *std::move(variants);
  const auto trials = [&](const Scope& scope) {
    return tally_trials(dataset_, scope, false).front().value;
  };
  for (const TableRow& row : table.rows) {
    const Scope own =
        row.cells.empty() ? Scope() : scope_of(names_.find(row.cells.front().lower()));
    if (!own.is_all()) {
      const bool meant =
          !(trials(narrowed(own, context.scope)) > 0) && trials(narrowed(own, wide.scope)) > 0;
      return meant ? wide : context;
    }
  }
  return context;
}

void TableReader::read(const Block& table, const ProseContext& given,
                       std::vector<Claim>& claims) const {
  const ProseContext context = around_rows(table, given);
  DerivedCells derived(dataset_);
  std::vector<MeasuredCell> measured;
  std::vector<Remark> remarks;
  const Arms arms = arms_of(table);
  const bool numbered = counts_rows(table);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    if (cancel_.raised()) {
      return;
    }
    if (judge_query_row(table, table.rows[i], dataset_.observations(), lines_, claims)) {
      continue;
    }
    read_row(table, i, context, {derived, measured, remarks, arms, numbered}, claims);
  }
  hold_to_one_reading(table, measured, claims);
  read_remarks(remarks, measured, claims);
  for (auto& [cell, judgement] : derived.judge(cancel_)) {
    if (judgement.verdict == Verdict::kUnsupported) {
      judgement = judge_titled(cell, derived.names_of_row(cell.row), context).value_or(judgement);
    }
    if (cell.beside && judgement.verdict == Verdict::kUnsupported) {
      continue;
    }
    const Plain& plain = table.rows[cell.row].cells[cell.column];
    mark_odd(plain, cell.numeral.range, judgement);
    claims.push_back(claim_at(plain, cell.numeral.range, cell.numeral.digits.begin, lines_,
                              std::move(judgement)));
  }
}

void TableReader::read_row(const Block& table, std::size_t number, const ProseContext& context,
                           const ReadCells& read, std::vector<Claim>& claims) const {
  const TableRow& cells = table.rows[number];
  Row row{table, cells, number, context, "", {}, false, {}, read.arms};
  std::vector<bool> named(cells.cells.size(), false);
  for (std::size_t i = 0; i < std::min(cells.cells.size(), table.head.size()); ++i) {
    const Plain& cell = cells.cells[i];
    std::string head = trimmed(table.head[i].lower(), " ");
    if (i == 0) {
      row.mentions = models_in(names_.find(head));
      head = without(row.mentions, head);
    }
    if (auto odd = odd_name(cell)) {
      row.mentions.push_back(std::move(*odd));
      named[i] = true;
      continue;
    }
    if (auto setting = setting_of(head, cell.lower())) {
      row.unknown = row.unknown || setting->unknown;
      row.mentions.push_back(std::move(*setting));
      named[i] = true;
      continue;
    }
    if (i > 0 && !place_settings(head, cell.lower()).empty()) {
      row.places.push_back(i);
      named[i] = true;
      continue;
    }
    if (auto settings = settings_of(head, cell.lower()); !settings.empty()) {
      row.mentions.insert(row.mentions.end(), settings.begin(), settings.end());
      named[i] = true;
      continue;
    }
    if (whole_number(cell)) {
      continue;
    }
    const auto mentions = is_whole_key(dataset_, cell.lower())
                              ? std::vector<Mention>()
                              : names_.find(without_key_signs(cell.lower()));
    if (i > 0 && is_place(head, cells.cells.front().lower(), cell, mentions)) {
      row.places.push_back(i);
      named[i] = true;
      continue;
    }
    // "Smallest checkpoint" below "Comment" is no part of the row's name.
    const bool comment = heads_remarks(head) && mentions.empty();
    if (i == 0 || (!is_remark(cell) && !comment)) {
      for (const Mention& mention : mentions) {
        if (mention.kind == NameKind::kMissingFile && !cell.is_link(mention.range.begin)) {
          claims.push_back(
              claim_at(cell, mention.range, mention.range.begin, lines_,
                       contradicted(ClaimType::kExistence, VerdictReason::kNoSuchThing,
                                    "there is no '" + mention.alias + "'; the nearest name is '" +
                                        names_.nearest_file(mention.alias) + "'")));
        }
      }
      row.unknown =
          row.unknown ||
          (i == 0 && ((mentions.empty() && is_assignment(cell)) || names_untried(cell.lower())));
      row.mentions.insert(row.mentions.end(), mentions.begin(), mentions.end());
      if (i > 0 && starts_with_word(head, kBestHeads)) {
        row.best = mentions;
      }
      read.derived.name_cell(number, i, mentions);
      const std::string label = blanked_names(mentions, cell.lower());
      if (i == 0) {
        if (auto files = files_labelled(dataset_, label)) {
          row.mentions.push_back(std::move(*files));
        }
      }
      row.label.append(label).append(" ");
      named[i] = true;
    }
  }
  const bool of_file = std::ranges::any_of(
      row.mentions, [](const Mention& mention) { return !mention.files.empty(); });
  row.unknown =
      row.unknown || (!of_file && is_key_of_nothing(dataset_, cells.cells.front().lower()));
  read.derived.name_row(number, row.mentions);
  std::vector<MeasuredCell> measured;
  const auto says_place = [&row](std::size_t column) {
    return std::find(row.places.begin(), row.places.end(), column) != row.places.end();
  };
  for (std::size_t i = 0; i < std::min(cells.cells.size(), table.head.size()); ++i) {
    const Plain& cell = cells.cells[i];
    const auto numeral = named[i] ? std::nullopt : whole_number(cell);
    const std::string head = trimmed(table.head[i].lower(), " *");
    const bool numbering =
        i == 0 && (std::find(kNumbering.begin(), kNumbering.end(), head) != kNumbering.end() ||
                   read.numbered);
    if (numeral && !numbering) {
      if (auto cell_read = read_number(row, i, *numeral, read.derived, claims)) {
        measured.push_back(std::move(*cell_read));
      }
    } else if (says_place(i)) {
      read_place(row, i, claims);
    } else if (const auto change = i > 0 ? cell_change(cell) : std::nullopt) {
      CellWords words = words_of_cell(row, i);
      read.derived.add({number, i, change->numeral, std::move(words.head), std::move(words.in_head),
                        change->sense});
    } else if (!numeral && (read_winner(row, i, claims) || read_significance(row, i, claims) ||
                            (i > 0 && table.head.size() == 2 && !is_outcome(cell) &&
                             read_component(row, i, claims)))) {
      // a claim of its own, or one that nothing decides; what a machine has
    } else if (i > 0 && !numeral && is_outcome(cell)) {
      read_outcome(row, i, claims);
    } else if ((i > 0 && !numeral && is_brief_remark(cell)) ||
               (!named[i] && !numeral && is_remark(cell))) {
      read.remarks.push_back({row, i});
    }
  }
  if (auto place = judge_reason_place(dataset_, names_, table, cells.cells.front())) {
    claims.push_back(claim_at(cells.cells.front(), place->first, place->first.begin, lines_,
                              std::move(place->second)));
  }
  hold_to_one_file(row, measured, claims);
  std::move(measured.begin(), measured.end(), std::back_inserter(read.measured));
}

// "±" is of the column before it: its standard error where that was measured, else its deviation.
std::string TableReader::head_of(const Block& table, std::size_t column) const {
  std::string head = table.head[column].lower();
  if (column == 0 ||
      (head.find("±") == std::string::npos && head.find("+/-") == std::string::npos) ||
      std::any_of(head.begin(), head.end(), is_letter)) {
    return head;
  }
  const std::string of = table.head[column - 1].lower();
  return says_error(dataset_, of + " stderr") ? of + " stderr" : of + " std";
}

// What became of the trials of its row and column.
void TableReader::read_outcome(const Row& row, std::size_t column,
                               std::vector<Claim>& claims) const {
  const Plain& cell = row.cells.cells[column];
  const std::string said = trimmed(cell.lower(), kMarks);
  const Scope scope =
      narrowed(narrowed(scope_of(names_.find(head_of(row.table, column))), scope_of(row.mentions)),
               row.context.scope);
  if (scope.conditions.size() < 2 && !scope.files) {
    return;
  }
  const Outcomes trials = outcomes_of(dataset_, scope);
  const bool holds = said.starts_with("fail") ? trials.failed > 0 && !(trials.failed < trials.all)
                                              : !(trials.all > 0);
  const std::size_t begin = cell.lower().find(said);
  const Range range{begin, begin + said.size()};
  claims.push_back(claim_at(cell, range, range.begin, lines_, judged_count(holds, trials.why())));
}

// The head; where it says a statistic alone, as "best" or "SD", with what the head before it is of.
std::string TableReader::metric_head(const Block& table, std::size_t column) const {
  std::string head = head_of(table, column);
  if (statistic_in(trimmed(head, kMarks)).empty() || !bind_metrics(dataset_, head).empty() ||
      !unit_in_label(head).empty()) {
    return head;
  }
  for (std::size_t i = column; i-- > 1;) {
    std::string before = head_of(table, i);
    // "Failed | Mean": how many failed is what no mean beside it is of, whatever the data call so.
    static constexpr std::array<std::string_view, 5> kCounted = {"failed", "failures", "errors",
                                                                 "n", "trials"};
    if (is_one_of(trimmed(before, kMarks), kCounted) ||
        (bind_metrics(dataset_, before).empty() && unit_in_label(before).empty())) {
      continue;
    }
    for (const Range& word : words_of(before)) {
      const std::string_view said =
          std::string_view{before}.substr(word.begin, word.end - word.begin);
      if (!statistic_word(said).empty()) {
        std::fill(before.begin() + static_cast<std::ptrdiff_t>(word.begin),
                  before.begin() + static_cast<std::ptrdiff_t>(word.end), ' ');
      }
    }
    return head.append(" ").append(before);
  }
  return head;
}

}  // namespace chimera::verify
