// Engine options as a table of TOML: the keys are those of Options.
#pragma once

#include "base/result.h"
#include "engine/engine.h"
#include "text/toml.h"

namespace chimera::engine {

/// kInput with the line for a key that is none, or a value out of its range.
Result<Options> options_of(const text::TomlValue& table);

/// Each option that `mine` has, else the one of `others`.
Options over(Options mine, const Options& others);

}  // namespace chimera::engine
