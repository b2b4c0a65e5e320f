// Files and folders by the names that a text gives them.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "text/glob.h"
#include "text/nearest.h"
#include "verify/failure_causes.h"
#include "verify/mention_order.h"
#include "verify/sample.h"
#include "verify/scope.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// "Run 1759098967": the time that some names end with.
bool is_stamp(std::string_view token) {
  constexpr std::size_t kStampDigits = 10;
  return token.size() >= kStampDigits && digits_end(token, 0) == token.size();
}

constexpr std::array<std::string_view, 4> kExtensions = {".csv", ".json", ".md", ".jsonl"};

bool has_extension(std::string_view token) {
  return std::any_of(kExtensions.begin(), kExtensions.end(), [&](std::string_view extension) {
    return token.size() > extension.size() && token.ends_with(extension);
  });
}

// "20250820-093311": a run's files are called so, or lie in a folder that is.
bool is_run_time(std::string_view token) {
  constexpr std::size_t kDigits = 12;
  const auto digits = std::ranges::count_if(token, is_digit);
  return digits >= static_cast<std::ptrdiff_t>(kDigits) &&
         token.find_first_not_of("0123456789-_t") == std::string_view::npos;
}

// Whether the part stands in the stem between signs or at its edges.
bool is_inner(std::string_view stem, std::string_view part) {
  for (std::size_t at = stem.find(part); at != std::string_view::npos;
       at = stem.find(part, at + 1)) {
    const std::size_t end = at + part.size();
    // "`_fixed`" brings its own sign.
    const bool begins = at == 0 || !is_word_char(stem[at - 1]) || !is_word_char(part.front());
    if (begins && (end == stem.size() || !is_word_char(stem[end]))) {
      return true;
    }
  }
  return false;
}

// "…135654.json" of run-135654.json.
bool is_end_of(std::string_view name, std::string_view end) {
  constexpr std::size_t kTelling = 8;  ///< bytes that no other name ends with by chance
  return end.size() > kTelling && name.size() > end.size() && name.ends_with(end) &&
         !is_word_char(name[name.size() - end.size() - 1]);
}

// "a.{json,md}" → "a.json", "a.md"; anything else is itself.
std::vector<std::string> without_braces(std::string_view token) {
  const std::size_t open = token.find('{');
  const std::size_t close = token.find('}', open == std::string_view::npos ? 0 : open);
  if (open == std::string_view::npos || close == std::string_view::npos) {
    return {std::string(token)};
  }
  std::vector<std::string> out;
  for (std::size_t begin = open + 1; begin <= close;) {
    const std::size_t end = std::min(token.find(',', begin), close);
    std::string one(token.substr(0, open));
    one.append(token.substr(begin, end - begin)).append(token.substr(close + 1));
    out.push_back(std::move(one));
    begin = end + 1;
  }
  return out;
}

}  // namespace

std::optional<Mention> NameFinder::file_mention(std::string_view token) const {
  if (token.find_first_of("_/.-*") == std::string_view::npos && !is_stamp(token)) {
    return std::nullopt;  // a bare word is prose, also where a file is called so
  }
  if (std::ranges::none_of(token, is_word_char)) {
    return std::nullopt;  // marks of emphasis
  }
  constexpr std::size_t kTokensMax = 100'000;
  if (tokens_.size() > kTokensMax) {
    tokens_.clear();
  }
  const auto [known, is_new] = tokens_.try_emplace(std::string(token));
  if (is_new) {
    known->second = find_file(token);
  }
  return known->second;
}

// "The compilation folder", "the directory compilation": a bare word that is said to be one.
std::optional<Mention> NameFinder::folder_mention(std::string_view lower, std::size_t at,
                                                  std::size_t end) const {
  static constexpr std::array<std::string_view, 4> kBehind = {" folder", " directory", " subfolder",
                                                              " subdirectory"};
  static constexpr std::array<std::string_view, 2> kAhead = {"folder ", "directory "};
  const std::string_view word = lower.substr(at, end - at);
  const bool said =
      starts_with_any(lower.substr(end), kBehind) || ends_with_any(lower.substr(0, at), kAhead);
  if (!said || !std::all_of(word.begin(), word.end(), is_name_char)) {
    return std::nullopt;
  }
  auto mention = file_mention(std::string(word) + "/");
  // "The alpha folder" of `alpha3/`, the only one that goes on with a number.
  std::set<std::string> numbered;
  for (const std::string& folder : dataset_.folders()) {
    const std::string_view path = std::string_view{folder}.substr(0, folder.size() - 1);
    const std::string name = lowered(path.substr(path.rfind('/') + 1));
    if (name.starts_with(word) && name.size() > word.size() &&
        name.find_first_not_of("0123456789.", word.size()) == std::string::npos) {
      numbered.insert(name);
    }
  }
  const bool unknown = !mention || mention->kind != NameKind::kFolder;
  mention = unknown && numbered.size() == 1 ? file_mention(*numbered.begin() + "/") : mention;
  if (mention) {
    mention->range = {at, end};
  }
  return mention;
}

