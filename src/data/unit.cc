#include "data/unit.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace chimera {

namespace {

struct Spelling {
  std::string_view spelled;  ///< lower case
  std::string_view symbol;
};

// Lower-case spellings; "MB" and "mb" are the same to every tool that we know.
constexpr std::array kSpellings{
    Spelling{"ns", "ns"},
    Spelling{"nsecond", "ns"},
    Spelling{"us", "us"},
    Spelling{"µs", "us"},
    Spelling{"usec", "us"},
    Spelling{"usecond", "us"},
    Spelling{"ms", "ms"},
    Spelling{"msec", "ms"},
    Spelling{"msecond", "ms"},
    Spelling{"milliseconds", "ms"},
    Spelling{"s", "s"},
    Spelling{"sec", "s"},
    Spelling{"secs", "s"},
    Spelling{"second", "s"},
    Spelling{"seconds", "s"},
    Spelling{"min", "min"},
    Spelling{"minutes", "min"},
    Spelling{"h", "h"},
    Spelling{"hours", "h"},
    Spelling{"b", "B"},
    Spelling{"byte", "B"},
    Spelling{"bytes", "B"},
    Spelling{"kb", "kB"},
    Spelling{"mb", "MB"},
    Spelling{"gb", "GB"},
    Spelling{"kbyte", "kB"},
    Spelling{"mbyte", "MB"},
    Spelling{"gbyte", "GB"},
    Spelling{"kb/s", "kB/s"},
    Spelling{"mb/s", "MB/s"},
    Spelling{"gb/s", "GB/s"},
    Spelling{"tb/s", "TB/s"},
    Spelling{"byte/s", "B/s"},
    Spelling{"kbyte/s", "kB/s"},
    Spelling{"mbyte/s", "MB/s"},
    Spelling{"gbyte/s", "GB/s"},
    Spelling{"tbyte/s", "TB/s"},
    Spelling{"byte/second", "B/s"},
    Spelling{"kbyte/second", "kB/s"},
    Spelling{"mbyte/second", "MB/s"},
    Spelling{"gbyte/second", "GB/s"},
    Spelling{"tbyte/second", "TB/s"},
    Spelling{"kib", "KiB"},
    Spelling{"mib", "MiB"},
    Spelling{"gib", "GiB"},
    Spelling{"%", "%"},
    Spelling{"percent", "%"},
    Spelling{"pct", "%"},
    Spelling{"tok/s", "tok/s"},
    Spelling{"tokens/s", "tok/s"},
    Spelling{"token/s", "tok/s"},
    Spelling{"t/s", "tok/s"},
    Spelling{"tokens/sec", "tok/s"},
    Spelling{"tps", "tok/s"},
    Spelling{"tokens per second", "tok/s"},
    Spelling{"req/s", "req/s"},
    Spelling{"w", "W"},
    Spelling{"watts", "W"},
    Spelling{"hz", "Hz"},
    Spelling{"mhz", "MHz"},
    Spelling{"ghz", "GHz"},
    Spelling{"cycle/second", "Hz"},
    Spelling{"cycle/usecond", "MHz"},
    Spelling{"cycle/nsecond", "GHz"},
};

struct Scale {
  std::string_view symbol;
  std::string_view dimension;
  double factor;  ///< to the dimension's base
};

constexpr std::array kScales{
    Scale{"ns", "time", 1e-9},
    Scale{"us", "time", 1e-6},
    Scale{"ms", "time", 1e-3},
    Scale{"s", "time", 1},
    Scale{"min", "time", 60},
    Scale{"h", "time", 3600},
    Scale{"B", "size", 1},
    Scale{"kB", "size", 1e3},
    Scale{"MB", "size", 1e6},
    Scale{"GB", "size", 1e9},
    Scale{"KiB", "size", 1024},
    Scale{"MiB", "size", 1048576},
    Scale{"GiB", "size", 1073741824},
    Scale{"B/s", "bandwidth", 1},
    Scale{"kB/s", "bandwidth", 1e3},
    Scale{"MB/s", "bandwidth", 1e6},
    Scale{"GB/s", "bandwidth", 1e9},
    Scale{"TB/s", "bandwidth", 1e12},
    Scale{"Hz", "frequency", 1},
    Scale{"MHz", "frequency", 1e6},
    Scale{"GHz", "frequency", 1e9},
};

const Scale* find_scale(std::string_view symbol) {
  const auto* found = std::find_if(kScales.begin(), kScales.end(),
                                   [&](const Scale& scale) { return scale.symbol == symbol; });
  return found == kScales.end() ? nullptr : found;
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    c = lower_case(c);
  }
  return result;
}

