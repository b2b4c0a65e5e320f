// The documents of the trees for whoever looks words up in them. The report that is judged, and
// copies of it, are no evidence: they are left out of the observations too.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/files.h"
#include "data/observations.h"
#include "verify/verify.h"

namespace chimera::cli {

/// The Markdown documents and the logs of the trees; those with the report's text leave the
/// observations.
std::vector<verify::TreeText> tree_texts(const std::vector<std::string>& trees, const Disk& disk,
                                         std::string_view report, Observations& observations);

}  // namespace chimera::cli