// `latest` of gemma3:latest alone: the one model that has the tag.
std::optional<Mention> NameFinder::model_tagged(std::string_view tag) const {
  std::optional<Mention> found;
  for (const std::string& model : dataset_.models()) {
    const std::string lower = lowered(model);
    const std::size_t colon = lower.rfind(':');
    if (colon == std::string::npos || std::string_view{lower}.substr(colon + 1) != tag) {
      continue;
    }
    if (found) {
      return std::nullopt;
    }
    found = value_mention(lower, 0);
  }
  return found;
}

// `torchtrt` of transformer_torchtrt_2025.json and others: a word of some files' names, that no
// column is called by.
std::optional<Mention> NameFinder::word_of_files(std::string_view word) const {
  constexpr std::size_t kTelling = 4;
  const bool column =
      dataset_.factors().contains(std::string(word)) ||
      std::any_of(dataset_.metrics().begin(), dataset_.metrics().end(), [&](const Metric& metric) {
        return find_phrase(metric.lower, word) != std::string_view::npos;
      });
  std::size_t called = 0;
  std::size_t files = 0;
  for (const FileEntry& file : dataset_.files()) {
    files += file.has_data() ? 1U : 0U;
    called += file.has_data() && path_has(file.path, {std::string(word)}) ? 1U : 0U;
  }
  if (column || word.size() < kTelling || called == 0 || 2 * called >= files) {
    return std::nullopt;
  }
  Mention mention;
  mention.kind = NameKind::kLevel;
  mention.alias = std::string(word);
  mention.columns = {std::string(kPathColumn)};
  mention.values = {std::string(word)};
  mention.exact = true;
  return mention;
}

// "In the torchtrt run", "the fixed files": a word of files' names where what it is of stands
// behind.
void NameFinder::add_words_of_files(std::string_view lower, std::vector<Mention>& mentions) const {
  static constexpr std::array<std::string_view, 16> kThings = {
      "run",       "runs",       "file",  "files",  "benchmark", "benchmarks", "bench", "benches",
      "container", "containers", "sweep", "sweeps", "trace",     "traces",     "suite", "suites"};
  constexpr std::string_view kThe = "the ";
  for (std::size_t at = lower.find(kThe); at != std::string_view::npos;
       at = lower.find(kThe, at + 1)) {
    const std::size_t begin = at + kThe.size();
    std::size_t end = begin;
    while (end < lower.size() && is_word_char(lower[end])) {
      ++end;
    }
    const Range range{begin, end};
    const bool starts = at == 0 || !is_word_char(lower[at - 1]);
    // "The most consistent of the demo runs": a row's own set.
    const bool set = lower.substr(0, at).ends_with("of ");
    if (!starts || set || end == lower.size() || lower[end] != ' ' ||
        !starts_with_word(lower.substr(end + 1), kThings) || !is_unnamed(mentions, range)) {
      continue;
    }
    // A blank tells it from a token that stands alone.
    const std::string_view word = lower.substr(begin, end - begin);
    const auto [known, is_new] = tokens_.try_emplace(std::string(" ").append(word));
    if (is_new) {
      known->second = word_of_files(word);
    }
    if (known->second) {
      Mention named = *known->second;
      named.range = range;
      named.columns = {std::string(kExperimentColumn)};
      insert_in_order(mentions, std::move(named));
    }
  }
}

