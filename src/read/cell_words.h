// What words in cells say: a date, that there is no value, how a trial ended.
#pragma once

#include <string_view>

#include "data/table.h"

namespace chimera::read {

/// "2026-02-16T10:00", with a blank for the T or without.
bool looks_like_date(std::string_view cell);

/// What tools write where there is no value.
bool says_nothing(std::string_view cell);

/// Whether some of the column's words say that a trial went well and others that one failed: "ok",
/// "partial", "failed" of a roll-up. "cold" and "warm" are a state of the machine.
bool says_how_it_ended(const Column& column);

}  // namespace chimera::read
