#include "verify/scope.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>

#include "query/select.h"
#include "text/glob.h"
#include "text/nearest.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::array<std::string_view, 4> kExtensions = {".csv", ".json", ".md", ".jsonl"};

bool is_token_char(char c) {
  return is_name_char(c) || c == '.' || c == ':' || c == '/' || c == '\\' || c == '*' || c == '{' ||
         c == '}' || c == ',' || c == '=';
}

bool has_extension(std::string_view token) {
  return std::any_of(kExtensions.begin(), kExtensions.end(), [&](std::string_view extension) {
    return token.size() > extension.size() && token.ends_with(extension);
  });
}

// Whether the part stands in the stem between signs or at its edges.
bool is_inner(std::string_view stem, std::string_view part) {
  for (std::size_t at = stem.find(part); at != std::string_view::npos;
       at = stem.find(part, at + 1)) {
    const std::size_t end = at + part.size();
    if ((at == 0 || !is_word_char(stem[at - 1])) &&
        (end == stem.size() || !is_word_char(stem[end]))) {
      return true;
    }
  }
  return false;
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

template <typename T>
void add_all(std::vector<T>& to, const std::vector<T>& more) {
  for (const T& each : more) {
    if (std::find(to.begin(), to.end(), each) == to.end()) {
      to.push_back(each);
    }
  }
}

}  // namespace

NameFinder::NameFinder(const Dataset& dataset) : dataset_(dataset), index_(dataset) {
  for (std::size_t i = 0; i < dataset.files().size(); ++i) {
    const FileEntry& file = dataset.files()[i];
    for (const std::string& alias :
         std::set<std::string>{file.path, file.name, file.stem, file.base}) {
      files_by_alias_[alias].push_back(i);
    }
  }
}