// `a`, `<x y="1">`: what a code span holds is a name as a whole, however short or odd it is.
std::optional<Mention> NameFinder::whole_name(std::string_view spanned) const {
  const auto same = [&](std::string_view name) {
    return name.size() == spanned.size() &&
           std::equal(name.begin(), name.end(), spanned.begin(), [](char a, char b) {
             return lower_case(a) == b || (static_cast<unsigned char>(a) < ' ' && b == ' ');
           });
  };
  Mention mention;
  mention.alias = std::string(spanned);
  mention.exact = true;
  for (const std::string& model : dataset_.models()) {
    if (same(model)) {
      mention.kind = NameKind::kModel;
      add_all(mention.columns, {std::string("model")});
      add_all(mention.values, {model});
    }
  }
  const bool sets = spanned.find('=') != std::string_view::npos;
  if (mention.columns.empty() && !is_number(spanned)) {
    mention.kind = NameKind::kLevel;
    for (const auto& [column, levels] : dataset_.factors()) {
      for (const std::string& level : levels) {
        // `options={"temperature":0.7}` has the column, too.
        if (same(level) || (sets && same(fmt::format("{}={}", column, level)))) {
          add_all(mention.columns, {column});
          add_all(mention.values, {level});
        }
      }
    }
  }
  return mention.columns.empty() ? std::nullopt : std::optional(mention);
}

void NameFinder::add_whole_names(const Plain& plain, std::vector<Mention>& mentions) const {
  constexpr std::size_t kNameMax = 200;
  const std::string_view lower = plain.lower();
  for (std::size_t begin = 0, end = 0; begin < lower.size(); begin = end + 1) {
    end = begin;
    while (end < lower.size() && plain.is_code(end)) {
      ++end;
    }
    const auto overlaps = [&](const Mention& each) {
      return each.range.begin < end && begin < each.range.end;
    };
    const bool known = std::ranges::any_of(mentions, [&](const Mention& each) {
      return each.range.begin == begin && each.range.end == end;
    });
    if (end == begin || end - begin > kNameMax || known) {
      continue;
    }
    const std::string_view spanned = lower.substr(begin, end - begin);
    auto whole = whole_name(spanned);
    // `All attempts of model A failed`: what a failed trial says is about no other.
    if (!whole && spanned.find(' ') != std::string_view::npos && is_reason(dataset_, spanned)) {
      std::erase_if(mentions, overlaps);
    }
    if (whole) {
      std::erase_if(mentions, overlaps);
      whole->range = {begin, end};
      insert_in_order(mentions, *std::move(whole));
    }
  }
}

std::vector<Mention> NameFinder::find(const Plain& plain) const {
  static constexpr std::array<std::string_view, 5> kHolds = {" holds", " contains", " has", " with",
                                                             " is the"};
  const std::string_view lower = plain.lower();
  std::vector<Mention> mentions = find(lower);
  add_whole_names(plain, mentions);
  for (std::size_t at = 0; at < lower.size(); ++at) {
    if (!plain.is_code(at) || !is_name_char(lower[at]) || (at > 0 && plain.is_code(at - 1))) {
      continue;
    }
    std::size_t end = at;
    while (end < lower.size() && plain.is_code(end) && is_name_char(lower[end])) {
      ++end;
    }
    const bool whole = end == lower.size() || !plain.is_code(end);
    auto folder =
        whole ? file_mention(std::string(lower.substr(at, end - at)) + "/") : std::nullopt;
    const auto next = std::find_if(mentions.begin(), mentions.end(),
                                   [&](const Mention& mention) { return mention.range.end > at; });
    const bool free = next == mentions.end() || next->range.begin >= end;
    const bool as_folder = next != mentions.end() && next->kind == NameKind::kLevel &&
                           next->range.begin == at && next->range.end == end &&
                           starts_with_word(lower.substr(end), kHolds);
    const bool open = whole && free && !folder;
    auto tagged = open ? model_tagged(lower.substr(at, end - at)) : std::nullopt;
    // "`_fixed`" as it stands in the names.
    tagged = tagged || !open ? std::move(tagged)
                             : word_of_files(trimmed(lower.substr(at, end - at), "_-"));
    if (tagged) {
      tagged->range = {at, end};
      mentions.insert(next, std::move(*tagged));
    } else if (folder && (free || as_folder)) {
      folder->range = {at, end};
      if (as_folder) {
        *next = std::move(*folder);
      } else {
        mentions.insert(next, std::move(*folder));
      }
    }
    at = end;
  }
  return mentions;
}

