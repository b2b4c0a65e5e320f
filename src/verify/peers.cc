#include "verify/peers.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "verify/sample.h"
#include "verify/tally.h"
#include "verify/wording.h"

namespace chimera::verify {

namespace {

// Of the columns that hold the name the first that stands beside the metric, with other values: a
// list of backends in the notes is no row of any.
std::string column_beside(const Dataset& dataset, const Mention& subject, const Metric& metric) {
  for (const std::string& column : subject.columns) {
    const auto factor = dataset.factors().find(lowered(column));
    const bool several =
        column == "model" || (factor != dataset.factors().end() && factor->second.size() > 1);
    const bool beside =
        several && std::any_of(metric.tables.begin(), metric.tables.end(), [&](const Table* table) {
          return std::any_of(table->columns.begin(), table->columns.end(), [&](const Column& each) {
            return lowered(each.name) == lowered(column);
          });
        });
    if (beside) {
      return column;
    }
  }
  return subject.columns.front();
}

}  // namespace

std::vector<Side> peers_of(const Dataset& dataset, const Mention& subject, const Metric& metric,
                           const Scope& around) {
  std::vector<Side> peers;
  if (subject.kind == NameKind::kFile) {
    std::set<std::string> folders;
    for (const std::size_t i : subject.files) {
      folders.insert(dataset.files()[i].folder);
    }
    for (const Table* const table : metric.tables) {
      const std::size_t file = dataset.file_of(*table);
      if (file < dataset.files().size() && folders.contains(dataset.files()[file].folder) &&
          std::find(subject.files.begin(), subject.files.end(), file) == subject.files.end()) {
        Scope scope = around;
        scope.files = std::vector<std::size_t>{file};
        peers.push_back({dataset.files()[file].base, scope, 0});
      }
    }
    return peers;
  }
  if (subject.columns.empty()) {
    return peers;  // a folder
  }
  if (subject.columns.front() == kKeyColumn) {
    const auto alike = dataset.keys().find(subject.values.front());
    for (const std::string& key :
         alike == dataset.keys().end() ? std::set<std::string>() : alike->second) {
      if (key != subject.values.front()) {
        Mention other = subject;
        other.values = {key};
        other.alias = key;
        peers.push_back(side_of(other, around));
      }
    }
    return peers;
  }
  const std::vector<std::string>* levels = &dataset.models();
  const std::string column = column_beside(dataset, subject, metric);
  // "The tiny model", by whose last word its files are called: so are those of the others.
  const auto& columns = subject.columns;
  const bool by_path = subject.kind == NameKind::kModel && columns.size() > 1 &&
                       std::ranges::find(columns, kPathColumn) != columns.end();
  if (!by_path && (subject.kind == NameKind::kLevel || column != "model")) {
    const auto factor = dataset.factors().find(lowered(column));
    levels = factor == dataset.factors().end() ? nullptr : &factor->second;
  }
  for (const std::string& level : levels == nullptr ? std::vector<std::string>() : *levels) {
    if (std::find(subject.values.begin(), subject.values.end(), level) == subject.values.end()) {
      Mention other = subject;
      other.values = {level};
      other.alias = level;
      if (const auto words = name_words(lowered(level)); by_path && !words.empty()) {
        other.values.push_back(words.back());
      }
      peers.push_back(side_of(other, around));
    }
  }
  return peers;
}

std::set<std::string> levels_beside(const Dataset& dataset, const Mention& mention,
                                    const std::vector<Mention>& mentions, const Scope& around) {
  std::set<std::string> levels;
  if (mention.columns.empty()) {
    return levels;  // a file
  }
  std::vector<Mention> rest = mentions;
  std::erase_if(rest, [&](const Mention& each) { return is_akin(each, mention); });
  const Scope scope = softened(narrowed(scope_of(rest), around));
  for (const Table* const table : tables_of(dataset, scope)) {
    for (const std::string_view value : values_in(*table, mention.columns.front(), scope)) {
      levels.emplace(value);
    }
  }
  return levels;
}

namespace {

// The only other value of the mention's column where the other mentions are; "" for none or
// several.
std::string other_level(const Dataset& dataset, const Mention& mention,
                        const std::vector<Mention>& mentions) {
  std::set<std::string> others = levels_beside(dataset, mention, mentions, {});
  std::erase_if(others, [&](const std::string& value) {
    return lowered(value) == lowered(mention.values.front());
  });
  return others.size() == 1 ? *others.begin() : std::string();
}

// Words of two names, those that both have left out.
std::vector<std::string> words_apart(std::string_view a, std::string_view b) {
  const auto of_a = name_words(a);
  const auto of_b = name_words(b);
  std::vector<std::string> apart;
  const auto add = [&apart](const auto& from, const auto& without) {
    for (const std::string& word : from) {
      if (std::find(without.begin(), without.end(), word) == without.end()) {
        apart.push_back(word);
      }
    }
  };
  add(of_a, of_b);
  add(of_b, of_a);
  return apart.size() < of_a.size() + of_b.size() ? apart : std::vector<std::string>();
}

}  // namespace

std::vector<Mention> two_levels_of(const Dataset& dataset, std::string_view text,
                                   const NameFinder& names) {
  for (const std::string_view two : {"the two ", "both ", "the "}) {
    for (std::size_t at = find_phrase(text, two); at != std::string_view::npos;
         at = find_phrase(text, two, at + 1)) {
      const std::string_view behind = text.substr(at + two.size());
      std::string noun(behind.substr(0, behind.find_first_of(" ,.;)")));
      const bool plural = noun.ends_with('s');
      noun.resize(noun.size() - (plural ? 1 : 0));
      for (const std::string& column :
           plural || two != "the " ? names.factors_called(noun) : std::vector<std::string>()) {
        const auto factor = dataset.factors().find(column);
        if (factor != dataset.factors().end() && factor->second.size() == 2) {
          return {names.level_of({column}, lowered(factor->second.front())),
                  names.level_of({column}, lowered(factor->second.back()))};
        }
      }
    }
  }
  return {};
}

std::vector<Mention> sides_in_title(std::string_view title, const NameFinder& names) {
  static constexpr std::array<std::string_view, 5> kAgainst = {" versus ", " vs ", " vs. ",
                                                               " against ", " compared "};
  std::vector<Mention> sides;
  const bool against = std::any_of(
      kAgainst.begin(), kAgainst.end(),
      [title](std::string_view word) { return title.find(word) != std::string_view::npos; });
  const std::vector<Mention> mentions = against ? names.find(title) : std::vector<Mention>();
  for (std::size_t i = 0; i + 1 < mentions.size(); ++i) {
    const Mention& first = mentions[i];
    const Mention& second = mentions[i + 1];
    const std::string_view between = title.substr(
        first.range.end, std::max(first.range.end, second.range.begin) - first.range.end);
    const bool pair = std::any_of(kAgainst.begin(), kAgainst.end(), [between](auto word) {
      return between.find(word) != std::string_view::npos;
    });
    if (pair && is_akin(first, second)) {
      const auto among = [&sides](const Mention& mention) {
        return is_same(mention, sides.front()) || is_same(mention, sides.back());
      };
      if (!sides.empty() && !(among(first) && among(second))) {
        return {};
      }
      sides = sides.empty() ? std::vector<Mention>{second, first} : std::move(sides);
    }
  }
  return sides;
}

namespace {

// The values of the subject's column, or the keys beside its own.
std::vector<std::string> levels_beside_it(const Dataset& dataset, const Mention& subject) {
  if (subject.columns.front() == kKeyColumn) {
    const auto alike = dataset.keys().find(subject.values.front());
    return alike == dataset.keys().end()
               ? std::vector<std::string>()
               : std::vector<std::string>(alike->second.begin(), alike->second.end());
  }
  const auto factor = dataset.factors().find(lowered(subject.columns.front()));
  return factor == dataset.factors().end() ? std::vector<std::string>() : factor->second;
}

}  // namespace

std::optional<Mention> base_level(const Dataset& dataset, const Mention& subject,
                                  const NameFinder* names) {
  static constexpr std::array<std::string_view, 15> kBases = {
      "baseline", "fp32",  "f32",   "fp16",      "f16",     "bf16",  "none",   "original",
      "eager",    "naive", "plain", "reference", "unfused", "stock", "default"};
  if (names == nullptr || subject.columns.empty()) {
    return std::nullopt;
  }
  const std::string column = lowered(subject.columns.front());
  const std::vector<std::string> levels = levels_beside_it(dataset, subject);
  for (const std::string_view base : kBases) {
    const bool known = std::any_of(levels.begin(), levels.end(), [base](const std::string& level) {
      return lowered(level) == base;
    });
    if (known && lowered(subject.values.front()) != base) {
      Mention mention = column == kKeyColumn ? subject : names->level_of({column}, base);
      if (column == kKeyColumn) {
        mention.values = {std::string(base)};
      }
      mention.alias = std::string(base);
      return mention;
    }
  }
  return std::nullopt;
}

Pairing pair_with_variant(const Dataset& dataset, std::string_view clause,
                          const std::vector<Mention>& mentions, const NameFinder* names) {
  Pairing pairing;
  const std::size_t than = find_phrase(clause, "than");
  if (names == nullptr || than == std::string_view::npos ||
      !has_any(clause.substr(than), kVariants)) {
    return pairing;
  }
  for (const Mention& mention : mentions) {
    if (mention.columns.empty() || mention.values.size() != 1 ||
        find_phrase(clause, mention.alias) > than) {
      continue;
    }
    const std::string column = lowered(mention.columns.front());
    const auto factor = dataset.factors().find(column);
    std::vector<std::string> others;
    for (const std::string& level :
         factor == dataset.factors().end() ? std::vector<std::string>() : factor->second) {
      const auto apart = words_apart(lowered(mention.values.front()), lowered(level));
      if (!apart.empty() && apart.size() <= 2 &&
          std::any_of(apart.begin(), apart.end(),
                      [](const std::string& word) { return is_one_of(word, kVariants); })) {
        others.push_back(level);
      }
    }
    if (others.size() == 1) {
      pairing.sides = {mention, names->level_of({column}, lowered(others.front()))};
      return pairing;
    }
  }
  return pairing;
}

Pairing pair_of_fusion(const Dataset& dataset, std::string_view clause, const NameFinder* names) {
  static constexpr std::array<std::string_view, 3> kFusing = {"fusion", "fusing", "fused"};
  Pairing pairing;
  if (names == nullptr || !has_any(clause, kFusing)) {
    return pairing;
  }
  const auto is_variant = [](const std::string& word) { return is_one_of(word, kVariants); };
  const auto is_said = [clause](const std::string& word) { return has_phrase(clause, word); };
  for (const auto& [column, levels] : dataset.factors()) {
    for (const std::string& fused : levels) {
      std::vector<std::string> what = name_words(lowered(fused));
      const bool is_fused = std::erase(what, "fused") > 0;
      if (!is_fused || what.empty() || !std::all_of(what.begin(), what.end(), is_said)) {
        continue;
      }
      for (const std::string& level : levels) {
        const auto apart = words_apart(lowered(fused), lowered(level));
        if (apart.empty() || !std::all_of(apart.begin(), apart.end(), is_variant)) {
          continue;
        }
        if (!pairing.sides.empty()) {
          return {};  // several are called so
        }
        pairing.sides = {names->level_of({column}, lowered(fused)),
                         names->level_of({column}, lowered(level))};
      }
    }
  }
  return pairing;
}

namespace {

// "SGLang is quicker" where files are called by it and by one other engine alone.
std::optional<Mention> other_product(const Dataset& dataset, const Mention& mention,
                                     const NameFinder* names) {
  if (names == nullptr || mention.values.empty() ||
      !is_one_of(lowered(mention.values.front()), kProducts)) {
    return std::nullopt;
  }
  std::optional<Mention> other;
  for (const std::string_view product : kProducts) {
    if (product == lowered(mention.values.front()) || dataset.files_named(product) == 0) {
      continue;
    }
    const std::vector<Mention> found = names->find(product);
    if (found.size() != 1 || found.front().columns.empty()) {
      continue;
    }
    if (other) {
      return std::nullopt;
    }
    other = found.front();
  }
  return other;
}

// "fp8 lifts it by 44 %" of a folder `fp8/` that stands beside one other, `bf16/`.
std::optional<Mention> other_folder(const Dataset& dataset, const Mention& mention) {
  if (mention.values.size() != 1 ||
      mention.columns != std::vector<std::string>{std::string(kPathColumn)}) {
    return std::nullopt;
  }
  std::set<std::string> others;
  for (const std::string& own : dataset.folders()) {
    const std::string name = lowered(mention.values.front()) + "/";
    const std::string parent = own.substr(0, own.size() - std::min(name.size(), own.size()));
    if (!own.ends_with(name) || (!parent.empty() && !parent.ends_with('/'))) {
      continue;
    }
    for (const std::string& folder : dataset.folders()) {
      const bool beside = folder.starts_with(parent) && folder != own &&
                          folder.find('/', parent.size()) + 1 == folder.size();
      if (beside) {
        others.insert(folder.substr(parent.size(), folder.size() - parent.size() - 1));
      }
    }
  }
  if (others.size() != 1) {
    return std::nullopt;
  }
  Mention other = mention;
  other.alias = *others.begin();
  other.values = {*others.begin()};
  return other;
}

}  // namespace

Pairing pair_with_other(const Dataset& dataset, const std::vector<Mention>& mentions,
                        const NameFinder* names) {
  Pairing pairing;
  // "On the H100 A has the lower latency": A's other, not that of its place.
  std::vector<Mention> in_order = mentions;
  std::stable_partition(in_order.begin(), in_order.end(),
                        [](const Mention& mention) { return !mention.placed; });
  for (const Mention& mention : in_order) {
    const std::string other = mention.columns.empty() || mention.values.size() != 1
                                  ? std::string()
                                  : other_level(dataset, mention, mentions);
    auto product = other.empty() ? other_product(dataset, mention, names) : std::nullopt;
    product = product || !other.empty() ? std::move(product) : other_folder(dataset, mention);
    if (product && pairing.sides.empty()) {
      pairing.sides = {mention, *product};
      continue;
    }
    if (other.empty() || names == nullptr || !pairing.sides.empty()) {
      pairing.rest.push_back(mention);
      continue;
    }
    pairing.sides = {mention, names->level_of({lowered(mention.columns.front())}, lowered(other))};
  }
  return pairing;
}

}  // namespace chimera::verify