std::optional<Mention> NameFinder::file_mention(std::string_view token) const {
  if (token.find_first_of("_/.-*") == std::string_view::npos) {
    return std::nullopt;  // a bare word is prose, also where a file is called so
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
  if (name.size() < 4 || name.find_first_of("_/.-*") == std::string::npos) {
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
  const bool glob = text::is_glob(name);
  const bool whole = has_extension(name);
  for (std::size_t i = 0; i < dataset_.files().size(); ++i) {
    const FileEntry& file = dataset_.files()[i];
    const bool met =
        glob    ? text::glob_matches(name, file.path) || text::glob_matches(name, file.name)
        : whole ? file.path.ends_with("/" + name)
        : name.find('/') != std::string::npos
            ? file.path.find(name) != std::string::npos
            : is_inner(file.stem, name) || file.stem.ends_with(name);
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
  if (mention.files.empty()) {
    mention.kind = NameKind::kMissingFile;
    // What `run` writes beside its report is spoken of there.
    static constexpr std::array<std::string_view, 5> kOwn = {
        "facts.json", "report.json", "verdicts.json", "transcript.jsonl", "report.md"};
    if (std::find(kOwn.begin(), kOwn.end(), name) != kOwn.end()) {
      return std::nullopt;
    }
    return has_extension(name) && !text::is_glob(name) ? std::optional(mention) : std::nullopt;
  }
  return mention;
}

std::optional<Mention> NameFinder::value_mention(std::string_view lower, std::size_t begin) const {
  const auto found = index_.value_at(lower, begin);
  if (!found) {
    return std::nullopt;
  }
  Mention mention;
  mention.kind = found->what->model ? NameKind::kModel : NameKind::kLevel;
  mention.range = {begin, found->end};
  mention.alias = std::string(lower.substr(begin, found->end - begin));
  auto places = found->what->places;
  // The very spelling, where another one only differs in its signs.
  const auto spelled = [&](const auto& place) { return lowered(place.second) == mention.alias; };
  if (std::any_of(places.begin(), places.end(), spelled)) {
    std::erase_if(places, [&](const auto& place) { return !spelled(place); });
  }
  for (const auto& [column, value] : places) {
    add_all(mention.columns, {column});
    add_all(mention.values, {value});
  }
  mention.shorthand = mention.values.size() > 1;
  mention.exact = !mention.shorthand;
  return mention;
}

// The longest of the names that start at `at`; its token ends at `end`.
std::optional<Mention> NameFinder::mention_at(std::string_view lower, std::size_t at,
                                              std::size_t end) const {
  std::optional<Mention> best = value_mention(lower, at);
  const auto consider = [&](std::optional<Mention> other) {
    if (other && (!best || other->range.end > best->range.end)) {
      best = std::move(other);
    }
  };
  if (is_letter(lower[at])) {
    consider(setting_mention(lower, at));
    consider(glued_setting(lower, at));
    if (auto on_or_off = switch_mention(lower, at); on_or_off && !best) {
      best = std::move(on_or_off);
    }
  } else {
    consider(reversed_setting(lower, at));
    consider(bare_level(lower, at));
  }
  for (std::size_t cut = end; cut > at;) {
    while (cut > at && (lower[cut - 1] == '.' || lower[cut - 1] == ':' || lower[cut - 1] == ',')) {
      --cut;
    }
    if (best && best->range.end >= cut) {
      break;
    }
    if (auto file = file_mention(lower.substr(at, cut - at))) {
      file->range = {at, cut};
      return file;
    }
    const std::size_t sign = lower.substr(at, cut - at).find_last_of("/-:.");
    if (sign == std::string_view::npos || sign == 0) {
      break;
    }
    cut = at + sign;
  }
  return best;
}

std::vector<Mention> NameFinder::find(std::string_view lower) const {
  std::vector<Mention> mentions;
  for (std::size_t at = 0; at < lower.size();) {
    const bool starts = (is_word_char(lower[at]) || lower[at] == '.' || lower[at] == '*') &&
                        (at == 0 || !is_token_char(lower[at - 1]) || lower[at - 1] == '=' ||
                         lower[at - 1] == '/' || lower[at - 1] == ',');
    if (!starts) {
      ++at;
      continue;
    }
    std::size_t end = at;
    bool brace = false;
    while (end < lower.size() && is_token_char(lower[end]) && lower[end] != '=' &&
           (lower[end] != ',' || brace)) {
      brace = lower[end] == '{' || (brace && lower[end] != '}');
      ++end;
    }
    if (auto mention = mention_at(lower, at, end)) {
      at = mention->range.end;
      mentions.push_back(std::move(*mention));
    } else {
      // Goes on behind a slash or a colon that may part two names.
      const std::size_t sign = lower.substr(at, end - at).find_first_of("/:");
      at = sign == std::string_view::npos ? std::max(end, at + 1) : at + sign + 1;
    }
  }
  join_neighbours(lower, mentions);
  return mentions;
}

// "Llama3.1 q4_0" is one model, not two.
void NameFinder::join_neighbours(std::string_view lower, std::vector<Mention>& mentions) {
  for (std::size_t i = 0; i + 1 < mentions.size();) {
    Mention& first = mentions[i];
    const Mention& second = mentions[i + 1];
    const std::string_view between =
        lower.substr(first.range.end, second.range.begin - first.range.end);
    std::vector<std::string> both;
    if (first.kind == NameKind::kModel && second.kind == NameKind::kModel &&
        (between == " " || between == "-" || between == ":" || between == " (")) {
      std::set_intersection(first.values.begin(), first.values.end(), second.values.begin(),
                            second.values.end(), std::back_inserter(both));
    }
    if (both.empty()) {
      ++i;
      continue;
    }
    first.values = std::move(both);
    first.range.end = second.range.end;
    first.alias = std::string(lower.substr(first.range.begin, first.range.end - first.range.begin));
    first.exact = first.values.size() == 1;
    mentions.erase(mentions.begin() + static_cast<std::ptrdiff_t>(i) + 1);
  }
}

std::string NameFinder::nearest_file(std::string_view lower) const {
  std::set<std::string> known;
  const bool path = lower.find('/') != std::string_view::npos;
  for (const FileEntry& file : dataset_.files()) {
    known.insert(path ? file.path : file.name);
  }
  return text::nearest_name(lower, known).value_or("");
}

Scope scope_of(const std::vector<Mention>& mentions) {
  Scope scope;
  for (const Mention& mention : mentions) {
    if (mention.kind == NameKind::kFile || mention.kind == NameKind::kFolder) {
      std::vector<std::size_t> files = scope.files.value_or(std::vector<std::size_t>());
      add_all(files, mention.files);
      std::sort(files.begin(), files.end());
      scope.files = std::move(files);
      scope.file_alias = scope.file_alias.empty() ? mention.alias : "*";
    } else if (mention.kind != NameKind::kMissingFile) {
      const auto same = std::find_if(
          scope.conditions.begin(), scope.conditions.end(), [&](const Setting& setting) {
            return std::any_of(
                setting.columns.begin(), setting.columns.end(), [&](const auto& column) {
                  return std::find(mention.columns.begin(), mention.columns.end(), column) !=
                         mention.columns.end();
                });
          });
      if (same == scope.conditions.end()) {
        scope.conditions.push_back({mention.columns, mention.values, false});
      } else {
        add_all(same->columns, mention.columns);
        add_all(same->values, mention.values);
      }
    }
  }
  return scope;
}

Scope softened(Scope scope) {
  for (Setting& setting : scope.conditions) {
    setting.soft = true;
  }
  return scope;
}

Scope narrowed(const Scope& inner, const Scope& outer) {
  Scope scope = inner;
  if (!scope.files) {
    scope.files = outer.files;
    scope.file_alias = outer.file_alias;
  }
  for (const Setting& setting : outer.conditions) {
    const bool known =
        std::any_of(scope.conditions.begin(), scope.conditions.end(), [&](const Setting& each) {
          return std::any_of(each.columns.begin(), each.columns.end(), [&](const auto& column) {
            return std::find(setting.columns.begin(), setting.columns.end(), column) !=
                   setting.columns.end();
          });
        });
    if (!known) {
      scope.conditions.push_back(setting);
    }
  }
  return scope;
}

std::string glob_of(const Scope& scope, const Dataset& dataset) {
  if (!scope.files || scope.files->size() < 2) {
    return "";
  }
  const auto path = [&](std::size_t i) -> const std::string& {
    return dataset.files()[i].artifact->path;
  };
  std::string_view front = path(scope.files->front());
  std::string_view back = front;
  for (const std::size_t i : *scope.files) {
    const std::string& other = path(i);
    const auto head = std::mismatch(front.begin(), front.end(), other.begin(), other.end());
    front = front.substr(0, static_cast<std::size_t>(head.first - front.begin()));
    const auto tail = std::mismatch(back.rbegin(), back.rend(), other.rbegin(), other.rend());
    back = back.substr(back.size() - static_cast<std::size_t>(tail.first - back.rbegin()));
  }
  std::string glob(front);
  glob.append("*").append(back);
  for (std::size_t i = 0; i < dataset.files().size(); ++i) {
    const bool meant = std::binary_search(scope.files->begin(), scope.files->end(), i);
    if (text::glob_matches(glob, path(i)) != meant) {
      return "";
    }
  }
  return glob;
}

std::vector<Condition> conditions_of(const Scope& scope, const Dataset& dataset) {
  std::vector<Condition> conditions;
  if (scope.files && scope.files->size() == 1) {
    conditions.push_back({"file", dataset.files()[scope.files->front()].artifact->path});
  } else if (const std::string glob = glob_of(scope, dataset); !glob.empty()) {
    conditions.push_back({"file", glob});
  } else if (scope.files && !scope.file_alias.empty() && scope.file_alias != "*") {
    conditions.push_back({"file", "*" + scope.file_alias + "*"});
  }
  for (const Setting& setting : scope.conditions) {
    if (setting.values.size() == 1 && setting.columns.front() != kKeyColumn &&
        setting.columns.front() != kPathColumn) {
      conditions.push_back({setting.columns.front(), setting.values.front()});
    }
  }
  return conditions;
}

}  // namespace chimera::verify
