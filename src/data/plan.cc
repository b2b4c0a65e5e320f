#include "data/plan.h"

#include "base/check.h"

namespace chimera {

std::string_view ground_text(Ground ground) {
  switch (ground) {
    case Ground::kConfounded:
      return "confounded: it changed together with something else";
    case Ground::kContradicted:
      return "contradicted: two measurements clearly say the opposite";
    case Ground::kUnrepeated:
      return "unrepeated: not each setting was run twice";
    case Ground::kInOneGo:
      return "in one go: each level ran in one go, and a drift would look the same";
    case Ground::kUndecided:
      return "undecided: the trials show no difference and exclude none";
    case Ground::kWithoutTrials:
      return "without trials: it is stated, and the trials behind it are not there";
    case Ground::kNeverRun:
      return "never run: a part of the settings is missing";
    case Ground::kNeverVaried:
      return "never varied: what was read holds one level of it, or none";
  }
  CHIMERA_CHECK(false, "a ground without a text");
}

}  // namespace chimera