// "llama3_8b_baseline" where others are called "…_baseline", and nothing is called that.
bool NameFinder::is_called_like_files(std::string_view name) const {
  const std::size_t last = name.rfind('_');
  const bool parts = last != std::string_view::npos && name.find('_') != last &&
                     name.find('.') == std::string_view::npos && name.size() - last > 5;
  return parts && !dataset_.mentions(name) &&
         std::any_of(dataset_.files().begin(), dataset_.files().end(),
                     [&](const FileEntry& file) { return file.stem.ends_with(name.substr(last)); });
}

std::optional<Mention> NameFinder::find_file(std::string_view token) const {
  Mention mention;
  std::string name(token);
  std::replace(name.begin(), name.end(), '\\', '/');
  while (name.starts_with("./") || name.starts_with("...") || name.starts_with("../")) {
    name.erase(0, name.starts_with("./") ? 2 : 3);
  }
  mention.alias = name;
  for (const std::string& one : without_braces(name)) {
    if (const auto known = files_by_alias_.find(one); known != files_by_alias_.end()) {
      add_all(mention.files, known->second);
      mention.exact = true;
    }
  }
  if (!mention.files.empty()) {
    return mention;
  }
  if (!is_stamp(name) && (name.size() < 4 || name.find_first_of("_/.-*") == std::string::npos)) {
    return std::nullopt;
  }
  if (name.ends_with('/')) {
    mention.kind = NameKind::kFolder;
    for (std::size_t i = 0; i < dataset_.files().size(); ++i) {
      const std::string& folder = dataset_.files()[i].folder;
      if (folder.starts_with(name) || folder.find("/" + name) != std::string::npos) {
        mention.files.push_back(i);
      }
    }
    return mention.files.empty() ? std::nullopt : std::optional(mention);
  }
  for (std::size_t i = 0; i < dataset_.files().size(); ++i) {
    if (dataset_.files()[i].folder.starts_with(name + "/")) {
      mention.kind = NameKind::kFolder;
      mention.files.push_back(i);
    }
  }
  if (!mention.files.empty()) {
    return mention;
  }
  const bool glob = text::is_glob(name);
  const bool whole = has_extension(name);
  for (std::size_t i = 0; i < dataset_.files().size(); ++i) {
    const FileEntry& file = dataset_.files()[i];
    const bool met =
        glob ? text::glob_matches(name, file.path) || text::glob_matches(name, file.name) ||
                   text::glob_matches(name, file.stem) || text::glob_matches(name, file.base)
        : whole ? file.path.ends_with("/" + name) || is_end_of(file.name, name)
        : name.find('/') != std::string::npos
            ? file.path.find(name) != std::string::npos
            : is_inner(file.stem, name) || file.stem.ends_with(name) ||
                  (is_run_time(name) &&
                   ("/" + file.folder).find("/" + name + "/") != std::string::npos);
    if (met) {
      mention.files.push_back(i);
    }
  }
  // "conv_bench" is what begins so, where something does.
  std::vector<std::size_t> begins;
  for (const std::size_t i : mention.files) {
    if (dataset_.files()[i].base == name) {
      begins.push_back(i);
    }
  }
  if (!begins.empty()) {
    mention.files = begins;
  }
  if (mention.files.empty() && name.find('/') == std::string::npos) {
    const std::string inside = "/" + name + "/";
    for (std::size_t i = 0; i < dataset_.files().size(); ++i) {
      const std::string folder = "/" + dataset_.files()[i].folder;
      if (folder.find(inside) != std::string::npos) {
        mention.kind = NameKind::kFolder;
        mention.files.push_back(i);
      }
    }
  }
  if (mention.files.empty()) {
    mention.kind = NameKind::kMissingFile;
    // What `run` writes beside its report is spoken of there.
    static constexpr std::array<std::string_view, 5> kOwn = {
        "facts.json", "report.json", "verdicts.json", "transcript.jsonl", "report.md"};
    if (std::find(kOwn.begin(), kOwn.end(), name) != kOwn.end()) {
      return std::nullopt;
    }
    return (has_extension(name) && !text::is_glob(name)) || is_called_like_files(name)
               ? std::optional(mention)
               : std::nullopt;
  }
  return mention;
}

std::string NameFinder::nearest_file(std::string_view lower) const {
  std::set<std::string> known;
  const bool path = lower.find('/') != std::string_view::npos;
  for (const FileEntry& file : dataset_.files()) {
    known.insert(path ? file.path : file.name);
  }
  return text::nearest_name(lower, known).value_or("");
}

}  // namespace chimera::verify
