// What a text says of settings: which were used, which were best, and what was the same all along.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verify/judgement.h"
#include "verify/scope.h"
#include "verify/stated_number.h"

namespace chimera::verify {

/// "The third run used num_ctx=4096": whether trials of the scope, those that `others` name, have
/// it. A column whose nested name has one of the others' words decides for them.
Judgement judge_used_setting(const Dataset& dataset, const Mention& setting, const Scope& around,
                             const std::vector<Mention>& others);

/// "Uses a batch size of 8 throughout": refuted by a trial of the scope with another level; nullopt
/// for none.
std::optional<Judgement> judge_set_throughout(const Dataset& dataset, const Mention& setting,
                                              const Scope& scope);

/// "The three that failed all ran with 41 layers": whether all that failed in the scope have the
/// settings.
Judgement judge_failed_with(const Dataset& dataset, const std::vector<Mention>& settings,
                            const Scope& scope);

/// What stands around settings, in lower case.
struct SettingWords {
  std::string_view before;
  std::string_view behind;
  std::string_view metric;  ///< the clause without names; throughput is meant where it names none
};

/// "Best configuration: num_gpu=60, num_ctx=2048", "60 is its worst setting": whether the settings
/// hold that place in the scope, by single trials or repeated ones, or by the means of their
/// levels; ties count. nullopt where the words give them no place.
std::optional<Judgement> judge_ranked_setting(const Dataset& dataset, const SettingWords& words,
                                              const std::vector<Mention>& settings,
                                              const Scope& scope);

/// "20 timed runs", "5 warm-up iterations": a setting that is called by what it counts. Words that
/// count anything alone can support, not refute. nullopt where none is called so.
std::optional<Judgement> judge_counted_setting(const Dataset& dataset, const Numeral& stated,
                                               std::string_view behind, const Scope& scope);

/// "The longest context tested is 16384": whether the number behind the words, in lower case, is
/// the most or the least of the levels that were tried; nullopt for another statement.
std::optional<Judgement> judge_end_of_factor(const Dataset& dataset, const NameFinder& names,
                                             const Numeral& stated, std::string_view before);

}  // namespace chimera::verify