// "firstWordMs", "peakRssMiB": the longest unit that begins with a capital behind a small letter.
// The end of "latencyMin" is no minute.
std::optional<std::string> unit_behind_hump(std::string_view name) {
  for (std::size_t i = 1; i + 1 < name.size(); ++i) {
    auto unit = is_hump(name, i) ? canonical_unit(name.substr(i)) : std::nullopt;
    if (unit && unit != "min") {
      return unit;
    }
  }
  return std::nullopt;
}

// "achieved_gb_s" of "AchievedGbS": in lower case, words parted.
std::string parted(std::string_view name) {
  std::string key;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (is_hump(name, i)) {
      key += '_';
    }
    if (is_hump(name, i) && canonical_unit(name.substr(i))) {
      return key + lower(name.substr(i));  // "MiB" is one word
    }
    key += lower_case(name[i]);
  }
  return key;
}

// A unit behind the last separator must not be a word of its own: "k", "h" or "b" alone are not.
bool unit_suffix_is_safe(std::string_view symbol, std::string_view suffix) {
  return suffix.size() > 1 || symbol == "s" || symbol == "%";
}

}  // namespace

std::optional<std::string> canonical_unit(std::string_view spelled) {
  const std::string key = lower(spelled);
  for (const Spelling& spelling : kSpellings) {
    if (spelling.spelled == key) {
      return std::string(spelling.symbol);
    }
  }
  return std::nullopt;
}

std::vector<std::string_view> unit_spellings() {
  std::vector<std::string_view> spellings;
  spellings.reserve(kSpellings.size());
  for (const Spelling& spelling : kSpellings) {
    spellings.push_back(spelling.spelled);
  }
  return spellings;
}

std::optional<double> conversion_factor(std::string_view from, std::string_view to) {
  if (from == to) {
    return 1.0;
  }
  const Scale* source = find_scale(from);
  const Scale* target = find_scale(to);
  if (source == nullptr || target == nullptr || source->dimension != target->dimension) {
    return std::nullopt;
  }
  return source->factor / target->factor;
}

std::string unit_in_name(std::string_view name) {
  const std::size_t open = name.find_last_of("([");
  if (open != std::string_view::npos && name.ends_with(name[open] == '(' ? ')' : ']')) {
    const auto inside = canonical_unit(name.substr(open + 1, name.size() - open - 2));
    return inside.value_or("");
  }
  std::string key = parted(name);
  for (const std::string_view rate :
       {"tokens_s", "tokens_per_second", "tokens per second", "tokens_per_sec", "tok_s",
        "toks_per_s", "tok_per_s", "toks_s", "tok_per_sec"}) {
    // "first_tok_s" is the time to it.
    if (key.ends_with(rate) && !key.substr(0, key.size() - rate.size()).ends_with("first_")) {
      return "tok/s";
    }
  }
  // "emb_per_s" is a rate of embeddings.
  for (const std::string_view per : {"_per_s", "_per_sec", "_per_second"}) {
    if (key.ends_with(per) && key.size() > per.size()) {
      const std::string_view of = std::string_view{key}.substr(0, key.size() - per.size());
      const std::string_view counted = of.substr(of.find_last_of("_ .") + 1);
      if (counted == "throughput" || counted == "rate") {
        return "";  // of what, it doesn't say
      }
      const std::string rate = std::string(counted) + "/s";
      const auto known = canonical_unit(rate.starts_with("byte") ? "byte/s" : rate);
      return known.value_or(rate);
    }
  }
  // "comp_mb_s" is no time, nor is "kops_s".
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kRates = {{
      {"kb_s", "kB/s"},
      {"mb_s", "MB/s"},
      {"gb_s", "GB/s"},
      {"req_s", "req/s"},
      {"kops_s", "kops/s"},
      {"ops_s", "ops/s"},
      {"img_s", "img/s"},
      {"imgs_s", "img/s"},
      {"images_s", "img/s"},
      {"frames_s", "frames/s"},
      {"rows_s", "rows/s"},
      {"samples_s", "samples/s"},
  }};
  for (const auto& [ending, unit] : kRates) {
    if (key.ends_with(ending)) {
      return std::string(unit);
    }
  }
  if (auto unit = unit_behind_hump(name)) {
    return *std::move(unit);
  }
  key = lower(name);
  const std::size_t cut = key.find_last_of("_ .");
  if (cut == std::string::npos) {
    // A column that is called by its unit alone.
    return key == "watts" || key == "seconds" || key == "milliseconds"
               ? canonical_unit(key).value_or("")
               : "";
  }
  const std::string suffix = key.substr(cut + 1);
  const auto unit = canonical_unit(suffix);
  return unit && unit_suffix_is_safe(*unit, suffix) ? *unit : "";
}

}  // namespace chimera
