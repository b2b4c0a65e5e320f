#include "agents/scenario.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/check.h"
#include "engine/options_toml.h"
#include "text/toml_values.h"

namespace chimera::agents {

namespace {

using text::TomlValue;

constexpr std::array kModes{Mode::kTogether, Mode::kInTurn, Mode::kCompared};

template <typename Container, typename Name>
text::Names names_of(const Container& all, Name name) {
  text::Names names;
  for (const auto& each : all) {
    names.emplace(name(each));
  }
  return names;
}

Result<void> take_text(const TomlValue& value, std::string_view key, std::string& text) {
  return text::string_of(value, key).map([&](std::string&& read) { text = std::move(read); });
}

Result<void> take_reads(const TomlValue& value, const std::vector<Member>& before, Member& member) {
  const auto name = text::string_of(value, "reads");
  if (!name) {
    return tl::unexpected(name.error());
  }
  if (before.empty() || before.back().name != *name) {
    return text::broken(
        value, "'reads' takes the name of the agent just before" +
                   (before.empty() ? ", and there is none" : ": '" + before.back().name + "'"));
  }
  member.reads_previous = true;
  return {};
}

Result<void> take_member(const std::string& key, const TomlValue& value,
                         const std::vector<Member>& before, Member& member) {
  if (key == "reads") {
    return take_reads(value, before, member);
  }
  if (key == "options") {
    return engine::options_of(value).map(
        [&](engine::Options&& options) { member.options = std::move(options); });
  }
  return take_text(value, key,
                   key == "name"      ? member.name
                   : key == "persona" ? member.persona
                   : key == "task"    ? member.task
                   : key == "engine"  ? member.engine
                                      : member.url);
}

Result<Member> member_of(const TomlValue& table, const std::vector<Member>& before) {
  if (auto known =
          text::check_keys(table, {"name", "persona", "task", "reads", "engine", "options"});
      !known) {
    return tl::unexpected(known.error());
  }
  Member member;
  for (const auto& [key, value] : table.members) {
    if (auto taken = take_member(key, value, before, member); !taken) {
      return tl::unexpected(taken.error());
    }
  }
  if (member.name.empty() || member.task.empty()) {
    return text::broken(table, "an agent needs a 'name' and a 'task'");
  }
  const bool taken = std::any_of(before.begin(), before.end(),
                                 [&](const Member& other) { return other.name == member.name; });
  if (taken) {
    return text::broken(table, "two agents are named '" + member.name + "'");
  }
  return member;
}

Result<void> take_members(const TomlValue& value, Scenario& scenario) {
  if (value.kind != text::TomlKind::kArray || value.items.size() > kMembersMax) {
    return text::broken(value, "[[agent]] stands once for each agent, at most " +
                                   std::to_string(kMembersMax) + " times");
  }
  for (const TomlValue& item : value.items) {
    if (item.kind != text::TomlKind::kTable) {
      return text::broken(item, "[[agent]] stands once for each agent");
    }
    auto member = member_of(item, scenario.members);
    if (!member) {
      return tl::unexpected(member.error());
    }
    scenario.members.push_back(*std::move(member));
  }
  return {};
}

Result<void> take_mode(const TomlValue& value, Scenario& scenario) {
  const auto name = text::string_of(value, "mode");
  if (!name) {
    return tl::unexpected(name.error());
  }
  const auto* const found = std::find_if(kModes.begin(), kModes.end(),
                                         [&](Mode mode) { return mode_name(mode) == *name; });
  if (found == kModes.end()) {
    return text::unknown(value, "mode", *name, names_of(kModes, mode_name));
  }
  scenario.mode = *found;
  return {};
}

Result<void> take(const std::string& key, const TomlValue& value, Scenario& scenario) {
  if (key == "name") {
    return take_text(value, key, scenario.name);
  }
  if (key == "mode") {
    return take_mode(value, scenario);
  }
  if (key == "agent") {
    return take_members(value, scenario);
  }
  const bool repeats = key == "repetitions";
  const std::int64_t most = repeats ? std::int64_t{kRepetitionsMax} : engine::limits::kSeedMost;
  return text::whole_of(value, key, repeats ? 1 : 0, most).map([&](std::int64_t number) {
    if (repeats) {
      scenario.repetitions = static_cast<std::size_t>(number);
    } else {
      scenario.seed = static_cast<std::uint32_t>(number);
    }
  });
}

Result<Scenario> check(Scenario scenario, const TomlValue& table) {
  const std::size_t members = scenario.members.size();
  if (scenario.mode == Mode::kCompared && members != 2) {
    return text::broken(table,
                        "the mode 'compared' takes two agents, not " + std::to_string(members));
  }
  if (members < 2) {
    return text::broken(table, "a scenario needs at least two [[agent]]");
  }
  const bool reads = std::any_of(scenario.members.begin(), scenario.members.end(),
                                 [](const Member& member) { return member.reads_previous; });
  if (reads && scenario.mode != Mode::kInTurn) {
    return text::broken(table, "'reads' is for the mode 'in_turn'");
  }
  return scenario;
}

Result<Scenario> scenario_of(const TomlValue& table) {
  if (auto known = text::check_keys(table, {"name", "mode", "repetitions", "seed", "agent"});
      !known) {
    return tl::unexpected(known.error());
  }
  Scenario scenario;
  for (const auto& [key, value] : table.members) {
    if (auto taken = take(key, value, scenario); !taken) {
      return tl::unexpected(taken.error());
    }
  }
  return check(std::move(scenario), table);
}

}  // namespace

std::string_view mode_name(Mode mode) {
  switch (mode) {
    case Mode::kTogether:
      return "together";
    case Mode::kInTurn:
      return "in_turn";
    case Mode::kCompared:
      return "compared";
  }
  CHIMERA_CHECK(false, "a mode out of range");
}

Result<Scenario> parse_scenario(std::string_view toml, const std::string& file) {
  return text::parse_toml(toml).and_then(scenario_of).map_error([&](Error&& error) {
    error.place.file = file;
    return std::move(error);
  });
}

}  // namespace chimera::agents
