// The folder that a command writes its result into, whole or not at all.
#pragma once

#include <string>
#include <string_view>

#include "base/files.h"
#include "base/output_folder.h"
#include "base/result.h"

namespace chimera::cli {

/// A folder that stands there may be replaced where it is ours: where its `file` is JSON of that
/// schema.
Result<OutputFolder> open_output(const std::string& folder, const Disk& disk, std::string_view file,
                                 std::string_view schema);

}  // namespace chimera::cli
